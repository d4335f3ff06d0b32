// Which units carry most tasks of all notices? From the totals kept of each unit.
//bind role
MATCH (unit:Unit)
WHERE unit.tasks > 0
WITH unit,
     CASE $role WHEN 'tasks' THEN unit.tasks WHEN 'lead' THEN unit.lead
       WHEN 'responsible' THEN unit.responsible ELSE unit.cooperating END AS count,
     CASE $role WHEN 'tasks' THEN unit.also WHEN 'lead' THEN unit.alsoLead
       WHEN 'responsible' THEN unit.alsoResponsible ELSE unit.alsoCooperating END AS also
RETURN unit.iri AS unit, unit.name AS name, unit.rank AS rank, unit.place AS place, count,
       unit.lead AS lead, unit.responsible AS responsible, unit.cooperating AS cooperating, also
ORDER BY count DESC, name, unit
//limit top
