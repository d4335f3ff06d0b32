"""The plans of a store: the places above, and which held notice a citation means."""

from __future__ import annotations

import pytest

from zhengmai.graph.lineage.plans import Hierarchy, Place, Plan, _cited

PLACES = {
    p.iri: p
    for p in (
        Place("p", "湄川省", "province", None),
        Place("c", "榆津市", "city", "p"),
        Place("c2", "别津市", "city", "p"),
        Place("d", "渡南区", "county", "c"),
    )
}


def plan(iri: str, place: str, *titles: str, numbered: bool = True) -> Plan:
    keys = frozenset(t.replace("《", "").replace("》", "") for t in titles)
    return Plan(iri, place, 2025, keys, numbered)


def held(*plans: Plan, **row: object) -> str | None:
    """The held notice that D cites with a title, a number or a level."""
    found = Hierarchy({p.iri: p for p in (*plans, plan("D", "d"))}, PLACES, ())
    given = {"notice": "D", "document": "x", "relation": "basis", "title": None} | row
    given = {"number": None, "level": None, "repeals": False} | given
    (citation,) = _cited([given], found)
    return citation.held


TITLE = "2025年榆津市推进菜篮子建设要点"


def test_the_number_settles_it() -> None:
    assert held(plan("C", "c"), document="C", title="《别的》", number="榆政办发〔2025〕1号") == "C"


@pytest.mark.parametrize(
    "cited",
    [
        TITLE,
        f"榆津市人民政府办公室关于印发〈{TITLE}〉的通知",
        f"榆津市人民政府办公室关于印发{TITLE}的通知",
        f"关于印发《{TITLE}》的通知",
    ],
)
def test_a_title_also_where_it_is_nested_or_shortened(cited: str) -> None:
    whole = f"榆津市人民政府办公室关于印发《{TITLE}》的通知"
    assert held(plan("C", "c", TITLE, whole), title=cited) == "C"


SHORT = "推进菜篮子建设要点"


@pytest.mark.parametrize(
    "whole",
    [TITLE, "榆津市2025年推进菜篮子建设要点", "榆津市推进菜篮子建设要点", f"2025年度{SHORT}"],
)
@pytest.mark.parametrize("cited", [SHORT, f"2025年{SHORT}", f"关于印发〈{SHORT}〉的通知"])
def test_a_title_without_its_place_and_year_is_that_of_a_place_above(
    cited: str, whole: str
) -> None:
    assert held(plan("C", "c", whole), title=cited) == "C"
    assert held(plan("X", "c2", whole.replace("榆", "别")), title=cited) is None  # of another city


@pytest.mark.parametrize("cited", [f"2024年{SHORT}", f"别津市{SHORT}", f"关于{SHORT}"])
def test_another_year_or_place_or_title_is_another_document(cited: str) -> None:
    assert held(plan("C", "c", TITLE), title=cited) is None


def test_a_short_title_of_two_plans_is_told_of_neither() -> None:
    plans = plan("C", "c", TITLE), plan("P", "p", f"湄川省2025年{SHORT}")
    assert held(*plans, title=SHORT) is None


def test_another_title_is_another_document() -> None:
    assert held(plan("C", "c", TITLE), title="2025年榆津市推进菜市场建设要点") is None


def test_a_title_with_another_number_is_not_a_numbered_plan() -> None:
    given = {"title": TITLE, "number": "榆政办发〔2025〕9号"}
    assert held(plan("C", "c", TITLE), **given) is None
    assert held(plan("C", "c", TITLE, numbered=False), **given) == "C"


def test_of_two_plans_of_one_title_the_one_of_a_place_above() -> None:
    plans = plan("C", "c", "2025年工作要点"), plan("X", "c2", "2025年工作要点")
    assert held(*plans, title="2025年工作要点") == "C"


def test_what_is_repealed_by_its_title_is_of_the_place_itself() -> None:
    own = Plan("E", "d", 2024, frozenset({"工作要点"}))
    above = plan("C", "c", "工作要点")
    assert held(own, above, title="工作要点") == "C"
    assert held(own, above, title="工作要点", repeals=True) == "E"
    assert held(above, title="工作要点", repeals=True) is None


def test_the_plan_of_the_level_that_is_named() -> None:
    assert held(plan("P", "p"), plan("C", "c"), level="province") == "P"
    assert held(plan("C", "c"), plan("C3", "c"), level="city") is None  # two: which one?


def test_a_circle_of_places_ends() -> None:
    places = {"a": Place("a", "甲", "county", "b"), "b": Place("b", "乙", "city", "a")}
    assert Hierarchy({}, places, ()).above("a") == ["b", "a"]
