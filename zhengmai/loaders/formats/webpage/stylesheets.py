"""The ``<style>`` elements of a page → which of its rules hold on a screen, and for which elements.

Source: CSS Syntax 3, Selectors 4, Media Queries 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.webpage.declarations import Declaration, declarations
from zhengmai.loaders.formats.webpage.selectors import LONGEST, weight

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)|<!--|-->", re.DOTALL)
_SIGN = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[{};]")
_GROUPS = ("@media", "@supports", "@layer", "@container")  # rules in braces of their own
_STATES = re.compile(
    r"::|:(?:before|after|first-line|first-letter|hover|focus|active|visited|target|checked|has|"
    r"-\w|placeholder|selection|disabled|enabled|invalid|empty)",
    re.IGNORECASE,
)  # what is not an element, or is so only while somebody does something
_OUT_OF_LISTS = re.compile(r",(?![^(\[]{0,300}[)\]])")
_NOT_ON_SCREENS = re.compile(
    r"\b(?:print|speech|aural|braille|tv|handheld)\b|max-(?:device-)?width|\bwidth\s*<|"
    r"orientation\s*:\s*portrait|prefers-|hover\s*:\s*none|pointer\s*:\s*coarse"
)
_MOST_STYLE = 400_000  # characters of one page's rules
_DEEPEST = 8  # groups in groups


@dataclass(frozen=True, slots=True)
class Rule:
    """What is declared for the elements of a selector.

    Attributes:
        weight: how special the selector is: ids, classes, names.
    """

    selector: str
    weight: tuple[int, int, int]
    declared: tuple[Declaration, ...]


def rules(root: LexborNode) -> Iterator[Rule]:
    """The rules of a page that hold on a wide screen, in their order."""
    left = _MOST_STYLE
    for element in root.css("style"):
        kind = (element.attributes.get("type") or "text/css").strip().lower()
        if kind != "text/css" or not on_screen(element.attributes.get("media") or ""):
            continue
        if _is_inside(element, ("noscript", "template", "svg")):
            continue
        text = (element.text(deep=True) or "")[:left]
        left -= len(text)
        yield from _rules(_COMMENT.sub(" ", text), 0)


def on_screen(media: str) -> bool:
    """Whether a list of media holds for a screen as wide as that of a desk.

    >>> on_screen("print"), on_screen("screen and (min-width: 600px)"), on_screen("not print")
    (False, True, True)
    """
    return any(_holds(query.strip().lower()) for query in media.split(","))


def _holds(query: str) -> bool:
    if query.startswith("not "):
        return not _holds(query[4:].strip()) if "screen" in query or "print" in query else True
    return not _NOT_ON_SCREENS.search(query)


def _is_inside(node: LexborNode, tags: tuple[str, ...]) -> bool:
    above = node.parent
    while above is not None:
        if above.tag in tags:
            return True
        above = above.parent
    return False


def _rules(text: str, depth: int) -> Iterator[Rule]:
    for head, body in _blocks(text):
        if head.startswith("@"):
            name = re.split(r"[^\w@-]", head, maxsplit=1)[0].lower()
            if name in _GROUPS and (name != "@media" or on_screen(head[len(name) :])):
                yield from _rules(body, depth + 1) if depth < _DEEPEST else ()
            continue
        declared = tuple(declarations(body))
        for selector in _OUT_OF_LISTS.split(head):
            plain = selector.strip()
            if plain and len(plain) <= LONGEST and not _STATES.search(plain):
                yield Rule(plain, weight(plain), declared)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """What stands before braces and what stands in them; statements without braces left out."""
    start = opened = depth = 0
    head = ""
    for match in _SIGN.finditer(text):
        sign = match[0]
        if sign == "{":
            if depth == 0:
                head, opened = text[start : match.start()].strip(), match.end()
            depth += 1
        elif sign == "}":
            if depth == 1:
                yield head, text[opened : match.start()]
            depth = max(0, depth - 1)
            start = match.end() if depth == 0 else start
        elif sign == ";" and depth == 0:
            start = match.end()
    if depth == 1:
        yield head, text[opened:]  # not closed: it ends with the page
