"""Tables with bars whose merged cells are printed once, and whose rows are filled up or cut."""

from __future__ import annotations

import pytest

from tests.loaders import reading


def rows(table: str) -> list[tuple[str, str, str, list[str]]]:
    return [reading.row(t) for t in reading.read_body(table + "\n抄送：区委。\n").tasks]


NAMES_ONCE = """重点任务 | 具体措施 | 责任单位 |
守好渡口 | 缆绳一律换新。 | 区水务局 |
旧绳剪断入库。 | 区交通局 | |
印好手册 | 编手册，每船一本。 | 区文旅局 |
发到各船。 | 各街道 | |
"""


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(NAMES_ONCE, id="a bar behind each cell"),
        pytest.param("| " + NAMES_ONCE.strip().replace("\n", "\n| ") + "\n", id="outer bars"),
        pytest.param(NAMES_ONCE.replace(" | |", " |"), id="not filled up"),
        pytest.param(NAMES_ONCE.replace(" |", " ｜"), id="wide bars"),
        pytest.param(NAMES_ONCE.replace(" | |", " || "), id="empty cells without a blank"),
    ],
)
def test_what_a_row_is_filled_up_with_is_no_cell(table: str) -> None:
    assert rows(table) == [
        ("", "缆绳一律换新。", "责区水务局", []),
        ("", "旧绳剪断入库。", "责区交通局", []),
        ("", "编手册，每船一本。", "责区文旅局", []),
        ("", "发到各船。", "责各街道*", []),
    ]


@pytest.mark.parametrize(
    ("table", "found"),
    [
        pytest.param(
            "序号 | 工作任务 | 责任单位 | 时限 | 备注 |\n1 | 新建码头2座 | 区水务局 | "
            "6月底前 | 续建 |\n"
            "新增船位30个 | ||||\n2 | 航标灯换新 | 区交通局 | 年底前 | 新建 |\n",
            ("1", "新增船位30个", "责区水务局", ["date 2025-06-30"]),
            id="all but the text, filled up",
        ),
        pytest.param(
            "序号 | 工作任务 | 责任单位 | 时限 |\n1 | 新建码头2座 | 区水务局 | 6月底前 |\n"
            "新增船位30个 | 9月底前 |\n2 | 航标灯换新 | 区交通局 | 年底前 |\n",
            ("1", "新增船位30个", "责区水务局", ["date 2025-09-30"]),
            id="number and units",
        ),
        pytest.param(
            "事项 | 指标 | 任务清单 | 责任清单 | 时限清单 |\n"
            "一、守渡口 |\n渡口缆绳 | （1）各渡口缆绳都在三年之内换过，有账可查，有人签字。 | "
            "缆绳一律换新，旧绳剪断入库，入账签字； | 区水务局 区财政局 | 6月 |\n"
            "旧绳入库，有账可查； | 区交通局 |\n渡口灯 | "
            "（2）三个码头各有一盏航标灯，夜里有人值守。 | "
            "航标灯一律换新，灯油备足，夜里值守； | 区交通局 | 9月 |\n",
            ("", "旧绳入库，有账可查；", "责区交通局", ["date 2025-06-30"]),
            id="a limit beside units",
        ),
        pytest.param(
            "序号 | 工作任务 | 牵头单位 | 配合单位 |\n1 | 新建码头2座 | 区水务局 | "
            "区财政局、区审计局 |\n"
            "新增船位30个 |\n2 | 航标灯换新 | 区交通局 | 各街道 |\n",
            ("1", "新增船位30个", "牵区水务局 配区财政局 配区审计局", []),
            id="two columns of units",
        ),
        pytest.param(
            "序号 | 类别 | 工作内容 | 责任单位 |\n1 | 守渡口 | 新建码头2座，验收合格。 | "
            "区水务局 |\n"
            "新增船位30个，全部投用。 | |||\n2 | 装航灯 | 航标灯换新，夜里值守。 | 区交通局 |\n",
            ("1", "新增船位30个，全部投用。", "责区水务局", []),
            id="a name, too",
        ),
    ],
)  # fmt: skip
def test_units_of_merged_cells_are_those_above(
    table: str, found: tuple[str, str, str, list[str]]
) -> None:
    assert rows(table)[1] == found


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            "序号 | 工作任务 | 责任单位 |\n新建 | | |\n1 | 新建码头2座 | 区水务局 |\n改建 | | |\n"
            "2 | 航标灯换新 | 区交通局 |\n3 | 编手册 | 区文旅局 |\n",
            id="a name of the rows below, as above the first",
        ),
        pytest.param(
            "序号 | 工作任务 | 责任单位 |\n1 | 新建码头2座 | 区水务局 |\n（二）改建 | | |\n"
            "2 | 航标灯换新 | 区交通局 |\n3 | 编手册 | 区文旅局 |\n",
            id="a name with a mark",
        ),
        pytest.param(
            "序号 | 工作任务 | 责任单位 |\n1 | 新建码头2座 | 区水务局 |\n"
            "2 | 航标灯换新 | 区交通局 |\n3 | 编手册 | 区文旅局 |\n注：以上均为年内完成 | | |\n",
            id="a remark below",
        ),
    ],
)
def test_names_and_remarks_are_no_tasks(table: str) -> None:
    assert [row[1] for row in rows(table)] == ["新建码头2座", "航标灯换新", "编手册"]


@pytest.mark.parametrize("bars", ["| |", "|"], ids=["filled up", "not filled up"])
def test_a_name_that_is_merged_behind_the_number(bars: str) -> None:
    found = rows(
        "| 序号 | 重点任务 | 主要措施 | 牵头单位 | 配合单位 | 完成时限 |\n"
        "|---|---|---|---|---|---|\n"
        "| 1 | 守渡口 | 缆绳一律换新。 | 区水务局 | 区财政局 | 6月底前 |\n"
        f"| 2 | 旧绳入库。 | 区水务局 | 各街道 | 7月底前 {bars}\n"
        "| 3 | 装航灯 | 三个码头各装一盏。 | 区交通局 | 各街道 | 9月底前 |\n"
    )
    assert found[1] == ("2", "旧绳入库。", "牵区水务局 配各街道*", ["date 2025-07-31"])
    assert len(found) == 3


def test_a_row_with_its_own_number_takes_nothing_from_above() -> None:
    notice = reading.read_body(
        "序号 | 工作任务 | 责任单位 | 时限 |\n1 | 新建码头2座 | 区水务局 | 6月底前 |\n"
        "2 | 航标灯换新 |\n3 | 编手册，每船一本 | 区文旅局 | 9月底前 |\n"
    )
    assert reading.row(notice.tasks[1]) == ("2", "航标灯换新", "", [])
    assert any("units" in message for message in reading.messages(notice))


def test_a_row_whose_first_cell_is_its_own_takes_nothing_from_above() -> None:
    found = rows(
        "工作任务 | 责任单位 | 时限 |\n新建码头2座，验收合格。 | 区水务局 | 6月底前 |\n"
        "航标灯换新，夜里值守。 | 9月底前 |\n编手册，每船一本。 | 区文旅局 | 年底前 |\n"
    )
    assert found[1] == ("", "航标灯换新，夜里值守。", "", ["date 2025-09-30"])


def test_a_row_that_the_file_cuts_takes_nothing_from_above() -> None:
    notice = reading.read(
        reading.HEAD + "类别 | 工作内容 | 责任单位 | 时限 |\n"
        "守渡口 | 缆绳一律换新，旧绳入库，有账可查。 | 区水务局 | 6月底前 |\n"
        "装航灯 | 航标灯换新，夜里有人值守，坏了当天修。 | 区交通局 | 9月底前 |\n"
        "灯油备足，有专人看管，每月点一回，账目"
    )
    assert all("灯油" not in t.text or not t.assignments for t in notice.tasks)


def test_the_cells_of_a_row_that_the_file_cuts_stand_in_place() -> None:
    notice = reading.read(
        reading.HEAD + "序号 | 任务名称 | 工作内容 | 牵头单位 | 配合单位 | 时限 |\n"
        "1 | 守渡口 | 缆绳一律换新，旧绳入库。 | 区水务局 | 区财政局、区审计局 | 6月底前 |\n"
        "2 | 装航灯 | 航标灯换新，夜里值守。 | 区交通局 | 各街道 | 9月底前 |\n"
        "3 | 印手册 | 编手册，每船一本。 | 区文旅局 | 区财政局、区"
    )
    assert reading.row(notice.tasks[2])[:2] == ("3", "编手册，每船一本。")
    assert reading.row(notice.tasks[2])[2].startswith("牵区文旅局 配区财政局")
    assert notice.tasks[2].damaged


def test_a_cut_row_below_merged_cells() -> None:
    notice = reading.read(
        reading.HEAD + "任务 | 工作事项 | 工作指标 | 任务清单 | 责任清单 |\n"
        "渡口 | 1.缆绳 | （1）各渡口缆绳都在三年之内换过，有账可查，有人签字。 | "
        "缆绳一律换新，旧绳剪断入库，入账签字； | 区水务局 |\n"
        "2.航灯 | （2）三个码头各有一盏航标灯，夜里有人值守，坏了当天修。 | 航标灯一律换新，灯油"
    )
    assert [t.text for t in notice.tasks] == [
        "缆绳一律换新，旧绳剪断入库，入账签字；",
        "航标灯一律换新，灯油",
    ]
    assert not notice.tasks[1].assignments
    assert notice.tasks[1].damaged


def test_units_of_which_two_columns_may_be_meant_are_not_read() -> None:
    found = rows(
        "类别 | 工作内容 | 牵头单位 | 配合单位 |\n"
        "守渡口 | 缆绳一律换新，旧绳入库，有账可查。 | 区水务局 | 区财政局 |\n"
        "灯油备足，有专人看管，每月点一回。 | 区交通局 |\n"
        "装航灯 | 航标灯换新，夜里有人值守，坏了当天修。 | 区交通局 | 各街道 |\n"
    )
    assert found[1][2] == ""


@pytest.mark.parametrize(
    ("table", "text"),
    [
        pytest.param(
            "序号 | 工作任务 | 责任单位 |\n1 | 新建码头2座 | 区水务局 |\n新增船位",
            "新增船位",
            id="below a number",
        ),
        pytest.param(
            "类别 | 具体要求 | 责任科室 |\n守渡口 | 1.缆绳一律换新。 | 办公室 |\n"
            "2.旧绳剪断入库。 | 各科室 | |\n3.航标灯换新，夜里有人",
            "航标灯换新，夜里有人",
            id="texts that are counted",
        ),
        pytest.param(
            "| 序号 | 工作任务 | 责任单位 |\n|---|---|---|\n| 1 | 新建码头2座 | 区水务局 |\n"
            "| 2 | 编手册，每船一",
            "编手册，每船一",
            id="outer bars",
        ),
        pytest.param(
            "项目 | 目标 | 责任单位 | 责任人 |\n渡口 | 换缆绳（根） | 1300 | 区水务局 | 王某 |\n"
            "收旧绳（根） | 250 | 区水",
            "收旧绳（根）250",
            id="a figure",
        ),
    ],
)
def test_what_is_left_of_a_row_that_the_file_cuts(table: str, text: str) -> None:
    *_, last = reading.read(reading.HEAD + table).tasks
    assert (last.text, last.assignments, last.damaged) == (text, (), True)


@pytest.mark.parametrize(
    "below",
    ["以上工作请抓好落实。", "附件：联络表", "二、印好手册", "渡南区人民政府办公室\n2025年6月18日"],
)
def test_what_stands_below_a_table_is_no_row_that_is_cut(below: str) -> None:
    table = (
        "类别 | 具体要求 | 责任科室 |\n守渡口 | 1.缆绳一律换新。 | 办公室 |\n"
        "2.旧绳剪断入库。 | 各科室 | |\n"
    )
    notice = reading.read(reading.HEAD + table + below)
    assert [t.text for t in notice.tasks] == ["缆绳一律换新。", "旧绳剪断入库。"]


STEPS = "2025年2月公布预算，2025年8月公布决算"


@pytest.mark.parametrize(
    "table",
    [
        "序号 | 工作任务 | 细化分工 | 责任处室 | 完成时限 | 备注 |\n"
        "1 | 公开账目 | 预算和决算都上网，有人问就有人答。 | 财务处 | 长期推进 | 新 |\n"
        f"2 | 所属单位预算、决算公开，账目逐项列明 | 财务处 | {STEPS} |\n|\n",
        "类别 | 工作内容 | 牵头单位 | 时限 |\n"
        "公开 | 预算和决算都上网，有人问就有人答。 | 区审计局 | 年底前 |\n"
        f"所属单位预算、决算公开，账目逐项列明。 | 区财政局 | {STEPS} |\n",
    ],
    ids=["with a number", "below a name"],
)
def test_limits_that_say_what_is_reached_by_them(table: str) -> None:
    *_, last = rows(table)
    assert last[3] == ["date 2025-02-28", "date 2025-08-31"]


def test_who_is_in_charge_is_no_unit() -> None:
    header = "序号\n重点工作\n分管领导\n牵头单位\n配合单位\n备注\n"
    first = "1\n缆绳一律换新。\n王 东\n区水务局\n区财政局\n续\n"
    cut = "2\n三个码头各装一盏航标灯。\n何海平\n区交通局"
    found = [reading.row(t)[2] for t in reading.read(reading.HEAD + header + first + cut).tasks]
    assert found == ["牵区水务局 配区财政局", "牵区交通局"]
