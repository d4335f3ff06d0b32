// What are lineage links seen by? One row a pair of stretches that correspond.
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
UNWIND range(1, size(coalesce(link.childTexts, []))) AS order
RETURN child.iri AS child, parent.iri AS parent, order AS order,
       link.childTexts[order - 1] AS childText, link.parentTexts[order - 1] AS parentText
