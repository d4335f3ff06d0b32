"""The numbers that Word writes by itself: how they are counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .making import CHINESE, abstract, level, num, paragraph, restarted, shown, style


def test_the_levels_of_a_notice(tmp_path: Path) -> None:
    body = [
        paragraph("总体要求", 1, 0),
        paragraph("重点任务", 1, 0),
        paragraph("政策公开。", 1, 1),
        paragraph("编制目录。", 1, 2),
        paragraph("加强解读。", 1, 2),
        paragraph("没有序号的一段。"),
        paragraph("平台建设。", 1, 1),
        paragraph("整合网站。", 1, 2),
        paragraph("组织保障", 1, 0),
        paragraph("压实责任。", 1, 1),
    ]
    assert shown(tmp_path, CHINESE + num(1), body) == [
        "一、总体要求",
        "二、重点任务",
        "（一）政策公开。",
        "1.编制目录。",
        "2.加强解读。",
        "没有序号的一段。",
        "（二）平台建设。",
        "1.整合网站。",
        "三、组织保障",
        "（一）压实责任。",
    ]


def test_articles_of_a_regulation(tmp_path: Path) -> None:
    lists = abstract(level("第%1条", "japaneseCounting", more="")).replace("nothing", "space")
    body = [paragraph(text, 1, 0) for text in ("目的", "依据")]
    assert shown(tmp_path, lists + num(1), body) == ["第一条 目的", "第二条 依据"]


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        ('<w:suff w:val="nothing"/>', "1.公开"),
        ('<w:suff w:val="space"/>', "1. 公开"),
        ('<w:suff w:val="tab"/>', "1. 公开"),
        ("", "1. 公开"),
    ],
)
def test_what_stands_between_number_and_text(tmp_path: Path, suffix: str, expected: str) -> None:
    lists = abstract(level("%1.")).replace('<w:suff w:val="nothing"/>', suffix) + num(1)
    assert shown(tmp_path, lists, [paragraph("公开", 1, 0)]) == [expected]


def test_numbers_of_higher_levels(tmp_path: Path) -> None:
    lists = abstract(
        level("第%1章", "chineseCounting"),
        level("%1.%2", index=1),
        level("%1.%2.%3", index=2, more="<w:isLgl/>"),
    )
    body = [
        paragraph("甲", 1, 0),
        paragraph("乙", 1, 1),
        paragraph("丙", 1, 2),
        paragraph("丁", 1, 2),
    ]
    expected = ["第一章甲", "一.1乙", "1.1.1丙", "1.1.2丁"]
    assert shown(tmp_path, lists + num(1), body) == expected


def test_a_level_that_is_left_out_counts_as_begun(tmp_path: Path) -> None:
    lists = abstract(level("%1"), level("%1.%2", index=1)) + num(1)
    body = [paragraph("甲", 1, 1), paragraph("乙", 1, 1), paragraph("丙", 1, 0)]
    assert shown(tmp_path, lists, body) == ["1.1甲", "1.2乙", "2丙"]


def test_lists_of_one_definition_count_on_together(tmp_path: Path) -> None:
    lists = abstract(level("%1.")) + num(1) + num(2)
    body = [paragraph("甲", 1, 0), paragraph("乙", 2, 0), paragraph("丙", 1, 0)]
    assert shown(tmp_path, lists, body) == ["1.甲", "2.乙", "3.丙"]


def test_a_list_may_begin_anew(tmp_path: Path) -> None:
    lists = abstract(level("%1.")) + num(1) + num(2, more=restarted(0, 1))
    body = [paragraph(t, n, 0) for t, n in (("甲", 1), ("乙", 1), ("丙", 2), ("丁", 2))]
    assert shown(tmp_path, lists, body) == ["1.甲", "2.乙", "1.丙", "2.丁"]


def test_a_list_may_begin_at_another_number(tmp_path: Path) -> None:
    lists = (
        abstract(level("%1.", start=5), level("(%2)", index=1, start=3))
        + num(1)
        + num(2, more=restarted(0, 0))
    )
    body = [
        paragraph("甲", 1, 0),
        paragraph("乙", 1, 1),
        paragraph("丙", 1, 1),
        paragraph("丁", 2, 0),
        paragraph("戊", 2, 0),
    ]
    assert shown(tmp_path, lists, body) == ["5.甲", "(3)乙", "(4)丙", "0.丁", "1.戊"]


@pytest.mark.parametrize(
    ("restart", "last"),
    [("", "(1)"), ('<w:lvlRestart w:val="0"/>', "(3)"), ('<w:lvlRestart w:val="1"/>', "(1)")],
)
def test_when_a_level_begins_anew(tmp_path: Path, restart: str, last: str) -> None:
    lists = abstract(
        level("%1."), level("%2)", index=1), level("(%3)", index=2, more=restart)
    ) + num(1)
    body = [
        paragraph("甲", 1, 0),
        paragraph("乙", 1, 1),
        paragraph("丙", 1, 2),
        paragraph("丁", 1, 2),
        paragraph("戊", 1, 0),
        paragraph("己", 1, 2),
    ]
    assert shown(tmp_path, lists, body)[-1] == f"{last}己"


def test_points_that_run_through_all_sections(tmp_path: Path) -> None:
    """lvlRestart 1 on the third level: a new second level does not begin it anew."""
    lists = abstract(
        level("%1."),
        level("%2)", index=1),
        level("(%3)", index=2, more='<w:lvlRestart w:val="1"/>'),
    ) + num(1)
    body = [paragraph(str(i), 1, i) for i in (0, 1, 2, 1, 2, 0, 2)]
    expected = ["1.0", "1)1", "(1)2", "2)1", "(2)2", "2.0", "(1)2"]
    assert shown(tmp_path, lists, body) == expected


def test_a_number_on_an_empty_paragraph_is_shown(tmp_path: Path) -> None:
    lists = abstract(level("%1.")).replace("nothing", "tab") + num(1)
    assert shown(tmp_path, lists, [paragraph("", 1, 0), paragraph("乙", 1, 0)]) == ["1.", "2. 乙"]


def test_list_zero_is_no_list(tmp_path: Path) -> None:
    lists = abstract(level("%1.")) + num(1) + num(0)
    styles = [style("a", inner='<w:numId w:val="1"/>')]
    body = [paragraph("甲", style="a"), paragraph("乙", 0, 0, "a"), paragraph("丙", style="a")]
    assert shown(tmp_path, lists, body, styles) == ["1.甲", "乙", "2.丙"]


def test_bullets_are_no_text_but_literal_text_is(tmp_path: Path) -> None:
    lists = (
        abstract(level("\uf06c", "bullet"))
        + abstract(level("附件：", "none"), name=2)
        + num(1)
        + num(2, 2)
    )
    body = [paragraph("甲", 1, 0), paragraph("乙", 2, 0)]
    assert shown(tmp_path, lists, body) == ["甲", "附件：乙"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=30))
def test_counting_never_goes_back_within_a_level(
    tmp_path_factory: pytest.TempPathFactory, where: list[tuple[int, int]]
) -> None:
    """In one definition without restarts, numbers go up by one until a higher level comes."""
    levels = [level(f"%{i + 1}|", index=i) for i in range(4)]
    lists = abstract(*levels) + num(1) + num(2) + num(3)
    body = [paragraph(str(i), n + 1, i) for n, i in where]
    lines = shown(tmp_path_factory.mktemp("lists"), lists, body)
    last: dict[int, int] = {}
    for (_, index), line in zip(where, lines, strict=True):
        number = int(line.split("|")[0])
        assert number == last.get(index, 0) + 1
        for above in range(index):
            last.setdefault(above, 1)
        last = {i: n for i, n in last.items() if i < index} | {index: number}
