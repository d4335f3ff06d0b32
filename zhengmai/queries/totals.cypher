// The totals kept of each unit: one line, its fields parted by tabs, as zm:totals says.
//if unit
UNWIND $unit AS iri
MATCH (unit:Unit {iri: iri})
WITH unit
//end
MATCH (unit:Unit)
WHERE unit.tasks > 0
RETURN unit.iri + '\t' + unit.name + '\t' + unit.rank + '\t' + unit.place + '\t' + unit.tasks
       + '\t' + unit.lead + '\t' + unit.responsible + '\t' + unit.cooperating + '\t' + unit.also
       + '\t' + unit.alsoLead + '\t' + unit.alsoResponsible + '\t' + unit.alsoCooperating AS line
//if top
ORDER BY CASE $role WHEN 'tasks' THEN unit.tasks WHEN 'lead' THEN unit.lead
         WHEN 'responsible' THEN unit.responsible ELSE unit.cooperating END DESC,
         unit.name, unit.iri
LIMIT $top
//end
