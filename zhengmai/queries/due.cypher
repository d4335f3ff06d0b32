// What is due when? One row a task and last day.
//if ofUnit
UNWIND $ofUnit AS iri
MATCH (:Unit|CollectiveUnit {iri: iri})<-[:ASSIGNED_TO]-(task:Task)
WITH DISTINCT task
//end
MATCH (deadline:Deadline)<-[:DUE]-(task:Task)-[:PART_OF]->(notice:Notice)
      -[:APPLIES_TO]->(place:Jurisdiction)
WHERE deadline.lastDay IS NOT NULL
//if within
  AND place.iri IN $within
//end
//if year
  AND notice.planYear = $year
//end
//if before
  AND deadline.lastDay <= $before
//end
//if since
  AND deadline.lastDay >= $since
//end
RETURN DISTINCT task.iri AS task, deadline.lastDay AS day
