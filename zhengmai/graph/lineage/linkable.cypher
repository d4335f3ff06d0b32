// The tasks of a notice, and its points that no task stands under: what lineage links join.
//bind notice
MATCH (:Notice {iri: $notice})<-[:PART_OF]-(node:Task|WorkPoint)
WHERE NOT EXISTS { (node)<-[:UNDER]-() }
OPTIONAL MATCH (node)-[:UNDER]->(point:WorkPoint)
RETURN node.iri AS node, node.number AS number,
       coalesce(node.section, point.section) AS section,
       coalesce(node.heading, point.heading) AS heading, node.text AS text, node.order AS order
