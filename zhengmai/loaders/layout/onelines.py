"""A whole notice on one line, as databases of laws print it → its lines again.

Where a line begins with the head of a notice (its number, then 各…：), or counts 一、 （一） 1. on
and on, or twice with units at the end of each (1.…。责任单位：…。2.…。责任单位：…。), each count
begins a line; the parts of a head and an end do so too (number, addressees,
signature, known by their form), and so does whatever stands behind a wide blank, where blanks part
the counts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.lastwords import ends_in_bracket
from zhengmai.loaders.phrases.marks import Level
from zhengmai.loaders.phrases.numerals import NUMERAL, to_int
from zhengmai.loaders.phrases.unitnames import looks_like_name

_SHORTEST = 16  # characters of a line that holds several
_FEWEST = 4  # counts from which a line holds several; two where a heading stands over a count
_MARK = re.compile(
    rf"(?P<section>(?<!第)(?<!{NUMERAL}){NUMERAL}{{1,3}})、|"
    rf"(?<!第)\((?P<point>{NUMERAL}{{1,3}})\)|"
    r"(?<![\d.])(?P<item>\d{1,2})\.(?:(?!\d)|(?=\d{1,2}月|20\d\d年))|"
    r"(?<!第)\((?P<subitem>\d{1,2})\)"
)
_LEVELS = {
    "section": Level.SECTION,
    "point": Level.POINT,
    "item": Level.ITEM,
    "subitem": Level.SUBITEM,
}
_STOPS = "。;:!?)》”"
_LONGEST_HEADING = 40  # characters between a heading's count and the first below it
_LABEL = re.compile(  # ends a task
    r"(?:责任|牵头|配合|主办|协办|承办|落实|实施|负责)(?:单位|部门|科室|处室|股室):[^。:]{2,120}$"
)
_VERBS = ("负责", "牵头", "配合", "主办", "协办")
_LABELS = ("单位:", "部门:")
_NAMED = re.compile(r"(?:(?<=[。;:])|(?<=\s))\s*(?P<name>[省市区县][\u4e00-\u9fff]{2,16}):")
_NEAR = 300  # characters looked at before a count
_FEWEST_NAMES = 3
_WIDE = re.compile(r"[ \t]{2,}|\t")  # on folded text: a blank that parts
_MOST = 0.6  # of the counts stand behind one
_DAY = r"(?:\d{4}|[二〇○零一三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月"
_DAY += r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
_SPACED_DAY = r"\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
# What the head and the end of a notice are made of, with a break on both sides of each group.
_PARTS = (
    # 渡南政办发〔2025〕16号 behind the title
    re.compile(r"(?<=通知)\s*(?P<part>[\u4e00-\u9fff]{2,10}[\[(]\d{4}[\])]\d{1,4}号)(?!文)"),
    # 各街道办事处，区政府各部门：
    re.compile(r"(?:^|(?<=号)|(?<=通知))\s*(?P<part>各[^。;:]{4,120}:)"),
    # 渡南区人民政府办公室2025年6月18日
    re.compile(
        r"(?<=[。:)])\s*(?P<part>[\u4e00-\u9fff]{4,30}"
        r"(?:人民政府|办公室|办公厅|委员会|管委会|局|厅))\s*(?=" + _DAY + ")"
    ),
    # 附件：河道整治实施方案渡南区人民政府办公室2025年6月18日
    re.compile(
        r"(?:(?<=方案|要点|计划|意见|清单|台账|目录)|(?<=分工表|任务表|一览表))"
        r"(?P<part>[\u4e00-\u9fff]{2,8}?[省市州盟县区旗][\u4e00-\u9fff]{0,24}?"
        r"(?:人民政府|办公室|办公厅|委员会|管委会|局|厅))(?=" + _DAY + ")"
    ),
    re.compile(r"(?:人民政府|办公室|办公厅|委员会|管委会|局|厅)\s*(?P<part>" + _DAY + ")"),
    # 附件：河道整治分工表 附件 河道整治分工表 序号…
    re.compile(
        r"(?<=[。;])\s*(?P<part>附件\s*\d{0,2}\s*:[^。;:]{4,80}?(?:表|清单|台账|目录))(?=\s|$)"
    ),
    re.compile(
        r"(?<=\s)(?P<part>附件(?:\d{1,2}(?!\d))?)\s*(?=[^\s。;:,]{4,60}?(?:表|清单|台账|目录)\s)"
    ),
)

# The head of a notice in the middle or at the beginning of a line: number, day, title, addressees.
_HEAD = re.compile(
    r"(?:^|(?<=\s))(?P<number>[\u4e00-\u9fff]{2,10}\s?[\[(]\s*\d{4}\s*[\])]\s*第?\s*\d{1,4}\s*号)\s*"
    rf"(?P<day>{_DAY}|\d{{4}}-\d{{1,2}}-\d{{1,2}})?\s*"
    r"(?P<title>[^。:;]{4,120}?的(?:通知|意见|函)\s*)??(?P<to>各[^。;:]{4,160}:)"
)
# What follows a head in its line: the end of the notice, marks of pages, the plan.
_BELOW_HEAD = (
    re.compile(
        r"(?<=[。:)\s])(?P<part>[\u4e00-\u9fff]{2,30}"
        rf"(?:人民政府|办公室|办公厅|委员会|管委会|局|厅))[\s?]*(?={_SPACED_DAY})"
    ),
    re.compile(rf"(?P<part>{_SPACED_DAY})(?=[\s(]|附件|$)"),
    re.compile(r"(?<=\s)(?P<part>-+\s*\d{1,3}\s*-+)(?=\s)"),
    re.compile(r"(?P<part>\(此件[^()]{2,10}\))"),
    re.compile(r"(?<=[)\s日])(?P<part>附件:?)\s*(?=[^\s。,、]{4,60}$)"),
    re.compile(r"(?<=[。:])(?P<part>[ \t]{2,})"),
)


# No line ends in a mark: 1.（1）摸清底数
_MARK_ALONE = re.compile(r"(?:^|[。;!?\s])\d{1,2}[.、]\s*$")


def parted(lines: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """The lines, those that hold a whole notice taken apart."""
    for line in lines:
        starts = _starts(line.folded) if "|" not in line.text else []  # no row of a table
        if not starts:
            yield line
            continue
        starts = [at for at in starts if not _MARK_ALONE.search(line.folded, max(0, at - 6), at)]
        for start, end in pairwise([0, *starts, len(line)]):
            if line.folded[start:end].strip(" ?"):  # a lost sign parts a signature and its day
                yield line.slice(start, end)


def _starts(text: str) -> list[int]:
    """Where lines begin in a folded line; none where it does not count on and on."""
    if len(text) < _SHORTEST:
        return []
    head = _HEAD.search(text) if "号" in text and ":" in text else None
    if head is not None:
        return _below_head(text, head)
    counts = _counts(text) or _names(text)
    if not counts:
        return []
    more = {
        edge
        for pattern in _PARTS
        for match in pattern.finditer(text)
        if not counts[0] <= match.start() < counts[-1]
        for edge in match.span("part")
    }
    wide = {match.end() for match in _WIDE.finditer(text)}
    if len(wide.intersection(counts)) > _MOST * len(counts[1:]):
        more |= wide
    return sorted({*counts, *more})


def _names(text: str) -> list[int]:
    """Where a folded line goes on and on with the name of a unit and a colon: 省教育厅：负责…."""
    if text.count(":") < _FEWEST_NAMES:
        return []
    found = [m.start("name") for m in _NAMED.finditer(text) if looks_like_name(m["name"])]
    return found if len(found) >= _FEWEST_NAMES else []


def _below_head(text: str, head: re.Match[str]) -> list[int]:
    """Where lines begin in a line that holds the head of a notice, and perhaps all of it."""
    end = head.end()
    edges = {edge for part in head.groupdict() if head[part] for edge in head.span(part)}
    for pattern in _BELOW_HEAD:
        edges.update(edge for m in pattern.finditer(text, end) for edge in m.span("part"))
    below = text[end:]
    edges.update(end + start for start in _counts(below, fewest=1) or _names(below))
    return sorted(edges)


def _counts(text: str, fewest: int = _FEWEST) -> list[int]:
    """Where the counts of a folded line stand that go on from one another."""
    counts: dict[Level, int] = {}
    through: dict[Level, int] = {}  # points and items may be counted through all sections
    starts: list[int] = []
    above, last = Level.SUBITEM, 0  # the level of the last count, and where it ends
    headed = False  # the first count is a heading, and the second stands below it
    parted = True  # a bracket of units, or a heading, stands before each but the first
    for match in _MARK.finditer(text):
        kind = str(match.lastgroup)
        level, value = _LEVELS[kind], to_int(match[kind]) or 0
        between = text[max(last, match.start() - _NEAR) : match.start()]
        below = above < level and len(between) <= _LONGEST_HEADING and "。" not in between[:-1]
        if not (below or (level is Level.SECTION and not counts) or _is_over(between)):
            continue
        begun = level > min(through, default=Level.SUBITEM)  # a part of a page begins anywhere
        if begun or level in through or not between.strip():
            last_of = counts.get(level, 0), through.get(level, 0)
            if value - 1 not in last_of:
                continue
        for lower in Level:
            if lower > level:
                counts.pop(lower, None)
        headed |= below and len(starts) == 1
        parted &= below or not starts or _ends_in_duty(between)
        counts[level] = through[level] = value
        starts.append(match.start())
        above, last = level, match.end()
    if len(starts) >= fewest:
        return starts
    if len(starts) < 2:
        return []
    if not text[: starts[0]].strip():
        return starts if headed or parted else []
    # behind an opening in the same line: the last one must end in its units, too
    return starts if parted and _ends_in_duty(text[last:]) else []


def _ends_in_duty(text: str) -> bool:
    """Whether folded text ends in a bracket of units, or in a list of them behind a label."""
    if _LABEL.search(text[-_NEAR:].rstrip("。;. ")):
        return True
    said = ends_in_bracket(text.rstrip("。; "))
    if said is None:
        return False
    return said.endswith(_VERBS) or any(word in said for word in _LABELS) or looks_like_name(said)


def _is_over(text: str) -> bool:
    """Whether what stands before a count has come to its end."""
    return not text or text[-1] in _STOPS or text[-1].isspace() or bool(_LABEL.search(text))
