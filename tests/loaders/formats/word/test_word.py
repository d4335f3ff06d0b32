"""Whole Word documents: a notice as Word shows it, and what happens to broken ones."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import docx
import pytest

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats import word

from .making import (
    CHINESE,
    CONTINUE,
    PICTURE,
    RESTART,
    abstract,
    bytes_of,
    cell,
    cells,
    level,
    num,
    paragraph,
    refused,
    repacked,
    row,
    run,
    source,
    span,
    table,
)


def test_a_notice_reads_as_word_shows_it(tmp_path: Path) -> None:
    counted = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr></w:p>'
    heads = ("序号", "重点任务", "具体措施", "牵头单位", "配合单位", "完成时限")
    body = "".join(
        [
            paragraph("榆津市人民政府办公室关于印发2025年政务公开工作要点的通知"),
            paragraph("榆政办发〔2025〕12号"),
            paragraph("各县（市、区）人民政府："),
            paragraph("总体要求", 1, 0),
            paragraph("重点任务", 1, 0),
            paragraph("深化政策公开。", 1, 1),
            paragraph("2025年6月底前完成目录。", 1, 2),
            paragraph("强化平台建设。", 1, 1),
            table(
                row(*map(cell, heads)),
                row(cell("一、政策公开", span(6))),
                row(
                    cell(counted),
                    cell("集中公开", RESTART),
                    cell("编制目录。"),
                    cell("市司法局"),
                    cell(paragraph("市财政局") + paragraph("市民政局")),
                    cell("2025年6月"),
                ),
                row(
                    cell(counted),
                    cell(paragraph(""), CONTINUE),
                    cell("整合网站。"),
                    cell("市数据局"),
                    cell(""),
                    cell("持续推进"),
                ),
            ),
            paragraph("榆津市人民政府办公室"),
            paragraph("2025年3月18日"),
        ]
    )
    found = source(tmp_path, body, CHINESE + abstract(level("%1"), name=2) + num(1) + num(2, 2))
    assert found.text == (
        "榆津市人民政府办公室关于印发2025年政务公开工作要点的通知\n"
        "榆政办发〔2025〕12号\n"
        "各县（市、区）人民政府：\n"
        "一、总体要求\n"
        "二、重点任务\n"
        "（一）深化政策公开。\n"
        "1.2025年6月底前完成目录。\n"
        "（二）强化平台建设。\n"
        "序号\t重点任务\t具体措施\t牵头单位\t配合单位\t完成时限\n"
        "一、政策公开\n"
        "1\t集中公开\t编制目录。\t市司法局\t市财政局\n市民政局\t2025年6月\n"
        "2\t\t整合网站。\t市数据局\t\t持续推进\n"
        "榆津市人民政府办公室\n"
        "2025年3月18日\n"
    )
    assert found.file == str(tmp_path / "notice.docx")
    assert found.remarks == ()
    (grid,) = found.grids
    whole = found.text[grid.span.start : grid.span.end]
    assert whole.startswith("序号\t")
    assert whole.endswith("持续推进")
    assert cells(found)[6:] == [
        (1, 0, 1, 6, "一、政策公开"),
        (2, 0, 1, 1, "1"),
        (2, 1, 2, 1, "集中公开"),
        (2, 2, 1, 1, "编制目录。"),
        (2, 3, 1, 1, "市司法局"),
        (2, 4, 1, 1, "市财政局\n市民政局"),
        (2, 5, 1, 1, "2025年6月"),
        (3, 0, 1, 1, "2"),
        (3, 2, 1, 1, "整合网站。"),
        (3, 3, 1, 1, "市数据局"),
        (3, 4, 1, 1, ""),
        (3, 5, 1, 1, "持续推进"),
    ]


def test_the_same_file_gives_the_same_source(tmp_path: Path) -> None:
    body = paragraph("甲", 1, 0) + table(row(cell(paragraph("乙", 1, 0))))
    assert source(tmp_path, body, CHINESE + num(1)) == source(tmp_path, body, CHINESE + num(1))


def test_running_heads_are_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.add_paragraph("公开")
    document.save(str(tmp_path / "notice.docx"))
    assert word.read(tmp_path / "notice.docx").text == "公开\n"


def test_a_document_of_pictures_only(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"only pictures: save them.*zhengmai\[ocr\]"):
        source(tmp_path, PICTURE + paragraph(""))


def test_numbers_that_multiply_are_stopped(tmp_path: Path) -> None:
    """Few bytes of text, each paragraph with a number as long as may be."""
    text = "%1" * 120
    lists = abstract(level(text, start=2**31 - 9)) + num(1)
    refused(tmp_path, bytes_of(paragraph("", 1, 0) * 2_500, lists), "too long for one notice")


def test_deep_nesting_is_read(tmp_path: Path) -> None:
    body = paragraph("公开")
    for _ in range(25):
        body = table(row(cell(body, RESTART)), row(cell(body if _ < 2 else "", CONTINUE)))
    found = source(tmp_path, body)
    assert "公开" in found.text
    for one, two in zip(found.grids, found.grids[1:], strict=False):
        assert one.span.end <= two.span.start


# --- broken files


def read_or_refused(file: Path) -> str:
    """The text of a file, or why it is not read; any other error is raised."""
    try:
        return word.read(file).text.strip()
    except UnreadableFileError as error:
        return error.reason


def whole_document() -> bytes:
    body = (
        paragraph("总体要求", 1, 0)
        + table(row(cell("甲", RESTART), cell("乙")), row(cell("", CONTINUE), cell("丙")))
        + PICTURE
        + f"<w:p><w:ins>{run('公开')}</w:ins></w:p>"
    )
    return bytes_of(body, CHINESE + num(1))


@pytest.mark.parametrize("percent", range(5, 100, 5))
def test_truncated_files(tmp_path: Path, percent: int) -> None:
    data = whole_document()
    refused(tmp_path, data[: len(data) * percent // 100], "damaged or not complete")


@pytest.mark.parametrize("seed", range(40))
def test_files_with_broken_bytes(tmp_path: Path, seed: int) -> None:
    """Nothing but an UnreadableFileError escapes, whatever bytes are wrong."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    data = bytearray(whole_document())
    for _ in range(chance.choice((1, 5, 50))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    file = tmp_path / "notice.docx"
    file.write_bytes(bytes(data))
    assert read_or_refused(file)


@pytest.mark.parametrize("seed", range(60))
def test_documents_with_broken_xml(tmp_path: Path, seed: int) -> None:
    """The same for the text of the parts, which the checksums of a zip file protect above."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    whole = whole_document()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {n: archive.read(f"word/{n}.xml") for n in ("document", "numbering", "styles")}
    changed: dict[str, bytes | None] = {}
    for name, data in parts.items():
        words = data.split(b'"')
        for _ in range(chance.choice((0, 1, 3, 10))):
            words[chance.randrange(len(words))] = chance.choice(
                (b"", b"-1", b"999999999999", b"restart", b"1", b"0", "一".encode(), b"<", b"&")
            )
        changed[name] = b'"'.join(words)
    file = tmp_path / "notice.docx"
    file.write_bytes(repacked(whole, **changed))
    assert read_or_refused(file)
