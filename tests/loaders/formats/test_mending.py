"""Single bad bytes: the characters around them are kept, the place is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.reading import SAMPLES
from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats import textfile
from zhengmai.loaders.formats.encoding import decode
from zhengmai.loaders.formats.mending import REPLACED
from zhengmai.model import Severity

NOTICE = (SAMPLES / "city-2025.txt").read_text(encoding="utf-8")
LINE = "（一）公开惠企政策。（牵头单位：区发展和改革局；配合单位：区财政局、区商务局）"


@pytest.mark.parametrize("bad", [b"\x80", b"\xff", b"\xb2", b"\xc7", b"\xa1"])
@pytest.mark.parametrize("at", ["（一）", "公开", "区发展", "：区财政", "、区商务", "）\n"])
def test_a_byte_too_many_harms_few_characters(bad: bytes, at: str) -> None:
    text = f"一、重点任务\n{LINE}\n二、其他任务\n"
    head, tail = text.split(at, 1)
    data = head.encode("gb18030") + bad + (at + tail).encode("gb18030")
    read = decode(data, "x.txt")
    assert read.splitlines()[0] == "一、重点任务"
    assert read.splitlines()[2] == "二、其他任务"
    assert harms_few(read, text)


def harms_few(read: str, text: str) -> bool:
    """Whether what is read is the text but for at most three characters that are marked as lost."""
    head, sign, tail = read.partition(REPLACED)
    kept = bool(sign) and text.startswith(head) and text.endswith(tail)
    return kept and len(text) - 3 <= len(head + tail) <= len(text)


@pytest.mark.parametrize("at", ["区发展", "区财政", "一）", "；"])
def test_half_a_character_harms_few_others(at: str) -> None:
    head, tail = LINE.split(at, 1)
    data = head.encode("gb18030") + (at + tail).encode("gb18030")[1:]
    assert harms_few(decode(data, "x.txt"), LINE)


def test_two_bad_bytes_in_a_line() -> None:
    head, middle, tail = LINE.partition("配合单位")
    data = head.encode("gbk") + b"\xff" + middle.encode("gbk") + b"\x80" + tail.encode("gbk")
    first, second, third = decode(data, "x.txt").split(REPLACED)
    assert head.startswith(first)
    assert second in middle
    assert tail.endswith(third)


@pytest.mark.parametrize("bad", [b"\xff", b"\x80", b"\xe5\x8c", b"\xc0"])
def test_a_bad_byte_in_utf8(bad: bytes) -> None:
    data = NOTICE.encode()
    at = data.index("单位".encode())
    read = decode(data[:at] + bad + data[at:], "x.txt")
    assert read.replace(REPLACED, "") == NOTICE


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_place_is_told(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "notice.txt"
    head, tail = NOTICE[:400], NOTICE[400:]
    file.write_bytes(head.encode(encoding) + b"\xff" + tail.encode(encoding))
    source = textfile.read(file)
    (remark,) = source.remarks
    assert remark.severity is Severity.DAMAGED
    assert [source.text[s.start : s.end] for s in remark.spans] == [REPLACED]
    assert remark.spans[0].start == 400


def test_many_bad_bytes_are_no_text() -> None:
    data = b"\xff".join(c.encode("gbk") for c in LINE * 20)
    with pytest.raises(UnreadableFileError, match="no encoding known here"):
        decode(data, "x.txt")


def test_a_single_control_character_refuses_no_text() -> None:
    assert decode((NOTICE + "\x1a").encode(), "x.txt") == NOTICE + "\x1a"
