// How many tasks name a class of units (各部门, 各街道)? One row a class and place.
MATCH (notice:Notice)-[load:REACHES]->(place:Jurisdiction)
WHERE notice.sourceFile IS NOT NULL
//if within
  AND place.iri IN $within
//end
//if year
  AND notice.planYear = $year
//end
RETURN load.rank AS reaches, place.iri AS within, sum(load.tasks) AS tasks, sum(load.lead) AS lead,
       sum(load.responsible) AS responsible, sum(load.cooperating) AS cooperating
