"""主送机关: lines of the head that are lists of addressees, with the colon behind them or without.

Example: 各乡镇人民政府、街道办事处，区政府有关部门，各有关单位
"""

from __future__ import annotations

import re

_END = (
    r"(?:政府|管委会|管理委员会|委员会|办事处|党工委|部门|单位|机构|企业|院校|高校|学校|学院|医院|公司|集团|"
    r"[局委办厅处室会院校馆所站]|科室|中心|乡镇|镇街|街镇|街道|镇|乡|区|县|市|园区|村|社区)"
)
_PART = re.compile(
    rf"(?:[\u4e00-\u9fff、“”]|\([^()]{{1,40}}\)){{2,60}}?{_END}(?:\([^()]{{1,40}}\))?"
)
_CLASS = re.compile(r"各|有关|相关")
_SENTENCE = re.compile(
    r"根据|按照|依据|印发|通知|同意|关于|负责|落实|现将|现就|如下|必须|不得|牵头|配合|[要应请将]"
)
_BETWEEN = re.compile(r"[,;]")
# What the first sentence of a notice says
_OPENING = re.compile(r"^(?:为|经|现|根据|按照|依据|遵照|《|近)|印发|现将|现就|同意|通过|如下")
_GOES_ON = re.compile(r"[,、;和及与各有相]")
_UNENDED = (",", "、", ";", "和", "及", "与", "单位:", "部门:", "科室:")
_LONGEST = 400  # characters of a list


def is_list(text: str) -> bool:
    """Whether a folded, stripped line is a list of addressees; some are classes: 各…, 有关…."""
    text = text.removesuffix(":")
    if len(text) > _LONGEST or not _CLASS.search(text) or _SENTENCE.search(text):
        return False
    parts = _BETWEEN.split(text)
    return len(parts) > 1 and all(_PART.fullmatch(part.strip()) for part in parts)


def stands_alone(before: str, line: str) -> bool:
    """Whether a line is no part of the paragraph above, because one of them is addressees.

    The list may lack its colon, and the line above its end.
    """
    if is_list(line) and not before.endswith(_UNENDED) and not is_list(before):
        return True
    return opens_below(before, line)


def opens_below(above: str, line: str) -> bool:
    """Whether a list of addressees without its colon stands above the first words of a notice."""
    if not above.endswith(":") and is_list(above) and not _GOES_ON.match(line):
        return _OPENING.search(line) is not None
    return False
