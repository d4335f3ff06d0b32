// Which classes of units (各街道办事处) are there, of which places, and whom do they reach?
MATCH (class:CollectiveUnit)-[:UNIT_OF]->(place:Jurisdiction)
WHERE true
//if class
  AND class.iri IN $class
//end
//if name
  AND class.name = $name
//end
//if reaches
  AND class.reaches = $reaches
//end
//if part
  AND class.name CONTAINS $part
//end
//if within
  AND place.iri IN $within
//end
RETURN class.iri AS class, class.name AS name, class.reaches AS reaches, place.iri AS place
