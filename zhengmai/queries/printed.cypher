// How do the notices of a place print the bodies of that place?
MATCH (notice:Notice)-[:APPLIES_TO]->(place:Jurisdiction)
WHERE notice.sourceFile IS NOT NULL
//if place
  AND place.iri = $place
//end
MATCH (notice)-[names:NAMES]->(unit:Unit)
WHERE names.place = place.iri
MATCH (notice)<-[:PART_OF]-(:Task)-[given:ASSIGNED_TO]->(unit)
RETURN DISTINCT notice.iri AS notice, place.name AS of, unit.name AS name,
       given.asWritten AS written, given.corrected AS corrected
