"""The lines of a cell of units, in a table printed one cell a line → one cell.

    1 | 换新缆绳。 | 区水务局 | 区财政局 | 区市场监督 | 管理局

A line is a unit, or a piece of its name; which of them belong to which of two columns of units side
by side nothing tells but their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout import columns
from zhengmai.loaders.layout.linecells import begins, in_one, is_duty, is_number
from zhengmai.loaders.phrases.columnnames import TASK_COLUMNS, UNIT_COLUMNS, Column
from zhengmai.loaders.phrases.unitlists import goes_on_below, looks_like_units
from zhengmai.loaders.phrases.unitnames import is_cut

_SHORT = 14  # characters; the first line of a name may be no longer
_STOPS = re.compile("[。；;，,、]")


def whole_units(row: Sequence[Excerpt], names: Sequence[Column]) -> list[Excerpt]:
    """The cells of a row, the lines of a cell of units as one.

    Of two columns of units side by side the first has the first line and the last the last one;
    nothing tells where those between stand. Where the first column is of who leads, they stand in
    the second: hardly a task has two that lead; else they are left out.
    """
    at_units = [at for at, name in enumerate(names) if name in UNIT_COLUMNS]
    if not at_units or at_units != list(range(at_units[0], at_units[-1] + 1)):
        return list(row)
    one_leads = [names[at] for at in at_units[:-1]] == [Column.LEAD]
    texts_before = sum(name in TASK_COLUMNS for name in names[: at_units[0]])
    texts_behind = Column.TEXT in names[at_units[-1] :]
    found: list[Excerpt] = []
    for lines in _runs(_without_cut_names(row, texts_before)):
        # A name or text of a task may end as names of units do: 修缮学校.
        alone = all(is_number(cell.folded.strip()) for cell in found)
        first = int(len(lines) > 1 and texts_before and alone and not begins(lines[0]))
        last = len(lines) - (
            len(lines) > 1 and texts_behind and lines[-1] is row[-1] and not begins(lines[-1])
        )
        found.extend(lines[:first])
        units = _up_to_commas(lines[first:last])
        found.extend(_behind_who_leads(units) if one_leads else _sure(units, len(at_units)))
        found.extend(lines[last:])
    return found


def whole_lists(lines: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """The lines of a row; a list of units that ends in a comma goes on: 区水务局、 | 区财政局."""
    parts: list[Excerpt] = []
    for line in lines:
        parts.append(line)
        said = line.folded
        if not (goes_on_below(said) and looks_like_units(said.rstrip().rstrip("、,;"))):
            yield Excerpt.join(parts)
            parts = []
    if parts:
        yield Excerpt.join(parts)


def _runs(row: Sequence[Excerpt]) -> Iterator[list[Excerpt]]:
    """Neighbours that are units, and each other cell by itself."""
    run: list[Excerpt] = []
    for cell in row:
        looks = columns.nature(cell.folded)
        if looks.units and not (looks.limit or looks.number):
            run.append(cell)
            continue
        if run:
            yield run
            run = []
        yield [cell]
    if run:
        yield run


def _without_cut_names(row: Sequence[Excerpt], texts: int) -> list[Excerpt]:
    """The cells of a row, a name in two lines 区市场监督 | 管理局 as one behind so many texts."""
    found: list[Excerpt] = []
    above = 0  # texts
    for cell in row:
        looks = columns.nature(cell.folded)
        cut = found and above > texts > 0 and looks.units and not begins(cell)
        if cut and may_be_cut(found[-1]) and not is_duty(found[-1]):
            whole = Excerpt.join([found[-1], cell])
            if columns.nature(whole.folded).units:
                found[-1] = whole
                above -= 1
                continue
        above += not (looks.units or looks.limit or looks.number)
        found.append(cell)
    return found


def may_be_cut(cell: Excerpt) -> bool:
    """Whether a cell may be the first line of a name."""
    text = cell.folded.strip()
    return len(text) <= _SHORT and begins(cell) and not _STOPS.search(text)


def _behind_who_leads(cells: list[Excerpt]) -> list[Excerpt]:
    """The lines of who leads, and of who does it with them."""
    return [cells[0], in_one(cells[1:], cells[0])] if len(cells) > 2 else cells


def _sure(cells: list[Excerpt], count: int) -> list[Excerpt]:
    """The lines of so many columns of units side by side as cells, those whose column is sure."""
    if count == 1 and cells:
        return [in_one(cells, cells[0])]
    if len(cells) <= 1 or len(cells) == count:
        return cells
    return [cells[0], cells[-1]] if count == 2 else cells[:1]


def _up_to_commas(lines: Sequence[Excerpt]) -> list[Excerpt]:
    """Lines of units, one that ends in a comma, or within a name, joined with the next."""
    cells: list[list[Excerpt]] = [[line] for line in lines[:1]]
    for above, line in pairwise(lines):
        if goes_on_below(above.folded):
            cells[-1].append(line)
        elif is_cut(above.folded.strip(), line.folded.strip()):
            cells[-1][-1] = Excerpt.join([cells[-1][-1], line])
        else:
            cells.append([line])
    return [in_one(cell, cell[0]) for cell in cells]
