"""CSV (RFC 4180): one line a task and unit, as spreadsheets open it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhengmai.export.tasklines import ALL, Chosen, head, task_lines
from zhengmai.graph.store import Store
from zhengmai.shown import csv_head, csv_line

UTF_8 = b"\xef\xbb\xbf"  # the mark by which a spreadsheet knows it


def csv_lines(store: Store, chosen: Chosen = ALL) -> Iterator[bytes]:
    """The head and the lines of tasks, each as its bytes."""
    lines = task_lines(store, chosen)
    yield head_of(head())
    yield from map(line_of, lines)


def line_of(cells: Iterable[str | float]) -> bytes:
    """One line; no cell of it is a formula, and what is given as a number stays one."""
    return csv_line(cells).encode()


def head_of(cells: Sequence[str]) -> bytes:
    """The first line, by which the list is known as none of the notices it stands beside."""
    return UTF_8 + csv_head(cells).encode()
