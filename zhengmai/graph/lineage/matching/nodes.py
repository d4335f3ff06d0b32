"""What is compared: the tasks and points of plans, and the links proposed between them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineageNode:
    """A task or a point of a notice, as far as linking needs to know it.

    Attributes:
        iri: which one it is.
        number: as printed.
        section: the heading of 一、…; may be empty.
        heading: that of the point the task belongs to (a point's own); may be empty.
        text: the cleaned text.
        units: names of the responsible units, without their place.
        point: the prose point that a table row breaks down, or that the node itself is where rows
            break it down; empty elsewhere. As a parent, a point and its rows are one.
    """

    iri: str
    number: str
    section: str
    heading: str
    text: str
    units: tuple[str, ...] = ()
    point: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two spans that correspond: ``child.text[a:b]`` and ``parent.text[c:d]``."""

    child: tuple[int, int]
    parent: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ScoredLink:
    """A proposed link from a task up to the point that it carries out.

    ``score`` is the probability, 0 to 1, that a careful reader would draw the link. ``method`` says
    what carries it: ``verbatim`` (most of the wording) or ``paraphrase``. ``fidelity`` is 照抄程度,
    the share of the child's wording that the parent has, 0 to 1.
    """

    child: str
    parent: str
    score: float
    method: str
    evidence: tuple[Evidence, ...]
    fidelity: float
