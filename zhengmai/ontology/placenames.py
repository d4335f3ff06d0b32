"""地名: names of places as heads of notices print them: in short, behind their province, or none.

凉山州 is 凉山彝族自治州, 河北雄安新区 is 雄安新区 of 河北省, and 全市 is the name of no place.
"""

from __future__ import annotations

import re
from functools import cache

from zhengmai.ontology.gazetteer import gazetteer

# What autonomous places are named after, behind the name that is theirs alone: 凉山|彝族|自治州
_PEOPLES = (
    "汉|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|"
    "纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|"
    "德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_AUTONOMOUS = re.compile(
    rf"(?P<stem>[\u4e00-\u9fff]{{2,}}?)(?:(?:{_PEOPLES})族?)+(?P<kind>自治[州区])"
)
_KIND = re.compile(r"(?:省|市|自治区|特别行政区)$")
# 河北雄安新区, but 河北新区 and 北京经济技术开发区 have no other name than that of the place above
_NAMED_ZONE = re.compile(r"(?!新区|高新|经济|经开|综合|开发)[\u4e00-\u9fff]{2,}(?:区|园)$")

# Words of a sentence, and kinds of land: what no place is called that nobody knows. Examples:
# 全市, 我省, 各县区; 城市, 推进城市; 京津冀地区, 旅游景区, 产业联盟; 中国人民银行榆津市. (全州县,
# 喀什地区 are known.)
_NO_PLACE = re.compile(
    r"^(?:[全本我各该贵](?:[省市区县州盟旗镇乡]|自治)|年|度|[城都县省]市$|城区$)|"
    r"^(?:推进|推动|促进|加快|加强|进一步|全面|深入|深化|持续|扎实|切实|做好|开展|实施|落实|贯彻|建设|创建|"
    r"支持|完善|建立|规范|优化|提升|提高|强化|调整|成立|公布|修订|打造|培育|发展|保障|组织|推广|学习|"
    r"关于|印发|转发|根据|按照|依据|对照|执行)|"
    r".(?:人民政府|办公[室厅]|委员会|[省市区县]委|银行|分行|总局|总署|公司|大学|学院)|"
    r"^[省市区县]委|(?:联盟|同盟)$"
)
# Kinds of land that end as districts do: 大湾区, 革命老区山区, 旅游景区. But 苍湾区 and 云山区 are
# names as good as 荔湾区 and 金山区, and what has a government is a district in any case.
_LAND = re.compile(
    r"(?:景|小|社|灾|校|辖)区$|(?:^|[\u4e00-\u9fff]{2}|[大老深全高中浅半石])[湾山库]区$"
)

# The bodies that sign together are parted by blanks or 、; each ends as bodies do.
_BETWEEN = re.compile(r"\s+|、")
_BODY_END = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:政府|公署|室|行|办公厅|委员会|管委会|局|厅|部|署|院|会|委|办|中心|公司)"
)
_NO_BODY_ALONE = re.compile(r"(?:人民)?政府|办公室|办公厅|委员会|管理委员会|管委会")


@cache
def _prefectures() -> dict[str, str]:
    """自治州 in short → whole: 凉山州 → 凉山彝族自治州."""
    wholes = (name for name in gazetteer().chains if name.endswith("自治州"))
    matches = ((name, _AUTONOMOUS.fullmatch(name)) for name in wholes)
    return {f"{match['stem']}州": name for name, match in matches if match is not None}


@cache
def _short_prefecture() -> re.Pattern[str]:
    names = "|".join(sorted(_prefectures(), key=len, reverse=True))
    # It begins the text, or stands behind its province or a word that a name may follow.
    return re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=[省区年度发于共据按经]))(?:{names})")


def whole_prefectures(text: str) -> str:
    """A text in which autonomous prefectures are named whole.

    >>> whole_prefectures("云南省楚雄州人民政府")
    '云南省楚雄彝族自治州人民政府'
    """
    if "州" not in text:
        return text
    return _short_prefecture().sub(lambda match: _prefectures()[match[0]], text)


@cache
def _provinces() -> dict[str, str]:
    """Provinces in short → whole: 河北 → 河北省, 广西 → 广西壮族自治区."""
    wholes = [c[0].name for chains in gazetteer().chains.values() for c in chains if len(c) == 1]
    found = {}
    for name in wholes:
        autonomous = _AUTONOMOUS.fullmatch(name)
        short = autonomous["stem"] if autonomous is not None else _KIND.sub("", name)
        found[short] = name
    return found


def with_province(name: str) -> list[str]:
    """The name of a zone that nobody knows, parted from those of its province and its city.

    A new area 新区 has a name of its own; other zones keep what is printed.

    >>> with_province("河北雄安新区")
    ['河北省', '雄安新区']
    """
    province = next((p for p in _provinces() if name.startswith(p)), None)
    if province is None or gazetteer().find(name):
        return [name]
    rest = name.removeprefix(province)
    above = [_provinces()[province]]
    city = next((c for c in _cities(above[0]) if rest.startswith(c)), None)
    if city is not None and rest != f"{city}新区":
        above.append(_cities(above[0])[city])
        if not _NAMED_ZONE.fullmatch(rest.removeprefix(city)):
            return [*above, rest]  # 山东济南高新区
        rest = rest.removeprefix(city)
    if not _NAMED_ZONE.fullmatch(rest):
        return [name]
    return [*above, rest if rest.endswith("新区") else name]


@cache
def _cities(province: str) -> dict[str, str]:
    """The cities of a province in short → whole."""
    places = (c[-1].name for of in gazetteer().find(province) for c in gazetteer().below(of))
    return {name.removesuffix("市"): name for name in places if name.endswith("市")}


def is_no_place(name: str, *, seat: bool = False) -> bool:
    """Whether what looks like the name of a place is none: 全市, 年全省, 旅游景区, 京津冀地区.

    Args:
        name: the name.
        seat: what has a government stands there: 行政公署 behind a 地区, 人民政府 behind a 区.
    """
    if gazetteer().find(name):
        return False
    land = not seat and (name.endswith("地区") or _LAND.search(name) is not None)
    return land or _NO_PLACE.search(name) is not None


def bodies_of(issuer: str) -> list[str]:
    """The bodies that issue a notice together; one name in several pieces is one body.

    >>> bodies_of("财政部 水利部")
    ['财政部', '水利部']
    """
    parts = [part for part in _BETWEEN.split(issuer) if part]
    each = all(_BODY_END.fullmatch(p) and not _NO_BODY_ALONE.fullmatch(p) for p in parts)
    return parts if len(parts) > 1 and each else [issuer]
