"""The phrases that time limits are stated with, row by row."""

from __future__ import annotations

import pytest

from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.phrases import timephrases
from zhengmai.loaders.phrases.timephrases import NEEDS, PHRASES, TimePhrase, phrases_in


@pytest.mark.parametrize("phrase", PHRASES, ids=[f"{p.name}-{p.example}" for p in PHRASES])
def test_each_example_matches_its_own_row_whole(phrase: TimePhrase) -> None:
    assert phrase.example == fold(phrase.example), "examples are written as folded text"
    match = phrase.pattern.match(phrase.example)
    assert match is not None
    assert match.group() == phrase.example


@pytest.mark.parametrize("phrase", PHRASES, ids=[f"{p.name}-{p.example}" for p in PHRASES])
def test_each_example_alone_in_a_column_is_read_with_its_kind(phrase: TimePhrase) -> None:
    read = timephrases.whole_phrase(phrase.example)
    assert read is not None
    assert read[0].kind is phrase.kind


@pytest.mark.parametrize(
    "phrase",
    [p for p in PHRASES if p.in_text],
    ids=[f"{p.name}-{p.example}" for p in PHRASES if p.in_text],
)
def test_each_row_has_a_word_that_it_needs(phrase: TimePhrase) -> None:
    """A text without any of these words is not searched for the phrase."""
    assert any(word in phrase.example for word in NEEDS[phrase.name])
    assert phrase.example in [m.group() for _, m in phrases_in(phrase.example)]


# Rule 15 of the labels, and words that only look like a limit.
NO_LIMIT_IN_A_SENTENCE = [
    ("定期公布检查结果", "定期"),
    ("及时更新目录", "及时"),
    ("适时召开会议", "适时"),
    ("第一时间回应", "第一时间"),
    ("常态化开展走访", "常态化"),
    ("编制年度报告", "年度"),
    ("做好季度检查和四季度检查", "季度检查 is a name"),
    ("按时限要求办结", "按时限要求"),
    ("重大政策制定前听取意见", "an order of things"),
    ("近三年成交均价", "a past span"),
    ("截至去年底已有八处", "the past"),
    ("上年底的存量", "the past"),
    ("2024年12月底以来", "since"),
    ("自8月10日起施行", "a beginning"),
    ("公示不少于7日", "a duration"),
    ("提前30日公开", "a lead time"),
    ("年终总结", "a name"),
    ("年内容审核", "年 | 内容"),
    ("两年内容积", "年 | 内容"),
    ("半年内", "half a year, not this year"),
    ("每日最大承载量", "a capacity"),
    ("日常管理", "每日 | 日常"),
    ("2025-2027年规划", "the name of a plan"),
    ("15分钟便民圈", "a name"),
    ("2025年是规划收官之年", "a year"),
]


@pytest.mark.parametrize(("sentence", "why"), NO_LIMIT_IN_A_SENTENCE)
def test_sentences_that_set_no_limit(sentence: str, why: str) -> None:
    assert [m.group() for _, m in phrases_in(fold(sentence))] == [], why


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("6月底前公布目录,12月底前核对一遍", ["6月底前", "12月底前"]),
        ("2025年6月底前、12月底前分别通报", ["2025年6月底前", "12月底前"]),
        ("每月10日前更新,发现后3日内处理", ["每月10日前", "发现后3日内"]),
        ("全年组织培训不少于3次", ["全年组织培训不少于3次"]),
        ("每年至少召开1次专题会议", ["每年至少召开1次"]),
        ("年内在各街道讲政策2次", ["年内在各街道讲政策2次"]),
        ("年内建成二期工程", ["年内"]),
        ("年内新增40项", ["年内"]),
        ("每半年在小区门口公示一次", ["每半年在小区门口公示一次"]),
        ("每两个月更新一轮", ["每两个月更新一轮"]),
        ("每季度末月25日前报送", ["每季度末月25日前"]),
        ("每季度末核对", ["每季度末"]),
        ("自结果核定之日起7个工作日内", ["自结果核定之日起7个工作日内"]),
        ("本要点印发后30日内", ["本要点印发后30日内"]),
        ("于9月集中安排一周", ["9月"]),
        ("6月中旬至7月中旬办开放月", ["6月中旬至7月中旬"]),
        ("今年12月底前", ["今年12月底前"]),
    ],
)
def test_a_limit_is_found_from_its_first_to_its_last_word(sentence: str, found: list[str]) -> None:
    """Rule 13: it runs from the word for the time to the number of times."""
    assert [m.group() for _, m in phrases_in(sentence)] == found


@pytest.mark.parametrize(
    ("cell", "is_limit"),
    [
        ("2025年12月底前", True),
        ("长期坚持", True),
        ("6月底前;12月底前", True),
        ("2025年9月底前完成,并长期坚持", True),
        ("12月底前2025年底前", True),
        ("2024年12月底", True),
        ("底前", True),  # a piece that a page break left
        ("按时限要求", True),
        ("区财政局", False),
        ("编制目录", False),
        ("区司法局2025年6月底前", False),
    ],
)
def test_cells_of_a_deadline_column(cell: str, is_limit: bool) -> None:
    assert timephrases.is_time_phrase(cell) is is_limit


@pytest.mark.parametrize(
    ("sentence", "limits"),
    [
        ("缓缴政策实施期限至2025年12月31日。", ["实施期限至2025年12月31日"]),
        ("费率政策执行至2026年4月30日,", ["执行至2026年4月30日"]),
        ("将补贴期限延长至2026年4月30日。", ["延长至2026年4月30日"]),
        ("优惠顺延至2025年6月30日。", ["顺延至2025年6月30日"]),
        ("费率政策实施至2025年4月30日,2025年5月1日起按新率。", ["实施至2025年4月30日"]),
        ("新率实施至2025年4月30日以来的效果", []),
        ("船票延长至码头出售", []),
    ],
)
def test_until_when_a_policy_holds(sentence: str, limits: list[str]) -> None:
    assert [m.group() for _, m in phrases_in(sentence)] == limits
