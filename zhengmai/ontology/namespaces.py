"""The vocabularies of the graph: Zhengmai's own and the public ones, their names as terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from zhengmai.ontology import iris
from zhengmai.ontology.ntriples import Vocabulary

ZM: Final = Vocabulary(iris.NS)
DCTERMS: Final = Vocabulary("http://purl.org/dc/terms/")
ELI: Final = Vocabulary("http://data.europa.eu/eli/ontology#")
FOAF: Final = Vocabulary("http://xmlns.com/foaf/0.1/")
OA: Final = Vocabulary("http://www.w3.org/ns/oa#")
ORG: Final = Vocabulary("http://www.w3.org/ns/org#")
OWL: Final = Vocabulary("http://www.w3.org/2002/07/owl#")
PROV: Final = Vocabulary("http://www.w3.org/ns/prov#")
RDF: Final = Vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Vocabulary("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA: Final = Vocabulary("https://schema.org/")
SKOS: Final = Vocabulary("http://www.w3.org/2004/02/skos/core#")
XSD: Final = Vocabulary("http://www.w3.org/2001/XMLSchema#")

PREFIXES: Final = {
    "zm": ZM.namespace,
    "dcterms": DCTERMS.namespace,
    "eli": ELI.namespace,
    "foaf": FOAF.namespace,
    "oa": OA.namespace,
    "org": ORG.namespace,
    "owl": OWL.namespace,
    "prov": PROV.namespace,
    "rdf": RDF.namespace,
    "rdfs": RDFS.namespace,
    "schema": SCHEMA.namespace,
    "skos": SKOS.namespace,
    "xsd": XSD.namespace,
}
"""前缀: short names of the vocabularies; a question need not declare them."""

_DEFINED = re.compile(r"^zm:(\w+) a ", re.MULTILINE)


_RANGE = re.compile(r"^zm:(\w+) a [^.]*?rdfs:range xsd:(\w+)", re.MULTILINE)


@cache
def own_ranges() -> Mapping[str, str]:
    """The properties of the vocabulary that have plain values → their kind: integer, string…."""
    text = files("zhengmai.ontology").joinpath("vocabulary.ttl").read_text("utf-8")
    return dict(_RANGE.findall(text))


@cache
def own_names() -> frozenset[str]:
    """The names that the vocabulary of Zhengmai's own defines, without their prefix."""
    text = files("zhengmai.ontology").joinpath("vocabulary.ttl").read_text("utf-8")
    return frozenset(_DEFINED.findall(text))
