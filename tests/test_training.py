"""The weights of lineage are those that the script makes from the labelled cascades."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import zhengmai
from training.cascades import OWN, Cascade, cascade, closure
from training.fit import Block, choice
from training.measure import links, measured
from training.train import FOLDER, as_json, labelled, trained
from training.training import UNCALIBRATED, Trainer
from training.verdicts import verdicts
from zhengmai import api
from zhengmai.graph.lineage.matching.choice import LETTERS, WITH_VECTORS, Weights, weights
from zhengmai.graph.lineage.matching.meaning import Meanings
from zhengmai.graph.lineage.matching.passes import Matcher
from zhengmai.graph.lineage.vectors import modelfiles
from zhengmai.graph.lineage.vectors.sentencemodel import SentenceModel

DIRECT = {("b1", "a1"), ("c1", "b1"), ("c2", "a2")}


def agree(made: Weights, file: str, least: float) -> None:
    """Fits on two machines differ by rounding; so may the numbers, by so much."""
    new = json.loads(as_json(made))
    kept = json.loads((FOLDER / file).read_text(encoding="utf-8"))
    if made.calibration != UNCALIBRATED:
        assert new["calibration"] == pytest.approx(kept["calibration"], abs=5 * least)
    for which in ("first", "second"):
        assert new[which]["bias"] == pytest.approx(kept[which]["bias"], abs=5 * least)
        for part in ("points", "none"):
            assert new[which][part].keys() == kept[which][part].keys()
            for name, numbers in new[which][part].items():
                assert numbers == pytest.approx(kept[which][part][name], abs=least), name


@pytest.fixture(scope="module")
def cascades(shared: Path) -> list[Cascade]:
    """All that the weights are made from, read once."""
    return labelled()


def test_the_script_makes_the_weights(cascades: list[Cascade]) -> None:
    agree(trained(cascades), LETTERS, 2e-3)


def test_the_script_makes_the_weights_with_vectors(cascades: list[Cascade], models: Path) -> None:
    """The arithmetic of 8 bits is not the same on every processor.

    Without the calibration, which takes four fifths of the time and is made as that of letters.
    """
    trainer = Trainer(Meanings(SentenceModel(models / modelfiles.NAME)))
    agree(trainer.weights(cascades), WITH_VECTORS, 2e-2)


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


def test_what_people_said_of_links_is_learned(samples: Path, tmp_path: Path) -> None:
    store = tmp_path / "z.db"
    api.build_store(samples, store)
    with zhengmai.open(store) as graph:
        rows = sorted(graph.links(), key=lambda k: (k.score, k.child.iri, k.parent.iri))
    rejected, confirmed = rows[0], rows[-1]
    api.reject(rejected.child.iri, rejected.parent.iri, store)
    api.confirm(confirmed.child.iri, confirmed.parent.iri, store)
    said = verdicts(store)
    assert {
        child
        for plan in said.plans
        for weights_ in plan.weights
        for child, weight in zip(plan.children, weights_, strict=True)
        if weight
    } == {rejected.child.iri, confirmed.child.iri}
    for plan in said.plans:
        for points, links_, none in zip(plan.points, plan.links, plan.none, strict=True):
            for child, true, open_ in zip(plan.children, links_, none, strict=True):
                allowed = {p for p, value in zip(points, true, strict=True) if value}
                if child == rejected.child.iri and open_:
                    assert rejected.parent.iri not in allowed
                if child == confirmed.child.iri and allowed:
                    assert allowed == {confirmed.parent.iri}
    values = Trainer().weights([cascade(OWN / "water-2022"), said])
    assert np.isfinite([scale.weight for scale in values.second.points.values()]).all()


def test_of_what_was_only_rejected_anything_else_may_be_true() -> None:
    """The likest point was rejected each time: it is the least likely; and none may be true."""
    rng = np.random.default_rng(1)
    signals = rng.normal(size=(40, 3, 1)).astype(np.float32)
    rejected = signals[..., 0].argmax(1)
    links_ = np.ones((40, 3), np.float32)
    links_[np.arange(40), rejected] = 0
    ones = np.ones(40, np.float32)
    with_none, without = (
        choice([Block(signals, links_, ones, none)], ["a"], ["a"], "a", 1.0).probabilities(
            [("a", signals[..., 0])]
        )
        for none in (ones, 0 * ones)
    )
    assert (without.argmin(1) == rejected).all()
    assert with_none.sum() < without.sum()
