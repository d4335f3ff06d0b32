"""Tables with bars whose later rows lack the cells that are merged with those above."""

from __future__ import annotations

import pytest

from tests.loaders import reading
from zhengmai.model import Notice

ROPE, LAMP, BOOK = "渡口缆绳一律换新，旧绳入库。", "三个码头各装一盏航标灯", "编手册，每船一本"

CLOSED = f"""序号 | 重点任务 | 具体措施 | 责任单位 | 完成时限 | 备注 |
1 | 守好渡口 | {ROPE} | 区水务局、区财政局 | 6月底前 |
|
2 | {LAMP} | 区交通局 | 长期坚持 |
|
3 | 印好手册 | {BOOK} | 区文旅局等 | 9月底前 | 新增 |
4 | 手册发到船 | 各街道 | 年底前 |
|
"""
ROWS = [
    ("1", ROPE, "责区水务局 责区财政局", ["date 2025-06-30"]),
    ("2", LAMP, "责区交通局", ["ongoing"]),
    ("3", BOOK, "责区文旅局 等", ["date 2025-09-30"]),
    ("4", "手册发到船", "责各街道*", ["date 2025-12-31"]),
]


def with_outer(table: str) -> str:
    return "".join(
        f"| {line}\n" for line in table.replace("|\n|\n", "| |\n").splitlines() if line.strip()
    )


def read(table: str) -> Notice:
    return reading.read_body(table)


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(CLOSED, id="a bar behind each cell"),
        pytest.param(CLOSED.replace("|\n|\n", "| |\n"), id="empty cells on the line"),
        pytest.param(with_outer(CLOSED), id="outer bars"),
        pytest.param(CLOSED.replace("|", "｜"), id="wide bars"),
        pytest.param(CLOSED.replace("\n", "\n\n"), id="blank lines between"),
        pytest.param(CLOSED.replace("换新，", "换新，\n"), id="a row broken over lines"),
        pytest.param(CLOSED.replace(f"{LAMP} |", f"{LAMP} |\n"), id="broken behind a bar"),
        pytest.param(CLOSED.replace("|\n3", "|\n二、再印手册 |\n3"), id="a name between"),
        pytest.param(
            CLOSED.replace("|\n|\n", "\n").replace("新增 |", "新增").replace("备注 |", "备注"),
            id="bars between cells alone",
        ),
        pytest.param(
            CLOSED.replace("3 | 印", CLOSED.splitlines()[0] + "\n3 | 印"), id="the header again"
        ),
    ],
)
def test_rows_with_fewer_cells(table: str) -> None:
    assert [reading.row(t) for t in read(table + "\n抄送：区委。\n").tasks] == ROWS


def test_rows_without_numbers() -> None:
    notice = read(
        f"类别 | 工作内容 | 牵头单位 | 时限 |\n守渡口 | {ROPE} | 区水务局 | 6月底前 |\n"
        f"{LAMP}，坏了当天修。 | 区交通局 | 年底前 |\n印手册 | {BOOK}。 | 区文旅局 | 9月底前 |\n"
    )
    assert [reading.row(t)[1:] for t in notice.tasks] == [
        (ROPE, "牵区水务局", ["date 2025-06-30"]),
        (LAMP + "，坏了当天修。", "牵区交通局", ["date 2025-12-31"]),
        (BOOK + "。", "牵区文旅局", ["date 2025-09-30"]),
    ]


def test_units_of_which_nothing_tells_the_column_are_told() -> None:
    notice = read(
        "序号 | 任务内容 | 牵头单位 | 配合单位 | 时限 |\n"
        f"1 | {ROPE} | 区水务局 | 区财政局 | 6月底前 |\n"
        f"2 | {LAMP} | 区交通局 | 年底前 |\n3 | {BOOK} | 区文旅局 | 各街道 | 9月底前 |\n"
    )
    assert [reading.row(t)[2] for t in notice.tasks] == [
        "牵区水务局 配区财政局",
        "",
        "牵区文旅局 配各街道*",
    ]
    assert any("row 2" in m and "units" in m for m in reading.messages(notice))
    assert any("区交通局" in u.text for u in notice.unread)


def test_a_limit_that_is_missing_is_told() -> None:
    notice = read(
        f"序号 | 任务内容 | 责任单位 | 时限 |\n1 | {ROPE} | 区水务局 | 6月底前 |\n"
        f"2 | {LAMP} | 区交通局 |\n3 | {BOOK} | 区文旅局 | 9月底前 |\n"
    )
    assert [reading.row(t)[2:] for t in notice.tasks] == [
        ("责区水务局", ["date 2025-06-30"]),
        ("责区交通局", []),
        ("责区文旅局", ["date 2025-09-30"]),
    ]
    assert any("row 2" in m and "deadline" in m for m in reading.messages(notice))


def test_text_below_the_last_row_is_no_part_of_it() -> None:
    notice = read(
        f"序号 | 重点任务 | 具体措施 | 责任单位 | 时限\n1 | 守渡口 | {ROPE} | 区水务局 | 6月底前\n"
        f"2 | {LAMP} | 区交通局 | 年底前\n\n请各单位于每月5日前报送 | 联系人：某某\n"
    )
    assert [reading.row(t)[1:] for t in notice.tasks] == [
        (ROPE, "责区水务局", ["date 2025-06-30"]),
        (LAMP, "责区交通局", ["date 2025-12-31"]),
    ]
