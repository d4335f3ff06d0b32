"""The lines of the paragraph that is open while a reader goes down the text.

Whether a paragraph goes on is asked at each of its lines. Its first words and its last ones tell;
of a long one no more than these are kept as text, so that a paragraph of any number of lines is
read in a time that grows with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from zhengmai.loaders.excerpt import Excerpt

_FIRST = 400  # characters of a long paragraph: they have its mark and its first label
_LAST = 800  # and these where its last sentence stops
_LONGEST = 2 * (_FIRST + _LAST)


@dataclass
class OpenLines:
    """The lines read so far; false where none is open."""

    lines: list[Excerpt] = field(default_factory=list)
    _folded: str = ""

    def __bool__(self) -> bool:
        return bool(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Excerpt]:
        return iter(self.lines)

    @property
    def first(self) -> Excerpt:
        """The first line."""
        return self.lines[0]

    @property
    def last(self) -> Excerpt:
        """The last line."""
        return self.lines[-1]

    @property
    def folded(self) -> str:
        """What they say as one folded text, stripped; of a long one the beginning and the end."""
        return self._folded.strip()

    def add(self, line: Excerpt) -> None:
        """Add a line below."""
        self.lines.append(line)
        whole = self._folded + line.folded
        if len(self.lines) > 1 and len(whole) > _LONGEST:
            whole = whole[:_FIRST] + whole[-_LAST:]
        self._folded = whole

    def close(self) -> Excerpt:
        """All lines as one piece; none is open then."""
        whole = Excerpt.join(self.lines)
        self.lines = []
        self._folded = ""
        return whole
