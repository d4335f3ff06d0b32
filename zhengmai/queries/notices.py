"""通知: the notices that a store holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from zhengmai.errors import NotFoundError
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.queries.places import places, within
from zhengmai.queries.questions import ask, integer, optional, text
from zhengmai.queries.repeals import Document, repeals

IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
"""What may be the IRI of a notice."""

_SHOWN = 40  # notices that are named where one is meant


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice that is held.

    Attributes:
        iri: the notice.
        title: its title (that of the plan where the notice's own is not printed).
        plan: title of the plan, or "".
        document_number, issuer, issued: as read, or None.
        year: plan year.
        jurisdiction: names of its places from the province down.
        level: of its place.
        file: the file it was read from.
        points, tasks: how many it has.
        damaged: how many tasks the source lost a part of.
        unread: characters of the file that no fact was read from.
        repeals: the documents that it puts out of force.
        repealed_by: the held notices that put it out of force.
    """

    iri: str
    title: str
    plan: str
    document_number: str | None
    issuer: str | None
    issued: str | None
    year: int
    jurisdiction: tuple[str, ...]
    level: str
    file: str
    points: int
    tasks: int
    damaged: int
    unread: int
    repeals: tuple[Document, ...] = ()
    repealed_by: tuple[Document, ...] = ()


def notices(store: Store, *, place: str | None = None, year: int | None = None) -> list[NoticeRow]:
    """The notices, by year, level and place.

    Raises:
        NotFoundError: the store knows no such place.
    """
    wanted = _held(store, place, year)

    def known(
        iris: set[str],
    ) -> dict[str, Document]:  # what repeals a notice may be of another year
        found = _those(store, sorted(iri for iri in iris if IRI.fullmatch(iri)))
        return {n.iri: Document(n.iri, n.title, n.document_number, True) for n in found}

    told = repeals(store, known)
    return [
        replace(n, repeals=told.by.get(n.iri, ()), repealed_by=told.of.get(n.iri, ()))
        for n in wanted
    ]


def _held(store: Store, place: str | None, year: int | None) -> list[NoticeRow]:
    return _rows(store, ask(store, "notices", {"within": within(store, place), "year": year}))


def _rows(store: Store, held: list[Row]) -> list[NoticeRow]:
    known = places(store, {text(r, "within") for r in held})
    rows = [
        NoticeRow(
            iri=text(r, "notice"),
            title=text(r, "title"),
            plan=optional(r, "plan") or "",
            document_number=optional(r, "number"),
            issuer=optional(r, "issuer"),
            issued=optional(r, "issued"),
            year=integer(r, "year"),
            jurisdiction=known[text(r, "within")].path,
            level=known[text(r, "within")].level,
            file=text(r, "file"),
            points=integer(r, "points"),
            tasks=integer(r, "tasks"),
            damaged=integer(r, "damaged"),
            unread=integer(r, "unread"),
        )
        for r in held
    ]
    return sorted(rows, key=lambda n: (n.year, len(n.jurisdiction), n.jurisdiction, n.iri))


def find_notice(store: Store, wanted: str) -> NoticeRow:
    """The notice that a user means: by IRI, document number, file, or a part of its title.

    Raises:
        NotFoundError: no such notice, or several.
    """
    name = re.sub(r"\s+", "", wanted).translate(str.maketrans("[]【】", "〔〕〔〕"))
    found = _exact(store, name) or _titled(store, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"{wanted!r} may be any of: {_listed(found)}; give the document number")
    held = _listed(_held(store, None, None)) or "none"
    raise NotFoundError(f"no notice {wanted!r} in this store; it holds: {held}")


def names_of(store: Store, iris: Iterable[str]) -> dict[str, str]:
    """What notices are called: by their number, else by the title of the plan, or their own."""
    return {n.iri: n.document_number or n.plan or n.title for n in _those(store, sorted(set(iris)))}


def _exact(store: Store, name: str) -> list[NoticeRow]:
    """The notices of an IRI, a document number or a file."""
    ways: list[dict[str, object]] = [{"number": name}, {"file": name}]
    if IRI.fullmatch(name):
        ways.append({"notice": [Iri(name)]})
    rows = {text(row, "notice"): row for way in ways for row in ask(store, "notices", way)}
    return _rows(store, list(rows.values()))


def _titled(store: Store, name: str) -> list[NoticeRow]:
    return _those(store, [text(row, "notice") for row in ask(store, "titled", {"words": name})])


def _those(store: Store, iris: Sequence[str]) -> list[NoticeRow]:
    parts = in_parts([Iri(iri) for iri in iris])
    return _rows(store, [row for some in parts for row in ask(store, "notices", {"notice": some})])


def _listed(found: Sequence[NoticeRow]) -> str:
    """Some notices by name, and how many more there are."""
    named = "; ".join(n.document_number or n.title for n in found[:_SHOWN])
    return f"{named} … ({len(found)})" if len(found) > _SHOWN else named


def holding(store: Store, *, place: str | None = None, year: int | None = None) -> list[str]:
    """The notices that are held, by IRI, in the order in which what they hold is listed.

    Args:
        store: where to look.
        place: only those of this place and the places in it.
        year: only plans of this year.

    Raises:
        NotFoundError: the store knows no such place.
    """
    if place is None and year is None:
        found = {text(row, "notice") for row in ask(store, "heldnotices")}
    else:
        found = {notice.iri for notice in _held(store, place, year)}
    return sorted(found, key=lambda iri: iri + "/")  # …-1/task/1 stands before …-10/task/1
