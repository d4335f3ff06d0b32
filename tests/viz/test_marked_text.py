"""A text cut at the borders of its marks, and the marks that a notice gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loaders.reading import HEAD, read
from zhengmai import api
from zhengmai.model import Deadline as Due
from zhengmai.model import DeadlineKind, DeadlineSource, Notice, Span
from zhengmai.shown import visible
from zhengmai.viz.labels import DEADLINES, MARKS, due_words, rule_words
from zhengmai.viz.marked_text import Kind, Mark, Segment, segments
from zhengmai.viz.notice_marks import notice_marks
from zhengmai.wording import chinese

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda p: Span(p[0], p[0] + p[1])),
    max_size=4,
).map(tuple)
MARKS_OF_ANY_KIND = st.lists(
    st.builds(Mark, st.just("g"), st.sampled_from(list(Kind)), st.just(""), st.just(""), SPANS),
    max_size=8,
)
TEXTS = st.text(st.sampled_from("通知要点\n\t 1<&😀"), max_size=45)


def covering(marks: list[Mark], at: int) -> list[Mark]:
    return [m for m in marks if any(s.start <= at < s.end for s in m.spans)]


@given(TEXTS, MARKS_OF_ANY_KIND)
def test_segments_are_exactly_the_text(text: str, marks: list[Mark]) -> None:
    cut = segments(text, marks)
    assert "".join(s.text for s in cut) == text
    assert all(s.text for s in cut)
    at = 0
    for segment in cut:
        assert segment.start == at
        at += len(segment.text)


@given(TEXTS, MARKS_OF_ANY_KIND)
def test_each_segment_has_exactly_the_marks_that_cover_it(text: str, marks: list[Mark]) -> None:
    for segment in segments(text, marks):
        for at in range(segment.start, segment.start + len(segment.text)):
            assert list(segment.marks) == covering(marks, at)


@given(TEXTS, MARKS_OF_ANY_KIND)
def test_a_mark_in_the_text_begins_once_and_ends_once(text: str, marks: list[Mark]) -> None:
    cut = segments(text, marks)
    for mark in marks:
        within = [s for s in cut if mark in s.marks]
        assert [s for s in cut if mark in s.begins] == within[:1]
        assert [s for s in cut if mark in s.ends] == within[-1:]


@given(TEXTS, MARKS_OF_ANY_KIND)
def test_a_border_needs_a_reason(text: str, marks: list[Mark]) -> None:
    borders = {b for m in marks for s in m.spans for b in (s.start, s.end)}
    assert all(s.start == 0 or s.start in borders for s in segments(text, marks))


def test_what_goes_on_after_other_print_resumes() -> None:
    text = "前半\n页眉\n后半"
    cell = Mark("t0", Kind.TASK, "任务 1", "任务 1", (Span(0, 2), Span(6, 8)))
    line = Mark("t1", Kind.TASK, "任务 2", "任务 2", (Span(3, 4), Span(5, 6)))
    cut = {s.start: s for s in segments(text, [cell, line])}
    assert cut[6].resumes == (cell,)
    assert not any(s.resumes for at, s in cut.items() if at not in {5, 6})
    broken = segments("上半\n下半", [Mark("t0", Kind.TASK, "", "", (Span(0, 2), Span(3, 5)))])
    assert not any(s.resumes for s in broken)  # only a line break parts them


def read_all(folder: Path) -> list[Notice]:
    return [api.read(file) for file in sorted(folder.glob("*.txt"))]


def facts(notice: Notice) -> list[tuple[Kind, Span]]:
    """Every place that the model gives, with the kind it must be marked as."""
    found = [(Kind.ABOUT, s) for s in notice.title_spans + notice.number_spans]
    found += [(Kind.ABOUT, s) for s in notice.issued_spans]
    for point in notice.points:
        found += [(Kind.HEADING, s) for s in point.heading_spans]
        found += [(Kind.POINT, s) for s in point.spans]
    for task in notice.tasks:
        found += [(Kind.TASK, s) for s in task.spans]
        found += [(Kind(a.role.value), s) for a in task.assignments for s in a.spans]
        found += [(Kind.DEADLINE, s) for d in task.deadlines for s in d.spans]
    found += [(Kind.CITATION, s) for c in notice.citations for s in c.spans]
    found += [(Kind.UNREAD, Span(u.start, u.end)) for u in notice.unread]
    found += [(Kind.REMARK, s) for r in notice.remarks for s in r.spans]
    return found


def check(notice: Notice) -> None:
    marks = notice_marks(notice)
    cut = segments(notice.text, marks)
    assert "".join(s.text for s in cut) == notice.text
    kinds: list[set[Kind]] = []
    for segment in cut:
        kinds += [{m.kind for m in segment.marks}] * len(segment.text)
    for kind, span in facts(notice):
        assert all(kind in found for found in kinds[span.start : span.end]), (kind, span)
    # What is unread is nothing else, and what is printed as a fact is never left plain.
    for piece in notice.unread:
        assert all(found <= {Kind.UNREAD, Kind.REMARK} for found in kinds[piece.start : piece.end])


def test_every_fact_of_the_samples_is_marked_as_what_it_is(samples: Path) -> None:
    for notice in read_all(samples):
        check(notice)


def test_every_fact_of_the_real_notices_is_marked_as_what_it_is(shared: Path) -> None:
    notices = read_all(shared / "notices")
    assert notices
    for notice in notices:
        check(notice)


def printed(notice: Notice, says: str) -> list[str]:
    return [notice.quote(m.spans) for m in notice_marks(notice) if m.says.startswith(says)]


def test_words_without_a_place_in_the_model_are_found(samples: Path) -> None:
    notice = api.read(samples / "district-b-2025.txt")
    assert printed(notice, "发文机关") == ["苍坪县人民政府办公室"]
    assert printed(notice, "主送")[:2] == ["各乡镇人民政府", "坳口街道办事处"]
    assert printed(notice, "抄送")[-1] == "县检察院"
    assert printed(notice, "要点（五）的序号") == ["（五）"]
    assert printed(notice, "任务 3的序号") == ["3"] * sum(t.number == "3" for t in notice.tasks)
    assert printed(notice, "上一级标题")[1] == "二、优化政策服务，让群众看得懂"
    province = api.read(samples / "province-2025.txt")
    assert printed(province, "发布日期") == ["2025年4月22日"]


def test_numbers_of_rows_stand_before_their_rows(samples: Path) -> None:
    notice = api.read(samples / "tabs-2024.txt")
    marks = notice_marks(notice)
    for index, task in enumerate(notice.tasks):
        (number,) = [
            m for m in marks if m.group == f"t{index}" and m.kind is Kind.TASK and not m.tag
        ]
        assert notice.quote(number.spans) == task.number
        line = notice.text.rfind("\n", 0, task.spans[0].start) + 1
        assert number.spans[0].start == line


def test_marks_say_the_normal_form(samples: Path) -> None:
    says = {m.says for m in notice_marks(api.read(samples / "district-b-2025.txt"))}
    assert "牵头单位 → 苍坪县发展和改革局" in says
    assert "责任单位（统称） → 各乡镇〈街〉" in says
    assert "完成时限 → 2025-07-31" in says
    assert "完成时限 → 每季度一次（R/P3M）" in says
    assert "文号 → 苍坪政办发〔2025〕9号" in says
    assert "引用（依据） → 《2025年湄川省政务公开工作要点》（湄政办发〔2025〕11号）" in says


def test_every_kind_has_a_name() -> None:
    assert MARKS.keys() == {k.value for k in Kind}
    assert DEADLINES.keys() == {k.value for k in DeadlineKind}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("P30D", "30日内"),
        ("P10D (working days)", "10个工作日内"),
        ("P2M", "2个月内"),
        ("R/P1W", "每周一次"),
        ("R/P1M", "每月一次"),
        ("R/P2M", "每2个月一次"),
        ("R/P6M", "每半年一次"),
        ("R/P1Y>=40", "每年至少40次"),
        ("R/P3M>=1", "每季度至少1次"),
        ("R/P1M (day 15)", "每月15日前"),
        ("R/P1Y (by --06-30)", "每年6月30日前"),
        ("R/P1Y (in some other way)", "R/P1Y (in some other way)"),
    ],
)
def test_rules_in_words(rule: str, words: str) -> None:
    assert rule_words(rule) == words


def test_every_rule_of_the_samples_has_words(samples: Path) -> None:
    rules = {
        d.rule
        for n in read_all(samples)
        for t in n.tasks
        for d in t.deadlines
        if d.rule is not None and d.kind is not DeadlineKind.PERIOD
    }
    assert len(rules) > 10
    assert [r for r in rules if rule_words(r) == r] == []


def test_a_deadline_in_words() -> None:
    where = DeadlineSource.TEXT
    period = Due("三季度", DeadlineKind.PERIOD, None, "2025-07-01/2025-09-30", where, ())
    assert due_words(period) == "2025-07-01 至 2025-09-30"
    assert due_words(Due("长期坚持", DeadlineKind.ONGOING, None, None, where, ())) == "长期"


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("row 28: the deadline is missing in the table", "表中第 28 项缺少完成时限"),
        (
            "row without a number: the text and the units are missing in the table",
            "表中一项（无序号）缺少任务内容、责任单位",
        ),
        ("number 37、38 is not printed", "序号 37、38 在原文中没有"),
        (
            "the plan year 2025 is that of the only year in its time limits",
            "年度 2025 取自时限中唯一的年份",
        ),
        (
            "the plan year 2025 is that of the day of publication",
            "年度 2025 取自发布日期",
        ),
        (
            "the day '2025618' below the signature lost its signs: it is not read",
            "落款日期“2025618”缺“年月日”，未读",
        ),
        (
            "8 cells are hidden (or filtered out), and not read: '完善台账。'",
            "有 8 处内容被隐藏（或被筛选），未读：“完善台账。”",
        ),
        (
            "2 formulas have no value in the file, and is not read: open it in Excel or WPS and "
            "save it again (sheet '表')",
            "有 2 个公式在文件中没有结果，未读：请用 Excel 或 WPS 打开后重新保存（工作表“表”）",
        ),
        ("something new <b>", "something new <b>"),
    ],
)
def test_remarks_in_words(message: str, words: str) -> None:
    assert chinese(message) == words


def test_every_remark_of_the_real_notices_has_words(shared: Path) -> None:
    said = {r.message for n in read_all(shared / "notices") for r in n.remarks}
    assert said
    assert [m for m in said if chinese(m) == m] == []


@given(st.text())
def test_nothing_that_commands_or_hides_is_left(text: str) -> None:
    shown = visible(text)
    assert all(c in "\n\t" or c.isprintable() or c.isspace() for c in shown)
    assert not any(c in shown for c in "\x1b\r\x00\x07\x9b\u202e\u200b\u2028\ud800")
    assert visible(shown) == shown


def test_control_characters_are_shown() -> None:
    assert visible("a\x1b[31m\x7f\u202e\tb\n　") == "a␛[31m␡⟨U+202E⟩\tb\n　"


def test_an_empty_text_has_no_segments() -> None:
    mark = Mark("g", Kind.TASK, "", "", (Span(0, 3),))
    assert segments("", [mark]) == ()
    (whole,) = segments("ab", [mark])
    assert whole == Segment(0, "ab", (mark,), (mark,), (mark,), ())


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "附件：2025年渡南区政务公开工作要点（另发）\n",
        HEAD.replace("2025年6月18日", "2025618") + "附件：工作要点（另发）\n",
        "一、守好渡口\n（一）晒清单。2025年9月底前贴到村口。（责任单位：区水利局）\n",
    ],
)
def test_a_reading_remarks_in_chinese_alone(text: str) -> None:
    told = [chinese(remark.message) for remark in read(text).remarks]
    assert told
    assert not [words for words in told if re.search("[a-z]{3} ", words)]
