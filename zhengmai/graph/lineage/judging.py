"""请模型判断: the office's own language model is asked about tasks that have doubtful links.

A task is asked about once. What was answered is kept in the store beside people's judgements, so
the same question is not put again, in this build or a later one; where no answer comes the links
stay as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from zhengmai.graph.lineage import endpoint
from zhengmai.graph.lineage.endpoint import EndpointError
from zhengmai.graph.lineage.linking import Lineage, count
from zhengmai.graph.lineage.plans import hierarchy
from zhengmai.graph.lineage.verdicts import AnswerError, Question, Verdict
from zhengmai.graph.said import now
from zhengmai.graph.store import GraphData, Store
from zhengmai.ontology import iris
from zhengmai.ontology.propertygraph.mapping import VERDICT
from zhengmai.ontology.propertygraph.reading import from_triples
from zhengmai.ontology.propertygraph.writing import to_triples

DEFAULT_MODEL: Final = "default"
_PATIENCE: Final = 3  # failures in a row, after which it is asked no more
_LONGEST_ANSWER: Final = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Judge:
    """An OpenAI-compatible chat service of the office's own.

    Attributes:
        url: its address, with or without ``/chat/completions``.
        model: the name by which the service knows the model.
        key: sent to it as a bearer token, if there is one.
        timeout: seconds that it has for an answer.

    Raises:
        EndpointError: the address is none.
    """

    url: str
    model: str = DEFAULT_MODEL
    key: str | None = field(default=None, repr=False)
    timeout: float = endpoint.TIMEOUT

    def __post_init__(self) -> None:
        endpoint.checked(self.url)

    def verdicts(self, question: Question) -> list[Verdict]:
        """Ask one question.

        Raises:
            EndpointError: no answer came.
            AnswerError: what came is none.
        """
        body = {
            "model": self.model,
            "messages": question.messages(),
            "temperature": 0,
            "stream": False,
        }
        url = endpoint.under(self.url, "chat/completions")
        found = endpoint.post_json(url, body, key=self.key, timeout=self.timeout)
        try:
            content = found["choices"][0]["message"]["content"]
        except (LookupError, TypeError):
            content = None
        if not isinstance(content, str) or len(content) > _LONGEST_ANSWER:
            raise AnswerError(f"{url}: this is no answer of a chat service")
        return list(question.verdicts(question.read(content), self.model, now()))


@dataclass(frozen=True, slots=True)
class Consultation:
    """What came of asking a model.

    Attributes:
        asked: how many tasks it was asked about.
        answered: how many of these it answered.
        failed: how many it did not answer, or not so that it could be understood.
        known: how many more it had answered before.
        skipped: how many were not asked about, because it had been given up.
        error: the last failure, or None.
    """

    asked: int = 0
    answered: int = 0
    failed: int = 0
    known: int = 0
    skipped: int = 0
    error: str | None = None


def consult(
    store: Store, judge: Judge, progress: Callable[[int, int], None] | None = None
) -> tuple[Consultation, int]:
    """Ask about every task with a doubtful pair on which nobody has had a word yet.

    What is answered is written notice by notice, the links with it; an interruption loses nothing.

    Returns:
        What came of it, and how many links the store holds then.
    """
    lineage = Lineage(store, hierarchy(store))
    waiting: dict[str, list[Question]] = {}
    known = 0
    for notice in lineage.notices():
        every = [q for q in lineage.questions(notice) if not _settled(lineage, notice, q)]
        waiting[notice] = [q for q in every if not _answered(lineage, notice, q, judge)]
        known += len(every) - len(waiting[notice])
    asking = _Asking(judge, sum(map(len, waiting.values())), progress)
    for notice, questions in waiting.items():
        said: list[Verdict] = []
        try:
            for question in questions:
                said += asking.ask(question)
        finally:
            if said:
                lineage = _written(store, lineage, notice, said)
    return replace(asking.found, known=known), count(store)


def _settled(lineage: Lineage, notice: str, question: Question) -> bool:
    """Whether a person has had a word on every doubtful pair."""
    judged = {j.parent for j in lineage.found.judged_in(notice) if j.child == question.child.iri}
    return question.doubtful <= judged


def _answered(lineage: Lineage, notice: str, question: Question, judge: Judge) -> bool:
    """Whether this model was asked just this before."""
    verdicts = {(v.child, v.parent): v for v in lineage.found.verdicts_in(notice)}
    found = question.decided(verdicts)
    return question.doubtful <= {p for p, v in found.items() if v.by == judge.model}


class _Asking:
    """One question after the other, until too many in a row have failed."""

    def __init__(
        self, judge: Judge, total: int, progress: Callable[[int, int], None] | None
    ) -> None:
        self.found = Consultation()
        self._judge = judge
        self._total = total
        self._progress = progress
        self._in_a_row = 0

    def ask(self, question: Question) -> list[Verdict]:
        """What the model says, if it says anything."""
        found = self.found
        if self._in_a_row >= _PATIENCE:
            self.found = replace(found, skipped=found.skipped + 1)
            return []
        try:
            said = self._judge.verdicts(question)
        except (EndpointError, AnswerError) as error:
            self._in_a_row += 1
            self.found = replace(
                found, asked=found.asked + 1, failed=found.failed + 1, error=str(error)
            )
            return []
        finally:
            if self._progress is not None:
                self._progress(found.asked + 1, self._total)
        self._in_a_row = 0
        self.found = replace(found, asked=found.asked + 1, answered=found.answered + 1)
        return said


def _written(store: Store, lineage: Lineage, notice: str, said: list[Verdict]) -> Lineage:
    """Keep what was said, with the links as they are then."""
    name = iris.review_graph(notice)
    content = from_triples(name, store.graph(name))
    for v in said:
        content.nodes[VERDICT.label][iris.verdict(v.child, v.parent)] = {
            "child": v.child,
            "parent": v.parent,
            "status": v.status,
            "judgedBy": v.by,
            "judgedAt": v.at,
            "note": v.note,
            "asked": v.asked,
        }
    every = {(v.child, v.parent): v for v in (*lineage.found.verdicts, *said)}
    found = replace(lineage.found, verdicts=tuple(sorted(every.values())))
    lineage = lineage.with_words(found)
    list(store.put([GraphData(name, to_triples(name, content)), lineage.graph(notice)]))
    return lineage
