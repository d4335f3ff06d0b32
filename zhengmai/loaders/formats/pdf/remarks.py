"""What to know about a PDF file: damage, and fonts that do not tell their characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhengmai.loaders.formats.pdf.fonts import makes_sense
from zhengmai.model import Remark, Severity

DAMAGED = "not a PDF file that can be read, or a damaged one: print it to PDF anew, or use a scan"

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
