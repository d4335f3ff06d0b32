"""PDF files for the tests, written by hand."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

from zhengmai.loaders.formats.pdf import read
from zhengmai.loaders.source import Source

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/%s/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/SimSun/DW 1000/CIDSystemInfo<</Registry(Adobe)"
    b"/Ordering(%s)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/SimSun"
    b"/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700"
    b"/StemV 80>>>>]>>"
)
CHINESE = FONT % (b"UniGB-UCS2-H", b"GB1")
UNKNOWN = FONT % (b"Identity-H", b"Identity")
IMAGE = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q\n"
LINES = [
    "榆津市人民政府办公室通知",
    "为做好政务公开工作，现将有关事项通知如下，请认真贯彻执行落实。",
]


def rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def show(
    text: str, x: float, y: float, size: float = 16, matrix: str = "1 0 0 1", tint: float = 0
) -> bytes:
    return (
        f"BT {tint} g /F {size} Tf {matrix} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"
    ).encode()


def pdf(
    *contents: bytes | tuple[bytes, bytes],
    font: bytes = CHINESE,
    rotate: int = 0,
    password: str | None = None,
    forms: tuple[bytes, ...] = (),
    attributes: bytes = b"",
    resources: bytes = b"",
    catalog: bytes = b"",
) -> bytes:
    """A PDF file of these pages; with a password (it may be empty) it is encrypted (V1, RC4).

    Of the forms, which pages draw by /X Do, each is /X to the one before it. A page may be given
    packed already: its filters, and its content. The attributes are those of the pages, and the
    resources theirs and of the forms.
    """
    owner, ident = b"o" * 32, b"i" * 16
    padded = ((password or "").encode() + PAD)[:32]
    key = hashlib.md5(padded + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + ident).digest()[:5]  # noqa: S324
    if password is not None:  # its strings are encrypted, too
        salted = hashlib.md5(key + (3).to_bytes(3, "little") + b"\0\0").digest()[:10]  # noqa: S324
        for word in (b"Adobe", b"GB1"):
            font = font.replace(b"(%s)" % word, b"<%s>" % rc4(salted, word).hex().encode())
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(contents)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        2: f"<</Type/Pages/Count {len(contents)}/Kids[{kids}]>>".encode(),
        3: font,
    }
    first = 4 + 2 * len(contents)
    for n, form in enumerate(forms, first):
        objects[n] = (
            f"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Length {len(form)}"
            f"/Resources<</Font<</F 3 0 R>>/XObject<</X {n + 1} 0 R>>"
        ).encode() + resources + b">>>>stream\n" + form + b"\nendstream"  # fmt: skip
    for n, content in enumerate(contents):
        page, stream = 4 + 2 * n, 5 + 2 * n
        objects[page] = (
            (
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {rotate}"
                f"/Contents {stream} 0 R"
                f"/Resources<</Font<</F 3 0 R>>/XObject<</X {first} 0 R>>"
            ).encode()
            + resources
            + b">>"
            + attributes
            + b">>"
        )
        plain = isinstance(content, bytes)
        filters, packed = (b"/Filter/FlateDecode", zlib.compress(content)) if plain else content
        if password is not None:
            salted = key + stream.to_bytes(3, "little") + b"\0\0"
            packed = rc4(hashlib.md5(salted).digest()[:10], packed)  # noqa: S324
        head = b"<</Length %d%s>>stream\n" % (len(packed), filters)
        objects[stream] = head + packed + b"\nendstream"
    trailer = b"/Root 1 0 R/ID[<%s><%s>]" % (ident.hex().encode(), ident.hex().encode())
    if password is not None:
        trailer += b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (
            owner.hex().encode(),
            rc4(key, PAD).hex().encode(),
        )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in sorted(objects.items()):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, at)
    return bytes(out)


def source(data: bytes, folder: Path) -> Source:
    file = folder / "notice.pdf"
    file.write_bytes(data)
    return read(file)


def rest(found: Source) -> list[str]:
    """The lines of a file that do not belong to its pages."""
    beside = {(f.start, f.end) for f in found.furniture}
    at, lines = 0, []
    for line in found.text.splitlines(keepends=True):
        if (at, at + len(line) - 1) not in beside:
            lines.append(line.rstrip("\n"))
        at += len(line)
    return lines


def furniture(source: Source) -> list[str]:
    return [source.text[f.start : f.end] for f in source.furniture]


TEXT = show(LINES[0], 200, 700) + show(LINES[1], 88, 640, 12)
