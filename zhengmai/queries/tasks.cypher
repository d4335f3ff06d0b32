// Tasks and the notices that they stand in.
//if ofUnit
MATCH (:Unit {iri: $ofUnit})<-[:ASSIGNED_TO]-(task:Task)
WITH DISTINCT task
//end
//if phrase
CALL (*) {
  CALL db.index.fulltext.queryNodes('zhengmai_texts', $phrase) YIELD node
  WITH node WHERE node:Task RETURN node AS said
  UNION
  CALL db.index.fulltext.queryNodes('zhengmai_texts', $phrase) YIELD node
  MATCH (node)<-[:UNDER|ASSIGNED_TO]-(said:Task) RETURN said
}
WITH said AS task
//end
MATCH (task:Task)-[:PART_OF]->(notice:Notice)-[:APPLIES_TO]->(place:Jurisdiction)
WHERE notice.sourceFile IS NOT NULL
//if task
  AND task.iri IN $task
//end
//if notice
  AND notice.iri = $notice
//end
//if within
  AND place.iri IN $within
//end
//if year
  AND notice.planYear = $year
//end
//if words
  AND task.text CONTAINS $words
//end
RETURN task.iri AS task, task.number AS number, task.order AS order, task.text AS text,
       notice.iri AS notice, notice.planTitle AS plan, notice.planYear AS year,
       notice.sourceFile AS file
