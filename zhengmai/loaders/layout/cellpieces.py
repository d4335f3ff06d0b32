"""What lines may be as the cell of a column: how well they suit it, and how wide it then is.

A cell that is broken at the width of its column has full lines, all but the last one: no line is
longer than the column is wide, and each would be if it went on with what begins the next. Where its
author broke it (each unit on a line, each sentence) a line may be of any length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout import columns
from zhengmai.loaders.layout.linecells import in_one, is_number
from zhengmai.loaders.layout.linestyle import ends_sentence
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, TASK_COLUMNS, UNIT_COLUMNS, Column
from zhengmai.loaders.phrases.marks import mark_of
from zhengmai.loaders.phrases.persons import is_person
from zhengmai.loaders.phrases.timephrases import is_time_phrase
from zhengmai.loaders.phrases.unitnames import (
    begins_a_name,
    begins_of_its_own,
    ends_a_name,
    is_company_cut,
    is_cut,
    is_rest_of_name,
    stand_apart,
)

ANY: Final = 1e9  # the width of a column of which no cell is broken
_UNBROKEN: Final = float("inf")  # what such a cell lets a column be less wide than
_BROKEN_ELSEWHERE: Final = 6.0  # what it costs that a line is not full, or too long
_EACH_LINE: Final = 2.0  # the same, for each line of such a cell
_EMPTY: Final = 0.7  # what it costs that nothing stands in a column
_NOBODY: Final = 2.0  # the same, of a task or of who leads
_NAME_LINE: Final = 0.5  # the same, of each line more than one of a name
_LIKE_UNITS: Final = 3.0  # the same, of one that is a list of units
_SAYS_MUCH: Final = 3.0  # the same, of a long name with a comma
_LONG_NAME: Final = 12  # characters
_OWN_BREAK: Final = 0.3  # the same, of a line that ends where its author ended it
_MAY_END: Final = 1.2  # the same, of one that may end there: the next line has a name of its own
_GOES_ON: Final = 3.0  # the same, of a cell that ends in a comma
_NO_END: Final = 1.5  # the same, of a text of sentences of which the last has no end
_HALF_NAME: Final = 1.0  # the same, of units that do not begin, or end, as names do
_HALVED: Final = 6.0  # the same, of units of which the last name goes on in the next line
_NO_REST: Final = 3.0  # the same, of each line below a whole name that is neither its rest nor one
_TWO_KINDS: Final = 1.0  # the same, of units that commas and line breaks part
_TWO_LEAD: Final = 1.0  # the same, of two that lead
_MOST_TEXT: Final = 24  # lines of a text
_MOST_LINES: Final = 10  # of another cell
_LONGEST_REST: Final = 2  # characters of a line that is no name: 局, 员会
_LONGEST_TAIL: Final = 4  # the same, before a comma: 员会办公
_IN_BRACKETS = re.compile(r"\(([^()]{2,24})\)")
_LISTED = re.compile(r"[、,;(\s]")
_COMMAS = ("、", ",")
_AND = ("和", "及")
# …、榆津市 | 海事局
_ENDS_IN_PLACE = re.compile(r"(?:^|[、,;(\s])[\u4e00-\u9fff]{2,3}[省市县州盟旗]$")
_NEVER_EMPTY = {Column.TEXT: _NOBODY, Column.LEAD: _NOBODY, Column.REMARK: 0.0}
_BEST = {Column.TEXT: 4.0, Column.NAME: 1.5}
_AMOUNT = re.compile(r"\d+[\u4e00-\u9fff]{1,2}")
_REST = re.compile(r"\d{1,2}日|[月日]")  # of a limit: 31日前, 月底前
_SAID = (*TASK_COLUMNS, *DUTY_COLUMNS)
_CLOSING = "、,.。;:!?)]》”’%"


@dataclass(frozen=True, slots=True)
class Measure:
    """How long lines are, and how much of a line must stand together at its beginning.

    Attributes:
        length: of a line.
        first: of what is not broken at its beginning.
        over: by how much a full line may be longer than the column is wide.
    """

    length: Callable[[str], float]
    first: Callable[[str], float]
    over: float


def _width(text: str) -> float:
    """A Chinese character counts one, a letter or digit one half."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)


def _unbroken(text: str) -> float:
    """The width of what no line break parts: a number, a word, a sign with what closes it."""
    end = 1
    while end < len(text) and (
        text[end] in _CLOSING or (text[end - 1 : end + 1].isascii() and text[end - 1].isalnum())
    ):
        end += 1
    return _width(text[:end])


MEASURES: Final = (
    Measure(len, lambda _: 1.0, 0.0),  # broken after so many characters
    Measure(_width, _unbroken, 1.0),  # set in a column of a page; a stop may stand outside it
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines as the cell of a column.

    Attributes:
        end: the number of the line after it.
        score: how well they suit it.
        least: how wide the column is at the least.
        below: how wide it is not any more.
        cost: of another width.
    """

    end: int
    score: float
    least: float
    below: float
    cost: float = 0.0

    def fits(self, width: float) -> bool:
        """Whether all lines but the last are full in a column of a width."""
        return self.least <= width < self.below

    def at(self, width: float) -> float:
        """How well they suit a column of a width."""
        return self.score if self.fits(width) else self.score - self.cost

    @property
    def is_broken(self) -> bool:
        """Whether a line of it goes on in the next."""
        return self.below < _UNBROKEN


def pieces_of(
    lines: Sequence[Excerpt], names: Sequence[Column], measure: Measure
) -> list[list[list[Piece]]]:
    """For each column all pieces that begin at each line, and behind the last."""
    said = [line.folded.strip() for line in lines]
    lengths = list(map(measure.length, said))
    firsts = list(map(measure.first, said))
    return [
        [
            list(_pieces(said, at, name, lengths, firsts, measure.over))
            for at in range(len(said) + 1)
        ]
        for name in names
    ]


def _pieces(
    said: Sequence[str],
    at: int,
    name: Column,
    lengths: Sequence[float],
    firsts: Sequence[float],
    over: float,
) -> Iterator[Piece]:
    """All ways in which the lines from one on may be the cell of a column."""
    yield Piece(at, -_NEVER_EMPTY.get(name, _EMPTY), 0.0, _UNBROKEN)
    least, below, own, between = 0.0, _UNBROKEN, 0, 0.0
    most = _MOST_TEXT if name is Column.TEXT else _MOST_LINES
    for end in range(at, min(at + most, len(said))):
        behind = said[end + 1] if end + 1 < len(said) else ""
        if end > at:
            if name in UNIT_COLUMNS and _is_no_rest(said[end - 1], said[end], behind):
                between += _NO_REST
            if name is Column.TEXT and _begins_units(said[end - 1], said[end]):
                between += _LIKE_UNITS
            if _ends_here(said[end - 1], said[end], name):
                own += 1
            elif name in UNIT_COLUMNS and _may_be_two(said[end - 1], said[end], behind):
                between += _MAY_END
            else:
                below = min(below, lengths[end - 1] + firsts[end])
        least = max(least, lengths[end] - over)
        if name in _SAID and is_number(said[end]):
            least = _UNBROKEN  # rather that of a page than a piece of a cell
        if least >= below and name is not Column.TEXT:
            return  # no width is right for it, nor for what is longer
        cell = "".join(said[at : end + 1])
        narrowest = _UNBROKEN if name is Column.NAME and _is_no_name(cell) else least
        cost = _BROKEN_ELSEWHERE + _EACH_LINE * (end - at)
        score = _score(cell, behind, name, end - at, own) - between
        yield Piece(end + 1, score, narrowest, below, cost)


@lru_cache(maxsize=1 << 15)
def _score(said: str, behind: str, name: Column, breaks: int, own: int) -> float:
    """How well a cell suits a column.

    Args:
        said: it.
        behind: the line behind it.
        name: the column.
        breaks: how many line breaks are in it.
        own: how many of them its author made.
    """
    cost = _OWN_BREAK * own + _GOES_ON * said.endswith((*_COMMAS, *_AND))
    if name is Column.NAME:
        cost += _LIKE_UNITS * (columns.nature(said).units and begins_a_name(said))
        cost += _NAME_LINE * breaks + _SAYS_MUCH * ("," in said and len(said) > _LONG_NAME)
    elif name is Column.TEXT:
        cost += _NO_END * ("。" in said and not ends_sentence(said))
        cut = is_cut(said, behind) or is_rest_of_name(behind)
        cost += _HALVED * (cut or _begins_with_alias(said)) + _LIKE_UNITS * _are_units(said)
    elif name in UNIT_COLUMNS:
        listed = any(comma in said for comma in _COMMAS)
        cost += _HALF_NAME * ((not begins_a_name(said)) + (not ends_a_name(said)))
        cost += _TWO_KINDS * (own > 0 and listed) + _HALVED * is_cut(said, behind)
        cost += _HALVED * is_rest_of_name(said)
        cost += _TWO_LEAD * (own > 0 and name is Column.LEAD)
    elif name is Column.REMARK:
        cost += _LIKE_UNITS * _are_units(said)
    elif name is Column.DEADLINE:
        cost += _HALVED * _is_half_a_limit(said, behind)
    return min(columns.fit(columns.nature(said), name), best_score(name)) - cost


def _begins_with_alias(said: str) -> bool:
    """Whether a cell begins with another name of the units above it: (县数据局)做实…."""
    match = _IN_BRACKETS.match(said)
    return match is not None and ends_a_name(match[1])


@lru_cache(maxsize=1 << 13)
def _is_no_rest(above: str, below: str, behind: str) -> bool:
    """Whether a line below a whole name is neither the rest of it nor a name: 团区委 | 编制目录."""
    head = _LISTED.split(below, maxsplit=1)[0]
    if len(head) <= _LONGEST_TAIL or not ends_a_name(above) or _ENDS_IN_PLACE.search(above):
        return False
    begins = begins_a_name(below) or begins_of_its_own(below)
    named = begins or ends_a_name(head) or columns.nature(head).units
    return not named and not is_company_cut(below, behind)


@lru_cache(maxsize=1 << 13)
def _may_be_two(above: str, below: str, behind: str) -> bool:
    """Whether lines may be two names, the second broken or not: 清河街道 | 渡南公路管 | 理处."""
    if not ends_a_name(above) or is_cut(above, below):
        return False
    return _are_units(below) or (not ends_a_name(below) and _are_units(below + behind))


def _begins_units(above: str, below: str) -> bool:
    """Whether units, or persons, rather begin in a line than that a text goes on in it."""
    ended = ends_sentence(above)
    listed = below.rstrip("".join(_COMMAS))
    return (ended and is_person(below)) or ((ended or begins_a_name(below)) and _are_units(listed))


def _are_units(said: str) -> bool:
    """Whether a line is nothing but units: no sentence begins with it."""
    return columns.nature(said).units and ends_a_name(said)


def _is_no_name(said: str) -> bool:
    """Whether no cell of names is so: one that ends in a comma, an amount 3次."""
    return said.endswith((*_COMMAS, *_AND)) or _AMOUNT.fullmatch(said) is not None


def _is_half_a_limit(said: str, behind: str) -> bool:
    """Whether a time limit goes on in the next line: 2025年12月 | 31日前, 2025年6月 | 底前."""
    half = _REST.match(behind) is not None or not is_time_phrase(behind)
    return bool(said and behind) and half and is_time_phrase(said + behind)


def best_score(name: Column) -> float:
    """How well a cell at most suits a column."""
    if name in DUTY_COLUMNS:
        return 5.0
    return _BEST.get(name, 0.5)


def _ends_here(above: str, below: str, name: Column) -> bool:
    """Whether a line may end where its author ended it, however long it is."""
    if name in UNIT_COLUMNS:
        two = ends_a_name(above) and (begins_a_name(below) or begins_of_its_own(below))
        return two or above.endswith(_COMMAS) or stand_apart(above, below)
    if name is Column.TEXT:
        return ends_sentence(above) or mark_of(below) is not None
    return False


def cell_of(lines: Sequence[Excerpt], name: Column, any_cell: Excerpt) -> Excerpt:
    """Lines as one cell, broken where its author may have done so: that can part two names."""
    parts: list[list[Excerpt]] = []
    for line in filter(None, lines):
        if parts and not _may_part(parts[-1][-1].folded.strip(), line.folded.strip(), name):
            parts[-1].append(line)
        else:
            parts.append([line])
    return in_one([Excerpt.join(part) for part in parts], any_cell)


def _may_part(above: str, below: str, name: Column) -> bool:
    """Whether a line break may part two names of units, or two sentences.

    A full line may end with a whole name, too; but 区人社 | 局 is one.
    """
    whole = name in UNIT_COLUMNS and ends_a_name(above) and not is_cut(above, below)
    return _ends_here(above, below, name) or (whole and len(below) > _LONGEST_REST)
