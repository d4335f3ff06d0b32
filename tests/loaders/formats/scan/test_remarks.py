"""What is told of pages that were read from pictures."""

from __future__ import annotations

from zhengmai.loaders.formats.pages import Glyph, Page
from zhengmai.loaders.formats.scan.recognition import Recognised
from zhengmai.loaders.formats.scan.remarks import remarks_on_ocr
from zhengmai.model import Severity, Span


def test_weak_and_doubtful_reading_is_told() -> None:
    page = Page(100, 100, (Glyph("公", 0, 0, 9, 9), Glyph("开", 9, 0, 18, 9)))
    read = {1: Recognised(page, 0.7, 3, 2)}
    told = list(remarks_on_ocr(read, [Span(0, 2)], 3))
    assert [r.severity for r in told] == [Severity.NOTE, Severity.PROBLEM, Severity.DAMAGED]
    assert "pages 2" in told[0].message
    assert "0.70" in told[1].message
    assert told[2].spans == (Span(0, 2),)
    assert list(remarks_on_ocr({}, [], 3)) == []
