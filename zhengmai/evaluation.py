"""How well notices are read: what was read beside labels made by hand.

The labels have the shape of ``zhengmai read --json``. A task may be labelled by the characters its
text ``starts`` and ``ends`` with and its ``length`` instead of the text itself, for notices whose
text may not be copied. Text is compared after NFKC, without white space, brackets of all kinds
as one.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from zhengmai import interchange
from zhengmai.api import read
from zhengmai.errors import ZhengmaiError
from zhengmai.invariants import breaches

Json = dict[str, Any]

_SPACE = re.compile(r"\s+")
_BRACKETS = str.maketrans("〈〉()[]", "（）（）［］")
_ALIKE = 0.75  # likeness from which a read task is taken for a labelled one
_SHOWN = 40  # characters of a text in the list of misses
_FIELDS = ("plan_title", "document_number", "issuer", "issued", "published", "plan_year")
_LISTS = ("jurisdiction", "addressees", "copied_to")

# The kinds of fact, in the order they are shown: name, and what counts as right.
KINDS: dict[str, tuple[str, str]] = {
    "tasks": ("任务", "读出了标注的任务，文字至少四分之三相同"),
    "texts": ("文字", "任务文字一字不差"),
    "units": ("单位", "任务的单位及其角色（牵头、责任、配合）"),
    "unit_kinds": ("类别", "是一个单位还是统称"),
    "canonical": ("全称", "单位的规范名称（只算标注确定的）"),
    "open_ended": ("等", "单位名单是否以“等”结尾"),
    "deadlines": ("时限", "时限的种类和截止日"),
    "points": ("要点", "要点的序号和标题"),
    "task_points": ("归属", "任务属于哪个要点"),
    "fields": ("信息", "要点名称、文号、机关、日期、年度、行政区、主送、抄送"),
    "citations": ("引用", "作为依据或要落实的文件"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """How many facts of one kind are right, were read, and are true."""

    right: int = 0
    read: int = 0
    true: int = 0

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.right + other.right, self.read + other.read, self.true + other.true)

    @property
    def precision(self) -> float:
        """The share of what was read that is right; 1 where nothing was read and nothing is."""
        return self.right / self.read if self.read else float(self.true == 0)

    @property
    def recall(self) -> float:
        """The share of what is true that was read."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A fact that was not read as it is labelled.

    Attributes:
        kind: a key of :data:`KINDS`.
        where: number of the task or point, or name of the field.
        labelled, read: what the labels say and what was read; "" where there is nothing.
    """

    kind: str
    where: str
    labelled: str
    read: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One notice beside its labels.

    Attributes:
        file: name of the notice's file.
        figures: one for each of :data:`KINDS`.
        misses: in the order of the kinds.
        error: why the notice could not be read, or None.
        breaches: what the reading breaks that must hold of any (:mod:`.invariants`), in words.
    """

    file: str
    figures: dict[str, Figure]
    misses: tuple[Miss, ...]
    error: str | None = None
    breaches: tuple[str, ...] = ()


def evaluate_folders(labels: Path, notices: Path) -> Iterator[Evaluation]:
    """Read each notice that labels are for, and compare.

    Raises:
        ZhengmaiError: a folder does not exist, or there are no labels in it.
    """
    for folder in (labels, notices):
        if not folder.is_dir():
            raise ZhengmaiError(f"{folder}: there is no such folder")
    files = sorted(labels.glob("*.json"))
    if not files:
        raise ZhengmaiError(f"{labels}: no labels in this folder (looked for .json files)")
    for file in files:
        gold = _labels(file)
        yield _of_file(gold, notices)


def _labels(file: Path) -> Json:
    try:
        gold = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ZhengmaiError(f"{file}: labels cannot be read: {error}") from error
    missing = [k for k in ("file", "notice", "points", "tasks") if k not in gold]
    if missing:
        raise ZhengmaiError(f"{file}: these are no labels: {', '.join(missing)} missing")
    return dict(gold)


def _of_file(gold: Json, notices: Path) -> Evaluation:
    name = Path(gold["file"]).name
    found = sorted(p for p in notices.rglob("*") if p.name == name)
    try:
        if not found:
            raise ZhengmaiError(f"{notices}: {name} is not in this folder")
        of = interchange.notice(read(found[0]))
    except ZhengmaiError as error:
        nothing: Json = {"notice": {}, "cites": [], "points": [], "tasks": []}
        failed = evaluate(gold, nothing)
        return Evaluation(name, failed.figures, failed.misses, str(error))
    return evaluate(gold, of)


def evaluate(gold: Json, of: Json) -> Evaluation:
    """Compare what was read with labels, both as ``read --json`` prints them."""
    comparison = _Comparison()
    comparison.tasks(gold, of)
    comparison.points(gold["points"], of["points"])
    comparison.fields(gold["notice"], of["notice"])
    comparison.citations(gold.get("cites", []), of.get("cites", []))
    order = list(KINDS)
    misses = sorted(comparison.misses, key=lambda miss: order.index(miss.kind))
    figures = {kind: comparison.figures.get(kind, Figure()) for kind in KINDS}
    broken = tuple(breaches(of["tasks"]))
    return Evaluation(Path(gold["file"]).name, figures, tuple(misses), breaches=broken)


def total(evaluations: Iterable[Evaluation]) -> dict[str, Figure]:
    """The figures of several notices together."""
    figures = dict.fromkeys(KINDS, Figure())
    for evaluation in evaluations:
        for kind, figure in evaluation.figures.items():
            figures[kind] += figure
    return figures


def as_json(evaluations: Sequence[Evaluation]) -> Json:
    """``zhengmai evaluate --json``."""
    return {
        "files": [
            {
                "file": e.file,
                "error": e.error,
                "figures": _figures(e.figures),
                "misses": [asdict(miss) for miss in e.misses],
                "breaches": list(e.breaches),
            }
            for e in evaluations
        ],
        "total": _figures(total(evaluations)),
        "breaches": sum(len(e.breaches) for e in evaluations),
    }


def _figures(figures: dict[str, Figure]) -> Json:
    return {
        kind: {**asdict(f), "precision": f.precision, "recall": f.recall, "f1": f.f1}
        for kind, f in figures.items()
    }


@dataclass
class _Comparison:
    """Counts what is right, and notes what is not."""

    figures: dict[str, Figure] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def bags(
        self,
        kind: str,
        where: str,
        gold: Sequence[Hashable],
        of: Sequence[Hashable],
        show: Callable[[Any], str] = str,
    ) -> None:
        """Compare two collections in which order does not count."""
        labelled, made = Counter(gold), Counter(of)
        right = labelled & made
        figure = Figure(right.total(), made.total(), labelled.total())
        self.figures[kind] = self.figures.get(kind, Figure()) + figure
        missed, extra = (labelled - right).elements(), (made - right).elements()
        if labelled != made:
            self.misses.append(
                Miss(kind, where, "; ".join(map(show, missed)), "; ".join(map(show, extra)))
            )

    def same(self, kind: str, where: str, gold: object, of: object) -> None:
        """Compare two values."""
        right = int(_plain_or(gold) == _plain_or(of))
        self.figures[kind] = self.figures.get(kind, Figure()) + Figure(right, 1, 1)
        if not right:
            self.misses.append(Miss(kind, where, str(gold), str(of)))

    def tasks(self, gold: Json, of: Json) -> None:
        labelled, made = gold["tasks"], of["tasks"]
        pairs = _pairs(labelled, made)
        self.figures["tasks"] = Figure(len(pairs), len(made), len(labelled))
        with_gold, with_read = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, task in enumerate(labelled):
            if i not in with_gold:
                self.misses.append(Miss("tasks", _name(task), _shown(task), ""))
                self._of_task(_name(task), task, {})
        for j, task in enumerate(made):
            if j not in with_read:
                self.misses.append(Miss("tasks", _name(task), "", _shown(task)))
                self._of_task(_name(task), {}, task)
        headings = [{p.get("id"): plain(p.get("heading")) for p in x["points"]} for x in (gold, of)]
        for i, j in pairs:
            one, other = labelled[i], made[j]
            right = int(_likeness(one, plain(other["text"])) == 1.0)
            self.figures["texts"] = self.figures.get("texts", Figure()) + Figure(right, 1, 1)
            if not right:
                self.misses.append(Miss("texts", _name(one), _shown(one), other["text"]))
            self._of_task(_name(one), one, other)
            self._of_units(_name(one), one, other)
            self.same("open_ended", _name(one), one["open_ended"], other["open_ended"])
            if one.get("point"):
                points = headings[0].get(one["point"]), headings[1].get(other.get("point"))
                self.same("task_points", _name(one), *points)

    def _of_task(self, where: str, gold: Json, of: Json) -> None:
        self.bags("units", where, _units(gold), _units(of), show=" ".join)
        self.bags("deadlines", where, _limits(gold), _limits(of), show=" ".join)

    def _of_units(self, where: str, gold: Json, of: Json) -> None:
        """Kind and full name of the units that both have."""
        made = {plain(a["unit"]): a for a in of["assignments"]}
        for one in gold["assignments"]:
            other = made.get(plain(one["unit"]))
            if other is None:
                continue
            self.same("unit_kinds", f"{where} {one['unit']}", one["kind"], other["kind"])
            if one["kind"] == "unit" and one.get("canonical_sure"):
                labelled, name = plain(one["canonical"]), plain(other["canonical"])
                alike = name and (labelled.endswith(name) or name.endswith(labelled))
                self.same(
                    "canonical",
                    f"{where} {one['unit']}",
                    one["canonical"],
                    one["canonical"] if alike else other["canonical"],
                )

    def points(self, gold: Sequence[Json], of: Sequence[Json]) -> None:
        self.bags("points", "", _headings(gold), _headings(of), show="".join)

    def fields(self, gold: Json, of: Json) -> None:
        for name in _FIELDS:
            self.same("fields", name, gold.get(name), of.get(name))
        for name in _LISTS:
            self.same("fields", name, gold.get(name) or [], of.get(name) or [])

    def citations(self, gold: Sequence[Json], of: Sequence[Json]) -> None:
        """Mentions are not asked for, nor held against the reader where they are labelled."""
        must = {_document(c) for c in gold if c["relation"] != "mentions"}
        may = {_document(c) for c in gold} - must
        made = {_document(c) for c in of if c["relation"] != "mentions"} - may
        self.bags("citations", "", sorted(must), sorted(made))


def _units(task: Json) -> list[tuple[str, str]]:
    return [(a["role"], plain(a["unit"])) for a in task.get("assignments", ())]


def _limits(task: Json) -> list[tuple[str, str]]:
    return [(d["kind"], d["date"] or "-") for d in task.get("deadlines", ())]


def _headings(points: Sequence[Json]) -> list[tuple[str, str]]:
    return [(plain(p["number"]), plain(p["heading"])) for p in points]


def plain(text: str | None) -> str:
    """Text as it is compared: NFKC, without white space, brackets of all kinds as one."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text or "")).translate(_BRACKETS)


def _plain_or(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    return [plain(v) for v in value] if isinstance(value, list) else value


def _document(citation: Json) -> str:
    return plain(citation.get("document_number")) or plain(citation.get("title")).strip("《》")


def _name(task: Json) -> str:
    return str(task.get("number") or task.get("id") or "")


def _shown(task: Json) -> str:
    text = task["text"] if "text" in task else f"{task['starts']}…{task['ends']}"
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _likeness(gold: Json, made: str) -> float:
    """How alike a labelled text (or its ends) and a read one are, from 0 to 1."""
    if "text" in gold:
        return _ratio(plain(gold["text"]), made)
    starts, ends, length = plain(gold["starts"]), plain(gold["ends"]), int(gold["length"])
    beginning = _ratio(starts, made[: len(starts)])
    end = _ratio(ends, made[-len(ends) :] if ends else "")
    longer = max(length, len(made), 1)
    return min(beginning, end, 1 - abs(length - len(made)) / longer)


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if not one or not other or abs(len(one) - len(other)) > 0.6 * max(len(one), len(other)):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _pairs(gold: Sequence[Json], of: Sequence[Json]) -> list[tuple[int, int]]:
    """Labelled and read tasks that are one, in printed order, as alike as can be."""
    texts = [plain(task["text"]) for task in of]
    alike = [[_likeness(task, text) for text in texts] for task in gold]
    best = [[0.0] * (len(texts) + 1) for _ in range(len(gold) + 1)]
    for i in reversed(range(len(gold))):
        for j in reversed(range(len(texts))):
            together = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(gold) and j < len(texts):
        if alike[i][j] >= _ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
