"""The last words of a text: patterns that end where it ends are looked for there alone."""

from __future__ import annotations

import re

_LONGEST = 400  # characters that such a pattern takes


# 缆绳一律换新，区水务局负责。
LAST_CLAUSE = re.compile(
    r"(?<=,)(?P<duty>(?:[省市区县州盟旗镇乡]|各)[\u4e00-\u9fff、()]{1,60}"
    r"(?:负责|承办|牵头)(?:落实|办理|实施)?)[。;]?\s*$"
)


def at_end(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match of a pattern that ends with ``$`` in the last words of a folded text, or None.

    A search from the beginning would try each place of a long text.
    """
    end = len(text.rstrip())
    return pattern.search(text, max(0, end - _LONGEST), end)


def ends_in_bracket(text: str) -> str | None:
    """What stands in the bracket that folded text ends in, up to an inner one; None without it."""
    end = len(text.rstrip())
    if text[end - 1 : end] not in (")", "]"):
        return None
    opens = max(text.rfind(sign, 0, end - 1) for sign in "()[]")
    return text[opens + 1 : end - 1]
