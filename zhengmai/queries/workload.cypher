// The tasks that some units have in some notices, by role, from the counts kept in each notice.
//bind unit
UNWIND $unit AS iri
MATCH (unit:Unit {iri: iri})<-[load:NAMES]-(notice:Notice)-[:APPLIES_TO]->(place:Jurisdiction)
WHERE load.tasks IS NOT NULL
//if within
  AND place.iri IN $within
//end
//if year
  AND notice.planYear = $year
//end
RETURN unit.iri AS unit, min(load.rank) AS rank, min(load.place) AS place,
       sum(load.lead) AS lead, sum(load.responsible) AS responsible,
       sum(load.cooperating) AS cooperating, sum(coalesce(load.also, 0)) AS also,
       sum(coalesce(load.alsoLead, 0)) AS alsoLead,
       sum(coalesce(load.alsoResponsible, 0)) AS alsoResponsible,
       sum(coalesce(load.alsoCooperating, 0)) AS alsoCooperating
