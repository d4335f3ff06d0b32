"""Which superior plans a plan answers to."""

from __future__ import annotations

import pytest

from zhengmai.graph.lineage.plans import CitedDocument, Hierarchy, Place, Plan

PLACES = {
    p.iri: p
    for p in (
        Place("p", "湄川省", "province", None),
        Place("c", "榆津市", "city", "p"),
        Place("c2", "别津市", "city", "p"),
        Place("d", "渡南区", "county", "c"),
    )
}


def hierarchy(*plans: tuple[str, str, int], cited: tuple[CitedDocument, ...] = ()) -> Hierarchy:
    made = {iri: Plan(iri, place, year, frozenset()) for iri, place, year in plans}
    return Hierarchy(made, PLACES, cited)


ALL = (("P25", "p", 2025), ("C25", "c", 2025), ("X25", "c2", 2025), ("D25", "d", 2025))


def test_the_places_above_in_the_same_year_nearest_first() -> None:
    assert hierarchy(*ALL).superiors("D25") == [["C25"], ["P25"]]
    assert hierarchy(*ALL).superiors("C25") == [["P25"]]
    assert hierarchy(*ALL).superiors("P25") == []


def test_plans_of_another_year_are_not_compared() -> None:
    found = hierarchy(("P24", "p", 2024), ("C24", "c", 2024), ("D25", "d", 2025))
    assert found.superiors("D25") == []


@pytest.mark.parametrize(
    ("relation", "expected"), [("basis", [["C24"]]), ("implements", [["C24"]]), ("mentions", [])]
)
def test_a_plan_of_another_year_that_is_cited_is(relation: str, expected: list[list[str]]) -> None:
    cited = (CitedDocument("D25", "C24", relation, "C24"),)
    found = hierarchy(("C24", "c", 2024), ("D25", "d", 2025), cited=cited)
    assert found.superiors("D25") == expected


def test_a_cited_plan_of_the_same_or_a_lower_level_is_no_superior() -> None:
    cited = (
        CitedDocument("C25", "D25", "basis", "D25"),
        CitedDocument("C25", "X25", "basis", "X25"),
    )
    assert hierarchy(*ALL, cited=cited).superiors("C25") == [["P25"]]


def test_a_circle_of_places_ends() -> None:
    places = {"a": Place("a", "甲", "county", "b"), "b": Place("b", "乙", "city", "a")}
    assert Hierarchy({}, places, ()).above("a") == ["b", "a"]
