"""Headers whose names stand over several columns, where the grid is lost."""

from __future__ import annotations

import pytest

from tests.loaders import reading
from tests.loaders.reading import messages, read_body, units


def rows(table: str) -> list[tuple[str, str, str, list[str]]]:
    return [reading.row(t) for t in reading.read_body(table + "\n抄送：区委。\n").tasks]


TEXTS_BELOW = ["缆绳一律换新，旧绳入库。", "三个码头各装一盏航标灯。"]


@pytest.mark.parametrize(
    ("table", "found"),
    [
        pytest.param(
            "序号 | 工作任务 | 责任单位 |\n1 | 守渡口 | 缆绳一律换新，旧绳入库。 | 区水务局 |\n"
            "2 | 装航灯 | 航标灯一律换新。 | 区交通局 |\n",
            [("1", "缆绳一律换新，旧绳入库。", "责区水务局", []),
             ("2", "航标灯一律换新。", "责区交通局", [])],
            id="two names of tasks",
        ),
        pytest.param(
            "| 序号 | 重点工作 | 牵头单位 | 完成时限 |\n|---|---|---|---|\n"
            "| 1 | 守渡口 | 换缆绳 | 缆绳一律换新，旧绳入库。 | 区水务局 | 6月底前 |\n"
            "| 2 | 装航灯 | 换灯 | 航标灯一律换新。 | 区交通局 | 9月底前 |\n",
            [("1", "缆绳一律换新，旧绳入库。", "牵区水务局", ["date 2025-06-30"]),
             ("2", "航标灯一律换新。", "牵区交通局", ["date 2025-09-30"])],
            id="three, Markdown",
        ),
        pytest.param(
            "项 目 | 目标 | 分 解 情 况 | 责任领导 | 责任单位 | 责任人 |\n"
            "渡 口 工 程 | 换新缆绳 | 更换缆绳（根） | 1300 | 东渡镇280 西渡乡15 | 王 某 | "
            "区水务局 | 李 某 |\n"
            "旧绳入库（根） | 250 | 东渡镇8 西渡乡5 |\n"
            "航灯工程 | 装航灯 | 装航标灯（盏） | 30 | 东渡镇20 西渡乡10 | 张 某 | 区交通局 | "
            "赵 某 |\n",
            [("", "更换缆绳（根）1300", "责区水务局", []),
             ("", "旧绳入库（根）250", "责区水务局", []),
             ("", "装航标灯（盏）30", "责区交通局", [])],
            id="with a figure, and merged cells",
        ),
        pytest.param(
            "序号 | 工作任务 | 责任分工 | 完成时限 |\n牵头单位 | 配合单位 |\n"
            "1 | 缆绳一律换新，旧绳入库。 | 区水务局 | 区财政局 | 6月底前 |\n"
            "2 | 航标灯一律换新。 | 区交通局 | 各街道 | 9月底前 |\n",
            [("1", "缆绳一律换新，旧绳入库。", "牵区水务局 配区财政局", ["date 2025-06-30"]),
             ("2", "航标灯一律换新。", "牵区交通局 配各街道*", ["date 2025-09-30"])],
            id="a header in two lines",
        ),
        pytest.param(
            "| 任务 | 具体内容 | 责任部门 |\n| 牵头部门 | 配合部门 | |\n"
            "| 守渡口 | 缆绳一律换新，旧绳入库。 | 区水务局 | 区财政局 |\n"
            "| 装航灯 | 航标灯一律换新。 | 区交通局 | 各街道 |\n",
            [("", "缆绳一律换新，旧绳入库。", "牵区水务局 配区财政局", []),
             ("", "航标灯一律换新。", "牵区交通局 配各街道*", [])],
            id="the second line filled up",
        ),
        pytest.param(
            "序号 | 任务内容 | 责任单位 | 备注 |\n1 | 缆绳一律换新，旧绳入库。 | 区水务局 | "
            "区财政局 | 续 |\n"
            "2 | 航标灯一律换新。 | 区交通局 | 各街道 | 新 |\n",
            [("1", "缆绳一律换新，旧绳入库。", "责区水务局 责区财政局", []),
             ("2", "航标灯一律换新。", "责区交通局 责各街道*", [])],
            id="two columns of units",
        ),
    ],
)  # fmt: skip
def test_names_over_several_columns(
    table: str, found: list[tuple[str, str, str, list[str]]]
) -> None:
    assert rows(table) == found


@pytest.mark.parametrize(
    "table",
    [
        "重点任务 | 责任分工 | 时限 |\n守渡口 | 缆绳一律换新。 | 区水务局 | 区财政局 | 6月底前 |\n"
        "装航灯 | 航标灯一律换新。 | 区交通局 | 各街道 | 9月底前 |\n",
        "重点任务 | 具体措施 | 责任单位 |\n守渡口 | 换缆绳 | 旧绳一律剪断。 | 区水务局 |\n"
        "装航灯 | 换航灯 | 新灯夜里值守。 | 区交通局 |\n",
        "序号 | 重点任务 | 责任单位 |\n"
        + "1 | 渡 | 口 | 缆 | 绳 | 一 | 律 | 换 | 新 | 入 | 库 | 区水务局 |\n" * 2,
    ],
    ids=["units under no known name", "two names that may be the wider", "far wider"],
)
def test_what_may_be_read_in_two_ways_is_told(table: str) -> None:
    notice = reading.read_body(table + "\n抄送：区委。\n")
    assert notice.tasks == ()
    assert any("a table is not understood" in m for m in reading.messages(notice))
    assert "区水务局" in "".join(u.text for u in notice.unread)


def test_empty_cells_at_the_end_of_rows_are_no_columns() -> None:
    found = rows(
        "序号 | 工作任务 | 责任单位 |\n1 | 缆绳换新 | 区水务局 | |\n2 | 航标灯换新 | 区交通局 | |\n"
    )
    assert [row[:3] for row in found] == [
        ("1", "缆绳换新", "责区水务局"),
        ("2", "航标灯换新", "责区交通局"),
    ]


@pytest.mark.parametrize(
    ("head", "rows_", "found"),
    [
        (
            "工作任务 | 具体要求 | 责任单位 | 时限要求 | ||",
            ["一、守渡口 | （一）缆绳 | 1 | 缆绳一律换新，旧绳入库。 | 区水务局 | 6月底前 |",
             "2 | 三个码头各装一盏航标灯。 | 区交通局 | 9月底前 | ||"],
            ["责区水务局", "责区交通局"],
        ),
        (
            "工作任务 | 主要措施 | 牵头单位 | 配合单位 | |",
            ["守渡口 | 换缆绳 | 缆绳一律换新，旧绳入库。 | 区水务局 | 区财政局 |",
             "照码头 | 装航灯 | 三个码头各装一盏航标灯。 | 区交通局 | 各街道 |"],
            None,
        ),
        (
            "| 重点任务 | 责任单位 | 完成时限 | |",
            ["| 一、守渡口 | 缆绳一律换新，旧绳入库。 | 区水务局 | 6月底前 |",
             "| 二、照码头 | 三个码头各装一盏航标灯。 | 区交通局 | 9月底前 |"],
            ["责区水务局", "责区交通局"],
        ),
        (
            "工作任务 | 工作措施 | 责任单位 | 完成时限 | ||",
            ["一、守渡口 | 1 | （一）缆绳 | 缆绳一律换新，旧绳入库。 | 区水务局 | 6月底前 |",
             "二、照码头 | 2 | （一）航灯 | 三个码头各装一盏航标灯。 | 区交通局 | 9月底前 |"],
            None,
        ),
        (
            "任务 | 具体要求 | 责任单位 | 时限 | |",
            ["（一）守渡口 | 1 | 缆绳一律换新，旧绳入库。 | 区水务局 | 6月底前 |",
             "（二）照码头 | 2 | 三个码头各装一盏航标灯。 | 区交通局 | 9月底前 |"],
            ["责区水务局", "责区交通局"],
        ),
    ],
)  # fmt: skip
def test_headers_that_are_filled_up_with_empty_cells(
    head: str, rows_: list[str], found: list[str] | None
) -> None:
    """Where the way is not sure the table is told as not understood."""
    notice = read_body("\n".join([head, *rows_]) + "\n")
    if found is None:
        assert not notice.tasks
        assert any("a table is not understood" in m for m in messages(notice))
        return
    assert [(t.text, units(t.assignments)) for t in notice.tasks] == list(
        zip(TEXTS_BELOW, found, strict=True)
    )


def test_a_column_without_a_name_stays_where_it_is() -> None:
    body = (
        "工作任务 | 责任单位 | 完成时限 | |\n"
        "缆绳一律换新，旧绳入库。 | 区水务局 | 6月底前 | 已办 |\n"
        "三个码头各装一盏航标灯。 | 区交通局 | 9月底前 | 在办 |\n"
    )
    assert [t.text for t in read_body(body).tasks] == TEXTS_BELOW
