"""The lines of a file's text → paragraphs and tables.

Saved pages, Word exports and OCR break lines where the page broke them: in the middle of words, of
brackets, of table cells. Here lines become paragraphs again, and lines of cells become tables.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from zhengmai.loaders.characters import unified, unknown, unseen
from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout import (
    barrecords,
    blanktables,
    boxes,
    celllines,
    dutylabels,
    fieldrecords,
    flatrows,
    gluedrows,
    linestyle,
    markup,
    pipes,
    sparserows,
    tabtables,
    twolinetables,
)
from zhengmai.loaders.layout.blocks import (
    Block,
    Document,
    Paragraph,
    Table,
    row_not_understood,
    table_not_understood,
)
from zhengmai.loaders.layout.contents import contents
from zhengmai.loaders.layout.cutlists import (
    COMMAS,
    cuts_a_clause,
    cuts_a_list,
    cuts_a_name,
    ends_in_a_name,
    is_scrap,
)
from zhengmai.loaders.layout.furniture import begins_web_tail, is_furniture, is_imprint
from zhengmai.loaders.layout.grids import TaskTable, counts_rows, is_data, rows_below, task_table
from zhengmai.loaders.layout.linecells import is_number
from zhengmai.loaders.layout.lineheaders import bars_apart, header_at, spaced_header
from zhengmai.loaders.layout.linestyle import (
    HEADING_LENGTH,
    ends_sentence,
    is_item_heading,
    stops_short,
)
from zhengmai.loaders.layout.linetables import table_below
from zhengmai.loaders.layout.onelines import parted
from zhengmai.loaders.layout.openlines import OpenLines
from zhengmai.loaders.layout.raggedtables import ragged_table
from zhengmai.loaders.layout.runningheads import running_heads
from zhengmai.loaders.layout.whitespace import superfluous
from zhengmai.loaders.phrases import addressees
from zhengmai.loaders.phrases.columnnames import Column
from zhengmai.loaders.phrases.deadlines import parse_date
from zhengmai.loaders.phrases.dutyclauses import is_all_duty
from zhengmai.loaders.phrases.firstwords import in_label
from zhengmai.loaders.phrases.labels import begins_with_label, lists_units
from zhengmai.loaders.phrases.marks import Level, Mark, mark_of, opens_box
from zhengmai.loaders.phrases.progress import without_progress
from zhengmai.loaders.phrases.sitefields import has_site_fields, is_site_field
from zhengmai.loaders.phrases.siteremarks import is_site_remark
from zhengmai.loaders.phrases.unitlists import looks_like_units
from zhengmai.loaders.phrases.unitnames import begins_a_name
from zhengmai.loaders.source import Grid, Source
from zhengmai.model import Remark, Severity, Span

_DUTY_BRACKET = re.compile(r"\(\s*(?:责任|牵头|配合|主办|承办|协办|完成时限)")
_DASHED_DUTY = re.compile(r"[。;!?)]\s*-{1,2}[^。;!?-]{2,}$")  # …找人摘。——镇应急办、各村
_BUTTON = re.compile(r"[(\[](?:字体|字号|打印|分享)[^()\[\]]{0,8}$")  # of a page, cut: 【字体:
_BLANK = re.compile(r"[^\S\r\n]")
_STANDS_ALONE = re.compile(r"(?:附件|附表|抄送|抄报|注)\s*\d*\s*:?")
_LABEL_WORDS = ("责任单位", "牵头单位", "配合单位", "责任部门", "牵头部门", "完成时限")
_LONGEST_BRACKET = 400  # characters looked back for one that is open
_GOES_ON = re.compile(r"(?:已经|[的和与及在对为将由并或以从向把被等经])$")  # ends no line
_UNENDED = tuple(",、;:(")  # what a line may end in that goes on
_PROSE_LENGTH = 18  # characters; a line with a comma and longer than this is prose


def document(source: Source) -> Document:
    """The paragraphs and tables of a file's text."""
    text = markup.with_line_breaks(unified(source.text))
    seen = Excerpt.whole(text).outside(unseen(text))
    printed = seen.outside(superfluous(text))
    visible = printed.outside(markup.signs(text)).outside(source.furniture)
    remarks = (*source.remarks, *_unknown_signs(text, source.remarks))
    return _Reader(replace(source, text=text, remarks=remarks), visible).document()


def _unknown_signs(text: str, remarks: Sequence[Remark]) -> Iterator[Remark]:
    """Signs whose meaning nobody knows, where the format has not told of them."""
    found = unknown(text)
    if not found:  # as in most texts
        return
    told = sorted(span for r in remarks for span in r.spans)
    ends = list(accumulate((span.end for span in told), max))  # of all that begin so far
    at = (bisect_right(told, Span(s.start, len(text))) for s in found)
    spans = tuple(s for s, n in zip(found, at, strict=True) if not n or ends[n - 1] <= s.start)
    if spans:
        yield Remark(
            Severity.DAMAGED,
            f"signs of private use, or lost ones, stand in the text ({len(spans)} places): what "
            "they mean is not known",
            spans,
        )


def _drawn(visible: Excerpt) -> list[Grid]:
    """The tables of a text without a format: drawn with boxes, bars, tabs, or blanks alone."""
    boxed = _beside(list(boxes.grids(visible)), list(twolinetables.grids(visible)))
    found = (*pipes.grids(visible), *tabtables.grids(visible), *blanktables.grids(visible))
    return _beside(boxed, found)


def _with_flat(visible: Excerpt, drawn: Sequence[Grid]) -> list[Grid]:
    """The tables of a text, and between them those of which blanks, lines, or nothing is left."""
    kinds = (flatrows, sparserows, celllines, gluedrows, barrecords, fieldrecords)
    found = [grid for kind in kinds for grid in kind.grids(visible)]
    if not all(grid.cells for grid in found):  # one cell a line is read below its header
        lines = list(visible.lines())
        heads = {line.start for at, line in enumerate(lines) if spaced_header(lines, at)}
        found = [grid for grid in found if grid.cells or grid.span.start not in heads]
    return _beside(drawn, found)


def _beside(first: Sequence[Grid], others: Sequence[Grid]) -> list[Grid]:
    """Some tables, and those of others that overlap none of them, in order."""
    in_order = sorted(first, key=lambda grid: grid.span)
    ends = list(accumulate((grid.span.end for grid in in_order), max))  # of all that begin so far
    kept = list(in_order)
    for grid in others:
        before = bisect_left(in_order, grid.span.end, key=lambda other: other.span.start)
        if not before or ends[before - 1] <= grid.span.start:
            kept.append(grid)
    return sorted(kept, key=lambda grid: grid.span)


@dataclass
class _Reader:
    """Goes down the lines once, collecting blocks."""

    source: Source
    visible: Excerpt  # the text without signs of markup and furniture
    blocks: list[Block] = field(default_factory=list)
    furniture: list[Excerpt] = field(default_factory=list)
    open_lines: OpenLines = field(default_factory=OpenLines)
    remarks: list[Remark] = field(default_factory=list)
    width: int = 0  # of a full line, in characters
    in_body: bool = False
    counts: dict[int, int] = field(default_factory=dict)
    through: dict[int, int] = field(default_factory=dict)  # items may be counted through; by rank
    run_in: frozenset[Level] = frozenset()
    unbroken: bool = False
    headed: bool = False  # items 1. are headings on lines of their own
    signed: frozenset[int] = frozenset()  # the lines of who signs
    labelled: frozenset[int] = frozenset()  # the lines 承办：… that label the units of a task

    def document(self) -> Document:
        source = self.source
        whole = Excerpt.whole(source.text)
        self.furniture.extend(whole.slice(f.start, f.end) for f in source.furniture)
        printed = list(self.visible.lines())
        lines = self._body(list(parted(list(bars_apart(printed)))))
        self.run_in = linestyle.run_in(lines)
        self.width = linestyle.usual_width(lines)
        self.unbroken = linestyle.is_unbroken(lines)
        self.headed = linestyle.heads_items(lines)
        self.signed = linestyle.signatures(lines)
        self.labelled = dutylabels.found_in(lines)
        drawn = _drawn(self.visible) if source.plain else source.grids
        grids = deque(_with_flat(self.visible, drawn))
        at = 0
        while at < len(lines):
            start = lines[at].start
            while grids and grids[0].span.end <= start:
                grids.popleft()
            if grids and grids[0].span.start <= start and self._grid(grid := grids.popleft()):
                while at < len(lines) and lines[at].start < grid.span.end:
                    if is_furniture(lines[at].folded.strip()):
                        self.furniture.append(lines[at])  # the number of a page
                    at += 1  # an empty line counts as the beginning of the text: it is passed too
                continue
            after = self._one(lines, at)
            if after is None:
                break  # what follows belongs to the site; it is shown as unread
            if after > at + 1:  # a table: what overlaps it would be read twice
                read = lines[after].start if after < len(lines) else len(source.text)
                grids = deque(grid for grid in grids if grid.span.start >= read)
            at = after
        self._close()
        return Document(
            source.file,
            source.text,
            tuple(self.blocks),
            tuple(self.furniture),
            (*source.remarks, *self.remarks),
        )

    def _body(self, lines: list[Excerpt]) -> list[Excerpt]:
        """The lines without the table of contents, and without what each page repeats."""
        left_out = contents(lines) | running_heads(lines)
        self.furniture.extend(lines[at] for at in sorted(left_out))
        return [line for at, line in enumerate(lines) if at not in left_out] if left_out else lines

    def _one(self, lines: list[Excerpt], at: int) -> int | None:
        """Read what begins at a line; the number of the line after it, None at the end."""
        line = lines[at].folded.strip()
        if self.in_body and line and begins_web_tail(line):
            return None
        header = header_at(lines, at)
        if header is not None:
            self._close()
            found = table_below(lines, header, self.visible, self.signed)
            # A list of telephones is no table of tasks.
            if Column.TEXT not in found.table.columns or not found.clear:
                self._not_understood(Excerpt.join(lines[at : found.end]))
                return found.end
            self.blocks.append(found.table)
            self.furniture.extend(found.furniture)
            self.remarks.extend(map(row_not_understood, found.table.left_out))
            return found.end
        if not line:
            pass
        elif at not in self.labelled and self._is_of_the_page(line):
            self.furniture.append(lines[at])
        else:
            # Below 责任单位：区城管局 who signs is not another of these units.
            if at in self.signed and not self._stops_at_a_comma():
                self._close()
            self._line(lines[at])
        return at + 1

    def _stops_at_a_comma(self) -> bool:
        """Whether the open paragraph cannot end where it does."""
        return bool(self.open_lines) and self.open_lines.last.folded.rstrip().endswith(_UNENDED)

    def _is_of_the_page(self, line: str) -> bool:
        return self._is_furniture(line) or is_imprint(line) or self._is_page_number(line)

    def _is_furniture(self, line: str) -> bool:
        """Whether a line is the page's; over the text 来源：… 时间：… is metadata."""
        if self.in_body and has_site_fields(line):  # below the heading of what a page shows
            return True
        return is_furniture(line) and (self.in_body or not is_site_field(line))

    def _is_page_number(self, line: str) -> bool:
        """Whether a line is a bare number in the middle of a sentence."""
        if not is_number(line) or not self.open_lines:
            return False
        return not ends_sentence(self.open_lines.folded)

    def _grid(self, grid: Grid) -> bool:
        """Read a grid, where it is a table of tasks; any other is read line by line."""
        if not grid.cells:
            return self._not_understood(self.visible.within(grid.span.start, grid.span.end))
        if grid.ragged:
            found = ragged_table(self.visible, grid)
        else:
            found = task_table(self.visible, grid) or self._goes_on_in(grid)
        if found is None:
            return self._passed_over(grid)
        self._close()
        self.blocks.extend(Paragraph(text) for text in found.above)
        if found.goes_on:
            self.blocks.pop()
        self.blocks.append(found.table)
        self.furniture.extend(found.repeated)
        rows = (self.visible.within(row.start, row.end) for row in grid.left_out)
        self.remarks.extend(map(row_not_understood, rows))
        return True

    def _passed_over(self, grid: Grid) -> bool:
        """Whether a grid is left unread: a box, or a table that is not understood, which is told.

        A table of layout, or of metadata, is read line by line.
        """
        # A box is no part of the plan: it is passed over, and shown as unread.
        if opens_box(self.visible.within(grid.span.start, grid.span.end).folded):
            return True
        first = is_data(self.visible, grid)
        if first is None or not (self.in_body or counts_rows(self.visible, grid)):
            return False
        return self._not_understood(first)

    def _not_understood(self, table: Excerpt) -> bool:
        """Tell of a table that is passed over; always true."""
        self._close()
        self.remarks.append(table_not_understood(table))
        return True

    def _goes_on_in(self, grid: Grid) -> TaskTable | None:
        """A grid without a header right below a table of as many columns goes on with it."""
        above = self.blocks[-1] if self.blocks and not self.open_lines else None
        if not isinstance(above, Table) or not above.carried:
            return None
        return rows_below(self.visible, grid, above)

    def _line(self, line: Excerpt) -> None:
        if self.open_lines and not self._continues(line.folded.strip()):
            self._close()
        if not self.open_lines:
            self._note_mark(mark_of(line.folded))
        self.open_lines.add(self._with_break(self._mended(line).strip()))

    def _is_heading_line(self) -> bool:
        """Whether the open line is a heading with a comma: in this text lines are paragraphs."""
        if not self.unbroken or len(self.open_lines) > 1:
            return False
        text = self.open_lines.first.folded.strip()
        mark = mark_of(text)
        if mark is None or mark.level > Level.POINT or text[-1:] in _UNENDED:
            return False
        return "。" not in text and not ends_sentence(text) and not _open_bracket(text)

    def _with_break(self, line: Excerpt) -> Excerpt:
        """The next line of 责任单位：…, with the line break before it: it can part two names.

        In a bracket a blank beside the line break does so: （责任单位：区妇联 ¶ 区水务局）.
        """
        if not self.open_lines:
            return line
        between = self.visible.within(self.open_lines.last.spans[-1].end, line.start)
        parts = begins_with_label(self.open_lines.first.folded) or (
            _BLANK.search(between.text) is not None and _open_bracket(self.open_lines.folded)
        )
        return Excerpt.join([between, line]) if parts and not between.text.strip() else line

    def _note_mark(self, mark: Mark | None) -> None:
        """Remember the count that a paragraph opens or goes on with."""
        if mark is None:
            return
        self.in_body |= mark.level <= Level.POINT or mark.value > 1  # 2. stands in a plan
        self.counts = {rank: n for rank, n in self.counts.items() if rank < mark.rank}
        self.counts[mark.rank] = self.through[mark.rank] = mark.value

    def _goes_on_counting(self, mark: Mark) -> bool:
        """Whether a number is the next of its level, or begins it anew (points may run through)."""
        last = self.counts.get(mark.rank)
        if mark.value in (1 + (last or 0), 1 + self.through.get(mark.rank, 0)):
            return True
        return last is None and mark.level is Level.POINT

    def _close(self) -> None:
        if self.open_lines:
            self.blocks.extend(map(Paragraph, without_progress(self.open_lines.close())))

    def _mended(self, line: Excerpt) -> Excerpt:
        """Without what a page break printed twice: （责 ¶ 责任单位：… has one 责 too many."""
        if not self.open_lines:
            return line
        before = self.open_lines.last.folded.rstrip()
        after = line.folded.lstrip()
        for word in _LABEL_WORDS:
            for size in range(len(word) - 1, 0, -1):
                if before.endswith("(" + word[:size]) and after.startswith(word):
                    self.furniture.append(line.strip().slice(0, size))
                    return line.strip().slice(size)
        return line

    def _continues(self, line: str) -> bool:
        """Whether a line goes on with the paragraph above it."""
        before = self.open_lines.folded
        opens = mark_of(line)
        if opens is not None and not ends_sentence(before) and not self._goes_on_counting(opens):
            # 统 | 一、共享: the end of a word, not a heading
            return self._is_unfinished(before, line)
        duty = _begins_a_duty(line) and not before.endswith(tuple(COMMAS))
        alone = opens is not None or duty or _STANDS_ALONE.match(line) or parse_date(line)
        of_head = is_site_remark(before) or addressees.stands_alone(before, line)
        if alone or (of_head and not self.in_body) or self._is_heading_line():
            return False
        if before.startswith(("抄送", "抄报")):
            return before.endswith(tuple(COMMAS + ";")) or cuts_a_name(before, line)
        numbered = before.endswith("》") and line.startswith("(")  # 《…》 | (某政办发〔2025〕2号)
        if numbered or _DUTY_BRACKET.match(line) or _open_bracket(before):
            return True
        if begins_with_label(line):  # 完成时限：… goes on with 责任单位：…
            return begins_with_label(before)
        if lists_units(before):
            # 责任单位：区司法局、 | 区财政局; no sentence goes on with 责任单位：区司法局
            return looks_like_units(line) or not ends_in_a_name(before) or is_scrap(before, line)
        if _DASHED_DUTY.search(before):
            return cuts_a_list(before) or looks_like_units(line) or is_scrap(before, line)
        whole = ends_sentence(before) or _STANDS_ALONE.match(before) or self._is_field(before)
        return not whole and self._is_unfinished(before, line)

    def _is_field(self, line: str) -> bool:
        """Whether a line over the text is one of metadata: it does not go on, whatever it holds."""
        return not self.in_body and is_site_field(line)

    def _is_unfinished(self, before: str, line: str) -> bool:
        """Whether a paragraph that does not end a sentence goes on in the next line."""
        mark = mark_of(before)
        if mark is not None and _is_of_units(before[mark.body :]):
            return line.startswith("、") or looks_like_units(line)
        if mark is not None and mark.level <= Level.POINT:
            if mark.level in self.run_in:
                # 由区水务局承办。 is of no heading; but …。由区卫 | 健局承办。
                return not is_all_duty(Excerpt.whole(line)) or cuts_a_clause(before, line)
            return not (_is_whole_heading(before) or stops_short(before, self.width))
        if mark is not None:
            heading = self.headed and mark.level is Level.ITEM and stops_short(before, self.width)
            return not (heading and is_item_heading(before[mark.body :], line))
        if len(before) < _PROSE_LENGTH:
            return False
        return any(c in before for c in ",。;") or bool(_GOES_ON.search(before))


def _open_bracket(text: str) -> bool:
    """Whether a bracket or quotation of the last sentence is still open."""
    tail = text[-_LONGEST_BRACKET:]
    tail = tail[tail.rfind("。") + 1 :]
    if _BUTTON.search(tail):
        return False
    return any(
        tail.count(a) > tail.count(b) for a, b in (("(", ")"), ("[", "]"), ("《", "》"), ("“", "”"))
    )


def _begins_a_duty(line: str) -> bool:
    """Whether a line begins with units and a colon: 区水务局：换缆绳."""
    label = in_label(Excerpt.whole(line)) if begins_a_name(line) else None
    return label is not None and label.colon


def _is_of_units(heading: str) -> bool:
    """Whether a heading is units and nothing else: what they do stands below it."""
    return begins_a_name(heading) and looks_like_units(heading)


def _is_whole_heading(line: str) -> bool:
    """Whether a marked line is a heading that does not go on: short, and one clause."""
    mark = mark_of(line)
    text = line[mark.body :] if mark is not None else line
    return len(text) <= HEADING_LENGTH and not any(c in text for c in COMMAS)
