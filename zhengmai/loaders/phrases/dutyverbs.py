"""Verbs of duty: what stands behind a list of units, and the role that it gives them."""

from __future__ import annotations

import re

from zhengmai.loaders.phrases.lastwords import at_end
from zhengmai.model import Role

BY_DUTY = r"按(?:照)?(?:各自|工作|部门|相关)*(?:职责|职能)"
_BY_ITS_DUTY = rf"{BY_DUTY}(?:分工|范围)?"
# What stands above, one thing or all of it. Examples: 此项工作, 以上任务
THIS_WORK = r"[此该本]项(?:工作|任务)"
WORKS = r"(?:工作|任务|事项|内容|项目)"
_COUNT = r"\(?(?:[一二两三四五六七八九十]{1,3}|\d{1,2})\)?"
_COUNTS = rf"{_COUNT}(?:[、至到-]{_COUNT})*[一二两三四五六七八九十]{{0,2}}"
# 以上三项任务, 以上(五)至(七)项任务, 以上(八)、(九)两项任务, 上述工作
WORKS_ABOVE = rf"(?:以上|上述)(?:(?:各|{_COUNTS})项)?{WORKS}"
# How a duty is shared out. Example: 按职责分工负责
_SHARED = (
    rf"(?:{_BY_ITS_DUTY}|根据职责(?:分工)?|依职责|按[^,;、]{{2,8}}原则|"
    r"结合(?:自身|各自)?(?:实际|职能|职责)|分别|分工|共同|联合|具体|统筹|组织|抓好|认真)*"
)
_ADVISES = r"审[查核]|调研|论证|提出[\u4e00-\u9fff]{0,6}(?:建议|意见|草案)"
_WRITES = rf"(?:起草|编制|编写|拟[定订]|制[定订]|{_ADVISES})"
# Verbs after a list of units, and the role they give. Example: 区财政局牵头
_VERBS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (
        re.compile(
            rf"(?:负责)?{_SHARED}(?:总?(?:牵头|主办)|挑头|领头|打头|领衔|领办|主抓|总抓|抓总|主责)"
            rf"(?:负责|落实|组织实施|实施|推进|抓总|办理|承办|做好|组织|{_WRITES})*$"
        ),
        Role.LEAD,
    ),
    (re.compile(r"负责(?:组织|统筹)(?:协调|领导)?$"), Role.LEAD),  # X负责组织，Y具体实施
    (
        re.compile(
            rf"{_SHARED}(?:负责|落实|承办|组织实施|实施|推进落实|办理|承担|抓落实|"
            r"(?<![城主监托保接分专共宣])管)(?:落实|指导|统筹|推进|督促|组织实施|实施|抓好?落实)?$"
        ),
        Role.RESPONSIBLE,
    ),
    # 区司法局起草; 区司法局开展调研
    (re.compile(rf"(?:负责|组织|具体|共同|联合|分别|开展)*{_WRITES}$"), Role.RESPONSIBLE),
    (
        re.compile(rf"(?:{_BY_ITS_DUTY}|依职责|按[^,;、]{{2,8}}原则)推进$"),
        Role.RESPONSIBLE,
    ),
    (
        re.compile(
            r"(?:结合|根据)(?:自身|各自|本地|当地|工作|本单位|本部门)*(?:实际(?:情况)?|职能|职责)"
            r"(?:认真|切实|抓好)*(?:推进|落实|贯彻落实|执行|组织实施)$"
        ),
        Role.RESPONSIBLE,
    ),
    (re.compile(r"落实(?:属地|主体|监管|主管|管理)责任$"), Role.RESPONSIBLE),
    (
        re.compile(
            rf"(?:{_BY_ITS_DUTY}|分别|共同|予以|做好|积极|负责)*"
            r"(?:配合|参与|参加|协助|协办|协同)(?:落实|做好|推进|办理|实施)?$"
        ),
        Role.COOPERATING,
    ),
)
_ASSIGNS = (
    "牵头|负责|配合|参加|参与|协办|协助|主办|承办|承担|挑头|领头|打头|领衔|领办|主抓|总抓|抓总|主责"
)
# Verbs that say who does something; the others are of what is done, too: 实现案件网上办理
ASSIGNING_WORDS = re.compile(f"{_ASSIGNS}|协同|职责|分工")
VERB_WORDS = re.compile(f"{_ASSIGNS}|落实|实施|推进|办理")
# In a bracket these assign, too, where a sentence speaks of a unit: (区司法局起草, 区法院审查)
WRITING_WORDS = re.compile(_WRITES)
MINDS = re.compile(r"管(?=[,;]|$)")  # 镇水利站管
GUIDING_WORDS = re.compile(r"(?:指导|督导|督办|督促|监督)(?:落实|实施|推进)?(?=$|[,;。])")


def verb_of(text: str) -> tuple[int, Role] | None:
    """Where the closing verb of a clause begins, and the role it gives."""
    best: tuple[int, Role] | None = None
    for pattern, role in _VERBS:
        match = at_end(pattern, text)
        if match is not None and (best is None or match.start() < best[0]):
            best = match.start(), role
    return best
