"""Which superior plans a plan answers to: by what it cites, by place and year, by its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from zhengmai.graph.lineage.binding import Binding, relatedness
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.plans import CitedDocument, Hierarchy, Place, Plan

PLACES = {
    p.iri: p
    for p in (
        Place("n", "中国", "nation", None),
        Place("p", "湄川省", "province", None),
        Place("c", "榆津市", "city", "p"),
        Place("c2", "别津市", "city", "p"),
        Place("d", "渡南区", "county", "c"),
        Place("t", "柳泊镇", "town", "d"),
        Place("z", "梧沙新区", "county", None),  # nothing says what it lies in
    )
}
# One subject in three voices, and another one.
MARKETS = (
    "新建和改造农贸市场二十家，统一快检室、公示屏和冷藏柜，每日公布蔬菜抽检结果",
    "支持蔬菜基地建设钢架大棚，对新增连片面积给予补贴，补贴名单在村务栏公示七日",
    "落实平价商店进货渠道，节前投放储备肉和耐储蔬菜，价格低于市场均价",
)
MARKETS_BELOW = (
    "改造农贸市场四家，配齐快检室和公示屏，蔬菜抽检结果每日上墙公布",
    "连片新建钢架大棚的蔬菜基地按面积给予补贴，名单在村务栏公示",
    "平价商店节前投放储备肉、耐储蔬菜，售价低于市场均价",
)
FIRE = (
    "高层建筑逐栋核查消防水压，损坏的消火栓限期修复并挂牌",
    "电动自行车集中充电棚加装喷淋，楼道停放的由网格员劝离登记",
    "每季度组织一次商圈疏散演练，值守人员须会操作控制柜",
)


class Texts:
    """What the binding looks up of the nodes of a store."""

    def __init__(self, texts: Mapping[str, tuple[str, ...]]) -> None:
        self._texts = texts

    def of(self, notice: str) -> list[LineageNode]:
        own = self._texts.get(notice, ())
        return [LineageNode(f"{notice}/{n}", str(n), "", "", text) for n, text in enumerate(own)]


Texted = tuple[Plan, tuple[str, ...]]


def plan(iri: str, place: str, texts: tuple[str, ...] = MARKETS, year: int = 2025) -> Texted:
    return Plan(iri, place, year, frozenset(), digest=iri), texts


def bound(*plans: Texted, cited: tuple[CitedDocument, ...] = ()) -> Binding:
    found = Hierarchy({p.iri: p for p, _ in plans}, PLACES, cited)
    return Binding(found, Texts({p.iri: texts for p, texts in plans}))  # type: ignore[arg-type]


P, C, X = plan("P", "p"), plan("C", "c"), plan("X", "c2")
D = plan("D", "d", MARKETS_BELOW)


def test_the_places_above_in_the_same_year_nearest_first() -> None:
    found = bound(P, C, X, D)
    assert found.superiors("D") == [["C"], ["P"]]
    assert found.superiors("C") == [["P"]]
    assert found.superiors("P") == []


def test_the_nation_is_above_all_and_a_town_below_its_county() -> None:
    found = bound(plan("N", "n"), P, D, plan("T", "t", MARKETS_BELOW))
    assert found.superiors("T") == [["D"], ["P"], ["N"]]


def test_plans_of_another_year_are_not_compared() -> None:
    assert bound(plan("P", "p", year=2024), plan("C", "c", year=2024), D).superiors("D") == []


def test_plans_on_another_subject_are_not_compared() -> None:
    assert bound(P, plan("C", "c", FIRE), D).superiors("D") == [["P"]]
    assert bound(plan("C", "c", FIRE), D).superiors("D") == []


def test_what_a_superior_answers_to_stands_above_it_too() -> None:
    """The province is told in other words than the district: through the city it is known."""
    province = plan("P", "p", ("保供稳价：农贸市场、蔬菜基地、平价商店三项建设", MARKETS[1]))
    assert bound(province, C, D).superiors("D") == [["C"], ["P"]]


def test_plans_with_superiors_in_common_stand_behind_each_other() -> None:
    """A zone in no list and one that is: both behind the plan that they cite, which is before."""
    said = (("Z", "C", "basis"), ("D", "C", "basis"), ("C", "P", "mentions"))
    said += (("X", "P", "basis"), ("T", "D", "implements"))
    cited = tuple(CitedDocument(one, other, how, other) for one, other, how in said)
    texts = {"P": "p", "X": "c2", "C": "c", "Z": "z", "D": "d", "T": "t", "Q": "p"}
    found = bound(*(plan(*one) for one in texts.items()), cited=cited)
    assert sorted(texts, key=found.line) == ["P", "C", "D", "T", "Z", "X", "Q"]


@pytest.mark.parametrize("relation", ["basis", "implements"])
def test_what_is_cited_settles_it_whatever_its_year_and_subject(relation: str) -> None:
    cited = (CitedDocument("D", "C24", relation, "C24"),)
    found = bound(plan("C24", "c", FIRE, 2024), D, cited=cited)
    assert found.superiors("D") == [["C24"]]


def test_a_mention_settles_it_where_the_plans_are_of_one_year_or_subject() -> None:
    def superiors(texts: tuple[str, ...], year: int) -> list[list[str]]:
        cited = (CitedDocument("D", "C", "mentions", "C"),)
        return bound(plan("C", "c", texts, year), D, cited=cited).superiors("D")

    assert superiors(FIRE, 2025) == [["C"]]
    assert superiors(MARKETS, 2024) == [["C"]]
    assert superiors(FIRE, 2024) == []


def test_what_is_cited_at_a_level_leaves_no_room_for_others_of_it() -> None:
    other = plan("C2", "c")
    cited = (CitedDocument("D", "C", "basis", "C"),)
    assert bound(P, C, other, D, cited=cited).superiors("D") == [["C"], ["P"]]


def test_what_is_repealed_is_no_superior() -> None:
    cited = (CitedDocument("D", "C24", "mentions", "C24", repeals=True),)
    assert bound(plan("C24", "c", year=2024), D, cited=cited).superiors("D") == []


def test_a_cited_plan_of_the_same_or_a_lower_level_is_no_superior() -> None:
    cited = (CitedDocument("C", "D", "basis", "D"), CitedDocument("C", "X", "basis", "X"))
    assert bound(P, C, X, D, cited=cited).superiors("C") == [["P"]]


def test_a_bureau_s_plan_stands_under_the_plan_of_its_place() -> None:
    bureau = replace(plan("B", "d", MARKETS_BELOW)[0], government=False), MARKETS_BELOW
    found = bound(C, plan("D", "d"), bureau)
    assert found.superiors("B") == [["D"], ["C"]]
    assert found.superiors("D") == [["C"]]


def test_circles_of_citations_end() -> None:
    cited = (CitedDocument("C", "P", "basis", "P"), CitedDocument("P", "C", "basis", "C"))
    found = bound(P, C, cited=cited)
    assert (found.superiors("C"), found.superiors("P")) == ([["P"]], [])
    assert found.basis("C") != found.basis("P")


def test_where_the_place_above_is_not_known_the_text_tells() -> None:
    zone = plan("Z", "z", MARKETS_BELOW)
    assert bound(P, C, zone).superiors("Z") == [["C"], ["P"]]
    assert bound(plan("C", "c", FIRE), zone).superiors("Z") == []


def test_two_cities_that_say_the_same_leave_it_open() -> None:
    assert bound(C, X, plan("Z", "z", MARKETS_BELOW)).superiors("Z") == []


def test_where_the_place_above_is_known_no_other_place_is_asked() -> None:
    assert bound(X, D).superiors("D") == []


def test_the_basis_changes_with_all_that_may_be_a_superior() -> None:
    before = bound(C, D).basis("D")
    assert bound(C, D).basis("D") == before
    assert bound(C, X, D).basis("D") == before  # another city's plan is none of its business
    assert bound(P, C, D).basis("D") != before
    changed = replace(C[0], digest="other"), C[1]
    assert bound(changed, D).basis("D") != before


def test_relatedness_of_plans_without_text() -> None:
    assert relatedness([], []) == 0.0
