"""Ids of points and tasks, made from the numbers that are printed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

_SPACE = re.compile(r"\s+")
_MOST_SIGNS = 8  # ~ behind an id; of more they are counted


class Ids:
    """Ids that stay the same when the same file is read again, and when others are added to it."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._alike: Counter[str] = Counter()

    def unique(self, name: str, text: str) -> str:
        """The printed number; where a notice prints one twice, with a trace of the text."""
        candidate = name
        if candidate in self._taken:
            candidate = f"{name}~{trace(text)}"
        base, more = candidate, self._alike[candidate]
        while candidate in self._taken:
            more += 1
            candidate = base + ("~" * more if more <= _MOST_SIGNS else f"~{more}")
        self._alike[base] = more
        self._taken.add(candidate)
        return candidate


def trace(text: str) -> str:
    """A few letters that stand for a text, where no printed number does."""
    return hashlib.sha256(_SPACE.sub("", text).encode()).hexdigest()[:6]
