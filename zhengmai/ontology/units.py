"""单位: which real body a printed name stands for.

A name in a notice is short because the reader knows the place: 区教体局 in a notice of 天桥区 is
天桥区教育和体育局. The rules are data (:mod:`.stems`), each with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import MINYEAR, date
from functools import lru_cache

from zhengmai.hanzi import simplified
from zhengmai.model import Notice, Place
from zhengmai.ontology.autonomous import in_names, said_with_kind
from zhengmai.ontology.gazetteer import NATION, Chain, gazetteer, short_name
from zhengmai.ontology.national import full_name, is_ministry
from zhengmai.ontology.placenames import bodies_of
from zhengmai.ontology.shortplaces import with_whole_place
from zhengmai.ontology.stems import Stem, in_full, own_name
from zhengmai.ontology.zones import beside_zone, without_own_kind

# What a name can begin with instead of the name of its place: 区教体局, 市委宣传部.
_KINDS: dict[str, tuple[str, ...]] = {
    "自治区": ("province",),
    "自治州": ("city",),
    "自治县": ("county",),
    "地区": ("city",),
    "省": ("province",),
    "市": ("city",),
    "州": ("city",),
    "盟": ("city",),
    "区": ("county",),
    "县": ("county",),
    "旗": ("county",),
    "镇": ("town",),
    "乡": ("town",),
}
_NATIONAL = (
    "国家", "国务院", "全国", "中央", "中国", "中华", "中共中央", "最高人民", "金融监管总局",
)  # fmt: skip
_STATE_TAX = "国家税务总局"
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_TAX = re.compile(rf"{_STATE_TAX}(?P<names>.+)税务局")
# The government of a place below the notice's own: 天桥区政府 in a notice of 济南市.
_GOVERNMENT = re.compile(r"(?P<county>[\u4e00-\u9fff]{1,10}(?:区|县|市|旗))(?:人民)?政府$")
_OF_PROVINCE = re.compile(
    r"^(?![省市区县]|自治区)[\u4e00-\u9fff]{2,}(?<!办公)厅$"
)  # 工业和信息化厅
_TOWN = re.compile(r"(?:街道办事处|街道|镇人民政府|乡人民政府|镇政府|乡政府|镇|乡)$")
_TOWN_IN_FULL = (
    (re.compile(r"街道$"), "街道办事处"),
    (re.compile(r"(?<=[镇乡])(?:政府)?$"), "人民政府"),
)
# Bodies that bear a name of their own, without that of the place: branches of what is run from
# above, companies, courts and customs that serve several places. Example: 国网坊子供电公司
_OF_ITS_OWN = re.compile(
    r"海关$|海事法院$|海事局$|银行|公司$|集团$|监管支局$|监管分局$|[银证]监局$|银保监局$|"
    r"^(?![省市区县州])[\u4e00-\u9fff]{2,4}银(?:保)?监分局$|"
    r"^(?![省市区县州]|地方)[\u4e00-\u9fff]{2,3}金融监管局$|^人行|^民航[\u4e00-\u9fff]{2,4}(?:监管|管理)局$"
)
_LEAGUE = re.compile(r"团[省市区县州盟旗镇乡]委|[市区县旗镇乡]团委")
_BRANCH = re.compile(r"分局$")
_PART = re.compile(r"(?P<bureau>.[^局]*局).+分局$")
_PARTY = re.compile(r"^委")
_SPACE = re.compile(r"\s+")
_WIDTHS = str.maketrans("（）〈〉", "()()")


@dataclass(frozen=True, slots=True)
class UnitName:
    """A body, by its ordinary full name.

    Attributes:
        place: the chain of places that the body belongs to.
        stem: its name without the name of the place.
        canonical: the name in full.
        rank: ``department``, ``party``, ``branch``, ``town`` or ``county`` (a county's government).
        why: how a short name was made full, or "".
    """

    place: Chain
    stem: str
    canonical: str
    rank: str
    why: str


def plain(printed: str) -> str:
    """A name without blanks, in simplified characters and with brackets of one kind."""
    return simplified(_SPACE.sub("", printed).translate(_WIDTHS))


_CLASS_WIDTHS = str.maketrans("()〈〉", "（）（）")


def collective_name(printed: str) -> str:
    """统称: the name of a class of units, whatever its blanks and brackets.

    >>> collective_name("区政府各部门 (单位)")
    '区政府各部门（单位）'
    """
    return simplified(_SPACE.sub("", printed)).translate(_CLASS_WIDTHS)


@lru_cache(maxsize=8192)  # a notice names its units over and over
def resolve(printed: str, chain: Chain, day: date | None = None) -> UnitName:
    """The body that a printed name stands for in a notice of the given places and day."""
    name = with_whole_place(plain(printed), chain, day)
    place, stem = _place_of(name, chain)
    special = (
        _tax_bureau(name, chain)
        or _league_committee(name, chain)
        or _government_of(chain, name)
        or _government_of(place, stem)
    )
    if special is not None:
        return special
    if not place and (chain or name.startswith(tuple(_KINDS))):
        return _without_place(name, chain, day)
    if place == (NATION,):
        return _of_its_own(place, stem, full_name(stem, day) or own_name(stem))
    if stem == name and place == chain and _OF_ITS_OWN.search(stem):
        return _of_its_own(place, stem, own_name(stem))
    stem = _branch_in_full(stem, place, day)
    rule = in_full(stem, place, day)
    if rule is not None and rule.belongs:
        return _branch(stem, rule, place)
    why = ""
    if rule is not None:
        stem, why = rule.full, f"{stem} is {rule.full}: {rule.why}"
    rank = _rank(stem)
    if rank == "town":
        stem = _town_in_full(stem)
    prefix = in_names(place[-1].name) if place else ""
    if prefix and rank != "town" and _bears_name_of(place[-1], stem):
        prefix = ""  # 榆津学院 has the name of its place in its own
    return UnitName(place, stem, prefix + stem, rank, why)


# What stations and schools leave out of the name of a town: 渡口派出所 in a notice of 渡口镇
_KIND_OF_TOWN = re.compile(r"(?<=..)(?:镇|乡|街道)$")


def _bears_name_of(place: Place, stem: str) -> bool:
    """Whether a name begins with that of its place."""
    return stem.startswith(_KIND_OF_TOWN.sub("", short_name(place)))


def _town_in_full(stem: str) -> str:
    for pattern, full in _TOWN_IN_FULL:
        stem = pattern.sub(full, stem, count=1)
    return stem


# 规划资源局津南分局: a branch has the name of its bureau in its own; 公安津南分局 without 局
_BUREAU_OF_BRANCH = (
    r"(?:[\u4e00-\u9fff]{2,12}?局|公安|生态环境|环境保护|环保|自然资源和规划|自然资源|规划和自然资源|规划资源|规划|"
    r"国土资源|国土)"
)
_BRANCH_NAME = re.compile(
    rf"(?P<bureau>{_BUREAU_OF_BRANCH})(?P<of>(?!和)[\u4e00-\u9fff]{{2,6}}分局)"
)


def _branch_in_full(stem: str, place: Chain, day: date | None) -> str:
    """The same stem, the name of the bureau of a branch in full."""
    match = _BRANCH_NAME.fullmatch(stem)
    if match is None:
        return stem
    bureau = match["bureau"] if match["bureau"].endswith("局") else match["bureau"] + "局"
    rule = in_full(bureau, place, day)
    return (rule.full if rule is not None and not rule.belongs else bureau) + match["of"]


def _without_place(name: str, chain: Chain, day: date | None) -> UnitName:
    """省水文中心, 科技厅 in a notice that names no province: no name of a place goes in front."""
    kind = name[0] if name.startswith(tuple(_KINDS)) else ""
    levels = _KINDS.get(kind, ())
    # Of a city it is not known here whether it is one of the large ones.
    place = (Place(kind, levels[0], None),) if levels and levels != ("city",) else ()
    rule = in_full(name.removeprefix(kind), place, day)
    full = kind + rule.full if rule is not None and not rule.belongs else name
    return UnitName(chain, full, full, _rank(full), "")


def _tax_bureau(name: str, chain: Chain) -> UnitName | None:
    """国家税务总局榆津市税务局, printed in full."""
    tax = _TAX.fullmatch(name)
    if tax is None:
        return None
    place = _place_of(tax["names"] + "税务局", chain)[0]
    return UnitName(place, name, name, "branch", "")


def _league_committee(name: str, chain: Chain) -> UnitName | None:
    """团市委: the committee of the Communist Youth League of the place."""
    kind = name.strip("团委") if _LEAGUE.fullmatch(name) else ""
    place = _at_level(kind, _KINDS[kind], chain) if kind else ()
    if not place:
        return None
    full = f"共青团{in_names(place[-1].name)}委员会"
    return UnitName(place, full, full, "party", f"{name} is {full}: its committee in the place")


def _of_its_own(place: Chain, stem: str, full: str) -> UnitName:
    """A body that bears no name of the notice's place."""
    why = "" if full == stem else f"{stem} is {full}: the name that it had at that time"
    rank = _rank(full) if place == (NATION,) else "branch"
    return UnitName(place, full, full, rank, why)


def named_in(printed: str, notice: Notice) -> UnitName:
    """The body that a printed name stands for in a notice whose places are resolved."""
    day = notice.issued or notice.published
    year = notice.plan_year if day is None else None
    issuer = notice.issuer or _bureau_of_plan(notice.plan_title or "")
    return _named(printed, issuer, notice.jurisdiction, day, year)


def _bureau_of_plan(title: str) -> str:
    """The bureau that a plan is of, where nobody signs it: 芜湖市教育局2024年工作要点."""
    match = _PLAN_OF_BUREAU.match(title)
    return match["bureau"] if match is not None else ""


# A notice is asked for each of its names when they are settled, when linked and when stored.
@lru_cache(maxsize=4096)
def _named(printed: str, issuer: str, place: Chain, day: date | None, year: int | None) -> UnitName:
    section = _section_of(simplified(issuer), simplified(printed), place)
    if section is not None:
        return UnitName(
            place, section, section, "department", "a section of the body that issued it"
        )
    if year is not None and year >= MINYEAR:
        # Without a day, what is right at both ends of the year of the plan.
        ends = date(year, 1, 1), date(year, 12, 31)
        first, last = (resolve(printed, place, end) for end in ends)
        if first == last:
            return first
    return resolve(printed, place, day)


# A bureau or commission as issuer, and what its sections are called. Example: 甲市信访局, 办公室
_BUREAU = re.compile(r"(?:局|厅|委员会|管理中心|医院|学校)$")
_PLAN_OF_BUREAU = re.compile(r"《?(?P<bureau>[\u4e00-\u9fff]{4,20}?(?:局|厅|委员会))(?=20\d\d年)")
# 国务院办公厅 speaks for the government: 空管委办公室 in its notices is no section of it.
_NO_BUREAU = re.compile(r"(?:管理委员会|管委会|人民政府|工作委员会|办公厅)$")
_SECTION = re.compile(
    r"^(?![省市区县镇乡州旗])[\u4e00-\u9fff()、]{1,14}?(?:科|处|室|股|办公室|服务中心|信息中心)$|"
    r"^(?:局|厅|委)?(?:机关|直属机关)(?:党委|纪委|工会|党总支|团委)$"
)


def _section_of(issuer: str, printed: str, chain: Chain) -> str | None:
    """The name of a section of the bureau that issued a notice, with the bureau's in front.

    Of bureaus that issued it together nobody says whose section it is.
    """
    if len(bodies_of(issuer)) > 1:
        return None
    bureau = _SPACE.sub("", issuer)
    name = _SPACE.sub("", printed)
    itself = f"{chain[-1].name[-1]}{bureau[-1:]}" if chain else ""  # 市局法制处, 省厅办公室
    name = name.removeprefix(itself) if name != itself else name
    if not _BUREAU.search(bureau) or _NO_BUREAU.search(bureau) or not _SECTION.match(name):
        return None
    if name.startswith(bureau):
        return name
    bureau = resolve(bureau, chain).canonical  # with the short name of its place
    return bureau + (name[1:] if name[0] == bureau[-1] else name)  # 局办公室


def _place_of(name: str, chain: Chain) -> tuple[Chain, str]:
    """The places a name belongs to, and the rest of the name."""
    for depth in range(len(chain), 0, -1):
        if chain[depth - 1] == NATION:
            continue  # 中国残联 has the name of the nation in its own
        for start in range(depth):
            named = "".join(p.name for p in chain[start:depth])
            if name.startswith(named) and len(name) > len(named):
                return chain[:depth], name[len(named) :]
    if name.startswith(_NATIONAL) or is_ministry(name):
        return (NATION,), name
    higher = _higher_by_kind(name, chain)
    if higher is not None:
        return higher, name
    below = _county_below(name, chain)
    if below is not None:
        return below
    for word, levels in _KINDS.items():
        rest = name[len(word) :]
        if not name.startswith(word) or len(rest) < 2 or _part_of_a_word(name):
            continue
        found = _at_level(word, levels, chain)
        return (found, rest) if found else ((), name)
    return chain, without_own_kind(name, chain)


_POLICE = re.compile(r"公安[\u4e00-\u9fff]{2,6}分局")


def _higher_by_kind(name: str, chain: Chain) -> Chain | None:
    """The place above the notice's own that a kind of body belongs to: 厅, 公安某某分局."""
    if _OF_PROVINCE.search(name) and chain and chain[-1].level != "province":
        return chain[:1] if chain[0].level == "province" else ()
    if _POLICE.fullmatch(name) or _is_branch_of_city(name, chain):
        return _at_level("市", ("city",), chain) or None
    return None


def _is_branch_of_city(name: str, chain: Chain) -> bool:
    """Whether a name is that of a city bureau's branch in the county: 环保拱墅分局 in 拱墅区."""
    county = next((place for place in chain if place.level == "county"), None)
    branch = _BRANCH_NAME.fullmatch(name)
    if county is None or branch is None or name.startswith(tuple(_KINDS)):
        return False
    return branch["of"] == f"{short_name(county)}分局"


def _county_below(name: str, chain: Chain) -> tuple[Chain, str] | None:
    """The place below the notice's own that a name begins with, and the rest of the name.

    It is known, or a county of the city that is named by its government.
    """
    if not chain or chain[-1].level not in ("province", "city"):
        return None
    for end in range(2, min(len(name), 13)):
        for known in gazetteer().find(name[:end]):
            if known[:-1] == chain and len(name) > end:
                return known, name[end:]
    for known in gazetteer().below(chain):
        said = said_with_kind(known[-1].name)  # 民和县
        if said and name.startswith(said) and name != said:
            return known, name.removeprefix(said)
    government = _GOVERNMENT.fullmatch(name) if chain[-1].level == "city" else None
    if government is None or government["county"] in _KINDS or len(government["county"]) < 3:
        return None
    if government["county"].startswith(tuple(_KINDS)) and len(government["county"]) < 4:
        return None
    return (*chain, Place(government["county"], "county", None)), name[len(government["county"]) :]


# Words that only begin like 市…, 区… Examples: 市场监管局, 区域办, 县域中心
_NOT_A_PLACE = re.compile(
    r"^(?:市场(?!监管局市)|市政(?![务府协法数研]|管办)|市容|市民(?![政宗族营])|市监(?=局|所|分局)|"
    r"区域|区块|县域|省际|州际|乡村振兴)"
)


def _part_of_a_word(name: str) -> bool:
    return bool(_NOT_A_PLACE.match(name))


def _at_level(word: str, levels: tuple[str, ...], chain: Chain) -> Chain:
    """The chain down to the place that 区, 县, 市 or 省 means in a notice of these places."""
    last = chain[-1] if chain else None
    if word == "市" and last is not None and last.level == "county" and last.name.endswith("市"):
        return chain  # in the notice of a county-level city 市 means that city
    for depth in range(len(chain), 0, -1):
        if chain[depth - 1].level in levels and _is_called(chain[depth - 1], word):
            return chain[:depth]
    if word == "市" and chain and chain[0].name.endswith("市"):
        return chain[:1]  # 直辖市: in a notice of 上海市, or of a district of it
    return beside_zone(chain) if word == "县" else ()


# Words that say more of a place than the last character of its name: 地区, 盟
_CALLED = ("自治区", "自治州", "自治县", "地区", "盟", "州", "旗")
# What is no place of another kind, though of its level: 区 in a notice of 苍坪县 is its zone
_NOT_CALLED = {"区": "县", "县": "区"}


def _is_called(place: Place, word: str) -> bool:
    if word in _NOT_CALLED and place.name.endswith(_NOT_CALLED[word]):
        return False
    return word not in _CALLED or place.name.endswith(word)


def _government_of(place: Chain, stem: str) -> UnitName | None:
    """A county in a list of bodies is its government: 南海区 in a notice of 佛山市."""
    if not place or not stem.endswith(_COUNTIES):
        return None
    known = next((c for c in gazetteer().below(place) if stem in _called(c[-1])), None)
    if known is None:
        return None
    full = known[-1].name + "人民政府"
    return UnitName(known, "人民政府", full, "county", f"{stem} alone is its government")


_COUNTIES = ("区", "县", "市", "旗")


def _called(place: Place) -> tuple[str, str]:
    """The name of a place, and what people say of an autonomous one."""
    return place.name, said_with_kind(place.name)


def _branch(stem: str, rule: Stem, place: Chain) -> UnitName:
    """A body under vertical management, with the names of the higher body and of the place."""
    why = f"{stem}: {rule.why}"
    if rule.belongs == "own":
        full = rule.full.format(short=short_name(place[-1]))
        return UnitName(place, full, full, "branch", why)
    county_ = next((p.name for p in place if p.level == "county"), "")
    cities = (p.name for p in place if p.level == "city" or p.name in _MUNICIPALITIES)
    city_ = next(cities, "")
    # 南通经济技术开发区 has the name of its city in its own
    names = county_ if county_[:2] == city_[:2] and county_ else city_ + county_
    if rule.belongs == "state":
        names = names or "".join(p.name for p in place)
        if place and place[-1].level == "county" and not place[-1].name.endswith("区"):
            # 国家税务总局某某县税务局; a district's has its city's name before
            names = place[-1].name
        return UnitName(
            place, _STATE_TAX + names + rule.full, _STATE_TAX + names + rule.full, "branch", why
        )
    police = rule.full.startswith("公安局")  # other bureaus of a municipality have other names
    city = next(
        (p for p in place if p.level == "city" or (police and p.name in _MUNICIPALITIES)), None
    )
    county = next((p for p in place if p.level == "county"), None)
    if city is None or county is None:
        own = in_names(place[-1].name) if place else ""
        return UnitName(place, stem, own + stem, "branch", why)
    full = rule.full.format(short=short_name(county))
    upper = place[: place.index(city) + 1]
    return UnitName(upper, full, in_names(city.name) + full, "branch", why)


def parent(name: UnitName) -> UnitName | None:
    """The bureau that a branch is a part of: 某市生态环境局某某分局 → 某市生态环境局."""
    match = _PART.match(name.stem)
    if name.rank != "branch" or match is None or not name.place:
        return None
    stem = match["bureau"]
    return UnitName(name.place, stem, in_names(name.place[-1].name) + stem, "department", "")


def _rank(stem: str) -> str:
    if stem == "人民政府":
        return "county"
    if _TOWN.search(stem):
        return "town"
    if _BRANCH.search(stem):
        return "branch"
    return "party" if _PARTY.match(stem) else "department"
