"""The weights of lineage are those that the script makes from the labelled cascades."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from training.cascades import OWN, Cascade, cascade, closure
from training.measure import links, measured
from training.train import FILE, as_json, trained
from zhengmai.graph.lineage.matching.choice import weights
from zhengmai.graph.lineage.matching.passes import Matcher

DIRECT = {("b1", "a1"), ("c1", "b1"), ("c2", "a2")}


def test_the_script_makes_the_weights(shared: Path) -> None:
    """Fits on two machines differ by rounding, so the numbers may by a thousandth."""
    made = json.loads(as_json(trained()))
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    assert made["calibration"] == pytest.approx(kept["calibration"], abs=0.01)
    for which in ("first", "second"):
        assert made[which]["bias"] == pytest.approx(kept[which]["bias"], abs=0.01)
        for part in ("points", "none"):
            assert made[which][part].keys() == kept[which][part].keys()
            for name, numbers in made[which][part].items():
                assert numbers == pytest.approx(kept[which][part][name], abs=2e-3), name


@pytest.mark.parametrize("folder", sorted(OWN.iterdir()), ids=lambda p: p.name)
def test_the_labels_fit_the_texts(folder: Path) -> None:
    """Every link of a cascade is between nodes that the product reads."""
    found = cascade(folder)
    read = {label for plan in found.plans for label in plan.children if label is not None}
    read |= {label for plan in found.plans for points in plan.points for label in points if label}
    lost = [link for link in found.direct if not set(link) <= read]
    assert len(lost) <= 2, lost
    for plan in found.plans:
        for points, true in zip(plan.points, plan.links, strict=True):
            assert true.shape == (len(plan.children), len(points))


def test_links_are_followed_upwards() -> None:
    assert closure(DIRECT) == DIRECT | {("c1", "a1")}


def test_what_is_right_and_what_is_found() -> None:
    kinds = dict.fromkeys(DIRECT, "paraphrase")
    of = Cascade("x", (), frozenset(DIRECT), kinds, frozenset({"b1", "c1", "c2", "c3", "c4"}))
    all_right = measured(of, {("b1", "a1"), ("c1", "b1"), ("c1", "a1"), ("c2", "a2")})
    assert (all_right.precision, all_right.recall, all_right.own_left_alone) == (1.0, 1.0, 1.0)
    over_a_level = measured(of, {("b1", "a1"), ("c1", "a1"), ("c3", "a1")})
    assert over_a_level.precision == pytest.approx(2 / 3)
    assert over_a_level.recall == pytest.approx(1 / 3)  # c1 → b1 is not said
    assert over_a_level.own_left_alone == 0.5
    assert over_a_level.found == {"paraphrase": (1, 3)}


def test_the_weights_hold_on_what_they_were_made_from() -> None:
    """Far below what they reach: a guard against a matcher that no longer fits its weights."""
    found = cascade(OWN / "water-2022")
    values = [Matcher(weights()).probabilities(plan.chain) for plan in found.plans]
    assert measured(found, links(found, values, 0.5)).f1 > 0.85
    for levels in values:
        for p in levels:
            assert np.isfinite(p).all()
            assert (p >= 0).all()
            assert (p <= 1).all()
