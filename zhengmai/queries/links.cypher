// Lineage links.
//if notice
UNWIND $notice AS iri
MATCH (:Notice {iri: iri})<-[:PART_OF]-(child:Task|WorkPoint)
WITH child
//end
MATCH (child:Task|WorkPoint)-[link:CARRIES_OUT]->(parent:Task|WorkPoint)
WHERE true
//if child
  AND child.iri IN $child
//end
//if parent
  AND parent.iri IN $parent
//end
RETURN child.iri AS child, parent.iri AS parent, link.score AS score, link.method AS method,
       link.status AS status, link.fidelity AS fidelity, link.judgedBy AS by, link.judgedAt AS at,
       link.note AS note
