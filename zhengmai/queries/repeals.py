"""废止: which documents are in force no more, and which notice says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zhengmai.graph.store import Store
from zhengmai.queries.questions import ask, optional, text


@dataclass(frozen=True, slots=True, order=True)
class Document:
    """A document, held or only named.

    Attributes:
        iri: the notice that it is; of a held one its own.
        title, document_number: as far as they are known.
        held: it is in the store.
    """

    iri: str
    title: str | None
    document_number: str | None
    held: bool

    @property
    def label(self) -> str:
        """Title and number as one text."""
        number = f"（{self.document_number}）" if self.document_number else ""
        return f"《{self.title}》{number}" if self.title else self.document_number or self.iri


@dataclass(frozen=True, slots=True)
class Repeals:
    """What notices repeal.

    Attributes:
        by: notice → the documents that it repeals.
        of: held notice → the notices that repeal it.
    """

    by: Mapping[str, tuple[Document, ...]]
    of: Mapping[str, tuple[Document, ...]]


def repeals(store: Store, known: Callable[[set[str]], Mapping[str, Document]]) -> Repeals:
    """All that the notices of a store repeal.

    Args:
        store: where to look.
        known: of some IRIs the notices that the store holds.
    """
    titles: dict[tuple[str, str], Document] = {}
    rows = ask(store, "repeals")
    ends = {iri for row in rows for iri in (row["notice"], row["document"], row["held"])}
    held = known({str(iri) for iri in ends if iri is not None})
    for row in rows:
        notice = text(row, "notice")
        if notice not in held:
            continue
        iri = optional(row, "held") or text(row, "document")
        found = held.get(iri)
        if found is None:
            found = Document(iri, optional(row, "title"), optional(row, "number"), held=False)
        before = titles.get((notice, iri))
        if before is None or (before.title or "") < (found.title or ""):
            titles[notice, iri] = found
    by: defaultdict[str, list[Document]] = defaultdict(list)
    of: defaultdict[str, list[Document]] = defaultdict(list)
    for (notice, iri), document in sorted(titles.items()):
        if notice == iri:
            continue
        by[notice].append(document)
        if document.held:
            of[iri].append(held[notice])
    return Repeals(_fixed(by), _fixed(of))


def _fixed(found: Mapping[str, list[Document]]) -> dict[str, tuple[Document, ...]]:
    return {iri: tuple(sorted(own, key=lambda d: d.iri)) for iri, own in found.items()}
