"""Tables inside the cells of a table of tasks: their lines belong to the cell.

Example: the cell under 责任单位 holds a table::

    牵头单位 | 区发展和改革局
    配合单位 | 区财政局

It is written down as other cells are: 牵头单位：区发展和改革局, then 配合单位：区财政局.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, Column, heading, roles_of

_LOOKED_AT = 5  # rows from the top in which the names of columns may stand
_END = "；"  # of a row that says several things
_OF_TASKS = (Column.TEXT, Column.NAME)


def names_duties(rows: Sequence[Sequence[str]]) -> bool:
    """Whether one of the first rows names the columns of a table of tasks.

    Cells that hold a table are given as empty.
    """
    return any(len(row) > 1 and roles_of(row, fewest=2) is not None for row in rows[:_LOOKED_AT])


def lists_tasks(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table inside another lists tasks of its own: the other one is then a frame."""
    for at, row in enumerate(rows[:_LOOKED_AT]):
        roles = roles_of(row, fewest=2)
        if roles is not None and any(role in _OF_TASKS for role in roles):
            return len(rows) > at + 1
    return False


def as_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """A table inside a cell as the lines of the cell, each value behind its label."""
    found: list[str] = []
    above: Sequence[str] = ()  # labels that stand over the values
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if all(map(is_label, row)):
            above = row
        elif above and not is_label(row[0]):
            for label, value in zip(above, row, strict=False):
                found.extend(_labelled(label, value) if value.strip() else ())
        else:
            above = ()
            found.extend(_beside(row))
    return [*found[:-1], found[-1].removesuffix(_END)] if found else found


def is_label(cell: str) -> bool:
    """Whether a cell says who or by when the cell beside or below it tells.

    >>> is_label("牵头单位："), is_label("区财政局")
    (True, False)
    """
    return heading(cell.strip().rstrip("：:")) in DUTY_COLUMNS


def _beside(row: Sequence[str]) -> list[str]:
    """A row as lines: labels with what stands right of them, else all in one."""
    if not is_label(row[0]):
        plain = [text for cell in row if (text := cell.strip())]
        return ("，".join(plain) + (_END if len(plain) > 1 else "")).split("\n")
    groups: list[list[str]] = []
    for cell in row:
        if is_label(cell):
            groups.append([cell])
        elif cell.strip():
            groups[-1].append(cell.strip())
    return [line for label, *values in groups for line in _labelled(label, "\n".join(values))]


def _labelled(label: str, value: str) -> list[str]:
    return f"{label.strip().rstrip('：:')}：{value.strip()}".split("\n")
