"""What to know about a PDF file: damage, and fonts that do not tell their characters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from zhengmai.loaders.formats.pdf.fonts import is_unknown, makes_sense
from zhengmai.loaders.formats.pdf.page import Drawn
from zhengmai.loaders.formats.pdf.painting import Unseen
from zhengmai.model import Remark, Severity, Span

DAMAGED = "not a PDF file that can be read, or a damaged one: print it to PDF anew, or use a scan"

_BLANKS = re.compile(r"\s+")
_EXCERPT = 60  # characters of what was left out that are shown
_TAIL = 2048  # bytes at the end of a file among which its end mark must stand


def remarks_on_file(data: bytes) -> Iterator[Remark]:
    """Whether the file was cut off."""
    if b"%%EOF" not in data[-_TAIL:]:
        yield Remark(
            Severity.PROBLEM,
            "the PDF file has no end: it was cut off, and text may be missing. Get it anew",
        )


def remarks_on_fonts(suspect: Sequence[int], text: str) -> Iterator[Remark]:
    """Whether the characters that the fonts tell can be trusted; pages are counted from 0."""
    remedy = "read it as a scan: print it to a picture (.png), and read that"
    if suspect:
        yield Remark(
            Severity.PROBLEM,
            f"{pages_named(suspect)}: the fonts do not tell which characters are printed; the "
            f"text cannot be trusted. {remedy}",
        )
    elif not makes_sense(text):
        yield Remark(
            Severity.PROBLEM,
            "the fonts seem to tell wrong characters (none that any notice has is among them); "
            f"the text cannot be trusted. {remedy}",
        )


def remarks_on_drawing(pages: Mapping[int, Drawn]) -> Iterator[Remark]:
    """What was left out of the text of pages (counted from 0), as nobody sees it or it is none."""
    by_reason: dict[Unseen, list[tuple[int, str]]] = defaultdict(list)
    stamps: list[tuple[int, str]] = []
    for number, page in sorted(pages.items()):
        for why, text in page.unseen:
            by_reason[why].append((number, text))
        stamps.extend((number, text) for text in page.watermarks)
    for why, found in by_reason.items():
        yield _left_out(f"text that is {why}", found)
    if stamps:
        yield _left_out("a watermark or stamp over the text", stamps)


def _left_out(what: str, found: Sequence[tuple[int, str]]) -> Remark:
    named = pages_named(sorted({number for number, _ in found}))
    said = _BLANKS.sub(" ", " ".join(dict.fromkeys(text for _, text in found)))
    short = said if len(said) <= _EXCERPT else said[:_EXCERPT] + "…"
    return Remark(Severity.NOTE, f"{named}: {what} was left out: {short}")


def remarks_on_doubtful(spans: Sequence[Span], text: str) -> Iterator[Remark]:
    """Where characters are not known, or lie over each other.

    Args:
        spans: of such characters.
        text: the text in which they stand.
    """
    unknown = [s for s in spans if any(is_unknown(c) for c in text[s.start : s.end])]
    over = [s for s in spans if s not in set(unknown)]
    if unknown:
        yield Remark(
            Severity.DAMAGED,
            f"characters that the fonts do not tell: {len(unknown)} places; compare them with "
            "the original",
            tuple(unknown),
        )
    if over:
        yield Remark(
            Severity.DAMAGED,
            f"characters that lie over each other (a watermark?): {len(over)} places; they may "
            "be in the wrong order, or none of the text",
            tuple(over),
        )


def pages_named(numbers: Sequence[int]) -> str:
    """``pages 2-4, 7``, counted from 1."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = (f"{r[0] + 1}-{r[-1] + 1}" if len(r) > 1 else f"{r[0] + 1}" for r in runs)
    return ("page " if len(numbers) == 1 else "pages ") + ", ".join(named)
