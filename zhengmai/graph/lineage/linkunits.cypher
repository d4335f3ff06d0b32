// Which units does a notice name for each of its tasks?
//bind notice
MATCH (:Notice {iri: $notice})<-[:PART_OF]-(node:Task)-[assigned:ASSIGNED_TO]->(body)
RETURN node.iri AS node, assigned.order AS order, body.name AS unit
