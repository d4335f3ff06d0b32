"""全文查找: the tasks and points that say some words, those that say them best first.

A word that is the name of a unit (发改委) is also looked for by the full name (发展和改革委员会);
one that names a single body (天桥区住建局) finds the tasks of that body first, and of no other.
How well a task says words is told by its own text alone, so that every store gives the same order:
a word in the heading counts, a word that is said often in a short text (the saturation of Okapi
BM25: Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"), and all words side by
side as they were given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice, product

from zhengmai.errors import NotFoundError, hint
from zhengmai.graph.questions import AT_ONCE, growing, in_parts
from zhengmai.graph.store import Iri, Store, Wording
from zhengmai.queries.places import within
from zhengmai.queries.questions import ask, integer, optional, text
from zhengmai.queries.tasks import TaskRow, called, names, rows_of, those
from zhengmai.queries.unitnames import (
    beside,
    may_also_mean,
    named_body,
    names_place,
    synonyms,
)
from zhengmai.queries.unitrows import UnitRow

RANKED = 1000
"""So many rows are put in order; of a word that more say the others follow, by notice."""

# What Neo4j's full-text index is asked for. It knows pairs of Chinese characters, and a single one
# where nothing else stands beside it; it does not know a part of a number or of a Latin word.
_INDEXED = re.compile(r"[\u4e00-\u9fff]+")
_AT_FIRST = 20  # rows that are read at once where few may be wanted
_MOST_WAYS = 16  # of saying all words
_USUAL = 60  # characters of a task
_SATURATION, _OF_LENGTH = 1.2, 0.75  # k1 and b of BM25
_IN_HEADING, _OF_UNIT, _OF_LIMIT, _AS_GIVEN = 1.0, 0.5, 0.5, 2.0

Way = tuple[str, ...]
"""The words, each as it was given or by another name of the same unit."""


def find(
    store: Store,
    words: str,
    *,
    place: str | None = None,
    year: int | None = None,
    top: int | None = None,
) -> list[TaskRow]:
    """The tasks and points that contain all the words (white space parts them), best first.

    A task contains what its text, its heading, the names of its units and its limits say; a point
    its heading and text. A point is left out where a task of it is found. Of a word that names one
    body (天桥区住建局) the tasks of that body come first.

    Args:
        store: where to look.
        words: what is looked for.
        place: only notices of this place and the places in it.
        year: only plans of this year.
        top: only the first ones.

    Raises:
        NotFoundError: no word is given, or the store knows no such place.
    """
    parts = words.split()
    if not parts:
        raise NotFoundError("give some words to look for")
    for part in dict.fromkeys(parts):
        others = beside(store, part)
        if others:
            hint(may_also_mean(part, others))
    named = bodies(store, words)
    own = {form: unit for unit in named.values() for form in _forms(unit)}
    said = [_ways_of(store, part, named.get(part)) for part in dict.fromkeys(parts)]
    ways = list(islice(product(*said), _MOST_WAYS))
    filters = {"within": within(store, place), "year": year}
    found = _each_once(_saying(store, ways, filters, own))
    best = list(islice(found, RANKED))
    score = {row.iri: _rank(row, said, words, named.values()) for row in best}
    best.sort(key=lambda row: score[row.iri])  # equal ones stay in the order of the notices
    rows = list(islice(chain(best, found), top))
    return [replace(row, found=_stretches(row.text, said)) for row in rows]


def bodies(store: Store, words: str) -> dict[str, UnitRow]:
    """The words that name a single body of the store, in full or in short.

    Returns:
        Word → body.
    """
    found = {part: named_body(store, part) for part in dict.fromkeys(words.split())}
    return {part: body for part, body in found.items() if body is not None}


def _forms(body: UnitRow) -> tuple[str, ...]:
    """What tasks that name a body say: its full name, or the second one that it is meant by."""
    return body.second or (body.unit,)


def _ways_of(store: Store, part: str, body: UnitRow | None) -> Way:
    """The ways to say a word; of a body its own names first, so that its tasks are found first."""
    if body is None:
        return (part, *synonyms(store, part))
    others = () if names_place(store, part) else synonyms(store, part)
    return tuple(dict.fromkeys((*_forms(body), part, *others)))


def _rank(
    row: TaskRow, said: Sequence[Way], given: str, named: Collection[UnitRow]
) -> tuple[int, float]:
    """Where a row stands: those first whose units are the bodies that are named."""
    own = sum(any(names(body, unit) for unit in row.units) for body in named)
    return -own, -_relevance(row, said, given)


def _saying(
    store: Store,
    ways: Sequence[Way],
    filters: Mapping[str, object],
    own: Mapping[str, UnitRow],
) -> Iterator[TaskRow]:
    """The tasks, then the points, that say all words in one of the ways; some twice."""
    for way in ways:
        yield from (row for row in _tasks(store, way, filters) if _says(row, way, own))
    for way in ways:
        yield from (row for row in _points(store, way, filters) if _says(row, way, own))


def _each_once(rows: Iterable[TaskRow]) -> Iterator[TaskRow]:
    seen: set[object] = set()
    for row in rows:
        under = row.notice, row.heading
        if row.iri not in seen and (row.kind == "task" or under not in seen):
            seen.update((row.iri, under))
            yield row


def _tasks(store: Store, way: Way, filters: Mapping[str, object]) -> Iterator[TaskRow]:
    told = store.saying(_wording(way, filters))
    word = _longest(way)
    if told is not None:
        for some in growing(told, _AT_FIRST, AT_ONCE):
            yield from those(store, some, filters)
    elif word is not None:
        rows = ask(store, "said", {"word": word, "phrase": _lucene(word)})
        yield from those(store, {text(row, "task") for row in rows}, filters)
    else:
        yield from rows_of(store, filters)


def _points(store: Store, way: Way, filters: Mapping[str, object]) -> list[TaskRow]:
    told = store.saying(replace(_wording(way, filters), of="point"))
    word = _longest(way)
    asked = dict(filters)
    if told is None and word is not None:
        asked |= {"word": word, "phrase": _lucene(word)}
    parts = [None] if told is None else list(in_parts([Iri(iri) for iri in told]))
    rows = [row for some in parts for row in ask(store, "points", {**asked, "point": some})]
    found = [
        TaskRow(
            iri=text(row, "point"),
            number=text(row, "number"),
            order=integer(row, "order"),
            text=text(row, "text"),
            heading=text(row, "heading"),
            notice=text(row, "notice"),
            plan=optional(row, "plan") or "",
            year=integer(row, "year"),
            file=text(row, "file"),
            units=(),
            deadlines=(),
            kind="point",
            called=called(row),
        )
        for row in rows
    ]
    return sorted(found, key=lambda r: (r.notice, r.order, r.iri))


def _wording(way: Way, filters: Mapping[str, object]) -> Wording:
    return Wording(way, within=filters["within"], year=filters["year"])  # type: ignore[arg-type]


def _longest(way: Way) -> str | None:
    """The word that Neo4j's index is asked for: the others are looked for in what it finds."""
    return max((word for word in way if _INDEXED.fullmatch(word)), key=len, default=None)


def _lucene(word: str) -> str:
    return f'"{word}"' if len(word) > 1 else f"/.?{word}.?/"


def _says(row: TaskRow, way: Way, own: Mapping[str, UnitRow]) -> bool:
    """Whether a row says all words; one that is ``own`` to a body names that body."""
    said = (row.text, row.heading or "", *_names(row), *_limits(row))
    texts = [text.casefold() for text in said]

    def is_said(word: str) -> bool:
        body = own.get(word)
        if body is not None and body.second:  # 区大数据中心 may be that of any place
            return any(names(body, unit) for unit in row.units)
        return any(word.casefold() in text for text in texts)

    return all(map(is_said, way))


def _limits(row: TaskRow) -> Iterator[str]:
    yield from (limit.as_written for limit in row.deadlines)


def _names(row: TaskRow) -> Iterator[str]:
    for unit in row.units:
        yield from filter(None, (unit.unit, unit.as_written, unit.alias))


def _relevance(row: TaskRow, said: Sequence[Way], given: str) -> float:
    """How well a row says words, each by any of its names."""
    body, heading = row.text.casefold(), (row.heading or "").casefold()
    unit_names = [name.casefold() for name in _names(row)]
    limits = [limit.casefold() for limit in _limits(row)]
    length = 1 - _OF_LENGTH + _OF_LENGTH * len(body) / _USUAL
    score = 0.0
    for word in said:
        forms = [form.casefold() for form in word]
        often = max(body.count(form) for form in forms)
        score += often * (_SATURATION + 1) / (often + _SATURATION * length)
        score += _IN_HEADING * any(form in heading for form in forms)
        score += _OF_UNIT * any(form in name for form in forms for name in unit_names)
        score += _OF_LIMIT * any(form in limit for form in forms for limit in limits)
    together = "".join(given.split()).casefold()
    score += _AS_GIVEN * (len(said) > 1 and together in body)
    return round(score, 9)


def _stretches(body: str, said: Sequence[Way]) -> tuple[tuple[int, int], ...]:
    """Where words stand in a text; what overlaps is one."""
    forms = sorted({form for word in said for form in word}, key=lambda f: (-len(f), f))
    found: list[tuple[int, int]] = []
    spans = (m.span() for form in forms for m in re.finditer(re.escape(form), body, re.IGNORECASE))
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)
