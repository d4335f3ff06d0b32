"""Word documents for the tests, made of their markup: paragraphs, lists, styles, tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats import word
from zhengmai.loaders.source import Source

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    nsdecls("w")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    + ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    + ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    + ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
CHINESE = """
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
      <w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
      <w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
      <w:suff w:val="nothing"/><w:lvlText w:val="%3."/></w:lvl>
  </w:abstractNum>"""
PICTURE = "<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>"
RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def bytes_of(body: str, numbering: str = "", styles: str = "") -> bytes:
    """A document with this body."""
    document = docx.Document()
    lists = document.part.numbering_part.element
    for old in list(lists):
        lists.remove(old)
    lists.extend(parse_xml(f"<w:numbering {SPACES}>{numbering}</w:numbering>"))
    document.styles.element.extend(parse_xml(f"<w:styles {SPACES}>{styles}</w:styles>"))
    element = document.element.body
    for index, added in enumerate(parse_xml(f"<w:body {SPACES}>{body}</w:body>")):
        element.insert(index, added)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def source(folder: Path, body: str, numbering: str = "", styles: str = "") -> Source:
    file = folder / "notice.docx"
    file.write_bytes(bytes_of(body, numbering, styles))
    return word.read(file)


def lines(folder: Path, body: str, numbering: str = "", styles: str = "") -> list[str]:
    return source(folder, body, numbering, styles).text.splitlines()


def shown(
    folder: Path, numbering: str, body: Sequence[str], styles: Sequence[str] = ()
) -> list[str]:
    """The lines of a document with such lists, paragraphs and styles."""
    return lines(folder, "".join(body), numbering, "".join(styles))


# --- paragraphs, lists, styles


def paragraph(text: str, name: int | None = None, index: int | None = None, style: str = "") -> str:
    """A paragraph, in level ``index`` of list ``name``."""
    inner = "" if index is None else f'<w:ilvl w:val="{index}"/>'
    inner += "" if name is None else f'<w:numId w:val="{name}"/>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f"<w:numPr>{inner}</w:numPr>" if inner else ""
    return f"<w:p><w:pPr>{named}{listed}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def level(
    text: str = "%1.", form: str = "decimal", index: int = 0, more: str = "", start: int = 1
) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(*levels: str, name: int = 1, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def num(name: int, count: int = 1, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{count}"/>{more}</w:num>'


def restarted(index: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(name: str, based_on: str = "", inner: str = "", kind: str = "paragraph") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr><w:numPr>{inner}</w:numPr></w:pPr></w:style>"
    )


# --- tables


def cell(content: str = "", properties: str = "") -> str:
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def cells(found: Source, index: int = 0) -> list[tuple[int, int, int, int, str]]:
    """A grid's cells: row, column, rows, columns, text."""
    return [
        (c.row, c.column, c.rows, c.columns, found.text[c.span.start : c.span.end])
        for c in found.grids[index].cells
    ]


# --- packages


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def repacked(data: bytes, **changed: bytes | None) -> bytes:
    """A document with other parts; None takes one out. Names by how the last word starts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    for start, new in changed.items():
        name = next(n for n in files if n.rpartition("/")[2].startswith(start))
        if new is None:
            del files[name]
        else:
            files[name] = new
    return packed(files)


def document(body: str) -> bytes:
    return f'<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>'.encode()


def refused(folder: Path, data: bytes, match: str) -> None:
    file = folder / "notice.docx"
    file.write_bytes(data)
    with pytest.raises(UnreadableFileError, match=match):
        word.read(file)
