"""What the head and foot of a notice are written with: titles, and the names of who issued it."""

from __future__ import annotations

import re

from zhengmai.loaders.phrases.citations import DOCUMENT_NUMBER
from zhengmai.loaders.phrases.deadlines import parse_date

# How the names of bodies end that issue notices, towns and companies of a city with them.
ISSUERS_END = (
    "人民政府|办公室|办公厅|委员会|管委会|领导小组|局|厅|部|院|办事处|党工委|"
    "(?<=[省市县区旗州盟])委|联合会|公司"
)
_ORGANISATION = re.compile(rf"[\u4e00-\u9fff()、 ]{{2,60}}?(?:{ISSUERS_END})")
# The kinds of official documents (党政机关公文处理工作条例, article 8), and of plans
TITLE_END = re.compile(
    r"的?(?:通知|意见|方案|公告|决定|办法|函|通告|规划|计划|通报|批复|公报|决议|纪要)$"
)
# What a plan of a year is called that no notice names. Examples: 渡南区2025年民生实事任务分解表,
# 2026年度重大行政决策事项目录
_PLAN_OF_A_YEAR = re.compile(
    r"(?=.*(?:\d{4}年|年度))[^。;:!?|]{6,60}(?:表|清单|台账|要点|计划|方案|分工|任务|实事|项目|目录|情况)"
)


def is_plan_of_a_year(line: str) -> bool:
    """Whether a folded, stripped line may be the title of a plan or a table of a year's work."""
    return _PLAN_OF_A_YEAR.fullmatch(line) is not None


def is_head_or_foot(line: str) -> bool:
    """Whether a folded, stripped line may be a part of the head or foot of a notice.

    Its title, its document number, the name of the body that signed, or the date.
    """
    titled = "关于" in line and bool(TITLE_END.search(line))
    return (
        titled
        or DOCUMENT_NUMBER.fullmatch(line) is not None
        or is_organisation(line)
        or parse_date(line) is not None
    )


def is_organisation(text: str) -> bool:
    """Whether folded text is the name of a body that may issue a notice: …人民政府, …局."""
    return bool(_ORGANISATION.fullmatch(text)) and not text.startswith("各")
