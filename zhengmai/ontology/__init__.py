"""What the facts of a notice mean: places, units, the vocabulary, shapes and triples."""
