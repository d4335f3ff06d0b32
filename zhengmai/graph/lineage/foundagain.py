"""人工判断的对象: what a person's word is about, found again after its notice has changed.

The IRI of a task is made from its printed number, so it may be that of another task when its notice
has changed. What both ends of a link said is kept with the word: where they say something else now,
those of the same notices that say it are meant. Where none does, or several, the word is kept and
counts for nothing, until the text is back.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from zhengmai.graph.lineage.linkable import Linkable
from zhengmai.graph.lineage.plans import Judgement
from zhengmai.graph.lineage.questions import ask
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Store
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


def found_again(store: Store, judged: Sequence[Judgement], nodes: Linkable) -> FoundAgain:
    """Find again what words are about; of two on one pair the later counts."""
    said = texts(store, (end for j in judged for end in (j.child, j.parent)))
    now: dict[tuple[str, str], Judgement] = {}
    kept: dict[tuple[str, str], set[tuple[str, str]]] = {}
    lost: list[Judgement] = []
    for word in sorted(judged, key=lambda j: j.at or ""):
        child = _now(word.child, word.child_text, said, nodes)
        parent = _now(word.parent, word.parent_text, said, nodes)
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
    found = {}
    for some in in_parts([Iri(node) for node in sorted(set(wanted))]):
        for row in ask(store, "nodetexts", {"node": some}):
            found[str(row["node"])] = str(row["text"] or row["heading"] or "")
    return found


def _now(end: str, text: str | None, said: Mapping[str, str], nodes: Linkable) -> str | None:
    """The IRI of what said a text; None where that cannot be told."""
    if not text or _plain(said.get(end, "")) == _plain(text):
        return end
    kind = iris.is_point(end)
    same = [
        iri
        for iri, own in nodes.texts(iris.notice_of_node(end)).items()
        if iris.is_point(iri) is kind and _plain(own) == _plain(text)
    ]
    return same[0] if len(same) == 1 else None


def _plain(text: str) -> str:
    """The words of a text, whatever signs and blanks stand between them."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum()) or folded
