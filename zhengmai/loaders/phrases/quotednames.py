"""Names in quotation marks: what offices call a principle, a rule, a system or a campaign."""

from __future__ import annotations

import re

# Words in quotation marks that name a principle, a rule or a system; what they say of time is no
# limit. Example: “年初建账、逐月查账、年底交账”的督查制度
_NAMED = re.compile(
    r"(?:[“‘「『][^“”‘’「」『』。]{1,60}[”’」』][、,和及与]?){1,6}的?[\u4e00-\u9fff]{0,8}?"
    r"(?:原则|制度|机制|规则|办法|方法|工作法|模式|思路|方针|理念|口号|做法|方式|格局|体系|流程|行动|活动|工程|品牌)"
)
_QUOTES = "“‘「『"


def names_in_quotes(text: str) -> list[tuple[int, int]]:
    """Where names in quotation marks stand in folded text, with what they are names of."""
    if not any(sign in text for sign in _QUOTES):
        return []
    return [match.span() for match in _NAMED.finditer(text)]
