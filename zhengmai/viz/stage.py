"""A page that is mostly a graph: tools above, the drawing with its side panel, the legend below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhengmai.viz.frame import Page, asset
from zhengmai.viz.layout import Placement
from zhengmai.viz.markup import Markup, element, join
from zhengmai.viz.network import library

MOVING = "滚轮上下移动，按住 Ctrl 滚动缩放，按住鼠标拖动。"


@dataclass(frozen=True, slots=True)
class NodeList:
    """Nodes that the side panel offers while nothing is selected."""

    label: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One arrangement of (some of) the nodes.

    Attributes:
        label: what the choice of views calls it.
        status: how much is shown, and how to see the rest.
        placement: where the nodes stand; those it does not place are hidden.
        lists: for the side panel.
    """

    label: str
    status: str
    placement: Placement
    lists: tuple[NodeList, ...]

    def as_json(self) -> dict[str, object]:
        """For the script of the page."""
        return {
            **self.placement.as_json(),
            "status": self.status,
            "positions": {
                n: [round(x, 1), round(y, 1)] for n, (x, y) in self.placement.positions.items()
            },
            "lists": [{"label": lst.label, "ids": list(lst.ids)} for lst in self.lists],
        }


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of edge that can be switched off: its key and its name."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A sign and what it means; ``shape`` is box, dot, diamond, line or dashes."""

    shape: str
    colour: str
    border: str
    label: str


@dataclass(frozen=True, slots=True)
class GraphPage:
    """All that one page with a graph is made of.

    Attributes:
        file, title: of the page.
        about: a line or two below the title.
        hint: what the side panel says while nothing is selected.
        graph: the script that draws it, from :func:`zhengmai.viz.network.graph_script`.
        views: the first is shown at first.
        legend: below the drawing.
        kinds: edges that can be switched off; a single one needs no switch.
        years: plan years to choose from; a single one needs no choice.
        what: what it shows, for the navigation.
        columns: headings of the columns, with a second line each.
        chain: whether selecting a node shows all above and below it, not only its neighbours.
        headings: order of the lists in the side panel.
    """

    file: str
    title: str
    about: Markup
    hint: str
    graph: str
    views: tuple[View, ...]
    legend: tuple[LegendEntry, ...]
    kinds: tuple[Kind, ...]
    headings: tuple[str, ...]
    years: tuple[int, ...] = ()
    what: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    chain: bool = False

    def page(self) -> Page:
        """The page, ready for its frame."""
        body = join(
            [
                element("div", self.about, class_="about"),
                self._tools(),
                element("div", _CANVAS, _PANEL, class_="stage"),
                element("div", *(_legend(e) for e in self.legend), class_="legend"),
            ]
        )
        data = {
            "views": [v.as_json() for v in self.views],
            "kinds": [k.key for k in self.kinds],
            "columns": [{"label": label, "note": note} for label, note in self.columns],
            "chain": self.chain,
            "hint": self.hint,
            "headings": list(self.headings),
        }
        scripts = (library(), self.graph, asset("page.js"))
        return Page(self.file, self.title, body, scripts, data, wide=True)

    def _tools(self) -> Markup:
        parts = [_SEARCH]
        if len(self.views) > 1:
            choices = [(str(n), v.label) for n, v in enumerate(self.views)]
            parts.append(_choice("place", "地区", choices))
        if len(self.years) > 1:
            years = [("", "全部"), *((str(y), str(y)) for y in self.years)]
            parts.append(_choice("year", "年度", years))
        if len(self.kinds) > 1:
            parts += [
                element(
                    "label",
                    element("input", type="checkbox", data_kind=k.key, checked="checked"),
                    k.label,
                )
                for k in self.kinds
            ]
        parts += [_BUTTONS, element("span", id="status", class_="hint")]
        return element("div", *parts, class_="tools")


def _choice(id_: str, label: str, choices: Sequence[tuple[str, str]]) -> Markup:
    options = (element("option", text, value=value) for value, text in choices)
    return element("label", label, element("select", *options, id=id_))


def _legend(entry: LegendEntry) -> Markup:
    drawn = {
        "box": element("rect", x="1", y="2", width="20", height="11", rx="2"),
        "dot": element("circle", cx="11", cy="7.5", r="6"),
        "diamond": element("path", d="M11 1 L18 7.5 L11 14 L4 7.5 Z"),
        "line": element("path", d="M1 7.5 H21", stroke_width="2.5"),
        "dashes": element("path", d="M1 7.5 H21", stroke_width="2", stroke_dasharray="4 3"),
    }[entry.shape]
    sign = element(
        "svg", drawn, width="22", height="15", fill=entry.colour, stroke=entry.border,
        aria_hidden="true",
    )  # fmt: skip
    return element("span", sign, entry.label)


_SEARCH = element(
    "div",
    element("input", type="search", id="search", placeholder="查找单位、任务或文字",
            autocomplete="off", aria_label="查找"),
    element("ul", id="results", hidden="hidden"),
    class_="search",
)  # fmt: skip
_BUTTONS = element(
    "span",
    element("button", "回到开头", type="button", id="home"),
    element("button", "全图", type="button", id="whole"),
    element("button", "放大", type="button", id="closer"),
    element("button", "缩小", type="button", id="farther"),
    class_="buttons",
)
_CANVAS = element("div", element("div", id="graph"), element("div", id="heads"), class_="canvas")
_PANEL = element(
    "aside",
    element("button", "关闭", type="button", id="close", hidden="hidden"),
    element("div", id="panel-body"),
)
