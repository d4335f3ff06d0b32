// The totals kept of each unit: one line, its fields parted by tabs, as zm:totals says.
//if unit
UNWIND $unit AS iri
MATCH (unit:Unit {iri: iri})
WITH unit
//end
MATCH (unit:Unit)
WHERE unit.totals IS NOT NULL
RETURN unit.totals AS line
//if top
ORDER BY CASE $role WHEN 'tasks' THEN unit.tasks WHEN 'lead' THEN unit.lead
         WHEN 'responsible' THEN unit.responsible ELSE unit.cooperating END DESC,
         unit.name, unit.iri
LIMIT $top
//end
