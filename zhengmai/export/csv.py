"""CSV (RFC 4180): one line a task and unit, as spreadsheets open it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from zhengmai.export.tasklines import ALL, Chosen, head, task_lines
from zhengmai.graph.store import Store
from zhengmai.shown import in_cell

UTF_8 = b"\xef\xbb\xbf"  # the mark by which a spreadsheet knows it


def csv_lines(store: Store, chosen: Chosen = ALL) -> Iterator[bytes]:
    """The head and the lines of tasks, each as its bytes."""
    lines = task_lines(store, chosen)
    yield UTF_8 + line_of(head())
    yield from map(line_of, lines)


def line_of(cells: Iterable[str | float]) -> bytes:
    """One line; no cell of it is a formula, and what is given as a number stays one."""
    out = io.StringIO()
    safe = (in_cell(cell) if isinstance(cell, str) else cell for cell in cells)
    csv.writer(out, lineterminator="\r\n").writerow(safe)
    return out.getvalue().encode()
