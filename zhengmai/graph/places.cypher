// Which places are there, and what does each one lie in?
MATCH (place:Jurisdiction)
OPTIONAL MATCH (place)-[:WITHIN]->(parent:Jurisdiction)
RETURN place.iri AS place, place.name AS name, place.level AS level, place.code AS code,
       parent.iri AS parent
