// Which places are there, and what does each one lie in?
//if lowest
UNWIND $lowest AS iri
MATCH (:Jurisdiction {iri: iri})-[:WITHIN*0..]->(place:Jurisdiction)
WITH DISTINCT place
//end
//if highest
UNWIND $highest AS iri
MATCH (:Jurisdiction {iri: iri})<-[:WITHIN*0..]-(place:Jurisdiction)
WITH DISTINCT place
//end
MATCH (place:Jurisdiction)
WHERE true
//if name
  AND place.name IN $name
//end
//if code
  AND place.code IN $code
//end
OPTIONAL MATCH (place)-[:WITHIN]->(parent:Jurisdiction)
RETURN place.iri AS place, place.name AS name, place.level AS level, place.code AS code,
       parent.iri AS parent
