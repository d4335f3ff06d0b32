// What has the office's model said of pairs that it was asked about?
MATCH (judgement:Verdict)
RETURN judgement.child AS child, judgement.parent AS parent, judgement.status AS status,
       judgement.judgedBy AS by, judgement.judgedAt AS at, judgement.note AS note,
       judgement.asked AS asked
