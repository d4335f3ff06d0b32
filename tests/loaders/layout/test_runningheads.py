"""What stands at the head or foot of each page of a text is no part of its sentences."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body, row

BODY = (
    "一、渡口\n1.修渡口，换缆绳，按标准配{first}救生衣。（区水务局负责）\n"
    "2.查渡船，把名单贴在{second}码头。（区海事处负责）\n3.立警示牌。（区妇联负责）\n"
)
FACTS = [
    ("1", "修渡口，换缆绳，按标准配救生衣。", "责区水务局", []),
    ("2", "查渡船，把名单贴在码头。", "责区海事处", []),
    ("3", "立警示牌。", "责区妇联", []),
]


@pytest.mark.parametrize(
    "page",
    [
        "\n\n— {n} —\n渡南区人民政府办公室文件\n\n",
        "\n渡南区人民政府公报\n- {n} -\n",
        "\n第{n}页 共4页\n渡南区2025年渡口整治任务\n",
        "\r\n— {n} —\r\n\x0c渡南区人民政府办公室文件\r\n\r\n",
        "\n渡南区政务要情\n— {n} —\n渡口整治任务\n",
    ],
)
def test_beside_the_numbers_of_pages(page: str) -> None:
    notice = read_body(BODY.format(first=page.format(n=2), second=page.format(n=3)))
    assert [row(task) for task in notice.tasks] == FACTS


def test_once_it_is_a_line_as_any_other() -> None:
    notice = read_body(BODY.format(first="\n— 2 —\n两件蓝色的\n", second="\n— 3 —\n东岸和西岸的\n"))
    assert [task.text for task in notice.tasks][:2] == [
        "修渡口，换缆绳，按标准配两件蓝色的救生衣。",
        "查渡船，把名单贴在东岸和西岸的码头。",
    ]


def test_headers_of_tables_and_marked_lines_stay() -> None:
    notice = read_body(
        "序号\t任务\t责任单位\n1\t修渡口。\t区水务局\n— 2 —\n"
        "序号\t任务\t责任单位\n2\t查渡船。\t区海事处\n— 3 —\n"
        "序号\t任务\t责任单位\n3\t立警示牌。\t区妇联\n"
    )
    assert [row(task)[:3] for task in notice.tasks] == [
        ("1", "修渡口。", "责区水务局"),
        ("2", "查渡船。", "责区海事处"),
        ("3", "立警示牌。", "责区妇联"),
    ]


def test_a_unit_at_the_head_of_two_pages_is_one_of_the_table() -> None:
    notice = read_body(
        "序号\n任务\n责任单位\n1\n修渡口。\n区水务局\n2\n查渡船。\n— 2 —\n区海事处\n"
        "3\n立警示牌。\n区妇联\n4\n挂灯。\n— 3 —\n区海事处\n5\n换缆绳。\n区水务局\n"
    )
    assert [row(task)[2] for task in notice.tasks] == [
        "责区水务局", "责区海事处", "责区妇联", "责区海事处", "责区水务局",
    ]  # fmt: skip
