"""The last item of a plan, where the text ends in the middle of it.

All others have units, so those of the last were cut off with the rest of its text: it is a task
like them, damaged. Example: 1.换缆绳。（区水务局负责） ¶ 2.装航灯。（区交通局负责） ¶ 3.编手册
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.phrases.labels import labels_in
from zhengmai.loaders.phrases.unitlists import Responsibility, from_list, looks_like_units
from zhengmai.loaders.phrases.unitnames import begins_a_name, ends_a_name, looks_like_name
from zhengmai.loaders.segments import Segment
from zhengmai.model import Task

_FEWEST = 2  # other items, each with units
_BEGUN = re.compile(
    r"(?:^|[。;!?])\s*(?P<said>由(?P<names>[^。;!?:]{2,200}))$"
)  # …。由区水务局、区
NOBODY = Responsibility((), open_ended=False)
_LONGEST_LABEL = 10  # characters
_ENDS = tuple("。;:!?)]…")  # of a text that is not cut


@dataclass(frozen=True, slots=True)
class CutItem:
    """What is left of it.

    Attributes:
        text: its text, without the bracket or the sentence of units that was begun.
        duty: the units that stand there whole.
        said: where they do.
    """

    text: Excerpt
    duty: Responsibility = NOBODY
    said: Excerpt | None = None


def cut_item(leaves: Sequence[Sequence[Segment]]) -> CutItem | None:
    """The last of the items and points of a plan, or of the sentences of one, where it is cut.

    None where the file does not cut it.
    """
    *others, last = leaves or [()]
    before = [s for s in last if s.duty is not None]
    if before and last[-1].duty is None:  # of several sentences each has its own units
        others, last = [*others, *([s] for s in before)], last[-1:]
    if len(others) < _FEWEST or not last or any(s.duty is not None for s in last):
        return None
    if not all(any(s.duty is not None for s in leaf) for leaf in others):
        return None
    text = Excerpt.join(s.text for s in last).cleaned()
    if not text:
        return None
    below = fold(text.file_text[text.spans[-1].end :].strip())
    if below and _begins_units(below, others):  # 1.换缆绳。 ¶ 牵头领导：某某。 ¶ 牵头单
        return CutItem(_without_labels(text))
    if below or text.folded.endswith(_ENDS):
        return None
    return _begun_sentence(text, others) or CutItem(_without_begun_bracket(text))


def _begun_sentence(text: Excerpt, others: Sequence[Sequence[Segment]]) -> CutItem | None:
    """A text behind which 由 and units stand, where all others say so who answers for them.

    Their verb is cut off, so it must give all others one and the same role.
    """
    begun = _BEGUN.search(text.folded)
    if begun is None or not looks_like_units(begun["names"]):
        return None
    said = [s for leaf in others for s in leaf if s.duty is not None]
    roles = {a.role for s in said if s.duty is not None for a in s.duty.assignments}
    alike = all(s.bracket is not None and s.bracket.folded.strip()[:1] == "由" for s in said)
    item = CutItem(text.slice(0, begun.start("said")), said=text.slice(begun.start("said")))
    if not alike or len(roles) != 1:
        return item
    names = text.slice(*begun.span("names"))
    return replace(item, duty=from_list(_whole_names(names), roles.pop()))


def _whole_names(names: Excerpt) -> Excerpt:
    """A list without its last name where that is cut: 区财政局、区."""
    at = max(map(names.folded.rfind, "、,;")) + 1
    last = names.folded[at:].strip()
    return names if len(last) > 1 and ends_a_name(last) else names.slice(0, at)


def _begins_units(said: str, others: Sequence[Sequence[Segment]]) -> bool:
    """Whether what the file ends in is the beginning of how all other items say who does them."""
    if len(said) > _LONGEST_LABEL or said.endswith(_ENDS):
        return False
    brackets = [next(s.bracket for s in leaf if s.duty is not None) for leaf in others]
    return all(bracket is not None and said in bracket.folded for bracket in brackets)


def _without_labels(text: Excerpt) -> Excerpt:
    """A text without the labels below it that name persons: 牵头领导：某某."""
    labels = labels_in(text.folded)
    return text.slice(0, labels[0].start).strip() if labels else text


def without_cut_unit(tasks: list[Task], text: str) -> list[Task]:
    """Tasks without the unit that the text ends in, where others show that its name is cut.

    市科 at the end of a file, where 市科技局 has other tasks.
    """
    last = tasks[-1] if tasks else None
    if last is None or not last.assignments:
        return tasks
    *before, cut = last.assignments
    named = {a.unit for t in tasks for a in t.assignments if a is not cut}
    longer = any(name.startswith(cut.unit) and name != cut.unit for name in named)
    whole = text.endswith("\n") and looks_like_name(fold(cut.unit))  # 各县区, beside 各县区政府
    if not longer or whole or text[cut.spans[-1].end :].strip():
        return tasks
    return [*tasks[:-1], replace(last, assignments=tuple(before), damaged=True)]


def _without_begun_bracket(text: Excerpt) -> Excerpt:
    """A text without the bracket that the file cuts, where units may have stood in it."""
    at = text.folded.rfind("(")
    said = text.folded[at + 1 :]
    units = not said.strip() or looks_like_units(said) or begins_a_name(said)
    if at < 1 or ")" in said or not units:
        return text
    return text.slice(0, at).strip()
