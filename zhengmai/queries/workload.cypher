// The tasks that each unit has in some notices, by role, from the counts kept in each notice.
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
RETURN unit.iri AS unit, sum(load.tasks) AS tasks, sum(load.lead) AS lead,
       sum(load.responsible) AS responsible, sum(load.cooperating) AS cooperating,
       sum(coalesce(load.also, 0)) AS also, sum(coalesce(load.alsoLead, 0)) AS alsoLead,
       sum(coalesce(load.alsoResponsible, 0)) AS alsoResponsible,
       sum(coalesce(load.alsoCooperating, 0)) AS alsoCooperating
