"""Brackets of bare names on lines of their own, below the items or points that they belong to."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body, units

ITEMS = [
    ("缆绳全部更换。", "区水利局、财政局，渡南税务局", "责区水利局 责财政局 责渡南税务局"),
    ("航标灯亮灯率达到98%。", "区海事处", "责区海事处"),
    ("事故下降4%；伤亡为零。", "区交通局、水利局", "责区交通局 责水利局"),
    ("游客增长12%。", "区文旅局，各街道", "责区文旅局 责各街道*"),
    ("编一本手册，发到每条船。", "区司法局等", "责区司法局 等"),
]


def told(body: str) -> list[tuple[str, str]]:
    return [(t.text, units(t.assignments, t.open_ended)) for t in read_body(body).tasks]


def printed(marks: list[str], stop: str = "", gap: str = "\n") -> str:
    return "".join(
        f"{mark}{text}\n{gap if gap != chr(10) else ''}（{who}）{stop}\n"
        for mark, (text, who, _) in zip(marks, ITEMS, strict=True)
    )


FOUND = [(text, assigned) for text, _, assigned in ITEMS]


@pytest.mark.parametrize("gap", ["\n", "　　"], ids=["at the margin", "indented"])
@pytest.mark.parametrize("stop", ["", "。", "；"])
@pytest.mark.parametrize(
    "marks",
    [
        ["一、渡口的事\n1．", "2．", "3．", "4．", "5．"],
        ["一、渡口的事\n1、", "2、", "3、", "二、船上的事\n4、", "5、"],
        ["一、渡口的事\n（一）保障航行\n1.", "2.", "（二）服务游客\n3.", "4.", "5."],
        ["一、渡口的事\n1.", "2.", "3.", "4.", "二、船上的事\n5."],
    ],
)
def test_each_item_has_its_own(marks: list[str], stop: str, gap: str) -> None:
    assert told(printed(marks, stop, gap)) == FOUND


def test_each_point_has_its_own() -> None:
    marks = ["一、渡口的事\n（一）", "（二）", "（三）", "二、船上的事\n（四）", "（五）"]
    assert told(printed(marks)) == FOUND


@pytest.mark.parametrize("mark", ["（{}）", "{}．", "{}、"])
@pytest.mark.parametrize("stop", ["", "。"])
def test_a_list_of_things_with_who_minds_each(mark: str, stop: str) -> None:
    things = [
        ("《渡口管理条例》", "区交通局", "责区交通局"),
        ("《航道法》《内河安全条例》", "区海事处法规科", "责区海事处法规科"),
        ("《防洪法》", "全区各单位、各部门", "责全区各单位、各部门*"),
        ("渡船登记", "区政务中心", "责区政务中心"),
    ]
    numbers = "一二三四" if "（" in mark else "1234"
    lines = [
        f"{mark.format(number)}{thing}（{who}）{stop}"
        for number, (thing, who, _) in zip(numbers, things, strict=True)
    ]
    found = told("一、重点内容及责任部门\n" + "\n".join(lines) + "\n")
    assert [(text.rstrip("。"), who) for text, who in found] == [(a, c) for a, _, c in things]


LABELS = [
    ("牵头单位：区水利局，配合单位：区海事处", "牵区水利局 配区海事处"),
    ("责任单位：区水利局、区海事处", "责区水利局 责区海事处"),
    ("牵头单位：区水利局；配合单位：各街道", "牵区水利局 配各街道*"),
    ("责任单位：区政府各部门，渡口镇", "责区政府各部门* 责渡口镇"),
    ("主办单位：区水利局，协办单位：区总工会", "牵区水利局 配区总工会"),
]


@pytest.mark.parametrize(
    "below",
    [
        "各街道、各部门要压实责任，确保取得实效。",
        "各单位要按月报送，抓好落实。",
        "区政府办公室将定期督查，结果予以通报。",
        "请各街道、区政府各部门于每月5日前报送。",
    ],
)
@pytest.mark.parametrize(("label", "assigned"), LABELS)
def test_a_sentence_below_a_line_of_units_is_no_part_of_it(
    label: str, assigned: str, below: str
) -> None:
    body = f"一、渡口的事\n1.缆绳全部更换。\n{label}\n2.航标灯全亮。\n{label}\n{below}\n"
    assert [who for _, who in told(body)] == [assigned, assigned]


def test_below_the_last_alone_it_is_of_all() -> None:
    body = "一、渡口的事\n1.缆绳全部更换。\n2.航标灯全亮。\n（区水利局、区海事处）\n"
    assert told(body) == [
        ("缆绳全部更换。", "责区水利局 责区海事处"),
        ("航标灯全亮。", "责区水利局 责区海事处"),
    ]


@pytest.mark.parametrize("line", ["（此件公开发布）", "（渡口在北岸）", "（续上页）"])
def test_a_line_in_brackets_that_names_nobody(line: str) -> None:
    body = f"一、渡口的事\n1.缆绳更换。\n（区水利局）\n2.航标灯全亮。\n（区海事处）\n{line}\n"
    assert [who for _, who in told(body)] == ["责区水利局", "责区海事处"]


@pytest.mark.parametrize(
    ("note", "assigned"),
    [
        ("排名第一位为牵头单位，下同", "牵市教育局 责市委农办 责各县<市、区>人民政府*"),
        ("第一个为牵头单位", "牵市教育局 责市委农办 责各县<市、区>人民政府*"),
        ("列首位的为牵头单位，其他为配合单位", "牵市教育局 配市委农办 配各县<市、区>人民政府*"),
    ],
)
def test_bare_names_may_say_that_the_first_leads(note: str, assigned: str) -> None:
    said = f"（市教育局，市委农办，各县<市、区>人民政府，{note}）"
    body = f"一、办学\n（一）健全体制。建好三所园。{said}\n（二）配齐师资。招满教师。（市人社局）\n"
    assert told(body)[0] == ("建好三所园。", assigned)
