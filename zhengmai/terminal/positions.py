"""Where something stands in the text of a notice, as people count: by lines, from 1."""

from __future__ import annotations

from collections.abc import Sequence

from zhengmai.model import Notice, Span
from zhengmai.wording import answered


def place_of(of: Notice, spans: Sequence[Span]) -> str:
    """What goes before a remark on a piece of the text: the line where that begins."""
    return answered(f"第{line_of(of.text, spans[0].start)}行  ") if spans else ""


def line_of(text: str, at: int) -> int:
    """The line of a character."""
    return text.count("\n", 0, at) + 1
