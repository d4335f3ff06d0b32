"""完成时限: what is due when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhengmai.graph.store import Iri, Store
from zhengmai.queries.places import within
from zhengmai.queries.questions import ask, optional, text
from zhengmai.queries.tasks import TaskRow, tasks
from zhengmai.queries.unitnames import find_unit


@dataclass(frozen=True, slots=True)
class DueRow:
    """A deadline with a last day, and its task.

    Attributes:
        date: the last day.
        as_written: the phrase in the notice.
        kind: ``date`` or ``period``.
        rule: the interval of a period, or None.
        task: the task that is due.
    """

    date: date
    as_written: str
    kind: str
    rule: str | None
    task: TaskRow


def due(
    store: Store,
    *,
    before: date | None = None,
    since: date | None = None,
    unit: str | None = None,
    place: str | None = None,
    year: int | None = None,
) -> list[DueRow]:
    """The deadlines that have a last day, the earliest first.

    Args:
        store: where to look.
        before: only those due on this day or before it.
        since: only those due on this day or after it.
        unit: only tasks that name this unit.
        place: only notices of this place and the places in it.
        year: only plans of this year.

    Raises:
        NotFoundError: no such unit or place, or several.
    """
    filters: dict[str, object] = {
        "before": before,
        "since": since,
        "ofUnit": None if unit is None else Iri(find_unit(store, unit, place=place)),
        "within": within(store, place),
        "year": year,
    }
    found = ask(store, "due", filters)
    if not found:
        return []
    by_iri = {t.iri: t for t in tasks(store, iris={text(r, "task") for r in found})}
    rows = [
        DueRow(
            date.fromisoformat(text(r, "day")),
            text(r, "phrase"),
            text(r, "kind"),
            optional(r, "rule"),
            by_iri[text(r, "task")],
        )
        for r in found
    ]
    order = {iri: n for n, iri in enumerate(by_iri)}
    rows.sort(key=lambda r: (r.date, order[r.task.iri], r.as_written))
    return rows
