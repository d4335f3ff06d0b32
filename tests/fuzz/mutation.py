"""True notices broken at random: bytes of texts, XML in packages, streams of PDF files."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
_LARGEST = 400_000  # bytes of what becomes of it


@cache
def texts() -> tuple[tuple[str, bytes], ...]:
    """The notices of the project that are texts: the ending of their names, their bytes."""
    files = [
        *sorted((ROOT / "samples").iterdir()),
        *sorted((ROOT / "training" / "cascades").rglob("*.*")),
    ]
    return tuple(
        (file.suffix, file.read_bytes())
        for file in files
        if file.suffix in (".txt", ".md", ".html") and file.name != "README.md"
    )


def text(random: Random) -> tuple[bytes, str]:
    """A notice that is a text, broken."""
    suffix, data = random.choice(texts())
    if random.random() < 0.8:  # a short piece of it is read faster
        at = random.randrange(len(data))
        data = data[: random.choice((0, 300))] + data[at : at + random.choice((300, 1_000, 3_000))]
    if random.random() < 0.1:
        data = data.decode("utf-8", "replace").encode(
            random.choice(("gb18030", "utf-16", "utf-8-sig")), "replace"
        )
    if random.random() < 0.05:
        suffix = random.choice((".txt", ".md", ".html", ".csv"))
    return _mutated(random, data, random.choice((1, 1, 2, 4, 12))), suffix


def packed(random: Random, seeds: Path) -> tuple[bytes, str]:
    """A notice in a package of XML (.docx, .ofd, .xlsx), a binary workbook or a list, broken."""
    file = random.choice(_seeds(seeds, (".docx", ".ofd", ".xlsx", ".xls", ".csv")))
    data = file.read_bytes()
    if random.random() < 0.15 or not zipfile.is_zipfile(file):
        return _mutated(random, data, random.choice((1, 3))), file.suffix
    return _repacked(random, data), file.suffix


def printed(random: Random, seeds: Path) -> tuple[bytes, str]:
    """A notice in a PDF file, broken in one of its streams or as a whole."""
    file = random.choice(_seeds(seeds, (".pdf",)))
    data = file.read_bytes()
    if random.random() < 0.4:
        return _mutated(random, data, random.choice((1, 1, 3))), ".pdf"
    streams = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL))
    if not streams:
        return data, ".pdf"
    stream = random.choice(streams)
    inside = stream[1]
    try:
        unpacked = zlib.decompress(inside)
        inside = zlib.compress(_mutated(random, unpacked, random.choice((1, 2, 6))))
    except zlib.error:
        inside = _mutated(random, inside, 2)
    return data[: stream.start(1)] + inside + data[stream.end(1) :], ".pdf"


@cache
def _seeds(folder: Path, suffixes: tuple[str, ...]) -> tuple[Path, ...]:
    return tuple(sorted(file for file in folder.iterdir() if file.suffix in suffixes))


def _repacked(random: Random, data: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = package.namelist()
        parts = [
            n
            for n in names
            if n.endswith(("document.xml", "Content.xml", "sheet1.xml", "numbering.xml"))
        ]
        broken = random.choice(parts) if parts and random.random() < 0.7 else random.choice(names)
        for name in names:
            content = package.read(name)
            if name == broken:
                if random.random() < 0.03:
                    continue
                how: Callable[[Random, bytes], bytes] = random.choice((_xml, _xml, _xml, _once))
                for _ in range(random.choice((1, 1, 2, 5))):
                    content = how(random, content)
            new.writestr(name, content[:_LARGEST])
    return out.getvalue()


_TAG = re.compile(rb"<[^<>]*>")
_VALUE = re.compile(rb'"[^"<>]*"')
_VALUES = (
    b"0", b"-1", b"99999999999999999999", b"", b"NaN", b"1e999", b"0x10", b"\xe4\xb8\x80", b"a b",
    b"1.5", b"inf", b"../../x", b"continue", b"restart", b"65535", b"M 0 0 L", b"1 0 0 0 0 0",
    b"none",
)  # fmt: skip


def _xml(random: Random, data: bytes) -> bytes:
    """XML that mostly stays well formed: values changed, elements doubled, cut, moved, repeated."""
    if random.random() < 0.5:
        values = list(_VALUE.finditer(data))
        if not values:
            return data
        value = random.choice(values)
        return data[: value.start()] + b'"' + random.choice(_VALUES) + b'"' + data[value.end() :]
    tags = list(_TAG.finditer(data))
    if not tags:
        return data
    start, end = _element(data, random.choice(tags))
    piece = data[start:end]
    match random.randrange(5):
        case 0:
            return data[:start] + data[end:]
        case 1:
            return data[:end] + piece + data[end:]
        case 2:
            many = min(1_000, max(1, _LARGEST // (2 * max(1, len(piece)))))
            return data[:end] + piece * random.choice((5, many)) + data[end:]
        case 3:
            at = random.choice(tags).end()
            return data[:at] + piece + data[at:]
        case _:  # an element in itself
            inner = piece.find(b">") + 1
            return data[: start + inner] + piece + data[start + inner :]


def _element(data: bytes, tag: re.Match[bytes]) -> tuple[int, int]:
    """Where the element of a tag begins and ends, about."""
    name = re.match(rb"<([\w:]+)", tag[0])
    if name is None or tag[0].endswith(b"/>"):
        return tag.span()
    end = data.find(b"</" + name[1] + b">", tag.end())
    return tag.start(), end + len(name[1]) + 3 if end > 0 else tag.end()


def _once(random: Random, data: bytes) -> bytes:
    return _mutated(random, data, 1)


def _mutated(random: Random, data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = _changed(random, data)[:_LARGEST]
    return data


def _changed(  # noqa: C901, PLR0911 - one line a way of breaking
    random: Random, data: bytes
) -> bytes:
    if not data:
        return b"\xff"
    start = random.randrange(len(data))
    end = min(len(data), start + random.choice((1, 2, 3, 20, 100, 1_000)))
    piece, before, after = data[start:end], data[:start], data[end:]
    match random.randrange(10):
        case 0:
            return before + bytes([data[start] ^ 1 << random.randrange(8)]) + data[start + 1 :]
        case 1:
            return before + after
        case 2:
            return before + piece + piece + after
        case 3:
            return before + piece[:60] * random.choice((10, 100, 1_000)) + after
        case 4:
            other = random.randrange(len(data))
            low, high = sorted((start, other))
            return data[:low] + data[high:] + data[low:high]
        case 5:
            return before + random.randbytes(random.choice((1, 2, 8))) + data[start:]
        case 6:
            return before + piece.decode("utf-8", "replace").encode("gb18030", "replace") + after
        case 7:
            lines = data.split(b"\n")
            random.shuffle(lines)
            return b"\n".join(lines)
        case 8:
            lines = data.split(b"\n")
            line = random.randrange(len(lines))
            return b"\n".join(
                [*lines[:line], *[lines[line][:400]] * random.choice((2, 30, 300)), *lines[line:]]
            )
        case _:
            return (
                before
                + re.sub(rb"[0-9]+", lambda _: b"9" * random.choice((1, 4, 30)), piece)
                + after
            )
