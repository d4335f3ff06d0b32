"""Files that are no Word documents, hold too much, or miss a part."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from zhengmai.loaders.formats import word
from zhengmai.loaders.formats.packages import OLE
from zhengmai.model import Severity

from .making import CHINESE, MAIN, bytes_of, document, num, packed, paragraph, refused, repacked


@pytest.mark.parametrize(
    ("data", "match"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param("通知".encode(), "no Word document", id="text"),
        pytest.param(b"PK\x03\x04", "damaged or not complete", id="only a signature"),
        pytest.param(packed({"a.txt": b"a"}), "a zip file, but no Word document", id="a zip"),
        pytest.param(packed({"xl/workbook.xml": b"<a/>"}), "an Excel workbook", id="xlsx"),
        pytest.param(packed({"OFD.xml": b"<a/>"}), "an OFD document", id="ofd"),
        pytest.param(packed({"word/document.xml": b"<a/>"}), "no Word document", id="other XML"),
        pytest.param(packed({"word/document.xml": b"<a"}), "is not XML", id="no XML"),
        pytest.param(packed({"word/document.xml": b""}), "is not XML", id="an empty part"),
        pytest.param(
            packed({"word/document.xml": document("")}, zipfile.ZIP_BZIP2),
            "packed in a way",
            id="packed otherwise",
        ),
        pytest.param(OLE + b"\0" * 600, "an old Word or WPS file", id="an old file"),
        pytest.param(
            OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "it has a password",
            id="a password",
        ),
        pytest.param(
            packed({"word/document.xml": document("")}), "there is no text", id="no text in it"
        ),
        pytest.param(
            packed({"word/document.xml": b"<a>" + b"<w:p/>" * 4_000_000}),
            "unpacks to more than 20 MB",
            id="a zip bomb",
        ),
        pytest.param(
            packed({"word/document.xml": document("<w:p/>" * 1_000_000)}),
            "or 1,000,000 tags",
            id="a bomb of tags",
        ),
        pytest.param(
            packed(
                {
                    "word/document.xml": document(
                        f"<w:p><w:r><w:t>{'公' * 5000}</w:t></w:r></w:p>" * 600
                    )
                }
            ),
            "too long for one notice",
            id="too long",
        ),
        pytest.param(
            packed({"word/document.xml": document("<w:tbl><w:tr><w:tc>" * 100)}),
            "is not XML",
            id="nested without end",
        ),
    ],
)
def test_what_is_no_document(tmp_path: Path, data: bytes, match: str) -> None:
    refused(tmp_path, data, match)


def test_entities_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    for declared in (
        f'<!ENTITY a SYSTEM "{secret.as_uri()}">',
        '<!ENTITY b "公"><!ENTITY a "&b;&b;&b;">',
    ):
        data = f"<!DOCTYPE a [{declared}]>".encode() + document(
            "<w:p><w:r><w:t>公开&a;</w:t></w:r></w:p>"
        )
        refused(tmp_path, packed({"word/document.xml": data}), "declares a document type")


def test_lists_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    whole = bytes_of(paragraph("公开", 1, 0), CHINESE + num(1))
    file = tmp_path / "notice.docx"
    file.write_bytes(repacked(whole, numbering=b"<w:numbering"))
    found = word.read(file)
    assert found.text == "公开\n"
    assert [r.severity for r in found.remarks] == [Severity.DAMAGED]
    assert "numbering.xml cannot be read" in found.remarks[0].message


def test_parts_may_be_missing_or_refer_to_nothing(tmp_path: Path) -> None:
    whole = bytes_of(paragraph("公开", 1, 0), CHINESE + num(1))
    links = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="x/image" Target="NULL"/><Relationship/></Relationships>'
    )
    file = tmp_path / "notice.docx"
    file.write_bytes(repacked(whole, document=document(paragraph("公开", 1, 0)), styles=None))
    assert word.read(file).text == "一、公开\n"
    file.write_bytes(repacked(whole, numbering=None))
    assert word.read(file).text == "公开\n"
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    files["word/_rels/document.xml.rels"] = links
    file.write_bytes(packed(files))
    assert word.read(file).text == "一、公开\n"


def test_strict_documents(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = document(paragraph("公开")).replace(MAIN.encode(), strict.encode())
    file = tmp_path / "notice.docx"
    file.write_bytes(packed({"word/document.xml": data}))
    assert word.read(file).text == "公开\n"
