// How many tasks of some notices does each unit carry, or have in a role?
//bind role
MATCH (notice:Notice)-[:APPLIES_TO]->(place:Jurisdiction)
WHERE notice.sourceFile IS NOT NULL
//if within
  AND place.iri IN $within
//end
//if year
  AND notice.planYear = $year
//end
MATCH (notice)-[load:NAMES]->(unit:Unit)
WHERE load.tasks IS NOT NULL
WITH unit, sum(CASE $role WHEN 'tasks' THEN load.tasks WHEN 'lead' THEN load.lead
       WHEN 'responsible' THEN load.responsible ELSE load.cooperating END) AS count
WHERE count > 0
RETURN unit.iri AS unit, unit.name AS name, count
ORDER BY count DESC, name, unit
//limit top
