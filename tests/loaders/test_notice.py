"""Whole notices: read-outs one can check by eye, what every reading must hold, and bad input.

``ZHENGMAI_RENEW_GOLDEN=1 pytest tests/loaders/test_notice.py`` writes the read-outs anew.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zhengmai.errors import UnreadableFileError, ZhengmaiError
from zhengmai.loaders import load
from zhengmai.loaders.excerpt import fold
from zhengmai.model import DeadlineSource, Notice, Severity, Spans

from .reading import HEAD, SAMPLE_FILES, limit, messages, read, read_body, units

HERE = Path(__file__).parent
NOTICES = sorted((HERE / "notices").glob("*.txt"))
CORPUS = [*SAMPLE_FILES, *NOTICES]
IDS = [f.stem for f in CORPUS]
TEXTS = {f.stem: f.read_text(encoding="utf-8") for f in CORPUS}
REAL = Path(__file__).parents[3] / "shared" / "notices"


# --- read-outs


def read_out(notice: Notice) -> Iterator[str]:
    """One line a fact: ``number | point | text | units | deadlines | flags`` for each task."""
    yield f"标题 {notice.title}"
    yield f"所发 {notice.plan_title} | {notice.document_number} | {notice.plan_year}"
    yield f"落款 {notice.issuer} | {notice.issued} | 发布 {notice.published}"
    yield f"主送 {'，'.join(notice.addressees)} | 抄送 {'，'.join(notice.copied_to)}"
    for citation in notice.citations:
        what = citation.title or citation.superior
        yield f"引用 {citation.relation} | {what} | {citation.document_number}"
    for point in notice.points:
        section = f"{point.section_number} {point.section} > " if point.section else ""
        yield f"要点 {point.id} | {section}{point.number}{point.heading} | {point.text}"
    for task in notice.tasks:
        due = "; ".join(
            f"{d.as_written}{'（栏）' if d.where is DeadlineSource.COLUMN else ''} = {limit(d)}"
            for d in task.deadlines
        )
        fields = [
            f"任务 {task.number}",
            f"{task.source} of {task.point}",
            task.text,
            units(task.assignments, task.open_ended),
            due,
            "damaged" if task.damaged else "",
        ]
        yield " | ".join(fields).rstrip(" |")
    for unread in notice.unread:
        yield f"未读 {unread.text}"
    for remark in notice.remarks:
        yield f"备注 {remark.severity}: {remark.message}"


@pytest.mark.parametrize("file", NOTICES, ids=[f.stem for f in NOTICES])
def test_read_out(file: Path) -> None:
    golden = HERE / "golden" / file.name
    found = "\n".join(read_out(load(file))) + "\n"
    if os.environ.get("ZHENGMAI_RENEW_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found.splitlines() == golden.read_text(encoding="utf-8").splitlines()


# --- what every reading must hold


def printed(notice: Notice) -> Iterator[tuple[str, Spans]]:
    """Each text of the reading with the places it claims to stand at."""
    for point in notice.points:
        yield point.text, point.spans
        yield point.heading, point.heading_spans
    for task in notice.tasks:
        if task.text:
            yield task.text, task.spans
        for assignment in task.assignments:
            yield assignment.unit, assignment.spans
        for deadline in task.deadlines:
            yield deadline.as_written, deadline.spans
    for citation in notice.citations:
        yield citation.as_written, citation.spans
    yield notice.title or "", notice.title_spans


def check(notice: Notice) -> None:
    for text, spans in printed(notice):
        assert notice.quote(spans) == text
        assert all(s.end <= len(notice.text) for s in spans)
    points = {p.id for p in notice.points}
    assert len(points) == len(notice.points)
    assert len({t.id for t in notice.tasks}) == len(notice.tasks)
    assert {t.point for t in notice.tasks} <= points | {None}
    for unread in notice.unread:
        assert notice.text[unread.start : unread.end] == unread.text
    for remark in notice.remarks:
        assert all(s.end <= len(notice.text) for s in remark.spans)


def facts(notice: Notice) -> list[tuple[object, ...]]:
    """What is read of the tasks, whatever the width of brackets and signs and the white space."""
    return [
        (
            fold(task.number),
            task.point,
            fold(task.text),
            fold(units(task.assignments, task.open_ended)),
            tuple(limit(d) for d in task.deadlines),
            task.damaged,
        )
        for task in notice.tasks
    ]


@pytest.mark.parametrize("file", CORPUS, ids=IDS)
def test_every_fact_stands_where_it_says(file: Path) -> None:
    notice = load(file)
    check(notice)
    assert notice.file == file.name
    assert notice.tasks


@pytest.mark.parametrize("name", IDS)
def test_the_same_text_gives_the_same_notice(name: str) -> None:
    assert read(TEXTS[name]) == read(TEXTS[name])


BRACKETS = str.maketrans("（）", "()")
VARIANTS = {
    "half-width brackets": lambda t: t.translate(BRACKETS),
    "full-width brackets": lambda t: t.translate(str.maketrans("()", "（）")),
    "half-width signs": lambda t: t.translate(str.maketrans("，：；", ",:;")),
    "full-width signs": lambda t: t.translate(str.maketrans(",:;", "，：；")),
    "blanks doubled": lambda t: t.replace(" ", "  "),
    "no-break blanks": lambda t: t.replace(" ", "\u00a0"),
    "line breaks doubled": lambda t: t.replace("\n", "\n\n"),
    "line breaks of Windows": lambda t: t.replace("\n", "\r\n"),
    "line breaks of old Macs": lambda t: t.replace("\n", "\r"),
    "blanks at line ends": lambda t: t.replace("\n", " \u3000\n"),
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", IDS)
def test_widths_and_white_space_change_no_fact(name: str, variant: str) -> None:
    changed = read(VARIANTS[variant](TEXTS[name]))
    check(changed)
    assert facts(changed) == facts(read(TEXTS[name]))


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(IDS), st.data())
def test_a_file_that_breaks_off_anywhere_is_read_or_refused(name: str, data: st.DataObject) -> None:
    length = data.draw(st.integers(0, len(TEXTS[name])))
    try:
        notice = read(TEXTS[name][:length])
    except ZhengmaiError:
        return
    check(notice)


# fmt: off
WORDS = st.sampled_from([
    "一、", "（一）", "1. ", "（1）", "（责任单位：", "（牵头", "区司法局", "各镇〈街〉",
    "、", "；", "。", "，", "）", "\n", "\t", " ", "序号", "工作任务", "具体要求",
    "责任单位", "完成时限", "1", "2", "年底前", "每季度一次", "附件", "抄送：", "《", "》",
    "〔2025〕6号", "2025年6月18日", "关于印发", "的通知", "：", "等", "— 2 —",
])
# fmt: on


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=60).map("".join))
@example("序号\t工作任务\t责任单位\n")
@example("序号\n工作任务\n责任单位\n1")
@example("一、（责任单位：区司法局）")
@example("（一）")
def test_words_of_the_genre_in_any_order(text: str) -> None:
    try:
        notice = read(text)
    except ZhengmaiError:
        return
    check(notice)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        notice = read(text)
    except ZhengmaiError:
        return
    check(notice)


# --- what else is read, and remarks


def test_nothing_of_the_plan_is_lost() -> None:
    """What no fact points to is shown: here the opening and the exhortation at the end."""
    notice = read_body(
        "为把政务公开做到家门口，制定本要点。\n一、做实公开\n（一）晒清单。贴到村口。\n"
        "各街道要抓好落实。\n— 2 —\n（此件公开发布）\n"
    )
    assert [u.text for u in notice.unread] == [
        "为把政务公开做到家门口，制定本要点。",
        "各街道要抓好落实。",
    ]


def test_a_notice_without_a_year_or_an_issuer_is_told() -> None:
    notice = read("各街道：\n一、做实公开\n（一）晒清单。年底前贴到村口。\n")
    assert notice.plan_year is None
    assert [d.date for t in notice.tasks for d in t.deadlines] == [None]
    year, issuer = messages(notice, Severity.PROBLEM)
    assert year.startswith("the plan year cannot be told")
    assert issuer == "neither an issuer nor the title of a plan was found"


def test_a_plain_notice_has_no_remarks() -> None:
    assert read_body("一、做实公开\n（一）晒清单。贴到村口。\n").remarks == ()


# --- bad input


OTHER_GENRES = {
    "a poem": "江上渡口\n\n晚渡无人水自流，\n一灯如豆照归舟。\n",
    "source code": "def main():\n    print('公开')\n\nif __name__ == '__main__':\n    main()\n",
    "news": "本报讯 昨日，渡南区举办政府开放日，三十余名市民走进消防站。讲解员介绍了常用器材。\n",
    "a header without rows of anything": "序号\t姓名\t电话\n1\t某甲\t000-1234567\n",
    "only a title": "渡南区人民政府办公室关于印发2025年渡南区政务公开工作要点的通知\n",
    "commas": "，，，。。。\n",
    "a letter": "各位乡亲：\n今年渡口要修，请绕行。\n李大山\n2025年6月18日\n",
    "a title and a number": "关于渡口的通知\n渡南政办发〔2025〕6号\n渡口照常开放。\n",
}


def test_a_notice_whose_plan_is_elsewhere_is_read_for_its_head_and_told() -> None:
    notice = read(HEAD + "附件：2025年渡南区政务公开工作要点（另发）\n")
    assert (notice.document_number, notice.issuer) == (
        "渡南政办发〔2025〕6号",
        "榆津市渡南区人民政府办公室",
    )
    assert (notice.plan_year, notice.points, notice.tasks) == (2025, (), ())
    (told,) = messages(notice, Severity.PROBLEM)
    assert "is the plan in another file" in told


SIGNED = "渡南区人民政府办公室\n2025年6月18日\n"
TITLE = "渡南区人民政府办公室关于印发2025年渡口任务分解表的通知\n渡南政办发〔2025〕6号\n"


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        (
            "各镇人民政府，区政府各部门：\n《政府工作报告》定了今年的事，现将任务分解下达，请对号入座。\n"
            f"附件：2025年渡口任务分解表\n{SIGNED}",
            "2025年渡口任务分解表",
        ),
        (
            "各镇人民政府，区政府各部门：\n逐条拆分，形成了《2025年渡口任务分解表》，经区政府同意，现发给你们。\n"
            f"{SIGNED}（此件公开发布）\n",
            "2025年渡口任务分解表",
        ),
        (
            "各镇人民政府，区政府各部门：\n今年的事定了，现将任务分解下达，请对号入座。\n"
            f"附件：1. 2025年渡口任务分解表\n2. 2025年码头任务分解表\n{SIGNED}",
            "2025年渡口任务分解表",
        ),
        (
            "各镇人民政府，区政府各部门：\n现将《2025年渡口任务分解》《2025年码头任务分解》印发给你们。\n"
            f"附件：1.2025年渡口任务单\n2.2025年码头任务分解\n{SIGNED}",
            "2025年渡口任务分解",
        ),
        (  # the colon behind the addressees is lost
            f"{TITLE}各镇人民政府，区政府各部门（单位\n《政府工作报告》已经区人代会通过，请照此用力。\n{SIGNED}",
            "2025年渡口任务分解表",
        ),
        (
            f"{TITLE}各镇人民政府：\n现印发给你们，请认真落实。\n",
            "2025年渡口任务分解表",
        ),
    ],
)  # fmt: skip
def test_heads_that_lack_a_part(text: str, plan: str) -> None:
    notice = read(text)
    assert notice.plan_title == plan
    assert notice.plan_year == 2025
    assert any("in another file" in told for told in messages(notice, Severity.PROBLEM))


@pytest.mark.parametrize("text", OTHER_GENRES.values(), ids=OTHER_GENRES.keys())
def test_another_genre_is_refused_with_a_reason(text: str, tmp_path: Path) -> None:
    file = tmp_path / "other.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"no work points.*no table of tasks") as caught:
        load(file)
    assert str(caught.value).startswith(str(file))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b"\n\n \n", "the file is empty"),
        ("notice.txt", b"\x00" + random.Random(1).randbytes(2000), "not a text file"),  # noqa: S311
        ("notice.xlsx", b"PK\x03\x04", "damaged or not complete"),
        ("notice", "一、做实公开".encode(), r"files of kind \(none\) are not read"),
    ],
)
def test_files_that_are_no_text(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(UnreadableFileError, match=message):
        load(file)


def test_text_spoilt_by_a_wrong_encoding_is_no_notice(tmp_path: Path) -> None:
    file = tmp_path / "spoilt.txt"
    file.write_bytes(TEXTS["city-2025"].encode("utf-8").decode("latin-1").encode("utf-8"))
    with pytest.raises(UnreadableFileError):
        load(file)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_of_the_file_changes_nothing(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "city.txt"
    file.write_text(TEXTS["city-2025"], encoding=encoding)
    assert facts(load(str(file))) == facts(read(TEXTS["city-2025"]))


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    file = tmp_path / "NOTICE.TXT"
    file.write_text(TEXTS["tabs-2024"], encoding="utf-8")
    assert load(file).file == "NOTICE.TXT"


@pytest.mark.parametrize(
    "text",
    [
        "（" * 20_000,
        "一、" + "（责任单位：" * 5_000,
        "、".join(["区司法局"] * 20_000),
        "一、甲\n" + "（一）乙。" + "丙，" * 30_000 + "（责任单位：" + "区司法局、" * 5_000 + "）",
        "序号\t工作任务\t责任单位\n" + "1\t" * 3_000,
        "每" * 40_000,
        "《" * 20_000 + "》" * 20_000,
        "1" * 50_000,
        "\n" * 100_000 + "一、甲\n乙。\n",
    ],
    ids=[
        "brackets",
        "open brackets",
        "names",
        "one point",
        "tabs",
        "每",
        "titles",
        "digits",
        "lines",
    ],
)
def test_long_odd_texts_are_read_or_refused(text: str) -> None:
    try:
        notice = read(text)
    except ZhengmaiError:
        return
    check(notice)


# --- real notices, beside the checkout


@pytest.mark.parametrize(
    ("name", "points", "tasks"),
    [
        ("gangcheng-2024", 14, 26),
        ("jinan-2025", 16, 16),
        ("zhifu-2024", 14, 14),
        ("taierzhuang-2022", 16, 67),
        ("tianqiao-2024", 17, 56),
    ],
)
def test_real_notices(name: str, points: int, tasks: int) -> None:
    file = REAL / f"{name}.txt"
    if not file.is_file():
        pytest.skip("no ../shared/notices beside this checkout: the real notices are not here")
    notice = load(file)
    check(notice)
    assert (len(notice.points), len(notice.tasks)) == (points, tasks)
    assert not messages(notice, Severity.PROBLEM)
