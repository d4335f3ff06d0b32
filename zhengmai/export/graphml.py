"""GraphML: nodes and edges, for programs that draw and measure networks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from zhengmai.graph.store import Store
from zhengmai.shown import cleaned


def graphml(store: Store) -> Iterator[bytes]:
    """The graph of :func:`zhengmai.graph.views.to_networkx`, in one piece.

    XML has no place for control characters, and no way to write them: they are drawn.
    """
    import networkx as nx

    from zhengmai.graph.views import to_networkx

    graph = to_networkx(store)
    _clean(data for _, data in graph.nodes(data=True))
    _clean(data for *_, data in graph.edges(data=True))
    yield "\n".join(nx.generate_graphml(graph)).encode() + b"\n"


def _clean(found: Iterable[dict[str, Any]]) -> None:
    for data in found:
        data.update({key: cleaned(v) for key, v in data.items() if isinstance(v, str)})
