"""任务标识: by what a task is known again, in a ledger that comes back and after a rebuild.

The IRI of a task is made from its printed number, so it may be that of another task when its notice
has changed. What a task says tells it better: a task is found again by its text and, where several
of a notice have the same, by its heading, units and limits, too. What cannot be told for certain is
not found.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from zhengmai.graph.said import words_alone
from zhengmai.ontology import iris
from zhengmai.queries.tasks import TaskRow

_LENGTH: Final = 12  # digits of a digest
_DIGEST: Final = rf"(?:[0-9a-f]{{{_LENGTH}}})?"
_KEY: Final = re.compile(
    r"(?P<iri>https://w3id\.org/zhengmai/id/notice/[^\s#<>\"{}|\\^`]+/task/[^\s/#<>\"{}|\\^`]+)"
    rf"#(?P<text>{_DIGEST})\.(?P<context>{_DIGEST})\.(?P<handed>{_DIGEST}(?:\.{_DIGEST}){{2}})"
)


def digest(text: str) -> str:
    """A text in short; ``""`` for none. Blanks around it and kinds of line ends make no other."""
    plain = "\n".join(line.strip() for line in text.strip().splitlines())
    return _hashed(plain) if plain else ""


def wording(text: str) -> str:
    """The words of a text in short, whatever signs and blanks stand between them."""
    return _hashed(words_alone(text))


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def context(of: TaskRow) -> str:
    """What tells a task from others of the same words."""
    units = (f"{u.role}:{u.as_written}" for u in of.units)
    limits = (d.as_written for d in of.deadlines)
    return "｜".join((of.heading or "", "、".join(units), "、".join(limits)))


@dataclass(frozen=True, slots=True)
class TaskKey:
    """What stands in the hidden column of a ledger: a task, and what was handed out.

    Attributes:
        iri: the task, when the ledger was written.
        text: its text in short.
        context: what tells it from others of the same text, in short; "" where nothing else has it.
        handed: status, progress and material that stood in the row, in short.
    """

    iri: str
    text: str
    context: str
    handed: tuple[str, str, str]

    def __str__(self) -> str:
        return f"{self.iri}#{self.text}.{self.context}.{self.instead}"

    @property
    def instead(self) -> str:
        """What was handed out, as it is kept with a report."""
        return ".".join(self.handed)

    @classmethod
    def read(cls, text: str) -> TaskKey | None:
        """The key that a cell holds; None where it is none, or was changed."""
        found = _KEY.fullmatch(text.strip())
        if found is None:
            return None
        status, progress, material = found["handed"].split(".")
        return cls(found["iri"], found["text"], found["context"], (status, progress, material))


@dataclass(frozen=True)
class TaskIndex:
    """The tasks of some notices, to be found by what they say."""

    _words: Mapping[tuple[str, str], list[TaskRow]] = field(default_factory=dict)

    @classmethod
    def of(cls, tasks: Iterable[TaskRow]) -> TaskIndex:
        """All tasks of some notices."""
        words: defaultdict[tuple[str, str], list[TaskRow]] = defaultdict(list)
        for task in tasks:
            words[task.notice, wording(task.text)].append(task)
        return cls(words)

    def is_alone(self, of: TaskRow) -> bool:
        """Whether no other task of its notice has the same text."""
        return len(self._words.get((of.notice, wording(of.text)), ())) < 2

    def key(self, of: TaskRow, said: tuple[str, str, str] = ("", "", "")) -> TaskKey:
        """The key of a task, handed out with a status, progress and material."""
        told = "" if self.is_alone(of) else wording(context(of))
        handed = digest(said[0]), digest(said[1]), digest(said[2])
        return TaskKey(of.iri, wording(of.text), told, handed)

    def find(self, iri: str, text: str, told: str) -> TaskRow | None:
        """The task that an IRI meant, by its text and context (in short) at that time.

        None where it is gone, or where it cannot be told for certain which one it was.
        """
        same = self._words.get((iris.notice_of_node(iri), text), [])
        if told:
            same = [task for task in same if wording(context(task)) == told]
        if len(same) == 1:
            return same[0]
        # Some that nothing tells apart but their numbers: the one of this number.
        return next((task for task in same if told and task.iri == iri), None)
