"""The columns of a table of tasks 任务分工表: its header row, and what stands in the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.figures import is_figure
from zhengmai.loaders.phrases.columnnames import Column, of_names
from zhengmai.loaders.phrases.dutyclauses import gives_duty
from zhengmai.loaders.phrases.firstleads import end_of_list
from zhengmai.loaders.phrases.labels import lists_units
from zhengmai.loaders.phrases.persons import is_person
from zhengmai.loaders.phrases.timephrases import is_time_phrase, phrases_in
from zhengmai.loaders.phrases.unitlists import looks_like_units

_SPACE = re.compile(r"\s+")
_OUTLINE_MARK = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))")
_LONGEST_LIMIT = 60  # characters; a longer cell is no time limit
_MONTH = r"\d{1,2}月(?:底|末|[上中下]旬|\d{1,2}日)?"
_BEFORE = r"(?:以?前|之前)"
# What is to be reached by then, month by month: 2025年2月公布预算,2025年8月公布决算
_DATED_STEPS = re.compile(rf"(?:20\d\d年{_MONTH}{_BEFORE}?[^\d,;。]{{2,16}}(?:[,;]|$)){{2,}}")
# 6月底前全部开工,12月底前建成投用
_STEPS = re.compile(rf"(?:(?:20\d\d年)?{_MONTH}{_BEFORE}[^\d,;。]{{2,14}}(?:[,;]|$)){{2,}}")
_LONG = 26  # characters; the names of points are shorter, the texts of tasks longer


def header(cells: Sequence[Excerpt], *, drawn: bool = False) -> tuple[Column, ...] | None:
    """The columns of a header row, or None where the cells are not one.

    Where a table is ``drawn``, two names are enough.

    >>> 序号 | 工作任务 | 具体要求 | 责任单位 | 完成时限
    """
    names = [c.text for c in cells if c.text.strip()]
    return of_names(names, fewest=2) if drawn else of_names(names)


@dataclass(frozen=True, slots=True)
class Nature:
    """What a cell looks like, whatever column it may stand in.

    Attributes:
        text: the cell, folded, without white space.
        number: it is digits alone.
        marked: it begins with an outline mark 一、 or （一）.
        sentence: it has a full stop.
        units: it is a list of units, or a piece of one.
        limit: it is a time limit, or a piece of one.
    """

    text: str
    number: bool
    marked: bool
    sentence: bool
    units: bool
    limit: bool


@lru_cache(maxsize=4096)
def nature(folded: str) -> Nature:
    """What a cell of folded text looks like."""
    text = _SPACE.sub("", folded)
    sentence = "。" in text
    short = len(text) <= _LONGEST_LIMIT and not sentence
    return Nature(
        text,
        number=text.isdigit(),
        marked=bool(_OUTLINE_MARK.match(text)),
        sentence=sentence,
        units=_are_units(text),
        limit=short and bool(text) and (is_time_phrase(text) or _STEPS.fullmatch(text) is not None),
    )


def _are_units(text: str) -> bool:
    """Whether a cell is a list of units, or a piece of one, the rule of who leads left out."""
    listed = text[: end_of_list(text)]
    if "。" in listed:
        return False
    return looks_like_units(listed) or gives_duty(listed) or _are_labelled(listed)


def _are_labelled(text: str) -> bool:
    """牵头单位：区民政局；配合单位：区财政局."""
    return lists_units(text) and not text.endswith(":")


def fit(cell: Nature, column: Column) -> float:
    """How well a cell suits a column, by what is written in it; below zero it does not."""
    return _FITS.get(column, _fits_units)(cell) if cell.text else 0.0


def _fits_number(cell: Nature) -> float:
    return 6.0 if cell.number and len(cell.text) <= 3 else -9.0


def _fits_name(cell: Nature) -> float:
    if cell.marked:
        return 4.0
    if cell.number:
        return -2.0
    if cell.sentence or ";" in cell.text or cell.limit or len(cell.text) > 2 * _LONG:
        return -4.0
    return 0.5 if cell.units else 1.5


def _fits_text(cell: Nature) -> float:
    if cell.number:
        return -6.0
    if cell.limit:
        return -4.0
    if cell.units:
        return -1.0
    if cell.sentence or len(cell.text) > _LONG:
        return 4.0
    return -1.0 if cell.marked else 1.0 + 3.0 * len(cell.text) / _LONG


def _fits_units(cell: Nature) -> float:
    if cell.sentence or cell.number or cell.marked:
        return -4.0
    if cell.units:
        return 5.0
    return -2.0 if cell.limit else 0.4


def _fits_deadline(cell: Nature) -> float:
    if cell.limit:
        return 5.0
    if len(cell.text) <= _LONGEST_LIMIT and _DATED_STEPS.fullmatch(cell.text):
        return 4.5
    if len(cell.text) <= _LONG and not cell.sentence and phrases_in(cell.text):
        return 1.0
    return 0.2 if len(cell.text) <= 4 and not cell.marked else -4.0


def _fits_remark(cell: Nature) -> float:
    if cell.number:
        return -1.0
    return 0.6 if is_person(cell.text) else 0.1  # who is in charge, beside the units


def _fits_figure(cell: Nature) -> float:
    return 5.0 if is_figure(cell.text) else 0.2


def _fits_detail(cell: Nature) -> float:
    """As a text; but of two that suit alike the task is meant."""
    return _fits_text(cell) - 0.5


_FITS: dict[Column, Callable[[Nature], float]] = {
    Column.NUMBER: _fits_number,
    Column.NAME: _fits_name,
    Column.TEXT: _fits_text,
    Column.DEADLINE: _fits_deadline,
    Column.REMARK: _fits_remark,
    Column.OTHER: _fits_remark,
    Column.DETAIL: _fits_detail,
    Column.FIGURE: _fits_figure,
}
