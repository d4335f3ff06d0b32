"""Notices and annexes that stand in workbooks, from the file to the facts."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import xlwt
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Font, PatternFill
from PIL import Image as Picture

from tests.loaders.reading import at, messages, row
from zhengmai.errors import UnreadableFileError
from zhengmai.loaders import load
from zhengmai.shown import OWN_WORKBOOK

from .making import HEADER, NUMBER, ROWS, TITLE, book, fill, saved, sheet_of

FACTS = [
    ("1", "公布河段目录。", "牵区水利局 配区司法局 配区财政局", ["date 2025-07-31"]),
    ("2", "完善办理台账。", "牵区司法局", ["ongoing"]),
    ("3", "清理过期文件。", "牵区财政局 配各街道办事处*", ["date 2025-12-31"]),
]


def test_a_title_in_merged_cells_a_number_a_table_and_a_note(tmp_path: Path) -> None:
    made = book(((TITLE,), (NUMBER,), HEADER, *ROWS, ("注：第一个为牵头单位。",)))
    for area in ("A1:E1", "A2:E2", "A7:E7"):
        sheet_of(made).merge_cells(area)
    notice = load(saved(made, tmp_path))
    assert (notice.title, notice.document_number) == (TITLE, NUMBER)
    assert [row(task) for task in notice.tasks] == FACTS
    assert at(notice.text, notice.tasks[0].spans) == "公布河段目录。"
    assert [one.text for one in notice.unread] == ["注：第一个为牵头单位。"]


def test_a_header_in_two_rows_and_cells_merged_downwards(tmp_path: Path) -> None:
    made = book(
        (
            (TITLE,),
            ("序号", "重点任务", "具体措施", "责任分工", None, "完成时限"),
            (None, None, None, "牵头单位", "配合单位"),
            (1, "晒清单", "公布河段目录。", "区水利局", "区司法局", "6月底前"),
            (2, None, "完善办理台账。", None, None, None),
        )
    )
    merged = ("A1:F1", "D2:E2", "A2:A3", "B2:B3", "C2:C3", "F2:F3", "B4:B5", "D4:D5", "F4:F5")
    for area in merged:
        sheet_of(made).merge_cells(area)
    notice = load(saved(made, tmp_path))
    assert [row(task) for task in notice.tasks] == [
        ("1", "公布河段目录。", "牵区水利局 配区司法局", ["date 2025-06-30"]),
        ("2", "完善办理台账。", "牵区水利局", ["date 2025-06-30"]),
    ]


def test_names_over_the_width_of_the_table(tmp_path: Path) -> None:
    first, second, third = ROWS
    made = book(((TITLE,), HEADER, ("一、主动公开",), first, second, ("二、依申请公开",), third))
    sheet_of(made).merge_cells("A3:E3")  # the other one runs over the empty cells beside it
    notice = load(saved(made, tmp_path))
    assert [row(task) for task in notice.tasks] == FACTS
    assert not messages(notice)


def test_a_notice_on_one_sheet_and_its_annex_on_others(tmp_path: Path) -> None:
    text = (
        (TITLE,),
        (NUMBER,),
        ("各街道办事处，区政府各部门：",),
        ("现将要点印发给你们，请认真贯彻落实。",),
        ("榆津市渡南区人民政府办公室",),
        ("2025年6月18日",),
    )
    annex = (("2025年渡南区政务公开工作要点任务分工表",), HEADER, *ROWS[:2])
    rest = ROWS[2:]  # without a header: it goes on with the sheet before
    notice = load(saved(book(text, annex, rest), tmp_path))
    assert notice.issued == datetime.date(2025, 6, 18)
    assert notice.addressees == ("各街道办事处", "区政府各部门")
    assert [row(task) for task in notice.tasks] == FACTS
    assert messages(notice)[0] == "3 sheets are read one after the other: 'Sheet', '表2', '表3'"


def test_a_whole_notice_as_text_in_one_column(tmp_path: Path) -> None:
    lines = (
        TITLE, NUMBER, "一、主动公开", "（一）晒清单。公布河段目录。（责任单位：区水利局）",
        "（二）晒台账。完善办理台账。（责任单位：区司法局）",
    )  # fmt: skip
    made = book([(line,) for line in lines])
    for number in range(1, len(lines) + 1):
        sheet_of(made).merge_cells(f"A{number}:H{number}")
    notice = load(saved(made, tmp_path))
    assert [point.heading for point in notice.points] == ["晒清单", "晒台账"]
    assert len(notice.tasks) == 2


def test_a_whole_notice_in_one_merged_cell(tmp_path: Path) -> None:
    text = f"{TITLE}\r\n{NUMBER}\r\n一、主动公开\r\n（一）晒清单。公布目录。（责任单位：区水利局）"
    made = book([(text,)])
    sheet_of(made).merge_cells("A1:J40")
    (task,) = load(saved(made, tmp_path)).tasks
    assert task.assignments[0].unit == "区水利局"


def test_signatures_and_who_filled_it_in_are_no_rows(tmp_path: Path) -> None:
    made = book(
        (
            (TITLE,),
            ("填报单位：区政府办公室", None, None, "填报日期：2025年6月1日"),
            HEADER,
            *ROWS,
            ("填表人：某某", None, "审核人：某某", None, "联系电话：1234567"),
            (),
            (None, None, None, "榆津市渡南区人民政府办公室"),
            (None, None, None, "2025年6月18日"),
        )
    )
    notice = load(saved(made, tmp_path))
    assert [row(task) for task in notice.tasks] == FACTS
    assert not [m for m in messages(notice) if "missing" in m or "not understood" in m]


def test_a_last_row_without_units_is_a_row(tmp_path: Path) -> None:
    made = book(((TITLE,), ("工作任务", "责任单位"), ("公布目录。", "区水利局"), ("完善台账。",)))
    for place in ("A3", "A4"):
        sheet_of(made)[place].alignment = Alignment(wrap_text=True)
    notice = load(saved(made, tmp_path))
    assert [task.text for task in notice.tasks] == ["公布目录。", "完善台账。"]


def test_two_tables_on_a_sheet(tmp_path: Path) -> None:
    made = book(((TITLE,), HEADER, *ROWS[:1], (), ("附件2 分工表",), HEADER, *ROWS[1:]))
    assert [row(task) for task in load(saved(made, tmp_path)).tasks] == FACTS


def test_empty_rows_in_a_table(tmp_path: Path) -> None:
    made = book(((TITLE,), (), HEADER, (), *ROWS[:1], (), *ROWS[1:]))
    assert [row(task) for task in load(saved(made, tmp_path)).tasks] == FACTS


def test_what_is_hidden_is_no_fact_and_told(tmp_path: Path) -> None:
    made = book(((TITLE,), (*HEADER, "内部"), *[(*line, "密") for line in ROWS]), ROWS, ROWS)
    first = sheet_of(made)
    first.row_dimensions[4].hidden = True
    first.column_dimensions["F"].hidden = True
    sheet_of(made, 1).sheet_state = "hidden"
    sheet_of(made, 2).sheet_state = "veryHidden"
    notice = load(saved(made, tmp_path))
    assert [row(task) for task in notice.tasks] == [FACTS[0], FACTS[2]]
    assert "密" not in notice.text
    assert messages(notice)[:2] == [
        "2 sheets are hidden, and not read: '表2', '表3'",
        "8 cells are hidden (or filtered out), and not read: '完善办理台账。'",
    ]


def test_a_merged_cell_is_seen_where_its_first_row_is_hidden(tmp_path: Path) -> None:
    made = book(((TITLE,), ("序号", "工作任务", "责任单位"), (1, "甲。", "区水利局"), (2, "乙。")))
    sheet = sheet_of(made)
    sheet.merge_cells("C3:C4")
    sheet.row_dimensions[3].hidden = True
    (task,) = load(saved(made, tmp_path)).tasks
    assert row(task)[:3] == ("2", "乙。", "责区水利局")


def test_texts_that_are_struck_out_or_white_are_left_out(tmp_path: Path) -> None:
    made = book(((TITLE,), HEADER, *ROWS))
    sheet = sheet_of(made)
    sheet["D3"].font = Font(strike=True)
    sheet["D5"].font = Font(color="FFFFFFFF")
    for cell in sheet[2]:
        cell.font, cell.fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF003366")
    notice = load(saved(made, tmp_path))
    assert [row(task)[2] for task in notice.tasks] == ["牵区水利局", "牵区司法局", "牵区财政局"]
    assert "a cell is struck out, and not read: '区司法局、区财政局'" in messages(notice)
    assert "a cell is white on white, and not read: '各街道办事处'" in messages(notice)


@pytest.mark.parametrize(
    ("value", "code", "seen", "fact"),
    [
        (datetime.date(2025, 7, 31), "yyyy-mm-dd", "2025-07-31", "date 2025-07-31"),
        (datetime.date(2025, 7, 31), "mm-dd-yy", "2025/7/31", "date 2025-07-31"),
        (45869, 'yyyy"年"m"月"d"日"', "2025年7月31日", "date 2025-07-31"),
        (45869, '[$-804]yyyy"年"m"月";@', "2025年7月", "date 2025-07-31"),
        (45869, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二五年七月三十一日", None),
        (45000, "General", "45000", None),
        (0.95, "0%", "95%", None),
    ],
)
def test_limits_as_a_person_sees_them(
    tmp_path: Path, value: object, code: str, seen: str, fact: str | None
) -> None:
    made = book(((TITLE,), HEADER, (1, "公布目录。", "区水利局", "区司法局", None)))
    cell = sheet_of(made)["E3"]
    cell.value = value
    cell.number_format = code
    notice = load(saved(made, tmp_path))
    (limit,) = notice.tasks[0].deadlines
    assert limit.as_written == seen
    assert at(notice.text, limit.spans) == seen
    if fact is not None:
        assert row(notice.tasks[0])[3] == [fact]


def test_pictures_are_told(tmp_path: Path) -> None:
    made = book(((TITLE,), HEADER, *ROWS))
    Picture.new("RGB", (4, 4)).save(tmp_path / "seal.png")
    sheet_of(made).add_image(Image(str(tmp_path / "seal.png")), "A9")
    assert messages(load(saved(made, tmp_path))) == [
        "1 picture is not read: what may be written there is not known"
    ]


def test_what_zhengmai_wrote_is_no_notice(tmp_path: Path) -> None:
    made = book(((TITLE,), HEADER, *ROWS))
    made.properties.category = OWN_WORKBOOK
    with pytest.raises(UnreadableFileError, match="written by zhengmai"):
        load(saved(made, tmp_path))


# --- binary workbooks


def binary(folder: Path, name: str = "分工表.xls") -> Path:
    made = xlwt.Workbook()
    sheet = made.add_sheet("分工表")
    sheet.write_merge(0, 0, 0, 4, TITLE)
    sheet.write_merge(1, 1, 0, 4, NUMBER)
    for number, values in enumerate((HEADER, *ROWS), 2):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(number, column, value)
    day = xlwt.easyxf(num_format_str="M/D/YY")  # built in: as Chinese Excel shows it
    sheet.write(6, 0, 4)
    sheet.write(6, 1, "公开结果。")
    sheet.write(6, 2, "区教育局")
    sheet.write(6, 4, 45869, day)
    sheet.write(7, 1, "不看。")
    sheet.row(7).hidden = True
    made.add_sheet("数据").write(0, 0, "甲")
    made.get_sheet(1).visibility = 1
    made.save(str(folder / name))
    return folder / name


@pytest.mark.parametrize("name", ["分工表.xls", "分工表.et", "分工表.xlsx"])
def test_a_binary_workbook(tmp_path: Path, name: str) -> None:
    notice = load(binary(tmp_path, name))
    assert (notice.title, notice.document_number) == (TITLE, NUMBER)
    assert [row(task) for task in notice.tasks] == [
        *FACTS,
        ("4", "公开结果。", "牵区教育局", ["date 2025-07-31"]),
    ]
    assert messages(notice) == [
        "a sheet is hidden, and not read: '数据'",
        "a cell is hidden (or filtered out), and not read: '不看。'",
    ]


def test_a_new_workbook_by_the_name_of_an_old_one(tmp_path: Path) -> None:
    made = book()
    fill(sheet_of(made), ((TITLE,), HEADER, *ROWS))
    assert len(load(saved(made, tmp_path, "分工表.xls.xlsx").rename(tmp_path / "a.xls")).tasks) == 3
