"""Tables of which nothing parts names and cells any more."""

from __future__ import annotations

import pytest

from tests.loaders import reading
from zhengmai.model import Notice

LONG = (
    "渡口缆绳一律换新，旧绳剪断入库。",
    "三个码头各装一盏航标灯，2025年9月底前装完。",
    "编一本手册，每船发一本。",
)
UNITS = (
    "区水务局牵头；区财政局、区审计局配合；各街道落实",
    "区交通局、各街道",
    "区文旅局、区教体局等",
)
READ = [
    ("1", LONG[0], "牵区水务局 配区财政局 配区审计局 责各街道*"),
    ("2", LONG[1], "责区交通局 责各街道*"),
    ("3", LONG[2], "责区文旅局 责区教体局 等"),
]


def glued(header: str, first: int = 1) -> str:
    rows = zip(LONG, UNITS, strict=True)
    return header + "".join(f"{n}{text}{units}" for n, (text, units) in enumerate(rows, first))


def told(notice: Notice) -> list[tuple[str, str, str]]:
    return [reading.row(t)[:3] for t in notice.tasks]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(glued("序号工作任务责任单位"), id="three names"),
        pytest.param(glued("编号主要内容责任部门"), id="other names"),
        pytest.param(glued("序号具体措施责任单位备注"), id="an empty column of remarks"),
        pytest.param(glued("序号工作内容目标任务责任单位"), id="two columns of text"),
        pytest.param(glued("渡南区重点任务责任分工表序号工作任务责任单位"), id="a title in front"),
        pytest.param(glued("序号工作任务责任单位") + "\n", id="a line of its own"),
    ],
)
def test_rows_come_out_where_texts_stop_before_units(text: str) -> None:
    assert told(reading.read_body(text)) == READ


def test_what_stands_before_the_names_is_the_title() -> None:
    notice = reading.read(glued("渡南区重点任务责任分工表序号工作任务责任单位") + "\n")
    assert notice.plan_title == "渡南区重点任务责任分工表"
    assert told(notice) == READ


def test_the_count_may_go_on_from_another_page() -> None:
    found = told(reading.read_body(glued("（上接第三版）\n序号工作任务责任单位", 21)))
    assert [number for number, _, _ in found] == ["21", "22", "23"]


@pytest.mark.parametrize(
    "text",
    [
        "序号项目名称主要内容分管领导牵头单位配合单位1守渡口缆绳换新。何某区水务局区财政局"
        "2装航灯装灯三盏。张某区交通局各街道",
        "1、2025年任务分解表序号项目名称主要内容责任单位1守渡口缆绳换新，旧绳入\n"
        "2、库。区水务局2装航灯装灯三盏。区交通局",
        "序号工作任务责任单位完成时限1缆绳一律换新。区水务局6月底前2装灯三盏。区交通局9月底前",
    ],
    ids=["names and persons", "cut over pages", "a limit"],
)
def test_what_does_not_come_out_is_told_and_no_prose(text: str) -> None:
    notice = reading.read_body(text)
    assert notice.tasks == ()
    assert notice.points == ()
    assert any("a table is not understood" in m for m in reading.messages(notice))
    assert "区水务局" in "".join(u.text for u in notice.unread)


@pytest.mark.parametrize(
    ("cut", "text"),
    [
        ("4船夫逐个考核，不合格的", "船夫逐个考核，不合格的"),
        ("4船夫逐个考核。区交", "船夫逐个考核。"),
        ("4船夫逐个考核。区交通局、区", "船夫逐个考核。"),
    ],
)
def test_a_last_row_that_the_file_cuts_is_damaged(cut: str, text: str) -> None:
    whole, last = glued("序号工作任务责任单位"), reading.HEAD
    *rows, last_row = reading.read(last + whole + cut).tasks
    assert [reading.row(t)[:3] for t in rows] == READ
    assert reading.row(last_row) == ("4", text, "", [])
    assert last_row.damaged


def test_a_row_that_does_not_come_out_is_told() -> None:
    notice = reading.read_body(
        glued("序号工作任务责任单位") + "4船夫逐个考核。5灯油备足。区水务局\n"
    )
    assert told(notice) == READ
    assert any("a row of a table is not understood" in m for m in reading.messages(notice))


def test_a_last_name_that_may_be_cut_is_not_read() -> None:
    notice = reading.read_body(glued("序号工作任务责任单位").removesuffix("教体局等"))
    assert told(notice) == [*READ[:2], ("3", LONG[2], "")]


@pytest.mark.parametrize(
    "text",
    [
        "一、表的序号、工作任务、责任单位1日前报区政府。\n",
        "一、各表都有序号和备注2栏，照填。\n",
    ],
)
def test_prose_that_speaks_of_columns_is_prose(text: str) -> None:
    assert len(reading.read_body(text).points) == 1


def test_text_below_is_no_part_of_the_table() -> None:
    notice = reading.read_body(glued("序号工作任务责任单位") + "\n各单位要于5日前报送。")
    assert told(notice) == READ
    assert notice.unread[-1].text == "各单位要于5日前报送。"
