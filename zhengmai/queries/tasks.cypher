// Tasks and the notices that they stand in.
//if ofUnit
UNWIND $ofUnit AS iri
MATCH (:Unit|CollectiveUnit {iri: iri})<-[:ASSIGNED_TO]-(task:Task)
WITH DISTINCT task
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
RETURN task.iri AS task, task.number AS number, task.order AS order, task.text AS text,
       notice.iri AS notice, notice.planTitle AS plan, notice.documentNumber AS document,
       notice.title AS title, notice.planYear AS year,
       notice.sourceFile AS file, task.openEnded AS openEnded, task.damaged AS damaged
