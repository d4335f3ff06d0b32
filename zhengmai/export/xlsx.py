"""XLSX (ECMA-376): the lines of the CSV as one worksheet, set for reading and filtering.

Cells are texts and nothing else: what stands in a notice is never a formula, a link or a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from zhengmai.errors import ZhengmaiError
from zhengmai.export.tasklines import ALL, Chosen, TaskLine, head, task_lines
from zhengmai.graph.store import Store
from zhengmai.shown import OWN_WORKBOOK, cleaned
from zhengmai.wholefiles import scratch_folder

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_SHEET = "任务"
_WIDTHS = {  # of the columns, in digits; a Chinese character takes two
    "year": 7, "place": 22, "document_number": 24, "plan": 30, "heading": 24, "number": 9,
    "text": 70, "role": 8, "unit": 30, "as_written": 22, "alias": 20, "open_ended": 6,
    "deadlines": 20, "days": 12, "damaged": 7, "parent": 36, "file": 24, "source": 30, "iri": 40,
}  # fmt: skip
WRAPPED = {"text_wrap": True, "valign": "top"}
HEADING = {**WRAPPED, "bold": True, "bottom": 1}
MADE = datetime(1980, 1, 1)  # said of every file: the same store gives the same bytes
PROPERTIES = {"created": MADE, "category": OWN_WORKBOOK}
PIECE = 1 << 20  # bytes
TEXTS_ONLY = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FAILURES = {  # what the writer returns where it would leave something out
    -1: "a worksheet holds 1048576 lines, and there are more",
    -2: "a cell holds 32767 characters, and {} has a longer text",
}


def workbook(store: Store, chosen: Chosen = ALL) -> Iterator[bytes]:
    """A workbook of one worksheet, 任务: the head stays in sight and filters the lines below.

    It is made in a folder for temporary files, line by line, and handed on in pieces.

    Raises:
        ZhengmaiError: a text or the list is longer than a worksheet can hold.
    """
    from xlsxwriter import Workbook

    with scratch_folder() as folder:
        file = folder / "tasks.xlsx"
        with Workbook(file, {"constant_memory": True, "tmpdir": str(folder), **TEXTS_ONLY}) as book:
            _fill(book, store, chosen)
        with file.open("rb") as made:
            while piece := made.read(PIECE):
                yield piece


def _fill(book: Workbook, store: Store, chosen: Chosen) -> None:
    from xlsxwriter.utility import xl_range

    book.set_properties(PROPERTIES)
    heading, wrapped = book.add_format(HEADING), book.add_format(WRAPPED)
    sheet = book.add_worksheet(_SHEET)
    for column, name in enumerate(TaskLine._fields):
        sheet.set_column(column, column, _WIDTHS[name])
    sheet.freeze_panes(1, 0)
    last = 0
    for last, line in enumerate(chain([head()], task_lines(store, chosen))):
        for column, text in enumerate(line):
            failed = sheet.write_string(last, column, held(text), wrapped if last else heading)
            if failed:
                raise ZhengmaiError(f"{_FAILURES[failed].format(line.iri)}; use CSV")
    whole = 0, 0, last, len(TaskLine._fields) - 1
    sheet.autofilter(*whole)
    # Years and numbers of tasks are texts on purpose: no mark of doubt in the corners of cells.
    sheet.ignore_errors({"number_stored_as_text": xl_range(*whole)})


def held(text: str) -> str:
    """A text as the writer takes it: signs that XML cannot hold are drawn, markup stays text."""
    text = cleaned(text)
    # The one form of text that the writer hands on unread, taking it for a run made of markup:
    # so that is what it gets.
    if text.startswith("<r>") and text.endswith("</r>"):
        from html import escape

        return f'<r><t xml:space="preserve">{escape(text, quote=False)}</t></r>'
    return text
