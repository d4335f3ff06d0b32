"""What vectors say of a pair, with vectors whose meaning is known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.matching.meaning import Centre, Meanings, nearness
from zhengmai.graph.lineage.matching.nodes import LineageNode
from zhengmai.graph.lineage.matching.passes import first_signals

# Each word a direction of its own, whatever characters it is written with; all say 工作, too.
WORDS = (
    ("预算", "钱怎么花"), ("抽检", "把食品查一遍"), ("热线", "群众来电"),
    ("执法", "上门检查"), ("招考", "考试进编"), ("征地", "土地收上来"),
)  # fmt: skip
MEANS = {word: at for at, words in enumerate(WORDS) for word in words}


class Known:
    """Vectors of the words above; long texts have more of what all have in common."""

    def of(self, texts: Sequence[str]) -> Floats:
        found = np.zeros((len(texts), len(WORDS) + 1), np.float32)
        found[:, -1] = [len(text) / 4 for text in texts]
        for row, text in zip(found, texts, strict=True):
            for word, at in MEANS.items():
                row[at] += word in text
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        return found


def plan(*texts: str) -> tuple[LineageNode, ...]:
    return tuple(LineageNode(t, "", "", "", t) for t in texts)


def test_what_is_told_in_other_words_is_near() -> None:
    meanings = Meanings(Known())
    plans = [
        meanings.of(nodes)
        for nodes in (
            plan("把钱怎么花说清楚。", "群众来电办好。"),
            plan(*(f"{'继续' * n}做好{word}工作。" for n, (word, _) in enumerate(WORDS))),
        )
    ]
    common = np.eye(len(WORDS) + 1, dtype=np.float32)[-1]
    centre = Centre(np.zeros_like(common), common)
    signals = dict(nearness(centre.of(plans[0]), centre.of(plans[1])))
    for part in ("sentences", "wholes", "clauses", "best sentence", "headings"):
        found = signals[f"meaning of {part}"]
        assert found.argmax(1).tolist() == [0, 2], part
        assert found.shape == (2, len(WORDS))
        assert (signals[f"meaning of {part} lead in row"].max(1) > 0).all()


def test_what_all_sentences_have_in_common_is_no_likeness() -> None:
    texts = [f"{'继续' * n}做好{word}工作。" for n, (word, _) in enumerate(WORDS)]
    vectors = Known().of(texts)
    less = Centre.among([Meanings(Known()).of(plan(*texts))]).less(vectors)
    others = ~np.eye(len(texts), dtype=bool)
    assert (vectors @ vectors.T)[others].mean() > 0.5
    assert abs((less @ less.T)[others].mean()) < 0.2


def test_the_signals_come_behind_those_of_letters() -> None:
    chain = plan("公开预算。"), plan("公开预算工作。", "抽检食品。")
    (by_letters,) = first_signals(chain)
    (by_both,) = first_signals(chain, Meanings(Known()))
    names, more = [n for n, _ in by_letters], [n for n, _ in by_both]
    assert more[: len(names)] == names
    assert all(name.startswith("meaning of ") for name in more[len(names) :])
    assert len(more) > len(names)


def test_plans_that_say_one_thing_have_no_direction_left() -> None:
    plans = [Meanings(Known()).of(plan("公开预算。")), Meanings(Known()).of(plan("公开预算。"))]
    centre = Centre.among(plans)
    for _, values in nearness(*map(centre.of, plans)):
        assert np.isfinite(values).all()
