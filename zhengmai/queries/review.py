"""待人工判断: links that are not sure, and pairs that may be links, for a person to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhengmai.graph.lineage.matching.thresholds import SURE
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.queries.links import EvidenceRow, LinkRow, NodeRow, evidence_of, links, nodes
from zhengmai.queries.notices import find_notice, notices
from zhengmai.queries.questions import ask, optional, text

LINK, CANDIDATE = "link", "candidate"


@dataclass(frozen=True, slots=True)
class DoubtfulRow:
    """A pair of a task and a point on which no person has had a word yet.

    Attributes:
        child, parent: the two ends.
        kind: ``link``, which every answer counts; or ``candidate``, which none does.
        score: the probability that a careful reader would draw the link, 0 to 1.
        method: what a link rests on; None of a candidate.
        evidence: the stretches of text that correspond.
        judged_by: the model that was asked about the pair, or None.
        judged_yes: whether it chose the pair; None where none was asked.
        note: its words, or None.
    """

    child: NodeRow
    parent: NodeRow
    kind: str
    score: float
    method: str | None
    evidence: tuple[EvidenceRow, ...]
    judged_by: str | None = None
    judged_yes: bool | None = None
    note: str | None = None


def doubtful(
    store: Store,
    *,
    place: str | None = None,
    year: int | None = None,
    notice: str | None = None,
    known: Sequence[LinkRow] | None = None,
    below: float = SURE,
) -> list[DoubtfulRow]:
    """What a person should judge, in the order in which that is worth most.

    First the links with a score below 0.8 (or what is asked for), the weakest first: every answer
    counts them, so a wrong one is a wrong fact, and these are the likeliest to be wrong. Then the
    candidates, the likeliest first: a missing link is a gap.

    Args:
        store: where to look.
        place: only tasks of this place and those in it.
        year: only plans of this year.
        notice: only this one: number, IRI, file or title.
        known: all links, where they are known already.
        below: the score from which a link is in no doubt.

    Raises:
        NotFoundError: no such place or notice.
    """
    only = _notices(store, place, year, notice)
    every = _listed(store, only) if known is None else known
    return sorted([*_links(every, below), *_candidates(store, only)], key=_worth)


def _worth(row: DoubtfulRow) -> tuple[bool, float, str, str]:
    is_link = row.kind == LINK
    return not is_link, row.score if is_link else -row.score, row.child.iri, row.parent.iri


def _notices(
    store: Store, place: str | None, year: int | None, notice: str | None
) -> set[str] | None:
    """The notices that are meant, or None where all are."""
    if place is None and year is None and notice is None:
        return None
    one = None if notice is None else {find_notice(store, notice).iri}
    if one is not None and place is None and year is None:
        return one
    found = {row.iri for row in notices(store, place=place, year=year)}
    return found if one is None else found & one


def _listed(store: Store, only: set[str] | None) -> Iterable[LinkRow]:
    parts = [None] if only is None else in_parts(sorted(only))
    return (link for some in parts for link in links(store, notices=some))


def _links(every: Iterable[LinkRow], below: float) -> Iterable[DoubtfulRow]:
    for link in every:
        if link.score < below and link.status == "proposed":
            by = link.judged_by
            yield DoubtfulRow(
                link.child, link.parent, LINK, link.score, link.method, link.evidence,
                by, None if by is None else True, link.note,
            )  # fmt: skip


def _candidates(store: Store, only: set[str] | None) -> Iterable[DoubtfulRow]:
    parts = [None] if only is None else in_parts([Iri(n) for n in sorted(only)])
    rows = [row for part in parts for row in ask(store, "candidates", {"notice": part})]
    known = nodes(store, {text(row, end) for row in rows for end in ("child", "parent")})
    hints: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for children in in_parts(sorted({Iri(text(row, "child")) for row in rows})):
        for row in ask(store, "hints", {"child": children}):
            hints[text(row, "child"), text(row, "parent")].append(row)
    for row in rows:
        child, parent = text(row, "child"), text(row, "parent")
        if child in known and parent in known:  # an end may have gone from its notice
            by = optional(row, "by")
            yield DoubtfulRow(
                known[child], known[parent], CANDIDATE, float(str(row["score"])), None,
                evidence_of(hints[child, parent]),
                by, None if by is None else False, optional(row, "note"),
            )  # fmt: skip
