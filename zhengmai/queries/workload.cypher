// Which units carry most tasks of some notices? From the counts kept in each notice.
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
WITH unit, min(load.rank) AS rank, min(load.place) AS place, sum(load.tasks) AS tasks,
     sum(load.lead) AS lead, sum(load.responsible) AS responsible,
     sum(load.cooperating) AS cooperating, sum(coalesce(load.also, 0)) AS alsoTasks,
     sum(coalesce(load.alsoLead, 0)) AS alsoLead,
     sum(coalesce(load.alsoResponsible, 0)) AS alsoResponsible,
     sum(coalesce(load.alsoCooperating, 0)) AS alsoCooperating
WITH unit, rank, place, lead, responsible, cooperating,
     CASE $role WHEN 'tasks' THEN tasks WHEN 'lead' THEN lead
       WHEN 'responsible' THEN responsible ELSE cooperating END AS count,
     CASE $role WHEN 'tasks' THEN alsoTasks WHEN 'lead' THEN alsoLead
       WHEN 'responsible' THEN alsoResponsible ELSE alsoCooperating END AS also
RETURN unit.iri AS unit, unit.name AS name, rank, place, count, lead, responsible, cooperating, also
ORDER BY count DESC, name, unit
//limit top
