"""Links between invented plans: what is proposed, with which evidence, and what is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengmai.graph.lineage.matching.evidence import evidence, fidelity
from zhengmai.graph.lineage.matching.nodes import LineageNode, ScoredLink
from zhengmai.graph.lineage.matching.passages import Rarity, side
from zhengmai.graph.lineage.matching.proposals import propose
from zhengmai.graph.lineage.matching.thresholds import POSSIBLE, PROPOSED
from zhengmai.graph.lineage.rowpoints import points_of

PROVINCE = (
    ("保障粮油供应", "落实地方储备粮轮换计划，储备规模不低于三个月消费量，轮换结果向社会公布。"),
    ("建设农贸市场", "新建和改造农贸市场一百二十家，统一设置快检室、公示屏和冷藏柜。"),
    ("扶持蔬菜基地", "对新增连片钢架大棚给予每亩两千元补贴，补贴名单在村务栏公示七日。"),
    ("稳住肉类价格", "建立冻猪肉投放机制，节前按市场价八折投放，投放网点提前三日公告。"),
    ("畅通冷链物流", "建设县级冷链集配中心四十个，运输车辆安装温度记录仪，数据接入省级平台。"),
    ("加强组织领导", "各地各部门要加强组织领导，明确专人负责，每半年通报一次落实情况。"),
)
CITY = (
    ("", "全市储备粮规模不低于三个月消费量，按轮换计划完成轮换，结果向社会公布。"),
    ("", "改造农贸市场十二家，新建三家，快检室、公示屏、冷藏柜一次配齐。"),
    ("", "节前投放冻猪肉，价格为市场价八折，网点提前三日公告。"),
    ("", "县级冷链集配中心建成四个，车辆加装温度记录仪，数据接入省级平台。"),
    ("", "组织菜农子女暑期研学营两期，免收食宿费。"),
    ("", "加强组织领导，明确专人负责，每半年通报落实情况。"),
)
COUNTY = (
    ("", "城关、北门两家农贸市场改造，快检室、公示屏、冷藏柜配齐。"),
    ("", "春节前投放冻猪肉八十吨，按市场价八折，网点提前三日公告。"),
    ("", "连片钢架大棚每亩补贴两千元，名单在村务栏公示七日。"),
    ("", "为环卫工人购置防寒手套四百双。"),
)


def plan(name: str, texts: Sequence[tuple[str, str]]) -> list[LineageNode]:
    return [
        LineageNode(f"{name}/{n}", str(n), "", heading, text)
        for n, (heading, text) in enumerate(texts, 1)
    ]


P, C, D = plan("p", PROVINCE), plan("c", CITY), plan("d", COUNTY)


def pairs(links: Sequence[ScoredLink]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for link in links:
        found.setdefault(link.child, set()).add(link.parent)
    return found


def test_each_task_goes_to_the_point_that_it_carries_out() -> None:
    found = pairs(propose(C, [P]).links)
    assert found == {"c/1": {"p/1"}, "c/2": {"p/2"}, "c/3": {"p/4"}, "c/4": {"p/5"}, "c/6": {"p/6"}}


def test_a_task_that_is_several_duties_carries_out_what_each_of_them_does() -> None:
    """A point without units is one task; its duties have headings of their own."""
    both = (
        "抓好市场改造。城关、北门两家农贸市场改造，快检室、公示屏、冷藏柜配齐。"
        "做好节前投放。春节前投放冻猪肉八十吨，按市场价八折，网点提前三日公告。"
    )
    child = [LineageNode("x/1", "（一）", "", "菜篮子", both), *D[2:]]
    assert pairs(propose(child, [P]).links)["x/1"] == {"p/2", "p/4"}
    plain = both.replace("抓好市场改造。", "").replace("做好节前投放。", "")
    child = [LineageNode("x/1", "（一）", "", "菜篮子", plain), *D[2:]]
    assert pairs(propose(child, [P]).links)["x/1"] <= {"p/2", "p/4"}


def test_a_link_goes_to_the_nearest_and_over_a_level_where_that_left_it_out() -> None:
    found = pairs(propose(D, [C, P]).links)
    assert found["d/1"] == {"c/2"}  # and through it to p/2
    assert found["d/2"] == {"c/3"}
    assert found["d/3"] == {"p/3"}  # the city has nothing of it
    assert "d/4" not in found


def test_links_are_sure_and_in_order() -> None:
    links = propose(D, [C, P]).links
    assert [link.child for link in links] == sorted(link.child for link in links)
    assert all(PROPOSED <= link.score <= 1 for link in links)


def test_the_same_twice() -> None:
    assert propose(D, [C, P]).links == propose(D, [C, P]).links


def test_evidence_is_in_both_texts_and_says_the_same() -> None:
    texts = {n.iri: n.text for n in (*P, *C, *D)}
    for link in [*propose(C, [P]).links, *propose(D, [C, P]).links]:
        assert link.evidence
        for pair in link.evidence:
            mine = texts[link.child][slice(*pair.child)]
            theirs = texts[link.parent][slice(*pair.parent)]
            assert set(mine) & set(theirs)
            assert mine.strip("，。") == mine
    (first,) = [link for link in propose(D, [C, P]).links if link.child == "d/3"]
    said = {
        (COUNTY[2][1][slice(*e.child)], PROVINCE[2][1][slice(*e.parent)]) for e in first.evidence
    }
    assert ("名单在村务栏公示七日", "补贴名单在村务栏公示七日") in said


def test_without_superiors_or_texts_there_are_no_links() -> None:
    assert propose(C, []).links == propose([], [P]).links == propose(C, [[]]).links == []
    empty = [LineageNode("x", "1", "", "标题", " ")]
    assert propose(empty, [P]).links == propose(C, [empty]).links == []


def test_a_phrase_of_four_characters_is_no_link_to_whatever_has_it() -> None:
    short = [LineageNode("s/1", "1", "", "", "坚持政策"), *D]
    long = [
        LineageNode("q/1", "1", "", "", "坚持政策引导、市场运作，统筹推进各类主体共同参与。"),
        *P,
    ]
    found = pairs(propose(short, [long]).links)
    assert "s/1" not in found


def test_a_point_and_its_rows_are_one_parent() -> None:
    """The link goes to the row that says it best, and the point is no rival of its row."""
    rows = [
        LineageNode("p/2", "2", "", "建设农贸市场", PROVINCE[1][1], (), "p/2"),
        LineageNode(
            "p/row",
            "3",
            "",
            "建设农贸市场",
            "改造农贸市场，快检室、公示屏、冷藏柜一次配齐。",
            (),
            "p/2",
        ),
    ]
    above = [P[0], *rows, *P[2:]]
    assert pairs(propose(C, [above]).links)["c/2"] == {"p/row"}


def test_the_units_of_a_task_tell_where_its_words_do_not() -> None:
    def units(nodes: list[LineageNode], *names: str) -> list[LineageNode]:
        every = zip(nodes, names, strict=True)
        return [LineageNode(n.iri, n.number, "", n.heading, n.text, (u,)) for n, u in every]

    above = units(P, "粮食局", "商务厅", "农业农村厅", "发展和改革委员会", "交通运输厅", "办公厅")
    child = units(C, "粮食局", "商务局", "发改委", "交通运输局", "教育局", "办公室")
    by_pair = {(k.child, k.parent): k.score for k in propose(child, [above]).links}
    plain = {(k.child, k.parent): k.score for k in propose(C, [P]).links}
    assert by_pair["c/3", "p/4"] >= plain["c/3", "p/4"] - 0.02


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text("公开市场。，；粮 \n1a\U0001f600", max_size=30), max_size=5),
    st.lists(st.text("公开市场。，；粮 \n1a\U0001f600", max_size=30), max_size=5),
)
def test_any_texts_give_links_within_their_bounds(mine: list[str], theirs: list[str]) -> None:
    child, above = plan("x", [("", t) for t in mine]), plan("y", [("题", t) for t in theirs])
    texts = {n.iri: n.text for n in (*child, *above)}
    for link in propose(child, [above]).links:
        for pair in link.evidence:
            assert 0 <= pair.child[0] < pair.child[1] <= len(texts[link.child])
            assert 0 <= pair.parent[0] < pair.parent[1] <= len(texts[link.parent])


def test_fidelity_counts_groups_of_five() -> None:
    assert fidelity("公布抽检结果", "每日公布抽检结果") == pytest.approx(1.0)
    assert fidelity("公布抽检结果", "公布抽检名单") == pytest.approx(0.0)
    assert fidelity("加强领导", "要加强领导，专人负责") == 1.0  # too short to have a group
    assert fidelity("加强领导", "加强组织领导") == 0.0
    assert fidelity("。", "加强领导。") == fidelity("", "加强领导") == 0.0


def test_evidence_of_texts_with_nothing_in_common_is_none() -> None:
    sides = [side(tuple(C)), side(tuple(P))]
    assert evidence([("甲乙丙丁", "戊己庚辛")], Rarity.among(sides)) == [()]


def test_rows_without_a_number_in_common_go_to_points_by_their_words_and_order() -> None:
    rows = [
        LineageNode("r1", "1", "", "", "储备粮轮换计划按期完成"),
        LineageNode("r2", "2", "", "", "改造农贸市场十二家，配快检室"),
        LineageNode("r3", "2", "", "", "门前三包责任书全部签完"),  # the same merged cell
        LineageNode("r4", "3", "", "", "大棚种植户领取资金时核对身份"),  # only its place tells
        LineageNode("r5", "4", "", "", "冻猪肉投放按市场价八折"),
    ]
    assert points_of(rows, P[:5]) == [0, 1, 1, 2, 3]
    assert points_of(rows[:2], P) == [None, None]  # too few to be a table beside a plan


def test_candidates_are_what_is_neither_proposed_nor_forgotten() -> None:
    found = propose(D, [C, P]).candidates
    linked = {(k.child, k.parent) for k in propose(D, [C, P]).links}
    assert not linked & {(k.child, k.parent) for k in found}
    assert all(POSSIBLE <= k.score < PROPOSED for k in found)
    assert propose(D, []).candidates == propose([], [P]).candidates == []


def test_a_task_has_three_candidates_at_most_the_likeliest_first() -> None:
    """A bare heading of an event that four points have: none is likely, all are possible."""
    words = "开展政府开放日活动，邀请企业群众代表走进机关。"
    above = plan("q", [(f"开放活动{n}", f"{words}第{n}批单位不同。") for n in range(1, 7)])
    child = plan("x", [("", words), ("", "为环卫工人购置防寒手套四百双。")])
    found = [k for k in propose(child, [above]).candidates if k.child == "x/1"]
    assert len(found) <= 3
    assert [k.score for k in found] == sorted((k.score for k in found), reverse=True)
