"""What is told beside the tasks of a unit: what else there is of it, and why there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from zhengmai.cli.output import say
from zhengmai.wording import phrase

if TYPE_CHECKING:
    from zhengmai.graph.store import Store
    from zhengmai.model import Role
    from zhengmai.queries.unitrows import UnitRow

_SHOWN = 3  # classes of units that are told by name


def say_through(classes: Iterable[str | None]) -> None:
    """Tell how much more reaches a unit through classes of units, which are named.

    Args:
        classes: of each task or limit that is not shown; None of one that names the unit.
    """
    through = [name for name in classes if name is not None]
    if not through:
        return
    names = list(dict.fromkeys(through))
    told = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    say(
        f"{len(through)} more through classes of units ({told}): --with-collectives shows them, too"
    )


def why_none(
    store: Store,
    units: Sequence[UnitRow],
    *,
    place: str | None,
    year: int | None,
    role: Role | None,
) -> str | None:
    """What is told where units have no tasks in plans of a year or in a role, but others have some.

    Returns:
        A message; None where they have none at all.
    """
    from zhengmai.queries.tasks import of_units

    name = ", ".join(unit.called for unit in units[:_SHOWN])
    name += " …" if len(units) > _SHOWN else ""
    if role is not None:
        others = of_units(store, units, place=place, year=year)
        if others:
            return phrase(
                f"{name}: no tasks in the role {role.value}, but {len(others)} in other roles"
            )
    if year is not None:
        others = of_units(store, units, place=place)
        if others:
            years = ", ".join(str(one) for one in sorted({task.year for task in others}))
            return phrase(
                f"{name}: no tasks in plans of {year}, but {len(others)} in those of {years}"
            )
    return None
