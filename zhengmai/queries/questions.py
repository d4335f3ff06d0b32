"""Asking the named questions of this room, and taking values out of their rows."""

from __future__ import annotations

from zhengmai.graph.questions import NamedQuestions
from zhengmai.graph.store import Row

_HERE = NamedQuestions("zhengmai.queries")
text_of, ask, ask_all = _HERE.text_of, _HERE.ask, _HERE.ask_all


def text(row: Row, name: str) -> str:
    """A value that is there in every row."""
    return str(row[name])


def optional(row: Row, name: str) -> str | None:
    """A value that may be absent."""
    value = row[name]
    return None if value is None else str(value)


def integer(row: Row, name: str) -> int:
    """A number that counts as 0 where it is absent."""
    value = row[name]
    return 0 if value is None else int(value)
