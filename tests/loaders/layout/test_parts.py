"""A notice that counts its own demands, and the plan annexed to it."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read, row
from zhengmai.model import Notice

TITLE = "苍坪县人民政府办公室关于印发苍坪县2025年摆渡工作要点的通知\n苍政办发〔2025〕8号\n"
TO = "各乡镇人民政府，县政府各部门：\n"
DEMANDS = (
    "《苍坪县2025年摆渡工作要点》已经县政府同意，现印发给你们，并提出以下要求。\n"
    "一、抓紧排期。各乡镇要于4月5日前报送排期表。\n"
    "二、勤看现场。每周至少到渡口看一次。\n"
    "三、严肃纪律。瞒报船况的，当面说清楚。\n"
)
SIGNED = "苍坪县人民政府办公室\n2025年3月20日\n"
PLAN = "苍坪县2025年摆渡工作要点\n"
WITH_UNITS = (
    "一、换缆绳\n（一）旧绳剪断。（牵头单位：县水利局；配合单位：各乡镇）\n"
    "（二）新绳称重。（责任单位：县市场监管局）\n"
    "二、装航灯\n（三）夜里有人值守。（县交通运输局牵头，县公安局配合，9月底前）\n"
)
READ = [
    ("（一）", "旧绳剪断。", "牵县水利局 配各乡镇*", []),
    ("（二）", "新绳称重。", "责县市场监管局", []),
    ("（三）", "夜里有人值守。", "牵县交通运输局 配县公安局", ["date 2025-09-30"]),
]
WITHOUT_UNITS = (
    "一、换缆绳。旧绳一律剪断，送库房。\n二、装航灯。三个码头各装一盏。\n"
    "三、讲一堂课。请老船工到小学去讲。\n四、记一本账。每船一页。\n"
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TITLE + TO + DEMANDS + SIGNED + PLAN + WITH_UNITS, id="below the signature"),
        pytest.param(
            TITLE + TO + DEMANDS + SIGNED + "附件\n" + PLAN + WITH_UNITS, id="below 附件"
        ),
        pytest.param(
            TITLE + TO + DEMANDS + SIGNED + "附件：" + PLAN + WITH_UNITS, id="附件 with its title"
        ),
        pytest.param(
            TITLE + TO + DEMANDS + "附件：苍坪县2025年摆渡工作要点\n" + SIGNED + "附件1\n" + PLAN
            + WITH_UNITS,
            id="the annex is named above the signature, too",
        ),
        pytest.param(
            TITLE + TO + DEMANDS.replace("一、", "1.").replace("二、", "2.").replace("三、", "3.")
            + SIGNED + PLAN + WITH_UNITS,
            id="demands with other marks",
        ),
    ],
)  # fmt: skip
def test_the_plan_below_the_notice_has_the_tasks(text: str) -> None:
    notice = read(text)
    assert [row(t) for t in notice.tasks] == READ
    assert [p.number for p in notice.points] == ["（一）", "（二）", "（三）"]
    assert_head(notice)
    assert "瞒报船况的" in "".join(u.text for u in notice.unread)


def test_a_plan_without_units_that_counts_more_than_the_notice() -> None:
    notice = read(TITLE + TO + DEMANDS + SIGNED + PLAN + WITHOUT_UNITS)
    assert [t.text for t in notice.tasks] == [
        "旧绳一律剪断，送库房。",
        "三个码头各装一盏。",
        "请老船工到小学去讲。",
        "每船一页。",
    ]
    assert_head(notice)


def test_demands_with_units_are_tasks_of_the_notice() -> None:
    own = DEMANDS.replace("看一次。", "看一次。（责任单位：各乡镇）")
    notice = read(TITLE + TO + own + SIGNED + "附件\n联系人名单\n1.名单另发。\n")
    assert [row(t)[:3] for t in notice.tasks] == [("二", "每周至少到渡口看一次。", "责各乡镇*")]


def test_a_list_below_the_signature_is_no_plan() -> None:
    notice = read(TITLE + TO + DEMANDS + SIGNED + "附件\n1.排期表（样式）\n")
    assert [p.number for p in notice.points] == ["一", "二", "三"]


def assert_head(notice: Notice) -> None:
    assert notice.document_number == "苍政办发〔2025〕8号"
    assert notice.issuer == "苍坪县人民政府办公室"
    assert notice.addressees == ("各乡镇人民政府", "县政府各部门")
    assert notice.plan_title == "苍坪县2025年摆渡工作要点"
