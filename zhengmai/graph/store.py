"""What a store of notice graphs can do, whichever database keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from zhengmai.ontology import iris

Value: TypeAlias = str | int | float | bool | None
Row: TypeAlias = dict[str, Value]
Form: TypeAlias = Literal["rows", "truth", "graph"]


class Iri(str):
    """A text that is meant as an IRI, as the parameter of a question."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class GraphData:
    """The triples of one named graph.

    Attributes:
        iri: name of the graph.
        ntriples: its triples, as N-Triples.
    """

    iri: str
    ntriples: bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """What the answer to a question of a user's own may cost; None is no limit.

    Attributes:
        seconds: how long it may take.
        rows: how many rows are taken.
        memory: bytes that the embedded database may take for it (a server has a limit of its own).
    """

    seconds: float | None = 4
    rows: int | None = 10_000
    memory: int | None = 512 << 20


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that are looked for.

    Attributes:
        words: all of them must be said, whether in capitals or not.
        of: where: ``any`` is the text of a task, its heading, the names of its units or its limits
            as they are written; ``text`` its text; ``heading`` that of a point, which is looked for
            then; ``point`` the heading and the text of a point.
        within: only in notices of these places.
        year: only in plans of this year.
    """

    words: tuple[str, ...]
    of: Literal["any", "text", "heading", "point"] = "any"
    within: Sequence[str] | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a question of a user's own.

    Attributes:
        rows: those that were found, in the order in which they came. Of a question of yes or no one
            row, ``answer``; of one for a graph its triples: ``subject``, ``predicate``, ``object``.
        stopped: which limit was reached, so that these are only the first; None where they are all.
        form: what was asked for: SELECT (and Cypher) ``rows``, ASK ``truth``, CONSTRUCT and
            DESCRIBE a ``graph``.
        ntriples: of a graph, its triples as lines of N-Triples.
        hints: where nothing was found, what in the question may be why.
        names: the columns of the rows, where the store tells them without any.
    """

    rows: list[Row]
    stopped: str | None = None
    form: Form = "rows"
    ntriples: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a store was found to hold, and what was made anew.

    Attributes:
        graphs: the names of all graphs.
        done: what was done, each in words.
    """

    graphs: tuple[str, ...]
    done: tuple[str, ...]


def derived_from(graph: str) -> tuple[str, ...]:
    """Names of the graphs that are made from a graph, and go when it changes."""
    # The lineage of a notice is made from what the notice says and from what people say of it.
    kind, notice = iris.graph_kind(graph)
    return () if kind in ("lineage", "progress") else (iris.lineage_graph(notice),)


class Store(Protocol):
    """A store, open for reading or for writing.

    Every method may raise :class:`~zhengmai.errors.StoreError`.
    """

    language: str
    """Which file of a named question it runs: ``sparql`` or ``cypher``."""

    def put(self, graphs: Iterable[GraphData]) -> Iterator[bool]:
        """Write graphs, each in place of the one of the same name: as a whole or not at all.

        Graphs are taken one after the other and not kept, so there may be any number of them. For
        each one, in order, whether that changed anything; a graph that changes takes those with it
        that are made from it (the lineage of a notice). Nothing is written unless the answers are
        taken. A lineage comes after the notices that its links lead to.
        """

    def remove(self, graphs: Sequence[str]) -> None:
        """Remove graphs by name, all or none."""

    def is_empty(self) -> bool:
        """Whether the store holds nothing."""

    def rows(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        """The answers to a question in the store's own language, with bound parameters."""

    def ask(self, question: str, parameters: Mapping[str, object], limits: Limits) -> Answered:
        """The answers to a question of a user's own, which is refused if it does more than read.

        Raises:
            QueryError: it has a mistake, or is refused.
        """

    def answers(
        self, questions: Sequence[str], parameters: Mapping[str, object]
    ) -> list[list[Row]]:
        """The answers to some of Zhengmai's own questions, which share their parameters."""

    def saying(self, wanted: Wording, /) -> list[str] | None:
        """The tasks (or points) that may say words, told by an index, by notice and order.

        All that say them are among them. None where the store has no index that knows: then all
        texts have to be looked at.
        """

    def graphs(self) -> list[str]:
        """Names of all graphs, in order."""

    def graph(self, name: str) -> bytes:
        """The triples of one graph, as N-Triples in a fixed order."""
