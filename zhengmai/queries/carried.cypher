// What do the tasks and points of these notices carry out, how sure is that, and how much of its wording do they keep?
//bind notice
UNWIND $notice AS iri
MATCH (:Notice {iri: iri})<-[:PART_OF]-(child:Task|WorkPoint)-[link:CARRIES_OUT]->(parent:Task|WorkPoint)
RETURN child.iri AS child, parent.iri AS parent, link.fidelity AS fidelity,
       link.score AS score, link.status AS status
