"""责任分工: which unit is named for which task, one row each, as a table for counting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhengmai.graph.store import Store
from zhengmai.queries.notices import notices
from zhengmai.queries.tasks import listed


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """A unit of a task.

    Attributes:
        place: the place of the notice, names from the province down.
        level: of that place: nation, province, city, county, town.
        year: plan year.
        notice: the notice.
        document_number: of the notice, or None.
        task: the task.
        number: of the task, as printed.
        heading: of its point, or None.
        text: of the task.
        role: ``lead``, ``responsible`` or ``cooperating``.
        order: the unit's place among those of the task, from 1.
        unit: full name; of a class of units (各部门) as printed.
        unit_iri: the unit.
        as_written: as the notice writes it.
        alias: the second name that stands in brackets behind it here, or None.
        collective: whether it is a class of units.
        open_ended: the list of the task's units ends with 等: there are more than it names.
        damaged: the source lost a part of the task.
    """

    place: str
    level: str
    year: int
    notice: str
    document_number: str | None
    task: str
    number: str
    heading: str | None
    text: str
    role: str
    order: int
    unit: str
    unit_iri: str
    as_written: str
    alias: str | None
    collective: bool
    open_ended: bool
    damaged: bool


def assignments(
    store: Store, *, place: str | None = None, year: int | None = None
) -> Iterator[AssignmentRow]:
    """The units of all tasks, by notice, in printed order.

    Args:
        store: where to look.
        place: only notices of this place and the places in it.
        year: only plans of this year.

    Raises:
        NotFoundError: the store knows no such place.
    """
    held = {notice.iri: notice for notice in notices(store, place=place, year=year)}
    for task in listed(store, place=place, year=year):
        notice = held[task.notice]
        for order, unit in enumerate(task.units, 1):
            yield AssignmentRow(
                place="".join(notice.jurisdiction),
                level=notice.level,
                year=task.year,
                notice=task.notice,
                document_number=notice.document_number,
                task=task.iri,
                number=task.number,
                heading=task.heading,
                text=task.text,
                role=unit.role,
                order=order,
                unit=unit.unit,
                unit_iri=unit.iri,
                as_written=unit.as_written,
                alias=unit.alias,
                collective="/id/collective/" in unit.iri,
                open_ended=task.open_ended,
                damaged=task.damaged,
            )
