// How many tasks of all notices does each unit carry, or have in a role?
//bind role
MATCH (unit:Unit)
WITH unit, CASE $role WHEN 'tasks' THEN unit.tasks WHEN 'lead' THEN unit.lead
       WHEN 'responsible' THEN unit.responsible ELSE unit.cooperating END AS count
WHERE count > 0
RETURN unit.iri AS unit, unit.name AS name, count
ORDER BY count DESC, name, unit
//limit top
