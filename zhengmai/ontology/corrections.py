"""更正: what a person knows better than the reader or the print, applied on every build.

A file ``corrections.toml`` of five kinds of entry, each with ``why``::

    [[notice]]                    # what a notice does not print of itself, or prints wrongly
    file  = "任务分解表.txt"
    place = ["安徽省", "芜湖市", "南陵县"]  # from the province down
    year  = 2024                  # that its plan is for
    title = "南陵县2024年重点工作任务分解表"
    why   = "网页未写明"

    [[alias]]                     # another name of a body
    names = ["区教育局", "区教体局（筹）"]
    unit  = "渡南区教育和体育局"
    place = "渡南区"              # only in notices of this place; may be left out
    why   = "2019年机构改革合并"

    [[merge]]                     # bodies that are one
    units = ["渡南区水务局"]
    into  = "渡南区城乡水务局"
    why   = "2021年更名"

    [[split]]                     # one name, two bodies: which is meant in a notice
    name   = "区执法局"
    notice = "渡南政办发〔2025〕6号"
    tasks  = ["3", "7"]           # may be left out: all of that notice
    unit   = "渡南区城市管理局"
    why    = "职责在城管"

    [[task]]                      # the units of a task, wrongly printed or wrongly read
    notice      = "渡南政办发〔2025〕6号"
    task        = "12"
    lead        = ["区司法局"]
    responsible = []
    cooperating = ["各街道办事处"]
    why         = "原表此行串栏"

Each corrected fact says by which entry; the name as printed stays beside it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zhengmai.errors import ZhengmaiError
from zhengmai.model import Assignment, Notice, Remark, Role, Severity, Task, Told, UnitKind
from zhengmai.wording import phrase

_COLLECTIVE = re.compile(r"各|有关|相关|(?:部门|单位)$")
_SPACE = re.compile(r"\s+")
_WIDTHS = str.maketrans("（）〈〉〔〕［］【】[]", "()()()()()()")
_TEXT, _TEXTS = phrase("a text"), phrase("a list of texts")
_YEAR = phrase("a year, as 2025")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100  # as the shapes have it

# What an entry of each kind has: key, its kind, whether it must be there.
_KEYS: dict[str, dict[str, tuple[str, bool]]] = {
    "notice": {
        "file": (_TEXT, True),
        "place": (_TEXTS, False),
        "year": (_YEAR, False),
        "title": (_TEXT, False),
    },
    "alias": {"names": (_TEXTS, True), "unit": (_TEXT, True), "place": (_TEXT, False)},
    "merge": {"units": (_TEXTS, True), "into": (_TEXT, True)},
    "split": {
        "name": (_TEXT, True),
        "notice": (_TEXT, True),
        "tasks": (_TEXTS, False),
        "unit": (_TEXT, True),
    },
    "task": {
        "notice": (_TEXT, True),
        "task": (_TEXT, True),
        **{role.value: (_TEXTS, False) for role in Role},
    },
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction.

    Attributes:
        kind: ``notice``, ``alias``, ``merge``, ``split`` or ``task``.
        source: where it stands: ``corrections.toml [[alias]] 2``.
        values: its keys.
        why: the reason given, or "".
    """

    kind: str
    source: str
    values: Mapping[str, Any]
    why: str

    @property
    def told(self) -> str:
        """Its place and its reason, as they are kept beside each fact that it corrects."""
        return f"{self.source}: {self.why}" if self.why else self.source


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of a file, in its order; none by default."""

    entries: tuple[Entry, ...] = ()

    def of(self, *kinds: str) -> Iterable[Entry]:
        """The entries of some kinds."""
        return (entry for entry in self.entries if entry.kind in kinds)


NONE = Corrections()


def read(path: Path) -> Corrections:
    """The corrections of a file.

    Raises:
        ZhengmaiError: it cannot be read, is no TOML, or an entry lacks something; the message says
            which and what to do.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ZhengmaiError(f"{path}: corrections cannot be read: {reason}") from error
    entries: list[Entry] = []
    for kind, found in data.items():
        if kind not in _KEYS:
            raise ZhengmaiError(
                f"{path}: [[{kind}]] is no kind of correction; there are {', '.join(_KEYS)}"
            )
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            raise ZhengmaiError(f"{path}: write [[{kind}]] with two brackets")
        for number, values in enumerate(found, 1):
            source = f"{path.name} [[{kind}]] {number}"
            _check(f"{path}: [[{kind}]] {number}", values, _KEYS[kind])
            entries.append(Entry(kind, source, values, values.get("why", "")))
    return Corrections(tuple(entries))


def _check(where: str, values: Mapping[str, Any], keys: dict[str, tuple[str, bool]]) -> None:
    for key, value in values.items():
        wanted = _TEXT if key == "why" else keys.get(key, ("", False))[0]
        if not wanted:
            raise ZhengmaiError(f"{where}: {key!r} is not known here; there are {', '.join(keys)}")
        if not _is_a(value, wanted):
            raise ZhengmaiError(f"{where}: {key!r} must be {wanted}")
    for key, (wanted, needed) in keys.items():
        if needed and not values.get(key):
            raise ZhengmaiError(f"{where}: {key!r} is missing; it is {wanted}")


def _is_a(value: object, wanted: str) -> bool:
    """Whether a value is of the kind that is wanted."""
    if wanted is _YEAR:
        return type(value) is int and _FIRST_YEAR <= value <= _LAST_YEAR
    texts = value if isinstance(value, list) else [value]
    return isinstance(value, list) == (wanted is _TEXTS) and all(isinstance(t, str) for t in texts)


def of_file(name: str, corrections: Corrections) -> Entry | None:
    """What a person says of the notice of a file, by its name without folders."""
    found = [e for e in corrections.of("notice") if _plain(e.values["file"]) == _plain(name)]
    return found[-1] if found else None


def needed_to_read(name: str, corrections: Corrections) -> Told | None:
    """What a person says of the notice of a file, as far as reading it needs that."""
    entry = of_file(name, corrections)
    return None if entry is None else Told(entry.values.get("year"), entry.values.get("title"))


def of_units(notice: Notice, corrections: Corrections) -> Notice:
    """The notice with the units of its tasks as the entries ``[[task]]`` say.

    To be applied before names are resolved: the corrected units are resolved as printed ones are.
    """
    remarks = list(notice.remarks)
    tasks = list(notice.tasks)
    for entry in corrections.of("task"):
        if not _is_notice(notice, entry.values["notice"]):
            continue
        found = [i for i, task in enumerate(tasks) if _is_task(task, [entry.values["task"]])]
        if not found:
            message = f"{entry.source}: there is no task {entry.values['task']!r} in this notice"
            remarks.append(Remark(Severity.PROBLEM, message))
        for at in found:
            tasks[at] = _with_units(tasks[at], entry)
            message = f"task {tasks[at].number}: units corrected ({entry.told})"
            remarks.append(Remark(Severity.NOTE, message, tasks[at].spans))
    return replace(notice, tasks=tuple(tasks), remarks=tuple(remarks))


def _with_units(task: Task, entry: Entry) -> Task:
    printed = {_plain(a.unit): a for a in task.assignments}
    units: list[Assignment] = []
    for role in Role:
        for name in entry.values.get(role.value, ()):
            known = printed.get(_plain(name))
            kind = UnitKind.COLLECTIVE if _COLLECTIVE.search(name) else UnitKind.UNIT
            units.append(
                replace(known, role=role, corrected=entry.told)
                if known is not None
                else Assignment(role, name, None, kind, task.spans, corrected=entry.told)
            )
    before = "; ".join(f"{a.role.value} {a.unit}" for a in task.assignments) or "no units"
    return replace(task, assignments=tuple(units), corrected=f"{entry.told} (read: {before})")


def of_name(
    notice: Notice, task: Task, assignment: Assignment, canonical: str, corrections: Corrections
) -> tuple[str, str | None]:
    """The full name of an assignment's unit after corrections, and the entry that gave it."""
    told: str | None = None
    for entry in corrections.of("split", "alias", "merge"):
        values = entry.values
        if entry.kind == "split":
            names, unit = [values["name"]], values["unit"]
            concerns = _is_notice(notice, values["notice"]) and (
                "tasks" not in values or _is_task(task, values["tasks"])
            )
        else:
            names, unit = (
                values.get("names") or values["units"],
                values.get("unit") or values["into"],
            )
            place = values.get("place")
            concerns = place is None or any(p.name == place for p in notice.jurisdiction)
        meant = (
            {_plain(canonical)}
            if entry.kind == "merge"
            else {
                _plain(canonical),
                _plain(assignment.unit),
            }
        )
        if concerns and canonical != unit and meant & {_plain(name) for name in names}:
            canonical, told = unit, entry.told
    return canonical, told


def _is_notice(notice: Notice, name: str) -> bool:
    names = (notice.document_number, notice.plan_title, notice.title, notice.file)
    return _plain(name) in {_plain(n) for n in names if n}


def _is_task(task: Task, names: Sequence[str]) -> bool:
    return bool({_plain(task.number), _plain(task.id)} & {_plain(name) for name in names})


def _plain(name: str) -> str:
    return _SPACE.sub("", name).translate(_WIDTHS)
