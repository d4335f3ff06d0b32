"""What to know about pages that were read from pictures, and which lines may be wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zhengmai.loaders.formats.scan.recognition import DOUBTFUL, Recognised
from zhengmai.model import Remark, Severity, Span

_WEAK = 0.8


def remarks_on_ocr(
    pages: Mapping[int, Recognised], doubtful: Sequence[Span], total: int
) -> Iterator[Remark]:
    """What to know about pages that were read from pictures."""
    if not pages:
        return
    named = "the text" if len(pages) == total else f"the text of pages {_listed(pages)}"
    yield Remark(
        Severity.NOTE,
        f"{named} was read from pictures (OCR): characters may be wrong, and tables may have lost "
        "cells; compare with the original",
    )
    weights = [(p.confidence, len(p.page.glyphs)) for p in pages.values() if p.confidence]
    mean = sum(c * n for c, n in weights) / max(1, sum(n for _, n in weights))
    if weights and mean < _WEAK:
        yield Remark(
            Severity.PROBLEM,
            f"the pictures are hard to read (mean confidence {mean:.2f}): the text cannot be "
            "trusted; scan the paper again at 300 dpi",
        )
    if doubtful:
        count = sum(p.doubtful for p in pages.values())
        yield Remark(
            Severity.DAMAGED,
            f"lines that may have been read wrongly (confidence below {DOUBTFUL}): {count}",
            tuple(doubtful),
        )


def _listed(numbers: Mapping[int, object]) -> str:
    return ", ".join(str(n + 1) for n in sorted(numbers))
