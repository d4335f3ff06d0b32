"""Units in a bracket right behind a heading do all that stands below it."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body, row

ROPE = "牵区水务局 配区交通局"
SIGN = "牵区妇联"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            "（一）修渡口（区水务局牵头，区交通局配合）。换缆绳，立警示牌。",
            "（二）查渡船（区妇联牵头）。数救生衣，贴告示。",
            id="the stop behind the bracket",
        ),
        pytest.param(
            "（一）修渡口（牵头单位：区水务局；配合单位：区交通局）换缆绳，立警示牌。",
            "（二）查渡船（牵头单位：区妇联）数救生衣，贴告示。",
            id="no stop",
        ),
        pytest.param(
            "（一）修渡口。（区水务局牵头，区交通局配合）换缆绳，立警示牌。",
            "（二）查渡船。（区妇联牵头）数救生衣，贴告示。",
            id="the stop before the bracket",
        ),
        pytest.param(
            "（一）修渡口（区水务局牵头，区交通局配合）：换缆绳，立警示牌。",
            "（二）查渡船（区妇联牵头）：数救生衣，贴告示。",
            id="a colon",
        ),
        pytest.param(
            "（一）修渡口（区水务局牵头，区交通局配合）。\n换缆绳，立警示牌。",
            "（二）查渡船（区妇联牵头）。\n数救生衣，贴告示。",
            id="on the next line",
        ),
    ],
)
def test_of_a_point(first: str, second: str) -> None:
    notice = read_body(f"二、任务\n{first}\n{second}\n")
    assert [row(task) for task in notice.tasks] == [
        ("（一）", "换缆绳，立警示牌。", ROPE, []),
        ("（二）", "数救生衣，贴告示。", SIGN, []),
    ]
    assert [point.heading for point in notice.points] == ["修渡口", "查渡船"]


@pytest.mark.parametrize("marks", [("1.", "2."), ("（1）", "（2）")])
@pytest.mark.parametrize("sign", ["。", "："])
def test_of_items(marks: tuple[str, str], sign: str) -> None:
    first, second = marks
    notice = read_body(
        f"一、任务\n（一）渡口\n{first}修渡口（区水务局牵头，区交通局配合）{sign}换缆绳，立警示牌。\n"
        f"{second}查渡船（区妇联牵头）{sign}数救生衣，贴告示。\n"
    )
    assert [(task.text, row(task)[2]) for task in notice.tasks] == [
        (f"修渡口{sign}换缆绳，立警示牌。", ROPE),
        (f"查渡船{sign}数救生衣，贴告示。", SIGN),
    ]


def test_of_one_item_among_others_a_bracket_closes_its_sentence() -> None:
    notice = read_body(
        "一、任务\n（一）渡口\n1.换缆绳（区水务局负责）。立警示牌。\n2.数救生衣，贴告示。（区妇联负责）\n"
    )
    assert [(task.text, row(task)[2]) for task in notice.tasks] == [
        ("换缆绳。", "责区水务局"),
        ("数救生衣，贴告示。", "责区妇联"),
    ]


def test_a_heading_with_units_before_sentences_that_have_their_own() -> None:
    notice = read_body(
        "一、任务\n（一）修渡口（区水务局牵头）。换缆绳。（区交通局负责）立警示牌。（区妇联负责）\n"
    )
    assert [(task.text, row(task)[2]) for task in notice.tasks] == [
        ("修渡口", "牵区水务局"),
        ("换缆绳。", "责区交通局"),
        ("立警示牌。", "责区妇联"),
    ]


def test_items_below_a_heading_with_units_are_its_text() -> None:
    notice = read_body(
        "一、任务\n（一）修渡口（区水务局牵头）。\n1.换缆绳。\n2.立警示牌。\n"
        "（二）查渡船（区妇联牵头）。\n1.数救生衣。\n2.贴告示。\n"
    )
    assert [task.text for task in notice.tasks] == ["换缆绳。立警示牌。", "数救生衣。贴告示。"]


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("5月8日至5月15日", "period 2025-05-08/2025-05-15"),
        ("2025年5月8日—15日", "period 2025-05-08/2025-05-15"),
        ("6月底前", "date 2025-06-30"),
        ("第三季度", "period 2025-07-01/2025-09-30"),
    ],
)
@pytest.mark.parametrize("units", ["（责任单位：区海事处）", ""])
def test_the_time_of_a_stage_is_said_by_its_heading(said: str, limit: str, units: str) -> None:
    notice = read_body(
        f"三、步骤\n（一）排查阶段（{said}）。数救生衣，8月15日前贴告示。{units}\n"
        f"（二）总结阶段。写总结。{units}\n"
    )
    first, second = notice.tasks
    assert sorted(row(first)[3]) == sorted(["date 2025-08-15", limit])
    assert row(second)[3] == []
    assert first.text == "数救生衣，8月15日前贴告示。"


@pytest.mark.parametrize("said", ["渡口", "2025年版", "第一批", "含8个渡口", "试行", "区海事处"])
def test_other_brackets_of_headings_are_no_limits(said: str) -> None:
    notice = read_body(f"三、步骤\n（一）排查（{said}）。数救生衣。\n（二）总结。写总结。\n")
    assert [row(task)[3] for task in notice.tasks] == [[], []]
