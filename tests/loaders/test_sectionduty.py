"""Units below all items of a section, for each of them that names none."""

from __future__ import annotations

import re

import pytest

from tests.loaders.reading import at, limits, read_body, units

LANES = (
    "一、巷子里的事\n1. 北巷补灯八盏，坏了十天内换。\n2. 南街清沟三条。\n3. 井盖响的，当天垫平。\n"
)
WELLS = "二、井台上的事\n1. 村口老井加盖上锁。\n2. 井水每季验一次，单子贴在井边。\n"
LIGHTS = ["北巷补灯八盏，坏了十天内换。", "南街清沟三条。", "井盖响的，当天垫平。"]
COVERS = ["村口老井加盖上锁。", "井水每季验一次，单子贴在井边。"]


def told(body: str) -> list[tuple[str, str, str, str]]:
    return [
        (t.source.value, t.number, t.text, units(t.assignments, t.open_ended))
        for t in read_body(body).tasks
    ]


def items(texts: list[str], assigned: str) -> list[tuple[str, str, str, str]]:
    return [("item", str(n), text, assigned) for n, text in enumerate(texts, 1)]


# (what stands below the items, units)
CLOSING = [
    ("（区城管局牵头，区住建局、各街道一起干。）", "牵区城管局 配区住建局 配各街道*"),
    ("（区城管局牵头，区住建局配合）", "牵区城管局 配区住建局"),
    ("（责任单位：区城管局、区住建局）", "责区城管局 责区住建局"),
    ("（牵头单位：区城管局；配合单位：各街道等）", "牵区城管局 配各街道* 等"),
    ("（区城管局负责。）", "责区城管局"),
    ("（区城管局、区住建局）", "责区城管局 责区住建局"),
    ("【责任单位】区城管局", "责区城管局"),
    ("责任单位：区城管局、区住建局", "责区城管局 责区住建局"),
    ("承办：区城管局", "责区城管局"),
    ("以上工作由区城管局负责。", "责区城管局"),
    ("（以上事项由区城管局牵头，区住建局配合。）", "牵区城管局 配区住建局"),
]


@pytest.mark.parametrize("gap", ["", "\n"], ids=["", "set off"])
@pytest.mark.parametrize(("said", "assigned"), CLOSING, ids=[c[0] for c in CLOSING])
def test_each_item_gets_what_stands_below_all(said: str, assigned: str, gap: str) -> None:
    body = f"{LANES}{gap}{said}\n{WELLS}{gap}{said.replace('区城管局', '区水务局')}\n"
    others = assigned.replace("区城管局", "区水务局")
    assert told(body) == [*items(LIGHTS, assigned), *items(COVERS, others)]


@pytest.mark.parametrize("mark", ["# ", "**"])
def test_with_signs_of_markdown(mark: str) -> None:
    end = mark if mark == "**" else ""
    body = re.sub(r"^([一二]、.*)$", rf"{mark}\1{end}", LANES + "\n（区城管局负责）\n", flags=re.M)
    assert told(body.replace("\n", "\n\n")) == items(LIGHTS, "责区城管局")


def test_units_and_limit_are_found_in_the_bracket() -> None:
    notice = read_body(LANES + "（区城管局牵头，各街道配合，10月底前完成）\n")
    assert len(notice.tasks) == 3
    for task in notice.tasks:
        assert [at(notice.text, a.spans) for a in task.assignments] == ["区城管局", "各街道"]
        assert limits(task.deadlines)[:1] == ["date 2025-10-31"]
    assert "牵头" not in "".join(u.text for u in notice.unread)


def test_items_keep_their_own() -> None:
    body = LANES.replace("清沟三条。", "清沟三条。（区水务局负责）") + "（区城管局负责）\n"
    assert [t[2:] for t in told(body)] == [
        (LIGHTS[0], "责区城管局"),
        (LIGHTS[1], "责区水务局"),
        (LIGHTS[2], "责区城管局"),
    ]


def test_a_section_without_such_a_bracket_is_not_given_that_of_another() -> None:
    assert told(LANES + "（区城管局负责）\n" + WELLS) == items(LIGHTS, "责区城管局")


def test_what_follows_the_last_bracket_is_no_part_of_the_plan() -> None:
    body = LANES + "（区城管局负责）\n以上事项年底前都要有结果。\n"
    assert told(body) == items(LIGHTS, "责区城管局")
    assert "以上事项年底前都要有结果。" in [u.text for u in read_body(body).unread]


# (plan, tasks, why)
OTHERS = [
    (
        "一、巷子里的事\n做好三件事：1. 补灯；2. 清沟；3. 垫井盖。\n（区城管局负责）\n",
        [("point", "一", "做好三件事：1. 补灯；2. 清沟；3. 垫井盖。", "责区城管局")],
        "counted in a sentence",
    ),
    (
        "一、巷子里的事\n入冬前逐条巷子查看：\n1. 路灯；\n2. 沟渠；\n3. 井盖。\n（区城管局负责）\n",
        [("point", "一", "入冬前逐条巷子查看：路灯；沟渠；井盖。", "责区城管局")],
        "one sentence over several lines",
    ),
    (
        "一、巷子里的事\n入冬前逐条巷子查看：\n1. 路灯\n2. 沟渠\n3. 井盖\n（区城管局负责）\n",
        [("point", "一", "入冬前逐条巷子查看：路灯沟渠井盖", "责区城管局")],
        "the same without stops",
    ),
    (
        "一、巷子里的事\n（一）补灯\n1. 北巷补八盏。\n2. 南巷补三盏。\n（区城管局负责）\n",
        [("point", "（一）", "北巷补八盏。南巷补三盏。", "责区城管局")],
        "a point is one task",
    ),
    (
        "一、巷子里的事\n1. 北巷补灯八盏，坏了十天内换。\n（区城管局负责）\n",
        [("item", "1", "北巷补灯八盏，坏了十天内换。", "责区城管局")],
        "one item: they are its own",
    ),
    (
        "一、巷子里的事\n1. 补灯。（区城管局负责）\n2. 清沟。（区水务局负责）\n"
        "3. 垫井盖。\n（区住建局负责）\n",
        [
            ("item", "1", "补灯。", "责区城管局"),
            ("item", "2", "清沟。", "责区水务局"),
            ("item", "3", "垫井盖。", "责区住建局"),
        ],
        "only the last item has no other",
    ),
    (
        "一、巷子里的事\n1. 补灯。\n（区城管局负责）\n2. 清沟。\n3. 垫井盖。\n（区住建局负责）\n",
        [
            ("item", "1", "补灯。", "责区城管局"),
            ("item", "2", "清沟。", ""),
            ("item", "3", "垫井盖。", "责区住建局"),
        ],
        "the units of each stand on a line below it",
    ),
    (
        "一、巷子里的事\n1. 补灯。（区城管局负责）\n2. 清沟。（区水务局负责）\n"
        "3. 扫雪。（区环卫中心负责）\n4. 垫井盖。\n5. 刷墙。\n（区住建局负责）\n",
        [
            ("item", "1", "补灯。", "责区城管局"),
            ("item", "2", "清沟。", "责区水务局"),
            ("item", "3", "扫雪。", "责区环卫中心"),
            ("item", "4", "垫井盖。", ""),
            ("item", "5", "刷墙。", "责区住建局"),
        ],
        "most have their own: a page broke off that of the last",
    ),
    (
        "一、巷子里的事\n1. 北巷补灯八盏。\n2. 南街清沟三条。\n（含背街小巷。）\n",
        [("item", "1", "北巷补灯八盏。", ""), ("item", "2", "南街清沟三条。（含背街小巷。）", "")],
        "a bracket of another kind",
    ),
]

# Where nobody is named anywhere, the items of a section are tasks all the same; a list that is one
# sentence, or that stands under a point （一）, is not.
NOBODY = [
    (
        "一、渡口\n1．换缆绳二十根，旧的当天收走。\n2．夜航装灯，汛前装完。\n"
        "二、码头\n1．铺防滑板。\n2．贴船期表，改了当天换。\n3．修候船棚。\n",
        [
            ("item", "1", "换缆绳二十根，旧的当天收走。", ""),
            ("item", "2", "夜航装灯，汛前装完。", ""),
            ("item", "1", "铺防滑板。", ""),
            ("item", "2", "贴船期表，改了当天换。", ""),
            ("item", "3", "修候船棚。", ""),
        ],
        "items",
    ),
    (
        "一、渡口\n渡口这样查：\n1．缆绳；\n2．航灯；\n3．救生圈。\n二、码头\n铺好防滑板。\n",
        [
            ("point", "一", "渡口这样查：缆绳；航灯；救生圈。", ""),
            ("point", "二", "铺好防滑板。", ""),
        ],
        "one sentence",
    ),
    (
        "一、水上\n（一）查渡口。分两步。\n1．先看缆绳。\n2．再看航灯。\n（二）修码头。铺防滑板。\n",
        [
            ("point", "（一）", "分两步。先看缆绳。再看航灯。", ""),
            ("point", "（二）", "铺防滑板。", ""),
        ],
        "a point with its steps",
    ),
    (
        "一、渡口\n换好缆绳。\n二、码头\n1．铺防滑板。\n2．修候船棚。县交通局牵头。\n",
        [
            ("point", "一", "换好缆绳。", ""),
            ("item", "1", "铺防滑板。", ""),
            ("item", "2", "修候船棚。", "牵县交通局"),
        ],
        "closing words of one item",
    ),
]


@pytest.mark.parametrize(
    ("body", "tasks", "why"), [*OTHERS, *NOBODY], ids=[o[2] for o in [*OTHERS, *NOBODY]]
)
def test_where_a_bracket_below_is_not_for_all(
    body: str, tasks: list[tuple[str, str, str, str]], why: str
) -> None:
    found = [(s, n, text.replace(" ", ""), who) for s, n, text, who in told(body)]
    assert found == [(s, n, text.replace(" ", ""), who) for s, n, text, who in tasks]


# (what stands right under the heading, units)
OPENING = [
    ("由区城管局承办，区住建局、各街道协办。", "责区城管局 配区住建局 配各街道*"),
    ("本项工作由区城管局牵头，区住建局配合。", "牵区城管局 配区住建局"),
    ("区城管局牵头，区住建局配合。", "牵区城管局 配区住建局"),
    ("责任单位：区城管局、区住建局。", "责区城管局 责区住建局"),
]
GOAL = "目标：每条巷子夜里都亮，井盖响声不过三天。主要措施："


@pytest.mark.parametrize("mark", ["（一）（二）（三）", "1. 2. 3. "], ids=["points", "items"])
@pytest.mark.parametrize(("said", "assigned"), OPENING, ids=[o[0] for o in OPENING])
def test_each_item_gets_what_the_section_says_first(said: str, assigned: str, mark: str) -> None:
    marks = re.findall(r"（.）|\d\. ", mark)

    def section(texts: list[str], said: str) -> str:
        return f"{said}\n" + "".join(f"{m}{t}\n" for m, t in zip(marks, texts, strict=False))

    others = said.replace("区城管局", "区水务局")
    body = f"一、巷子里的事\n{section(LIGHTS, said)}二、井台上的事\n{section(COVERS, others)}"
    assert [(text, given) for _, _, text, given in told(body)] == [
        *((text, assigned) for text in LIGHTS),
        *((text, assigned.replace("区城管局", "区水务局")) for text in COVERS),
    ]


@pytest.mark.parametrize("said", ["（区城管局牵头，区住建局配合）", "（责任单位：区城管局）"])
def test_each_point_gets_what_stands_behind_the_heading_of_its_section(said: str) -> None:
    body = f"一、巷子里的事{said}\n（一）{LIGHTS[0]}\n（二）{LIGHTS[1]}\n"
    assert all("区城管局" in given for *_, given in told(body))


def test_what_the_section_says_besides_is_unread() -> None:
    notice = read_body(
        f"一、巷子里的事\n{OPENING[0][0]}{GOAL}\n（一）{LIGHTS[0]}\n（二）{LIGHTS[1]}\n"
    )
    assert [units(t.assignments) for t in notice.tasks] == [OPENING[0][1]] * 2
    assert [u.text for u in notice.unread] == [GOAL]


@pytest.mark.parametrize(
    "own", ["由区水务局负责，清沟三条。", "清沟三条。（区水务局负责）", "区水务局负责清沟三条。"]
)
@pytest.mark.parametrize("said", [o[0] for o in OPENING])
def test_where_points_have_units_of_their_own_it_is_unread(said: str, own: str) -> None:
    notice = read_body(f"一、巷子里的事\n{said}\n（一）{LIGHTS[0]}\n（二）{own}\n")
    assert not any("区城管局" in units(t.assignments) for t in notice.tasks)
    assert said.strip("。") in "".join(u.text for u in notice.unread)


def test_a_first_sentence_that_says_more_assigns_nothing() -> None:
    said = "由区城管局牵头，区住建局配合，把巷子的事办好。"
    body = f"一、巷子里的事\n{said}\n（一）{LIGHTS[0]}\n（二）{LIGHTS[1]}\n"
    assert [given for *_, given in told(body)] == ["", ""]
