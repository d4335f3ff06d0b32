// Tasks and points, in printed order: what the gaps are computed from.
MATCH (node:Task|WorkPoint)-[:PART_OF]->(notice:Notice)
//if notice
WHERE notice.iri IN $notice
//end
OPTIONAL MATCH (node)-[:UNDER]->(point:WorkPoint)
RETURN node.iri AS node, CASE WHEN node:Task THEN 'Task' ELSE 'WorkPoint' END AS type,
       notice.iri AS notice, node.order AS order, point.iri AS under,
       node.source AS source
