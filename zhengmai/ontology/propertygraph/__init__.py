"""The property graph: how the triples look in Neo4j, as tables, and the way there and back."""
