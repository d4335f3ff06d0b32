"""字体: traditional characters 繁體 as the simplified ones that everything here is told by.

Sites have mirrors of their pages in traditional characters. What such a page prints stays as
printed in what is read from it; it is only understood through its simplified form, which has the
same length.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

# A few that no text on the work of a government does without.
_FREQUENT = "關縣責單務門發實國設區鎮號處強"
_FEWEST = 4  # of them; a text that quotes a name or two is in simplified characters


@cache
def simplified_forms() -> dict[str, str]:
    """Each traditional character with its simplified one."""
    text = resources.files("zhengmai").joinpath("hanzi.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {pair[0]: pair[1] for line in lines for pair in line.split()}


@cache
def _table() -> dict[int, str]:
    return str.maketrans(simplified_forms())


def is_traditional(text: str) -> bool:
    """Whether a text of a page or more is in traditional characters."""
    return sum(character in text for character in _FREQUENT) >= _FEWEST


def simplified(text: str) -> str:
    """A text in simplified characters; same length."""
    return text if text.isascii() else text.translate(_table())
