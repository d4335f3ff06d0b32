"""Parquet: the lines of the CSV for programs, with a year, days and marks that are no texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from importlib import import_module
from itertools import islice
from typing import Any, Final

from zhengmai.errors import ZhengmaiError
from zhengmai.export.tasklines import ALL, Chosen, TaskLine, head, task_lines
from zhengmai.graph.store import Store
from zhengmai.wholefiles import scratch_folder

_AT_ONCE: Final = 20_000  # lines
_PIECE: Final = 1 << 20  # bytes
_MARKS: Final = frozenset(("open_ended", "damaged"))


def parquet(store: Store, chosen: Chosen = ALL) -> Iterator[bytes]:
    """A file of one table, handed on in pieces.

    The year is a number, the days are a list of days, what is said by yes or nothing is true or
    false, and nothing is null. Texts are as they are: whoever shows them makes them harmless.

    Raises:
        ZhengmaiError: pyarrow is not installed.
    """
    try:
        pa, pq = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise ZhengmaiError(
            "pyarrow is not installed: pip install 'zhengmai[tables]' brings it"
        ) from error
    schema = pa.schema([(name, _type(pa, field)) for field, name in head()._asdict().items()])
    with scratch_folder() as folder:
        file = folder / "tasks.parquet"
        with pq.ParquetWriter(file, schema) as out:
            lines = task_lines(store, chosen)
            while some := list(islice(lines, _AT_ONCE)):
                out.write_table(pa.table(_columns(some), schema=schema))
        with file.open("rb") as made:
            while piece := made.read(_PIECE):
                yield piece


def _type(pa: Any, field: str) -> Any:
    if field == "days":
        return pa.list_(pa.date32())
    return pa.int32() if field == "year" else pa.bool_() if field in _MARKS else pa.string()


def _columns(lines: Sequence[TaskLine]) -> dict[str, list[Any]]:
    return {
        name: [_value(field, getattr(line, field)) for line in lines]
        for field, name in head()._asdict().items()
    }


def _value(field: str, text: str) -> Any:
    if field == "days":
        return [date.fromisoformat(day) for day in text.split("；") if day]
    if field == "year":
        return int(text)
    if field in _MARKS:
        return bool(text)
    # Half a character has no UTF-8.
    return text.encode("utf-8", "replace").decode() or None
