"""The signs of Markdown in a text: what a person who reads it passes over.

Notices that went through a converter keep some of them, in whatever format they were saved then.
Source: GitHub Flavored Markdown, 2.4, 4.2, 5.1, 5.2, 6.2; its tables are read by :mod:`.pipes`.
"""

from __future__ import annotations

import re

from zhengmai.model import Span

# ## a heading, > a quotation, - or * an entry of a list; but — 2 — is the number of a page.
_LINE_MARK = re.compile(
    r"^[ \u3000]{0,3}(?:#{1,6}[ \u3000]+|>[ \u3000]+|[-*+][ \u3000]+(?=[^\s|])(?!\d{1,3} *-))",
    re.MULTILINE,
)
_EMPHASIS = re.compile(r"\*\*|__|\\(?=[.|*_#])")  # also the backslash before a sign meant as such
_STARS = re.compile(r"^[^*\n]*\*.*$", re.MULTILINE)  # a line with stars in it
_STAR = re.compile(r"(?<!\\)\*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def with_line_breaks(text: str) -> str:
    """The text with ``<br>`` as the line break that it is; all places stay what they are."""
    return _BREAK.sub(lambda tag: "\n".ljust(len(tag[0])), text) if "<" in text else text


def signs(text: str) -> tuple[Span, ...]:
    """Where signs of Markdown stand in a text, in order."""
    places = [match.span() for match in _LINE_MARK.finditer(text)]
    taken = {at for place in places for at in range(*place)}
    if "**" in text or "__" in text or "\\" in text:
        strong = [m.span() for m in _EMPHASIS.finditer(text) if m.start() not in taken]
        taken.update(at for place in strong for at in range(*place))
        places += strong
    for line in _STARS.finditer(text):
        # Single stars are emphasis where they pair off in their line; one alone is a star.
        single = [m.span() for m in _STAR.finditer(text, *line.span()) if m.start() not in taken]
        places += single if len(single) % 2 == 0 else []
    return tuple(Span(*place) for place in sorted(places))
