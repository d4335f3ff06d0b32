"""The lines of a file's text → paragraphs and tables.

Saved pages, Word exports and OCR break lines where the page broke them: in the middle of words, of
brackets, of table cells. Here lines become paragraphs again, and lines of cells become tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.layout import columns
from zhengmai.loaders.layout.blocks import Block, Document, Paragraph, Table
from zhengmai.loaders.layout.columns import Column
from zhengmai.loaders.layout.furniture import begins_web_tail, is_box, is_furniture
from zhengmai.loaders.layout.grids import TaskTable, rows_below, task_table
from zhengmai.loaders.phrases.deadlines import parse_date
from zhengmai.loaders.phrases.marks import Level, Mark, mark_of
from zhengmai.loaders.phrases.responsibility import begins_with_label
from zhengmai.loaders.phrases.unitlists import looks_like_units
from zhengmai.loaders.phrases.unitnames import ends_a_name
from zhengmai.loaders.source import Grid, Source
from zhengmai.model import Span

# ## a heading, > a quotation, - or * an entry of a list
_MARKDOWN = re.compile(r"\s{0,3}(?:#{1,6}\s+|>\s+|[-*+]\s+(?=\S))")
_EMPHASIS = re.compile(r"\*\*|\\(?=[.|*_#])")
_ITALIC = re.compile(r"\*")
_SENTENCE_END = re.compile(r"[.。!?;:)”][”)]?$")
_DUTY_BRACKET = re.compile(r"\(\s*(?:责任|牵头|配合|主办|承办|协办|完成时限)")
_STANDS_ALONE = re.compile(r"(?:附件|附表|抄送|抄报|注)\s*\d*\s*:?")
_IMPRINT = re.compile(r".*\d{4}年\d{1,2}月\d{1,2}日\s*印发")
_END_OF_TABLE = re.compile(r"(?:抄送|抄报|附件|附表|附:|注:|注\d)|\(?此页无正文")
_LABEL_WORDS = ("责任单位", "牵头单位", "配合单位", "责任部门", "牵头部门", "完成时限")
_LONGEST_BRACKET = 400  # characters looked back for one that is open
_LONGEST_HEADER = 120  # characters of a line that names columns
_GOES_ON = re.compile(r"(?:已经|[的和与及在对为将由并或以从向把被等经])$")  # ends no line
_COMMAS = ",、"
_MOST = 0.5  # of the headings of a level
_BARS = ("|", "｜")
_HEADING_LENGTH = 36  # characters; a marked line without a comma and shorter than this is whole
_PROSE_LENGTH = 18  # characters; a line with a comma and longer than this is prose


def document(source: Source) -> Document:
    """The paragraphs and tables of a file's text."""
    return _Reader(source).document()


@dataclass
class _Reader:
    """Goes down the lines once, collecting blocks."""

    source: Source
    blocks: list[Block] = field(default_factory=list)
    furniture: list[Excerpt] = field(default_factory=list)
    open_lines: list[Excerpt] = field(default_factory=list)
    in_body: bool = False
    counts: dict[Level, int] = field(default_factory=dict)
    through: dict[Level, int] = field(default_factory=dict)  # items may be counted through
    run_in: frozenset[Level] = frozenset()

    def document(self) -> Document:
        source = self.source
        whole = Excerpt.whole(source.text)
        self.furniture.extend(whole.slice(f.start, f.end) for f in source.furniture)
        lines = list(_without_furniture(whole, source.furniture).lines())
        self.run_in = _run_in(lines)
        grids = list(source.grids)
        at = 0
        while at < len(lines):
            start = lines[at].start
            while grids and grids[0].span.end <= start:
                grids.pop(0)
            if grids and grids[0].span.start <= start and self._grid(grid := grids.pop(0)):
                while at < len(lines) and lines[at].start < grid.span.end:
                    at += 1  # an empty line counts as the beginning of the text: it is passed too
                continue
            after = self._one(lines, at)
            if after is None:
                break  # what follows belongs to the site; it is shown as unread
            at = after
        self._close()
        return Document(
            source.file, source.text, tuple(self.blocks), tuple(self.furniture), source.remarks
        )

    def _one(self, lines: list[Excerpt], at: int) -> int | None:
        """Read what begins at a line; the number of the line after it, None at the end."""
        line = lines[at].folded.strip()
        if self.in_body and line and begins_web_tail(line):
            return None
        header = _header_at(lines, at)
        if header is not None:
            self._close()
            return self._table(lines, at, header)
        if not line:
            pass
        elif is_furniture(line) or _is_imprint(line) or self._is_page_number(line):
            self.furniture.append(lines[at])
        else:
            self._line(lines[at])
        return at + 1

    def _is_page_number(self, line: str) -> bool:
        """Whether a line is a bare number in the middle of a sentence."""
        if not _is_number(line) or not self.open_lines:
            return False
        return not _ends_sentence(Excerpt.join(self.open_lines).folded.strip())

    def _grid(self, grid: Grid) -> bool:
        """Read a grid, where it is a table of tasks; any other is read line by line."""
        found = task_table(self.source.text, grid) or self._goes_on_in(grid)
        if found is None:
            # A box is no part of the plan: it is passed over, and shown as unread.
            return is_box(fold(self.source.text[grid.span.start : grid.span.end]))
        self._close()
        self.blocks.extend(Paragraph(text) for text in found.above)
        if found.goes_on:
            self.blocks.pop()
        self.blocks.append(found.table)
        self.furniture.extend(found.repeated)
        return True

    def _goes_on_in(self, grid: Grid) -> TaskTable | None:
        """A grid without a header right below a table of as many columns goes on with it."""
        above = self.blocks[-1] if self.blocks and not self.open_lines else None
        if not isinstance(above, Table) or not above.carried:
            return None
        return rows_below(self.source.text, grid, above)

    def _line(self, line: Excerpt) -> None:
        line = _unmarked(line)
        if self.open_lines and not self._continues(line.folded.strip()):
            self._close()
        if not self.open_lines:
            self._note_mark(mark_of(line.folded))
        self.open_lines.append(self._with_break(self._mended(line).strip()))

    def _with_break(self, line: Excerpt) -> Excerpt:
        """The next line of 责任单位：…, with the line break before it: it can part two names."""
        if not self.open_lines or not begins_with_label(self.open_lines[0].folded):
            return line
        end = self.open_lines[-1].spans[-1].end
        if line.file_text[end : line.start].strip():
            return line
        return Excerpt(line.file_text, (Span(end, line.start), *line.spans))

    def _note_mark(self, mark: Mark | None) -> None:
        """Remember the count that a paragraph opens or goes on with."""
        if mark is None:
            return
        self.in_body |= mark.level <= Level.POINT
        self.counts[mark.level] = mark.value
        self.through[mark.level] = mark.value
        for level in Level:
            if level > mark.level:
                self.counts.pop(level, None)

    def _goes_on_counting(self, mark: Mark) -> bool:
        """Whether a number is the next of its level, or begins it anew (points may run through)."""
        last = self.counts.get(mark.level)
        if mark.value in (1 + (last or 0), 1 + self.through.get(mark.level, 0)):
            return True
        return last is None and mark.level is Level.POINT

    def _close(self) -> None:
        if self.open_lines:
            self.blocks.append(Paragraph(Excerpt.join(self.open_lines)))
            self.open_lines = []

    def _mended(self, line: Excerpt) -> Excerpt:
        """Without what a page break printed twice: （责 ¶ 责任单位：… has one 责 too many."""
        if not self.open_lines:
            return line
        before = self.open_lines[-1].folded.rstrip()
        after = line.folded.lstrip()
        for word in _LABEL_WORDS:
            for size in range(len(word) - 1, 0, -1):
                if before.endswith("(" + word[:size]) and after.startswith(word):
                    self.furniture.append(line.strip().slice(0, size))
                    return line.strip().slice(size)
        return line

    def _continues(self, line: str) -> bool:
        """Whether a line goes on with the paragraph above it."""
        before = Excerpt.join(self.open_lines).folded.strip()
        opens = mark_of(line)
        if opens is not None and not _ends_sentence(before) and not self._goes_on_counting(opens):
            return self._is_unfinished(before)  # 统 | 一、共享: the end of a word, not a heading
        if opens is not None or _STANDS_ALONE.match(line) or parse_date(line):
            return False
        if before.startswith(("抄送", "抄报")):
            return before.endswith(tuple(_COMMAS + ";")) or _cuts_a_name(before, line)
        numbered = before.endswith("》") and line.startswith("(")  # 《…》 | (某政办发〔2025〕2号)
        if numbered or _DUTY_BRACKET.match(line) or _open_bracket(before):
            return True
        if begins_with_label(line):  # 完成时限：… goes on with 责任单位：…
            return begins_with_label(before)
        if begins_with_label(before) and looks_like_units(line):
            return True  # 责任单位：区司法局、 | 区财政局
        if _ends_sentence(before) or _STANDS_ALONE.match(before):
            return False
        return self._is_unfinished(before)

    def _is_unfinished(self, before: str) -> bool:
        """Whether a paragraph that does not end a sentence goes on in the next line."""
        mark = mark_of(before)
        if mark is not None and mark.level <= Level.POINT:
            return mark.level in self.run_in or not _is_whole_heading(before)
        if mark is not None:
            return True
        if len(before) < _PROSE_LENGTH:
            return False
        return any(c in before for c in ",。;") or bool(_GOES_ON.search(before))

    # --- tables

    def _table(self, lines: list[Excerpt], at: int, header: _Header) -> int:
        """Read a table; returns the index of the first line after it."""
        rows: list[tuple[Excerpt, ...]] = []
        cells: list[Excerpt] = []  # of a table printed one cell a line
        barred = False  # a bar comes before the next cell
        at = header.end
        while at < len(lines):
            again = _header_at(lines, at)
            if again is not None:
                self.furniture.extend(lines[at : again.end])
                at = again.end
                continue
            line = lines[at].folded.strip()
            if not line and "\t" not in lines[at].text:
                at += 1
                continue
            in_cell = "\t" in lines[at].text
            if _END_OF_TABLE.match(line) or _is_imprint(line):
                break
            if header.barred and line in _BARS:
                barred = False
            elif not in_cell and is_furniture(line):
                self.furniture.append(lines[at])
            elif header.one_line:
                self._row_line(rows, lines[at], header.columns)
            else:
                _cell_line(
                    cells, lines[at], goes_on=header.tabbed or (barred and not _is_number(line))
                )
                barred = header.barred
            at += 1
        if not header.one_line:
            rows = list(_rows_of_cells(cells, header.columns))
        self.blocks.append(Table(header.columns, header.cells, tuple(rows)))
        return at

    @staticmethod
    def _row_line(
        rows: list[tuple[Excerpt, ...]], line: Excerpt, table_columns: tuple[Column, ...]
    ) -> None:
        numbers = (r[0].folded.strip() for r in reversed(rows) if r[0].text.strip())
        above = next((int(n) for n in numbers if _is_number(n)), 0)
        alone = Column.NUMBER in table_columns and _goes_on(line.folded.strip(), above)
        if "\t" in line.text or not rows or alone:
            rows.append(tuple(_split_at_tabs(line)))
        else:  # a cell that was broken over two lines
            *before, last = rows[-1]
            rows[-1] = (*before, Excerpt.join([last, line]))


@dataclass(frozen=True, slots=True)
class _Header:
    """A header row found in lines: its columns, its cells and the line after it.

    Attributes:
        one_line: all names stand in one line.
        tabbed: a tab begins each cell.
        barred: a bar on a line of its own stands between cells.
    """

    columns: tuple[Column, ...]
    cells: tuple[Excerpt, ...]
    end: int
    one_line: bool
    tabbed: bool
    barred: bool = False


def _header_at(lines: list[Excerpt], at: int) -> _Header | None:
    """A header row beginning at a line: all in one line, or one name a line."""
    first = lines[at]
    if not 0 < len(first) <= _LONGEST_HEADER:
        return None
    if "\t" in first.text.strip():
        cells = tuple(c.strip() for c in _split_at_tabs(first) if c.text.strip())
        found = columns.header(list(cells))
        return _Header(found, cells, at + 1, True, True) if found else None
    if columns.heading(first.text.strip()) is None:
        return None
    names: list[Excerpt] = []
    end = at
    numbered = columns.heading(first.text) is Column.NUMBER
    barred = False
    for index in range(at, len(lines)):
        name = lines[index].strip()
        known = columns.heading(name.text) is not None
        if name.text in _BARS:
            barred = True
            continue
        # Where rows begin with a number, a name that is not known can still be told from a cell.
        if name and not known and (not numbered or not columns.may_be_name(name.text)):
            break
        if name:
            names.append(name)
            end = index + 1
    found = columns.header(names)
    if not found:
        return None
    return _Header(found, tuple(names), end, False, first.text.startswith("\t"), barred)


def _unmarked(line: Excerpt) -> Excerpt:
    """A line without the marks of Markdown: ## before a heading, ** around its words."""
    mark = _MARKDOWN.match(line.text)
    if mark is not None:
        line = line.slice(mark.end())
    if "**" in line.text or "\\" in line.text:
        line = line.without(_EMPHASIS)
    pairs = line.text.count("*")
    return line.without(_ITALIC) if pairs and pairs % 2 == 0 else line


def _without_furniture(whole: Excerpt, furniture: tuple[Span, ...]) -> Excerpt:
    """The text without what the format shows to belong to the page."""
    kept: list[Span] = []
    at = 0
    for span in furniture:
        kept.append(Span(at, max(at, span.start)))
        at = max(at, span.end)
    kept.append(Span(at, max(at, len(whole))))
    return Excerpt(whole.file_text, tuple(kept))


def _split_at_tabs(line: Excerpt) -> Iterator[Excerpt]:
    at = 0
    for match in re.finditer("\t", line.text):
        yield line.slice(at, match.start())
        at = match.end()
    yield line.slice(at)


def _cell_line(cells: list[Excerpt], line: Excerpt, *, goes_on: bool) -> None:
    """Add a line of a table printed one cell a line; a tab begins a cell where they are printed."""
    if not goes_on or line.text.startswith("\t") or not cells:
        cells.append(line.slice(1) if line.text.startswith("\t") else line)
        return
    last = cells[-1]
    start = last.spans[0].start if last.spans else line.start
    end = line.spans[-1].end if line.spans else start
    # Taken with the line breaks between: in a list of units they can part two names.
    cells[-1] = Excerpt.whole(line.file_text).slice(start, end)


def _rows_of_cells(
    cells: list[Excerpt], table_columns: tuple[Column, ...]
) -> Iterator[tuple[Excerpt, ...]]:
    """Cells in a row of their own for each number that goes on with the count."""
    if Column.NUMBER not in table_columns:
        width = len(table_columns)
        for at in range(0, len(cells), width):
            yield tuple(cells[at : at + width])
        return
    row: list[Excerpt] = []
    last = 0
    for cell in cells:
        number = cell.folded.strip()
        if _is_number(number) and (not row or _goes_on(number, last)):
            if row:
                yield tuple(row)
            row = []
            last = int(number)
        row.append(cell)
    if row:
        yield tuple(row)


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= 3


def _goes_on(number: str, last: int) -> bool:
    """Whether a number goes on with the count of a table's rows; some may be left out."""
    return _is_number(number) and last < int(number) <= last + 9


def _is_imprint(line: str) -> bool:
    """版记: the line at the foot that says who printed it when."""
    return line.endswith("印发") and _IMPRINT.fullmatch(line) is not None


def _ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text))


def _run_in(lines: Iterable[Excerpt]) -> frozenset[Level]:
    """The levels whose headings end with 。, the text going on behind it: most of them do."""
    ended: dict[Level, int] = {}
    marked: dict[Level, int] = {}
    printed = [plain for line in lines if (plain := line.folded.strip())]
    for at, plain in enumerate(printed):
        mark = mark_of(plain)
        if mark is not None and mark.level <= Level.POINT:
            marked[mark.level] = marked.get(mark.level, 0) + 1
            ended[mark.level] = ended.get(mark.level, 0) + (
                "。" in plain or _ends_below(mark, printed[at + 1 : at + 3])
            )
    return frozenset(level for level, count in marked.items() if ended[level] > _MOST * count)


def _ends_below(mark: Mark, following: list[str]) -> bool:
    """Whether a section's heading was broken: the next line ends it, and a mark stands below."""
    return (
        mark.level is Level.SECTION
        and len(following) > 1
        and len(following[0]) <= _HEADING_LENGTH
        and following[0].endswith("。")
        and mark_of(following[0]) is None
        and mark_of(following[1]) is not None
    )


def _cuts_a_name(before: str, line: str) -> bool:
    """Whether a list of names stops in the middle of one, to go on in the next line."""
    if before.endswith("。") or not line.endswith(("。", *_COMMAS, ";")):
        return False
    last = re.split(f"[{_COMMAS};:]", before)[-1].strip()
    names = re.split(f"[{_COMMAS};]", line.rstrip(f"。;{_COMMAS}"))
    return not ends_a_name(last) or not names[0] or all(ends_a_name(name) for name in names)


def _open_bracket(text: str) -> bool:
    """Whether a bracket or quotation of the last sentence is still open."""
    tail = text[-_LONGEST_BRACKET:]
    tail = tail[tail.rfind("。") + 1 :]
    return any(tail.count(a) > tail.count(b) for a, b in (("(", ")"), ("《", "》"), ("“", "”")))


def _is_whole_heading(line: str) -> bool:
    """Whether a marked line is a heading that does not go on: short, and one clause."""
    mark = mark_of(line)
    text = line[mark.body :] if mark is not None else line
    return len(text) <= _HEADING_LENGTH and not any(c in text for c in _COMMAS)
