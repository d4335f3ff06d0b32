"""SHACL: whether a notice graph is a valid one.

Two engines know the same shapes: a compiled one (``shacl``), which takes some 3 ms a notice, for
every build, and pyshacl, which is slow and well tried, for ``zhengmai check`` and where the first
one is not to be had. The tests hold them to the same findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from zhengmai.ontology import iris
from zhengmai.wording import phrase

if TYPE_CHECKING:
    from rdflib import Graph
    from shacl import Shapes

# What is wrong where a shape has no words of its own; the names are those of SHACL.
_WORDS: Final = {
    "MinCountConstraintComponent": phrase("is missing"),
    "MaxCountConstraintComponent": phrase("is told more than once"),
    "ClassConstraintComponent": phrase("is of another kind"),
    "DatatypeConstraintComponent": phrase("is of another datatype"),
    "NodeKindConstraintComponent": phrase("is no IRI"),
    "InConstraintComponent": phrase("is none of what is allowed"),
    "MinLengthConstraintComponent": phrase("is too short"),
    "PatternConstraintComponent": phrase("is not of the right form"),
    "MinInclusiveConstraintComponent": phrase("is too small"),
    "MaxInclusiveConstraintComponent": phrase("is too large"),
    "MaxExclusiveConstraintComponent": phrase("is too large"),
}
_SHACL: Final = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A place in a graph that breaks a shape.

    Attributes:
        focus: the thing that is not as it must be: its IRI.
        path: which property of it.
        component: what of the shape is broken, by SHACL's name without the namespace.
        message: the shape's own words, or "".
    """

    focus: str
    path: str
    component: str
    message: str

    @property
    def words(self) -> str:
        """The shape's own words; else what is wrong with which thing."""
        return self.message or str(self)

    def __str__(self) -> str:
        words = self.message or _WORDS.get(self.component, self.component)
        return f"{_short(self.focus)} {_short(self.path)}: {words}"


def violations(ntriples: bytes) -> list[Violation]:
    """What is wrong with a notice graph, given as N-Triples; empty where it is valid."""
    try:
        shapes = _compiled()
    except ImportError:  # there is no build of it for this kind of machine
        return checked([ntriples])
    report = shapes.validate_text(ntriples.decode(), format="ntriples")
    return sorted(
        Violation(_bare(r.focus_node), _bare(r.path or ""), r.component, r.message or "")
        for r in report.results
    )


def checked(ntriples: Iterable[bytes]) -> list[Violation]:
    """The same of one or more graphs taken as one, told by pyshacl."""
    import pyshacl
    from rdflib.namespace import SH

    from zhengmai.ontology.rdf import graph_of

    shapes = _shapes()
    conforms, report, _ = pyshacl.validate(
        graph_of(ntriples), shacl_graph=shapes, advanced=False, inplace=True
    )
    if conforms:
        return []
    return sorted(
        Violation(
            _bare(report.value(result, SH.focusNode).n3()),
            str(report.value(result, SH.resultPath) or ""),
            str(report.value(result, SH.sourceConstraintComponent)).removeprefix(_SHACL),
            str(shapes.value(report.value(result, SH.sourceShape), SH.message) or ""),
        )
        for result in report.subjects(SH.resultSeverity, None)
    )


def _text() -> str:
    return resources.files("zhengmai.ontology").joinpath("shapes.ttl").read_text("utf-8")


@cache
def _compiled() -> Shapes:
    from shacl import Shapes

    return Shapes.from_turtle(_text())


@cache
def _shapes() -> Graph:
    from rdflib import Graph

    return Graph().parse(data=_text(), format="turtle")


def _bare(term: str) -> str:
    """An IRI without the angles of N-Triples; a literal, where no literal should be, as it is."""
    return term.removeprefix("<").removesuffix(">")


def _short(name: str) -> str:
    for prefix in (iris.ID, iris.NS):
        name = name.removeprefix(prefix)
    return name.rsplit("/terms/", maxsplit=1)[-1]
