"""What the columns of a table hold, told from what stands in them where their names do not say.

A name that is known says it; a column without one, or with one that nobody listed, is told by its
cells, over the whole column: what share of them are lists of units, time limits, numbers or
persons, and how long they are. Below a margin a column stays unknown, and is said to be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.columns import Nature, nature
from zhengmai.loaders.layout.figures import is_figure, may_head_figures
from zhengmai.loaders.phrases.columnnames import (
    DUTY_COLUMNS,
    TASK_COLUMNS,
    UNIT_COLUMNS,
    Column,
    heading,
    role_of_units,
)
from zhengmai.loaders.phrases.columnwords import names_a_class, tells_progress, tells_what_was_done
from zhengmai.loaders.phrases.numerals import NUMERAL
from zhengmai.loaders.phrases.persons import is_person

_STEPS = re.compile(r"计划\s*$")  # of a task: 实施计划
_SURE = 0.6  # of the cells of a column are of a kind, where something else says that it is a table
_ALONE = 0.75  # the same where nothing but the cells does
_FEWEST = 3  # cells from which a column without any name is told
_TEXT_LENGTH = 8.0  # characters that the cells of a column of tasks have on average, at the least
_NAME_LENGTH = 12.0  # characters that names of tasks have on average, at the most
_FAR_LONGER = 2.0  # times their length: a column that says the tasks, whatever its name
_LONGER = 1.5  # times the length of a named column: a column that says the tasks
_VARIED = 0.6  # of the cells of a column of tasks differ from each other
_DIGITS = 0.5  # of the characters of a cell
_NUMBER = re.compile(rf"\(?(?:\d{{1,3}}|{NUMERAL}{{1,3}})[)\].、]?")  # （1） 1. 一、
_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,4}(?:[、,;\s][\u4e00-\u9fff·]{2,4})*")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Cells:
    """What the cells of a column look like.

    Attributes:
        count: how many say something.
        units, limits, numbers: the share of them that are such.
        persons: the share that may be names of persons, by their length.
        length: their mean length in characters.
        varied: the share of them that are not printed twice.
    """

    count: int
    units: float
    limits: float
    numbers: float
    persons: float
    length: float
    varied: float

    @classmethod
    def of(cls, cells: Sequence[Excerpt]) -> Cells:
        """Look at the cells of a column; empty ones say nothing."""
        texts = [_SPACE.sub("", cell.folded) for cell in cells]
        natures = [nature(text) for text in texts if text]
        if not natures:
            return cls(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

        def share(wanted: list[bool]) -> float:
            return sum(wanted) / len(natures)

        return cls(
            len(natures),
            share([n.units and not n.limit for n in natures]),
            share([n.limit for n in natures]),
            share([_counts(n) for n in natures]),
            share([not n.units and bool(_PERSON.fullmatch(n.text)) for n in natures]),
            fmean(len(n.text) for n in natures),
            len({n.text for n in natures}) / len(natures),
        )

    def role(self, margin: float) -> Column | None:
        """What the column holds, or None where the cells do not say."""
        if not self.count:
            return None
        if self.numbers >= margin:
            return Column.NUMBER
        if self.units >= margin and self.units > self.limits:
            return Column.RESPONSIBLE
        if self.limits >= margin:
            return Column.DEADLINE
        if self.persons >= margin and self.count >= _FEWEST and self.length < _TEXT_LENGTH:
            return Column.REMARK
        return None

    @property
    def is_no_duty(self) -> bool:
        """Whether neither units nor limits nor numbers stand in the column."""
        return self.count > 0 and max(self.units, self.limits, self.numbers) < 1 - _SURE


def _counts(cell: Nature) -> bool:
    """Whether a cell is a number of a row, a telephone number, a share or the like, not words."""
    if cell.number or _NUMBER.fullmatch(cell.text):
        return True
    return not cell.limit and sum(c.isdigit() for c in cell.text) > _DIGITS * len(cell.text)


def settled(
    printed: Sequence[str],
    names: Sequence[Column | None],
    columns: Sequence[Sequence[Excerpt]],
) -> tuple[Column, ...]:
    """The columns of a table, those without a known name told by their cells.

    Args:
        printed: what stands over each.
        names: what that says of each, None where it is not known.
        columns: the cells of each, those that a merged cell brings from above once.

    One column holds the tasks; what else is text stands beside it (:attr:`Column.DETAIL`).
    """
    cells = [Cells.of(column) for column in columns]
    found = [name or Column.OTHER for name in names]
    figures = [at for at in range(len(found)) if _are_figures(printed, names, columns, at)]
    for at, looks in enumerate(cells):
        if at in figures:
            found[at] = Column.REMARK  # until it is clear that a task stands beside them
        elif found[at] is Column.OTHER:
            found[at] = _told(looks, printed[at], units=any(n in UNIT_COLUMNS for n in names))
        elif found[at] in (Column.TEXT, Column.NAME) and looks.numbers >= _ALONE:
            found[at] = Column.NUMBER  # the left half of 具体要求, over a number and a text
        elif found[at] is Column.DETAIL and _are_limits(looks, printed[at]):
            found[at] = Column.DETAIL if Column.DEADLINE in found else Column.DEADLINE
    _numbers_once(found, names)
    for at in figures:
        if Column.TEXT not in found and found[at - 1] in (Column.NAME, Column.OTHER):
            found[at - 1] = Column.TEXT
    _choose_text(found, cells, printed)
    unknown = [at for at, name in enumerate(names) if name is None and printed[at]]
    _choose_other(found, cells, columns, unknown)
    for at in figures:
        found[at] = Column.FIGURE if found[at - 1] is Column.TEXT else Column.DETAIL
    return tuple(found)


def _told(looks: Cells, printed: str, *, units: bool) -> Column:
    """What the cells of a column hold whose name is not known; others may be named as of units.

    Beside those the same unit in each row is who made the list, not who does what stands in it.
    """
    told = looks.role(_SURE) or Column.OTHER
    if told is Column.DEADLINE and tells_what_was_done(printed):
        return Column.DETAIL
    if told is not Column.RESPONSIBLE:
        return told
    stamp = looks.count >= _FEWEST and round(looks.varied * looks.count) == 1
    return Column.OTHER if units and stamp else role_of_units(printed)


def _are_limits(looks: Cells, printed: str) -> bool:
    """序时进度 | 6月底前: whether a column says by when; 进展情况 | 6月底完工 does not."""
    return looks.limits >= _SURE and not tells_what_was_done(printed)


def _are_figures(
    printed: Sequence[str],
    names: Sequence[Column | None],
    columns: Sequence[Sequence[Excerpt]],
    at: int,
) -> bool:
    """任务名称 | 指标要求: whether a column says by how much what stands before it is to grow."""
    if (
        not at
        or names[at] not in (*TASK_COLUMNS, Column.DETAIL)
        or names[at - 1] not in (*TASK_COLUMNS, None)
    ):
        return False
    if tells_what_was_done(printed[at]):  # 完成率 | 40%
        return False
    said = [text for cell in columns[at] if (text := cell.folded.strip())]
    figures = [text for text in said if is_figure(text)]
    counts = [text for text in figures if text.isdigit()]
    if not figures or len(figures) < _SURE * len(said):
        return False
    return len(counts) < len(figures) or may_head_figures(printed[at])


def told_by_cells(
    printed: Sequence[str],
    names: Sequence[Column | None],
    columns: Sequence[Sequence[Excerpt]],
) -> tuple[Column, ...] | None:
    """The columns of a table of tasks that too few names tell, or None where it is none.

    Units, or time limits beside numbers, must stand in a column of their own, and texts in another.
    """
    cells = [Cells.of(column) for column in columns]
    rows = max((looks.count for looks in cells), default=0)
    found = settled(printed, names, columns)
    if Column.TEXT not in found or rows < 2:
        return None
    text = cells[found.index(Column.TEXT)]
    named = [name for name in names if name in (*UNIT_COLUMNS, Column.DEADLINE)]
    strong = [
        at
        for at, looks in enumerate(cells)
        if looks.count >= _FEWEST and max(looks.units, looks.limits) >= _ALONE
    ]
    has_units = any(column in UNIT_COLUMNS for column in found)
    if not has_units or text.varied < _VARIED:
        return None
    return found if named or strong else None


def below_merged_names(
    printed: Sequence[str], found: Sequence[Column], columns: Sequence[Sequence[Excerpt]]
) -> tuple[Column, ...]:
    """The columns of a table whose merged cells are printed once, where these name the tasks.

    任务内容 | 工作内容及要求: what is short and stands over several rows heads what is long.
    """
    if Column.TEXT not in found:
        return tuple(found)
    first = found.index(Column.TEXT)
    looks = Cells.of(columns[first])
    for at in range(first + 1, len(found)):
        if found[at] is not Column.DETAIL or heading(printed[at]) is not Column.TEXT:
            continue
        length = Cells.of(columns[at]).length
        if looks.length < _NAME_LENGTH and length > max(_TEXT_LENGTH, _FAR_LONGER * looks.length):
            return (
                *found[:first],
                Column.NAME,
                *found[first + 1 : at],
                Column.TEXT,
                *found[at + 1 :],
            )
    return tuple(found)


def _numbers_once(found: list[Column], names: Sequence[Column | None]) -> None:
    """One column of numbers is enough; a second one that no name calls so is unknown."""
    named = [at for at, name in enumerate(names) if name is Column.NUMBER]
    numbers = [at for at, column in enumerate(found) if column is Column.NUMBER]
    kept = (named or numbers)[:1]
    for at in numbers:
        if at not in kept:
            found[at] = Column.OTHER


def _choose_text(found: list[Column], cells: Sequence[Cells], printed: Sequence[str]) -> None:
    """See that one column is that of the tasks."""
    texts = [at for at, column in enumerate(found) if column is Column.TEXT]
    if texts:
        # Of several, the one that says something else in each row, and says it first.
        best = max(texts, key=lambda at: (round(cells[at].varied * cells[at].count), -at))
        for at in texts:
            if at != best:
                heads = at < best and cells[at].varied < _VARIED
                found[at] = Column.NAME if heads else Column.DETAIL
        return

    _long_details(found, cells, printed)
    named = _likely(found, cells, Column.NAME)
    named = _before_duties(named, found, cells)
    named.sort(key=lambda at: (cells[at].varied >= _VARIED, not names_a_class(printed[at]), at))
    long = _likely(found, cells, Column.OTHER, _TEXT_LENGTH)
    if not (named or long):
        long = _likely(found, cells, Column.DETAIL, _TEXT_LENGTH)
    long.sort(key=lambda at: cells[at].length)
    if long and (not named or cells[long[-1]].length > _LONGER * cells[named[-1]].length):
        found[long[-1]] = Column.TEXT  # 实事 | 干什么: a short name heads what is long
    elif named:
        found[named[-1]] = Column.TEXT


def _choose_other(
    found: list[Column],
    cells: Sequence[Cells],
    columns: Sequence[Sequence[Excerpt]],
    unknown: Sequence[int],
) -> None:
    """整治地方 | 责任单位: short words under a name that is not known, where nothing else tells."""
    if Column.TEXT in found:
        return
    words = [at for at in unknown if found[at] in (Column.OTHER, Column.REMARK)]
    others = [at for at in words if not _are_persons(columns[at])]
    if len(others) != 1 or not any(column in UNIT_COLUMNS for column in found):
        return
    (at,) = others
    duties = any(column in DUTY_COLUMNS for column in found[:at])
    if cells[at].is_no_duty and cells[at].varied >= _VARIED and not duties:
        found[at] = Column.TEXT


def _are_persons(column: Sequence[Excerpt]) -> bool:
    """Whether persons, by their family names, stand in a column: more than a few."""
    texts = [text for cell in column if (text := _SPACE.sub("", cell.folded))]
    return bool(texts) and sum(map(is_person, texts)) >= (1 - _SURE) * len(texts)


def _before_duties(
    named: Sequence[int], found: Sequence[Column], cells: Sequence[Cells]
) -> list[int]:
    """项目 | 责任单位 | 年度目标: tasks stand before who does them, unless far longer behind."""
    duties = [at for at, column in enumerate(found) if column in DUTY_COLUMNS]
    before = [at for at in named if duties and at < duties[0] and cells[at].varied >= _VARIED]
    behind = [cells[at].length for at in named if duties and at > duties[0]]
    longest = max((cells[at].length for at in before), default=0.0)
    return before if longest and max(behind, default=0.0) <= _FAR_LONGER * longest else list(named)


def _long_details(found: list[Column], cells: Sequence[Cells], printed: Sequence[str]) -> None:
    """任务名称 | 指标要求: beside short names what is long says the task, and is no detail.

    How far it has come 进展情况, and its steps 实施计划, are never the task.
    """
    names = [at for at, column in enumerate(found) if column is Column.NAME]
    likely = _likely(found, cells, Column.DETAIL, _TEXT_LENGTH)
    details = [
        at for at in likely if not (tells_progress(printed[at]) or _STEPS.search(printed[at]))
    ]
    if not names or len(details) != 1:
        return
    short = max(cells[at].length for at in names)
    if short < _NAME_LENGTH and cells[details[0]].length > _FAR_LONGER * short:
        found[details[0]] = Column.OTHER


def _likely(
    found: Sequence[Column], cells: Sequence[Cells], wanted: Column, length: float = 0.0
) -> list[int]:
    """The columns of a kind in which neither units nor limits nor numbers stand."""
    return [
        at
        for at, column in enumerate(found)
        if column is wanted and cells[at].is_no_duty and cells[at].length >= length
    ]
