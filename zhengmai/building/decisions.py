"""人工判断: what a person decides on a store: notices taken out, links confirmed or rejected."""

from __future__ import annotations

import getpass
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhengmai.errors import StoreError
from zhengmai.graph.stores.neo4j.address import is_address
from zhengmai.graph.stores.opening import DEFAULT_STORE, open_store
from zhengmai.wording import phrase

if TYPE_CHECKING:
    from zhengmai.queries.links import NodeRow


def remove(notice: str, store: Path | str = DEFAULT_STORE) -> str:
    """Remove a notice (by IRI, document number or title) and its links; returns its IRI."""
    from zhengmai.graph.lineage.linking import link
    from zhengmai.ontology import iris
    from zhengmai.queries.notices import find_notice

    must_exist(store)
    with open_store(store, write=True) as opened:
        iri = find_notice(opened, notice).iri
        opened.remove([iri, iris.lineage_graph(iri)])
        link(opened)
        return iri


def confirm(
    child: str,
    parent: str,
    store: Path | str = DEFAULT_STORE,
    *,
    by: str | None = None,
    note: str | None = None,
) -> tuple[NodeRow, NodeRow]:
    """Say that a task carries out a parent; this outlives every rebuild.

    Args:
        child: the task: an IRI, or a phrase of its text.
        parent: what it carries out, likewise.
        store: where both are.
        by: who says so; None is the name that you are logged in by.
        note: what else there is to say.

    Returns:
        The task and the parent that were meant.

    Raises:
        NotFoundError: there is no such task, or several; or the parent is not of a higher level,
            or of a place that the task's is not in.
        StoreError: there is no such store.
    """
    from zhengmai.graph.lineage.linkgraph import CONFIRMED

    return _judge(child, parent, CONFIRMED, store, (by, note))


def reject(
    child: str,
    parent: str,
    store: Path | str = DEFAULT_STORE,
    *,
    by: str | None = None,
    note: str | None = None,
) -> tuple[NodeRow, NodeRow]:
    """Say that a task does not carry out a parent: the other side of :func:`confirm`."""
    from zhengmai.graph.lineage.linking import REJECTED

    return _judge(child, parent, REJECTED, store, (by, note))


def withdraw(
    child: str, parent: str, store: Path | str = DEFAULT_STORE
) -> tuple[NodeRow, NodeRow] | None:
    """Take back what was said of a link by :func:`confirm` or :func:`reject`.

    Returns:
        The task and the parent that were meant; None where nothing had been said of them.

    Raises:
        NotFoundError: there is no such task, or several.
        StoreError: there is no such store.
    """
    from zhengmai.graph.lineage.review import withdraw
    from zhengmai.queries.nodenames import find_node

    must_exist(store)
    with open_store(store, write=True) as opened:
        below, above = find_node(opened, child), find_node(opened, parent)
        return (below, above) if withdraw(opened, below.iri, above.iri) else None


def _judge(
    child: str, parent: str, status: str, store: Path | str, said: tuple[str | None, str | None]
) -> tuple[NodeRow, NodeRow]:
    from zhengmai.graph.lineage.linkgraph import CONFIRMED
    from zhengmai.graph.lineage.review import check_levels, check_places, judge, word
    from zhengmai.queries.nodenames import find_node

    must_exist(store)
    by, note = said
    with open_store(store, write=True) as opened:
        below, above = find_node(opened, child), find_node(opened, parent)
        check_levels(below.level, above.level)
        if status == CONFIRMED:
            check_places(below.jurisdiction, above.jurisdiction)
        judge(opened, [word(below.iri, above.iri, status, by or login_name(), note)])
        return below, above


NEW, KNOWN = "new", "known"
"""What became of a judgement that :func:`judge_all` took."""
_NODE = re.compile(r"https://[^\s<>\"{}|\\^`]+/(?:task|point)/[^\s/<>\"{}|\\^`]+")


def judge_all(
    words: Sequence[tuple[str, str, bool, str | None]],
    store: Path | str = DEFAULT_STORE,
    *,
    by: str | None = None,
) -> list[str]:
    """Say of many pairs whether they are links; what cannot be taken is told, the rest is.

    Args:
        words: child and parent (IRIs), whether it is a link, and a note or None.
        store: where they are.
        by: who says so; None is the name that you are logged in by.

    Returns:
        For each one :data:`NEW`; :data:`KNOWN` where just this had been said before; or, in words,
        why it cannot be taken.
    """
    from zhengmai.graph.lineage.foundagain import found_again
    from zhengmai.graph.lineage.linkgraph import CONFIRMED
    from zhengmai.graph.lineage.linking import REJECTED
    from zhengmai.graph.lineage.plans import LEVELS, hierarchy
    from zhengmai.graph.lineage.review import judge, word
    from zhengmai.queries.links import nodes

    must_exist(store)
    name = by or login_name()
    with open_store(store, write=True) as opened:
        ends = {end for child, parent, *_ in words for end in (child, parent)}
        known = nodes(opened, filter(_NODE.fullmatch, ends))
        again = found_again(opened, hierarchy(opened).judged)
        before = {j.pair: j for j in again.judged}
        found, outcomes = [], []
        for child, parent, yes, note in words:
            lacking = next((end for end in (child, parent) if end not in known), None)
            said = word(child, parent, CONFIRMED if yes else REJECTED, name, note)
            old = before.get((child, parent))
            if lacking is not None:
                outcomes.append(phrase(f"this store does not hold {lacking[:200]}"))
            elif LEVELS.index(known[parent].level) >= LEVELS.index(known[child].level):
                outcomes.append(phrase("上级标识 is of no higher level than 下级标识"))
            elif old and old.status == said.status and said.note in (None, old.note):
                outcomes.append(KNOWN)
            else:
                outcomes.append(NEW)
                found.append(said)
        if found or KNOWN in outcomes:  # who said so may have been stopped before the links
            judge(opened, found)
        return outcomes


def login_name() -> str | None:
    """The name that the user is logged in by; None where the machine knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # in a container users need not have names
        return None


def must_exist(store: Path | str) -> None:
    """A store that is opened for writing is made where there is none: not by a slip of the pen."""
    if is_address(str(store)):
        with open_store(store):
            return
    if not Path(store).exists():
        raise StoreError(f"{store}: there is no store here")
