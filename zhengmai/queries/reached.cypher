// The totals kept of each place and class of units: one line, as zm:reachedTotals says.
MATCH (:Notice)-[load:REACHES]->(place:Jurisdiction)
WITH place, load.rank AS rank, sum(load.tasks) AS tasks, sum(load.lead) AS lead,
     sum(load.responsible) AS responsible, sum(load.cooperating) AS cooperating
RETURN place.iri + '\t' + rank + '\t' + tasks + '\t' + lead + '\t' + responsible
       + '\t' + cooperating AS line
