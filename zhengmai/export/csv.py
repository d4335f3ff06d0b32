"""CSV (RFC 4180): one line a task and unit, as spreadsheets open it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from zhengmai.export.tasklines import HEAD, task_lines
from zhengmai.graph.store import Store
from zhengmai.shown import in_cell

UTF_8 = b"\xef\xbb\xbf"  # the mark by which a spreadsheet knows it


def csv_lines(
    store: Store, *, place: str | None = None, year: int | None = None
) -> Iterator[bytes]:
    """The head and the lines of tasks, each as its bytes; of a place and a year, or all."""
    yield UTF_8 + line_of(HEAD)
    for line in task_lines(store, place=place, year=year):
        yield line_of(line)


def line_of(cells: Iterable[str]) -> bytes:
    """One line; no cell of it is a formula."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([in_cell(cell) for cell in cells])
    return out.getvalue().encode()
