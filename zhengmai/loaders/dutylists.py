"""Lists of who does what 职责分工: the unit stands first, what it does behind it.

As items, as points, or as paragraphs of a point:

    三、职责分工 ¶ 1.区水务局：缆绳一律换新。 ¶ 2.区交通局：三个码头各装一盏灯。
    三、职责分工 ¶ （一）区水务局 ¶ 缆绳一律换新。 ¶ （二）区交通局 ¶ 三个码头各装一盏灯。
    三、职责分工 ¶ 区水务局：缆绳一律换新。 ¶ 区交通局：三个码头各装一盏灯。

One such text by itself may be about the unit; its neighbours that begin so, too, tell that it is a
list. What else the notice says is read as if the list was not there: its points stay tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from zhengmai.loaders.assembly import Draft, TaskMaker, joined, name_of
from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.ids import Ids
from zhengmai.loaders.phrases.firstwords import SIGNS, by_subjects, in_label
from zhengmai.loaders.phrases.groupheads import named_alone
from zhengmai.loaders.phrases.unitlists import Responsibility, looks_like_units
from zhengmai.loaders.reading import Reading
from zhengmai.loaders.segments import Segment
from zhengmai.model import Assignment, Task, TaskSource, UnitKind

_FEWEST = 2  # neighbours that begin with units
_MOST = 0.6  # of the neighbours, where a colon stands behind the units
_NEARLY_ALL = 0.9  # of them, where a full stop or the end of a line does
_SHORTEST = 6  # characters of what a unit does: a name or a number behind a colon is none
_NO_BODY = re.compile(r"(?!各|其他|有关|相关).*(?:组|学校|企业|社区|单位|站点|家庭|[省市区县])$")
"""Who or what begins a line as units do: 宣传组：… is of persons, 东城区：… a place."""
_BEFORE = f" {SIGNS}—–-"  # an entry of a list
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Duty:
    """What one unit does, or several together, in a list of duties.

    Attributes:
        draft: the point that it stands in.
        source, name, number: of its task.
        said: its text, and who does it; nobody, where others of the list say who.
        sure: the units stand before a colon, or as the subject of the sentence.
        below: the line of units that it stands below, or None.
    """

    draft: Draft
    source: TaskSource
    name: str
    number: Excerpt
    said: Segment
    sure: bool = False
    below: Excerpt | None = None

    @property
    def assigned(self) -> tuple[Assignment, ...]:
        """The units."""
        return self.said.duty.assignments if self.said.duty is not None else ()

    def by(self, where: Excerpt | None, text: Excerpt, duty: Responsibility | None) -> Duty:
        """The duty with who does it, and where that stands."""
        return replace(self, said=Segment(text, where, duty, certain=True))


def duties_apart(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Duty]]:
    """The points that list no duties, and the duties that the others list."""
    open_ = [draft for draft in drafts if not _assigns(draft)]
    found = _found(open_, classes=False)
    if found:  # classes of bodies alone are a list beside another one
        found += _found(_besides(open_, found), classes=True)
    return _besides(drafts, found), found


def _besides(drafts: Sequence[Draft], duties: Sequence[Duty]) -> list[Draft]:
    """The points that some duties do not stand in."""
    listing = {duty.draft.point.id for duty in duties}
    return [draft for draft in drafts if draft.point.id not in listing]


def _found(drafts: Sequence[Draft], *, classes: bool) -> list[Duty]:
    """The duties of points; with ``classes`` also of lists that name classes of bodies alone."""
    found: list[Duty] = []
    for draft in drafts:
        listed = _of_items(draft), _of_paragraphs(draft)
        found += _below_units(draft) or next((d for d in listed if _is_list(d, classes)), [])
    for headed in _of_points(_besides(drafts, found)):
        found += headed if _is_list(headed, classes) else []
    return found


def duty_tasks(duties: Sequence[Duty], reading: Reading) -> list[Task]:
    """The tasks of lists of duties."""
    ids = Ids()
    tasks: list[Task] = []
    for duty in duties:
        said = duty.said
        if said.bracket is not None:
            reading.understood.append(said.bracket)
        if said.duty is None:  # beside duties with units, one without is a task, too
            said = replace(said, duty=Responsibility((), False))
        make = TaskMaker(duty.draft.point.id, ids, reading)
        tasks.extend(make.tasks(duty.source, duty.name, duty.number, [said]))
    return tasks


def _texts(draft: Draft) -> Iterator[Duty]:
    """The items of a point as duties of nobody, or the point itself where it has none."""
    if not draft.items:
        text = joined([s.text for s in draft.own], draft.number)
        yield Duty(draft, TaskSource.POINT, draft.point.id, draft.number, Segment(text))
    for item, segments in draft.items:
        if not item.heads:
            name = name_of(draft.point.id, item)
            text = joined([s.text for s in segments], item.number)
            yield Duty(draft, TaskSource.ITEM, name, item.number, Segment(text), below=item.below)


def _below_units(draft: Draft) -> list[Duty]:
    """A point, or its items, below lines of units (:mod:`.layout.unitheads`)."""
    found = [replace(d, below=d.below or draft.below) for d in _texts(draft)]
    units = {line: named_alone(line) for line in {d.below for d in found} if line is not None}
    return [
        duty if duty.below is None else duty.by(duty.below, duty.said.text, units[duty.below])
        for duty in (found if units else ())
    ]


def _of_items(draft: Draft) -> list[Duty]:
    """The items of a point, each of which begins with who does it."""
    return [_labelled(duty) for duty in _texts(draft)] if draft.items else []


def _of_paragraphs(draft: Draft) -> list[Duty]:
    """The paragraphs of a point that begin with who does them; those before them say what for."""
    if draft.items:
        return []
    found: list[Duty] = []
    for paragraph in draft.own:
        plain = Duty(draft, TaskSource.POINT, draft.point.id, draft.number, paragraph)
        duties = _by_subjects(_labelled(plain))
        before = found[-1].said if found else None
        if duties[0].said.duty is None and before is not None and not before.text.text.strip():
            # 区水务局： ¶ 缆绳一律换新。
            found[-1] = replace(found[-1], said=replace(before, text=paragraph.text))
        elif duties[0].said.duty is not None or found:
            found.extend(duties)
    return found


def _of_points(drafts: Sequence[Draft]) -> Iterator[list[Duty]]:
    """Points of a section, behind each other, whose headings name who does what stands below."""
    named = ((draft, _in_heading(draft)) for draft in drafts)
    for headed, run in groupby(
        named, lambda pair: (pair[0].level, pair[0].point.section_number) if pair[1] else None
    ):
        points = list(run)
        if headed is not None and len(points) >= _FEWEST:
            yield [
                duty.by(draft.heading, duty.said.text, units)
                for draft, units in points
                for duty in _texts(draft)
            ]


def _in_heading(draft: Draft) -> Responsibility | None:
    """The units that a heading is."""
    label = in_label(draft.heading)
    alone = label is not None and label.end == len(draft.heading)
    duty = label.duty if label is not None and alone else named_alone(draft.heading)
    return duty if duty is not None and _is_of_bodies(duty) else None


def _assigns(draft: Draft) -> bool:
    """Whether brackets or closing words in a point say who does it."""
    return any(s.duty is not None or s.lone >= 0 for s in draft.segments)


def _labelled(duty: Duty) -> Duty:
    """A duty by the units that its first words are, before a colon or as a sentence."""
    text = duty.said.text
    label = in_label(text)
    if label is None or not _is_of_bodies(label.duty):
        return duty
    named = duty.by(text.slice(0, label.end), text.slice(label.end), label.duty)
    return replace(named, sure=label.colon)


def _by_subjects(duty: Duty) -> list[Duty]:
    """A duty by the subjects of its clauses: 区水务局负责换缆绳；区交通局负责装航灯."""
    found = by_subjects(duty.said.text) if duty.said.duty is None else []
    if not found or not all(_is_of_bodies(units) for _, units in found):
        return [duty]
    return [replace(duty.by(None, text.strip(_BEFORE), units), sure=True) for text, units in found]


def _is_list(duties: Sequence[Duty], classes: bool) -> bool:
    """Whether most of some duties say who does them, and all of them something that is done."""
    named = [duty for duty in duties if duty.said.duty is not None]
    share = _MOST if all(duty.sure for duty in named) else _NEARLY_ALL
    if len(named) < _FEWEST or len(named) < share * len(duties):
        return False
    if not classes and all(a.kind is UnitKind.COLLECTIVE for d in named for a in d.assigned):
        return False
    worded = sum(_says_something(d.said.text) for d in named)
    return worded >= _MOST * len(named)


def _is_of_bodies(duty: Responsibility) -> bool:
    """Whether bodies are named, not the groups of a campaign, or places."""
    return not any(_NO_BODY.fullmatch(a.unit) for a in duty.assignments)


def _says_something(text: Excerpt) -> bool:
    """Whether a text says what is done, not only a name, a number or other units."""
    folded = text.folded.strip("。;. ")
    return len(_HAN.findall(folded)) >= _SHORTEST and not looks_like_units(folded)
