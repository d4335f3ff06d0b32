"""简称: titles between 《》 that stand for one that is named before: （以下简称《方案》）."""

from __future__ import annotations

import re
from collections.abc import Iterable

_GIVES = re.compile(r"(?:简称|统称|(?:以下|下文|下)称)(?:为|:)?[\s“”\"‘’']*$")
_LONGEST_WORDS = 12  # that give a short title
_TITLE = re.compile(r"《(?P<title>[^《》]*(?:《[^》]{0,300}》[^《》]*)*)》")
_MARKS = re.compile(r"[\s《》()]")
_REACH = 120  # characters between a title and the short one
# The kind of a document is no title: 对照《方案》
_KIND_ALONE = re.compile(
    r"(?:实施|工作|行动|分工|总体|若干|分解|责任|重点)?"
    r"(?:方案|意见|通知|纲要|目录|要点|办法|规划|计划|清单|细则|规定|决定|指南|标准|规范|措施|分工|任务|"
    r"体系|规程|指引|制度|分解表|任务表|台账|责任状|责任书)"
)


def is_given(text: str, start: int) -> bool:
    """Whether the words before a place of folded text say that a short title follows."""
    return _GIVES.search(text, max(0, start - _LONGEST_WORDS), start) is not None


def is_kind_alone(title: str) -> bool:
    """Whether a folded title is no more than the kind of a document: 方案."""
    return _KIND_ALONE.fullmatch(title) is not None


def short_titles(texts: Iterable[str]) -> dict[str, str | None]:
    """The short titles that folded texts give → the title each stands for.

    None where no title stands before it, or where two titles have it.
    """
    found: dict[str, str | None] = {}
    for text in texts:
        if "称" not in text or "《" not in text:
            continue
        whole: re.Match[str] | None = None
        for match in _TITLE.finditer(text):
            if not is_given(text, match.start()):
                whole = match
                continue
            short = _MARKS.sub("", match["title"])
            title = _title_before(text, whole, match.start())
            known = found.setdefault(short, title)
            if known is None or title is None or _plain(known) != _plain(title):
                found[short] = None
    return found


def _title_before(text: str, whole: re.Match[str] | None, at: int) -> str | None:
    if whole is None or at - whole.end() > _REACH or "。" in text[whole.end() : at]:
        return None
    return whole["title"]


def _plain(title: str) -> str:
    return _MARKS.sub("", title)
