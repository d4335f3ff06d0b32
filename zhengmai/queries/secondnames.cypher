// In which tasks do notices print these units, and how; with which second name (区大数据中心)?
MATCH (unit:Unit|CollectiveUnit)
WHERE true
//if unit
  AND unit.iri IN $unit
//end
MATCH (unit)<-[of:ASSIGNED_TO]-(task:Task)-[:PART_OF]->(notice:Notice)
      -[:APPLIES_TO]->(place:Jurisdiction)
RETURN DISTINCT unit.iri AS unit, task.iri AS task, of.asWritten AS written,
       of.secondName AS second, of.role AS role, place.iri AS place, notice.planYear AS year
