// Pairs that may be lineage links and are none; those of the tasks of some notices.
MATCH (child:Task|WorkPoint)-[candidate:MAY_CARRY_OUT]->(parent:Task|WorkPoint)
WHERE true
//if notice
  AND EXISTS { MATCH (child)-[:PART_OF]->(notice:Notice) WHERE notice.iri IN $notice }
//end
RETURN child.iri AS child, parent.iri AS parent, candidate.score AS score,
       candidate.judgedBy AS by, candidate.note AS note
