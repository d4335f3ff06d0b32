"""OFD packages that hold no notice, or too much."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengmai.errors import UnreadableFileError

from .making import package, page, source, text

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK no zip at all", "damaged"),
        (package(), "damaged"),
        (package(page()), "no text"),
        (package(BOMB + page(text("&b;", 30, 60))), "document type"),
        (package(page(text("正文", 30, 60) + " " * 40_000_000)), "far more"),
        (package(*[page(text("正文", 30, 60))] * 501), "500 pages"),
        (package(page(text("长" * 1_000_001, 30, 60))), "1,000,000 characters"),
    ],
)  # fmt: skip
def test_what_is_no_notice_is_refused_in_words(data: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        source(data, tmp_path)
