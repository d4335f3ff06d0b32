"""Headers over two lines, their grid lost: with bars, with tabs, one cell a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tests.loaders.reading import limits, messages, read, units

HEAD = "渡南区2025年渡口工作任务分解表\n"

Names = list[tuple[str, list[str]]]
"""The names of the upper line, each with those below it."""

# (names, rows, who and when of each row)
TABLES: list[tuple[Names, list[list[str]], list[tuple[str, list[str]]]]] = [
    (
        [("序号", []), ("工作任务", []), ("责任分工", ["牵头单位", "配合单位"]), ("完成时限", [])],
        [
            ["1", "更换渡口全部缆绳。", "区水利局", "区交通局、区财政局", "6月底前"],
            ["2", "添置救生衣五十件。", "区交通局", "区财政局", "9月底前"],
            ["3", "编印摆渡安全手册。", "区司法局", "区教体局", "年底前"],
        ],
        [
            ("牵区水利局 配区交通局 配区财政局", ["date 2025-06-30"]),
            ("牵区交通局 配区财政局", ["date 2025-09-30"]),
            ("牵区司法局 配区教体局", ["date 2025-12-31"]),
        ],
    ),
    (
        [
            ("序号", []),
            ("实施内容", []),
            ("任务分工", ["责任单位", "分管领导"]),
            ("完成要求", ["完成时限", "工作标准"]),
        ],
        [
            ["1", "清淤北河两公里。", "区水利局", "王某某", "2025年5月底前", "水深一米以上"],
            ["2", "加固旧堤三处。", "区住建局、区水利局", "李某", "2025年8月底前", "验收合格"],
            ["3", "补植岸边柳树百棵。", "区林业局", "张某某", "2025年11月底前", "成活九成"],
            ["4", "拆除违建棚屋。", "区城管局", "王某某", "2025年3月底前", "无一处遗留"],
        ],
        [
            ("责区水利局", ["date 2025-05-31"]),
            ("责区住建局 责区水利局", ["date 2025-08-31"]),
            ("责区林业局", ["date 2025-11-30"]),
            ("责区城管局", ["date 2025-03-31"]),
        ],
    ),
    (
        [
            ("序号", []),
            ("工作内容", []),
            ("时间安排", ["启动时间", "完成时间"]),
            ("责任清单", ["责任领导", "责任人", "责任科室"]),
        ],
        [
            ["1", "宣讲渡口管理办法。", "3月", "2025年6月底前", "王某某", "刘某", "法规科"],
            ["2", "张贴乘船须知。", "4月", "2025年7月底前", "王某某", "赵某某", "宣教科"],
        ],
        [("责法规科", ["date 2025-06-30"]), ("责宣教科", ["date 2025-07-31"])],
    ),
]


def lines_of(names: Names) -> tuple[list[str], list[str], list[str], list[str]]:
    """Both lines of a header, without and with the empty cells that keep the others in place."""
    upper = [name for name, _ in names]
    lower = [below for _, all_below in names for below in all_below]
    above, beneath = [], []
    for name, below in names:
        above += [name, *[""] * (len(below) - 1)]
        beneath += below or [""]
    return upper, lower, above, beneath


def bars(names: Names, rows: Sequence[list[str]]) -> str:
    upper, lower, _, _ = lines_of(names)
    return "".join(" | ".join(row) + " |\n" for row in [upper, lower, *rows])


def padded(names: Names, rows: Sequence[list[str]]) -> str:
    """The empty cells of both lines stand behind the names."""
    upper, lower, _, _ = lines_of(names)
    width = len(rows[0])
    return "".join(
        "| " + " | ".join([*row, *[""] * (width - len(row))]) + " |\n"
        for row in [upper, lower, *rows]
    )


def tabs(names: Names, rows: Sequence[list[str]]) -> str:
    upper, lower, _, _ = lines_of(names)
    return "".join("\t".join(row) + "\n" for row in [upper, lower, *rows])


def tabs_in_place(names: Names, rows: Sequence[list[str]]) -> str:
    _, _, above, beneath = lines_of(names)
    return "".join("\t".join(row) + "\n" for row in [above, beneath, *rows])


def one_a_line(names: Names, rows: Sequence[list[str]]) -> str:
    upper, lower, _, _ = lines_of(names)
    return "".join(f"{cell}\n" for row in [upper, lower, *rows] for cell in row)


def set_apart(names: Names, rows: Sequence[list[str]]) -> str:
    return one_a_line(names, rows).replace("\n", "\n\n")


@pytest.mark.parametrize("table", TABLES, ids=lambda t: "".join(name for name, _ in t[0]))
@pytest.mark.parametrize("layout", [bars, padded, tabs, tabs_in_place, one_a_line, set_apart])
def test_the_lower_names_are_those_of_the_columns(
    table: tuple[Names, list[list[str]], list[tuple[str, list[str]]]],
    layout: Callable[[Names, Sequence[list[str]]], str],
) -> None:
    names, rows, duties = table
    found = read(HEAD + layout(names, rows)).tasks
    assert [t.text for t in found] == [row[1] for row in rows]
    assert [(units(t.assignments), limits(t.deadlines)) for t in found] == duties


@pytest.mark.parametrize("layout", [tabs, one_a_line])
def test_what_is_not_sure_is_not_understood(
    layout: Callable[[Names, Sequence[list[str]]], str],
) -> None:
    """Which of two names of units stands over others nothing tells."""
    names: Names = [
        ("序号", []),
        ("工作任务", []),
        ("甲组", ["责任单位", "协办单位"]),
        ("乙组", []),
    ]
    rows = [
        ["1", "更换缆绳。", "区水利局", "区交通局", "区财政局"],
        ["2", "添置救生衣。", "区交通局", "区水利局", "区司法局"],
        ["3", "编印手册。", "区司法局", "区教体局", "区交通局"],
    ]
    notice = read(HEAD + layout(names, rows))
    assert not notice.tasks
    assert any("table" in message for message in messages(notice))
    assert any("更换缆绳" in unread.text for unread in notice.unread)


def test_rows_that_are_not_whole_are_told() -> None:
    names, rows, duties = TABLES[1]
    text = tabs(names, [*rows[:2], ["拆除棚屋。", "区城管局"], *rows[2:], rows[0], rows[1]])
    notice = read(HEAD + text)
    assert [units(t.assignments) for t in notice.tasks][:4] == [who for who, _ in duties]
    assert any("row" in message for message in messages(notice))
    assert any("拆除棚屋" in unread.text for unread in notice.unread)


def test_names_that_are_printed_again_are_no_second_line() -> None:
    plain: Names = [("序号", []), ("工作任务", []), ("责任单位", []), ("完成时限", [])]
    rows = [["1", "换缆绳。", "区水利局", "6月底前"], ["2", "补船板。", "区交通局", "9月底前"]]
    text = tabs(plain, rows).replace("\n\n", "\n")
    again = "\t".join(name for name, _ in plain) + "\n"
    found = read(HEAD + again + text).tasks
    assert [units(t.assignments) for t in found] == ["责区水利局", "责区交通局"]
