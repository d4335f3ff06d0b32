"""N-Quads: every fact on a line with the name of its graph."""

from __future__ import annotations

from collections.abc import Iterator

from zhengmai.graph.store import Store
from zhengmai.shown import escaped


def nquads(store: Store) -> Iterator[bytes]:
    """One line a fact; the graph of each notice and of each lineage stays apart."""
    for name in store.graphs():
        for line in escaped(store.graph(name).decode()).encode().split(b"\n")[:-1]:
            yield line.removesuffix(b" .") + f" <{name}> .\n".encode()
