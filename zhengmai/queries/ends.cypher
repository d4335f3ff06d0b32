// The two ends of lineage links.
MATCH (child:Task|WorkPoint)-[:CARRIES_OUT]->(parent:Task|WorkPoint)
WHERE true
//if child
  AND child.iri IN $child
//end
//if parent
  AND parent.iri IN $parent
//end
RETURN child.iri AS child, parent.iri AS parent
