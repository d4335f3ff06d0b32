"""Files by the name of a workbook that are none: pages and text are read, others refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.reading import row
from zhengmai.building.files import files_in
from zhengmai.errors import UnreadableFileError
from zhengmai.loaders import load

ROWS = (
    ("序号", "重点任务", "具体措施", "牵头单位", "完成时限"),
    ("1", "公开政策", "公开清单。", "区司法局", "2025年6月底前"),
)
CELLS = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
TITLE = "渡南区人民政府办公室关于印发2025年政务公开工作要点的通知"
TABLE = f"<table><tr><td colspan=5>{TITLE}</td></tr>{CELLS}</table>"


@pytest.mark.parametrize(
    ("begins", "encoding"),
    [
        ('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset="gb2312">', "gbk"),
        ("<html><head><meta http-equiv=Content-Type content='text/html; charset=utf-8'>", "utf-8"),
        ("\ufeff<table border=1></table>", "utf-8"),
        ("\r\n\r\n<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.0//EN'>", "gb18030"),
        ("<!-- exported --><html>", "utf-8"),
        ("<style>td{color:red}</style>", "utf-8"),
    ],
)
def test_a_page_by_the_name_of_a_workbook(tmp_path: Path, begins: str, encoding: str) -> None:
    file = tmp_path / "分工表.XLS"
    file.write_bytes((begins + TABLE).encode(encoding))
    (task,) = load(file).tasks
    assert [a.unit for a in task.assignments] == ["区司法局"]


def test_a_page_as_excel_saves_it(tmp_path: Path) -> None:
    """Merged cells, a hidden row, and the row without height that it writes for the widths."""
    page = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"
    xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet>
    <style><!--table {{mso-displayed-decimal-separator:"\\."}} .xl65 {{color:black;}}--></style>
    <!--[if gte mso 9]><xml><x:ExcelWorkbook></x:ExcelWorkbook></xml><![endif]--></head><body>
    <table border=0><col width=64><tr><td colspan=4 class=xl65>{TITLE}</td></tr>
    <tr><td>序号</td><td>重点任务</td><td>牵头单位</td><td>完成时限</td></tr>
    <tr><td x:num>1</td><td>公开政策。</td><td rowspan=2>区司法局</td>
    <td x:num="45869">2025/7/31</td></tr>
    <tr><td x:num>2</td><td>公开清单。</td><td>长期坚持</td></tr>
    <tr style='display:none'><td>3</td><td>不看。</td><td>区财政局</td><td></td></tr>
    <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td></tr>
    <![endif]>
    </table></body></html>"""
    file = tmp_path / "分工表.xls"
    file.write_bytes(page.encode("gbk"))
    assert [row(task)[1:] for task in load(file).tasks] == [
        ("公开政策。", "牵区司法局", ["date 2025-07-31"]),
        ("公开清单。", "牵区司法局", ["ongoing"]),
    ]


def test_text_with_tabs_by_the_name_of_a_workbook(tmp_path: Path) -> None:
    file = tmp_path / "table.xls"
    file.write_bytes((TITLE + "\n" + "\n".join("\t".join(r) for r in ROWS)).encode("gbk"))
    assert len(load(file).tasks) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an office file, but no workbook"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(600), "no workbook that can be read"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "in XML"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", "a web archive"),
        (b"PK\x03\x04" + bytes(60), "damaged or not complete"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "table.xls"
    file.write_bytes(data)
    with pytest.raises(UnreadableFileError, match=said):
        load(file)


def test_folders_are_searched_for_them(tmp_path: Path) -> None:
    (tmp_path / "table.xls").write_text(TABLE, "utf-8")
    assert [file.name for file in files_in([tmp_path]).files] == ["table.xls"]
