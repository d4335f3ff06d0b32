"""What time phrases mean as days, intervals and repetitions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.loaders.reading import at, limits, whole
from zhengmai.loaders.phrases.deadlines import from_column, from_text, parse_date
from zhengmai.model import DeadlineKind, DeadlineSource

# (cell, what is read from it in a plan of 2025, why)
COLUMN = [
    ("2025年12月底前", ["date 2025-12-31"], "the last day of the month"),
    ("2025年\n\n7月底前", ["date 2025-07-31"], "broken over lines"),
    ("2025 年 6 月底前完成", ["date 2025-06-30"], "stray spaces, 完成"),
    ("２０２５年６月底前", ["date 2025-06-30"], "full-width digits"),
    ("9月底", ["date 2025-09-30"], "the year of the plan"),
    ("2月底前", ["date 2025-02-28"], "a short month"),
    ("2024年2月底前", ["date 2024-02-29"], "a leap year"),
    ("8月上旬", ["date 2025-08-10"], "rule 11"),
    ("8月中旬前", ["date 2025-08-20"], "rule 11"),
    ("8月下旬", ["date 2025-08-31"], "rule 11"),
    ("2025年7月15日前", ["date 2025-07-15"], "a day"),
    ("2025年6月30日", ["date 2025-06-30"], "a day without 前, in a column only"),
    ("2025-06-30", ["date 2025-06-30"], "a day in digits"),
    ("2025.6.30", ["date 2025-06-30"], "a day in digits"),
    ("2025年6月前", ["date 2025-05-31"], "before the month begins"),
    ("年底前", ["date 2025-12-31"], "rule 11"),
    ("12月31号前", ["date 2025-12-31"], "as people say it"),
    ("6月15号", ["date 2025-06-15"], "the same, in a column only"),
    ("6/15", ["date 2025-06-15"], "as a sheet shows a day, in a column only"),
    ("13/15", ["date"], "no month"),
    ("2026年底", ["date 2026-12-31"], "a later year"),
    ("次年底前", ["date 2026-12-31"], "the year after the plan's"),
    ("明年1月底前", ["date 2026-01-31"], "the year after the plan's"),
    ("年内完成", ["date 2025-12-31"], "rule 11"),
    ("2025年内", ["date 2025-12-31"], "rule 11"),
    ("2025年", ["date 2025-12-31"], "a year as a limit, in a column only"),
    ("于9月底前落实到位", ["date 2025-09-30"], "words around it"),
    ("长期坚持", ["ongoing"], "rule 14"),
    ("长期", ["ongoing"], "a short form"),
    ("持续推进", ["ongoing"], "the same in other words"),
    ("全年推进", ["ongoing"], "the same in other words"),
    ("常态工作", ["ongoing"], "the same in other words"),
    ("常态化推进", ["ongoing"], "the same in other words"),
    ("长期性工作", ["ongoing"], "the same in other words"),
    ("日常工作", ["ongoing"], "the same in other words"),
    ("常抓不懈", ["ongoing"], "the same in other words"),
    ("2025年全年常态化开展", ["ongoing"], "the same, of a year"),
    ("立行立改、持续推进", ["ongoing"], "beside words that set no limit"),
    ("立行立改并长期坚持", ["ongoing"], "beside words that set no limit"),
    ("2025年9月底前，并常态化推进", ["date 2025-09-30", "ongoing"], "two limits"),
    ("省出台文件后2个月完成", ["relative P2M"], "from an event, without 内"),
    ("印发后1个月", ["relative P1M"], "from an event, without 内"),
    ("上级批复后20个工作日", ["relative P20D (working days)"], "from an event, without 内"),
    ("自合同签订之日起3个月", ["relative P3M"], "from an event, without 内"),
    ("看资金到位情况", ["date"], "kept as written, and told"),
    ("6月中旬至7月中旬", ["period 2025-06-11/2025-07-20"], "rule 12"),
    ("6月中旬\n至7月中旬", ["period 2025-06-11/2025-07-20"], "broken over lines"),
    ("5月1日—6月30日", ["period 2025-05-01/2025-06-30"], "a dash"),
    ("8月10日至20日", ["period 2025-08-10/2025-08-20"], "the month is said once"),
    ("4-10月", ["period 2025-04-01/2025-10-31"], "the word 月 is said once"),
    ("11月至次年2月", ["period 2025-11-01/2026-02-28"], "over the end of the year"),
    ("11月至2月", ["period 2025-11-01/2026-02-28"], "over the end of the year, unsaid"),
    ("2025年3月至2026年6月", ["period 2025-03-01/2026-06-30"], "two years"),
    ("三季度", ["period 2025-07-01/2025-09-30"], "a quarter"),
    ("第4季度", ["period 2025-10-01/2025-12-31"], "a quarter"),
    ("上半年", ["period 2025-01-01/2025-06-30"], "half a year"),
    ("下半年", ["period 2025-07-01/2025-12-31"], "half a year"),
    ("2025—2027年", ["period 2025-01-01/2027-12-31"], "several years"),
    ("每季度", ["recurring R/P3M"], "a frequency"),
    ("每两个月", ["recurring R/P2M"], "a frequency"),
    ("每三年", ["recurring R/P3Y"], "a frequency"),
    ("每月25日前", ["recurring R/P1M (day 25)"], "a frequency with a day"),
    ("每年至少1次", ["recurring R/P1Y>=1"], "rule 13"),
    ("全年不少于三次", ["recurring R/P1Y>=3"], "rule 13, Chinese numerals"),
    ("每季度不少于1次", ["recurring R/P3M>=1"], "rule 13"),
    ("印发后30日内", ["relative P30D"], "rule 14"),
    ("印发之日起10个工作日内完成", ["relative P10D (working days)"], "rule 14"),
    ("6月底前；12月底前", ["date 2025-06-30", "date 2025-12-31"], "two limits"),
    ("6月底、12月底前", ["date 2025-06-30", "date 2025-12-31"], "two limits"),
    ("2025年9月底前，长期坚持", ["date 2025-09-30", "ongoing"], "a first limit and ever after"),
    ("2025年9月底前完成，并长期坚持", ["date 2025-09-30", "ongoing"], "the same with 并"),
    ("12月底前/持续推进", ["date 2025-12-31", "ongoing"], "a stroke"),
    ("持续推进，11月底前见成效", ["date 2025-11-30"], "words around a limit"),
    ("及时", [], "rule 15"),
    ("按时限要求", [], "rule 15"),
    ("适时推进", [], "rule 15"),
    ("", [], "an empty cell"),
    (" \n", [], "an empty cell"),
    ("汛期结束", ["date"], "not understood: kept as written, without a day"),
    ("2025年2月31日前", ["date"], "a day that no calendar has: kept as written"),
]


@pytest.mark.parametrize(("cell", "expected", "why"), COLUMN, ids=[c[0] for c in COLUMN])
def test_the_deadline_column(cell: str, expected: list[str], why: str) -> None:
    found = from_column(whole(cell), 2025)
    assert limits(found) == expected, why
    assert all(d.where is DeadlineSource.COLUMN for d in found)
    for deadline in found:
        assert deadline.as_written == at(cell, deadline.spans)
        assert deadline.as_written == "".join(deadline.as_written.split())


@pytest.mark.parametrize(
    ("cell", "last"),
    [
        ("6月中旬至7月中旬", date(2025, 7, 20)),
        ("三季度", date(2025, 9, 30)),
        ("上半年", date(2025, 6, 30)),
        ("2025—2027年", date(2027, 12, 31)),
        ("每年至少1次", None),
        ("印发后30日内", None),
        ("长期坚持", None),
    ],
)
def test_the_day_of_a_period_is_its_last(cell: str, last: date | None) -> None:
    """Rules 12 to 14: a frequency, an event and 长期坚持 have no day."""
    (deadline,) = from_column(whole(cell), 2025)
    assert deadline.date == last


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("2025年\n12月底前完成", ["2025年12月底前"]),
        ("汛期\n结束", ["汛期结束"]),
        ("6月底前；12月底前", ["6月底前", "12月底前"]),
        ("2025年9月底前完成，并长期坚持。", ["2025年9月底前", "长期坚持"]),
    ],
)
def test_a_column_cell_as_written(cell: str, written: list[str]) -> None:
    assert [d.as_written for d in from_column(whole(cell), 2025)] == written


# (sentence, [(as written, what it means)], why)
TEXT = [
    ("6月底前公布目录。", [("6月底前", "date 2025-06-30")], "rule 11"),
    ("年内新增5项服务。", [("年内", "date 2025-12-31")], "年内 without a number of times"),
    (
        "年内讲政策不少于1次。",
        [("年内讲政策不少于1次", "recurring R/P1Y>=1")],
        "年内 with a number of times",
    ),
    ("年内讲政策2次。", [("年内讲政策2次", "recurring R/P1Y>=2")], "the same without 不少于"),
    ("每月全面自查一次。", [("每月全面自查一次", "recurring R/P1M")], "once each"),
    ("每两个月更新一轮。", [("每两个月更新一轮", "recurring R/P2M")], "each second month"),
    ("每3小时报告1次水位。", [("每3小时报告1次", "recurring R/PT3H")], "hours"),
    ("每年第一季度公布目录。", [("每年第一季度", "recurring R/P1Y")], "no quarter of this year"),
    (
        "每年四季度末前核对台账。",
        [("每年四季度末前", "recurring R/P1Y")],
        "no quarter of this year",
    ),
    ("第一季度公布目录。", [("第一季度", "period 2025-01-01/2025-03-31")], "one of this year"),
    ("对上半年未完成的约谈。", [], "what is past"),
    ("按季度编制清单。", [("按季度", "recurring R/P3M")], "a frequency"),
    ("每周五张贴菜价。", [("每周", "recurring R/P1W")], "a frequency"),
    ("收到后三日内回电。", [("收到后三日内", "relative P3D")], "rule 14"),
    ("发现后3日内处理。", [("发现后3日内", "relative P3D")], "any event"),
    ("隐患核实之日起24小时内销号。", [("隐患核实之日起24小时内", "relative PT24H")], "hours"),
    ("预案修订后一个月内演练。", [("预案修订后一个月内", "relative P1M")], "a month"),
    ("申请3个工作日内办结。", [], "a service standard: counted from no event"),
    ("接报24小时内到场。", [], "the same in hours"),
    ("一个月内答复。", [], "the same in months"),
    ("7月中旬至8月中旬开放。", [("7月中旬至8月中旬", "period 2025-07-11/2025-08-20")], "rule 12"),
    ("三季度组织互查。", [("三季度", "period 2025-07-01/2025-09-30")], "a quarter"),
    ("长期坚持开门办公。", [], "长期坚持 is a limit only in a column or a bracket"),
    ("2025年度报告写明数量。", [], "a year is a limit only in a column"),
]


@pytest.mark.parametrize(("sentence", "expected", "why"), TEXT, ids=[c[0] for c in TEXT])
def test_deadlines_in_a_sentence(sentence: str, expected: list[tuple[str, str]], why: str) -> None:
    found = from_text(whole(sentence), 2025)
    assert [(d.as_written, m) for d, m in zip(found, limits(found), strict=True)] == expected, why
    assert all(d.where is DeadlineSource.TEXT for d in found)
    assert all(d.as_written == at(sentence, d.spans) for d in found)


@pytest.mark.parametrize(
    "cell",
    ["12月底前", "年底前", "三季度", "下半年", "6月至8月", "9月", "6月前", "7月15日前", "年内"],
)
def test_without_a_plan_year_a_limit_has_no_day(cell: str) -> None:
    (deadline,) = from_column(whole(cell), None)
    assert (deadline.date, deadline.rule) == (None, None)
    assert deadline.as_written == cell


def test_a_printed_year_needs_no_plan_year() -> None:
    (deadline,) = from_column(whole("2023年11月底前"), None)
    assert (deadline.kind, deadline.date) == (DeadlineKind.DATE, date(2023, 11, 30))


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2025年6月18日", date(2025, 6, 18)),
        ("2025 年 6 月 18 日", date(2025, 6, 18)),
        ("2025-06-18", date(2025, 6, 18)),
        ("2025/6/18", date(2025, 6, 18)),
        ("２０２５年６月１８日", date(2025, 6, 18)),
        ("二〇二五年六月十八日", date(2025, 6, 18)),
        ("二○二五年十二月三十一日", date(2025, 12, 31)),
        ("2025年2月30日", None),
        ("2025年13月1日", None),
        ("2025年6月", None),
        ("2025年6月18日印发", None),
        ("今日", None),
        ("", None),
    ],
)
def test_parse_date(printed: str, day: date | None) -> None:
    assert parse_date(printed) == day


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="每年月日季度底末前内至-2025一二十3 次不少于上下旬半周起、；，", max_size=24),
    st.none() | st.integers(2018, 2030),
)
def test_any_cell_gives_deadlines_that_stand_in_it(cell: str, plan_year: int | None) -> None:
    for found in (from_column(whole(cell), plan_year), from_text(whole(cell), plan_year)):
        for deadline in found:
            assert deadline.as_written == at(cell, deadline.spans)
            assert deadline.as_written


@settings(max_examples=80, deadline=None)
@given(
    st.integers(2018, 2030), st.integers(1, 12), st.sampled_from(["底前", "底", "末", "份底之前"])
)
def test_the_end_of_any_month_is_its_last_day(year: int, month: int, part: str) -> None:
    (deadline,) = from_column(whole(f"{year}年{month}月{part}"), None)
    following = date(year + month // 12, month % 12 + 1, 1)
    assert deadline.date is not None
    assert (following - deadline.date).days == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("九月底前完成汇总", [("九月底前", "2025-09-30", None)]),
        (
            "5月和10月各办一次",
            [
                ("5月", "2025-05-31", "2025-05-01/2025-05-31"),
                ("10月", "2025-10-31", "2025-10-01/2025-10-31"),
            ],
        ),
        ("截至2024年底，已有三家建成", []),
        ("截至2024年6月底，已办结两件", []),
        ("每年1月31日前公布年度报告", [("每年1月31日前", None, "R/P1Y (by --01-31)")]),
        ("每年12月对文件核对一次", [("每年12月对文件核对一次", None, "R/P1Y (by --12-31)")]),
        ("每年六月组织1次演练", [("每年六月组织1次", None, "R/P1Y (by --06-30)")]),
        ("每年2月集中清理一次", [("每年2月集中清理一次", None, "R/P1Y (by --02-29)")]),
        ("每年对文件核对一次", [("每年对文件核对一次", None, "R/P1Y")]),
        ("每年至少核对1次", [("每年至少核对1次", None, "R/P1Y>=1")]),
        ("次年1月底前移交", [("次年1月底前", "2026-01-31", None)]),
        ("一个月内两家以上部门去同一企业的，并成一趟", []),
        ("到2027年，渡口全部改造", [("到2027年", "2027-12-31", None)]),
        ("力争到2026年建成十座渡口", [("到2026年", "2026-12-31", None)]),
        ("管好渡口，到2026年客流达到百万", [("到2026年", "2026-12-31", None)]),
        ("到2026年底，渡口全部改造", [("2026年底", "2026-12-31", None)]),
        ("客流由2020年的三万到2025年的十万", []),
        ("到2024年，已有三座建成", []),
        ("落实到2025年的计划里", []),
    ],
)  # fmt: skip
def test_what_a_sentence_limits_and_what_it_only_tells(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    found = from_text(whole(text), 2025)
    assert [
        (d.as_written, d.date.isoformat() if d.date else None, d.rule) for d in found
    ] == expected


@pytest.mark.parametrize(
    ("printed", "issued", "last"),
    [
        ("印发后30日内", date(2025, 6, 18), date(2025, 7, 18)),
        ("自印发之日起20个工作日内", date(2025, 9, 1), date(2025, 9, 28)),  # 28日补班
        ("本要点印发后10个工作日内", date(2025, 9, 26), date(2025, 10, 16)),
        ("印发后2周内", date(2025, 6, 18), date(2025, 7, 2)),
        ("政策文件印发后3日内", date(2025, 6, 18), None),  # counted from what the task makes
        ("变更后5个工作日内", date(2025, 6, 18), None),
        ("印发后20个工作日内", date(2099, 6, 18), None),  # no calendar of holidays yet
        ("印发后30日内", None, None),
    ],
)
def test_limits_counted_from_the_issue(
    printed: str, issued: date | None, last: date | None
) -> None:
    (deadline,) = from_column(whole(printed), 2025, issued)
    assert (deadline.kind, deadline.date, deadline.counted) == (DeadlineKind.RELATIVE, None, last)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("每年检查不超过2次。", []),
        ("会议控制在每年4次以内。", []),
        ("每月不多于2次。", []),
        ("每年检查1次以上。", ["recurring R/P1Y>=1"]),
        ("每年培训不少于100万人次。", ["recurring R/P1Y>=1000000"]),
        ("每年培训4.7万人次。", ["recurring R/P1Y>=47000"]),
        ("每季度走访不少于1.5万人次。", ["recurring R/P3M>=15000"]),
        ("全年培训4.7万人次以上。", []),
        ("全年义诊至少300人次。", []),
        ("一年接待不少于2000人次。", []),
        ("全年义诊至少12场次。", ["recurring R/P1Y>=12"]),
        ("审批时限压缩至10个工作日以内。", []),
        (
            "一季度、三季度各办一场。",
            ["period 2025-01-01/2025-03-31", "period 2025-07-01/2025-09-30"],
        ),
        ("第三、四季度各办一场。", ["period 2025-07-01/2025-12-31"]),
        ("三季度末前办结。", ["date 2025-09-30"]),
        ("下半年提请审议。", ["period 2025-07-01/2025-12-31"]),
        ("总结上半年工作情况。", []),
        ("二〇二五年底前完成。", ["date 2025-12-31"]),
        ("不迟于11月20日上报。", ["date 2025-11-20"]),
        ("按月报送进展。", ["recurring R/P1M"]),
        ("预警发布后30分钟内转发。", ["relative PT30M"]),
        ("要久久为功，长期坚持。", ["ongoing"]),
        ("2024年底已建成的不再重复。", []),
    ],
)
def test_more_sentences(sentence: str, expected: list[str]) -> None:
    assert limits(from_text(whole(sentence), 2025)) == expected


# --- service standards, events, a column's 全年 and bare months


@pytest.mark.parametrize(
    "sentence",
    [
        "补办船票的，3个工作日内办结。",
        "接到报修后台派单，24小时内响应。",
        "资料齐全的当场办，不齐的5个工作日内一次告知。",
        "把审批压到7个工作日内完成。",
        "投诉15日内办结率达到九成以上。",
        "对来信十个工作日内给予书面答复。",
        "值班电话30秒内接听，2小时内到达现场。",
        "实现1日内受理、3日内发证。",
    ],
)
def test_service_standards_are_no_limits(sentence: str) -> None:
    assert limits(from_text(whole(sentence), 2025)) == []


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("项目开工后15日内立牌公示。", "relative P15D"),
        ("自受理之日起20个工作日内答复。", "relative P20D (working days)"),
        ("船只检验合格后3个工作日内发证。", "relative P3D (working days)"),
        ("会议结束后2日内印发纪要。", "relative P2D"),
        ("接到险情报告后1小时内到场。", "relative PT1H"),
        ("签订合同之日起三个月内交船。", "relative P3M"),
        ("方案批准后两周内进场。", "relative P2W"),
        ("自公布之日起六个月内完成清退。", "relative P6M"),
    ],
)
def test_counted_from_an_event(sentence: str, rule: str) -> None:
    assert limits(from_text(whole(sentence), 2025)) == [rule]


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("全年", "period 2025-01-01/2025-12-31"),
        ("2025年全年", "period 2025-01-01/2025-12-31"),
        ("全年度", "period 2025-01-01/2025-12-31"),
        ("全 年", "period 2025-01-01/2025-12-31"),
        ("2026年全年", "period 2026-01-01/2026-12-31"),
        ("全年。", "period 2025-01-01/2025-12-31"),
    ],
)
def test_the_whole_year_in_a_column_is_a_period(cell: str, rule: str) -> None:
    (deadline,) = from_column(whole(cell), 2025)
    assert limits([deadline]) == [rule]
    assert deadline.date == date(int(rule[-10:-6]), 12, 31)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("6月", date(2025, 6, 30)),
        ("2月", date(2025, 2, 28)),
        ("2026年3月", date(2026, 3, 31)),
        ("十一月", date(2025, 11, 30)),
        ("2025年 9 月", date(2025, 9, 30)),
        ("１０月", date(2025, 10, 31)),
        ("2024年2月", date(2024, 2, 29)),
        ("12月份", date(2025, 12, 31)),
        ("2025.09", date(2025, 9, 30)),
        ("2025-11", date(2025, 11, 30)),
    ],
)
def test_a_bare_month_in_a_column_is_its_last_day(cell: str, day: date) -> None:
    (deadline,) = from_column(whole(cell), 2025)
    assert (deadline.kind, deadline.date) == (DeadlineKind.DATE, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("国庆节前", date(2025, 10, 1)),
        ("五一前", date(2025, 5, 1)),
        ("2026年元旦前", date(2026, 1, 1)),
        ("教师节之前", date(2025, 9, 10)),
        ("七一前", date(2025, 7, 1)),
        ("今年国庆前", date(2025, 10, 1)),
    ],
)
def test_days_that_have_names(text: str, day: date) -> None:
    (column,) = from_column(whole(text), 2025)
    assert (column.kind, column.date) == (DeadlineKind.DATE, day)
    (said,) = from_text(whole(f"渡口的灯{text}装好。"), 2025)
    assert said.date == day


@pytest.mark.parametrize(
    "text", ["国庆期间加开夜班。", "五一国际劳动节放假。", "教师节慰问老船工。"]
)
def test_a_holiday_alone_is_no_limit(text: str) -> None:
    assert from_text(whole(text), 2025) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "按照“年初定题、年中对账、年底交卷”的原则推进。",
        "落实“每月一调度、每季一通报”工作机制。",
        "执行“一月一小结”“年底算总账”督办制度。",
        "沿用「月底盘点、逐季晾晒」的工作方法。",
        "开展“12月底前清零”行动。",
        "形成“每周一巡、半年一评”、“年底一考”的闭环管理模式。",
    ],
)
def test_what_a_name_in_quotation_marks_says_is_no_limit(sentence: str) -> None:
    assert from_text(whole(sentence), 2025) == ()
    (limit,) = from_text(whole(f"{sentence}9月底前收绳。"), 2025)
    assert limit.as_written == "9月底前"


@pytest.mark.parametrize(
    "sentence",
    [
        "在“五一”前收绳。",
        "实现“年底前换完缆绳”的目标。",
        "按照“6月底前收绳”的要求推进。",
        "用好“渡口通”平台，年底前上线。",
        "办好“最美渡口”评选，12月底前揭晓。",
    ],
)
def test_other_quotation_marks_hide_no_limit(sentence: str) -> None:
    assert len(from_text(whole(sentence), 2025)) == 1


@pytest.mark.parametrize(
    ("sentence", "written", "rule"),
    [
        ("台账半年一调度。", "半年一调度", "R/P6M"),
        ("一月一通报进展。", "一月一通报", "R/P1M"),
        ("专班一周一碰头。", "一周一碰头", "R/P1W"),
        ("两月一督查到底。", "两月一督查", "R/P2M"),
        ("台账一季度一盘点。", "一季度一盘点", "R/P3M"),
        ("一年一考评。", "一年一考评", "R/P1Y"),
        ("每月逢十巡堤。", "每月", "R/P1M"),
        ("上下半年各一次。", "上下半年各一次", "R/P6M"),
        ("上、下半年各组织2次演练。", "上、下半年各组织2次", "R/P6M>=2"),
        ("上半年和下半年各巡查一轮。", "上半年和下半年各巡查一轮", "R/P6M"),
        ("上下半年各到渡口、码头走访一轮。", "上下半年", "R/P6M"),
        ("上半年、下半年分别培训1期。", "上半年、下半年分别培训1期", "R/P6M"),
    ],
)
def test_what_comes_round(sentence: str, written: str, rule: str) -> None:
    (limit,) = from_text(whole(sentence), 2025)
    assert (limit.as_written, limit.rule) == (written, rule)
    assert limit.kind is DeadlineKind.RECURRING


@pytest.mark.parametrize(
    "sentence",
    [
        "一年一度的庙会。",
        "上下半年的数据。",
        "进一步推进。",
        "同一周一班人马。",
        "一季一品发展渔业。",
    ],
)
def test_what_does_not_come_round(sentence: str) -> None:
    assert from_text(whole(sentence), 2025) == ()


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("5月底前动工", "5月底前动工"),
        ("9月投入使用", "9月投入使用"),
        ("2025年10月底前竣工验收", "2025年10月底前竣工验收"),
        ("12月底前", "12月底前"),
        ("2025年12月31日前", "2025年12月31日前"),
        ("持续推进，12月底前见成效", "12月底前"),
        ("12月底前取得明显成效", "12月底前"),
        ("6月底前（第一批）", "6月底前"),
    ],
)
def test_a_cell_says_what_is_to_be_reached_by_then(cell: str, written: str) -> None:
    read = from_column(whole(cell), 2025, cell=True)
    dated = [d for d in read if d.date is not None]
    assert " ".join(d.as_written for d in dated) == written
