"""行: the rows of an answer, as a list that a notebook shows and that pandas and Arrow take.

The columns of a table are the fields of a row; a row within a row (the child of a link) has its
fields behind its name (``child_text``), and what a row has several of stays a list of mappings.
A row that may be there (what was reported) has its columns in any case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from enum import Enum
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar, cast, overload

from zhengmai.columnkinds import dtype_of, hints_of, kinds_of, row_in, schema_of
from zhengmai.errors import ZhengmaiError
from zhengmai.shown import cleaned

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

T = TypeVar("T")

_SHOWN = 20  # rows that a notebook shows
_WIDEST = 60  # characters of a cell there


class Rows(list[T]):
    """Rows, in the order of the answer.

    Attributes:
        of: the class of the rows, which tells their columns where there are none; None where the
            rows are mappings.
        names: the columns of rows that are mappings.
    """

    __slots__ = ("names", "of")

    def __init__(
        self, rows: Iterable[T] = (), of: type[T] | None = None, names: Iterable[str] = ()
    ) -> None:
        super().__init__(rows)
        self.names = tuple(names)
        first = type(self[0]) if self else None
        self.of = of if of is not None else first if is_dataclass(first) else None

    def to_dicts(self) -> list[dict[str, Any]]:
        """One mapping a row, column → value, all with the same columns."""
        return [dict(_columns(row)) for row in self]

    def to_pandas(self) -> pd.DataFrame:
        """A data frame, one line a row; without rows it has their columns.

        Raises:
            ZhengmaiError: pandas is not installed.
        """
        pandas = _library("pandas")
        if self.of is None:
            plain: pd.DataFrame = pandas.DataFrame(self.to_dicts(), columns=self.names or None)
            return plain
        kinds = dict(kinds_of(self.of))
        frame: pd.DataFrame = pandas.DataFrame(self.to_dicts(), columns=list(kinds))
        empty = {name for name in kinds if frame[name].isna().all()}
        return frame.astype({name: dtype_of(kinds[name], frame[name].size) for name in empty})

    def to_arrow(self) -> pa.Table:
        """An Arrow table, one line a row; without rows it has their columns.

        Raises:
            ZhengmaiError: pyarrow is not installed.
        """
        arrow = _library("pyarrow")
        if self.of is None:
            rows = self.to_dicts()
            names = self.names or tuple(rows[0] if rows else ())
            columns = {n: _column(arrow, [row.get(n) for row in rows]) for n in names}
            return cast("pa.Table", arrow.table(columns))
        schema = schema_of(arrow, self.of)
        table: pa.Table = arrow.Table.from_pylist(self.to_dicts(), schema=schema)
        return table

    @overload
    def __getitem__(self, at: SupportsIndex, /) -> T: ...

    @overload
    def __getitem__(self, at: slice, /) -> Rows[T]: ...

    def __getitem__(self, at: SupportsIndex | slice, /) -> T | Rows[T]:
        if isinstance(at, slice):
            return Rows(super().__getitem__(at), self.of, self.names)
        return super().__getitem__(at)

    def __repr__(self) -> str:
        if not self:
            return "<no rows>"
        if self.of is not None or not isinstance(self[0], Mapping):
            return f"<{len(self)} × {type(self[0]).__name__}>"
        # What is counted comes in one row: that is shown.
        return f"<1 × {dict(self[0])}>" if len(self) == 1 else f"<{len(self)} × {tuple(self[0])}>"

    def _repr_html_(self) -> str:
        """The first rows as a table, for a notebook; what stands in it is text, never markup."""
        if not self:
            return "<p>no rows</p>"
        some = self[:_SHOWN].to_dicts()
        head = "".join(f"<th>{_cell(name)}</th>" for name in some[0])
        body = "".join(
            "<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row.values()) + "</tr>"
            for row in some
        )
        rest = len(self) - len(some)
        more = f"<p>… and {rest} more of {len(self)} rows</p>" if rest else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _column(arrow: Any, values: Sequence[object]) -> pa.Array:
    """A column of what a query gave; of several kinds of values as texts."""
    try:
        found: pa.Array = arrow.array(values)
    except (arrow.ArrowInvalid, arrow.ArrowTypeError):
        found = arrow.array([None if value is None else str(value) for value in values])
    return found


def _columns(row: object, before: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(row, Mapping):
        yield from ((str(name), value) for name, value in row.items())
        return
    of: Any = type(row)
    kinds = hints_of(of)
    for field in fields(row):  # type: ignore[arg-type]
        value, name = getattr(row, field.name), before + field.name
        inner = row_in(kinds[field.name])
        if inner is None:
            yield name, _plain(value)
        elif value is None:
            yield from ((f"{name}_{part}", None) for part, _ in kinds_of(inner))
        else:
            yield from _columns(value, f"{name}_")


def _plain(value: object) -> object:
    """A value as tables take it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list | frozenset):
        return [_plain(one) for one in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_cell(one) for one in value)
    if isinstance(value, Mapping):
        return " ".join(_cell(one) for one in value.values())
    text = value.isoformat() if isinstance(value, date) else cleaned(str(value))
    return escape(text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…")


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise ZhengmaiError(
            f"{name} is not installed: pip install 'zhengmai[tables]' brings it"
        ) from error
