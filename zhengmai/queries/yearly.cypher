// The totals of each unit in the plans of one year: one line, as zm:totals says.
//bind year
MATCH (notice:Notice {planYear: $year})-[load:NAMES]->(unit:Unit)
WHERE notice.sourceFile IS NOT NULL AND load.tasks IS NOT NULL
WITH unit, sum(load.tasks) AS tasks, sum(load.lead) AS lead,
     sum(load.responsible) AS responsible, sum(load.cooperating) AS cooperating,
     sum(coalesce(load.also, 0)) AS also, sum(coalesce(load.alsoLead, 0)) AS alsoLead,
     sum(coalesce(load.alsoResponsible, 0)) AS alsoResponsible,
     sum(coalesce(load.alsoCooperating, 0)) AS alsoCooperating
RETURN unit.iri + '\t' + unit.name + '\t' + unit.rank + '\t' + unit.place + '\t' + tasks
       + '\t' + lead + '\t' + responsible + '\t' + cooperating + '\t' + also + '\t' + alsoLead
       + '\t' + alsoResponsible + '\t' + alsoCooperating AS line
