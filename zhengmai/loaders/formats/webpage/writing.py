"""Text as a page shows it, while it is written down."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhengmai.loaders.source import Grid
from zhengmai.model import Span

_BLANKS = re.compile(r"[ \t\r\n\f]+")


@dataclass
class Writer:
    """Writes text down as a page shows it, and keeps what stands where."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    at_start: bool = True  # of a line or a cell: white space is dropped
    blank: bool = False  # white space waits for the next word
    main: Span = field(default_factory=lambda: Span(0, 0))
    links: list[Span] = field(default_factory=list)
    beside: list[Span] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)

    def words(self, text: str) -> None:
        """Text of the page, its white space as HTML has it: a run counts as one blank."""
        plain = _BLANKS.sub(" ", text)
        body = plain.strip(" ")
        if not body:
            self.blank |= bool(plain)
            return
        if (self.blank or plain[0] == " ") and not self.at_start:
            self._put(" ")
        self._put(body)
        self.at_start = False
        self.blank = plain[-1] == " "

    def line(self) -> None:
        """End the line, if one has begun."""
        if self.parts and self.parts[-1] != "\n":
            self._put("\n")
        self.at_start, self.blank = True, False

    def tab(self) -> None:
        """Begin the next cell of a row."""
        self._put("\t")
        self.at_start, self.blank = True, False

    def end_cell(self, start: int) -> Span:
        """Where a cell that begins there stands; its row goes on behind its last paragraph."""
        if self.parts and self.parts[-1] == "\n" and self.length > start:
            self.parts.pop()
            self.length -= 1
        return Span(start, self.length)

    def last(self) -> str:
        """The words written last."""
        return self.parts[-1] if self.parts else ""

    def cut_with(self, sign: str) -> None:
        """Write one sign for the dots at which the words written last are cut."""
        words = self.parts.pop()
        self.length -= len(words)
        self._put(words.rstrip(" .…⋯") + sign)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def text(self) -> str:
        """What is written so far."""
        return "".join(self.parts)
