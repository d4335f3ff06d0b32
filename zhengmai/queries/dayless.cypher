// Which tasks have a limit of which the day is not known?
//if ofUnit
UNWIND $ofUnit AS iri
MATCH (:Unit|CollectiveUnit {iri: iri})<-[:ASSIGNED_TO]-(task:Task)
WITH DISTINCT task
//end
MATCH (deadline:Deadline)<-[:DUE]-(task:Task)-[:PART_OF]->(notice:Notice)
      -[:APPLIES_TO]->(place:Jurisdiction)
WHERE deadline.kind IN ['date', 'period'] AND deadline.lastDay IS NULL
//if within
  AND place.iri IN $within
//end
//if year
  AND notice.planYear = $year
//end
RETURN DISTINCT task.iri AS task
