"""Brackets of units that are never closed: read where they are nothing but units, else told."""

from __future__ import annotations

import pytest

from tests.loaders.reading import limits, messages, read_body, units

SAID = [
    ("区水务局牵头，区交通局配合。", "牵区水务局 配区交通局"),
    (
        "区水务局、区交通局负责，区财政局、区司法局参与",
        "责区水务局 责区交通局 配区财政局 配区司法局",
    ),
    ("由区水务局牵头，会同各街道（镇）落实。", "牵区水务局 配各街道（镇）*"),
    ("区水务局、区交通局", "责区水务局 责区交通局"),
    ("牵头单位：区水务局；配合单位：区交通局", "牵区水务局 配区交通局"),
]


@pytest.mark.parametrize("last", [True, False], ids=["end of the text", "end of a paragraph"])
@pytest.mark.parametrize("sign", "（〔【")
@pytest.mark.parametrize(("said", "assigned"), SAID, ids=[s[0] for s in SAID])
def test_a_bracket_that_is_never_closed(said: str, assigned: str, sign: str, last: bool) -> None:
    lost = f"换新缆绳三根。{sign}{said}"
    lines = ["装灯三盏。（区住建局负责）", lost] if last else [lost, "装灯三盏。（区住建局负责）"]
    notice = read_body(f"一、守好渡口\n1.{lines[0]}\n2.{lines[1]}\n")
    read = {t.text: (units(t.assignments), t.damaged) for t in notice.tasks}
    assert read == {"换新缆绳三根。": (assigned, True), "装灯三盏。": ("责区住建局", False)}


def test_its_limit_is_read() -> None:
    first, _ = read_body(
        "一、渡口\n1.换新缆绳。（区水务局牵头，2025年9月底前完成\n2.装灯。（区住建局负责）\n"
    ).tasks
    assert (units(first.assignments), limits(first.deadlines)) == (
        "牵区水务局",
        ["date 2025-09-30"],
    )


@pytest.mark.parametrize(
    "said",
    [
        "区水务局负责，剪彩那天大家都来看看热闹",
        "区水务局负责。旧绳收回仓库",
        "区水务局牵头，区交通局",
        "区水务局负责。旧绳收回。（区城管局负责）",
    ],
)
def test_one_that_says_more_is_told(said: str) -> None:
    notice = read_body(f"一、渡口\n1.换新缆绳。（{said}\n2.装灯。（区住建局负责）\n")
    assert "区水务局" not in units(notice.tasks[0].assignments)
    assert any(m.startswith("a bracket of units is not understood") for m in messages(notice))


def test_a_bracket_of_another_kind_stays_in_the_text() -> None:
    notice = read_body("一、渡口\n1.换新缆绳（含东渡、西渡。\n2.装灯。（区住建局负责）\n")
    assert notice.tasks[0].text == "换新缆绳（含东渡、西渡。"
    assert messages(notice) == []
