"""国家机构: which body of the nation a short name means, by the date of the notice.

Ministries are renamed and merged with each reform: 广电总局 was three bodies in ten years. The
rules are data (``national_units.toml``).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

_STATE = "中华人民共和国"  # 中华人民共和国财政部 is 财政部


@dataclass(frozen=True, slots=True)
class _Body:
    """A row of the table: a body with its name from ``since`` until the day before ``until``."""

    full: str
    since: date | None
    until: date | None

    def existed(self, day: date | None) -> bool:
        """Whether it carried the name on a day; where the day is not known, whether it may have."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


@cache
def _bodies() -> dict[str, tuple[_Body, ...]]:
    """Short names (and full ones) → the bodies that they may mean."""
    text = resources.files("zhengmai.ontology").joinpath("national_units.toml").read_text("utf-8")
    found: dict[str, tuple[_Body, ...]] = {}
    for row in tomllib.loads(text)["body"]:
        body = _Body(row["full"], row.get("since"), row.get("until"))
        for name in (body.full, *row.get("short", ())):
            found[name] = (*found.get(name, ()), body)
    return found


# Names that no body of a place has; 统计局 or 气象局 may be one. Examples: 教育部, 银保监会,
# 海关总署广东分署
_OF_NATION_ONLY = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{1,12}?(?:部|总局|总署|监会))(?:[\u4e00-\u9fff]{2,5}分署)?"
)


def is_ministry(printed: str) -> bool:
    """Whether a name without 国家 before it can only be that of a body of the nation."""
    match = _OF_NATION_ONLY.fullmatch(printed)
    return match is not None and match["body"] in _bodies()


def full_name(printed: str, day: date | None) -> str | None:
    """The full name of the national body that a name means in a notice of that day, or None.

    >>> full_name("广电总局", date(2018, 12, 11))
    '国家广播电视总局'
    """
    name = printed.removeprefix(_STATE)
    bodies = _bodies().get(name)
    if bodies is None:
        return name if name != printed else None
    meant = {body.full for body in bodies if body.existed(day)}
    return meant.pop() if len(meant) == 1 else None
