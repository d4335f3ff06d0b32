"""Inside one transaction: notices, lineages and what people say are written and taken away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import neo4j

from zhengmai.graph.stores.neo4j import statements as cypher
from zhengmai.graph.stores.neo4j.pieces import FORMAT, STORE_IRI, Piece
from zhengmai.ontology.iris import GraphKind
from zhengmai.ontology.propertygraph import mapping as pg
from zhengmai.ontology.propertygraph.content import Edge, EdgeClass, Properties

_NOTICE_KEYS = tuple(p.key for p in pg.BY_LABEL["Notice"].properties)
_OF_CITED = ("citedTitles",)  # what only a notice that is cited and not held has

SharedNode: TypeAlias = tuple[str, str]
"""Label and IRI."""


def run(tx: neo4j.ManagedTransaction, statement: str, /, **parameters: Any) -> neo4j.Result:
    """Run a statement with its parameters."""
    return tx.run(statement, parameters)


def lock(tx: neo4j.ManagedTransaction) -> None:
    """Wait for other writers: the store's own node is held until the transaction ends."""
    run(tx, cypher.LOCK, iri=STORE_IRI, format=FORMAT).consume()


def run_alone(statement: str, tx: neo4j.ManagedTransaction) -> None:
    """Run a statement of the schema, which must be the only one of its transaction."""
    run(tx, statement).consume()


def run_each(
    tx: neo4j.ManagedTransaction,
    statements: Iterable[tuple[str, str]],
    nodes: Iterable[SharedNode],
) -> None:
    """Run statements that are each about the nodes with a label."""
    by_label: dict[str, list[str]] = defaultdict(list)
    for label, iri in sorted(nodes):
        by_label[label].append(iri)
    for label, statement in statements:
        if by_label[label]:
            run(tx, statement, iris=by_label[label]).consume()


def digests(
    tx: neo4j.ManagedTransaction, notices: Sequence[str]
) -> dict[tuple[GraphKind, str], str | None]:
    """What is stored of some notices: the digest of each graph."""
    found: dict[tuple[GraphKind, str], str | None] = {}
    for row in run(tx, cypher.HELD, iris=notices):
        found["notice", row["iri"]] = row["digest"]
        found["lineage", row["iri"]] = row["links"]
    for row in run(tx, cypher.SAID, iris=notices):
        found[row["kind"], row["iri"]] = row["digest"]
    return found


def write_notices(tx: neo4j.ManagedTransaction, pieces: Sequence[Piece], held: set[str]) -> None:
    """Write notices, in place of those of them that are held."""
    old = [p for p in pieces if p.notice in held]
    new = [p for p in pieces if p.notice not in held]
    before: set[SharedNode] = set()
    if old:
        notices = [p.notice for p in old]
        clear_lineage(tx, notices)  # it was made from what the notices said before
        kept = [i for p in old for label in cypher.OWN for i in p.content.nodes[label]]
        before = clear(tx, notices, kept=kept)
    now: set[SharedNode] = set()
    for some, are_new in ((old, False), (new, True)):
        if some:
            now |= _write_content(tx, some, new=are_new)
    run_each(tx, cypher.sweep(), before)
    run_each(tx, cypher.gather(), before | now)


def _write_content(
    tx: neo4j.ManagedTransaction, pieces: Sequence[Piece], *, new: bool
) -> set[SharedNode]:
    nodes = _nodes(pieces)
    places = {label: {iri: at for at, iri in enumerate(found)} for label, found in nodes.items()}
    edges: dict[EdgeClass, list[tuple[int, int, Properties]]] = defaultdict(list)
    for piece in pieces:
        for of, found in piece.content.edges.items():
            _, starts, ends = of
            at, to = places[starts], places[ends]
            edges[of].extend([(at[start], to[end], said) for start, end, said in found])
    classes = sorted(edges)
    run(
        tx,
        cypher.write_content(sorted(nodes), classes, new=new),
        nodes={label: list(found.values()) for label, found in nodes.items()},
        edges=[edges[of] for of in classes],
    ).consume()
    return {(label, iri) for label in pg.SHARED for iri in nodes[label]}


def _nodes(pieces: Iterable[Piece]) -> dict[str, dict[str, Properties]]:
    """The nodes of notices by label and IRI, what several share once."""
    nodes: dict[str, dict[str, Properties]] = defaultdict(dict)
    for piece in pieces:
        for label, found in piece.content.nodes.items():
            for iri, properties in found.items():
                if label != "Notice" or iri == piece.notice:
                    nodes[label][iri] = {"iri": iri, **properties}
                else:
                    nodes[label].setdefault(iri, {"iri": iri})
    absent = dict.fromkeys((*_NOTICE_KEYS, *_OF_CITED, "spans"))
    for piece in pieces:
        own = nodes["Notice"][piece.notice]
        nodes["Notice"][piece.notice] = {**absent, **own, **piece.bookkeeping}
    return nodes


def write_lineages(
    tx: neo4j.ManagedTransaction, pieces: Sequence[Piece], linked: Iterable[str]
) -> None:
    """Write lineages, some of them of notices that are linked already."""
    if not pieces:
        return
    written = {p.notice for p in pieces}
    clear_lineage(tx, sorted(written & set(linked)))
    edges: dict[EdgeClass, list[Edge]] = defaultdict(list)
    for piece in pieces:
        for of, found in piece.content.edges.items():
            edges[of].extend(found)
    for of, rows in edges.items():
        run(tx, cypher.set_edges(of), rows=rows).consume()
    linkage = [
        {"iri": p.notice, **p.bookkeeping, **p.content.nodes["Notice"][p.notice]} for p in pieces
    ]
    run(tx, cypher.SET_LINKAGE, rows=linkage).consume()


def write_said(tx: neo4j.ManagedTransaction, kind: GraphKind, pieces: Sequence[Piece]) -> None:
    """Write what people said of the lineage of notices, or reported on their tasks."""
    if pieces:
        notices = [p.notice for p in pieces]
        if kind == "review":
            clear_lineage(tx, notices)  # it was made from what was said before
        clear_said(tx, kind, notices)
        nodes = {
            of.label: [
                {"iri": iri, "notice": p.notice, **said, **p.bookkeeping}
                for p in pieces
                for iri, said in p.content.nodes[of.label].items()
            ]
            for of in pg.SAID_OF[kind]
        }
        run(tx, cypher.write_content(sorted(nodes), (), new=True), nodes=nodes).consume()


def clear_said(tx: neo4j.ManagedTransaction, kind: GraphKind, notices: Sequence[str]) -> None:
    """Take away what people said of notices."""
    for statement in cypher.CLEAR_SAID[kind] if notices else ():
        run(tx, statement, iris=notices).consume()


def clear_lineage(tx: neo4j.ManagedTransaction, notices: Sequence[str]) -> None:
    """Take away the lineage of notices."""
    for statement in cypher.CLEAR_LINEAGE if notices else ():
        run(tx, statement, iris=notices).consume()


def clear(
    tx: neo4j.ManagedTransaction, notices: Sequence[str], *, kept: Sequence[str]
) -> set[SharedNode]:
    """Take away all that notices say; returns the shared nodes that they spoke of."""
    if not notices:
        return set()
    found = {(r["label"], r["iri"]) for r in run(tx, cypher.SPOKEN_OF, iris=notices)}
    for statement in cypher.CLEAR:
        run(tx, statement, iris=notices, kept=kept).consume()
    return found
