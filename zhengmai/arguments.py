"""What a program may ask by: values of a wrong kind are refused, instead of finding nothing.

``due(before="2025-07-01")`` compared a text with days and gave no row. What is meant by a text is
told where it can be (a day as ISO 8601), and all else fails where it was written.
"""

from __future__ import annotations

import inspect
import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from zhengmai.model import Role

P = ParamSpec("P")
R = TypeVar("R")


def checked(question: Callable[P, R]) -> Callable[P, R]:
    """A question whose arguments are looked at first, by their names.

    Raises:
        TypeError: a value is of a kind that cannot be meant.
        ValueError: a text is no day, or a number is out of its range.
    """
    signature = inspect.signature(question)

    @wraps(question)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        bound = signature.bind(*args, **kwargs)
        for name, value in bound.arguments.items():
            if value is not None and name in _KINDS:
                bound.arguments[name] = _KINDS[name](name, value)
        return question(*bound.args, **bound.kwargs)

    return asked


def _day(name: str, value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise TypeError(f"{name} is a day (date, or text like '2025-07-01'), not {value!r}")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{name} is a day like '2025-07-01', not {value!r}") from None


def _year(name: str, value: object) -> int:
    year = _whole(name, value)
    if not 1900 <= year < 2200:
        raise ValueError(f"{name} is a year like 2025, not {value!r}")
    return year


def _count(name: str, value: object) -> int:
    count = _whole(name, value)
    if count < 0:
        raise ValueError(f"{name} is a number from 0 on, not {value!r}")
    return count


def _whole(name: str, value: object) -> int:
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"{name} is a whole number, not {value!r}")
    return operator.index(value)


def _share(name: str, value: object) -> float:
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        raise TypeError(f"{name} is a number from 0 to 1, not {value!r}")
    share = float(value)
    if not 0 <= share <= 1:
        raise ValueError(f"{name} is a number from 0 to 1, not {value!r}")
    return share


def _words(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} is a text, not {value!r}")
    return value


_ROLES: Mapping[str, Role] = {
    "牵头": Role.LEAD, "责任": Role.RESPONSIBLE, "负责": Role.RESPONSIBLE, "主办": Role.LEAD,
    "配合": Role.COOPERATING, "参加": Role.COOPERATING, "协办": Role.COOPERATING,
    **{role.value: role for role in Role},
}  # fmt: skip
"""What a role is called, without 单位."""


def role_of(text: str) -> Role | None:
    """``lead``, 牵头, 牵头单位; None for what is no role."""
    return _ROLES.get(text.strip().lower().removesuffix("单位"))


def _role(name: str, value: object) -> Role:
    found = role_of(_words(name, value))
    if found is None:
        raise ValueError(
            f"{name} is lead, responsible or cooperating (牵头, 责任, 配合), not {value!r}"
        )
    return found


_KINDS: Mapping[str, Callable[[str, object], object]] = {
    **dict.fromkeys(("before", "since", "today"), _day),
    **dict.fromkeys(("year", "earlier", "later"), _year),
    **dict.fromkeys(("top", "near"), _count),
    **dict.fromkeys(
        (
            "place",
            "unit",
            "name",
            "notice",
            "text",
            "task",
            "plan",
            "a",
            "b",
            "status",
            "child",
            "parent",
            "by",
            "note",
        ),
        _words,
    ),
    "below": _share,
    "role": _role,
}
