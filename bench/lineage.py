"""How well lineage holds on plans that nothing was learned from: python -m bench.lineage

Each cascade is linked with weights that were made without it: by letters, and with the sentence
model where it is installed. Beside it stand what others use, with the threshold that fits the
answers best, which nobody knows beforehand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import permutations

import numpy as np
from rapidfuzz import fuzz

from training.cascades import Cascade, cascade, folders
from training.measure import Measured, links, measured
from training.train import meanings
from training.training import Trainer
from zhengmai.graph.lineage.binding import RELATED
from zhengmai.graph.lineage.matching.choice import Weights
from zhengmai.graph.lineage.matching.grams import Bag, Floats
from zhengmai.graph.lineage.matching.likeness import common, containment, cosine
from zhengmai.graph.lineage.matching.meaning import Meanings
from zhengmai.graph.lineage.matching.parents import parents
from zhengmai.graph.lineage.matching.passages import Rarity, Side, side
from zhengmai.graph.lineage.matching.passes import Matcher
from zhengmai.graph.lineage.matching.relatedness import relatedness
from zhengmai.graph.lineage.matching.thresholds import PROPOSED

CURVE = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
BANDS = ((0.2, 0.5), (0.5, 0.9), (0.9, 1.01))
# Several of these are about 政务公开 or what is near it: none is another subject for the others.
ONE_SUBJECT = (
    "samples", "openness-2024", "openness-2026", "publicity-2026", "governance-2024", "cascade",
    "cascade_a", "cascade_c",
)  # fmt: skip
KINDS = ("near-verbatim", "paraphrase", "partial", "generic")

Measure = Callable[[Side, Side, Rarity], Floats]


def _bm25(child: Side, above: Side, rarity: Rarity) -> Floats:
    """Okapi BM25 (k1 1.2, b 0.75) over pairs and triples, as a share of the child's own."""
    other = above.whole
    length = other.sums(other.count)
    damped = (
        other.count * 2.2 / (other.count + 1.2 * (0.25 + 0.75 * length / length.mean())[other.row])
    )
    ones = Bag(other.rows, other.vocabulary, other.row, other.column, damped.astype(np.float32))
    mine = np.isin(child.whole.sizes, (2, 3)) * rarity.of(child.whole.vocabulary)
    weight = mine[child.whole.column].astype(np.float32)
    left, right = common(child.whole, ones, (2, 3))
    found = child.whole.dense(left, weight) @ ones.dense(right, ones.count).T
    return found / np.maximum(child.whole.sums(weight)[:, None], 1e-9)


def _fuzzy(child: Side, above: Side, _rarity: Rarity) -> Floats:
    return np.array(
        [[fuzz.partial_token_ratio(a, b) / 100 for b in above.full] for a in child.full],
        np.float32,
    )


BASELINES: dict[str, Measure] = {
    "5-gram containment": lambda c, p, _: containment(c.text, p.whole, None, (5,)),
    "TF-IDF, 1-3-grams": lambda c, p, rarity: cosine(c.whole, p.whole, rarity),
    "BM25": _bm25,
    "RapidFuzz": _fuzzy,
}


def _by(measure: Measure, held: Cascade) -> list[list[Floats]]:
    """For each plan and superior the value of the best point of each child, 0 for the others."""
    found = []
    for plan in held.plans:
        child, above = side(plan.chain[0]), [parents(nodes).side for nodes in plan.chain[1:]]
        rarity = Rarity.among([child, *above])
        values = [measure(child, p, rarity) for p in above]
        found.append([np.where(v >= v.max(1, keepdims=True), v, 0) for v in values])
    return found


def _best(held: Cascade, measure: Measure) -> float:
    """F1 with the threshold that fits the answers best."""
    values = _by(measure, held)
    return max(measured(held, links(held, values, t)).f1 for t in np.arange(0.02, 1, 0.02))


def _reliability(found: Sequence[tuple[Cascade, Sequence[Sequence[Floats]]]]) -> None:
    counts: defaultdict[tuple[float, float], list[float]] = defaultdict(list)
    for held, values in found:
        for plan, levels in zip(held.plans, values, strict=True):
            for true, weight, p in zip(plan.links, plan.weights, levels, strict=True):
                for band in BANDS:
                    inside = (p >= band[0]) & (p < band[1]) & (weight > 0)[:, None]
                    counts[band] += list(zip(p[inside], true[inside], strict=True))
    print("\nscore        pairs  mean score  observed")
    for low, high in BANDS:
        own = np.array(counts[low, high])
        mean, rate = own.mean(0)
        print(f"{low:.1f} to {min(high, 1):.1f} {len(own):9}  {mean:10.2f}  {rate:8.2f}")


def _unrelated(
    cascades: Sequence[Cascade], made: dict[str, Weights], vectors: Meanings | None
) -> None:
    """How often a superior on another subject is taken for one, and what it would be given."""
    linked = kept = tasks = taken = 0
    of = [c for c in cascades if c.name not in ONE_SUBJECT]
    for one, other in permutations(of, 2):
        chain = one.plans[-1].chain[0], other.plans[0].chain[1]
        (values,) = Matcher(made[one.name], vectors).probabilities(chain)
        found = int((values >= PROPOSED).any(1).sum())
        related = relatedness(*chain) >= RELATED
        tasks, linked = tasks + len(chain[0]), linked + found
        taken, kept = taken + related, kept + found * related
    print(f"\nsuperiors on another subject: {taken} of {len(of) * (len(of) - 1)} taken for one")
    print(f"tasks linked with them: {kept} of {tasks}; {linked}, were all of them taken for one")


def _row(held: Cascade, values: Sequence[Sequence[Floats]], beside: Sequence[float]) -> str:
    m = measured(held, links(held, values, PROPOSED))
    kinds = (m.found.get(kind, (0, 0)) for kind in KINDS)
    return "  ".join(
        [
            f"{held.name:15} {m.precision:.3f} {m.recall:.3f} {m.f1:.3f} {m.own_left_alone:.2f}",
            *(f"{found:>8} / {of:<2}" for found, of in kinds),
            *(f"{f1:18.3f}" for f1 in beside),
        ]
    )


def _curve(curves: Sequence[Sequence[Measured]]) -> None:
    print("\nleast score  mean F1  lowest F1  own left alone")
    for n, least in enumerate(CURVE):
        own = np.mean([c[n].own_left_alone for c in curves])
        f1 = [c[n].f1 for c in curves]
        print(f"{least:11.2f}  {np.mean(f1):7.3f}  {min(f1):9.3f}  {own:14.2f}")


def _leaving_out(cascades: Sequence[Cascade], vectors: Meanings | None, *, baselines: bool) -> None:
    """Each cascade with what was learned from the others, by letters or with vectors."""
    names = [*(f"{k:>13}" for k in KINDS), *(f"{name:>18}" for name in BASELINES if baselines)]
    print("  ".join(["cascade            P     R    F1   own", *names]))
    trainer, found, made, curves = Trainer(vectors), [], {}, []
    for held in cascades:
        made[held.name] = trainer.calibrated([c for c in cascades if c is not held])
        values = trainer.probabilities(held, made[held.name])
        found.append((held, values))
        beside = [_best(held, measure) for measure in BASELINES.values() if baselines]
        print(_row(held, values, beside), flush=True)
        curves.append([measured(held, links(held, values, least)) for least in CURVE])
    _curve(curves)
    _reliability(found)
    _unrelated(cascades, made, vectors)


def main() -> None:
    """Print the tables."""
    cascades = [cascade(folder) for folder in folders()]
    print("by letters\n")
    _leaving_out(cascades, None, baselines=True)
    vectors = meanings()
    if vectors is not None:
        print("\nwith the sentence model\n")
        _leaving_out(cascades, vectors, baselines=False)


if __name__ == "__main__":
    main()
