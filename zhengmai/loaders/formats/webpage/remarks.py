"""What to know about a page: what of the notice is hidden, struck out, or cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhengmai.loaders.formats.webpage.elements import HAN
from zhengmai.loaders.formats.webpage.shown import Screen
from zhengmai.loaders.formats.webpage.walking import Left
from zhengmai.model import Remark, Severity

_SHOWN = 60  # characters of what is told


def remarks_on_page(text: str, left: Left, screen: Screen) -> Iterator[Remark]:
    """The remarks on a page with such a text."""
    yield from _left_out(left.hidden, "hidden by the style of the page")
    yield from _left_out(left.struck, "struck out")
    yield from _left_out(left.deep, "nested too deeply", Severity.DAMAGED)
    for span in left.cut:
        shown = text[span.start : span.end]
        yield Remark(
            Severity.DAMAGED,
            f"a cell is cut, and the page does not say how it goes on: {shown[:_SHOWN]!r}",
            (span,),
        )
    if screen.cut_short:
        yield Remark(
            Severity.DAMAGED,
            "the page has more styles than are followed: what it hides may have been read",
        )


def _left_out(
    texts: Sequence[str], why: str, severity: Severity = Severity.NOTE
) -> Iterator[Remark]:
    said = [text for text in texts if HAN.search(text)]
    if said:
        parts = (
            f"{len(said)} parts of the notice are" if len(said) > 1 else "a part of the notice is"
        )
        yield Remark(severity, f"{parts} {why}, and not read: {said[0][:_SHOWN]!r}")
