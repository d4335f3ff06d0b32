"""What of a page a visitor sees as valid: what is hidden by style, class or attribute, or struck.

Styles that the page brings along are followed (``<style>``, ``style=…``); those of other files are
not known. Where the page leaves it open, a text counts as shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.webpage import colours
from zhengmai.loaders.formats.webpage.declarations import (
    Declaration,
    declarations,
    has_no_size,
    is_invisible,
    is_struck,
    takes_away,
)
from zhengmai.loaders.formats.webpage.elements import NEVER_SHOWN, is_markup
from zhengmai.loaders.formats.webpage.selectors import Matcher
from zhengmai.loaders.formats.webpage.stylesheets import rules

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_STRUCK = frozenset(["s", "strike", "del"])
_PROPERTIES = frozenset(
    [
        "display", "visibility", "opacity", "filter", "content-visibility", "position", "left",
        "right", "top", "bottom", "margin-left", "margin-top", "text-indent", "transform", "clip",
        "clip-path", "overflow", "overflow-x", "overflow-y", "width", "height", "max-width",
        "max-height", "padding", "padding-top", "padding-bottom", "font", "font-size", "color",
        "background", "background-color", "background-image", "text-decoration",
        "text-decoration-line", "-webkit-text-fill-color", "background-clip",
        "-webkit-background-clip",
    ]
)  # fmt: skip
_ALWAYS = frozenset(["html", "body"])  # hidden until a script of the page shows them
_FEWEST = 3  # sentences of a part that a script shows
_MOST_RULES = 5_000
_INLINE = (1_000, 0, 0)  # a style attribute is more special than any selector
_HINT = (-1, 0, 0)  # and an attribute of HTML less than any


@dataclass(frozen=True, slots=True)
class Look:
    """How a text directly in an element looks.

    Attributes:
        away: the element is not shown, nor what is in it.
        unseen: its text is not drawn; in elements inside it may be.
        struck: a line goes through it.
        displayed: it takes its place on the page (a cell that is not shown may take one).
    """

    away: bool = False
    invisible: bool = False
    no_size: bool = False
    clear: bool = False
    struck: bool = False
    displayed: bool = True
    colour: colours.Colour | None = None
    behind: colours.Colour | None = colours.WHITE

    @property
    def unseen(self) -> bool:
        """Whether a text directly in the element is not drawn."""
        return (
            self.away
            or self.invisible
            or self.no_size
            or self.clear
            or colours.is_blended(self.colour, self.behind)
        )


_Weight = tuple[int, int, int]
_Rank = tuple[bool, _Weight, int]


@dataclass
class Screen:
    """How the elements of a page look, as far as it says so itself."""

    declared: dict[int, dict[str, tuple[_Rank, str]]] = field(default_factory=dict)
    cut_short: bool = False  # there are more rules than are followed
    revealed: int | None = None  # the element that a script of the page shows
    _looks: dict[int, Look] = field(default_factory=dict)
    _first: Look = field(default_factory=Look)

    @classmethod
    def of(cls, root: LexborNode) -> Screen:
        """The screen of a page, its ``<style>`` elements followed."""
        # Where styles stand in other files, what is behind a text is not known.
        behind = None if _has_other_styles(root) else colours.WHITE
        screen = cls(_first=Look(behind=behind))
        matcher = Matcher(root)
        for order, rule in enumerate(rules(root)):
            declared = [said for said in rule.declared if said.name in _PROPERTIES]
            if matcher.is_tired or order >= _MOST_RULES:
                screen.cut_short = True
                break
            for node in matcher.matching(rule.selector) if declared else ():
                screen._declare(node.mem_id, declared, rule.weight, order)
        screen.revealed = screen._revealed(root)
        if screen.revealed is not None:
            screen._looks.clear()
        return screen

    def _revealed(self, root: LexborNode) -> int | None:
        """The outermost hidden element that holds each sentence of a page of which none is shown.

        Such a page is shown by its script, when it is loaded: ``<div id="js_content"
        style="visibility: hidden">``. It holds more than what is shown, too.
        """
        sentences: Counter[int] = Counter()
        lengths: Counter[int] = Counter()  # in characters; of what is shown as of 0
        for node in root.traverse(include_text=True):
            parent = node.parent
            if node.tag != "-text" or parent is None or is_markup(parent):
                continue
            text = (node.text() or "").strip()
            hidden = self._outermost(parent) if text and self.look(parent).unseen else 0
            if "。" in text and not hidden:
                return None
            lengths[hidden] += len(text)
            if "。" in text:
                sentences[hidden] += 1
        if len(sentences) != 1:
            return None
        ((only, count),) = sentences.items()
        return only if count >= _FEWEST and lengths[only] > lengths[0] else None

    def _outermost(self, node: LexborNode) -> int:
        """The first element from above in which nothing is seen."""
        found, at = node.mem_id, node.parent
        while at is not None and self.look(at).unseen:
            found, at = at.mem_id, at.parent
        return found

    def _declare(self, name: int, declared: list[Declaration], weight: _Weight, order: int) -> None:
        known = self.declared.setdefault(name, {})
        for said in declared:
            rank = (said.important, weight, order)
            if said.name not in known or known[said.name][0] <= rank:
                known[said.name] = (rank, said.value)

    def is_away(self, node: LexborNode) -> bool:
        """Whether a visitor is shown nothing of a node."""
        return is_markup(node) or self.look(node).away

    def look(self, node: LexborNode) -> Look:
        """How text directly in an element looks."""
        waiting: list[LexborNode] = []
        at: LexborNode | None = node
        while at is not None and at.mem_id not in self._looks:
            waiting.append(at)
            at = at.parent
        found = self._first if at is None else self._looks[at.mem_id]
        for element in reversed(waiting):
            found = self._inside(found, element)
            self._looks[element.mem_id] = found
        return found

    def _inside(self, above: Look, node: LexborNode) -> Look:
        tag = node.tag or ""
        values = self._values(node)
        if not values:
            return above
        always = tag in _ALWAYS or node.mem_id == self.revealed
        own = values.get("-webkit-text-fill-color", values.get("color"))
        kept = own is None or own in ("inherit", "unset", "currentcolor")
        clipped = "text" in (values.get("background-clip"), values.get("-webkit-background-clip"))
        return Look(
            above.away or (not always and takes_away(values)),
            is_invisible(values, above.invisible) and not always,
            has_no_size(values, above.no_size),
            above.clear if kept else colours.is_clear(own or "") and not clipped,
            above.struck or is_struck(values),
            above.displayed and values.get("display") != "none",
            above.colour if kept else colours.colour(own or ""),
            None if clipped else colours.background(values, above.behind),
        )

    def _values(self, node: LexborNode) -> Mapping[str, str]:
        """The properties of an element, each as what is most special says it."""
        tag = node.tag or ""
        if tag.startswith(("-", "!")) or tag in NEVER_SHOWN:
            return {}
        best = dict(self.declared.get(node.mem_id, {}))
        for said, weight in _of_attributes(node, tag):
            rank = (said.important, weight, 0)
            if said.name not in best or best[said.name][0] <= rank:
                best[said.name] = (rank, said.value)
        return {name: value for name, (_, value) in best.items()}


def _of_attributes(node: LexborNode, tag: str) -> Iterator[tuple[Declaration, _Weight]]:
    attributes = node.attributes
    if tag in _STRUCK:
        yield Declaration("text-decoration", "line-through"), _HINT
    if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        yield Declaration("display", "none"), _HINT
    if attributes.get("bgcolor") is not None:
        yield Declaration("background-color", str(attributes["bgcolor"]).lower()), _HINT
    if tag == "font" and attributes.get("color") is not None:
        yield Declaration("color", str(attributes["color"]).lower()), _HINT
    for said in declarations(attributes.get("style") or ""):
        if said.name in _PROPERTIES:
            yield said, _INLINE


def _has_other_styles(root: LexborNode) -> bool:
    if any("@import" in (style.text(deep=True) or "") for style in root.css("style")):
        return True
    return any("stylesheet" in (x.attributes.get("rel") or "").lower() for x in root.css("link"))
