"""Texts as groups of characters, and how much of one stands in another."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengmai.graph.lineage.matching import passages
from zhengmai.graph.lineage.matching.grams import Bag, plain, size_of
from zhengmai.graph.lineage.matching.likeness import best_parts, containment, cosine, of_parts
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.passages import Rarity, side
from zhengmai.graph.lineage.matching.standing import deviation, lead

TEXTS = st.lists(st.text("公开政务，。 a1\n", max_size=12), min_size=1, max_size=5)


def grams(text: str, size: int) -> Counter[str]:
    """The same by hand: groups that no mark stands in."""
    found = (text[at : at + size] for at in range(len(text) - size + 1))
    return Counter(g for g in found if all(c.isalnum() or c == "_" for c in g))


@given(TEXTS)
def test_a_bag_counts_what_stands_in_each_row(texts: list[str]) -> None:
    bag = Bag.of(texts, (1, 2, 3))
    by_hand = [Counter({s: sum(grams(t, s).values()) for s in (1, 2, 3)}) for t in texts]
    for row, expected in enumerate(by_hand):
        own = bag.row == row
        found = Counter[int]()
        for size, count in zip(bag.sizes[bag.column[own]], bag.count[own], strict=True):
            found[int(size)] += int(count)
        assert found == +expected
    kinds = {g for t in texts for s in (1, 2, 3) for g in grams(t, s)}
    assert len(bag.vocabulary) == len(kinds)
    assert set(size_of(bag.vocabulary)) == {len(g) for g in kinds}


@given(TEXTS)
def test_the_same_gram_is_the_same_number_in_every_text(texts: list[str]) -> None:
    one, other = Bag.of(texts, (1, 2)), Bag.of([*texts, "别的"], (1, 2))
    assert set(one.vocabulary) <= set(other.vocabulary)


@given(st.text(max_size=40))
def test_a_plain_text_has_the_length_of_its_own(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_width_and_case_do_not_count() -> None:
    assert plain("ＡＢＣ１２，") == plain("abc12,") == "abc12,"


def nodes(*texts: str) -> tuple[LineageNode, ...]:
    return tuple(LineageNode(str(n), str(n), "", "", text) for n, text in enumerate(texts))


A = ("每季度公布惠企政策清单", "公布抽检结果，公布抽检名单")
B = ("公布惠企政策清单", "开展消防演练", "抽检结果上墙公布")


def test_cosine_is_that_of_the_books() -> None:
    one, other = side(nodes(*A)), side(nodes(*B))
    rarity = Rarity.among([one, other])
    every = [*A, *B]
    spread = Counter(g for t in every for s in (1, 2, 3) for g in set(grams(t, s)))

    def vector(text: str) -> dict[str, float]:
        counts = Counter(g for s in (1, 2, 3) for g in grams(text, s).elements())
        weight = {g: math.log((len(every) + 1) / (spread[g] + 0.5)) for g in counts}
        return {g: (1 + math.log(n)) * weight[g] for g, n in counts.items()}

    def by_hand(x: str, y: str) -> float:
        a, b = vector(x), vector(y)
        norm = math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
        return sum(a[g] * b[g] for g in a.keys() & b) / norm

    found = cosine(one.whole, other.whole, rarity)
    assert found == pytest.approx(np.array([[by_hand(a, b) for b in B] for a in A]), abs=1e-5)


def test_containment_is_the_share_that_the_other_has() -> None:
    one, other = side(nodes("公布名单")), side(nodes("公布名单和结果", "公布结果", "演练"))
    shares = containment(one.whole, other.whole, None, (2,))
    assert shares.tolist()[0] == pytest.approx([1.0, 1 / 3, 0.0])


def test_what_all_have_weighs_least() -> None:
    one, other = side(nodes("公开抽检", "公开消防")), side(nodes("公开抽检", "公开消防"))
    shares = containment(one.whole, other.whole, Rarity.among([one, other]), (2,))
    assert shares[0, 0] == pytest.approx(1.0)
    assert shares[0, 1] < 1 / 3  # 公开 is one of three pairs


def test_the_best_part_and_the_mean_of_parts() -> None:
    parts = side(nodes("第一句话，第二句话。第三句话在这里", "只有一句话")).sentences
    values = np.array([[0.1], [0.5], [0.4]], np.float32)
    best, mean = of_parts(values, parts)
    assert best.ravel().tolist() == pytest.approx([0.5, 0.4])
    assert mean.ravel().tolist() == pytest.approx([0.3, 0.4])
    assert best_parts(values.T, parts).ravel().tolist() == pytest.approx([0.5, 0.4])


def test_a_text_without_letters_is_like_nothing() -> None:
    one, other = side(nodes("——")), side(nodes("公开", "。"))
    assert not cosine(one.whole, other.whole, Rarity.among([one, other])).any()


def test_the_lead_over_the_best_other() -> None:
    values = np.array([[0.5, 0.2, 0.4], [0.3, 0.3, 0.1]], np.float32)
    expected = [[0.1, -0.3, -0.1], [0.0, 0.0, -0.2]]
    assert lead(values) == pytest.approx(np.array(expected), abs=1e-6)
    assert lead(values[:, :1]).tolist() == values[:, :1].tolist()  # no rival


def test_the_distance_from_the_mean_of_the_row() -> None:
    found = deviation(np.array([[0.1, 0.5], [0.2, 0.2]], np.float32))
    assert found[0, 0] == pytest.approx(-found[0, 1])
    assert found[1].tolist() == [0.0, 0.0]


@pytest.mark.parametrize("at_once", [1, 3, 1000])
def test_parts_a_few_at_a_time_are_the_same_parts(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passages, "_AT_ONCE", at_once)
    one = side(
        nodes("甲乙丙丁，戊己庚辛。壬癸子丑寅", "天地玄黄", "宇宙洪荒，日月盈昃，辰宿列张")
    ).clauses
    other = side(nodes("戊己庚辛，日月盈昃", "天地玄黄。子丑寅卯")).whole
    rarity = Rarity.among([side(nodes("甲乙丙丁"))])
    whole = containment(one.bag, other, rarity, (2, 3))
    pieces = list(one.pieces())
    assert [n for nodes_, _, _ in pieces for n in range(nodes_.start, nodes_.stop)] == [0, 1, 2]
    found = [containment(one.bag.between(rows), other, rarity, (2, 3)) for _, rows, _ in pieces]
    assert np.concatenate(found) == pytest.approx(whole)
    for (where, _, part), values in zip(pieces, found, strict=True):
        best, _ = of_parts(values, part)
        assert best == pytest.approx(of_parts(whole, one)[0][where])
