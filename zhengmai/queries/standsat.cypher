// Where do the tasks and points of notices stand in their files, and what do they say?
MATCH (node:Task|WorkPoint)-[:PART_OF]->(notice:Notice)
WHERE true
//if notice
  AND notice.iri IN $notice
//end
//if order
  AND node.order = $order
//end
OPTIONAL MATCH (node)-[:UNDER]->(point:WorkPoint)
UNWIND range(0, size(coalesce(node.spans, [])) - 1, 2) AS at
RETURN DISTINCT node.iri AS node, notice.iri AS notice, point.iri AS under, node.text AS text,
       node.spans[at] AS start, node.spans[at + 1] AS end
