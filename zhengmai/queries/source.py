"""原文: the source of a notice and all that was read from it, as the store keeps them."""

from __future__ import annotations

from zhengmai.errors import StoreError
from zhengmai.graph.store import Iri, Store
from zhengmai.model import Notice
from zhengmai.ontology.reading import read
from zhengmai.queries.notices import IRI
from zhengmai.queries.questions import ask, text


def as_read(store: Store, notice: str) -> Notice | None:
    """The record of a notice as it was read, with the text of its source.

    Half a character (a lone surrogate) in it has become U+FFFD, as everywhere in a store.

    Args:
        store: where to look.
        notice: its IRI.

    Returns:
        The record; None where the store holds no such notice, or was built before it kept the
        texts of sources: build the notice again.

    Raises:
        StoreError: another version of Zhengmai kept it, in a form that this one does not know.
    """
    rows = ask(store, "source", {"notice": Iri(notice)}) if IRI.fullmatch(notice) else []
    if not rows:
        return None
    try:
        return read(text(rows[0], "reading"), text(rows[0], "text"))
    except ValueError as error:
        raise StoreError(
            f"{notice}: another version of Zhengmai kept what was read from it; build it again "
            "with: zhengmai build PATH"
        ) from error
