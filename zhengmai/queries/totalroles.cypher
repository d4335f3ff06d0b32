// The tasks that units have in all notices, by role, from the totals kept of each unit.
//if unit
UNWIND $unit AS iri
MATCH (unit:Unit {iri: iri})
WITH unit
//end
MATCH (unit:Unit)
WHERE EXISTS { (unit)<-[load:NAMES]-() WHERE load.tasks IS NOT NULL }
RETURN unit.iri AS unit, unit.rank AS rank, unit.place AS place, unit.lead AS lead,
       unit.responsible AS responsible, unit.cooperating AS cooperating, unit.also AS also,
       unit.alsoLead AS alsoLead, unit.alsoResponsible AS alsoResponsible,
       unit.alsoCooperating AS alsoCooperating
