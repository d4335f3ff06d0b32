// The totals of each place and class of units in the plans of one year, as zm:reachedTotals says.
//bind year
MATCH (notice:Notice {planYear: $year})-[load:REACHES]->(place:Jurisdiction)
WHERE notice.sourceFile IS NOT NULL
WITH place, load.rank AS rank, sum(load.tasks) AS tasks, sum(load.lead) AS lead,
     sum(load.responsible) AS responsible, sum(load.cooperating) AS cooperating
RETURN place.iri + '\t' + rank + '\t' + tasks + '\t' + lead + '\t' + responsible
       + '\t' + cooperating AS line
