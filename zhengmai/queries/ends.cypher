// The two ends of every lineage link.
MATCH (child)-[:CARRIES_OUT]->(parent)
RETURN child.iri AS child, parent.iri AS parent
