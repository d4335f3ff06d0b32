"""承接关系表: the lineage links as one flat table: place, level, year, score, method."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhengmai.queries.links import LinkRow


@dataclass(frozen=True, slots=True)
class LineageRow:
    """A lineage link.

    Attributes:
        place: of the child, names from the province down.
        level: of that place: nation, province, city, county, town.
        year: plan year of the child.
        child: the task (or point) that carries out.
        kind: ``task``; ``point`` for one that the rows of a table break down, which are tasks with
            links of their own: whoever counts tasks leaves it out.
        notice, document_number, number, text: of the child.
        parent_place, parent_level, parent_year: of what it carries out.
        parent: the point (or task) that it carries out.
        parent_notice, parent_document_number, parent_number, parent_heading, parent_text: of that.
        score: the probability that a careful reader would draw the link.
        method: how it was found.
        status: ``proposed`` or ``confirmed``.
        fidelity: the share of the child's wording that the parent has, 0 to 1.
        lag_days: how many days later the child's notice is dated, or None.
    """

    place: str
    level: str
    year: int
    child: str
    kind: str
    notice: str
    document_number: str | None
    number: str
    text: str
    parent_place: str
    parent_level: str
    parent_year: int
    parent: str
    parent_notice: str
    parent_document_number: str | None
    parent_number: str
    parent_heading: str | None
    parent_text: str
    score: float
    method: str
    status: str
    fidelity: float
    lag_days: int | None


def flat(links: Iterable[LinkRow]) -> Iterator[LineageRow]:
    """The links, each as one row."""
    for link in links:
        child, parent = link.child, link.parent
        yield LineageRow(
            place="".join(child.jurisdiction),
            level=child.level,
            year=child.year,
            child=child.iri,
            kind=child.kind,
            notice=child.notice,
            document_number=child.document_number,
            number=child.number,
            text=child.text,
            parent_place="".join(parent.jurisdiction),
            parent_level=parent.level,
            parent_year=parent.year,
            parent=parent.iri,
            parent_notice=parent.notice,
            parent_document_number=parent.document_number,
            parent_number=parent.number,
            parent_heading=parent.heading,
            parent_text=parent.text,
            score=link.score,
            method=link.method,
            status=link.status,
            fidelity=link.fidelity,
            lag_days=link.lag_days,
        )
