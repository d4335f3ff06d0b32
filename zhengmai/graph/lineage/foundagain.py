"""人工判断的对象: what a person's word is about, found again after its notice has changed.

The IRI of a task is made from its printed number, so it may be that of another task when its notice
has changed. What both ends of a link said is kept with the word: where they say something else now,
those of the same notices that say it are meant. Where none does, or several, the word is kept and
counts for nothing, until the text is back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from zhengmai.graph.lineage.plans import Judgement
from zhengmai.graph.lineage.questions import ask
from zhengmai.graph.questions import in_parts
from zhengmai.graph.said import words_alone
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.ontology import iris


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """What people's words are about now.

    Attributes:
        judged: the words that count, each with the ends that it has now.
        as_kept: of each pair of ends that a word has now, those that it is kept with.
        lost: the words that count for nothing: an end is gone, or cannot be told for certain.
    """

    judged: tuple[Judgement, ...]
    as_kept: Mapping[tuple[str, str], frozenset[tuple[str, str]]]
    lost: tuple[Judgement, ...]


def found_again(store: Store, judged: Iterable[Judgement]) -> FoundAgain:
    """Find again what words are about; of two on one pair the later counts."""
    judged = list(judged)
    said = texts(store, (end for j in judged for end in j.pair))
    now: dict[tuple[str, str], Judgement] = {}
    kept: dict[tuple[str, str], set[tuple[str, str]]] = {}
    lost: list[Judgement] = []
    for word in sorted(judged, key=lambda j: j.at or ""):
        child = _now(store, word.child, word.child_text, said)
        parent = _now(store, word.parent, word.parent_text, said)
        if child is None or parent is None:
            lost.append(word)
            continue
        now[child, parent] = replace(word, child=child, parent=parent)
        kept.setdefault((child, parent), set()).add((word.child, word.parent))
    found = {pair: frozenset(own) for pair, own in kept.items()}
    judged_now = sorted(now.values(), key=lambda j: j.pair)
    return FoundAgain(tuple(judged_now), found, tuple(lost))


def texts(store: Store, wanted: Iterable[str]) -> dict[str, str]:
    """What tasks and points say, or are headed; of those that are there."""
    parts = in_parts([Iri(node) for node in sorted(set(wanted))])
    return _told(row for some in parts for row in ask(store, "nodetexts", {"node": some}))


def _told(rows: Iterable[Row]) -> dict[str, str]:
    return {str(row["node"]): str(row["text"] or row["heading"] or "") for row in rows}


def _now(store: Store, end: str, text: str | None, said: Mapping[str, str]) -> str | None:
    """The IRI of what said a text; None where that cannot be told."""
    if not text or words_alone(said.get(end, "")) == words_alone(text):
        return end
    kind = iris.is_point(end)
    there = _told(ask(store, "nodetexts", {"notice": Iri(iris.notice_of_node(end))}))
    same = [
        iri
        for iri, own in there.items()
        if iris.is_point(iri) is kind and words_alone(own) == words_alone(text)
    ]
    return same[0] if len(same) == 1 else None
