"""CSV (RFC 4180): one line a task and unit, as spreadsheets open it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from zhengmai.export.tasklines import HEAD, task_lines
from zhengmai.graph.store import Store

UTF_8 = b"\xef\xbb\xbf"  # the mark by which a spreadsheet knows it
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the start of a formula


def csv_lines(store: Store) -> Iterator[bytes]:
    """The head and the lines of tasks, each as its bytes."""
    yield UTF_8 + line(HEAD)
    for task in task_lines(store):
        yield line(task)


def line(cells: Iterable[str]) -> bytes:
    """The cells of a line, none of which a spreadsheet takes for a formula."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return out.getvalue().encode()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: text of a notice is not to be run."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
