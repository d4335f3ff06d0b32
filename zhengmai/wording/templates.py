"""Messages with gaps, and how one is found again in a finished text.

A template is its fixed words and the gaps ``{}`` between them. It matches a whole text: the first
and the last words are anchored, the ones between are looked for from left to right, each once. So
matching costs one pass over the text, whatever stands in the gaps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

GAP = re.compile(r"\{(?P<at>\d*)(?::(?P<kind>[a-z]+))?\}")
VALUES = {"": None, "list": ", ", "names": "; "}
"""What stands in a gap: a value, or several with such a sign between two of them."""
MESSAGES = {"message": None, "messages": "; ", "all": " and "}
"""The same of messages, which are looked up themselves."""
KINDS = VALUES | MESSAGES


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a value goes: which one, and what it is."""

    at: int
    kind: str


@dataclass(frozen=True, slots=True)
class Template:
    """Fixed words, and the gaps between each two of them."""

    words: tuple[str, ...]
    gaps: tuple[Gap, ...]

    @classmethod
    def of(cls, text: str) -> Template:
        """A template as it is written: ``{}`` in their order, or ``{1}``, ``{0:message}``.

        Raises:
            ValueError: where a gap is of no kind that there is.
        """
        words: list[str] = []
        gaps: list[Gap] = []
        end = 0
        for found in GAP.finditer(text):
            words.append(text[end : found.start()])
            kind = found["kind"] or ""
            if kind not in KINDS:
                raise ValueError(f"{text!r}: no gap is of kind {kind!r}")
            gaps.append(Gap(int(found["at"]) if found["at"] else len(gaps), kind))
            end = found.end()
        return cls((*words, text[end:]), tuple(gaps))

    @property
    def weight(self) -> int:
        """How many characters of a text it accounts for."""
        return sum(map(len, self.words))

    def match(self, text: str) -> list[str] | None:
        """What stands in the gaps, in their order; None where the text is not of this template."""
        first, last = self.words[0], self.words[-1]
        if not self.gaps:
            return [] if text == first else None
        end = len(text) - len(last)
        at = len(first)
        if end < at or not text.startswith(first) or not text.endswith(last):
            return None
        values = []
        for words in self.words[1:-1]:
            found = text.find(words, at, end)
            if found < 0:
                return None
            values.append(text[at:found])
            at = found + len(words)
        return [*values, text[at:end]]
