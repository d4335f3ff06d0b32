"""Texts that a page cuts with … to fit, their whole in an attribute that is shown on pointing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Where the whole of a cut text stands. Example: <span title="区财政局、区商务局">区财政局…</span>
_WHOLE = ("title", "data-original-title", "data-bs-original-title", "data-title", "data-full",
          "data-text", "data-content", "data-tip", "data-tooltip", "aria-label")  # fmt: skip
_CUT = re.compile(r"(?P<kept>.*?[^.…⋯\s])\s*(?:…+|⋯+|\.{2,})\s*$", re.DOTALL)
_SPACE = re.compile(r"\s+")
_LONGEST = 500  # characters of a text that is cut to fit


def whole(node: LexborNode) -> str | None:
    """The whole of an element's text, where what is shown is cut and the page tells the rest."""
    attributes = node.attributes
    given = [str(attributes[name]) for name in _WHOLE if attributes.get(name)]
    if not given:
        return None
    shown = node.text(deep=True) or ""
    cut = _CUT.match(shown) if len(shown) <= _LONGEST else None
    if cut is None:
        return None
    kept = _SPACE.sub("", cut["kept"])
    return next((text for text in given if _SPACE.sub("", text).startswith(kept)), None)


def is_cut(text: str) -> bool:
    """Whether a short text, like a name in a cell, is cut; …… and 等… end sentences and lists.

    >>> is_cut("区财政局…"), is_cut("区人力资源..."), is_cut("区财政局"), is_cut("公开……")
    (True, True, False, False)
    """
    plain = text.strip()
    return len(plain) <= _LONGEST and not plain.endswith("……") and bool(_CUT.match(plain))
