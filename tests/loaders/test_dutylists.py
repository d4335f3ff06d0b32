"""Lists of who does what: units first, before a colon, as a heading, or on a line above items."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body, units

LANES = "一、巷子里的事\n（一）补灯。北巷补灯八盏。\n（二）清沟。南街清沟三条。\n"
TASKS = [("（一）", "北巷补灯八盏。", ""), ("（二）", "南街清沟三条。", "")]
ROPE, LIGHT = "缆绳一律换新，旧绳剪断入库。", "三个码头各装一盏航灯。"
DONE = [(ROPE, "责区水务局"), (LIGHT, "责区交通局 责区财政局")]


def told(body: str) -> list[tuple[str, str, str]]:
    return [(t.number, t.text, units(t.assignments, t.open_ended)) for t in read_body(body).tasks]


def said(body: str) -> list[tuple[str, str]]:
    return [(text, who) for _, text, who in told(body)]


LISTS = {
    "items": "1.区水务局：{rope}\n2.区交通局、区财政局：{light}\n",
    "items, full stop": "1.区水务局。{rope}\n2.区交通局、区财政局。{light}\n",
    "items, in brackets": "1.【区水务局】{rope}\n2.（区交通局、区财政局）{light}\n",
    "points": "（一）区水务局：{rope}\n（二）区交通局、区财政局：{light}\n",
    "points, full stop": "（一）区水务局。{rope}\n（二）区交通局、区财政局。{light}\n",
    "points, text below": "（一）区水务局\n{rope}\n（二）区交通局、区财政局\n{light}\n",
    "paragraphs": "区水务局：{rope}\n区交通局、区财政局：{light}\n",
    "paragraphs behind an opening": "分工如下。\n区水务局：{rope}\n区交通局、区财政局：{light}\n",
    "paragraphs with signs": "★区水务局：{rope}\n★区交通局、区财政局：{light}\n",
    "paragraphs, in brackets": "【区水务局】{rope}\n【区交通局、区财政局】{light}\n",
    "lines and paragraphs": "区水务局：\n{rope}\n区交通局、区财政局：\n{light}\n",
    "counted points": "（一）区水务局（1项）\n1.{rope}\n（二）区交通局、区财政局\n1.{light}\n",
    "lines and items": "区水务局\n1.{rope}\n区交通局、区财政局\n1.{light}\n",
    "lines with a colon and items": "区水务局：\n1.{rope}\n区交通局、区财政局：\n2.{light}\n",
    "labels and items": "责任单位：区水务局\n1.{rope}\n责任单位：区交通局、区财政局\n1.{light}\n",
    "in brackets, and items": "【区水务局】\n1.{rope}\n【区交通局、区财政局】\n1.{light}\n",
    "counted, and items": "区水务局（1项）\n1.{rope}\n区交通局、区财政局（1项）\n1.{light}\n",
}


@pytest.mark.parametrize("kind", LISTS)
def test_units_stand_before_what_they_do(kind: str) -> None:
    """What stands in other sections is read as without the list."""
    body = f"{LANES}二、职责分工\n{LISTS[kind].format(rope=ROPE, light=LIGHT)}"
    assert told(body)[:2] == TASKS
    assert said(body)[2:] == DONE


@pytest.mark.parametrize("kind", [kind for kind in LISTS if kind.endswith("and items")])
@pytest.mark.parametrize("annexed", [False, True])
def test_lines_above_items_without_a_section(kind: str, annexed: bool) -> None:
    """The units of the first line are not lost, and none is those of the group above."""
    listed = LISTS[kind].format(rope=ROPE, light=LIGHT)
    body = f"{LANES}附件：分工\n\n附件\n分工\n{listed}" if annexed else listed
    assert said(body) == [(text, who) for _, text, who in TASKS * annexed] + DONE


def test_what_a_line_says_holds_for_each_item_below_it() -> None:
    body = "区水务局\n1.换缆绳八根。\n2.清淤三处。\n区交通局牵头任务\n3.装航灯三盏。\n4.漆水尺。\n"
    assert told(body) == [
        ("1", "换缆绳八根。", "责区水务局"),
        ("2", "清淤三处。", "责区水务局"),
        ("3", "装航灯三盏。", "牵区交通局"),
        ("4", "漆水尺。", "牵区交通局"),
    ]


def test_units_below_items_stay_those_of_the_item_above() -> None:
    body = (
        "1.换缆绳八根。\n责任单位：区水务局\n2.装航灯三盏。\n责任单位：区交通局\n"
        "3.清淤三处。\n责任单位：区水务局\n"
    )
    assert said(body) == [
        ("换缆绳八根。", "责区水务局"),
        ("装航灯三盏。", "责区交通局"),
        ("清淤三处。", "责区水务局"),
    ]


@pytest.mark.parametrize(
    "listed",
    [
        "1.区水务局：3456789\n2.区交通局：3456790\n",
        "1.区水务局：张三、李四\n2.区交通局：王五\n",
        "1.东岚区：缆绳一律换新，旧绳剪断入库。\n2.西汀区：三个码头各装一盏航灯。\n",
        "1.宣传组：缆绳一律换新，旧绳剪断入库。\n2.综合组：三个码头各装一盏航灯。\n",
        "1.区水务局：缆绳一律换新，旧绳剪断入库。\n2.航灯：三个码头各装一盏。\n3.水尺：重新漆过。\n",
        "区水务局\n1.张三 3456789\n2.李四 3456790\n区交通局\n1.王五 3456791\n",
        "（一）综合组\n组长：张三\n成员单位：区水务局、区交通局\n职责：负责统筹渡口的事。\n",
        "1.各街道：缆绳一律换新，旧绳剪断入库。\n2.各社区：三个码头各装一盏航灯。\n",
        "1.缆绳一律换新，旧绳剪断入库。\n2.三个码头各装一盏航灯。\n",
    ],
    ids=[
        "numbers",
        "persons",
        "places",
        "groups",
        "one of three",
        "contacts below lines",
        "members",
        "classes alone",
        "no units",
    ],
)
def test_what_is_no_list_of_duties_assigns_nobody(listed: str) -> None:
    assert not any(who for _, who in said(f"{LANES}二、职责分工\n{listed}"))


def test_brackets_in_a_list_say_who_does_it() -> None:
    body = (
        f"{LANES}二、缆绳\n1.区水务局：换新。（区交通局负责）\n2.区财政局：拨款。（区审计局负责）\n"
    )
    assert [who for _, who in said(body)] == ["责区交通局", "责区审计局"]


@pytest.mark.parametrize("mark", ["（{}）", "{}．", ""])
def test_roles_stand_in_brackets_behind_the_names(mark: str) -> None:
    first, second = (mark.format(n) for n in ("一二" if "（" in mark else "12"))
    body = (
        f"{LANES}二、职责分工\n"
        f"{first}区水务局（牵头单位）：对缆绳、浮桥逐处查看，8月底前换完；旧绳入库。\n"
        f"{second}区交通局（牵头）、区财政局（配合单位）、各街道（配合单位）：三个码头各装一盏航灯。\n"
    )
    assert said(body)[2:] == [
        ("对缆绳、浮桥逐处查看，8月底前换完；旧绳入库。", "牵区水务局"),
        (LIGHT, "牵区交通局 配区财政局 配各街道*"),
    ]


def test_an_annex_of_duties_is_read_behind_one_of_names() -> None:
    body = (
        f"{LANES}附件：1.名单\n2.职责\n\n附件1\n名单\n组长：张三\n成员：李四\n\n附件2\n职责\n"
        "1．区水务局：换缆绳八根，旧绳入库。\n2．区交通局：三个码头各装一盏灯。\n"
        "3．各街道：每旬看一次水尺。\n"
    )
    assert said(body)[2:] == [
        ("换缆绳八根，旧绳入库。", "责区水务局"),
        ("三个码头各装一盏灯。", "责区交通局"),
        ("每旬看一次水尺。", "责各街道*"),
    ]


def test_what_a_unit_does_may_be_counted_in_one_paragraph() -> None:
    """Of a text that counts nothing else; a line above without a stop does not go on in it."""
    body = (
        "办理时限：自受理之日起不超过20个工作日\n区水务局：（1）换缆绳八根；（2）旧绳入库。\n"
        "区交通局：三个码头各装一盏灯。\n各街道：每旬看一次水尺。\n"
    )
    assert told(body) == [
        ("", "（1）换缆绳八根；（2）旧绳入库。", "责区水务局"),
        ("", "三个码头各装一盏灯。", "责区交通局"),
        ("", "每旬看一次水尺。", "责各街道*"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("换缆绳八根。区水务局（牵头）、各街道", "三个码头各装一盏灯。区交通局"),
        ("换缆绳八根。      区水务局（牵头）、各街道", "三个码头各装一盏灯。    区交通局"),
        ("换缆绳八根。……………区水务局（牵头）、各街道", "三个码头各装一盏灯。……………区交通局"),
        (
            "换缆绳八根。牵头单位为区水务局，配合单位为各街道，完成时限为8月底前。",
            "三个码头各装一盏灯。责任单位为区交通局。",
        ),
    ],
    ids=["behind the sentence", "behind blanks", "behind dots", "in words"],
)
@pytest.mark.parametrize("mark", ["{}.", "（{}）"])
def test_units_stand_behind_what_they_do(first: str, second: str, mark: str) -> None:
    ones = "一二" if "（" in mark else "12"
    rows = said(f"一、守渡口\n{mark.format(ones[0])}{first}\n{mark.format(ones[1])}{second}\n")
    assert [text for text, _ in rows] == ["换缆绳八根。", "三个码头各装一盏灯。"]
    assert [who[1:] for _, who in rows][1] == "区交通局"
    assert rows[0][1].startswith("牵区水务局 ")
    assert rows[0][1].endswith("各街道*")


def test_a_room_is_no_unit() -> None:
    body = "一、会场\n（一）地点。区政府三楼会议室。\n（二）人员。区水务局、区交通局。\n"
    assert not any("室" in who for _, who in said(body))


def test_a_group_in_a_list_is_no_unit() -> None:
    body = (
        f"{LANES}二、职责分工\n1.区水务局：换缆绳八根，旧绳入库。\n2.区交通局：三个码头各装一盏灯。\n"
        "3.宣传组：把渡口的规矩写成榜，贴在码头。\n"
    )
    assert told(body)[2:] == [
        ("1", "换缆绳八根，旧绳入库。", "责区水务局"),
        ("2", "三个码头各装一盏灯。", "责区交通局"),
        ("3", "宣传组：把渡口的规矩写成榜，贴在码头。", ""),
    ]


@pytest.mark.parametrize("mark", ["", "1."])
def test_each_clause_is_its_own_subjects(mark: str) -> None:
    other = mark.replace("1", "2")
    body = (
        f"{LANES}二、职责分工\n{mark}区水务局负责换缆绳八根；区交通局负责装航灯三盏。\n"
        f"{other}区财政局负责拨款，按月结账。\n"
    )
    assert said(body)[-3:] == [
        ("区水务局负责换缆绳八根；", "责区水务局"),
        ("区交通局负责装航灯三盏。", "责区交通局"),
        ("区财政局负责拨款，按月结账。", "责区财政局"),
    ]


def test_names_of_columns_are_no_duty() -> None:
    body = (
        "| 成员单位 | 主要职责 |\n|---|---|\n| 区水务局 | 换新缆绳八根，旧绳入库。 |\n"
        "| 区交通局 | 三个码头各装一盏航灯。 |\n| 各街道 | 每旬看一次水尺，记在簿上。 |\n"
    )
    assert said(body) == [
        ("换新缆绳八根，旧绳入库。", "责区水务局"),
        ("三个码头各装一盏航灯。", "责区交通局"),
        ("每旬看一次水尺，记在簿上。", "责各街道*"),
    ]
