// What have people said of lineage links?
MATCH (judgement:Judgement)
RETURN judgement.child AS child, judgement.parent AS parent, judgement.status AS status
