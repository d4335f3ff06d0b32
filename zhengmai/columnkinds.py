"""列的类型: the columns of rows, and of what kind each is, told by the class of the rows alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

_DTYPES: Final = {int: "int64", float: "float64", bool: "bool"}


@lru_cache(maxsize=64)
def hints_of(of: type) -> dict[str, Any]:
    """What the fields of a class of rows hold."""
    return get_type_hints(of)


def kinds_of(of: type, before: str = "") -> Iterator[tuple[str, Any]]:
    """The columns of a class of rows, and what each holds; those of a row within it, too."""
    hints = hints_of(of)
    for field in fields(of):
        name, kind = before + field.name, hints[field.name]
        inner = row_in(kind)
        if inner is None:
            yield name, kind
        else:
            yield from kinds_of(inner, f"{name}_")


def row_in(kind: Any) -> type | None:
    """The class of a row that stands within a row, there or not; None for a plain value."""
    of = _without_none(kind)
    return of if isinstance(of, type) and is_dataclass(of) else None


def dtype_of(kind: Any, rows: int) -> str:
    """What pandas keeps a column as that has no value; None has a number only as NaN."""
    of = _without_none(kind)
    if not rows:
        text = isinstance(of, type) and issubclass(of, str)  # a state is one, too
        return "str" if text else _DTYPES.get(of, "object")
    return "float64" if of in (int, float) else "boolean" if of is bool else "object"


def schema_of(arrow: Any, of: type) -> Any:
    """The columns of a class of rows as Arrow tells them."""
    return arrow.schema([(name, _type(arrow, kind)) for name, kind in kinds_of(of)])


def _type(arrow: Any, kind: Any) -> Any:
    of = _without_none(kind)
    if get_origin(of) is tuple:
        return arrow.list_(_type(arrow, get_args(of)[0]))
    if is_dataclass(of):
        hints = hints_of(of)  # type: ignore[arg-type]
        return arrow.struct([(f.name, _type(arrow, hints[f.name])) for f in fields(of)])
    if isinstance(of, type) and not issubclass(of, Enum):
        plain = {
            int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_(), date: arrow.date32(),
        }  # fmt: skip
        return plain.get(of, arrow.string())
    return arrow.string()


def _without_none(kind: Any) -> Any:
    """X for X | None."""
    if get_origin(kind) in (Union, UnionType):
        rest = [one for one in get_args(kind) if one is not NoneType]
        return rest[0] if len(rest) == 1 else str
    return kind
