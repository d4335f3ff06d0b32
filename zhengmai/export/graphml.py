"""GraphML: nodes and edges, for programs that draw and measure networks."""

from __future__ import annotations

from collections.abc import Iterator

from zhengmai.graph.store import Store
from zhengmai.shown import cleaned


def graphml(store: Store) -> Iterator[bytes]:
    """The graph of :func:`zhengmai.graph.views.to_networkx`, in one piece.

    XML has no place for control characters, and no way to write them: they are drawn.
    """
    import networkx as nx

    from zhengmai.graph.views import to_networkx

    yield cleaned("\n".join(nx.generate_graphml(to_networkx(store)))).encode() + b"\n"
