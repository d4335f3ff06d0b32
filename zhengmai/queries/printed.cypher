// How do the notices of a place print the bodies of that place? Only of names that may be in full.
MATCH (notice:Notice)-[:APPLIES_TO]->(place:Jurisdiction)
WHERE notice.sourceFile IS NOT NULL
//if place
  AND place.iri = $place
//end
MATCH (notice)-[names:NAMES]->(unit:Unit)
WHERE names.place = place.iri AND size(unit.name) > size(place.name) + 4
MATCH (notice)<-[:PART_OF]-(:Task)-[given:ASSIGNED_TO]->(unit)
RETURN DISTINCT notice.iri AS notice, place.name AS of, unit.name AS name,
       given.asWritten AS written, given.corrected AS corrected
