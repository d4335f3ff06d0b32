"""Bytes → text."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.loaders.reading import SAMPLES
from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.encoding import decode

NOTICE = (SAMPLES / "city-2025.txt").read_text(encoding="utf-8")
CHINESE = st.text(
    alphabet="政务公开工作要点区局办，。（）：0123456789\n", min_size=8, max_size=200
).filter(lambda t: len(set(t)) > 3 and t.strip() != "" and any(c >= "\u4e00" for c in t))

ENCODINGS = [
    pytest.param(b"", "utf-8", id="UTF-8"),
    pytest.param(codecs.BOM_UTF8, "utf-8", id="UTF-8 with BOM"),
    pytest.param(codecs.BOM_UTF16_LE, "utf-16-le", id="UTF-16 little-endian with BOM"),
    pytest.param(codecs.BOM_UTF16_BE, "utf-16-be", id="UTF-16 big-endian with BOM"),
    pytest.param(codecs.BOM_UTF32_LE, "utf-32-le", id="UTF-32 with BOM"),
    pytest.param(b"", "gb18030", id="GB18030"),
]


@pytest.mark.parametrize(("bom", "encoding"), ENCODINGS)
def test_a_notice_reads_the_same_in_every_encoding(bom: bytes, encoding: str) -> None:
    assert decode(bom + NOTICE.encode(encoding), "city.txt") == NOTICE


@pytest.mark.parametrize(("bom", "encoding"), ENCODINGS[:5])
@settings(max_examples=40, deadline=None)
@given(text=CHINESE)
def test_short_texts_come_back_as_they_were(bom: bytes, encoding: str, text: str) -> None:
    assert decode(bom + text.encode(encoding), "note.txt") == text


def test_gbk_and_gb2312_are_read_as_gb18030() -> None:
    assert decode("渡南区政务公开工作要点".encode("gb2312"), "a.txt") == "渡南区政务公开工作要点"
    assert decode("榆津镕铠街道".encode("gbk"), "a.txt") == "榆津镕铠街道"


@pytest.mark.parametrize(
    "signs",
    ["┌──┬──┐\n│序号│任务│\n├──┼──┤\n", "╔══╦══╗\n║1  ║2  ║\n╚══╩══╝\n", "┏━┳━┓\n┃●┃△┃\n┗━┻━┛\n",
     "------\n│晒│\n──────\n", "□已办 ■未办 ○待办 ◎停办\n"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_full_of_signs_that_draw_tables(signs: str, encoding: str) -> None:
    text = signs * 20
    assert decode(text.encode(encoding), "table.txt") == text


def test_utf16_without_a_mark_is_recognised() -> None:
    assert decode(NOTICE.encode("utf-16-le"), "city.txt") == NOTICE


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"Rar!\x1a\x07", "a RAR file", id="rar"),
        pytest.param(b"\x1f\x8b\x08\x00", "unpack it first", id="gzip"),
        pytest.param(b"\x00\x01\x02\x03" * 50, "not a text file", id="control characters"),
        pytest.param(
            codecs.BOM_UTF8 + "区政府".encode() + b"\xff\xfe",
            "marked as utf-8-sig but byte 9 is not",
            id="a BOM that lies",
        ),
    ],
)
def test_what_is_not_text_is_refused_with_advice(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFileError, match=message) as caught:
        decode(data, "upload.txt")
    assert str(caught.value).startswith("upload.txt: ")


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes_are_refused(seed: int) -> None:
    data = b"\x00" + random.Random(seed).randbytes(3000)  # noqa: S311
    with pytest.raises(UnreadableFileError, match="save it as UTF-8 or GB18030"):
        decode(data, "noise.txt")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_bytes_give_a_text_or_the_error_of_this_package(data: bytes) -> None:
    try:
        text = decode(data, "any.txt")
    except UnreadableFileError:
        return
    assert isinstance(text, str)
