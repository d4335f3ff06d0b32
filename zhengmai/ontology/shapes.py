"""SHACL: whether a notice graph is a valid one."""

from __future__ import annotations

from functools import cache
from importlib import resources

from rdflib import Graph, URIRef
from rdflib.namespace import SH

from zhengmai.ontology import iris


@cache
def _shapes() -> Graph:
    text = resources.files("zhengmai.ontology").joinpath("shapes.ttl").read_text("utf-8")
    return Graph().parse(data=text, format="turtle")


def violations(graph: Graph) -> list[str]:
    """What is wrong with a notice graph, in words; empty where it is valid."""
    import pyshacl

    conforms, report, _ = pyshacl.validate(graph, shacl_graph=_shapes(), advanced=False)
    if conforms:
        return []
    found = []
    for result in report.subjects(SH.resultSeverity, None):
        focus = report.value(result, SH.focusNode)
        path = report.value(result, SH.resultPath)
        message = report.value(result, SH.resultMessage)
        found.append(f"{_short(focus)} {_short(path)}: {message}")
    return sorted(found)


def _short(node: object) -> str:
    text = str(node) if isinstance(node, URIRef) else ""
    for prefix in (iris.ID, iris.NS):
        text = text.removeprefix(prefix)
    return text.rsplit("/terms/", maxsplit=1)[-1]
