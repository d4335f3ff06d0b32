"""The catalogue: each English template with its Chinese, and how a message is looked up in it."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from zhengmai.wording.templates import KINDS, VALUES, Gap, Template

ANSWERS = "answers"
"""The file of the words of answers, which the code has in Chinese."""
NOT_OURS = frozenset({"foreign", "values"})
"""The files of what no message of ours is: words of others, and values of the model."""

_CHINESE = {"colon": "：", "list": "、", "names": "；", "messages": "；", "all": "、",
            "quotes": "“{}”"}  # fmt: skip
_ENGLISH = {"colon": ": ", "list": ", ", "names": "; ", "messages": "; ", "all": " and "}
_AS_IT_IS = {"colon": ": "}
_LONGEST = 10_000  # characters of a message that is looked up; a longer one is told as it stands
_DEEPEST = 3  # messages within messages
_SPLITS = 5  # places where what is told of and what is told of it may part
# Behind a count in an English sentence: what there is one of loses its s.
_COUNTED = re.compile(
    r"(?P<before> (?:more |other )?)(?P<noun>task|sheet|place|character|row|file|day|second|part|"
    r"cell|picture|pair|page|link|worker|value|unit|text|report|point|notice|line|graph|column|"
    r"violation|review|lineage|month)s\b"
)
_QUOTED = re.compile(r"(['\"]).*\1", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Found:
    """A message in the other language, and how much of it is words of the catalogue."""

    words: str
    weight: int


class Catalogue:
    """Templates of one language with those of the other."""

    def __init__(
        self, pairs: Iterable[tuple[str, str]], signs: Mapping[str, str], *, counts: bool = False
    ) -> None:
        """A catalogue of pairs of templates; the signs between values in the other language.

        Where that ``counts``, as English does, there is one task, and are two tasks.
        """
        self._counts = counts
        self._exact: dict[str, str] = {}
        self._templates: list[tuple[Template, Template]] = []
        self._beginning: defaultdict[str, list[int]] = defaultdict(list)
        self._ending: defaultdict[str, list[int]] = defaultdict(list)
        self._signs = signs
        for source, target in pairs:
            template = Template.of(source)
            if not template.gaps:
                self._exact[source] = target
                continue
            first, last = template.words[0][:1], template.words[-1][-1:]
            (self._beginning[first] if first else self._ending[last]).append(len(self._templates))
            self._templates.append((template, Template.of(target)))

    def look_up(self, message: str) -> str | None:
        """A message in the other language, or None where it is not of this catalogue."""
        if len(message) > _LONGEST:
            return None
        found = self._look_up(message, 0)
        return None if found is None else found.words

    def _look_up(self, message: str, deep: int) -> _Found | None:
        """The translation that accounts for most of the message."""
        exact = self._exact.get(message)
        if exact is not None:
            return _Found(exact, len(message))
        if deep > _DEEPEST or not message:
            return None
        best: _Found | None = None
        for source, target in self._likely(message):
            values = source.match(message)
            if values is not None:
                found = self._filled(source, target, values, deep)
                if best is None or found.weight > best.weight:
                    best = found
        told_of = self._told_of(message, deep)
        if told_of is None or (best is not None and best.weight >= told_of.weight):
            return best
        return told_of

    def _likely(self, message: str) -> Iterator[tuple[Template, Template]]:
        """The templates that begin as a message does, or begin with a gap and end as it does."""
        ends = self._beginning, self._ending, self._ending
        signs = message[0], message[-1], ""
        numbers = [n for of, sign in zip(ends, signs, strict=True) for n in of.get(sign, ())]
        return (self._templates[n] for n in sorted(numbers))

    def _told_of(self, message: str, deep: int) -> _Found | None:
        """``FILE: MESSAGE`` where the second is a message; the first is a value."""
        at = 0
        for _ in range(_SPLITS):
            at = message.find(": ", at)
            if at < 0:
                return None
            found = self._look_up(message[at + 2 :], deep + 1)
            if found is not None:
                return _Found(message[:at] + self._signs["colon"] + found.words, found.weight)
            at += 2
        return None

    def _filled(self, source: Template, target: Template, values: list[str], deep: int) -> _Found:
        by_place = dict(zip((g.at for g in source.gaps), values, strict=True))
        weight, pieces = source.weight, [target.words[0]]
        for gap, words in zip(target.gaps, target.words[1:], strict=True):
            value = self._value(by_place[gap.at], gap, deep)
            weight += value.weight
            one = self._counts and value.words == "1"
            pieces += (value.words, _of_one(words) if one else words)
        return _Found("".join(pieces), weight)

    def _value(self, value: str, gap: Gap, deep: int) -> _Found:
        between = KINDS[gap.kind]
        parts = [value] if between is None else value.split(between)
        if gap.kind in VALUES:
            return _Found(self._signs.get(gap.kind, "").join(map(self._quoted, parts)), 0)
        told = [self._look_up(part, deep + 1) or _Found(self._quoted(part), 0) for part in parts]
        words = self._signs.get(gap.kind, "").join(one.words for one in told)
        return _Found(words, sum(one.weight for one in told))

    def _quoted(self, value: str) -> str:
        """A value as people quote it: ``'区财政局'`` as “区财政局”."""
        if "quotes" not in self._signs or len(value) < 2 or not _QUOTED.fullmatch(value):
            return value
        return self._signs["quotes"].format(value[1:-1])


def _of_one(words: str) -> str:
    """What stands behind a 1."""
    found = _COUNTED.match(words)
    return words if found is None else found["before"] + found["noun"] + words[found.end() :]


def entries() -> Mapping[str, Mapping[str, str]]:
    """The lines of the catalogue by file: English → Chinese."""
    folder = files("zhengmai.wording") / "zh"
    return {
        file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    }


@cache
def _to_chinese() -> Catalogue:
    rooms = (lines for room, lines in entries().items() if room != ANSWERS)
    return Catalogue((pair for lines in rooms for pair in lines.items()), _CHINESE)


@cache
def _to_english() -> Catalogue:
    lines = entries()[ANSWERS]
    return Catalogue(((zh, en) for en, zh in lines.items()), _ENGLISH, counts=True)


@cache
def _in_english() -> Catalogue:
    """English as it is, but for what there is one of."""
    rooms = (lines for room, lines in entries().items() if room != ANSWERS)
    return Catalogue(((en, en) for lines in rooms for en in lines), _AS_IT_IS, counts=True)


def chinese(message: str) -> str:
    """An English message in Chinese; one that the catalogue lacks as it stands."""
    found = _to_chinese().look_up(message)
    return message if found is None else found


def counted(message: str) -> str:
    """An English message, with one task and two tasks in it."""
    found = _in_english().look_up(message)
    return message if found is None else found


def english(words: str) -> str:
    """Chinese words of an answer in English; such as the catalogue lacks as they stand."""
    found = _to_english().look_up(words)
    return words if found is None else found
