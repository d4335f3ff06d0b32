// What do some tasks and points say?
//bind node
UNWIND $node AS iri
MATCH (node:Task|WorkPoint {iri: iri})
RETURN node.iri AS node, node.text AS text, node.heading AS heading
