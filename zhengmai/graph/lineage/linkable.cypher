// The tasks and points of notices: what lineage links join.
//bind notice
UNWIND $notice AS iri
MATCH (:Notice {iri: iri})<-[:PART_OF]-(node:Task|WorkPoint)
OPTIONAL MATCH (node)-[:UNDER]->(point:WorkPoint)
RETURN node.iri AS node, node.number AS number, node.section AS section, node.heading AS heading,
       node.text AS text, node.order AS order, point.iri AS point, node.source AS source
