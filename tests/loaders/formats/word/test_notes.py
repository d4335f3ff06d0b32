"""Footnotes and endnotes stand below the paragraph or the table that has their marks."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from zhengmai.loaders.formats import word
from zhengmai.loaders.source import Source

from .making import MAIN, bytes_of, cell, packed, paragraph, row, run, table


def mark(name: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>'


def note(name: int, *texts: str, kind: str = "footnote") -> str:
    inner = "".join(f"<w:p><w:r><w:{kind}Ref/></w:r>{run(text)}</w:p>" for text in texts)
    return f'<w:{kind} w:id="{name}">{inner}</w:{kind}>'


def read(folder: Path, body: str, **notes: str) -> Source:
    with zipfile.ZipFile(io.BytesIO(bytes_of(body))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for kind, inner in notes.items():
        line = f'<w:{kind[:-1]} w:type="separator" w:id="0"><w:p>{run("线")}</w:p></w:{kind[:-1]}>'
        whole = f'<w:{kind} xmlns:w="{MAIN}">{line}{inner}</w:{kind}>'
        files[f"word/{kind}.xml"] = whole.encode() if inner else b"<broken"
    file = folder / "notice.docx"
    file.write_bytes(packed(files))
    return word.read(file)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_stands_below_its_paragraph(tmp_path: Path, kind: str) -> None:
    body = f"<w:p>{run('责任单位')}{mark(2, kind)}{run('：区财政局')}</w:p>{paragraph('后')}"
    found = read(tmp_path, body, **{f"{kind}s": note(2, "排在第一位的为", "牵头单位。", kind=kind)})
    assert found.text == "责任单位：区财政局\n注：排在第一位的为 牵头单位。\n后\n"
    assert any("1 footnote is read" in r.message for r in found.remarks)


def test_notes_of_a_table_stand_below_it(tmp_path: Path) -> None:
    body = table(
        row(cell(f"<w:p>{run('责任单位')}{mark(2)}</w:p>"), cell("时限")),
        row(cell(table(row(cell(f"<w:p>{run('甲局')}{mark(3)}</w:p>")))), cell("6月")),
    ) + paragraph("后")
    found = read(tmp_path, body, footnotes=note(2, "第一位牵头。") + note(3, "注：含下属单位。"))
    assert found.text.endswith("注：第一位牵头。\n注：含下属单位。\n后\n")


@pytest.mark.parametrize(
    ("body", "notes"),
    [
        (f"<w:p>{run('甲')}{mark(9)}</w:p>", note(2, "无关。")),  # a mark without a note
        (f"<w:p>{run('甲')}{mark(0)}</w:p>", note(2, "无关。")),  # the line above notes
        (f"<w:p>{run('甲')}{mark(2)}</w:p>", note(2, " ")),
        (f"<w:p>{run('甲')}<w:del>{mark(2)}</w:del></w:p>", note(2, "已删。")),
    ],
)
def test_no_note_without_a_mark_that_is_seen(tmp_path: Path, body: str, notes: str) -> None:
    assert read(tmp_path, body, footnotes=notes).text == "甲\n"


def test_notes_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, f"<w:p>{run('甲')}{mark(2)}</w:p>", footnotes="")
    assert any("its footnotes are missing" in r.message for r in found.remarks)
