"""通知: the notices that a store holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zhengmai.errors import NotFoundError
from zhengmai.graph.store import Store
from zhengmai.queries.places import places, within
from zhengmai.queries.questions import ask, integer, optional, text
from zhengmai.queries.repeals import Document, repeals


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
    # What repeals a notice may be of another year.
    every = wanted if place is None and year is None else _held(store, None, None)
    told = repeals(store, {n.iri: Document(n.iri, n.title, n.document_number, True) for n in every})
    return [
        replace(n, repeals=told.by.get(n.iri, ()), repealed_by=told.of.get(n.iri, ()))
        for n in wanted
    ]


def _held(store: Store, place: str | None, year: int | None) -> list[NoticeRow]:
    held = ask(store, "notices", {"within": within(store, place), "year": year})
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
    held = _held(store, None, None)
    name = re.sub(r"\s+", "", wanted).translate(str.maketrans("[]【】", "〔〕〔〕"))
    exact = [n for n in held if name in (n.iri, n.document_number, n.file)]
    partly = [n for n in held if name in n.title or name in n.plan]
    found = exact or partly
    if len(found) == 1:
        return found[0]
    if found:
        several = "; ".join(n.document_number or n.title for n in found)
        raise NotFoundError(f"{wanted!r} may be any of: {several}; give the document number")
    several = "; ".join(n.document_number or n.title for n in held)
    raise NotFoundError(f"no notice {wanted!r} in this store; it holds: {several or 'none'}")
