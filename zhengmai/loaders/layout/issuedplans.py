"""印发: the plans that a notice issues, as its opening or its title names them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengmai.loaders.excerpt import Excerpt

_IN_MARKS = r"《(?!政府工作报告》)(?:[^《》]|《[^《》]*》){1,200}》"
_BRACKET = r"(?:\([^()。]{1,60}\))?"  # 《甲方案》（以下简称《方案》）
# The report 政府工作报告 that a notice carries out is not the plan that it issues.
_INTRO = re.compile(
    rf"(?P<now>(?:现|并)?将)?(?P<plans>{_IN_MARKS}{_BRACKET}(?:(?:、|和|与|及|以及)*{_IN_MARKS}{_BRACKET}){{0,30}})"
    r"(?:等[^,。;《》]{0,10})?,?(?:已|经|一并|现)?(?:已|经|印发|予以印发|发给|下发)"
)
_ISSUES = re.compile(
    r"(?:(?:已|经)[^。]{0,40}(?:同意|通过|审定|批准)|印发给|现予印发|予以印发|发给你们)"
)
_PLAN = re.compile(rf"(?P<plan>{_IN_MARKS}){_BRACKET}")
_RUN = re.compile(rf"(?:{_IN_MARKS}(?:、|和|与|及|以及)*)+")
_GROUNDS = re.compile(r"根据|按照|依据|遵照|依照|落实|贯彻|对照|结合")
_STOPS = "。;,"


def issued_in(sentence: Excerpt) -> list[Excerpt]:
    """The plans that a sentence says the notice issues, without their marks.

    What it gives as the grounds is none of them: 根据《甲办法》，经同意，现将《乙方案》印发给你们.
    """
    text = sentence.folded
    if not _ISSUES.search(text):
        return []
    found = [m for m in _INTRO.finditer(text) if m["now"] or not _is_ground(text[: m.start()])]
    first = next((m for m in found if m["now"]), next(iter(found), None))
    return _plans(sentence, *first.span("plans")) if first is not None else []


def _is_ground(before: str) -> bool:
    clause = before[max(before.rfind(stop) for stop in _STOPS) + 1 :]
    return _GROUNDS.search(clause) is not None


def in_run(named: Excerpt) -> list[Excerpt]:
    """The plans of a title that names them between marks and nothing else: 《甲》《乙》."""
    return _plans(named, 0, len(named)) if _RUN.fullmatch(named.folded) else []


def _plans(text: Excerpt, start: int, end: int) -> list[Excerpt]:
    found: Sequence[re.Match[str]] = list(_PLAN.finditer(text.folded, start, end))
    return [text.slice(m.start("plan") + 1, m.end("plan") - 1) for m in found]
