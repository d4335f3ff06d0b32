"""Tasks from the rows of a table 任务分工表, each given to the point of the prose it belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from zhengmai.loaders.cellduty import Said, said_in
from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.ids import Ids, trace
from zhengmai.loaders.layout.blocks import Table, row_not_understood
from zhengmai.loaders.layout.tables import Row, rows, unit_columns
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, Column
from zhengmai.loaders.phrases.firstleads import FirstLeads, applied
from zhengmai.loaders.phrases.marks import CIRCLED, Level, mark_of
from zhengmai.loaders.phrases.numerals import to_int
from zhengmai.loaders.phrases.responsibility import from_cell
from zhengmai.loaders.phrases.unitlists import Responsibility
from zhengmai.loaders.reading import Reading
from zhengmai.model import (
    Deadline,
    DeadlineKind,
    DeadlineSource,
    Remark,
    Role,
    Severity,
    Task,
    TaskSource,
    WorkPoint,
)
from zhengmai.wording import phrase

_ROLES = {
    Column.LEAD: Role.LEAD,
    Column.RESPONSIBLE: Role.RESPONSIBLE,
    Column.COOPERATING: Role.COOPERATING,
    Column.FIRST_LEADS: Role.RESPONSIBLE,
    Column.FIRST_LEADS_OTHERS_HELP: Role.RESPONSIBLE,
}
_LEADS_FIRST = {
    Column.FIRST_LEADS: FirstLeads(),
    Column.FIRST_LEADS_OTHERS_HELP: FirstLeads(others=Role.COOPERATING),
}
_NOISE = re.compile(r"[\s\W_]+")
_SHINGLE = 6  # characters; long enough that stock phrases alone do not decide
_SAME_WORDS = 0.3  # share of a row's shingles that its point's prose must have
_YEAR = re.compile(r"20\d\d|[今本当明次翌]年")
_DOTS = ".．、。 "  # behind a printed number
_MOST_WITH_DUTIES = 0.6  # of the rows of a table say who or when: one that does not is a name
_LONGEST_NAME = 24  # characters
_ABOVE_ROWS = re.compile(r"[一二三四五六七八九十]+|[A-Z]|[IVX]+")  # of the name of rows
_SUM = re.compile(r"(?:合|总|共|小)\s*计(?:\(.*\))?")  # what the amounts of a table come to
_ENDS = re.compile(r"[。;!?]$")
_AROUND = " .、()"  # a number
_MOST = 0.5  # of the dates in a column
_MOST_ALIKE = 300  # points; words that more have tell none of them
_SHORT_PROSE = 40_000  # characters
_SAME_NAME = 0.6  # the same for the names of points, by pairs of characters


def row_tasks(
    tables: Sequence[Table],
    rules: Sequence[FirstLeads | None],
    points: Sequence[WorkPoint],
    reading: Reading,
) -> list[Task]:
    """The tasks of all tables of a notice; ``rules`` says for each table who leads."""
    tasks: list[Task] = []
    ids = Ids()
    finder = _PointFinder(points)
    for number, (table, rule) in enumerate(zip(tables, rules, strict=True), 1):
        above = reading.first_leads  # in a cell of a table above
        reading.first_leads = rule or (above if above is not None and above.below else None)
        prefix = "" if number == 1 else f"t{number}."
        found = []
        printed = rows(table)
        told = [said_in(row, table) for row in printed]
        _check_columns(table, told, reading)
        _check_lines(table, printed, reading)
        counted = any(map(_is_counted, printed))
        names = [_may_name(row, counted=counted) for row in printed]
        with_duties = _MOST_WITH_DUTIES * names.count(None) < sum(map(_has_duty, printed))
        for said, name in zip(told, names, strict=True):
            row = said.row
            if name is not None and (with_duties or _SUM.fullmatch(name.cleaned().folded)):
                counts = [row.number] if row.number is not None else []
                reading.understood.extend([*counts, name])  # of what stands below
                continue
            task = _task(said, table, prefix, finder, reading, ids)
            if task is not None:
                found.append(task)
        _check_places(printed, reading)
        _check_count(printed, set(map(_first_number, table.left_out)), reading)
        broken = {r.number.cleaned().text for r in printed if r.broken and r.number is not None}
        tasks.extend(_checked_years(found, broken, reading))
    return tasks


def _has_duty(row: Row) -> bool:
    return any(row.cell(column) is not None for column in DUTY_COLUMNS)


def _is_counted(row: Row) -> bool:
    """Whether a row that says who or when has a number in digits."""
    return row.number is not None and row.number.folded.strip(_AROUND).isdigit() and _has_duty(row)


def _may_name(row: Row, *, counted: bool) -> Excerpt | None:
    """What a row that says neither who nor when only names the rows below by: 改善办学条件.

    It has no number, or is 一 where rows are ``counted`` 1, 2.
    """
    text = row.cell(Column.TEXT)
    if text is None or row.cut or _has_duty(row):
        return None
    mark = "" if row.number is None else row.number.folded.strip(_AROUND)
    if mark and not (counted and _ABOVE_ROWS.fullmatch(mark)):
        return None
    plain = text.cleaned().folded
    return text if len(plain) <= _LONGEST_NAME and not _ENDS.search(plain) else None


def _check_columns(table: Table, told: Iterable[Said], reading: Reading) -> None:
    if not unit_columns(table) and all(said.duty is None for said in told):
        reading.remarks.append(
            Remark(
                Severity.PROBLEM,
                "the table has no column of responsible units (责任单位, 牵头单位…): "
                "its rows are read without units",
                tuple(s for cell in table.header for s in cell.spans),
            )
        )

    for name in table.untold:
        said = f"the table has a column {name.cleaned().text!r} that is not understood"
        reading.remarks.append(
            Remark(Severity.PROBLEM, f"{said}: what stands in it is shown as unread", name.spans)
        )
    for name in table.beside:
        said = f"the column {name.cleaned().text!r} stands beside the tasks"
        reading.remarks.append(
            Remark(Severity.NOTE, f"{said}: what stands in it is shown as unread", name.spans)
        )


def _check_lines(table: Table, printed: Sequence[Row], reading: Reading) -> None:
    """Tell where of two columns of units one name a line is all that is left."""
    others = [c for c in unit_columns(table) if c is not Column.LEAD]
    if not table.by_order or len(others) != 1 or Column.LEAD not in table.columns:
        return
    cells = (cell for row in printed if row.cell(Column.LEAD) and (cell := row.cell(others[0])))
    lines = next((cell for cell in cells if "\n" in cell.text.strip()), None)
    if lines is not None:
        reading.remarks.append(
            Remark(
                Severity.NOTE,
                "each name stands on a line, in two columns of units: the first of a row is taken "
                "for who leads, the others for the second column",
                lines.spans,
            )
        )


def _check_places(printed: Sequence[Row], reading: Reading) -> None:
    """Tell of rows of which nothing is told in which column it stands."""
    for row in printed:
        if row.unplaced:
            reading.remarks.append(row_not_understood(Excerpt.join(row.unplaced)))


def _first_number(row: Excerpt) -> int | None:
    """The number that a printed row begins with."""
    return to_int(row.folded.split(maxsplit=1)[0].strip(_AROUND)) if row.folded.strip() else None


def _check_count(printed: Sequence[Row], told: set[int | None], reading: Reading) -> None:
    """Tell of numbers that stand alone, and of numbers that the count leaves out.

    Those of rows that are ``told`` as not understood are printed.
    """
    last = 0
    for row in printed:
        if row.number is None:
            continue
        number = to_int(row.number.folded.strip(_AROUND))
        if number is None:
            continue
        if row.is_empty:
            reading.remarks.append(
                Remark(Severity.NOTE, f"number {number} stands without a row", row.number.spans)
            )
        if last and not told.issuperset(range(last + 1, number)):
            left_out = _counted(last + 1, number - 1)
            reading.remarks.append(
                Remark(Severity.NOTE, f"number {left_out} is not printed", row.number.spans)
            )
        last = number


def _counted(first: int, last: int) -> str:
    """Some numbers on end, in words: 3、4, but 2–99."""
    return str(first) if last == first else f"{first}{'、' if last == first + 1 else '–'}{last}"


def _checked_years(tasks: Sequence[Task], broken: set[str], reading: Reading) -> Iterator[Task]:
    """Tasks, damaged where a page break cut the row and the year of the deadline is gone.

    What is left of 2024年12月底前 is 12月底前, while the other rows have the year; that of the plan
    is taken, and told.
    """
    dated = [t for t in tasks if _column_date(t) is not None]
    with_year = sum(_has_year(t) for t in dated)
    for task in tasks:
        deadline = _column_date(task)
        cut = task.number in broken and with_year > _MOST * len(dated)
        if deadline is None or _has_year(task) or not cut:
            yield task
            continue
        reading.remarks.append(
            Remark(
                Severity.DAMAGED,
                f"row {task.number}: the deadline has lost its year; that of the plan is taken",
                deadline.spans,
            )
        )
        yield replace(task, damaged=True)


def _column_date(task: Task) -> Deadline | None:
    for deadline in task.deadlines:
        if deadline.where is DeadlineSource.COLUMN and deadline.kind is DeadlineKind.DATE:
            return deadline
    return None


def _has_year(task: Task) -> bool:
    deadline = _column_date(task)
    return deadline is not None and bool(_YEAR.search(deadline.as_written))


def _first_said(row: Row) -> Excerpt:
    """The first thing that a row says: where it is, if it has neither number nor text."""
    cells = (cell for column in row.cells for cell in row.whole_cells(column))
    return next(iter((*row.names, *cells)))


def _task(
    said: Said, table: Table, prefix: str, finder: _PointFinder, reading: Reading, ids: Ids
) -> Task | None:
    row = said.row
    number = row.number.cleaned() if row.number is not None else None
    if row.is_empty:
        reading.understood.extend([number] if number is not None else [])
        return None
    cleaned = said.text.cleaned() if said.text is not None else None
    if number is None and cleaned is not None and Column.NUMBER not in table.columns:
        number, cleaned = _number_in(cleaned)
    duty = _duty(row, table, reading) if said.duty is None else reading.applied(said.duty)
    limits = row.whole_cells(Column.DEADLINE)
    reading.understood.extend([*limits, *([said.behind] if said.behind is not None else [])])
    column = limits[0] if limits else None
    point = finder.point_of(cleaned.text if cleaned else "", [n.cleaned().text for n in row.names])
    if cleaned is None and not duty.assignments and column is None:
        if number is None:
            reading.understood.extend(row.printed_names)  # the name of what stands below
        else:  # what is left of it stays unread
            message = f"row {number.text}: nothing but a name is left of it"
            reading.remarks.append(Remark(Severity.DAMAGED, message, number.spans))
        return None
    if point is not None:  # the class of a task, which names no point of the plan, is shown
        reading.understood.extend(row.printed_names)
    reading.understood.extend([*row.same, *([number] if number is not None else [])])
    lost = _lost(row, table, cleaned)
    place = number or cleaned or column or _first_said(row)
    if lost:
        label = number.text if number else "without a number"
        reading.remarks.append(Remark(Severity.DAMAGED, f"row {label}: {lost}", place.spans))
    empty = Excerpt(place.file_text, ())
    name = f"{prefix}{number.text.strip(_DOTS)}" if number else f"{prefix}~{trace(place.text)}"
    return Task(
        id=ids.unique(name, place.text if cleaned is None else cleaned.text),
        number=number.text.strip(_DOTS) if number else "",
        point=point,
        source=TaskSource.TABLE,
        text=cleaned.text if cleaned else "",
        assignments=duty.assignments,
        open_ended=duty.open_ended,
        deadlines=reading.deadlines(cleaned or empty, *limits, duty.deadline, cells=True),
        damaged=bool(lost),
        spans=cleaned.spans if cleaned else place.spans,
    )


def _number_in(text: Excerpt) -> tuple[Excerpt | None, Excerpt]:
    """The number that the text of a row begins with, and the rest; not where it counts on."""
    mark = mark_of(text.folded)
    if mark is None or mark.level < Level.ITEM:
        return None, text
    printed = text.folded[mark.start : mark.end]
    following = printed.replace(str(mark.value), str(mark.value + 1))
    following = (
        chr(ord(printed) + 1)
        if printed in CIRCLED
        else f"{following}{text.folded[mark.end : mark.end + 1]}"
    )
    if following.strip() and following in text.folded[mark.body :]:
        return None, text
    return text.slice(mark.start, mark.end), text.slice(mark.body)


def _duty(row: Row, table: Table, reading: Reading) -> Responsibility:
    """The units of all unit columns of a row, in the order of the columns."""
    found: list[Responsibility] = []
    for column in unit_columns(table):
        for cell in row.whole_cells(column):
            duty = from_cell(cell, _ROLES[column])
            found.append(applied(_LEADS_FIRST.get(column), duty))
            reading.understood.append(cell)
            reading.left.extend(duty.left)
    return reading.applied(
        Responsibility(
            tuple(a for duty in found for a in duty.assignments),
            any(duty.open_ended for duty in found),
            first_leads=next((d.first_leads for d in found if d.first_leads is not None), None),
        )
    )


def _lost(row: Row, table: Table, text: Excerpt | None) -> str | None:
    """What the source lost of a row, in words; None where nothing is missing."""
    if row.cut:
        return "the text ends in the middle of it"
    missing = []
    if text is None:
        missing.append(phrase("the text"))
    if table.carried:  # with its grid a cell that is empty was printed so
        return "the text is missing in the table" if missing else None
    if unit_columns(table) and all(row.cell(c) is None for c in unit_columns(table)):
        missing.append(phrase("the units"))
    if Column.DEADLINE in table.columns and row.cell(Column.DEADLINE) is None:
        missing.append(phrase("the deadline"))
    if not missing:
        return None
    if missing in (["the text"], ["the deadline"]):
        return f"{missing[0]} is missing in the table"
    return f"{' and '.join(missing)} are missing in the table"


class _PointFinder:
    """Finds the point of the prose that a row belongs to.

    Merged cells print the name of a point once, sometimes a row late; the words of the row, which
    repeat the prose, decide before the name does (rule 2 of the labels: "the point that its words
    are about, normally the one named above it").
    """

    def __init__(self, points: Iterable[WorkPoint]) -> None:
        self._points = list(points)
        self._texts = [_plain(p.text) for p in self._points]
        self._names = [_shingles(p.heading, 2) for p in self._points]
        self._last: str | None = None

    def point_of(self, text: str, names: Sequence[str]) -> str | None:
        """The id of the point, or None where the prose has none like it."""
        found = self._by_words(text) or self._by_name(names)
        # A row without a name goes on with the point above; a name the prose has not begins anew.
        self._last = found or (None if names else self._last)
        return self._last

    def _by_words(self, text: str) -> str | None:
        plain = _plain(text)
        if not plain or not self._points:
            return None
        row = _shingles(plain, _SHINGLE)
        for at in self._may_say(row) if len(plain) > _SHINGLE else ():
            if plain in self._texts[at]:  # most rows repeat the prose to the letter
                return self._points[at].id
        at, shared = _most_shared(row, self._with_words)
        return self._points[at].id if shared / len(row) >= _SAME_WORDS else None

    def _may_say(self, row: Iterable[str]) -> Sequence[int]:
        """The points whose prose may have a row's words in it, in their order."""
        if self._is_short:
            return range(len(self._points))
        return min((self._with_words.get(s, []) for s in row), key=len)[:_MOST_ALIKE]

    @cached_property
    def _is_short(self) -> bool:
        """Whether the prose is sooner searched than listed by its words."""
        return sum(map(len, self._texts)) <= _SHORT_PROSE

    @cached_property
    def _with_words(self) -> dict[str, list[int]]:
        """For each shingle of the prose the points that have it, in their order."""
        return _places_of(_shingles(text, _SHINGLE) for text in self._texts)

    @cached_property
    def _with_pairs(self) -> dict[str, list[int]]:
        """The same for the pairs of characters of their headings."""
        return _places_of(self._names)

    def _by_name(self, names: Sequence[str]) -> str | None:
        for name in reversed(names):
            mark = mark_of(fold(name))
            pairs = _shingles(name[mark.body :] if mark else name, 2)
            if not pairs or not self._points:
                continue
            likeness = {
                at: 2 * count / (len(pairs) + len(self._names[at]))
                for at, count in _shared(pairs, self._with_pairs).items()
            }
            best = min(likeness, key=lambda at: (-likeness[at], at), default=None)
            if best is not None and likeness[best] >= _SAME_NAME:
                return self._points[best].id
        return None


def _places_of(sets: Iterable[set[str]]) -> dict[str, list[int]]:
    """For each word the numbers of the sets that have it."""
    places: dict[str, list[int]] = {}
    for at, words in enumerate(sets):
        for word in words:
            places.setdefault(word, []).append(at)
    return places


def _shared(words: Iterable[str], places: Mapping[str, Sequence[int]]) -> Counter[int]:
    """How many of some words each of the sets has; of words that nearly all have, none counts."""
    found = (places.get(word, ()) for word in words)
    return Counter(at for of_word in found if len(of_word) <= _MOST_ALIKE for at in of_word)


def _most_shared(words: Iterable[str], places: Mapping[str, Sequence[int]]) -> tuple[int, int]:
    """The first of the sets that have most of some words, and how many."""
    counts = _shared(words, places)
    return min(counts.items(), key=lambda pair: (-pair[1], pair[0]), default=(0, 0))


def _plain(text: str) -> str:
    return _NOISE.sub("", fold(text))


def _shingles(text: str, size: int) -> set[str]:
    plain = _plain(text)
    return {plain[i : i + size] for i in range(max(1, len(plain) - size + 1)) if plain}
