"""人工判断: what a person says of a lineage link; kept in a graph of its own over every rebuild."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

from zhengmai.errors import NotFoundError
from zhengmai.graph.lineage.foundagain import found_again, texts
from zhengmai.graph.lineage.linking import Lineage
from zhengmai.graph.lineage.plans import LEVELS, Judgement, hierarchy
from zhengmai.graph.lineage.verdicts import plain_words
from zhengmai.graph.said import now
from zhengmai.graph.store import GraphData, Store
from zhengmai.ontology import iris
from zhengmai.ontology.gazetteer import NATION
from zhengmai.ontology.propertygraph.mapping import JUDGEMENT
from zhengmai.ontology.propertygraph.reading import from_triples
from zhengmai.ontology.propertygraph.writing import to_triples

_LONGEST_NAME, _LONGEST_NOTE = 100, 1000  # characters that are kept


def word(
    child: str, parent: str, status: str, by: str | None = None, note: str | None = None
) -> Judgement:
    """What a person says of a pair now."""
    name = plain_words(by or "", _LONGEST_NAME) or None
    return Judgement(
        child, parent, status, name, now(), plain_words(note or "", _LONGEST_NOTE) or None
    )


def judge(store: Store, judgements: Iterable[Judgement]) -> None:
    """Say that tasks carry out parents (``confirmed``), or do not (``rejected``).

    The last word on a pair counts. The links of the notices are made anew, and written with what
    was said: a rejected link is gone, a confirmed one is there even where none was proposed.
    """
    said = {(j.child, j.parent): j for j in judgements}
    _write(store, list(said), list(said.values()))


def withdraw(store: Store, child: str, parent: str) -> bool:
    """Take a judgement back: the link is again what the texts make it; whether there was one."""
    return _write(store, [(child, parent)], [])


def _write(store: Store, pairs: Sequence[tuple[str, str]], said: Sequence[Judgement]) -> bool:
    """Put words in place of those that were said of some pairs before; whether any had been."""
    known = hierarchy(store)
    again = found_again(store, known.judged)
    ends = texts(store, (end for judgement in said for end in judgement.pair))
    said = [replace(j, child_text=ends.get(j.child), parent_text=ends.get(j.parent)) for j in said]
    of_notice: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in said:
        of_notice[iris.notice_of_node(judgement.child)].append(judgement)
    reviews = []
    for notice in sorted({iris.notice_of_node(child) for child, _ in pairs}):
        name = iris.review_graph(notice)
        before = store.graph(name)
        content = from_triples(name, before)
        own = content.nodes[JUDGEMENT.label]
        moved = [j for j in again.judged if iris.notice_of_node(j.child) == notice]
        for judgement in moved:  # under the names that both ends have now
            for old in again.as_kept[judgement.pair]:
                own.pop(iris.judgement(*old), None)
        own.update({iris.judgement(*j.pair): _properties(j) for j in moved})
        for pair in pairs:
            own.pop(iris.judgement(*pair), None)
        for judgement in of_notice[notice]:
            own[iris.judgement(*judgement.pair)] = _properties(judgement)
        if (triples := to_triples(name, content)) != before:
            reviews.append(GraphData(name, triples))
    # Where all had been said before, who said it may have been stopped before the links were made.
    kept = [j for j in again.judged if j.pair not in {*pairs}]
    found = replace(known, judged=tuple(sorted([*kept, *said], key=lambda j: j.pair)))
    lineage = Lineage(store, found)
    # All is worked out before anything is written: a person may stop the program at any time.
    lineages = [lineage.graph(notice) for notice in lineage.outdated()]
    if reviews or lineages:
        list(store.put([*reviews, *lineages]))
    return any(pair in again.as_kept for pair in pairs)


def _properties(judgement: Judgement) -> dict[str, str]:
    keys = {
        "by": "judgedBy",
        "at": "judgedAt",
        "child_text": "childText",
        "parent_text": "parentText",
    }
    return {keys.get(k, k): v for k, v in asdict(judgement).items() if v}


def check_levels(child: str, parent: str) -> None:
    """See that a parent is of a higher level than its child.

    Raises:
        NotFoundError: it is not.
    """
    if LEVELS.index(parent) >= LEVELS.index(child):
        raise NotFoundError(
            f"a task of the level {child} carries out one of a higher level, not of {parent}"
        )


def check_places(child: Sequence[str], parent: Sequence[str]) -> None:
    """See that a task is of the place of its parent, or of one in it.

    Of a place that no notice says what it is in nothing is known, and a person may say it.

    Args:
        child: names of its places from the highest known down.
        parent: likewise.

    Raises:
        NotFoundError: it is of another one.
    """
    of_all = list(parent) == [NATION.name]
    if not of_all and len(child) > len(parent) and parent[-1] not in child:
        raise NotFoundError(
            f"{''.join(child)} is not in {''.join(parent)}: it carries out nothing of that place"
        )
