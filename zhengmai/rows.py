"""行: the rows of an answer, as a list that a notebook shows and that pandas and Arrow take.

The columns of a table are the fields of a row; a row within a row (the child of a link) has its
fields behind its name (``child_text``), and what a row has several of stays a list of mappings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from enum import Enum
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar, overload

from zhengmai.errors import ZhengmaiError
from zhengmai.shown import cleaned

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

T = TypeVar("T")

_SHOWN = 20  # rows that a notebook shows
_WIDEST = 60  # characters of a cell there


class Rows(list[T]):
    """Rows, in the order of the answer."""

    __slots__ = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """One mapping a row, column → value, all with the same columns."""
        return [dict(_columns(row)) for row in self]

    def to_pandas(self) -> pd.DataFrame:
        """A data frame, one line a row.

        Raises:
            ZhengmaiError: pandas is not installed.
        """
        frame: pd.DataFrame = _library("pandas").DataFrame(self.to_dicts())
        return frame

    def to_arrow(self) -> pa.Table:
        """An Arrow table, one line a row.

        Raises:
            ZhengmaiError: pyarrow is not installed.
        """
        table: pa.Table = _library("pyarrow").Table.from_pylist(self.to_dicts())
        return table

    @overload
    def __getitem__(self, at: SupportsIndex, /) -> T: ...

    @overload
    def __getitem__(self, at: slice, /) -> Rows[T]: ...

    def __getitem__(self, at: SupportsIndex | slice, /) -> T | Rows[T]:
        return Rows(super().__getitem__(at)) if isinstance(at, slice) else super().__getitem__(at)

    def __repr__(self) -> str:
        kind = type(self[0]).__name__ if self else "no rows"
        return f"<{len(self)} × {kind}>" if self else f"<{kind}>"

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


def _columns(row: object, before: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(row, Mapping):
        yield from ((str(name), value) for name, value in row.items())
        return
    for field in fields(row):  # type: ignore[arg-type]
        value, name = getattr(row, field.name), before + field.name
        if is_dataclass(value):
            yield from _columns(value, f"{name}_")
        else:
            yield name, _plain(value)


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
