"""Labels before lists of units and limits, in prose."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body, row, units, whole
from zhengmai.loaders.phrases.labels import Says, begins_with_label, is_label, labels_in
from zhengmai.loaders.phrases.responsibility import from_bracket


@pytest.mark.parametrize(
    ("words", "assigned"),
    [
        ("牵头单位：区交通局；共同责任单位：区水务局、各街道", "牵区交通局 责区水务局 责各街道*"),
        (
            "牵头领导：某某，牵头单位：区发改局，数据提供单位：区统计局",
            "牵区发改局 配区统计局",
        ),
        ("主责单位：区水务局；协同单位：区林业局", "牵区水务局 配区林业局"),
        ("实施主体：区城投公司；技术支撑单位：区数据局", "责区城投公司 配区数据局"),
        ("牵头单位及责任单位：区司法局、区财政局", "牵区司法局 责区财政局"),
        ("部门分工：区教体局牵头，区财政局、各街道配合", "牵区教体局 配区财政局 配各街道*"),
        ("责任分工：区民政局负责，区卫健局协助", "责区民政局 配区卫健局"),
        ("牵头部门：区商务局，参与部门：区文旅局", "牵区商务局 配区文旅局"),
        ("办理单位：区住建局，督办单位：区政府办公室", "责区住建局"),
        (
            "牵头责任单位：区水务局；协同责任单位：区林业局、各街道",
            "牵区水务局 配区林业局 配各街道*",
        ),
        ("责任单位：区水务局；协助责任单位：区林业局", "责区水务局 配区林业局"),
        ("牵头负责领导：何守渡；牵头责任单位：区水务局", "牵区水务局"),
        ("牵头单位：区水务局，联动责任部门：区气象局", "牵区水务局 配区气象局"),
        (
            "主管负责领导：何守渡，责任单位：区水务局，参与落实单位：区林业局",
            "责区水务局 配区林业局",
        ),
    ],
)
def test_labels_that_columns_have(words: str, assigned: str) -> None:
    duty = from_bracket(whole(words))
    assert duty is not None
    assert units(duty.assignments) == assigned


def test_who_is_in_charge_above_the_units_is_no_text() -> None:
    notice = read_body(
        "一、守好渡口\n1. 渡客增长4%以上。\n\n牵头负责领导：何守渡。\n\n"
        "牵头责任单位：区交通局。\n\n"
        "协同责任单位：区水务局等，各街道。\n\n2. 事故为零。\n\n牵头负责领导：何守渡。\n\n"
        "牵头责任单位：区应急局。\n\n协同责任单位：各街道。\n"
    )
    assert [row(t)[1:3] for t in notice.tasks] == [
        ("渡客增长4%以上。", "牵区交通局 配区水务局 配各街道* 等"),
        ("事故为零。", "牵区应急局 配各街道*"),
    ]


def test_labels_on_lines_of_their_own() -> None:
    """A point with its aims, its units and its limits, each on a line."""
    notice = read_body(
        "一、守好渡口\n（一）栏杆项目。\n目标任务：换下锈掉的栏杆。\n牵头单位：区住建局。\n"
        "配合单位：区财政局，各街道。\n实施时间：2025年1-6月。\n完成时间：2025年6月。\n"
        "（二）航灯项目。\n目标任务：三个码头各装一盏。\n牵头单位：区交通局。\n完成时间：2025年9月。\n"
    )
    first, second = (row(t) for t in notice.tasks)
    assert first[2:] == (
        "牵区住建局 配区财政局 配各街道*",
        ["period 2025-01-01/2025-06-30", "date 2025-06-30"],
    )
    assert second[2:] == ("牵区交通局", ["date 2025-09-30"])


def test_items_with_a_person_and_their_units_below() -> None:
    notice = read_body(
        "一、预期指标\n1.渡客增长4%。\n分管领导：某某\n部门分工：区交通局牵头，各街道、各部门配合。\n"
        "2.事故为零。\n分管领导：某某\n部门分工：区应急局负责。\n"
    )
    assert [row(t)[1:3] for t in notice.tasks] == [
        ("渡客增长4%。", "牵区交通局 配各街道* 配各部门*"),
        ("事故为零。", "责区应急局"),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("责 任 单 位:区司法局", [Says.RESPONSIBLE]),
        ("[牵头单位]区司法局[完成时限]6月底前", [Says.LEAD, Says.TIME]),
        ("计划完成时间:6月底前;责任人:某某", [Says.TIME, Says.PERSON]),
        ("指导单位:市司法局", [Says.GUIDE]),
        ("开放时间:每天六点", []),
        ("他说:责任重大", []),
    ],
)
def test_what_labels_say(text: str, says: list[Says]) -> None:
    assert [label.says for label in labels_in(text)] == says


def test_a_label_alone_and_a_label_first() -> None:
    assert is_label("共同责任单位")
    assert not is_label("区司法局")
    assert begins_with_label("实施时间:2025年6月")
    assert not begins_with_label("区司法局责任单位:区财政局")


@pytest.mark.parametrize(
    ("said", "units"),
    [
        ("责任单位：区应急局、各街道。", "责区应急局 责各街道*"),
        ("牵头单位：区应急局；配合单位：区水利局、各街道。", "牵区应急局 配区水利局 配各街道*"),
        ("主责部门：区应急局等。", "牵区应急局 等"),
        ("责任科室：办公室。　　", "责办公室"),
        ("【责任单位】：区应急局。", "责区应急局"),
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "密切监视水情，每日巡堤不少于两次，发现险情立即报告。",
        "6月1日至9月30日有人值守，严禁脱岗漏岗。",
        "水退后24小时内报灾情，做好核查。把账贴出来。",
        "换缆绳",
    ],
)
def test_labels_in_the_first_sentence(said: str, units: str, text: str) -> None:
    notice = read_body(f"一、守好渡口\n1.{said}{text}\n2.{said}{text}\n")
    assert [row(t)[1:3] for t in notice.tasks] == [(text, units)] * 2


def test_a_sentence_behind_labelled_units_names_none() -> None:
    """Whatever stands behind: nothing of it is a unit."""
    notice = read_body(
        "一、守好渡口\n1.换缆绳。责任单位：区水利局。发现险情立即报告，不漏一户一人。\n"
    )
    (task,) = notice.tasks
    assert [a.unit for a in task.assignments] == ["区水利局"]
    assert any("发现险情立即报告" in unread.text for unread in notice.unread)
