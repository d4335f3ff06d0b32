// What are these tasks and points?
//bind node
UNWIND $node AS iri
CALL (iri) {
  MATCH (node:Task {iri: iri}) RETURN node
  UNION MATCH (node:WorkPoint {iri: iri}) RETURN node
}
MATCH (node)-[:PART_OF]->(notice:Notice)-[:APPLIES_TO]->(place:Jurisdiction)
RETURN node.iri AS node, CASE WHEN node:Task THEN 'Task' ELSE 'WorkPoint' END AS type,
       node.number AS number, node.order AS order, node.heading AS heading, node.section AS section, node.text AS text,
       notice.iri AS notice, notice.documentNumber AS document, notice.sourceFile AS file,
       notice.planTitle AS plan, notice.planYear AS year, place.iri AS place,
       notice.issued AS issued, notice.published AS published
