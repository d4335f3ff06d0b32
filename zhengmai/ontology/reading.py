"""读出的全部: the whole record of a notice as one text of JSON, to be kept beside its source.

The triples of a notice say what people ask for. To show in the source what was read where, a store
keeps the text of the source, too, and all that was read from it, to the letter: what stands here.

The fields are those of the records themselves, by the types that they have there, so none can be
forgotten. A field is left out where it is what it would be without being told: its default, nothing
(None, no, an empty list), or the words that stand at the place of the record; so most words are in
the text alone. Stretches are lists of numbers: start, end, start, end….
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, Final, TypeAlias, get_args, get_origin, get_type_hints

from zhengmai import model
from zhengmai.model import Notice, Span

_Untold: TypeAlias = Callable[[Mapping[str, Any], str], Any]
"""What a field is where it is not told: from the fields before it, and the text of the notice."""

_MUST_BE_TOLD: Final = object()


def written(notice: Notice) -> str:
    """All of a notice but its text; the same notice gives the same JSON."""
    told = _way(Notice).write(notice, notice.text)
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(reading: str, text: str) -> Notice:
    """The notice that :func:`written` was given.

    Args:
        reading: what that has made of it.
        text: its text.

    Raises:
        ValueError: it is no such reading, or one of another version of the records.
    """
    try:
        notice: Notice = _way(Notice).read(json.loads(reading), text)
    except (TypeError, LookupError, RecursionError) as error:
        raise ValueError(f"no reading of a notice: {error}") from error
    return notice


@dataclass(frozen=True, slots=True)
class _Way:
    """How values of a type are written and read again, each with the text of the notice."""

    write: Callable[[Any, str], Any]
    read: Callable[[Any, str], Any]


@cache
def _way(of: Any) -> _Way:
    """The way of a type.

    Raises:
        NotImplementedError: no field had this type so far.
    """
    inside = get_args(of)
    if get_origin(of) is tuple and inside[1:] == (...,):
        return _of_list(inside[0])
    if len(inside) == 2 and NoneType in inside:
        return _or_none(_way(inside[inside[0] is NoneType]))
    if is_dataclass(of):
        return _of_record(of)
    if isinstance(of, type) and issubclass(of, StrEnum):
        return _Way(lambda value, _: str(value), lambda told, _: of(told))
    if of is date:
        return _Way(lambda value, _: value.isoformat(), lambda told, _: date.fromisoformat(told))
    if of in (str, int, bool):
        return _Way(lambda value, _: value, lambda told, _: _checked(told, of))
    raise NotImplementedError(f"a field of the model that is a {of}")


def _checked(told: Any, of: type) -> Any:
    if type(told) is not of:
        raise TypeError(f"a {type(told).__name__} where a {of.__name__} stands")
    return told


def _or_none(way: _Way) -> _Way:
    return _Way(
        lambda value, text: None if value is None else way.write(value, text),
        lambda told, text: None if told is None else way.read(told, text),
    )


def _of_list(inside: Any) -> _Way:
    """The way of a list; one of records that are only numbers is a list of numbers."""
    if is_dataclass(inside) and {*_hints(inside).values()} == {int}:
        return _of_numbers(inside)
    way = _way(inside)
    return _Way(
        lambda value, text: [way.write(one, text) for one in value],
        lambda told, text: tuple(way.read(one, text) for one in _checked(told, list)),
    )


def _of_numbers(record: Any) -> _Way:
    names = tuple(_hints(record))

    def read_all(told: Any, _: str) -> tuple[Any, ...]:
        numbers = (_checked(number, int) for number in _checked(told, list))
        return tuple(record(*one) for one in zip(*[numbers] * len(names), strict=True))

    return _Way(lambda value, _: [getattr(one, n) for one in value for n in names], read_all)


def _of_record(record: Any) -> _Way:
    hints = _hints(record)
    # The words of a record are found by its other fields.
    ordered = sorted(fields(record), key=lambda field: hints[field.name] is str)
    parts = [(f.name, _way(hints[f.name]), _untold(record, f)) for f in ordered]

    def write(value: Any, text: str) -> dict[str, Any]:
        own = {name: getattr(value, name) for name, _, _ in parts}
        return {
            name: way.write(own[name], text)
            for name, way, untold in parts
            if own[name] != untold(own, text)
        }

    def read_one(told: Any, text: str) -> Any:
        found: dict[str, Any] = {}
        left = dict(_checked(told, dict))
        for name, way, untold in parts:
            found[name] = way.read(left.pop(name), text) if name in left else untold(found, text)
            if found[name] is _MUST_BE_TOLD:
                raise LookupError(f"{record.__name__}.{name} is not told")
        if left:
            raise LookupError(f"a {record.__name__} has no {', '.join(left)}")
        return record(**found)

    return _Way(write, read_one)


def _untold(record: Any, field: Field[Any]) -> _Untold:
    """What a field of a record is where it is not told."""
    of = _hints(record)[field.name]
    if field.default is not MISSING:
        return lambda *_: field.default
    if of is str:
        return _words(record, field.name)
    if of is bool:
        return lambda *_: False
    if get_origin(of) is tuple:
        return lambda *_: ()
    return lambda *_: None if NoneType in get_args(of) else _MUST_BE_TOLD


def _words(record: Any, field: str) -> _Untold:
    """The words at the place of a field, or at that of its record; that of a notice is the text."""
    names = _hints(record)
    if record is Notice:
        return lambda _, text: text
    for spans in (f"{field}_spans", "spans"):
        if spans in names:
            return lambda known, text: "".join(text[s.start : s.end] for s in known[spans])
    if _hints(Span).keys() <= names.keys():
        return lambda known, text: text[known["start"] : known["end"]]
    return lambda *_: ""


def _hints(record: Any) -> dict[str, Any]:
    """The fields of a record, each with its type."""
    return get_type_hints(record, vars(model), {})
