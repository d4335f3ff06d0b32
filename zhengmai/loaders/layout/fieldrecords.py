"""Tables printed as records, the name of its column before each cell → their grids.

    01 项目名称：换缆绳
    项目内容：
    旧绳一律剪断。
    责任单位：区水务局
    02 项目名称：装航灯 …

The first name begins a record each time it is printed, its number before it or on the line above.
Where records have marks, or lines that are of no field, they are prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.columns import nature
from zhengmai.loaders.layout.linetables import ends_table
from zhengmai.loaders.phrases.columnnames import (
    DUTY_COLUMNS,
    TASK_COLUMNS,
    UNIT_COLUMNS,
    Column,
    heading,
)
from zhengmai.loaders.phrases.deadlines import parse_date
from zhengmai.loaders.phrases.marks import mark_of
from zhengmai.loaders.source import Cell, Grid
from zhengmai.model import Span

_FIELD = re.compile(
    r"\s*(?:(?P<number>\d{1,3})[.、]?\s*)?(?P<name>[\u4e00-\u9fff]{2,10})\s*(?::\s*(?P<value>.*)|$)"
)
# Below the records. Example: 联系人：某某，电话：…
_TELEPHONE = re.compile(r"^\s*联系.*(?:电话|\d{7})")
_NUMBER = re.compile(r"\s*(\d{1,3})\s*")
_FEWEST = 2  # records, and fields of each
_FEWEST_ALONE = 3  # fields of the only record
_MOST = 20  # columns
_GOES_ON = ("、", ",", ";")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record.

    Attributes:
        line: the number of the line that its name stands on.
        name: the name, where it is printed.
        number: the number of the record before it, if it has one.
        values: the lines of what it says.
    """

    line: int
    name: Excerpt
    number: Excerpt | None
    values: list[Excerpt]

    def is_numbered_above(self, lines: Sequence[Excerpt]) -> bool:
        """Whether the number stands on the line above the name."""
        return self.number is not None and self.number.start < lines[self.line].start


def grids(visible: Excerpt) -> Iterator[Grid]:
    """The table that the records of a text are, if it has any."""
    lines = list(visible.lines())
    fields = list(_fields(lines))
    heads = (n for n, f in enumerate(fields) if heading(f.name.text) in TASK_COLUMNS)
    at = next(heads, len(fields))
    numbered = 0 < at < len(fields) and heading(fields[at - 1].name.text) is Column.NUMBER
    fields = fields[at - numbered :]  # 序号：1 ¶ 任务：换缆绳
    if not fields or len({f.name.text for f in fields}) > _MOST:
        return
    starts = [n for n, f in enumerate(fields) if f.name.text == fields[0].name.text]
    records = [fields[a:b] for a, b in zip(starts, [*starts[1:], None], strict=True)]
    if len(records) < _FEWEST and not _may_be_alone(lines, fields):
        return
    if not _filled(lines, fields) or not _are_sure(records):
        return
    yield grid_of(visible, records)


def _may_be_alone(lines: Sequence[Excerpt], fields: Sequence[Field]) -> bool:
    """Whether one record is a table: each name stands alone on its line, one of units with them."""
    return (
        len(fields) >= _FEWEST_ALONE
        and any(heading(f.name.text) in UNIT_COLUMNS for f in fields)
        and all(lines[f.line].folded.strip() == f.name.folded for f in fields)
    )


def _fields(lines: Sequence[Excerpt]) -> Iterator[Field]:
    """The lines that begin with the name of a column, what follows it not yet read."""
    for at, line in enumerate(lines):
        match = _FIELD.match(line.folded)
        if match is None or heading(match["name"]) is None or _TELEPHONE.search(line.folded):
            continue
        number = line.slice(*match.span("number")) if match["number"] else None
        above = _NUMBER.fullmatch(lines[at - 1].folded) if at and number is None else None
        if above is not None:
            number = lines[at - 1].slice(*above.span(1))
        value = line.slice(*match.span("value")).strip() if match["value"] else None
        yield Field(at, line.slice(*match.span("name")), number, [value] if value else [])


def _filled(lines: Sequence[Excerpt], fields: Sequence[Field]) -> bool:
    """Read what the lines below the names say; False where one of them is of no field."""
    ends = [f.line - f.is_numbered_above(lines) for f in fields[1:]]
    for field, end in zip(fields, [*ends, len(lines)], strict=True):
        last = field is fields[-1]
        for line in lines[field.line + 1 : end]:
            text = line.folded.strip()
            if last and (ends_table(text) or parse_date(text) is not None):
                break
            if not text:
                continue
            if mark_of(text) is not None or not _goes_on(field, text, last=last):
                if last:
                    break
                return False
            field.values.append(line.strip())
    return True


def _goes_on(field: Field, text: str, *, last: bool) -> bool:
    """Whether another line may belong to a field: units and limits take one, or names on each.

    Below the last field who signs may stand.
    """
    column = heading(field.name.text)
    if not field.values or column not in DUTY_COLUMNS:
        return True
    named = not last and column in UNIT_COLUMNS and nature(text).units
    return named or field.values[-1].folded.endswith(_GOES_ON)


def _are_sure(records: Sequence[Sequence[Field]]) -> bool:
    """Whether each record has its fields once, and units in all but the last, which may be cut."""
    for number, record in enumerate(records, 1):
        names = [field.name.text for field in record]
        units = [f for f in record if heading(f.name.text) in UNIT_COLUMNS and f.values]
        if len(set(names)) < len(names) or not record[0].values:
            return False
        if not all(nature("".join(v.folded for v in f.values)).units for f in units):
            return False
        if not units and number < max(len(records), _FEWEST + 1):
            return False
    return all(len(record) >= _FEWEST for record in records)


def grid_of(visible: Excerpt, records: Sequence[Sequence[Field]]) -> Grid:
    """Records as rows, below the names of their fields."""
    named = {f.name.text: f.name for record in reversed(records) for f in reversed(record)}
    order = list(dict.fromkeys(f.name.text for record in records for f in record))
    numbered = any(record[0].number is not None for record in records)
    cells = [Cell(0, at + numbered, 1, 1, _span([named[n]])) for at, n in enumerate(order)]
    for row, record in enumerate(records, 1):
        if record[0].number is not None:
            cells.append(Cell(row, 0, 1, 1, _span([record[0].number])))
        cells.extend(
            Cell(row, order.index(f.name.text) + numbered, 1, 1, _span(f.values))
            for f in record
            if f.values
        )
    begin = records[0][0].number or records[0][0].name
    last = records[-1][-1]
    end = _span([last.name, *last.values]).end
    cut = not visible.file_text[end:].strip() and len(records[-1]) < len(records[0])
    return Grid(Span(min(begin.start, records[0][0].name.start), end), tuple(cells), cut=cut)


def _span(parts: Sequence[Excerpt]) -> Span:
    return Span(parts[0].start, parts[-1].spans[-1].end)
