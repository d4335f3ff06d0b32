"""How well the years of a plan are told: pairs of plans with known truth, measured.

The truth of ``zone`` was written before the first run on it, and nothing was changed for it since;
``county`` and ``district`` were looked at while this was made.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import zhengmai
from zhengmai.api import build_store
from zhengmai.queries.changes import Changes

YEARS = Path(__file__).parent / "years"
PLACES = {"county": "樟坪县", "district": "榆岭区", "zone": "陶溪区"}
# What is told otherwise than the truth: of a split point the second half is told as new.
MISSED = {"zone": {("（三）", "（十一）")}}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Changes]:
    store = tmp_path_factory.mktemp("years") / "z.db"
    build_store(YEARS, store)
    with zhengmai.open(store) as opened:
        return {name: opened.changes(place) for name, place in PLACES.items()}


def pairs_of(changes: Changes) -> set[tuple[str, str]]:
    """The numbers of an old duty and a new one that goes on with it."""
    (pair,) = changes.pairs
    return {(a.number, b.number) for c in pair.changes for a in c.old for b in c.new}


def truth(name: str) -> dict[str, list]:  # type: ignore[type-arg]
    return json.loads((YEARS / f"{name}.json").read_text("utf-8"))  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", PLACES)
def test_the_duties_that_go_on(told: dict[str, Changes], name: str) -> None:
    known = truth(name)
    expected = {tuple(pair) for pair in known["kept"]}
    expected |= {(a, b) for old, new, _ in known["changed"] for a in old for b in new}
    assert expected - pairs_of(told[name]) == MISSED.get(name, set())
    assert pairs_of(told[name]) <= expected


@pytest.mark.parametrize("name", PLACES)
def test_kept_dropped_and_new(told: dict[str, Changes], name: str) -> None:
    known = truth(name)
    (pair,) = told[name].pairs
    of = {kind: [c for c in pair.changes if c.kind == kind] for kind in pair.counts}
    kept = [[c.old[0].number, c.new[0].number] for c in of["kept"]]
    assert sorted(kept) == sorted(known["kept"])
    missed = {new for _, new in MISSED.get(name, set())}
    assert {c.new[0].number for c in of["new"]} == {*known["new"], *missed}
    assert [c.old[0].number for c in of["dropped"]] == known["dropped"]


@pytest.mark.parametrize("name", PLACES)
def test_what_changed(told: dict[str, Changes], name: str) -> None:
    """Each kind of change that the truth names is told, and no unit or limit that stayed."""
    (pair,) = told[name].pairs
    found = {tuple(d.number for d in c.new): c for c in pair.changes if c.kind == "changed"}
    missed = {new for _, new in MISSED.get(name, set())}
    for _, new, what in truth(name)["changed"]:
        change = found[tuple(n for n in new if n not in missed)]
        assert [d.what for d in change.differences] == (
            what if not missed & {*new} else ["wording"]
        )
