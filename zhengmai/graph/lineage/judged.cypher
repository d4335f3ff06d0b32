// What have people said of lineage links?
MATCH (judgement:Judgement)
RETURN judgement.child AS child, judgement.parent AS parent, judgement.status AS status,
       judgement.judgedBy AS by, judgement.judgedAt AS at, judgement.note AS note,
       judgement.childText AS childText, judgement.parentText AS parentText
