"""位置: where tasks stand in their notices, and how they were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.queries.questions import ask, optional, text


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a task stands, and how it was read.

    Attributes:
        line: of the source, from 1, or None.
        point: the point that it belongs to, or None.
        point_number: of that point, as printed, or "".
        open_ended: the list of units ends with 等.
        damaged: the source lost a part of it.
    """

    line: int | None
    point: str | None
    point_number: str
    open_ended: bool
    damaged: bool


def standing(store: Store, of: Iterable[str]) -> dict[str, Standing]:
    """Where some tasks stand."""
    return {
        text(row, "task"): _standing(row)
        for some in in_parts([Iri(task) for task in of])
        for row in ask(store, "standing", {"task": some})
    }


def _standing(row: Row) -> Standing:
    line = row["line"]
    return Standing(
        None if line is None else int(line),
        optional(row, "point"),
        optional(row, "pointNumber") or "",
        bool(row["openEnded"]),
        bool(row["damaged"]),
    )
