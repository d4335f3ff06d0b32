"""Graphs for vis-network: nodes, edges and options, made by pyvis and handed over as JSON.

pyvis collects what vis-network is given and checks that edges join nodes that are there; its own
page is not used. That page asks a host for files whatever ``cdn_resources`` says, prints its
heading twice as raw HTML, and shows every hover text as HTML as soon as one contains ``href``.
Nor is the vis-network that pyvis ships (9.1.2, of 2022): a current one stands in
``assets/vis-network.min.js``, as its makers publish it, dual licensed Apache-2.0 and MIT.

A page gets the graph as JSON in an element of its own, never as a script, and ``assets/graph.js``
draws it: boxes and circles in the colours of ``assets/graph.css``, so that light, dark and the
legend have one source. Where things stand is computed, never simulated: a simulation takes seconds
from a hundred nodes on, and looks different on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

FONT: Final = (
    '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", '
    '"WenQuanYi Micro Hei", SimHei, sans-serif'
)


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node.

    Attributes:
        id: unique on the page.
        label: plain text.
        x, y: where its middle is; whole pixels, the same on every machine.
        more: what the script of the page wants to know of it beside that.
    """

    id: int
    label: str
    x: int = 0
    y: int = 0
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """An edge; what is told of it beside its ends stands in ``more``."""

    source: int
    target: int
    more: Mapping[str, object] = field(default_factory=dict)


def graph(nodes: Sequence[GraphNode], edges: Sequence[GraphEdge] = ()) -> dict[str, object]:
    """What vis-network is given: ``nodes``, ``edges`` and ``options``.

    Args:
        nodes: each is drawn by a function of ``assets/graph.js``.
        edges: straight lines between these nodes.

    Raises:
        AssertionError: an edge joins what is no node.
    """
    from pyvis.network import Network

    net = Network(directed=True)
    for node in nodes:
        # A node without a label is given its number by pyvis.
        net.add_node(
            node.id, label=node.label or " ", shape="custom", x=node.x, y=node.y, **node.more
        )
    for edge in edges:
        net.add_edge(edge.source, edge.target, arrows="", **edge.more)
    return {"nodes": net.nodes, "edges": net.edges, "options": _options()}


def _options() -> dict[str, Any]:
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "interaction": {
            "dragNodes": False,
            "hover": True,
            "hoverConnectedEdges": False,
            "selectable": False,
            "tooltipDelay": 600,
            "zoomView": False,
        },
        "nodes": {"font": {"face": FONT, "size": 12, "multi": False}, "chosen": False},
        "edges": {
            "chosen": False,
            "smooth": {"enabled": False},
            "font": {"face": FONT, "size": 11},
        },
    }
