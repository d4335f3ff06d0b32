"""What offices print in a cell of a table that says nothing."""

from __future__ import annotations

import re

# Examples: —, /, 无, （略）
_NOTHING = re.compile(r"[略无空/／\\-]*")


def says_nothing(cell: str) -> bool:
    """Whether folded text of a cell, without white space, stands for an empty one."""
    return _NOTHING.fullmatch(cell) is not None
