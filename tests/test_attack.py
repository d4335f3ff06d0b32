"""Files that were made to harm: each is told in one line, and costs little."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.loaders.formats.pdf.making import CHINESE, TEXT, pdf
from zhengmai.api import build_store, read
from zhengmai.errors import UnreadableFileError, ZhengmaiError
from zhengmai.loaders.confinement import Limits
from zhengmai.loaders.formats import kinds

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
NOTICE = (
    "榆津市人民政府办公室关于印发2025年重点工作分工的通知\n各区人民政府：\n"
    "一、甲项工作\n（一）做好甲。（市财政局负责）\n"
)


def packed(**files: str | bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


def docx(body: str, head: str = "", **parts: str) -> bytes:
    document = f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"
    return packed(word__document_xml=document, **parts)


def ofd(page: str, resources: str = "", pages: int = 1) -> bytes:
    return packed(
        OFD_xml=f"<ofd:OFD {OFD}><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:OFD>",
        D_xml=f"<ofd:Document {OFD}><ofd:DocumentRes>R.xml</ofd:DocumentRes><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{n}" BaseLoc="P.xml"/>' for n in range(pages))
        + "</ofd:Pages></ofd:Document>",
        R_xml=f"<ofd:Res {OFD}>{resources}</ofd:Res>",
        P_xml=f"<ofd:Page {OFD}><ofd:Content>{page}</ofd:Content></ofd:Page>",
    )


def stream(content: bytes) -> tuple[bytes, bytes]:
    return b"/Filter/FlateDecode", zlib.compress(content, 9)


def old_office(chain: list[int]) -> bytes:
    """A .doc file whose sectors follow each other as told."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))

    def entry(name: str, kind: int, start: int, size: int, below: int = 0xFFFFFFFF) -> bytes:
        named = name.encode("utf-16-le")
        head = named.ljust(64, b"\0") + struct.pack("<HBB", len(named) + 2, kind, 1)
        around = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, below)
        return head + around + bytes(36) + struct.pack("<IQ", start, size)

    entries = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry("WordDocument", 2, 2, 100_000)
    return bytes(header) + table + entries.ljust(512, b"\0") + bytes(5120)


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )  # fmt: skip


def composites(times: int) -> str:
    return "".join(
        f'<ofd:CompositeGraphicUnit ID="{n}"><ofd:Content>'
        + f'<ofd:CompositeObject ResourceID="{n + 1}"/>' * times
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for n in range(9)
    )


ENTITIES = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
) + "]>"  # fmt: skip
FORMS = tuple(b"/X Do " * 10 for _ in range(9))
OVER = "hold far more than"
LOOP = pdf(TEXT).replace(b"/Contents 5 0 R", b"/Contents 3 0 R").replace(CHINESE, b"3 0 R")

HARMFUL: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "reference-loop.pdf": (LOOP, "not a PDF file that can be read"),
    "page-tree-loop.pdf": (pdf(TEXT).replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]"), "no work points"),
    "operators.pdf": (lambda: pdf(stream(b"q Q " * 10_000_000)), f"{OVER}|more time"),
    "states.pdf": (lambda: pdf(stream(b"q " * 1_000_000)), OVER),
    "numbers.pdf": (lambda: pdf(stream(b"1 " * 1_000_000)), f"{OVER}|more time"),
    "forms.pdf": (pdf(b"/X Do " * 10, forms=FORMS), OVER),
    "form-in-itself.pdf": (
        pdf(b"/X Do", forms=(b"/X Do " * 9,)).replace(b"/X 7 0 R", b"/X 6 0 R"),
        "damaged|no text",
    ),
    "inline-image.pdf": (lambda: pdf(stream(b"BI ID " + b"E" * 5_000_000)), OVER),
    "index.pdf": (
        b"%PDF-1.7\n8 0 obj\n<</Type/XRef/Size 9/W[0 0 0]/Index[0 999999999]/Root 1 0 R/Length 0"
        b">>stream\n\nendstream\nendobj\nstartxref\n9\n%%EOF\n",
        "damaged",
    ),
    "bomb.docx": (lambda: docx("<w:p/>" + " " * 30_000_000), "unpacks to more than"),
    "entities.docx": (docx("<w:p>&j;</w:p>", ENTITIES), "damaged|document type"),
    "outside.docx": (
        docx("<w:p>&x;</w:p>", "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
        "document type",
    ),
    "deep.docx": (lambda: docx("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), "damaged"),
    "composites.ofd": (ofd('<ofd:CompositeObject ResourceID="0"/>' * 9, composites(10)), OVER),
    "entities.ofd": (packed(OFD_xml=f"{ENTITIES}<OFD>&j;</OFD>"), "document type"),
    "deep.ofd": (lambda: ofd("<a>" * 200_000 + "</a>" * 200_000), OVER),
    "path.ofd": (
        lambda: ofd(
            "<ofd:PathObject Boundary='0 0 9 9'><ofd:AbbreviatedData>" + "M 1 1 L 2 2 " * 90_000
            + "</ofd:AbbreviatedData></ofd:PathObject>"
        ),
        OVER,
    ),
    "sectors.doc": (old_office([0xFFFFFFFD, 0xFFFFFFFE, 3, 2]), "lead back to themselves"),
    "directory.wps": (old_office([0xFFFFFFFD, 1, 0xFFFFFFFE]), "lead back to themselves"),
    "nested.rtf": (b"{\\rtf1 " + b"{" * 100_000, "nested or cut"),
    "cut.rtf": (b"{\\rtf1 \\bin999999999 }", "nested or cut"),
    "picture.png": (png(60_000, 60_000), "too large|picture of text"),
    "postscript.png": (b"%!PS-Adobe-3.0 EPSF-3.0\n{} loop\n", "not a picture|picture of text"),
    "long.txt": (lambda: b"a\n" * 100_000_000, "too long for one notice"),
}  # fmt: skip


@pytest.fixture(scope="module")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harmful")
    for name, (content, _) in HARMFUL.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content())
    return folder


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_file_is_told_in_one_line(harmful: Path, name: str) -> None:
    with pytest.raises(UnreadableFileError, match=rf"{name}: .*({HARMFUL[name][1]})") as raised:
        read(harmful / name)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("suffix", kinds.SUFFIXES)
@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 500, b"PK\3\4" + b"\x8b" * 300, b"%PDF-1.7\n" + b"\xfe" * 300,
     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 4],
    ids=["empty", "zeros", "zip", "pdf", "ole"],
)  # fmt: skip
def test_anything_under_any_name_is_told(tmp_path: Path, suffix: str, data: bytes) -> None:
    file = tmp_path / f"notice{suffix}"
    file.write_bytes(data)
    with pytest.raises(UnreadableFileError, match=rf"notice\{suffix}: "):
        read(file)


def test_a_build_goes_on_beside_them(harmful: Path, tmp_path: Path) -> None:
    folder = tmp_path / "notices"
    folder.mkdir()
    for name in ("operators.pdf", "sectors.doc", "forms.pdf"):
        (folder / name).write_bytes((harmful / name).read_bytes())
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    os.mkfifo(folder / "pipe.pdf")
    (folder / "zero.txt").symlink_to("/dev/zero")
    report = build_store([folder, folder / "pipe.pdf"], tmp_path / "store", workers=2)
    told = {Path(file.file).name: file.error for file in report.files}
    assert told.pop("notice.txt") is None
    assert set(told) == {"operators.pdf", "sectors.doc", "forms.pdf", "pipe.pdf"}
    assert all(told.values())
    assert "a pipe" in (told["pipe.pdf"] or "")


@pytest.mark.skipif(not Path("/dev/zero").is_char_device(), reason="no devices here")
def test_pipes_and_devices_are_no_files(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.txt", tmp_path / "zero.txt"
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    for path, what in ((pipe, "a pipe"), (link, "a device"), (Path("/dev/zero"), "a device")):
        with pytest.raises(UnreadableFileError, match=f"this is {what}: only files are read"):
            read(path)


def test_limits_can_be_given(harmful: Path) -> None:
    with pytest.raises(ZhengmaiError, match="more time"):
        read(harmful / "operators.pdf", limits=Limits(seconds=0.1))


def shared_files() -> Iterator[Path]:
    folder = Path(__file__).parents[2] / "shared" / "attack"
    yield from sorted(p for s in ("pdf", "ofd") for p in folder.glob(f"*.{s}"))


@pytest.mark.parametrize("file", list(shared_files()), ids=lambda file: file.name)
def test_files_that_once_did_harm(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zhengmai", "read", str(file)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0 or done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
