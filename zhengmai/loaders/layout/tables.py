"""The rows of a table of tasks 任务分工表, put back together.

Saved tables lose their grid: merged cells leave blanks, columns drift, a page break cuts a row in
two and prints the header again, two columns run into one cell. So a cell is given to a column by
*what is written in it*, in the order of the columns; the place of the cell in its line counts
little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.blocks import Table
from zhengmai.loaders.layout.columns import Nature, fit, nature
from zhengmai.loaders.layout.linecells import duties_suit
from zhengmai.loaders.phrases.columnnames import UNIT_COLUMNS, Column
from zhengmai.loaders.phrases.marks import Level, mark_of
from zhengmai.loaders.phrases.timephrases import is_time_phrase
from zhengmai.loaders.phrases.unitlists import looks_like_units
from zhengmai.loaders.phrases.unitnames import begins_a_name, ends_a_name
from zhengmai.model import Span

_SPACE = re.compile(r"\s+")
_GAP = re.compile(r"\s+")
_MERGE_COST = 1.2  # for each cell more than one in a column
_LONGEST_RUN = 6  # cells in one column
_SURE, _UNSURE = 4.0, 2.0  # a cell that suits one column so well, and all others less than this
_LATER = 0.01
_IN_PLACE = 1.5  # for a cell that stands under its header
_SAME = re.compile(r"同上|[〃″”\"]")
_ENDED = re.compile(r"[。；;!?.)）]$")
_LONGEST_LEVEL = 14  # characters of a name below another one in a row
_MOST_REPEATED = 30_000  # characters that 同上 stands for in a table
_LAST_PARTS = 4  # of what stands in a column, that tell how it ends
_LONGEST_NAME = 400  # characters of a name that page breaks cut
_LONGEST_LIMIT = 200  # characters behind a blank that may be a time limit
_LEVELS = 2  # columns of names that one header cell 工作任务 may span


@dataclass(slots=True)
class Row:
    """A row of the table, its broken parts joined.

    Attributes:
        number: as printed, or "" where the table has none.
        names: the names of section and point printed in the row, mended.
        printed_names: the same as they stand in the cells.
        same: the signs in its cells that stand for the cell above: 同上, 〃.
        cells: the parts of the text, the unit and the deadline columns.
        more: whole cells that stand below those beside a text that is merged over several rows.
        broken: a page break cut it in two.
        cut: the text ends in the middle of it.
        unplaced: the cells of a row of which none is told to stand in any column.
    """

    number: Excerpt | None = None
    names: list[Excerpt] = field(default_factory=list)
    printed_names: list[Excerpt] = field(default_factory=list)
    same: list[Excerpt] = field(default_factory=list)
    cells: dict[Column, list[Excerpt]] = field(default_factory=dict)
    more: dict[Column, list[Excerpt]] = field(default_factory=dict)
    broken: bool = False
    cut: bool = False
    unplaced: tuple[Excerpt, ...] = ()

    def cell(self, column: Column) -> Excerpt | None:
        """What stands in a column, or None where it is empty."""
        parts = [p for p in self.cells.get(column, []) if p.text.strip()]
        if column in UNIT_COLUMNS:  # a line break can part two names
            parts = [part for pair in _with_breaks(parts) for part in pair]
        return Excerpt.join(parts) if parts else None

    def whole_cells(self, column: Column) -> list[Excerpt]:
        """The cells of a column, each by itself."""
        first = self.cell(column)
        return [*([first] if first is not None else []), *self.more.get(column, [])]

    def ending(self, column: Column) -> Excerpt | None:
        """The last of what stands in a column, or None where it is empty."""
        parts: list[Excerpt] = []
        for part in reversed(self.cells.get(column, [])):
            if len(parts) == _LAST_PARTS:
                break
            if part.text.strip():
                parts.append(part)
        return Excerpt.join(reversed(parts)) if parts else None

    @property
    def is_empty(self) -> bool:
        """Nothing but a number is printed in the row."""
        return not self.names and not any(
            part.text.strip() for parts in self.cells.values() for part in parts
        )


def _with_breaks(parts: Sequence[Excerpt]) -> Iterator[tuple[Excerpt, ...]]:
    """Parts of a cell with the white space between them in the file, where it is nothing else."""
    for at, part in enumerate(parts):
        after = parts[at + 1] if at + 1 < len(parts) else None
        if after is None or part.spans[-1].end >= after.start:
            yield (part,)
            continue
        gap = Span(part.spans[-1].end, after.start)
        between = Excerpt(part.file_text, (gap,))
        yield (part, between) if not between.text.strip() else (part,)


def rows(table: Table) -> list[Row]:
    """The rows of a table, the parts that a page break cut off joined to the row they belong to."""
    found = _with_same(_ruled_rows(table) if table.carried else _drifted_rows(table))
    if found and table.cut:
        found[-1].cut = True
    for row in found:  # a figure alone says nothing: 货运量 | 增长6%
        if Column.FIGURE in row.cells:
            row.cells.setdefault(Column.TEXT, []).extend(row.cells.pop(Column.FIGURE))
    return found


def _with_same(found: list[Row]) -> list[Row]:
    """The rows where 同上 and 〃 stand for the cell above."""
    repeated = 0  # characters
    for above, row in pairwise(found):
        for column, cells in row.cells.items():
            whole = row.cell(column)
            if whole is not None and _SAME.fullmatch(whole.text.strip()):
                row.same.append(whole)
                said = above.cells.get(column, [])
                repeated += sum(map(len, said))
                cells[:] = said if repeated <= _MOST_REPEATED else []  # it is told as missing
    return found


def _drifted_rows(table: Table) -> list[Row]:
    """The rows of a table whose grid is lost, put together by what is written in the cells."""
    found: list[Row] = []
    numbered = Column.NUMBER in table.columns
    for printed in table.rows:
        whole_row = table.in_lines and duties_suit(printed, table.columns)
        placed = (
            _in_columns((c, cell) for c, cell in zip(table.columns, printed, strict=True) if cell)
            if whole_row
            else place(printed, table.columns)
        )
        if not placed:
            found.append(Row(unplaced=tuple(cell for cell in printed if cell.text.strip())))
            continue
        number = placed.get(Column.NUMBER)
        whole = table.in_lines and Column.TEXT in placed
        if _begins_row(placed, found, numbered=numbered) or (whole and not numbered):
            found.append(Row(number[0] if number else None))
            first, more = _units_apart(placed)
            alike = {c: m for c, m in more.items() if table.columns.count(c) == len(m) + 1}
            _add(found[-1], {c: first[c] if c in alike else placed[c] for c in placed})
            found[-1].more.update(alike)
        else:
            open_row = next((r for r in reversed(found) if not r.is_empty), found[-1])
            _continue(open_row, placed)
    return found


def _ruled_rows(table: Table) -> list[Row]:
    """The rows of a table whose grid is known.

    A text of its own begins a row; units or a limit beside a text that a merged cell brings from
    above are added to the row of that text.
    """
    found: list[Row] = []
    for printed, carried in zip(table.rows, table.carried, strict=True):
        cells = [
            (column, cell, above)
            for column, cell, above in zip(table.columns, printed, carried, strict=True)
            if cell.text.strip()
        ]
        if found and _goes_on_above(cells, found[-1], table):
            _add_below(found[-1], cells)
            continue
        number = next((cell for column, cell, _ in cells if column is Column.NUMBER), None)
        found.append(Row(number))
        first, more = _units_apart(_in_columns(_one_text(cells)))
        _add(found[-1], first)
        found[-1].more.update(more)
    return found


def _units_apart(
    placed: dict[Column, list[Excerpt]],
) -> tuple[dict[Column, list[Excerpt]], dict[Column, list[Excerpt]]]:
    """The cells of a row; of two columns of units alike, each cell stays whole."""
    more = {c: cells[1:] for c, cells in placed.items() if c in UNIT_COLUMNS and len(cells) > 1}
    return {c: cells[:1] if c in more else cells for c, cells in placed.items()}, more


def _add_below(row: Row, cells: list[tuple[Column, Excerpt, bool]]) -> None:
    """Add a row of the grid to the task above: whole cells, or what a page break cut off."""
    own = [(column, cell) for column, cell, above in cells if not above]
    if any(column is Column.TEXT and above for column, _, above in cells):
        for column, cell in own:
            row.more.setdefault(column, []).append(cell)
    else:
        row.broken = True
        whole = [(c, cell) for c, cell in own if c in UNIT_COLUMNS and _is_another(row, c, cell)]
        for column, cell in whole:
            row.more.setdefault(column, []).append(cell)
        _add(row, _in_columns(pair for pair in own if pair not in whole))


def _is_another(row: Row, column: Column, cell: Excerpt) -> bool:
    """Whether a cell begins with another name, and the one above it ended with a whole name."""
    above = row.ending(column)
    return (
        above is not None
        and ends_a_name(above.folded.strip())
        and begins_a_name(cell.folded.strip())
        and looks_like_units(_SPACE.sub("", cell.folded))
    )


def _goes_on_above(cells: list[tuple[Column, Excerpt, bool]], last: Row, table: Table) -> bool:
    """Whether a row of the grid belongs to the task of the row above it."""
    own = {column for column, _, above in cells if not above}
    texts = [above for column, _, above in cells if column is Column.TEXT]
    if Column.NUMBER in own:
        return False
    if texts and all(texts):
        return True  # the text is a merged cell that began above
    if Column.NUMBER not in table.columns or any(c is Column.NUMBER for c, _, _ in cells):
        return False
    text = last.ending(Column.TEXT)
    above = text.folded.rstrip() if text is not None else "。"
    cut = not _ENDED.search(above) or (own == {Column.TEXT} and above.endswith(";"))
    return not own - {Column.TEXT, *UNIT_COLUMNS, Column.DEADLINE} and (not texts or cut)


def _in_columns(cells: Iterable[tuple[Column, Excerpt]]) -> dict[Column, list[Excerpt]]:
    placed: dict[Column, list[Excerpt]] = {}
    for column, cell in cells:
        placed.setdefault(column, []).append(cell)
    return placed


def _one_text(
    cells: list[tuple[Column, Excerpt, bool]],
) -> Iterator[tuple[Column, Excerpt]]:
    """The cells of a row; beside a text of its own, one that a merged cell brings is a name."""
    own = any(column is Column.TEXT and not above for column, _, above in cells)
    for column, cell, above in cells:
        yield Column.NAME if own and above and column is Column.TEXT else column, cell


def _begins_row(placed: dict[Column, list[Excerpt]], found: list[Row], *, numbered: bool) -> bool:
    if not found:
        return True
    if numbered:
        return Column.NUMBER in placed
    last = found[-1].ending(Column.TEXT)
    ended = last is None or last.text.rstrip().endswith(("。", "；", ";"))
    return ended and Column.TEXT in placed


def _add(row: Row, placed: dict[Column, list[Excerpt]]) -> None:
    for column, cells in placed.items():
        if column is Column.NAME:
            row.names.extend(cells)
            row.printed_names.extend(cells)
        elif column is not Column.NUMBER:
            row.cells.setdefault(column, []).extend(cells)


def _continue(row: Row, placed: dict[Column, list[Excerpt]]) -> None:
    """Add the part of a row that stands after a page break; names go on level by level."""
    row.broken = True
    names = placed.pop(Column.NAME, [])
    row.printed_names.extend(names)
    if names and len(names) <= len(row.names):
        at = len(row.names) - len(names)
        row.names[at:] = [
            _without_doubled(Excerpt.join([a, b]), len(a.text)) if len(a) < _LONGEST_NAME else a
            for a, b in zip(row.names[at:], names, strict=True)
        ]
    else:
        row.names.extend(names)
    _add(row, placed)


def _without_doubled(joined: Excerpt, seam: int) -> Excerpt:
    """A name without the character that a page break printed twice: 进 | 进一步 → 进一步."""
    left, right = joined.slice(0, seam), joined.slice(seam)
    if (
        left.text
        and right.text
        and left.text[-1] == right.text[0]
        and left.text[-1] not in "()（）"
    ):
        return Excerpt.join([left, right.slice(1)])
    return joined


def _split_glued(cell: Excerpt) -> list[Excerpt]:
    text = cell.folded
    stripped = text.strip()
    if not stripped or not _GAP.search(stripped):
        return [cell]
    mark = mark_of(stripped)
    headed = mark is not None and mark.level is Level.POINT
    body = mark.body if mark is not None else 0
    first_stop, last_stop = text.find("。"), text.rfind("。")
    end = len(text.rstrip())
    for gap in _GAP.finditer(text):
        if gap.start() == 0 or gap.end() >= end:
            continue
        name_and_text = headed and body < gap.start() <= first_stop and gap.end() <= last_stop
        units_and_limit = end - gap.end() <= _LONGEST_LIMIT and _is_limit_behind(text, gap)
        if units_and_limit or name_and_text:
            return [cell.slice(0, gap.start()), cell.slice(gap.end())]
    return [cell]


def _is_limit_behind(text: str, gap: re.Match[str]) -> bool:
    """Whether a blank stands between units and a time limit."""
    left, right = text[: gap.start()].strip(), text[gap.end() :].strip()
    return (
        is_time_phrase(_SPACE.sub("", right))
        and len(right) > 2
        and not is_time_phrase(_SPACE.sub("", left))
        and looks_like_units(_SPACE.sub("", left))
    )


def place(printed: Sequence[Excerpt], columns: tuple[Column, ...]) -> dict[Column, list[Excerpt]]:
    """Which cells stand in which column: the best fit that keeps both in order."""
    aligned = len(printed) == len(columns)  # only then does the place of a cell say something
    kept: list[tuple[int | None, Excerpt]] = [
        (index if aligned else None, part)
        for index, cell in enumerate(printed)
        for part in _split_glued(cell)
        if part.text.strip()
    ]
    cells = tuple(nature(part.folded) for _, part in kept)
    places = tuple(index for index, _ in kept)
    alone = [[fit(cell, column) for column in columns] for cell in cells]
    counts = _certain(alone, columns) or _best_fit(cells, places, alone, columns)
    placed: dict[Column, list[Excerpt]] = {}
    at = 0
    for column, count in zip(columns, counts, strict=True):
        if count:
            placed.setdefault(column, []).extend(part for _, part in kept[at : at + count])
        at += count
    return placed


def _certain(alone: list[list[float]], columns: tuple[Column, ...]) -> tuple[int, ...] | None:
    """How many cells stand in each column, where each cell suits one column and no other."""
    counts = [0] * len(columns)
    last = -1
    for scores in alone:
        best = max(scores)
        at = scores.index(best)
        if best < _SURE or at <= last or sum(score > _UNSURE for score in scores) > 1:
            return None
        counts[at] = 1
        last = at
    return tuple(counts)


def _best_fit(
    cells: tuple[Nature, ...],
    places: tuple[int | None, ...],
    alone: list[list[float]],
    columns: tuple[Column, ...],
) -> tuple[int, ...]:
    """How many cells stand in each column, in the best of all ways that keep both in order."""
    # From the last column to the first: for each cell how well those from it on suit the columns
    # from here on, and for each column how many of them stand in it.
    scores = [float("-inf")] * len(cells) + [0.0]
    taken: list[list[int]] = []
    for column in reversed(range(len(columns))):
        best = list(scores)
        counts = [0] * len(best)
        for cell in range(len(cells)):
            end = cell
            while end < len(cells) and _may_join(alone, cell, end, column, columns[column]):
                end += 1
                here = _score(cells[cell:end], alone[cell:end], column, columns[column])
                here += _IN_PLACE * places[cell:end].count(column)
                here -= (
                    _LATER * column
                )  # of two columns that suit alike, the first: 牵头 before 配合
                if here + scores[end] > best[cell]:
                    best[cell], counts[cell] = here + scores[end], end - cell
        scores = best
        taken.append(counts)
    found: list[int] = []
    at = 0
    for counts in reversed(taken):
        found.append(counts[at])
        at += counts[at]
    return tuple(found)


def _may_join(alone: list[list[float]], first: int, cell: int, at: int, column: Column) -> bool:
    """Whether a cell may stand in a column together with the cells before it, from ``first`` on.

    A cell may be told wrongly by itself, so any one may stand anywhere; of several each must suit.
    """
    if cell == first:
        return True
    if column is Column.NUMBER or cell - first >= _LONGEST_RUN:
        return False
    return alone[cell - 1][at] >= 0 and alone[cell][at] >= 0


def _score(cells: tuple[Nature, ...], alone: list[list[float]], at: int, column: Column) -> float:
    """How well cells suit a column together."""
    if len(cells) == 1:
        return alone[0][at]
    if column is Column.NAME:
        over = max(0, len(cells) - _LEVELS)
        # A long piece with a comma below a name is rather the first line of the text.
        cut = sum("," in cell.text and len(cell.text) > _LONGEST_LEVEL for cell in cells[1:])
        return sum(scores[at] for scores in alone) - _MERGE_COST * (2 * over + 3 * cut)
    whole = nature("".join(cell.text for cell in cells))
    return fit(whole, column) - _MERGE_COST * (len(cells) - 1)


def unit_columns(table: Table) -> list[Column]:
    """The columns of the table that assign units."""
    return list(dict.fromkeys(c for c in table.columns if c in UNIT_COLUMNS))
