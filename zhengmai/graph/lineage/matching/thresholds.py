"""From which probability a pair is what: a link, one for a person to judge, a sure one."""

from __future__ import annotations

from typing import Final

PROPOSED: Final = 0.5  # from which a link is proposed
POSSIBLE: Final = 0.2  # … and from which a pair is a candidate, for somebody to judge
MOST_CANDIDATES: Final = 3  # of a task
SURE: Final = 0.8  # … and from which a link is not doubtful
