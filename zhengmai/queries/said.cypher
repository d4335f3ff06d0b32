// Which tasks say a word in their text, their heading, the names of their units or their limits?
//bind word
CALL db.index.fulltext.queryNodes('zhengmai_texts', $phrase) YIELD node
CALL (node) {
  WITH node WHERE node:Task AND node.text CONTAINS $word
  RETURN node AS task
  UNION
  WITH node WHERE node:WorkPoint AND node.heading CONTAINS $word
  MATCH (node)<-[:UNDER]-(task:Task) RETURN task
  UNION
  WITH node WHERE (node:Unit OR node:CollectiveUnit)
    AND any(name IN [node.name] + coalesce(node.written, []) WHERE name CONTAINS $word)
  MATCH (node)<-[:ASSIGNED_TO]-(task:Task) RETURN task
}
RETURN DISTINCT task.iri AS task
UNION
MATCH (deadline:Deadline)<-[:DUE]-(task:Task)
WHERE deadline.asWritten CONTAINS $word
RETURN DISTINCT task.iri AS task
