"""Paths drawn on an OFD page, written in letters and numbers → their straight lines.

Source: GB/T 33190-2016, 8.5 (paths).
"""

from __future__ import annotations

import re

from zhengmai.loaders.formats.ofd.geometry import Box

_PATH = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_POINTS_OF = {"S": 1, "M": 1, "L": 1, "Q": 2, "B": 3}  # points after each operator


def segments(data: str) -> tuple[list[Box], bool]:
    """The straight lines of a path, and whether it has others."""
    tokens = _PATH.findall(data)
    found: list[Box] = []
    bent = False
    start = here = (0.0, 0.0)
    at = 0
    while at < len(tokens):
        operator = tokens[at]
        at += 1
        if operator == "C" and here != start:
            found.append((*here, *start))
            here = start
        size = 7 if operator == "A" else 2 * _POINTS_OF.get(operator, 0)
        numbers = [float(t) for t in tokens[at : at + size] if not t.isalpha()]
        if not size or len(numbers) < size:
            continue
        at += size
        point = (numbers[-2], numbers[-1])
        if operator in ("S", "M"):
            start = point
        elif operator == "L":
            found.append((*here, *point))
        else:
            bent = True
        here = point
    return found, bent
