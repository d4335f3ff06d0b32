"""Units in the cell of a task, where no column of the table has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.reading import HEAD, read_body, row
from zhengmai.loaders import load

HEADER = "| 序号 | 任务及分工 | 完成时限 |\n| --- | --- | --- |\n"
FACTS = [
    ("1", "修渡口，换缆绳。", "牵区水务局 配区交通局 配区妇联", ["date 2025-06-30"]),
    ("2", "查渡船。", "责区海事处", ["date 2025-07-31"]),
]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            "<br>牵头单位：区水务局<br>配合单位：区交通局、区妇联",
            "<br>责任单位：区海事处",
            id="on lines below",
        ),
        pytest.param(
            "牵头单位：区水务局；配合单位：区交通局、<br>区妇联",
            "责任单位：区海事处",
            id="behind the text",
        ),
        pytest.param(
            "（牵头单位：区水务局；配合单位：区交通局、区妇联）",
            "（责任单位：区海事处）",
            id="in a bracket",
        ),
        pytest.param(
            "（区水务局牵头，区交通局、区妇联配合）",
            "（区海事处负责）",
            id="in a bracket, with verbs",
        ),
    ],
)
def test_behind_the_text(first: str, second: str) -> None:
    notice = read_body(
        f"{HEADER}| 1 | 修渡口，换缆绳。{first} | 6月底 |\n| 2 | 查渡船。{second} | 7月底 |\n"
    )
    assert [row(task) for task in notice.tasks] == FACTS
    assert not notice.unread
    assert not any("no column" in remark.message for remark in notice.remarks)


def test_of_a_page(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{n}<td><p>{text}</p>{''.join(f'<p>{line}</p>' for line in said)}<td>{limit}"
        for n, text, said, limit in (
            (1, "修渡口，换缆绳。", ("牵头单位：区水务局", "配合单位：区交通局、区妇联"), "6月底"),
            (2, "查渡船。", ("责任单位：区海事处",), "7月底"),
        )
    )
    head = HEAD.replace("\n", "<p>")
    file = tmp_path / "n.html"
    table = f"<table><tr><th>序号<th>任务及分工<th>完成时限{rows}</table>"
    file.write_text(f"<p>{head}{table}", encoding="utf-8")
    assert [row(task) for task in load(file).tasks] == FACTS


def test_a_row_without_units_and_one_with_several_things() -> None:
    notice = read_body(
        f"{HEADER}| 1 | 修渡口。责任单位：区水务局 | 6月底 |\n| 2 | 查渡船。 | 7月底 |\n"
        "| 3 | 换缆绳。（区水务局负责）立警示牌。（区妇联负责） | 8月底 |\n"
    )
    assert [row(task)[1:3] for task in notice.tasks] == [
        ("修渡口。", "责区水务局"),
        ("查渡船。", ""),
        ("换缆绳。（区水务局负责）立警示牌。（区妇联负责）", ""),
    ]


def test_where_a_column_has_units_those_are_taken() -> None:
    notice = read_body(
        "| 序号 | 任务 | 责任单位 |\n| --- | --- | --- |\n"
        "| 1 | 修渡口（区水务局牵头）。 | 区交通局 |\n| 2 | 查渡船。 | 区海事处 |\n"
    )
    assert [row(task)[1:3] for task in notice.tasks] == [
        ("修渡口（区水务局牵头）。", "责区交通局"),
        ("查渡船。", "责区海事处"),
    ]
