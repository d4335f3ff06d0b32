"""Records of which each name and each cell stands on a line that ends in a bar → their grids.

    牵头单位：区水务局、区交通局 任务编号：12
    重点工作 |
    渡口缆绳全部换新。 |
    完成时限 |
    2025年10月底 |
    本月进展 |
    缆绳已运到。 |

A page shows a task so: a table of two columns whose cells are printed one below the other. What
stands over it in one line are fields, too. One such record is enough where its fields are clearly
what they are named, for nothing else is printed so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress, pairwise

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.columns import nature
from zhengmai.loaders.layout.fieldrecords import Field, grid_of
from zhengmai.loaders.layout.linecells import suits
from zhengmai.loaders.layout.linetables import ends_table
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, UNIT_COLUMNS, Column, heading
from zhengmai.loaders.phrases.emptycells import says_nothing
from zhengmai.loaders.source import Grid
from zhengmai.model import Span

_BARS = ("|", "｜")
_LABEL = re.compile(r"(?:(?<=\s)|^)(?P<name>[\u4e00-\u9fff()]{2,12})\s*:")
_FEWEST = 3  # fields of a record, of which at least two stand on lines with bars
_FEWEST_BARRED = 2
_MOST = 20  # fields of a record
_TASKS = (Column.TEXT, Column.NAME)
_SHORTEST_TEXT = 6  # characters of a task


@dataclass
class _Run:
    """Fields on end, as they are read line by line.

    Attributes:
        fields: those read so far, and whether each has a bar behind its name.
        open: the last of them has not come to a bar yet.
    """

    fields: list[tuple[Field, bool]] = field(default_factory=list)
    open: bool = False

    def add(self, at: int, line: Excerpt) -> bool:
        """Read a line that is not empty; False where it is of no field."""
        text = line.strip()
        barred = text.text.endswith(_BARS)
        cell = text.slice(0, len(text.text) - 1).strip() if barred else text
        if barred and heading(cell.text) is not None:
            self.fields.append((Field(at, cell, None, []), True))
            self.open = True
            return True
        labels = list(_labels(at, text)) if not self.open and not barred else []
        if labels:
            self.fields.extend((label, False) for label in labels)
            return True
        if not self.open or ends_table(line.folded.strip()):
            return False
        if cell.text:
            self.fields[-1][0].values.append(cell)
        self.open = not barred
        return True


def grids(visible: Excerpt) -> Iterator[Grid]:
    """The tables that such records are, in the order of the text."""
    run = _Run()
    for at, line in enumerate(visible.lines()):
        if not line.text.strip() or run.add(at, line):
            continue
        yield from _tables(visible, run)
        run = _Run()
        run.add(at, line)
    yield from _tables(visible, run)


def _labels(at: int, line: Excerpt) -> Iterator[Field]:
    """The fields of a line that is nothing but fields: 牵头单位：区水务局 任务编号：12."""
    found = list(_LABEL.finditer(line.folded))
    if not found or found[0].start() or any(heading(m["name"]) is None for m in found):
        return
    ends = [match.start() for match in found[1:]]
    for match, end in zip(found, [*ends, len(line.folded)], strict=True):
        value = line.slice(match.end(), end).strip()
        yield Field(at, line.slice(*match.span("name")), None, [value] if value.text else [])


def _tables(visible: Excerpt, run: _Run) -> Iterator[Grid]:
    """The table that fields on end are, if a record of them is sure; others are left out."""
    if not run.fields:
        return
    first = run.fields[0][0].name.text
    starts = [n for n, (one, _) in enumerate(run.fields) if one.name.text == first]
    records = [run.fields[a:b] for a, b in zip(starts, [*starts[1:], None], strict=True)]
    are_sure = list(map(_is_sure, records))
    if not any(are_sure):
        return
    sure = list(compress(records, are_sure))
    grid = grid_of(visible, [[one for one, _ in record] for record in sure])
    span = Span(_span(records[0]).start, max(grid.span.end, _span(records[-1]).end))
    left_out = tuple(_span(one) for one, told in zip(records, are_sure, strict=True) if not told)
    yield replace(grid, span=span, left_out=left_out)


def _span(record: Sequence[tuple[Field, bool]]) -> Span:
    last = record[-1][0]
    return Span(record[0][0].name.start, [last.name, *last.values][-1].spans[-1].end)


def _is_sure(record: Sequence[tuple[Field, bool]]) -> bool:
    """Whether a record says a task and who does it, each of its fields what it is named."""
    fields = [one for one, _ in record]
    names = [one.name.text for one in fields]
    if not _FEWEST <= len(fields) <= _MOST or len(set(names)) < len(names):
        return False
    if sum(barred for _, barred in record) < _FEWEST_BARRED:
        return False
    if any(not (a.values or b.values) for a, b in pairwise(fields)):
        return False  # names on end are those of columns
    columns = [heading(name) for name in names]
    said = list(zip(columns, fields, strict=True))
    tasks = [one for column, one in said if column in _TASKS]
    units = [one for column, one in said if column in UNIT_COLUMNS and one.values]
    return (
        bool(units)
        and any(map(_says_a_task, tasks))
        and all(_fits(one, column) for column, one in said if column in DUTY_COLUMNS)
    )


def _says_a_task(one: Field) -> bool:
    looks = nature("".join(value.folded for value in one.values))
    return len(looks.text) >= _SHORTEST_TEXT and not (looks.units or looks.limit or looks.number)


def _fits(one: Field, column: Column | None) -> bool:
    """Whether units, or a limit, stand in their field, or nothing."""
    text = "".join(value.folded for value in one.values)
    if says_nothing(text) or column is None:
        return True
    return suits(Excerpt.join(one.values), column)
