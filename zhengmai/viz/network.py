"""Graphs for vis-network, by pyvis.

pyvis collects the nodes and edges and writes the script; its own page is not used. That page asks
a host for files whatever ``cdn_resources`` says, prints its heading twice as raw HTML, and shows
every hover text as HTML as soon as one of them contains ``href``. So the script comes from a
template of ours, and everything around it from :mod:`zhengmai.viz.frame`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from zhengmai.viz.frame import ASSETS

FONT = (
    '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", '
    '"WenQuanYi Micro Hei", SimHei, sans-serif'
)
FLOWING = {
    "smooth": {
        "enabled": True,
        "type": "cubicBezier",
        "forceDirection": "horizontal",
        "roundness": 0.65,
    }
}
"""Lines that leave to the side and arrive from the side."""

_PALE = 0.13
_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node.

    Attributes:
        id: short and unique on the page.
        group: decides shape and colours, see ``groups`` of :func:`graph_script`.
        label: drawn in or under the shape.
        title: hover text; its first line heads the side panel.
        line: one line for lists and search results.
        x, y: where its middle is.
        size: radius, for round nodes.
        iri: what it stands for.
        year: plan year, where the page filters by it.
        days: on which a task is due; the page tells of each what state it is in on the day that it
            is looked at.
        done: whether the task was reported as done.
    """

    id: str
    group: str
    label: str
    title: str
    line: str
    x: float = 0
    y: float = 0
    size: float | None = None
    iri: str = ""
    year: int | None = None
    days: tuple[str, ...] = ()
    done: bool = False


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """An edge.

    Attributes:
        source, target: ids of nodes.
        kind: the page filters by it.
        colour: of the line.
        title: hover text.
        forward: what the target is to the source, a heading of lists (下级承接).
        back: what the source is to the target (上级来源).
        width: in pixels.
        pale: whether it is drawn faintly until one of its ends is selected.
        dashed: whether it is a broken line.
    """

    source: str
    target: str
    kind: str
    colour: str
    title: str
    forward: str
    back: str
    width: float = 1
    pale: bool = False
    dashed: bool = False


@cache
def library() -> str:
    """The source of vis-network, as pyvis ships it."""
    import pyvis

    text = (Path(pyvis.__file__).parent / _LIBRARY).read_bytes().decode("utf-8")
    # A browser hashes a script with its line ends made \n; so must the security policy.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def graph_script(
    nodes: Sequence[GraphNode],
    edges: Sequence[GraphEdge],
    *,
    groups: Mapping[str, Mapping[str, object]],
    edge_options: Mapping[str, object],
) -> str:
    """The script that draws the graph into the element ``graph``."""
    from pyvis.network import Network

    net = Network(directed=True)
    net.set_template_dir(str(ASSETS), "graph.js")
    net.options = _options(groups, edge_options)
    for node in nodes:
        net.add_node(node.id, label=node.label or " ", shape=_shape(groups, node), **_of_node(node))
    for n, edge in enumerate(edges):
        net.add_edge(edge.source, edge.target, id=f"e{n}", **_of_edge(edge))
    script: str = net.generate_html()
    return script


def _shape(groups: Mapping[str, Mapping[str, object]], node: GraphNode) -> object:
    return groups[node.group]["shape"]


def _of_node(node: GraphNode) -> dict[str, object]:
    found: dict[str, object] = {
        "group": node.group,
        "title": node.title,
        "line": node.line,
        "x": round(node.x, 1),
        "y": round(node.y, 1),
        "iri": node.iri,
    }
    if node.size is not None:
        found["size"] = round(node.size, 1)
    if node.year is not None:
        found["year"] = node.year
    if node.days:
        found |= {"days": list(node.days), "done": node.done}
    return found


def _of_edge(edge: GraphEdge) -> dict[str, object]:
    return {
        "arrows": "",
        "kind": edge.kind,
        "title": edge.title,
        "forward": edge.forward,
        "back": edge.back,
        "width": round(edge.width, 2),
        "dashes": edge.dashed,
        "color": {"color": edge.colour, "opacity": _PALE if edge.pale else 1},
    }


def _options(
    groups: Mapping[str, Mapping[str, object]], edge_options: Mapping[str, object]
) -> dict[str, Any]:
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "interaction": {
            "dragNodes": False,
            "hover": True,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": False,
            "tooltipDelay": 250,
            "zoomView": False,
        },
        "nodes": {
            "font": {"face": FONT, "size": 12, "multi": False},
            "labelHighlightBold": False,
            "chosen": False,
        },
        "edges": {"chosen": False, **edge_options},
        "groups": {name: dict(look) for name, look in groups.items()},
    }
