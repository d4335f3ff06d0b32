"""计划年度: which year a plan is for, where its title does not say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.model import Task
from zhengmai.wording import phrase

_YEAR = re.compile(r"(20\d\d)\s*年?(?:度)?")
# The sentence that leads to the plan: …对2014年《政府工作报告》所列任务提出分工意见如下：
_LEADS_ON = re.compile(r"如下|制定本|制定如下|提出")
_A_YEAR = re.compile(r"(?<!\d)20\d\d(?=-)")  # in a rule: 2023-01-01/2025-12-31
_QUOTED = re.compile(r"《[^《》]*》")
# The year of a plan, a task or a report: no day, no end of a year, no year of other measures.
_WHOLE_YEAR = re.compile(
    r"(?<![\d\-至到])(20\d\d)年(?=度|[省市区县]?《政府工作报告》|的?(?:重点|主要)?(?:工作|任务|分工)|"
    r"(?:全|各)?[省市区县]|政府|政务|工作|(?:重点)?民生|为民)"
)


def told_by(
    titles: Iterable[str | None],
    body: Sequence[Excerpt],
    number: str | None,
    issued: date | None,
    published: date | None,
) -> tuple[int | None, str | None]:
    """The year of the plan, and what says it where this is less than sure.

    From the titles; else from the opening, the number, the day of issue, the day of publication.
    """
    for text in titles:
        match = _YEAR.search(text) if text else None
        if match is not None:
            return int(match[1]), None
    opened = _opened(body)
    if opened is not None:
        return opened, None
    match = _YEAR.search(number) if number else None
    if match is not None:
        return int(match[1]), None
    if issued is not None:
        return issued.year, None
    return (published.year, phrase("the day of publication")) if published else (None, None)


def _opened(body: Sequence[Excerpt]) -> int | None:
    """The only year that the sentence before the plan names."""
    for paragraph in body:
        text = paragraph.cleaned().folded
        if "年" not in text or not text.endswith((":", "。")):
            continue
        last = text.rstrip(":。").rpartition("。")[2]
        if _LEADS_ON.search(last):
            years = {int(year) for year in _WHOLE_YEAR.findall(_QUOTED.sub(_kept, last))}
            if len(years) == 1:
                return years.pop()
    return None


def _kept(quoted: re.Match[str]) -> str:
    """Of the titles that a sentence quotes, only that of the yearly report stays."""
    return quoted[0] if quoted[0] == "《政府工作报告》" else ""


def of_limits(tasks: Iterable[Task]) -> int | None:
    """The year that all full dates in the limits of tasks are in, where there is one.

    An aim 到2027年, and the end of several years 2023—2025年, may lie years behind the plan.
    """
    years = {
        deadline.date.year
        for task in tasks
        for deadline in task.deadlines
        if deadline.date is not None
        and str(deadline.date.year) in deadline.as_written
        and not deadline.as_written.startswith("到")
        and len(set(_A_YEAR.findall(deadline.rule or ""))) < 2
    }
    return years.pop() if len(years) == 1 else None
