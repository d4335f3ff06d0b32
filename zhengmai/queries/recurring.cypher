// Which tasks have a limit that comes round again and again?
//if ofUnit
UNWIND $ofUnit AS iri
MATCH (:Unit|CollectiveUnit {iri: iri})<-[:ASSIGNED_TO]-(task:Task)
WITH DISTINCT task
//end
MATCH (deadline:Deadline {kind: 'recurring'})<-[:DUE]-(task:Task)-[:PART_OF]->(notice:Notice)
      -[:APPLIES_TO]->(place:Jurisdiction)
WHERE true
//if within
  AND place.iri IN $within
//end
//if year
  AND notice.planYear = $year
//end
RETURN DISTINCT task.iri AS task
