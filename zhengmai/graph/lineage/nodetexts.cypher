// What do some tasks and points, or those of a notice, say?
MATCH (node:Task|WorkPoint)-[:PART_OF]->(notice:Notice)
WHERE true
//if node
  AND node.iri IN $node
//end
//if notice
  AND notice.iri = $notice
//end
RETURN node.iri AS node, node.text AS text, node.heading AS heading
