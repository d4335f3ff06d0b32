"""行政区: which places a notice is about, from division codes where they are known, else its words.

Known places are those of the gazetteer: provinces, cities, counties.
Development zones, renamed and invented places are not in it; they are taken from the names in the
text, and their place in the hierarchy from the same text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zhengmai.hanzi import is_traditional, simplified
from zhengmai.model import Notice, Place
from zhengmai.ontology.chains import chain_of, is_doubtful
from zhengmai.ontology.gazetteer import NATION, Chain, gazetteer
from zhengmai.ontology.national import is_ministry
from zhengmai.ontology.placenames import bodies_of, is_no_place, whole_prefectures, with_province

LEVELS = ("nation", "province", "city", "county", "town")

_PROVINCE = r"[\u4e00-\u9fff]{2,8}?(?:省|自治区|特别行政区)"
_CITY = r"[\u4e00-\u9fff]{2,8}?(?:市(?!场监)|自治州|地区|盟)"  # 台儿庄区市场监督管理局
_COUNTY = (
    r"[\u4e00-\u9fff]{1,12}?(?:高新技术产业开发区|经济技术开发区|经济开发区|高新区|开发区|新区|"
    r"示范区|功能区|自治县|区|县|市(?!场监)|旗)"
)
_BODY = (
    r"(?=人民政府|政府|行政公署|行署|管理委员会|管委会|办公室|办公厅|委员会|党委|政务公开|关于|"
    r"\d{4}年|年|$|"
    r"[\u4e00-\u9fff]{1,14}(?:局|委|委员会|厅|院|中心)$)"
)
_PATH = re.compile(
    rf"^(?:关于|印发|转发|批转){{0,3}}(?:\d{{4}}年?(?:度)?)?(?![年度])(?P<province>{_PROVINCE})?(?P<city>{_CITY})?"
    rf"(?P<county>{_COUNTY})?{_BODY}"
)
# 恒泰县安全生产委员会办公室, 嘉水县防汛抗旱指挥部
_OFFICE_OF_PLACE = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,3}(?P<kind>[县市旗]))(?![级直场民容])[\u4e00-\u9fff]{2,20}"
    r"(?:委员会|办公室|指挥部|领导小组|联席会议|专班)"
)
# A town as issuer, with or without the names of its superiors. Example: 石桥县望渡街道办事处
_TOWN = re.compile(
    rf"^(?:中共)?(?P<province>{_PROVINCE})?(?P<city>{_CITY})?(?P<county>{_COUNTY})?(?:人民政府)?"
    r"(?P<town>(?![全各本我该镇]|[城乡村集]镇|关于|印发|转发)[\u4e00-\u9fff]{1,8}?(?:镇|乡|街道|苏木))"
    r"(?=人民政府|政府|办事处|党委|党工委|委员会|工作委员会|党政|便民|综合|关于|"
    r"\d{4}年|年|$)"
)
# The title of a town's plan: 坳口镇河道整治任务分解表, 苍坪县坳口镇决策目录. What the title of a
# county's plan goes on with may end the same: 苍坪县特色小镇方案, 苍坪县城乡环境方案
_TOWN_IN_TITLE = re.compile(
    rf"(?P<province>{_PROVINCE})?(?P<city>{_CITY})?(?P<county>{_COUNTY})?"
    r"(?P<town>(?![全各本我该镇])[\u4e00-\u9fff]{1,4}?"
    r"(?:(?<![城乡村集小制点心色强])镇|(?<![城返下离回])乡|街道))"
    r"(?=[\u4e00-\u9fff])"
)
# What only a plan of the town itself says: 全镇, 镇党委; 坳口镇社会事务办, 坳口镇人民政府
_OF_TOWN = re.compile(
    r"(?<!各)全(?:镇|乡|街道)|(?<![\u4e00-\u9fff])(?:镇|乡|街道)(?:党委|党工委|政府|属)"
)
_BODIES_OF_TOWN = (
    r"(?:人民政府|政府|办事处|党委|党工委|[\u4e00-\u9fff]{2,8}(?:办公室|办|中心|所|站))"
)
_ABOVE_TOWN = rf"\s*({_PROVINCE})?({_CITY})?({_COUNTY})"
_MENTION = re.compile(
    r"(?:^|\d{4}年?+)"
    # Words of a sentence that a name may follow: 根据某省人民政府…, 经某市人民政府同意
    r"(?:根据|按照?|依据|[遵依参对]照|贯彻|落实|执行|为|经|由|据|向|报|请|受|以及|转发|现将|关于|印发)*+"
    r"(?P<name>[\u4e00-\u9fff]{2,8}?(?:省|自治区|市))(?=政务公开|人民政府)"
)
_NATIONAL = re.compile(r"^(?:国务院|中共中央|中央|全国|国家(?!税务总局.+税务局))")
# Only a body of the nation writes to them all. Example: 各省、自治区、直辖市教育厅（教委）
_TO_PROVINCES = re.compile(r"各省、自治区、直辖市")
# 中共苍坪县委 苍坪县人民政府: two bodies of one place; nothing may stand between them
_PARTY = re.compile(
    r"(?:中共)?(?!共青)(?P<place>[\u4e00-\u9fff]{2,20}?[省市区县旗州盟])委(?:员会)?"
    r"(?=办公室|办公厅|[\s、]|$|(?P=place)|[省市区县旗州盟](?:人民)?政府)"
)
_BRANCH_OF_NATION = re.compile(r"^国家税务总局(?=[\u4e00-\u9fff]{2,}税务局)")
_SEAT = re.compile(r"行政公署|行署|人民政府")  # behind the name of a 地区, 区
_OFFICE = re.compile(r"(?:办公厅|办公室)$")
# 发布机构：石桥县人民政府办公室; 结合石桥县实际
_PUBLISHER = re.compile(
    r"(?:发布|公开|制发|发文|颁布)(?:机构|机关|单位|部门)[\s:：|\]】]*(?P<body>[\u4e00-\u9fff]{4,24})"
)
# 来源：石桥县人民政府; a newspaper is another thing
_FROM = re.compile(
    r"来源\s*[:：]\s*(?P<body>[\u4e00-\u9fff]{2,20}?(?:政府(?:办公室)?|办公室|委员会|局|厅))"
    r"(?![\u4e00-\u9fff])"
)
# 近日，石桥县人民政府办公室印发《…》: what a page says before the plan
_NEWS = re.compile(
    r"(?:近日|日前|近期)[,，]?\s*"
    r"(?P<body>[\u4e00-\u9fff]{2,20}?(?:政府(?:办公[室厅])?|办公[室厅]|委员会|局|厅))"
    r"(?:正式)?(?:印发|发布|出台|下发|公布)了?《"
)
_FITTED = re.compile(r"结合(?P<place>[\u4e00-\u9fff]{2,10}?[市县区旗州])(?:的)?实际")
_SPACE = re.compile(r"\s+")
_YEAR = re.compile(r"^\s*(?:19|20)\d\d\s*年\s*(?:度)?")
_OF_LOWER = re.compile("[省市州县区旗]")  # 省财政厅: no plan of the nation assigns it
_MINISTRIES = 3  # as many in the tasks of a plan make it one of the nation
_TOWN_NAME = re.compile(r"(?:镇|乡|街道|苏木)$")
_NATION_NAMES = ("全国", "国家", "中国")
_RANK = re.compile("[省市区县州盟旗镇乡](?!中区)|.*(?:人民)?政府$|各")  # of a unit: 市教育局
_HEAD = 1500  # characters of a notice in which its county may be named
_LONGEST_PLACE = 15  # characters of the name of a place
_PLACES = re.compile("[省市区县州盟旗镇乡]")
_KIND_OF_PLACE = ("省", "市", "区", "县", "旗", "州", "盟")


def jurisdiction(notice: Notice) -> Chain:
    """The places a notice applies to, from the province down; empty where they cannot be told.

    The issuer says it; where it does not, the title of the plan does. The words around (the
    letterhead, the plans it cites) decide between places of the same name and fill in the places
    above. Where they do not decide, the place is not told: no place is better than a wrong one.
    """
    notice = _simplified(notice)
    around = _words_around(notice)
    bodies = bodies_of(notice.issuer or "")
    if _NATIONAL.match(notice.issuer or notice.title or "") or _is_ministry(bodies[0]):
        return (NATION,)
    told = [chain for body in bodies if (chain := _of_text(body, notice, around)) is not None]
    if told:
        return _in_all(told)
    for text in (notice.plan_title, notice.title):
        found = _of_text(_of_plan(text or ""), notice, around)
        if found is not None:
            return found
    return _of_office(notice, around) or _told_beside(notice, around)


def _of_office(notice: Notice, around: list[str]) -> Chain:
    """The place of an office that is no bureau: 恒泰县安全生产委员会办公室.

    Its addressees or units are of that rank: 县安委会成员单位, 县应急管理局.
    """
    match = _OFFICE_OF_PLACE.fullmatch(_SPACE.sub("", notice.issuer or ""))
    if match is None or is_no_place(match["place"]):
        return ()
    named = {*notice.addressees, *(a.unit for task in notice.tasks for a in task.assignments)}
    if not any(name.startswith(match["kind"]) for name in named):
        return ()
    found = chain_of([match["place"]], around)
    return () if is_doubtful(found) else found


def _of_plan(title: str) -> str:
    """A title without the marks it begins with: 《某省渡口规划》任务分解书 is that of the place.

    Not where a place may be named behind them: 《某省渡口规划》某市分工方案.
    """
    inner, mark, behind = title.removeprefix("《").partition("》")
    return inner if mark and title.startswith("《") and not _PLACES.search(behind) else title


def named(names: Sequence[str]) -> Chain:
    """The chain of a place whose names from the province down a person gives."""
    if names[-1] in _NATION_NAMES:
        return (NATION,)
    if len(names) > 1 and _TOWN_NAME.search(names[-1]):
        return (*named(names[:-1]), Place(names[-1], "town", None))
    return chain_of(names, ())


def _is_ministry(body: str) -> bool:
    """Whether a body is one of the nation, or an office of it: 农业农村部办公厅."""
    return is_ministry(_OFFICE.sub("", body))


def _of_text(text: str, notice: Notice, around: list[str]) -> Chain | None:
    """The places that the name of a body, or a title, begins with.

    None where it names no place, an empty chain where it cannot be told which one it names.
    """
    text = _YEAR.sub("", text)  # 2022年上海市…工作要点
    plain = _SPACE.sub("", text)
    town = _TOWN.match(plain) or _town_in_title(plain, notice)
    if town is not None:
        return _town_chain(town, notice)
    names = _path(text)
    if not names:
        return None
    found = chain_of(names, around)
    return () if is_doubtful(found) else found


def _town_in_title(title: str, notice: Notice) -> re.Match[str] | None:
    """The town whose name begins the title of a plan, where the notice speaks as one of its own."""
    town = _TOWN_IN_TITLE.match(title)
    if town is None:
        return None
    named = re.search(re.escape(town["town"]) + _BODIES_OF_TOWN, notice.text)
    return town if named or _OF_TOWN.search(notice.text) else None


def _in_all(chains: Sequence[Chain]) -> Chain:
    """The places that all of some chains are in: of 济南市 and 泰安市 it is 山东省."""
    common = [one[0] for one in zip(*chains, strict=False) if len(set(one)) == 1]
    return tuple(common)


def _told_beside(notice: Notice, around: list[str]) -> Chain:
    """The place that the addressees, the site or the conditions it is fitted to tell.

    Only where neither the issuer nor a title says one.
    """
    if any(_TO_PROVINCES.match(addressee) for addressee in notice.addressees[:1]):
        return (NATION,)
    named_units = {a.unit for task in notice.tasks for a in task.assignments}
    ministries = sum(map(is_ministry, named_units))
    if ministries >= _MINISTRIES and not any(map(_OF_LOWER.match, named_units)):
        return (NATION,)
    head = notice.text[:_HEAD]
    said = [m["body"] for who in (_PUBLISHER, _FROM, _NEWS) for m in who.finditer(head)]
    said += [m["place"] + "人民政府" for m in _FITTED.finditer(head)]
    for text in said:
        found = _known(text, around)
        if found:
            return found
    return _of_units(notice, around)


def _of_units(notice: Notice, around: list[str]) -> Chain:
    """The known place whose name the units of most tasks bear: 苍坪县市场监督管理局, 食品股."""
    tasks = [{a.unit for a in task.assignments} for task in notice.tasks]
    if any(_RANK.match(unit) for units in tasks for unit in units):
        return ()  # 市教育局, 苍坪县人民政府: the places that a plan is for, not that of the plan
    of_tasks = [{chain for unit in units if (chain := _known(unit, around))} for units in tasks]
    of_all = {chain for chains in of_tasks for chain in chains}
    most = 2 * sum(map(bool, of_tasks)) > len(of_tasks)
    return of_all.pop() if len(of_all) == 1 and most else ()


def _known(name: str, around: list[str]) -> Chain:
    """The known place that the name of a body begins with."""
    names = _path(name)
    found = chain_of(names, around) if names else ()
    return found if found and found[-1].code is not None and not is_doubtful(found) else ()


def _simplified(notice: Notice) -> Notice:
    """A notice whose names of places are those of the gazetteer.

    They are in simplified characters; prefectures that the head names in short are named whole.
    """
    if not is_traditional(notice.text):
        return _with_prefectures(notice)
    notice = replace(
        notice,
        text=simplified(notice.text),
        title=notice.title and simplified(notice.title),
        plan_title=notice.plan_title and simplified(notice.plan_title),
        issuer=notice.issuer and simplified(notice.issuer),
        addressees=tuple(simplified(name) for name in notice.addressees),
        copied_to=tuple(simplified(name) for name in notice.copied_to),
        citations=tuple(
            replace(c, title=c.title and simplified(c.title)) for c in notice.citations
        ),
    )
    return _with_prefectures(notice)


def _with_prefectures(notice: Notice) -> Notice:
    return replace(
        notice,
        title=notice.title and whole_prefectures(notice.title),
        plan_title=notice.plan_title and whole_prefectures(notice.plan_title),
        issuer=notice.issuer and whole_prefectures(notice.issuer),
        text=whole_prefectures(notice.text[:_HEAD]) + notice.text[_HEAD:],
    )


def _town_chain(town: re.Match[str], notice: Notice) -> Chain:
    """A town under the county that its own name, or the rest of the notice, tells.

    Where several counties are named, or none, the town stands by itself.
    """
    here = Place(town["town"], "town", None)
    names = [town[level] for level in ("province", "city", "county") if town[level]]
    if not names:  # the letterhead has them: 苍坪县坳口镇人民政府文件
        printed = re.search(rf"(?m)^{_ABOVE_TOWN}{re.escape(here.name)}", notice.text[:_HEAD])
        names = [name for name in printed.groups() if name] if printed is not None else []
    if names:
        above = chain_of(names, _words_around(notice))
        return (*above, here) if not is_doubtful(above) else (here,)
    said = [notice.title or "", notice.plan_title or "", *notice.addressees, *notice.copied_to]
    said += [c.title or "" for c in notice.citations]
    for text in (" ".join(said), notice.text[:_HEAD]):
        counties = _counties_in(text)
        if len(counties) == 1:
            return (*counties.pop(), here)
    return (here,)


def _counties_in(text: str) -> set[Chain]:
    """The known counties that a text names."""
    found: set[Chain] = set()
    for end in (m.end() for m in re.finditer("[市区县旗]", text)):
        for start in range(max(0, end - _LONGEST_PLACE), end - 1):
            chains = gazetteer().find(text[start:end])
            if len(chains) == 1 and chains[0][-1].level == "county":
                found.add(chains[0])
    return found


def namesakes(notice: Notice) -> list[str]:
    """The known places that the name in a notice may stand for, where there are several."""
    notice = _simplified(notice)
    for text in (notice.issuer, notice.plan_title, notice.title):
        names = _path(text or "")
        if names:
            chains = gazetteer().find(names[-1])
            return ["".join(p.name for p in c) for c in chains] if len(chains) > 1 else []
    return []


def of_title(title: str, near: Chain) -> Chain:
    """The places that the title of a cited plan names, near the places of the citing notice."""
    names = _path(whole_prefectures(simplified(title)))
    if not names:
        return ()
    for depth in range(len(near), 0, -1):
        if near[depth - 1].name == names[-1]:
            return near[:depth]
    return chain_of(names, [p.name for p in near])


def full_name(chain: Chain) -> str:
    """From the city down: 济南市天桥区."""
    return "".join(p.name for p in chain if p.level in ("city", "county", "town")) or (
        chain[-1].name if chain else ""
    )


_SPLIT = re.compile(r"[\s《》（）()，,。:：]+")
_SIGNED = ("人民政府", "办公室", "办公厅", "委员会", "文件", "的通知")  # lines of the head


def _words_around(notice: Notice) -> list[str]:
    """Names of provinces and cities in the head of the notice and in the titles it cites."""
    texts = [notice.issuer or "", notice.plan_title or "", notice.title or "", notice.text[:300]]
    texts += [c.title or "" for c in notice.citations]
    names: dict[str, None] = {}
    named = {part for text in [*texts[:3], *texts[4:]] for part in _SPLIT.split(text)}
    for text in texts:
        for line in _SPLIT.split(text):
            for match in _MENTION.finditer(line):
                if not is_no_place(match["name"]):
                    names.setdefault(match["name"])
            path = _PATH.match(line)
            whole = line in named or line.endswith(_SIGNED)
            if path is not None and whole:  # never out of the middle of a sentence
                for group in ("province", "city"):
                    if path[group] and not is_no_place(path[group]):
                        names.setdefault(path[group])
    return list(names)


def _path(text: str) -> list[str]:
    """The names of places that a text begins with, from the highest down."""
    text = _BRANCH_OF_NATION.sub("", text)
    party = _PARTY.match(text)
    plain = party["place"] if party is not None else _SPACE.sub("", text).removeprefix("中共")
    match = _PATH.match(plain)
    if match is not None:
        found = [match[g] for g in ("province", "city", "county") if match[g]]
        seat = _SEAT.match(plain, match.end()) is not None
        if found and not any(is_no_place(name, seat=seat) for name in found):
            return with_province(found[0]) if len(found) == 1 else found
    return _known_path(plain)


def _known_path(text: str) -> list[str]:
    """The names of known places that a text begins with, whatever follows: 上海市北斗产业…."""
    found: list[str] = []
    at = 0
    while True:
        ends = range(min(len(text), at + _LONGEST_PLACE), at + 1, -1)
        below = tuple(found)
        name = next(
            (text[at:end] for end in ends if _is_below(text[at:end], below)),
            None,
        )
        if name is None:
            return found
        found.append(name)
        at += len(name)


def _is_below(name: str, above: tuple[str, ...]) -> bool:
    """Whether a known place of a name lies in places of the names above."""
    if name.endswith(_KIND_OF_PLACE) and len(name) > 2:
        chains = gazetteer().find(name)
        return any(set(above) <= {p.name for p in chain[:-1]} for chain in chains)
    return False
