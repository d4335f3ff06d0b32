"""Packed streams of PDF files: each filter, and those packed from too much."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest

from zhengmai.model import Severity

from .making import LINES, TEXT, pdf, source


def test_a_page_that_cannot_be_unpacked_is_told(tmp_path: Path) -> None:
    found = source(pdf(TEXT, b" " * 70_000_000), tmp_path)
    (remark,) = found.remarks
    assert remark.severity is Severity.PROBLEM
    assert remark.message.startswith("page 2 cannot be read")


def lzw(codes: Iterable[int]) -> bytes:
    """Codes packed by LZW (ISO 32000-1:2008, 7.4.4), each as wide as the table asks for."""
    bits = []
    size = 257  # of the table: a code later than that of the writer
    for code in codes:
        bits.append(f"{code:0{9 + sum(size >= full for full in (511, 1023, 2047))}b}")
        size = 257 if code == 256 else size + 1
    whole = "".join(bits)
    whole += "0" * (-len(whole) % 8)
    return int(whole, 2).to_bytes(len(whole) // 8, "big")


PARTS = [TEXT[at : at + 100] for at in range(0, len(TEXT), 100)]
RUNS = b"".join(bytes([len(part) - 1]) + part for part in PARTS) + b"\x80"


@pytest.mark.parametrize(
    ("filters", "packed"),
    [
        (b"/Filter/FlateDecode", zlib.compress(TEXT)[:-1]),
        (b"/Filter/FlateDecode", zlib.compress(TEXT)[:-1] + b"?"),
        (b"/Filter[/ASCIIHexDecode/FlateDecode]", zlib.compress(TEXT).hex().encode()),
        (b"/Filter/LZWDecode", lzw([256, *TEXT, 257])),
        (b"/Filter/RunLengthDecode", RUNS),
    ],
    ids=["cut off", "wrong check sum", "two filters", "LZW", "run length"],
)
def test_packed_pages_are_read(filters: bytes, packed: bytes, tmp_path: Path) -> None:
    assert source(pdf((filters, packed)), tmp_path).text.splitlines() == LINES


@pytest.mark.parametrize(
    ("filters", "packed"),
    [
        (b"/Filter[/FlateDecode/FlateDecode]", zlib.compress(zlib.compress(b" " * 70_000_000))),
        # Each code is a blank more than the one before.
        (b"/Filter/LZWDecode", lzw([256, 32, *range(258, 4096)] * 10)),
        (b"/Filter/RunLengthDecode", b"\x81 " * 600_000),
        (b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 99999999>>", zlib.compress(TEXT)),
    ],
    ids=["twice", "LZW", "run length", "columns"],
)
def test_a_page_packed_from_too_much_is_told(filters: bytes, packed: bytes, tmp_path: Path) -> None:
    (remark,) = source(pdf(TEXT, (filters, packed)), tmp_path).remarks
    assert remark.severity is Severity.PROBLEM
    assert remark.message.startswith("page 2 cannot be read")
