"""A store in a Neo4j database: the property graph of all notices, asked in Cypher."""
