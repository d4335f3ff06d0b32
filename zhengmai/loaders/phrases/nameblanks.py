"""White space in a list of units: whether it parts two names, or strayed into one.

区妇联 区财政局 are two, 区市场 监督管理局 is one; and the lines of a cell are broken between names
or within them: 县住建局 渡 | 南供电所.
"""

from __future__ import annotations

import re
from itertools import pairwise

from zhengmai.loaders.phrases import unitnames

_BREAK = re.compile(r"[\r\n]+")
_STOP_OR_BLANK = re.compile(r"[、;,\s]")
_STOP_OR_BREAK = re.compile(r"[、;,\r\n]")
# A name of a class broken in two: 各乡 | 镇人民政府, 区政府 | 各部门.
_GOES_ON = re.compile(
    r"(?:^|各)[省市区县乡镇街] [省市区县乡镇街]|政府 (?:各|有关|相关)[^、,;]{0,4}(?:部门|单位)"
)
_SHORTEST = 2  # characters of a name: 省|水利厅 is one
_WHOLE_NAME = 4  # characters; a shorter piece before a space is not a name by itself
_ENDS_A_NAME = re.compile(r"办公室|党组|委员会|管理局|分局|中心")  # 区政府 | 办公室 is one
_GOVERNS = re.compile(r"(?:人民)?政府|党委|党工委|管委会|办事处")  # 青石乡 | 人民政府 is one
# What may belong to the body before it, or be the half of its name: 渡南分局, 预算科, 管理局
_OF_BODY_BEFORE = re.compile(
    rf"{unitnames.BRANCH.pattern}|^(?:{_ENDS_A_NAME.pattern})|(?:处|科|股|室|组|站|所|队)$|"
    rf"^(?:{_GOVERNS.pattern})|[省市县区州盟旗](?:人民政府|委员会)$"
)
_A_PLACE = re.compile(r"[\u4e00-\u9fff]{2}[省市县区州盟旗]$")
# A class that is whole: 县直各部门; but 各乡镇 | 卫生院 is one
_WHOLE_CLASS = re.compile(
    r"(?:各|有关|相关)[\u4e00-\u9fff]{0,6}(?:部门|单位|政府|办事处|管委会)(?:\([^()]*\))?$"
)
_JOINING = ("和", "及", "与", "以及")
_NEAR = 120  # characters looked at on either side of white space that may part two names


def parts_two_names(text: str, place: tuple[int, int], end: int, start: int) -> bool:
    """Whether the white space at ``at`` stands between two names, not inside one.

    Args:
        text: the folded list.
        place: where the name before the white space begins, and where that stands.
        end: where what is printed before it ends.
        start: where what is printed behind it begins.
    """
    begin, at = place
    near = max(begin, end - _NEAR)
    before = _BREAK.sub("", text[near:end]).strip()
    if near > begin:
        before = f"…{before}"  # its beginning is not seen
    after = _with_whole_names(text[start : start + _NEAR])
    if len(before) < _SHORTEST or not after or _GOES_ON.search(f"{before} {after}"):
        return False
    following = _alone(_STOP_OR_BLANK.split(after, maxsplit=1)[0])
    begins = _begins_anew(before, after, following)
    shortest = _WHOLE_NAME - begins  # 区妇联 区财政局
    if text[at] in " \t" and len(before) < shortest and unitnames.begins_a_name(before):
        return False  # a stray space: 区 政府办公室
    if not unitnames.ends_a_name(before) or unitnames.is_cut(before, after):
        return False
    if unitnames.is_branched(before, following) or _is_place_of(before, following):
        return False
    if begins or unitnames.is_of_one_rank(following):
        return True
    if _WHOLE_CLASS.search(before) and unitnames.looks_like_name(following):
        return not (may_be_of_the_body_before(following) or following.startswith(_JOINING))
    if text[at] in "\r\n" and not _ENDS_A_NAME.match(after):  # 市场监督管理局 | 法院
        parted = _lines_part(before, _alone(_first_name(after)))
        if parted is not None:
            return parted
    listed = text[at] in " \t" and _is_list_of_blanks(_between_stops(text, at))
    return listed or _are_central(before, following)


def _begins_anew(before: str, after: str, following: str) -> bool:
    """Whether a name surely begins behind another one: 区…, 渡口镇, 中国人民银行…, a place."""
    if unitnames.begins_a_name(after) or unitnames.is_a_town(following):
        return True
    place = unitnames.begins_a_name(before) and _A_PLACE.fullmatch(following) is not None
    return place or unitnames.stand_apart(before, following)


def _lines_part(before: str, line: str) -> bool | None:
    """Whether a line break stands between two names; None where it is not told so."""
    if unitnames.stand_apart(before, line):
        return True
    if unitnames.begins_a_name(before) or not unitnames.looks_like_name(line):
        return None
    branch = unitnames.BRANCH.search(line) or _GOVERNS.match(line)
    return not (branch or _is_named_by_place(before, line))


def _alone(name: str) -> str:
    """A name without the 等 behind it: 渡口镇等."""
    others = unitnames.and_others(name)
    return name if others is None else name[: others.start()]


def _first_name(text: str) -> str:
    """The name that lines begin with; a place is half of one: 中国邮政渡南县 | 分公司."""
    line, *below = _STOP_OR_BREAK.split(text, maxsplit=2)[:2]
    whole = below and _A_PLACE.search(line) and unitnames.BRANCH.search(below[0])
    return f"{line}{below[0]}" if whole else line.strip()


def _are_central(before: str, following: str) -> bool:
    """Whether they are two names without places, as in central notices: 国家铁路局 国铁集团.

    市生态环境局 | 渡南分局 is one.
    """
    return (
        not unitnames.begins_a_name(before)
        and min(len(before), len(following)) >= _WHOLE_NAME - 1
        and unitnames.looks_like_name(following)
        and not (unitnames.BRANCH.search(following) or _GOVERNS.match(following))
        and not _is_named_by_place(before, following)
    )


def _is_named_by_place(before: str, following: str) -> bool:
    """Whether a blank parts a body from the place that names it: 国网渡南县 供电公司."""
    return bool(_A_PLACE.search(before)) and not _A_PLACE.search(following)


def _between_stops(text: str, at: int) -> str:
    """What stands around a place of a folded list, up to 、；， or a line break on either side.

    Line breaks within names are none: 县住建局 渡 | 南供电所.
    """
    before = _STOP_OR_BREAK.split(_with_whole_names(text[max(0, at - _NEAR) : at]))[-1]
    behind = _STOP_OR_BREAK.split(_with_whole_names(text[at : at + _NEAR]), maxsplit=1)[0]
    return before + behind


def _with_whole_names(text: str) -> str:
    """A folded list without the line breaks that stand within its names."""
    whole, *below = _BREAK.split(text)
    for line in below:
        last = _STOP_OR_BLANK.split(whole)[-1]
        half = len(last) < _SHORTEST or not unitnames.ends_a_name(last)
        half = half or unitnames.is_cut(last, line)
        inside = last and (half or _is_place_of(last, line))
        whole += line if inside else f"\n{line}"
    return whole


def _is_place_of(place: str, line: str) -> bool:
    """Whether a line begins with the body of a place that stands before it: 榆津市 | 生态环境局."""
    following = _STOP_OR_BLANK.split(line.strip(), maxsplit=1)[0]
    return bool(
        _A_PLACE.fullmatch(place)
        and not _A_PLACE.fullmatch(following)
        and not unitnames.begins_a_name(following)
    )


def may_be_of_the_body_before(name: str) -> bool:
    """Whether a folded name may be that of a part of the body named before it: 预算科, 渡南分局."""
    return _OF_BODY_BEFORE.search(name) is not None and not unitnames.begins_of_its_own(name)


def _is_list_of_blanks(text: str) -> bool:
    """Whether blanks alone part whole names: 市发改委 三县两区政府 开发区管委会.

    None of them may be the half of one that a blank strayed into (区市场 监督管理局), or a part
    of the body before it (市财政局 预算科, 市公安局 渡南分局).
    """
    names = text.split()
    return (
        len(names) > 1
        and not any(_is_named_by_place(*pair) for pair in pairwise(names))
        and all(
            len(name) >= _WHOLE_NAME
            and unitnames.looks_like_name(name)
            and not unitnames.may_go_on(name)
            and not may_be_of_the_body_before(name)
            for name in names
        )
    )
