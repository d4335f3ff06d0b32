"""人工判断: what a person says of a lineage link; kept in a graph of its own over every rebuild."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

from zhengmai.errors import NotFoundError
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
    of_notice: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in said:
        of_notice[iris.notice_of_node(judgement.child)].append(judgement)
    reviews = []
    for notice in sorted({iris.notice_of_node(child) for child, _ in pairs}):
        name = iris.review_graph(notice)
        before = store.graph(name)
        content = from_triples(name, before)
        own = content.nodes[JUDGEMENT.label]
        for child, parent in pairs:
            own.pop(iris.judgement(child, parent), None)
        for judgement in of_notice[notice]:
            own[iris.judgement(judgement.child, judgement.parent)] = _properties(judgement)
        if (triples := to_triples(name, content)) != before:
            reviews.append(GraphData(name, triples))
    # Where all had been said before, who said it may have been stopped before the links were made.
    known = hierarchy(store)
    kept = [j for j in known.judged if (j.child, j.parent) not in {*pairs}]
    found = replace(known, judged=tuple(sorted([*kept, *said])))
    lineage = Lineage(store, found)
    # All is worked out before anything is written: a person may stop the program at any time.
    lineages = [lineage.graph(notice) for notice in lineage.outdated()]
    if reviews or lineages:
        list(store.put([*reviews, *lineages]))
    return bool(reviews)


def _properties(judgement: Judgement) -> dict[str, str]:
    keys = {"by": "judgedBy", "at": "judgedAt"}
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
