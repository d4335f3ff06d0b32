"""Persons 责任人 and telephones beside the names of units: they are no part of a name.

Examples: 区水务局 李大山, 区水务局：李大山, 区水务局（李大山）, 区水务局 0000-8321177.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengmai.loaders.phrases.unitnames import ends_a_name, looks_like_name

# The most frequent family names (百家姓), which begin the name of a person, and those of two signs.
_FAMILIES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢"
    "安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游"
    "辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应"
    "臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳"
)
_DOUBLE = "欧阳|上官|司马|诸葛|司徒|夏侯|皇甫|尉迟|令狐|东方|慕容"
_HANZI = r"[\u4e00-\u9fff]"
_POST = (
    r"(?:书记|主任|[局镇区县市处科所队院厅部股会校行]长|主席|经理|总监|主管|负责人|联系人|责任人):?"
)
_PERSON = rf"(?:{_DOUBLE}|[{_FAMILIES}])\s?[\u4e00-\u9fff某]{{1,2}}"
# What may stand where a person begins, and all the ways in which it may end there.
_POSTS_THERE = tuple(re.compile(rf"{_HANZI}{{{n}}}{_POST}\s*") for n in range(5))
_PERSONS_THERE = tuple(
    re.compile(rf"(?:{family})\s?[\u4e00-\u9fff某]{{{n}}}")
    for family in (_DOUBLE, f"[{_FAMILIES}]")
    for n in (1, 2)
)
_TELEPHONE = re.compile(r"(?:电话:?)?\d[\d\- ]{5,}\d")
_REMARK = re.compile(r"\s*(?:\([^()]*\))?\s*")
_BETWEEN = re.compile(r"[、,;\s:]*")
_BLANK = re.compile(r"\s*")
_SIGNS = (" ", "\n", "\t", ":", "(", "\r")
_BESIDE = re.compile(r"\s+|:|(?=\()")


def is_person(text: str) -> bool:
    """Whether folded text is the name of a person, or a telephone, and shaped like no unit."""
    return _are_persons(text) and not ends_a_name(text.strip())


def _are_persons(text: str) -> bool:
    """Whether a text is nothing but persons and telephones.

    Names stand side by side without a sign between them, so there are many ways to part them:
    each place where one of them may begin is looked at once.
    """
    front, seen = [_after(_BLANK, text, 0)], set[int]()
    while front:
        at = front.pop()
        for end in _ends(text, at):
            after = _after(_REMARK, text, end)
            if after == len(text):
                return True
            begin = _after(_BETWEEN, text, after)
            if begin not in seen:
                seen.add(begin)
                front.append(begin)
    return False


def _ends(text: str, at: int) -> Iterator[int]:
    """Where a person, or a telephone, that begins at a place may end."""
    telephone = _TELEPHONE.match(text, at)
    if telephone is not None:
        yield telephone.end()
    begins = {_after(_BLANK, text, at)}
    begins.update(post.end() for p in _POSTS_THERE if (post := p.match(text, at)) is not None)
    for begin in begins:
        for pattern in _PERSONS_THERE:
            person = pattern.match(text, begin)
            if person is not None:
                yield person.end()


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where what may be empty ends that begins at a place."""
    match = pattern.match(text, at)
    return at if match is None else match.end()


# 分管副市长、协管副秘书长: who leads as a person
_POSTS = tuple(
    re.compile(
        rf"{_HANZI}{{{n}}}"
        r"(?:[市县区州镇乡省]长|秘书长|书记|主任|领导|同志|常委|负责人|责任人)"
    )
    for n in range(9)
)


# 副区长李某某, 王某某同志
_NAMED_POST = re.compile(
    rf"(?:[\u4e00-\u9fff]{{0,8}}(?:[市县区州镇乡省]长|秘书长|书记|主任|常委|主席|政委|司令员))?\s?"
    rf"{_PERSON}(?:同志)?"
)
_LONGEST_NAME = 120  # characters of a unit before its persons, with blanks
_AND = re.compile(r"[、,和及]")


def are_posts(text: str) -> bool:
    """Whether folded text names persons, by posts or by names: 副区长李某某、王某同志."""
    plain = text.strip()
    if _are_posts(plain):
        return True
    parts = _AND.split(plain)
    return not ends_a_name(plain) and all(_NAMED_POST.fullmatch(part) for part in parts)


def _are_posts(text: str) -> bool:
    """Whether a text is nothing but posts; 和 may part two of them, or stand within one."""
    front, seen = [0], set[int]()
    while front:
        at = front.pop()
        for post in filter(None, (pattern.match(text, at) for pattern in _POSTS)):
            end = post.end()
            if end == len(text):
                return True
            if end + 1 not in seen and _AND.match(text, end):
                seen.add(end + 1)
                front.append(end + 1)
    return False


def end_of_name(text: str) -> int | None:
    """Where the name of a unit ends in folded text that goes on with persons, or None."""
    if not any(sign in text for sign in _SIGNS):  # as most names
        return None
    for gap in _BESIDE.finditer(text):
        if gap.start() > _LONGEST_NAME:
            break
        name, rest = text[: gap.start()].strip(), text[gap.end() :]
        inside = rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest
        if name and looks_like_name(name) and is_person(inside):
            return gap.start()
    return None
