"""总体要求: points that tell what a plan is for, and ask nothing of anybody."""

from __future__ import annotations

import re

# A kind of heading, with an example. 目标任务 is none: it lists what is to be done.
_HEADINGS = (
    "指导思想",  # （一）指导思想。以…为指导，全面贯彻…
    "(?:总体|基本|工作)(?:要求|原则|思路|考虑)",  # （二）基本原则。坚持…
    "(?:总体|工作|主要|发展|预期|阶段性?)目标",  # （三）主要目标。到2025年…
    "(?:重要|重大)意义",  # （一）重要意义。…
)
_PREAMBLE = re.compile(f"(?:{'|'.join(_HEADINGS)})[。：:]?")


def is_preamble(heading: str | None) -> bool:
    """Whether a point with this heading is a preamble: nobody is expected to carry it out.

    Source: plans of the genre open with a section 总体要求 of 指导思想, 基本原则 and 主要目标.
    """
    return heading is not None and _PREAMBLE.fullmatch(heading.strip()) is not None
