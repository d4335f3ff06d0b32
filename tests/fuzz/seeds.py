"""Whole files to be broken: notices in Word, OFD, PDF, worksheets and lists of CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import xlwt
from docx import Document

from tests.loaders.formats.ofd import making as ofd
from tests.loaders.formats.pdf import making as pdf
from tests.loaders.formats.word import making as word

ROOT = Path(__file__).parents[2]
_TITLE = "榆津市渡南区人民政府办公室关于印发2025年政务公开工作要点的通知"
_LINES = (
    "渡南政办发〔2025〕6号",
    "各镇人民政府、街道办事处，区政府各部门：",
    "一、主动公开",
    "（一）晒清单。公布河段目录。（责任单位：区水利局；完成时限：6月底前）",
    "（二）晒台账。完善来信办理台账。（牵头单位：区司法局；配合单位：区财政局）",
    "1.查一次台账。（责任单位：区政府办）",
    "榆津市渡南区人民政府办公室",
    "2025年6月18日",
)
_ROWS = (
    ("序号", "工作任务", "责任单位", "完成时限"),
    ("1", "公布河段目录。", "区水利局、区司法局", "6月底前"),
    ("2", "完善办理台账。", "区财政局", "长期坚持"),
    ("3", "清理过期文件。", "各街道办事处", "2025年12月31日"),
)


def written(folder: Path) -> Path:
    """The files, written into a folder."""
    (folder / "plain.docx").write_bytes(_plain_docx())
    (folder / "lists.docx").write_bytes(_listed_docx())
    cascade = ROOT / "training" / "cascades" / "livelihood-2025" / "city.docx"
    (folder / "cascade.docx").write_bytes(cascade.read_bytes())
    (folder / "pages.ofd").write_bytes(_ofd())
    (folder / "pages.pdf").write_bytes(_pdf())
    (folder / "kept.pdf").write_bytes(pdf.pdf(pdf.TEXT, password=""))
    (folder / "sheet.xlsx").write_bytes(_sheet())
    (folder / "binary.xls").write_bytes(_binary_sheet())
    (folder / "list.csv").write_bytes(_list())
    return folder


def _plain_docx() -> bytes:
    document = Document()
    for line in (_TITLE, *_LINES):
        document.add_paragraph(line)
    table = document.add_table(len(_ROWS), len(_ROWS[0]))
    for row, cells in zip(table.rows, _ROWS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 3).merge(table.cell(2, 3))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _binary_sheet() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write_merge(0, 0, 0, 3, _TITLE)
    for number, row in enumerate(_ROWS, 1):
        for column, text in enumerate(row):
            sheet.write(number, column, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _listed_docx() -> bytes:
    listed = "".join(
        word.paragraph(text, 1, index)
        for index, text in (
            (0, "主动公开"),
            (1, "晒清单。公布目录。（责任单位：区水利局）"),
            (1, "晒台账。"),
            (2, "查台账。"),
        )
    )
    numbering = word.CHINESE + '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    return word.bytes_of(word.paragraph(_TITLE) + listed + word.PICTURE, numbering)


def _ofd() -> bytes:
    lines = [ofd.text(line, 20, 20 + 8 * n) for n, line in enumerate((_TITLE, *_LINES))]
    xs, ys = (20, 35, 90, 140, 190), tuple(20 + 12 * n for n in range(len(_ROWS) + 1))
    rules = [ofd.rule(xs[0], y, xs[-1], y) for y in ys] + [
        ofd.rule(x, ys[0], x, ys[-1]) for x in xs
    ]
    cells = [
        ofd.text(cell, xs[c] + 1, ys[r] + 3, 4)
        for r, row in enumerate(_ROWS)
        for c, cell in enumerate(row)
    ]
    return ofd.package(ofd.page(*lines), ofd.page(*rules, *cells))


def _pdf() -> bytes:
    lines = [pdf.show(line, 88, 760 - 24 * n, 14) for n, line in enumerate((_TITLE[-20:], *_LINES))]
    lines.append(pdf.show("- 1 -", 280, 40, 10))
    xs, ys = (80, 120, 280, 420, 520), tuple(760 - 30 * n for n in range(len(_ROWS) + 1))
    rules = [b"%d %d m %d %d l S\n" % (xs[0], y, xs[-1], y) for y in ys]
    rules += [b"%d %d m %d %d l S\n" % (x, ys[0], x, ys[-1]) for x in xs]
    cells = [
        pdf.show(cell, xs[c] + 4, ys[r] - 20, 10)
        for r, row in enumerate(_ROWS)
        for c, cell in enumerate(row)
    ]
    return pdf.pdf(b"".join(lines), b"".join([*rules, *cells, pdf.show("- 2 -", 280, 40, 10)]))


def _sheet() -> bytes:
    book = openpyxl.Workbook()
    for row in ((_TITLE,), *_ROWS):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _list() -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([(_TITLE, "", "", ""), *_ROWS, ("", "多行\n“格”, 逗号", '"', "")])
    return out.getvalue().encode("utf-8-sig")
