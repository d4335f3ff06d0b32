"""The last item of a plan, where the text ends in the middle of it."""

from __future__ import annotations

import pytest

from tests.loaders.reading import HEAD, messages, read, row, units
from zhengmai.model import Severity

IN_BRACKETS = (
    "一、守渡口\n1.缆绳一律换新。（区水务局牵头，区财政局配合）\n2.旧绳入库。（区水务局负责）\n"
    "二、装航灯\n"
)
IN_LABELS = (
    "一、守渡口\n（一）换缆绳\n1.缆绳一律换新。\n牵头单位：区水务局\n责任单位：区财政局\n"
    "2.旧绳入库。\n牵头单位：区水务局\n（二）装航灯\n"
)
POINTS = (
    "一、换缆绳。旧绳剪断。（责任单位：区水务局）\n二、漆水尺。汛前漆完。（责任单位：区水务局）\n"
)


@pytest.mark.parametrize(
    ("body", "number", "text"),
    [
        (IN_BRACKETS + "3.三个码头各装一盏航标灯，夜里", "3", "三个码头各装一盏航标灯，夜里"),
        (IN_LABELS + "3.三个码头各装一盏航标灯，夜里", "3", "三个码头各装一盏航标灯，夜里"),
        (IN_BRACKETS + "3.三个码头各装一盏航标灯。（区交通局、区", "3", "三个码头各装一盏航标灯。"),
        (IN_BRACKETS + "3.三个码头各装一盏航标灯。（", "3", "三个码头各装一盏航标灯。"),
        (IN_LABELS + "3.三个码头各装一盏航标灯。\n牵头单", "3", "三个码头各装一盏航标灯。"),
        (IN_LABELS + "3.三个码头各装一盏航标灯。\n\n牵头", "3", "三个码头各装一盏航标灯。"),
        (
            IN_LABELS.replace("牵头单位", "分管领导：何守渡\n牵头单位")
            + "3.三个码头各装一盏航标灯。\n分管领导：何守渡\n牵头单",
            "3",
            "三个码头各装一盏航标灯。",
        ),
        (POINTS + "三、装航灯。三个码头各装一盏航标灯，夜里", "三", "三个码头各装一盏航标灯，夜里"),
    ],
)
def test_a_last_item_that_the_file_cuts_is_a_damaged_task(
    body: str, number: str, text: str
) -> None:
    notice = read(HEAD + body)
    assert row(notice.tasks[-1])[:3] == (number, text, "")
    assert [t.damaged for t in notice.tasks] == [False, False, True]
    assert any("ends in the middle" in m for m in messages(notice, Severity.DAMAGED))


BY_WHOM = (
    "一、守渡口\n1.缆绳换新。\n由区水务局、区财政局负责落实\n2.旧绳入库。\n由区财政局负责落实\n"
)
SENTENCES = (
    "（一）守好渡口。缆绳一律换新。（区水务局、区财政局）旧绳一律入库。（区财政局、各街道）"
    "水尺汛前重漆。（区水务局、区应急局）"
)


@pytest.mark.parametrize(
    ("body", "text", "who"),
    [
        (
            BY_WHOM + "3.三个码头各装航灯。\n由区交通局、区住建局",
            "三个码头各装航灯。",
            "责区交通局 责区住建局",
        ),
        (
            BY_WHOM + "3.三个码头各装航灯。\n由区交通局，区住建局、区",
            "三个码头各装航灯。",
            "责区交通局 责区住建局",
        ),
        (
            BY_WHOM + "3.三个码头各装航灯。由区交通局，各街道",
            "三个码头各装航灯。",
            "责区交通局 责各街道*",
        ),
        (
            BY_WHOM.replace("由区财政局负责落实", "由区财政局配合")
            + "3.三个码头各装航灯。\n由区交通局、区住建局",
            "三个码头各装航灯。",
            "",
        ),
        (SENTENCES + "三个码头各装航灯，夜里", "三个码头各装航灯，夜里", ""),
        (SENTENCES + "三个码头各装航灯。（区交", "三个码头各装航灯。", ""),
        (
            BY_WHOM.replace("1.", "（一）").replace("2.", "（二）") + "（三）装航灯，夜",
            "装航灯，夜",
            "",
        ),
    ],
)
def test_what_is_left_of_an_item_is_told_from_its_units(body: str, text: str, who: str) -> None:
    last = read(HEAD + body).tasks[-1]
    assert (last.text, units(last.assignments), last.damaged) == (text, who, True)


def test_a_name_that_is_cut_is_no_unit_where_another_shows_it() -> None:
    rows = "序号\t工作任务\t责任单位\n1\t缆绳换新\t区水务局\n2\t旧绳入库\t区财政局\n3\t装灯\t区水"
    last = read(
        HEAD + rows.replace("区水务局", "区水利局").replace("3\t装灯\t区水", "3\t装灯\t区水利")
    ).tasks[-1]
    assert (last.text, last.assignments, last.damaged) == ("装灯", (), True)
    whole = read(HEAD + rows.replace("3\t装灯\t区水", "3\t装灯\t区水务局")).tasks[-1]
    assert [a.unit for a in whole.assignments] == ["区水务局"]


@pytest.mark.parametrize(
    "body",
    [
        IN_BRACKETS + "3.三个码头各装一盏航标灯。\n",
        IN_BRACKETS.replace("（区水务局负责）", "") + "3.三个码头各装一盏航标灯，夜里",
        IN_BRACKETS + "3.三个码头各装一盏航标灯，夜里\n抄送：区委办公室。\n",
    ],
    ids=["a whole sentence", "another without units", "something below"],
)
def test_other_last_items(body: str) -> None:
    assert not any(t.damaged for t in read(HEAD + body).tasks)
