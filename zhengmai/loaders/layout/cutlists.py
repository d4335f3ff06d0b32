"""Lists of units, and clauses that name some, which the end of a line cuts in two."""

from __future__ import annotations

import re

from zhengmai.loaders.phrases.dutyverbs import THIS_WORK, WORKS
from zhengmai.loaders.phrases.unitlists import looks_like_units
from zhengmai.loaders.phrases.unitnames import begins_a_name, ends_a_name

COMMAS = ",、"
"""What parts the names of a list, folded."""
_BEGUN = re.compile(rf"^由|由$|{THIS_WORK}$|(?:以上|上述){WORKS}$")
_SCRAP = 2  # characters
_CUT_NAME = 1  # characters: 县 | 统计局


def cuts_a_name(before: str, line: str) -> bool:
    """Whether a list of names stops in the middle of one, to go on in the next line."""
    if before.endswith("。") or not line.endswith(("。", *COMMAS, ";")):
        return False
    last = re.split(f"[{COMMAS};:]", before)[-1].strip()
    names = re.split(f"[{COMMAS};]", line.rstrip(f"。;{COMMAS}"))
    return not ends_a_name(last) or not names[0] or all(ends_a_name(name) for name in names)


def cuts_a_clause(before: str, line: str) -> bool:
    """Whether a text stops in the middle of who does it: a name, or 由, begins the line else."""
    _, stop, last = before.rpartition("。")
    if _BEGUN.search(last):
        return True
    return bool(stop and last) and not (line.startswith("由") or begins_a_name(line))


def ends_in_a_name(before: str) -> bool:
    """Whether a list of units stops behind a whole name."""
    return looks_like_units(_last_name(before))


def is_scrap(before: str, line: str) -> bool:
    """Whether a line is the end of a name that the width of the page cut: 区农业农村 | 局."""
    rest = line.rstrip("。")
    return len(rest) <= _SCRAP and looks_like_units(_last_name(before) + rest)


def cuts_a_list(before: str) -> bool:
    """Whether a list behind a dash stops in the middle of a name: ——区交通局、区 | 水务局."""
    last = re.split(f"[{COMMAS}-]", before)[-1]
    return len(last) <= _CUT_NAME or not (ends_a_name(last) or last.endswith("等"))


def _last_name(before: str) -> str:
    return re.split(f"[{COMMAS};: -]", before)[-1].replace("\n", "")
