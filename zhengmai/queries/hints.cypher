// What are candidates seen by? One row a pair of stretches that correspond.
MATCH (child:Task|WorkPoint)-[candidate:MAY_CARRY_OUT]->(parent:Task|WorkPoint)
WHERE true
//if child
  AND child.iri IN $child
//end
UNWIND range(1, size(coalesce(candidate.childTexts, []))) AS order
RETURN child.iri AS child, parent.iri AS parent, order AS order,
       candidate.childTexts[order - 1] AS childText, candidate.parentTexts[order - 1] AS parentText
