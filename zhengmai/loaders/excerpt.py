"""Source text that remembers its places.

Reading repairs a text by *leaving characters out* (a line break inside a word, a page number, a
doubled character) and by putting stretches that belong together side by side (a cell broken over
two pages). It never writes a character of its own. So a repaired text is an ordered list of spans
of the file, and each of its characters is known to stand at one place in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from zhengmai.hanzi import is_traditional, simplified, simplified_forms
from zhengmai.model import Span, Spans

# One character for one, so that a match on the folded text has the same places as the text.
# Rule: notices mix full-width and half-width forms freely; 〈〉 and ［］ stand for brackets.
_FOLDED = tuple(
    zip(
        "（）﹙﹚〈〉\u2329\u232a\u27e8\u27e9＜＞【】［］〔〕﹝﹞，：∶；．！？､"
        "　０１２３４５６７８９－–—―～\u00a0\ufeff",
        "()()()()()()()[][][],::;.!?、 0123456789----~  ",
        strict=True,
    )
)

_TABLE = str.maketrans({**simplified_forms(), **dict(_FOLDED)})
_ANGLES = re.compile(r"<([\u4e00-\u9fff、]{1,12})>")
_SHORT = 200  # characters

_CONTROL = r"[\x00-\x08\x0e-\x1f\x7f]+"  # left by converters; no program that reads XML takes them
_STRAY = re.compile(
    r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])|(?<=[A-Za-z])\s*[^\S \u00a0\u3000]\s*(?=[A-Za-z])|"
    + _CONTROL
)
_DOT_AS_STOP = re.compile(
    r"(?<=[\u4e00-\u9fff)%”\"])(?<![一二三四五六七八九十〇零第])\.(?=[\u4e00-\u9fff\d\s(“\"]|$)"
)
_SUSPECT = re.compile(r"\s|" + _CONTROL)


def fold(text: str) -> str:
    """Full-width forms as half-width ones, brackets of all kinds as ``()`` and ``[]``.

    Traditional characters are folded to simplified ones. The result has the same length, so places
    found in it hold for the text itself.
    """
    if text.isascii():
        return text
    if "<" in text:  # 各镇<街>; but 3<5
        text = _ANGLES.sub(r"(\1)", text)
    if len(text) < _SHORT:
        return text.translate(_TABLE)
    for wide, narrow in _FOLDED:  # a long text holds few of them: faster than str.translate
        if wide in text:
            text = text.replace(wide, narrow)
    return simplified(text) if is_traditional(text) else text


@lru_cache(maxsize=4)
def _folded_file(file_text: str) -> str:
    """A whole file folded; its pieces are slices of it."""
    folded = fold(file_text)
    dots = folded.count(".")
    # Texts typed with the stops of another script end their sentences in a dot.
    if dots > folded.count("。") and len(_DOT_AS_STOP.findall(folded)) > folded.count("。"):
        return _DOT_AS_STOP.sub("。", folded)
    return folded


class Excerpt:
    """A piece of the file's text, possibly repaired, that knows where each character stands.

    It never changes. (A plain class with slots and not a dataclass: reading cuts hundreds of pieces
    from each page.)

    Attributes:
        file_text: the whole text of the file.
        spans: the places the piece is made of, in reading order, neighbours made one.
        text: the piece.
    """

    __slots__ = ("_folded", "_offsets", "file_text", "spans", "text")

    def __init__(self, file_text: str, spans: Spans) -> None:
        self.file_text = file_text
        self.spans: Spans
        if len(spans) == 1 and spans[0].start < spans[0].end:  # most pieces are one stretch
            self.spans = spans
            self.text = file_text[spans[0].start : spans[0].end]
        else:
            self.spans = tuple(_merged(spans))
            self.text = _at(file_text, self.spans)
        self._folded: str | None = None
        self._offsets: tuple[int, ...] | None = None

    @classmethod
    def whole(cls, file_text: str) -> Excerpt:
        """The text of a file as it stands."""
        return cls(file_text, (Span(0, len(file_text)),))

    @classmethod
    def join(cls, parts: Iterable[Excerpt]) -> Excerpt:
        """Pieces of one file put side by side.

        Raises:
            ValueError: no piece was given.
        """
        pieces = list(parts)
        if not pieces:
            raise ValueError("nothing to join")
        if len(pieces) == 1:
            return pieces[0]
        return cls(pieces[0].file_text, tuple(s for p in pieces for s in p.spans))

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Excerpt):
            return NotImplemented
        return self.spans == other.spans and self.file_text == other.file_text

    def __hash__(self) -> int:
        return hash(self.spans)

    def __repr__(self) -> str:
        return f"Excerpt({self.text!r}, {self.spans!r})"

    @property
    def folded(self) -> str:
        """The text with all widths of brackets, digits and punctuation made one; same places."""
        if self._folded is None:
            self._folded = _at(_folded_file(self.file_text), self.spans)
        return self._folded

    @property
    def start(self) -> int:
        """Where the piece begins in the file."""
        return self.spans[0].start if self.spans else 0

    def spans_of(self, start: int, end: int) -> Spans:
        """Places in the file of the characters ``[start, end)`` of this piece."""
        if start >= end:
            return ()
        if len(self.spans) == 1:
            only = self.spans[0]
            return (Span(only.start + start, min(only.end, only.start + end)),)
        if self._offsets is None:
            self._offsets = tuple(accumulate((s.end - s.start for s in self.spans), initial=0))
        found = []
        for index in range(bisect_right(self._offsets, start) - 1, len(self.spans)):
            offset = self._offsets[index]
            if offset >= end:
                break
            span = self.spans[index]
            found.append(
                Span(
                    span.start + max(0, start - offset),
                    min(span.end, span.start + end - offset),
                )
            )
        return tuple(found)

    def slice(self, start: int, end: int | None = None) -> Excerpt:
        """The characters ``[start, end)`` as a piece of their own."""
        length = len(self.text)
        stop = length if end is None or end > length else end
        start = max(start, 0)
        if len(self.spans) != 1 or start >= stop:
            return Excerpt(self.file_text, self.spans_of(start, stop))
        if stop - start == length:
            return self
        # Most pieces are one stretch, and reading cuts them by the thousand.
        piece = Excerpt.__new__(Excerpt)
        at = self.spans[0].start
        piece.file_text = self.file_text
        piece.spans = (Span(at + start, at + stop),)
        piece.text = self.text[start:stop]
        piece._folded = None if self._folded is None else self._folded[start:stop]
        piece._offsets = None
        return piece

    def within(self, start: int, end: int) -> Excerpt:
        """What of this piece stands at ``[start, end)`` in the file; it must be in its order."""
        first = bisect_right(self.spans, start, key=lambda span: span.end)
        kept: list[Span] = []
        for span in self.spans[first:]:
            if span.start >= end:
                break
            kept.append(Span(max(span.start, start), min(span.end, end)))
        return Excerpt(self.file_text, tuple(kept))

    def outside(self, gaps: Iterable[Span]) -> Excerpt:
        """What of this piece stands in none of some stretches of the file, given in its order."""
        kept: list[Excerpt] = []
        at = self.start
        for gap in gaps:
            kept.append(self.within(at, max(at, gap.start)))
            at = max(at, gap.end)
        return Excerpt.join([*kept, self.within(at, len(self.file_text))]) if kept else self

    def strip(self, characters: str | None = None) -> Excerpt:
        """Without white space (or the given characters) at both ends."""
        text = self.text
        kept = text.strip(characters)
        if len(kept) == len(text):
            return self
        left = len(text) - len(text.lstrip(characters))
        return self.slice(left, left + len(kept))

    def without(self, pattern: re.Pattern[str]) -> Excerpt:
        """What is left when every match of ``pattern`` is taken out."""
        kept: list[Span] = []
        at = 0
        for match in pattern.finditer(self.text):
            kept.extend(self.spans_of(at, match.start()))
            at = match.end()
        if at == 0:
            return self
        kept.extend(self.spans_of(at, len(self.text)))
        return Excerpt(self.file_text, tuple(kept))

    def cleaned(self) -> Excerpt:
        """Without line breaks and stray spaces; all else as printed.

        Chinese is written without spaces; a space stays only between two Latin words.
        """
        return self.without(_STRAY).strip() if _SUSPECT.search(self.text) else self

    def lines(self) -> Iterator[Excerpt]:
        """The lines, without their line breaks."""
        for at, line in placed_lines(self.text):
            yield self.slice(at, at + len(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")))


def placed_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text without their line breaks, each with its place."""
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, line.rstrip("\r\n")
        at += len(line)


def _at(text: str, spans: Spans) -> str:
    if len(spans) == 1:
        return text[spans[0].start : spans[0].end]
    return "".join(text[s.start : s.end] for s in spans)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """The same places with neighbours made one and empty ones dropped."""
    last: Span | None = None
    for span in spans:
        if span.start == span.end:
            continue
        if last is not None and last.end == span.start:
            last = Span(last.start, span.end)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
