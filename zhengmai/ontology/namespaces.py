"""The vocabularies of the graph: Zhengmai's own and the public ones, their names as terms."""

from __future__ import annotations

from typing import Final

from zhengmai.ontology import iris
from zhengmai.ontology.ntriples import Vocabulary

ZM: Final = Vocabulary(iris.NS)
DCTERMS: Final = Vocabulary("http://purl.org/dc/terms/")
ELI: Final = Vocabulary("http://data.europa.eu/eli/ontology#")
OA: Final = Vocabulary("http://www.w3.org/ns/oa#")
ORG: Final = Vocabulary("http://www.w3.org/ns/org#")
OWL: Final = Vocabulary("http://www.w3.org/2002/07/owl#")
PROV: Final = Vocabulary("http://www.w3.org/ns/prov#")
RDF: Final = Vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
SCHEMA: Final = Vocabulary("https://schema.org/")
SKOS: Final = Vocabulary("http://www.w3.org/2004/02/skos/core#")
