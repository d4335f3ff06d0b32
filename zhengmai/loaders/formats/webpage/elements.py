"""The elements of a page: which are never shown, which begin a line, what is in them.

Source: HTML, 15 Rendering (https://html.spec.whatwg.org/multipage/rendering.html).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

DEEPEST = 240  # levels of markup that are followed; pages of sites have some 40
TEXT = "-text"

# What a visitor is never shown, whatever its style; and what is there to be filled in.
NEVER_SHOWN = frozenset(
    [
        "script", "style", "noscript", "template", "head", "title", "select", "option", "button",
        "textarea", "input", "iframe", "object", "svg", "canvas", "audio", "video", "map",
        "datalist",
    ]
)  # fmt: skip
BESIDE = frozenset(["nav", "footer", "aside"])  # never the notice, wherever they stand
BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "div", "dl", "dt", "fieldset", "figure", "figcaption", "footer", "form", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol",
        "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
        "ul",
    ]
)  # fmt: skip
CONTAINERS = frozenset(
    [
        "html", "body", "div", "td", "tr", "tbody", "table", "article", "section", "main", "form",
        "center", "fieldset", "details",
    ]
)  # fmt: skip
SENTENCE = re.compile(r"[。；;]|^\s*[（(]?[一二三四五六七八九十]{1,3}[）)、]")
HAN = re.compile(r"[\u4e00-\u9fff]")


def children(node: LexborNode) -> Iterator[LexborNode]:
    """What is in an element, in order; texts are nodes, too."""
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def is_markup(node: LexborNode) -> bool:
    """Whether a node is a comment, or an element that is never shown."""
    tag = node.tag or ""
    return tag in NEVER_SHOWN or tag.startswith(("-comment", "!"))
