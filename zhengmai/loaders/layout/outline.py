"""The outline of a plan 要点: sections 一、, points （一） and items 1., with their texts.

Which paragraphs belong where: a marked paragraph opens its level; an unmarked one goes on with
what is open. Paragraphs before the first mark are the head of the notice; a closing exhortation
(各单位要…) after the last point belongs to no point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.blocks import Block, Paragraph, Table
from zhengmai.loaders.layout.furniture import is_contact
from zhengmai.loaders.layout.linestyle import is_item_heading
from zhengmai.loaders.layout.parts import Part, annexed_tasks, outside_the_plan, parts_of
from zhengmai.loaders.layout.unitheads import unit_heads
from zhengmai.loaders.phrases.deadlines import parse_date
from zhengmai.loaders.phrases.firstwords import in_label
from zhengmai.loaders.phrases.labels import begins_with_label, lists_units
from zhengmai.loaders.phrases.lastwords import ends_in_bracket
from zhengmai.loaders.phrases.marks import Level, Mark, mark_of
from zhengmai.loaders.phrases.responsibility import behind_a_dash
from zhengmai.loaders.phrases.titles import ISSUERS_END
from zhengmai.loaders.phrases.unitlists import looks_like_units

# How closing exhortations begin. Examples: 各单位要…, 请各市于…, 各街道（镇）、各部门要…
_CLOSING = re.compile(
    r"(?:请|望|希)?各[^。]{0,30}?(?:要|应|于|将|请|需|须|按照|对照|结合)|全[省市区县]各级"
)
_SIGNATURE = re.compile(
    rf"[\u4e00-\u9fff]{{2,40}}(?:{ISSUERS_END})"
    r"(?:\s*\d{4}年\d{1,2}月\d{1,2}日)?"
)
_NOTE = re.compile(r"[备附]?注\s*\d{0,2}\s*:|说明\s*:")  # 备注：…, between items or below them
_TAIL = re.compile(r"(?:附件|附表|附:|抄送|抄报)")
_DUTY = re.compile("单位|部门|负责|牵头|配合|落实|完成|坚持|推进")
_HEADING_END = re.compile(r"[。!?]")
# A bracket, from where it opens
_ASSIGNING = r"[(\[](?=[^()\[\]]*(?:责任|牵头|配合|负责|主办|承办|协办))"
_DUTY_BRACKET = re.compile(_ASSIGNING)
_HEADING_COLON = re.compile(r"^[^。,;]{2,24}:")
_ONLY_DUTY = re.compile(r"\s*(?:(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])[。;.\s]*)+")
_ONLY_DUTY_BEHIND = re.compile(_ASSIGNING + r"[^()\[\]]*[)\]]\s*$")
_DASHED = re.compile(r"\s*-{1,2}[^。;!?-]{2,120}。?\s*")  # ——镇应急办、各村
_LABEL_LENGTH = 8  # characters; a longer first sentence is not surely a heading
_TELLS = re.compile(r"[,;、\d]|负责|承担|牵头")  # no label has these
_PUNCTUATION = re.compile(r"[。.;!?:,、()]")
_HEADED_ITEM = re.compile(r"[^。,;:()]{2,20}[。](?=\s*[^\s(])")  # 强化监管。开展专项检查…
_MOST_HEADED = 0.8  # of the items
_SHORT_SENTENCE = re.compile(
    r"[^。;:()]{2,24}(?:[。:](?=\s*[^\s(])|$)"
)  # 明确任务，压实责任。各单位…
_MOST_OF_COUNTED = 0.6  # of the points of a plan that counts 1. 2. 3. alone
_SCRAP = 8  # characters
_LONGEST_HEADING = 60  # characters; beyond it the first sentence is text, not a heading
_LONGEST_SENTENCE = 36  # the same, where a stop ends it; real ones have up to 30


@dataclass(slots=True)
class Item:
    """A numbered item 1. in a point, with all its paragraphs.

    Attributes:
        mark: its printed number.
        number: where the number is printed.
        paragraphs: its text, without the number.
        under: the number of the item that it stands under, as （1） under 5., or None.
        heads: items of its own stand under it: it is no task itself.
        below: the line of units that it stands below (:mod:`.unitheads`), or None.
    """

    mark: Mark
    number: Excerpt
    paragraphs: list[Excerpt]
    under: int | None = None
    heads: bool = False
    below: Excerpt | None = None


@dataclass(slots=True)
class Point:
    """A headed stretch of the plan at its lowest level.

    Attributes:
        mark: its printed number.
        number, heading: where they are printed; the heading without its final 。
        paragraphs: its own text before (or without) items.
        items: its numbered items.
        section: the section it stands in.
        sentence: the heading with the stop that ends it, or nothing where none does.
        below: the line of units that it stands below (:mod:`.unitheads`), or None.
    """

    mark: Mark
    number: Excerpt
    heading: Excerpt
    paragraphs: list[Excerpt]
    items: list[Item] = field(default_factory=list)
    section: Section | None = None
    sentence: Excerpt | None = None
    below: Excerpt | None = None


@dataclass(slots=True)
class Section:
    """A section 一、 with its heading, and the text and items that stand in no point of it."""

    mark: Mark
    number: Excerpt
    heading: Excerpt
    paragraphs: list[Excerpt] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    points: int = 0
    sentence: Excerpt | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a notice, in reading order.

    Attributes:
        head: paragraphs before the first mark: title, addressees, opening.
        sections: the sections; their headings are facts of the points.
        points: the lowest headed level.
        closing: paragraphs after the plan that belong to no point.
        tables: the tables of tasks.
    """

    head: tuple[Excerpt, ...]
    sections: tuple[Section, ...]
    points: tuple[Point, ...]
    closing: tuple[Excerpt, ...]
    tables: tuple[Table, ...]


def outline(blocks: Iterable[Block]) -> Outline:
    """The outline of a document's paragraphs."""
    kept = list(blocks)
    parts = parts_of(kept)
    outside, annexed = outside_the_plan(kept, parts), annexed_tasks(parts)
    inside = [b for at, b in enumerate(kept) if at not in outside]
    builder = _builder([b.text.strip() for b in inside if isinstance(b, Paragraph)])
    heads = _heads(kept, parts)
    for at, block in enumerate(kept):
        if isinstance(block, Table):
            builder.tables.append(block)
            builder.ended = True
        elif at in outside:
            builder.beside(block)
        elif at in heads:
            builder.head_of_units(block, counts=heads[at])
        else:
            if at in annexed:
                builder.annex(block)
            builder.paragraph(block, begins=at - 1 in outside or at in annexed)
    return builder.outline()


def _heads(blocks: Sequence[Block], parts: Sequence[Part]) -> dict[int, bool]:
    """The blocks that are lines of units above items, and whether the items are points."""
    found: dict[int, bool] = {}
    for part in parts:
        span = range(part.start, part.end)
        texts = [(at, b.text.strip()) for at in span if isinstance(b := blocks[at], Paragraph)]
        heads = unit_heads([text for _, text in texts])
        found |= {texts[at][0]: counts for at, counts in heads.items()}
    return found


def _builder(texts: Sequence[Excerpt]) -> _Builder:
    """The builder of a plan, that knows which of its marks count its points.

    Where a plan has no 一、 or （一）, the marks that it does have do: 1. or ①.
    """
    marked = [(text, mark) for text in texts if (mark := mark_of(text.folded)) is not None]
    levels = [mark.level for _, mark in marked]
    highest = min(levels, default=Level.POINT)
    if highest > Level.POINT and levels.count(highest) > 1:
        bodies = [text.folded[mark.body :] for text, mark in marked if mark.level is highest]
        headed = sum(_SHORT_SENTENCE.match(body) is not None for body in bodies)
        return _Builder(counted_by=highest, headless=headed < _MOST_OF_COUNTED * len(bodies))
    if Level.SECTION in levels and Level.POINT not in levels:
        items = _headed_items(texts)
        if len(items) > 1 and sum(items) >= _MOST_HEADED * len(items):
            return _Builder(counted_by=Level.ITEM)
    return _Builder()


def _headed_items(texts: Sequence[Excerpt]) -> list[bool]:
    """For each item whether it has a heading, run in or on a line of its own.

    Its units may stand between the heading and the text: 1. 换缆绳（承办：区水务局） ¶ 旧绳剪断。
    """
    found: list[bool] = []
    below = ""  # the next paragraph that is more than units
    for text in (text.folded for text in reversed(texts)):
        mark = mark_of(text)
        if mark is not None and mark.level is Level.ITEM:
            item = _ONLY_DUTY_BEHIND.sub("", text[mark.body :])
            found.append(_HEADED_ITEM.match(item) is not None or is_item_heading(item, below))
        if not lists_units(text):
            below = text
    return found[::-1]


@dataclass
class _Builder:
    head: list[Excerpt] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    closing: list[Excerpt] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    open_point: Point | None = None
    ended: bool = False
    counted_by: Level = Level.POINT  # what counts the points: （一）, or 1. where a plan has none
    headless: bool = False  # their first sentences are no headings
    below: Excerpt | None = None  # the line of units that stands above the items
    counts: bool = False  # these are the points

    def beside(self, block: Paragraph) -> None:
        """Take a paragraph that is no part of the plan: of the notice that issues it."""
        (self.closing if self.points or self.sections else self.head).append(block.text.strip())

    def annex(self, block: Paragraph) -> None:
        """Begin an annex with a paragraph; items 1. that it counts are points of no section."""
        mark = mark_of(block.text.strip().folded)
        self.below, self.counts = None, mark is not None and mark.level is Level.ITEM

    def head_of_units(self, block: Paragraph, *, counts: bool) -> None:
        """Take a line of units above items; with ``counts`` these are points."""
        self.below, self.counts, self.ended = block.text.strip(), counts, False

    def paragraph(self, block: Paragraph, *, begins: bool = False) -> None:
        """Take a paragraph; one that ``begins`` a part of the plan is not the end of another."""
        self.ended &= not begins
        text = block.text.strip()
        mark = None if self.ended else mark_of(text.folded)
        if mark is not None and mark.level < Level.ITEM:
            self.below, self.counts = None, False
        counted_by = Level.ITEM if self.counts else self.counted_by
        if mark is not None and mark.level is counted_by:
            mark = replace(mark, level=Level.POINT)
        if mark is None:
            self._unmarked(text)
        elif mark.level is Level.SECTION:
            self._open_section(mark, text)
        elif mark.level is Level.POINT:
            self._open_point(mark, text)
        else:
            self._item(mark, text)

    def outline(self) -> Outline:
        for section in self.sections:
            if section.points == 0 and (section.paragraphs or section.items or section.sentence):
                self.points.append(
                    Point(
                        section.mark,
                        section.number,
                        section.heading,
                        section.paragraphs,
                        section.items,
                        sentence=section.sentence,
                    )
                )
        self.points.sort(key=lambda p: p.number.start)
        self._release_closing()
        for point in self.points:
            _say_in_a_sentence(point)
        return Outline(
            tuple(self.head),
            tuple(self.sections),
            tuple(self.points),
            tuple(self.closing),
            tuple(self.tables),
        )

    def _open_section(self, mark: Mark, text: Excerpt) -> None:
        heading, body = _heading(text.slice(mark.body))
        section = Section(
            mark,
            text.slice(mark.start, mark.end),
            heading,
            [body] if body else [],
            sentence=_sentence(text.slice(mark.body), heading),
        )
        self.sections.append(section)
        self.open_point = None

    def _open_point(self, mark: Mark, text: Excerpt) -> None:
        whole = text.slice(mark.body)
        heading, body = (whole.slice(0, 0), whole) if self.headless else _heading(whole)
        section = self.sections[-1] if self.sections and not self.counts else None
        point = Point(
            mark,
            text.slice(mark.start, mark.end),
            heading,
            [body] if body else [],
            section=section,
            sentence=_sentence(whole, heading),
            below=self.below,
        )
        if section is not None:
            section.points += 1
        self.points.append(point)
        self.open_point = point

    def _item(self, mark: Mark, text: Excerpt) -> None:
        above = self.open_point or (self.sections[-1] if self.sections else None)
        if above is None or mark.level is not Level.ITEM:
            self._unmarked(text)
        else:
            number = text.slice(mark.start, mark.end)
            item = Item(mark, number, [text.slice(mark.body)], below=self.below)
            above.items.append(item)

    def _unmarked(self, text: Excerpt) -> None:
        if not self.sections and not self.points:
            self.head.append(text)
        elif _NOTE.match(text.folded) and not _assigns(text.folded):
            self.closing.append(text)
        elif self.ended or _TAIL.match(text.folded) or _ends_the_plan(text):
            self.ended = True
            self.closing.append(text)
        elif self.open_point is not None:
            _last_paragraphs(self.open_point).append(text)
        else:
            _last_paragraphs(self.sections[-1]).append(text)

    def _release_closing(self) -> None:
        """Take closing exhortations off the end of the last point."""
        if not self.points:
            return
        paragraphs = _last_paragraphs(self.points[-1])
        scraps: list[Excerpt] = []
        while len(paragraphs) > 1 and _says_nothing(paragraphs[-1]):
            scraps.append(paragraphs.pop())
        self.closing[:0] = reversed(scraps)
        last_duty = max(
            (at for at, text in enumerate(paragraphs) if _assigns(text.folded)), default=-1
        )
        for at in range(max(1, last_duty + 1), len(paragraphs)):
            ends = _CLOSING.match(paragraphs[at].folded) or is_contact(paragraphs[at].folded)
            if ends or _ends_a_task(paragraphs[at - 1]) or _is_below_units(paragraphs, at):
                self.closing[:0] = paragraphs[at:]
                del paragraphs[at:]
                return


def _last_paragraphs(point: Point | Section) -> list[Excerpt]:
    return point.items[-1].paragraphs if point.items else point.paragraphs


def _says_nothing(text: Excerpt) -> bool:
    """Whether a last paragraph is a scrap of the page: a few characters and no sentence."""
    plain = text.folded.strip()
    return len(plain) <= _SCRAP and not _PUNCTUATION.search(plain)


def _ends_a_task(text: Excerpt) -> bool:
    """Whether a paragraph ends in a bracket of units, and is more than the bracket."""
    plain = text.folded.strip()
    if behind_a_dash(text) is not None:
        return True
    return _ends_in_duty(plain) and not plain.startswith(("(", "["))


def _assigns(text: str) -> bool:
    """Whether a folded paragraph ends in a bracket of units, or lists them behind a label."""
    return _ends_in_duty(text) or lists_units(text)


def _ends_in_duty(text: str) -> bool:
    """Whether folded text ends in a bracket of units: …（区司法局负责）."""
    said = ends_in_bracket(text)
    return said is not None and _DUTY.search(said) is not None


def _is_below_units(paragraphs: Sequence[Excerpt], at: int) -> bool:
    """Whether a paragraph stands below a task and its units: 责任单位：…, or a bracket alone."""
    said = paragraphs[at - 1].folded if at > 1 else ""
    alone = _ONLY_DUTY.fullmatch(said) is not None and _ends_in_duty(said)
    if not alone and not lists_units(said):
        return False
    task = _HEADING_END.search(paragraphs[at - 2].folded.rstrip()[-1:])
    return task is not None and not begins_with_label(paragraphs[at].folded)


def _ends_the_plan(text: Excerpt) -> bool:
    plain = text.folded.strip()
    return parse_date(plain) is not None or bool(_SIGNATURE.fullmatch(plain))


def _sentence(text: Excerpt, heading: Excerpt) -> Excerpt | None:
    """The heading with its stop, where it may as well be the only sentence of the text."""
    end = _HEADING_END.search(text.folded)
    if not heading or end is None or _HEADING_COLON.match(text.folded) is not None:
        return None
    sentence = text.slice(0, end.end()).strip()
    # 加强服务。 is a heading, whatever stands behind it; 建成3个托育点。 is none.
    label = len(heading) <= _LABEL_LENGTH and not _TELLS.search(heading.folded)
    return sentence if not label and len(sentence) > len(heading) else None


def _say_in_a_sentence(point: Point) -> None:
    """Where nothing but a bracket of units follows its first sentence, a point has no heading."""
    if point.sentence is None or point.items:
        return
    rest = [p for p in point.paragraphs if p.text.strip()]
    if all(_ONLY_DUTY.fullmatch(p.folded) or _DASHED.fullmatch(p.folded) for p in rest):
        point.paragraphs[:] = [Excerpt.join([point.sentence, *rest])]
        point.heading = point.heading.slice(0, 0)


def _heading(text: Excerpt) -> tuple[Excerpt, Excerpt]:
    """Heading and body of a marked paragraph; the heading ends with its first sentence."""
    folded = text.folded
    label = in_label(text)
    if label is not None and label.colon and label.end < len(folded):
        return text.slice(0, label.end).strip().strip(":："), text.slice(label.end)
    end = _HEADING_END.search(folded)
    duty = _DUTY_BRACKET.search(folded, 0, end.start() if end else len(folded))
    if duty is not None and 0 < duty.start() <= _LONGEST_HEADING:
        return text.slice(0, duty.start()).strip(), text.slice(duty.start())
    if end is None:
        said = ends_in_bracket(folded)  # 《渡口条例》（区交通局）
        at = len(folded.rstrip()) - len(said or "") - 2
        listed = said and looks_like_units(said) and len(said) < len(folded.strip()) - 2
        if listed and not looks_like_units(folded[:at].strip()):  # 水利部门（县水务局） is one name
            return text.slice(0, at).strip(), text.slice(at)
        if len(folded) <= _LONGEST_HEADING and "(" not in folded[_LONGEST_HEADING // 2 :]:
            return text.strip().strip(":："), text.slice(len(text))
        at = folded.find("(")
        return (
            (text.slice(0, 0), text)
            if at < 0 or at > _LONGEST_HEADING
            else (
                text.slice(0, at).strip(),
                text.slice(at),
            )
        )
    colon = _HEADING_COLON.match(folded)
    if colon is not None and end.start() > colon.end():
        return text.slice(0, colon.end() - 1).strip(), text.slice(colon.end()).strip()
    if end.start() > _LONGEST_SENTENCE:
        return text.slice(0, 0), text.strip()
    return text.slice(0, end.start()).strip(), text.slice(end.end()).strip()
