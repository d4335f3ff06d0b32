"""Paragraphs of prose, cut behind the brackets of units that they end in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.dutyclauses import (
    clauses,
    from_clauses,
    from_names,
    in_closing_words,
)
from zhengmai.loaders.phrases.fieldlabels import without_fields
from zhengmai.loaders.phrases.firstwords import in_opening_words
from zhengmai.loaders.phrases.labels import (
    begins_with_label,
    is_label,
    is_labelled,
    label_outside_brackets,
)
from zhengmai.loaders.phrases.lastwords import at_end
from zhengmai.loaders.phrases.responsibility import (
    behind_a_dash,
    from_bracket,
    in_opening_labels,
)
from zhengmai.loaders.phrases.unitlists import Responsibility
from zhengmai.loaders.phrases.unitnames import begins_a_name

_STOPS = "。;!?"
_PUNCTUATION = re.compile(r"(?P<mark>[。;:])?[。;,.、: ]*")  # behind a bracket of units
_BRACKET = re.compile(r"[()\[\]]")
_DUTY_WORDS = re.compile(r"牵头|配合|负责|主办|承办|协办")
_LONGEST_DUTY = 400  # characters of a bracket of units
_ALL_BRACKET = re.compile(r"\s*\((?P<names>[^();。:]*(?:\([^()]*\)[^();。:]*)*)\)[。;]?\s*")
_LONE = re.compile(r"\(([^(),;。:]{2,24})\)[。;]?\s*$")
_BEHIND = re.compile(
    r"(?P<gap>(?:[.…·]{3,}|\s{4,}|(?<=[。;])\s+)\s*)?(?<=[。;\s.…·])"
    r"(?P<names>[\u4e00-\u9fff、()](?:[\u4e00-\u9fff、()/]| (?! )){2,120})[。;]?\s*$"
)
_ROLE = re.compile(r"\((?:牵头|主办|配合|协办|会办)(?:单位|部门)?\)")
_LONGEST_HEAD = 30  # characters of a heading before a bracket and a colon
_HEAD = re.compile(r"[^,;:。!?()]*")
_NEAR = 200  # characters looked at behind a bracket of bare names
_ENDS = "。;.!?([)]①②③④⑤⑥⑦⑧⑨⑩"  # what may stand behind a bracket that ends a sentence


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of prose, up to and with the bracket of units it ends in.

    Attributes:
        text: the stretch, without the bracket.
        bracket: the bracket as printed, or None.
        duty: what the bracket says, or None.
        certain: it is a bracket with words of duty, not closing words or bare names.
        damaged: the bracket was never closed.
        lone: where a bracket with one bare name begins that ends the stretch, or -1: it assigns
            only where others of the notice do (…打扫一遍（党政办）。).
    """

    text: Excerpt
    bracket: Excerpt | None = None
    duty: Responsibility | None = None
    certain: bool = False
    damaged: bool = False
    lone: int = -1


Segments: TypeAlias = tuple[Segment, ...]
_More: TypeAlias = tuple[Excerpt, Excerpt, Responsibility]
"""What stands between a bracket and the next one, that one, and what it says."""


def with_lone(segment: Segment) -> Segment:
    """The segment with its lone bracket as the duty."""
    if segment.lone < 0:
        return segment
    text, said = segment.text.slice(0, segment.lone), segment.text.slice(segment.lone)
    end = said.folded.rfind(")")
    duty = from_names(said.slice(1, end))
    stop = said.slice(end + 1).strip() if not text.folded.rstrip().endswith(tuple(_STOPS)) else None
    whole = Excerpt.join([text, stop]) if stop else text
    return Segment(whole, said, duty)


def segments_in(paragraphs: Iterable[Excerpt]) -> tuple[Segment, ...]:
    """The segments of the paragraphs of a point or an item.

    One that is nothing but a bracket of bare names is no text: 换缆绳。 ¶ （区水务局，各街道）
    """
    texts = without_fields(list(paragraphs))
    return tuple(segment for paragraph in texts for segment in _in_paragraph(paragraph))


def _in_paragraph(paragraph: Excerpt) -> list[Segment]:
    found = segments_of(paragraph)
    return found if any(s.duty is not None for s in found) else _all_names(paragraph) or found


def _all_names(paragraph: Excerpt) -> list[Segment]:
    """A paragraph that is nothing but units in a bracket."""
    match = _ALL_BRACKET.fullmatch(paragraph.folded)
    duty = from_names(paragraph.slice(*match.span("names"))) if match is not None else None
    return [] if duty is None else [Segment(paragraph.slice(0, 0), paragraph.strip(), duty)]


def segments_of(paragraph: Excerpt) -> list[Segment]:
    """A paragraph cut behind each bracket of units."""
    found: list[Segment] = []
    more: list[_More] = []  # brackets behind that of the last one
    at = 0
    folded = paragraph.folded
    brackets = list(_brackets(folded))
    listed = _listed(paragraph, brackets)
    for start, end in brackets:
        content = paragraph.slice(start + 1, end - 1)
        if is_label(content.folded):
            continue  # 【责任单位】 stands before its list
        ends = (start, end) in listed or _ends_a_sentence(folded, start, end)
        duty = from_bracket(content) if ends or is_labelled(content.folded) else None
        certain = duty is not None
        if duty is None and ends:
            behind = "" if (start, end) in listed else folded[end : end + _NEAR].strip("。;. ")
            before = _printed_before(folded, start, at)
            duty = _bare_names(content, before, behind, listed=bool(listed))
        if duty is None:
            continue
        after = _PUNCTUATION.match(folded, end)
        mark = after["mark"] if after is not None else None
        text = paragraph.slice(at, start)
        last = _printed_before(folded, start, at)
        if mark is not None and last not in tuple(_STOPS) and (last or found):
            text = Excerpt.join([text, paragraph.slice(end, end + len(mark))])  # （…负责）。
        at = after.end() if after is not None else end
        bracket = paragraph.slice(start, at)
        if found and found[-1].duty is not None and not text.text.strip(_STOPS + " "):
            # （区司法局负责）（区财政局配合）
            more.append((text, bracket, duty))
        else:
            found[-1:] = [_with_more(s, more) for s in found[-1:]]
            more = []
            found.append(Segment(text, bracket, duty, certain))
    found[-1:] = [_with_more(s, more) for s in found[-1:]]
    rest = _behind(paragraph.slice(at))
    return [*found, *rest] if rest or found else [_closed(paragraph)]


def _behind(rest: Excerpt) -> list[Segment]:
    """What stands behind the last bracket of a paragraph that is closed; nothing where that is."""
    opened = _opened(rest, in_opening_labels(rest)) or _never_closed(rest)
    if opened is not None:
        return [opened]
    label = label_outside_brackets(rest.folded)
    duty = from_bracket(rest.slice(label)) if label is not None else None
    if label is not None and duty is not None and duty.assignments:
        text = rest.slice(0, label)  # 农村道路畅通工程，牵头部门：市交通局
        return [
            Segment(text.slice(0, len(text.folded.rstrip(" ,"))), rest.slice(label), duty, True)
        ]
    if not rest.folded.strip():
        return []
    opened = _opened(rest, in_opening_words(rest))
    return [opened or _dashed(rest) or _names_behind(rest) or _closed(rest)]


def not_understood(text: Excerpt) -> Iterator[Excerpt]:
    """The brackets behind sentences that say who does a thing, but not in a way read here.

    A clause of it does, the whole does not: （区司法局牵头，大伙看着办）.
    """
    if not _DUTY_WORDS.search(text.folded):  # as in most texts
        return
    stretches = [(start, end - 1) for start, end in _brackets(text.folded)]
    lost = _open_bracket(text.folded)
    stretches.extend([(lost, len(text))] if lost is not None else [])
    for start, end in stretches:
        content = text.slice(start + 1, end)
        if len(content) > _LONGEST_DUTY or not _ends_a_sentence(text.folded, start, end + 1):
            continue
        said = [content.slice(at, until) for at, until in clauses(content.folded)]
        several = len(said) > 1 or end == len(text)  # a bracket without an end is told in any case
        if several and any(from_clauses(one) is not None for one in said):
            yield text.slice(start, end + 1)


def _ends_a_sentence(text: str, start: int, end: int) -> bool:
    """Whether a bracket stands at the end of a sentence, of what a semicolon parts, or a heading.

    One in the middle of a sentence says something of a word in it, and assigns nothing.
    """
    before, behind = _printed_before(text, start), _printed_from(text, end)
    if behind == ":" and start <= _LONGEST_HEAD:  # 修渡口（区水务局牵头）：换缆绳
        return _HEAD.fullmatch(text, 0, start) is not None
    return not behind or behind in _ENDS or before in _STOPS  # "" is in these, too


def _printed_before(text: str, at: int, first: int = 0) -> str:
    """The last character before a place that is no white space, "" where there is none."""
    while at > first and text[at - 1].isspace():
        at -= 1
    return text[at - 1 : at] if at > first else ""


def _printed_from(text: str, at: int, but: str = "") -> str:
    """The first character from a place on that is no white space, and none of some others."""
    while at < len(text) and (text[at].isspace() or text[at] in but):
        at += 1
    return text[at : at + 1]


def _opened(text: Excerpt, opening: tuple[int, Responsibility] | None) -> Segment | None:
    """A stretch whose first words assign it: 由区司法局负责，区财政局配合，编制目录."""
    if opening is None:
        return None
    start, duty = opening
    return Segment(text.slice(start).strip(), text.slice(0, start), duty, certain=True)


def _dashed(text: Excerpt) -> Segment | None:
    """A stretch with its units behind a dash: …找人摘。——镇应急办、各村."""
    dashed = behind_a_dash(text)
    if dashed is None:
        return None
    start, duty = dashed
    return Segment(text.slice(0, start), text.slice(start), duty, certain=True)


def _names_behind(text: Excerpt) -> Segment | None:
    """A stretch with its units behind the sentence, or behind a line of dots, without a bracket.

    Examples: 换缆绳。区水务局（牵头）、各村 换缆绳…………区水务局 Where neither dots nor blanks part
    them from the sentence one has a role: else they may begin the next, which a page cuts.
    """
    match = at_end(_BEHIND, text.folded)
    if match is None or not begins_a_name(match["names"]):
        return None
    if match["gap"] is None and _ROLE.search(match["names"]) is None:
        return None
    duty = from_names(text.slice(*match.span("names")))
    if duty is None or not text.folded[: match.start()].strip():
        return None
    return Segment(text.slice(0, match.start()), text.slice(match.start()), duty)


def _never_closed(text: Excerpt) -> Segment | None:
    """A stretch that ends in a bracket of units whose end is lost: …（区司法局牵头，区财政局配合.

    It must say nothing but who and when.
    """
    at = _open_bracket(text.folded)
    if at is None:
        return None
    content = text.slice(at + 1).strip("。;. ")
    duty = (
        from_bracket(content)
        if begins_with_label(content.folded)
        else from_clauses(content, manner=False)
    )
    certain = duty is not None
    if duty is None and not _DUTY_WORDS.search(content.folded):  # the last verb may be lost, too
        duty = _bare_names(content, _printed_before(text.folded, at), "", listed=False)
    if duty is None or not duty.assignments:
        return None
    return Segment(text.slice(0, at), text.slice(at), duty, certain, damaged=True)


def _open_bracket(text: str) -> int | None:
    """Where the bracket of folded text stands that is never closed, or None; the first of several.

    Others may be closed within it.
    """
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] in "([":
            opened.append(match.start())
        elif opened:
            opened.pop()
    return opened[0] if opened else None


def _listed(paragraph: Excerpt, brackets: list[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """The brackets of a paragraph that lists tasks, each with its own, parted by one sign.

    Example: 清掉旧网（区水务局负责），装上航灯（区交通局负责），刷新栏杆（区住建局负责）。
    """
    folded = paragraph.folded
    if len(brackets) < 2 or not _ends_a_sentence(folded, *brackets[-1]):
        return frozenset()
    signs = {folded[end : end + 1] for _, end in brackets[:-1]}
    if len(signs) != 1 or not signs <= {",", ";", "、"}:
        return frozenset()
    contents = [paragraph.slice(start + 1, end - 1) for start, end in brackets]
    said = [from_bracket(content) for content in contents]
    if not any(said) or signs == {";"}:  # not 院校（某局）、医院（某局负责）
        said = [d or from_names(c) for d, c in zip(said, contents, strict=True)]
    each = all(duty is not None and duty.assignments for duty in said)
    return frozenset(brackets if each else ())


def _bare_names(
    content: Excerpt, before: str, behind: str, *, listed: bool
) -> Responsibility | None:
    """Units in a bracket without a word of duty, behind a sentence: …。（区司法局）.

    Before the end of the sentence they must be several, or have a limit, and end the paragraph.
    """
    if not before:
        return None
    duty = from_names(content)
    if duty is None or before.endswith(tuple(_STOPS)):
        return duty
    several = listed or len(duty.assignments) > 1 or duty.deadline is not None
    return duty if several and not behind else None


def _with_more(segment: Segment, more: Sequence[_More]) -> Segment:
    """A stretch with other brackets right behind the first, and the stops behind them."""
    duty, said = segment.duty, segment.bracket
    if duty is None or said is None or not more:
        return segment
    duties = [duty, *(one for _, _, one in more)]
    every = replace(
        duty,
        assignments=tuple(a for one in duties for a in one.assignments),
        open_ended=any(one.open_ended for one in duties),
        deadline=next((one.deadline for one in duties if one.deadline), duties[-1].deadline),
        first_leads=next((one.first_leads for one in duties if one.first_leads), None),
    )
    text = Excerpt.join([segment.text, *(stop for stop, _, _ in more)])
    bracket = Excerpt.join([said, *(bracket for _, bracket, _ in more)])
    return replace(segment, text=text, bracket=bracket, duty=every)


def _closed(text: Excerpt) -> Segment:
    """A stretch without a bracket of units; its closing words may assign it: 由区司法局牵头."""
    closing = in_closing_words(text)
    if closing is None:
        lone = _LONE.search(text.folded) if ")" in text.folded[-4:] else None
        if lone is None or from_names(text.slice(lone.start(1), lone.end(1))) is None:
            return Segment(text)
        return Segment(text, lone=lone.start())
    return without_closing(Segment(text), *closing)


def without_closing(segment: Segment, start: int, duty: Responsibility) -> Segment:
    """A stretch that its words from a place on assign; a sentence of their own is not its text.

    Behind a comma they are a piece of the sentence, and stay in it with the limit that they say:
    …，由区司法局牵头.
    """
    text = segment.text
    before = text.folded[:start].rstrip()
    if duty.above or not before or before.endswith(tuple(_STOPS)):
        return replace(segment, text=text.slice(0, start), bracket=text.slice(start), duty=duty)
    return replace(segment, duty=replace(duty, deadline=None))


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """The outermost brackets of folded text."""
    depth, start = 0, 0
    for match in _BRACKET.finditer(text):
        if match[0] in "([":
            if depth == 0:
                start = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, match.end()
