"""Bytes of a text file → text, whatever encoding a government site saved it in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.mending import REPLACED, mended_gb, mended_utf8
from zhengmai.model import Remark, Severity, Span

# What the first bytes of files look like that no reader takes: (signature, name, advice).
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"Rar!", "a RAR file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z file", "unpack it first"),
)

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Characters that text of this genre is made of, and those with which tables are drawn in it.
_UNUSUAL = re.compile(
    r"[^\s\x20-\x7e\u2010-\u2026\u2500-\u25ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BROKEN = re.compile(REPLACED)
_NEAR = 12  # characters around a place that is told
_MOST_PLACES = 100
_LONGEST_CHARACTER = 4  # bytes
_BROKEN_SHARE = 0.05  # of the characters of a page
_CONTROL_SHARE = 0.002  # converters leave single ones; bytes that are no text have many
_UNUSUAL_SHARE = 0.1  # of the first characters; text in a wrong encoding has some 0.5


def decode(data: bytes, file: str) -> str:
    """The text of a file: UTF-8, UTF-16 or GB18030 (which includes GBK and GB2312).

    Raises:
        UnreadableFileError: the file is not text, or is text in no encoding known here.
    """
    for signature, name, advice in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFileError(file, f"this is {name}, not plain text: {advice}")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding, file)
    for text in _readings(data):
        if text is not None and _plausible(text):
            return text
    raise UnreadableFileError(
        file,
        f"not a text file, or in no encoding known here{_first_bad_byte(data)}: "
        "save it as UTF-8 or GB18030",
    )


def _readings(data: bytes) -> Iterator[str | None]:
    """What the bytes say in each encoding: the strictest first, those with bad bytes last.

    UTF-8 with a bad byte comes before GB18030, which makes Chinese of nearly anything.
    """
    yield _strictly(data, "utf-8")
    yield mended_utf8(data)
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        yield _strictly(data, encoding)
    yield mended_gb(data)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return _without_cut_end(data, encoding)
    except UnicodeDecodeError:
        return None


def remarks_on_text(text: str) -> Iterator[Remark]:
    """What to know about a text: the places at which it cannot be read."""
    broken = tuple(Span(m.start(), m.end()) for m in _BROKEN.finditer(text))
    if not broken:
        return
    first = broken[0].start
    near = " ".join(text[max(0, first - _NEAR) : first + _NEAR].split())
    yield Remark(
        Severity.DAMAGED,
        f"{len(broken)} {'characters' if len(broken) > 1 else 'character'} cannot be read, shown "
        f"as {REPLACED}; the first at {near!r}",
        broken[:_MOST_PLACES],
    )


_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*(?P<name>[A-Za-z0-9_-]+)", re.IGNORECASE)
_GB = ("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk")
_LOOKED_AT = 4096  # bytes of a page in which its encoding is declared


def decode_page(data: bytes, file: str) -> str:
    """The markup of a web page: it says itself in which encoding it is, where that is not seen.

    Raises:
        UnreadableFileError: it is not text.
    """
    declared = _CHARSET.search(data[:_LOOKED_AT])
    try:
        return decode(data, file)
    except UnreadableFileError:
        if declared is None or b"<" not in data[:_LOOKED_AT]:
            raise
    name = declared["name"].decode("ascii").lower()
    try:
        text = data.decode("gb18030" if name in _GB else name, errors="replace")
    except LookupError:
        text = data.decode("utf-8", errors="replace")
    if text.count(REPLACED) > _BROKEN_SHARE * len(text):
        raise UnreadableFileError(
            file, f"the page says that it is {name}, but most of it is not: save it again as UTF-8"
        )
    return text


def _without_cut_end(data: bytes, encoding: str) -> str:
    """The text; a last character that was cut in two is shown as U+FFFD."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if len(data) - error.start >= _LONGEST_CHARACTER:
            raise
        return data[: error.start].decode(encoding) + REPLACED


def _decoded(data: bytes, encoding: str, file: str) -> str:
    try:
        return _without_cut_end(data, encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            file, f"marked as {encoding} but byte {error.start} is not: save it again as UTF-8"
        ) from error


def _plausible(text: str) -> bool:
    head = text[:4000]
    controls, unusual = len(_CONTROL.findall(head)), len(_UNUSUAL.findall(head))
    return controls <= _CONTROL_SHARE * len(head) and unusual <= _UNUSUAL_SHARE * len(head)


def _first_bad_byte(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f" (byte {error.start} is 0x{data[error.start]:02x})"
    return ""
