"""What ends as names of units do in the middle of a sentence is none."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body, row, units


@pytest.mark.parametrize(
    "step",
    [
        "建立渡口整治联席会议制度，逐一解决问题。",
        "组建河道巡查队伍，每月巡堤。",
        "推动沿河产业园区改造，年内动工。",
        "召开渡口管理现场会，交流做法。",
        "编制渡口整治任务台账，逐项销号。",
        "修订渡口排查办法，补齐短板。",
        "引导沿河社会组织参与，共同守渡。",
    ],
)
def test_what_is_done_beside_a_lead_unit_is_no_unit(step: str) -> None:
    notice = read_body(f"一、由区水利局牵头，{step}\n二、由区交通局负责，区财政局配合，换航灯。\n")
    assert [(t.text, units(t.assignments)) for t in notice.tasks] == [
        (step, "牵区水利局"),
        ("换航灯。", "责区交通局 配区财政局"),
    ]


@pytest.mark.parametrize(
    "behind",
    [
        "进度较慢的是青云镇、石浦镇。",
        "未完成任务的为青云镇。",
        "全区尚未开工的乡镇为青云镇、石浦镇；",
        "进展快的是区交通局、区住建局。",
    ],
)
def test_a_sentence_behind_a_labelled_list_is_no_part_of_it(behind: str) -> None:
    notice = read_body(
        f"一、部分项目\n1、换缆绳，牵头部门：区水利局。{behind}\n"
        "2、补水尺，牵头部门：区水利局。进度正常。\n"
    )
    assert [(t.text, units(t.assignments)) for t in notice.tasks] == [
        ("换缆绳", "牵区水利局"),
        ("补水尺", "牵区水利局"),
    ]
    assert behind.rstrip("。；") in "".join(unread.text for unread in notice.unread)


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("区财政局配合区水利局对旧缆绳逐根登记。", "配区财政局 牵区水利局"),
        ("区财政局、区审计局协助区水利局做好旧绳处置。", "配区财政局 配区审计局 牵区水利局"),
        ("各街道积极配合区水利局开展巡堤。", "配各街道* 牵区水利局"),
    ],
)
def test_who_helps_whom_as_the_subject_of_most_points(sentence: str, who: str) -> None:
    notice = read_body(f"一、区水利局负责换缆绳。\n二、{sentence}\n三、区交通局负责装航灯。\n")
    assert [row(t)[1:3] for t in notice.tasks] == [
        ("区水利局负责换缆绳。", "责区水利局"),
        (sentence, who),
        ("区交通局负责装航灯。", "责区交通局"),
    ]


def test_one_such_sentence_among_others_assigns_nothing() -> None:
    notice = read_body("一、区财政局配合区水利局做好登记。\n二、换缆绳。\n三、装航灯。\n")
    assert not any(t.assignments for t in notice.tasks)
