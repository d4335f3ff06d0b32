"""The embedded store: an Oxigraph database in a folder, asked in SPARQL."""
