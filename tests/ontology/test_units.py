"""单位: which body a printed name stands for."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from importlib import resources
from typing import Any

import pytest

from tests.ontology.madeup import NOTICE
from zhengmai.model import Place
from zhengmai.ontology import stems, units
from zhengmai.ontology.gazetteer import NATION, Chain, gazetteer, short_name
from zhengmai.ontology.iris import unit as unit_iri
from zhengmai.ontology.national import full_name
from zhengmai.ontology.places import LEVELS
from zhengmai.ontology.scopes import Scope

PROVINCE = Place("湄川省", "province", None)
CITY = Place("榆津市", "city", None)
DISTRICT = (PROVINCE, CITY, Place("渡南区", "county", None))
COUNTY = (PROVINCE, CITY, Place("苍坪县", "county", None))
COUNTY_CITY = (PROVINCE, CITY, Place("石港市", "county", None))
SHANDONG = Place("山东省", "province", "370000")
JINAN = (SHANDONG, Place("济南市", "city", "370100"))
QINGDAO = (SHANDONG, Place("青岛市", "city", "370200"))
RULES, PARTY, BRANCHES, *TABLES = (
    tomllib.loads(resources.files("zhengmai.ontology").joinpath(name).read_text("utf-8"))
    for name in (*stems.NAMES, stems.BRANCHES, *stems.DUTIES)
)
STEMS = [*RULES["stem"], *PARTY["stem"]]
DUTIES = [row for table in TABLES for row in table["duty"]]
HAIDONG = gazetteer().find("海东市")[0]
XIANGXI = gazetteer().find("湘西土家族苗族自治州")[0]
BANNER = (PROVINCE, CITY, Place("渡南旗", "county", None))
TOWN = (*COUNTY, Place("渡口镇", "town", None))
KINDS = {"省": "province", "市": "city", "区": "county", "县": "county", "镇": "town"}


def place_of(row: dict[str, Any]) -> Chain:
    """A place where a row of a table holds, of the kind that its example begins with."""
    level = KINDS[row["example"][0]]
    for name in row.get("in", ()):
        for chain in gazetteer().find(name):
            for place in (
                *(chain[:n] for n in range(len(chain), 0, -1)),
                *gazetteer().below(chain),
            ):
                fits = place[-1].level == level or (level == "city" and name in MUNICIPAL)
                if fits and Scope.of(row).covers(place):
                    return place
        if level == "county":
            return (*gazetteer().find(name)[0], Place("石桥县", "county", None))
        if level == "city":
            return (*gazetteer().find(name)[0], Place("石桥市", "city", None))
    county = DISTRICT if row["example"].startswith("区") else TOWN
    return county[: LEVELS.index(level)]


def day_of(row: dict[str, Any]) -> date | None:
    """A day on which a row holds."""
    last = row["until"] - timedelta(days=1) if "until" in row else None
    first: date | None = row.get("from")
    return first or last


MUNICIPAL = ("北京市", "天津市", "上海市", "重庆市")


@pytest.mark.parametrize(
    ("printed", "chain", "canonical"),
    [
        ("区教体局", DISTRICT, "渡南区教育和体育局"),
        ("区教育和体育局", DISTRICT, "渡南区教育和体育局"),
        ("渡南区教育和体育局", DISTRICT, "渡南区教育和体育局"),
        ("榆津市渡南区教育和体育局", DISTRICT, "渡南区教育和体育局"),
        ("区住建局", DISTRICT, "渡南区住房和城乡建设局"),
        ("区住房城乡建设局", DISTRICT, "渡南区住房和城乡建设局"),
        ("区人社局", DISTRICT, "渡南区人力资源和社会保障局"),
        ("区卫健局", DISTRICT, "渡南区卫生健康局"),
        ("区文旅局", DISTRICT, "渡南区文化和旅游局"),
        ("区发改局", DISTRICT, "渡南区发展和改革局"),
        ("区市场监管局", DISTRICT, "渡南区市场监督管理局"),
        ("区行政审批局", DISTRICT, "渡南区行政审批局"),
        ("区教育体育局", DISTRICT, "渡南区教育体育局"),
        ("区政府办公室", DISTRICT, "渡南区人民政府办公室"),
        ("县政府办", COUNTY, "苍坪县人民政府办公室"),
        ("市政府办公厅", DISTRICT[:2], "榆津市人民政府办公厅"),
        ("市卫生健康委", DISTRICT[:2], "榆津市卫生健康委员会"),
        ("市市场监管局", DISTRICT[:2], "榆津市市场监督管理局"),
        ("市场监管局", COUNTY, "苍坪县市场监督管理局"),
        ("区委编办", DISTRICT, "渡南区委机构编制委员会办公室"),
        ("区生态环境分局", DISTRICT, "榆津市生态环境局渡南分局"),
        ("市生态环境局苍坪分局", COUNTY, "榆津市生态环境局苍坪分局"),
        ("区公安分局", DISTRICT, "榆津市公安局渡南分局"),
        ("区税务局", DISTRICT, "国家税务总局榆津市渡南区税务局"),
        ("望渡街道", DISTRICT, "渡南区望渡街道办事处"),
        ("石鼓坪乡", COUNTY, "苍坪县石鼓坪乡人民政府"),
        ("市教体局", COUNTY_CITY, "石港市教育和体育局"),
        ("区水务局", DISTRICT, "渡南区水务局"),
        ("榆津学院", DISTRICT[:2], "榆津学院"),
        ("民和县人民政府", HAIDONG, "民和回族土族自治县人民政府"),
        ("互助县政府", HAIDONG, "互助土族自治县人民政府"),
        ("循化县", HAIDONG, "循化撒拉族自治县人民政府"),
        ("化隆县教育局", HAIDONG, "化隆回族自治县教育局"),
        ("乐都区教育局", HAIDONG, "乐都区教育局"),
        ("州财政局", XIANGXI, "湘西州财政局"),
        ("湘西州财政局", XIANGXI, "湘西州财政局"),
        ("湘西高新区管委会", XIANGXI, "湘西高新区管理委员会"),
        ("凤凰县政府", XIANGXI, "凤凰县人民政府"),
        ("团旗委", BANNER, "共青团渡南旗委员会"),
        ("渡口派出所", TOWN, "渡口派出所"),
        ("渡口供电所", TOWN, "渡口供电所"),
        ("镇派出所", TOWN, "渡口镇派出所"),
        ("镇党政办", TOWN, "渡口镇党政办"),
        ("镇应急办", TOWN, "渡口镇应急管理办公室"),
        ("国家税务总局榆津市渡南区税务局", DISTRICT, "国家税务总局榆津市渡南区税务局"),
        ("国家发展改革委", DISTRICT, "国家发展和改革委员会"),
        ("渡南区政府", DISTRICT[:2], "渡南区人民政府"),
        ("市政务服务局", DISTRICT, "榆津市政务服务局"),
        ("市政府办公室", DISTRICT, "榆津市人民政府办公室"),
        ("市民政局", DISTRICT, "榆津市民政局"),
        ("县税务局", COUNTY, "国家税务总局苍坪县税务局"),
        ("团区委", DISTRICT, "共青团渡南区委员会"),
        ("榆津海关", DISTRICT, "榆津海关"),
        ("国网渡南供电公司", DISTRICT, "国网渡南供电公司"),
        ("区水务集团", DISTRICT, "渡南区水务集团"),
        ("人民银行榆津市分行", DISTRICT, "中国人民银行榆津市分行"),
        ("中国残联", DISTRICT, "中国残疾人联合会"),
        ("青岛市税务局", (SHANDONG,), "国家税务总局青岛市税务局"),
        ("市南区政府", QINGDAO, "市南区人民政府"),
        ("市中区人民政府", JINAN, "市中区人民政府"),
        ("天桥区教体局", JINAN, "天桥区教育和体育局"),
    ],
)
def test_full_name(printed: str, chain: tuple[Place, ...], canonical: str) -> None:
    assert units.resolve(printed, chain).canonical == canonical


CHONGQING = (Place("重庆市", "province", "500000"),)
TIANJIN = (Place("天津市", "province", "120000"),)


@pytest.mark.parametrize(
    ("printed", "chain", "canonical"),
    [
        ("市教委", CHONGQING, "重庆市教育委员会"),
        ("市经济信息化委", CHONGQING, "重庆市经济和信息化委员会"),
        ("市规划自然资源局", CHONGQING, "重庆市规划和自然资源局"),
        ("渝中区政府", CHONGQING, "渝中区人民政府"),
        ("市交通运输委", TIANJIN, "天津市交通运输委员会"),
        ("市商务局", (*TIANJIN, Place("河西区", "county", "120103")), "天津市商务局"),
        ("区商务局", (*TIANJIN, Place("河西区", "county", "120103")), "河西区商务局"),
        ("市税务局", CHONGQING, "国家税务总局重庆市税务局"),
        ("团市委", TIANJIN, "共青团天津市委员会"),
        ("市团委", TIANJIN, "共青团天津市委员会"),
    ],
)
def test_names_in_a_municipality(printed: str, chain: tuple[Place, ...], canonical: str) -> None:
    assert units.resolve(printed, chain).canonical == canonical


@pytest.mark.parametrize(
    ("printed", "chain", "canonical"),
    [
        ("教育部", DISTRICT, "教育部"),
        ("海关总署榆津分署", DISTRICT, "海关总署榆津分署"),
        ("农业农村部", (PROVINCE,), "农业农村部"),
        ("省水文中心", (CITY,), "省水文中心"),
        ("省发改委", (CITY,), "省发展和改革委员会"),
        ("区科技局", (CITY,), "区科学技术局"),
        ("市科委", (), "市科学技术委员会"),
        ("区委宣传部", DISTRICT, "渡南区委宣传部"),
        ("区人武部", DISTRICT, "渡南区人民武装部"),
    ],
)
def test_a_body_of_another_level_does_not_get_the_place(
    printed: str, chain: tuple[Place, ...], canonical: str
) -> None:
    assert units.resolve(printed, chain).canonical == canonical


@pytest.mark.parametrize(
    ("zone", "printed", "canonical"),
    [
        ("湄北新区", "新区财政局", "湄北新区财政局"),
        ("湄北新区", "新区市场监管局", "湄北新区市场监督管理局"),
        ("湄北新区", "湄北新区财政局", "湄北新区财政局"),
        ("湄北新区", "新区税务局", "国家税务总局榆津市湄北新区税务局"),
        ("湄北高新技术产业开发区", "高新区财政局", "湄北高新技术产业开发区财政局"),
        ("湄北经开区", "经开区建设局", "湄北经开区建设局"),
        ("湄北经开区", "新区财政局", "湄北经开区新区财政局"),
    ],
)
def test_the_kind_of_a_zone_stands_for_its_name(zone: str, printed: str, canonical: str) -> None:
    chain = (PROVINCE, CITY, Place(zone, "county", None))
    assert units.resolve(printed, chain).canonical == canonical


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("区行政审批局", "行政审批局"),
        ("区审批服务局", "行政审批服务局"),
        ("区城管执法局", "城管执法局"),
    ],
)
def test_a_full_name_that_differs_by_place(printed: str, canonical: str) -> None:
    hebei = Place("河北省", "province", "130000")
    chain = (hebei, Place("衡水市", "city", "131100"), Place("桃城区", "county", "131102"))
    assert units.resolve(printed, chain).canonical == "桃城区" + canonical


def test_the_body_for_licences_in_shandong() -> None:
    chain = (Place("山东省", "province", "370000"), Place("济南市", "city", "370100"))
    assert units.resolve("市行政审批局", chain).canonical == "济南市行政审批服务局"


def test_white_space_and_widths_do_not_make_another_body() -> None:
    assert units.resolve("区教 体局", DISTRICT) == units.resolve("区教体局", DISTRICT)


def test_bodies_of_two_districts_are_two_nodes() -> None:
    there = units.resolve("县教体局", COUNTY)
    here = units.resolve("区教体局", DISTRICT)
    assert unit_iri(here) != unit_iri(there)


def test_a_branch_belongs_to_the_city() -> None:
    assert units.resolve("区生态环境分局", DISTRICT).place == DISTRICT[:2]


@pytest.mark.parametrize(
    ("printed", "chain", "bureau"),
    [
        ("区生态环境分局", DISTRICT, "榆津市生态环境局"),
        ("市生态环境局苍坪分局", COUNTY, "榆津市生态环境局"),
        ("区税务局", DISTRICT, None),
        ("区财政局", DISTRICT, None),
    ],
)
def test_the_bureau_of_a_branch(printed: str, chain: tuple[Place, ...], bureau: str | None) -> None:
    found = units.parent(units.resolve(printed, chain))
    assert (found.canonical if found else None) == bureau


def test_a_name_with_two_readings_is_left_as_printed() -> None:
    """教育局 may be a body of its own or a slip for 教育和体育局: no merge without certainty."""
    assert units.resolve("区教育局", DISTRICT).canonical == "渡南区教育局"


PINGTAN = (Place("福建省", "province", "350000"), Place("平潭综合实验区", "county", None))


@pytest.mark.parametrize(
    ("printed", "chain", "expected"),
    [
        ("县财政局", PINGTAN, "平潭县财政局"),  # the county beside the zone named after it
        ("区财政局", PINGTAN, "平潭综合实验区财政局"),
        ("县财政局", DISTRICT, "县财政局"),  # a district is called no 县: nobody knows which
        ("区财政局", COUNTY, "区财政局"),
        ("县财政局", COUNTY, "苍坪县财政局"),
        ("县财政局", COUNTY_CITY, "石港市财政局"),
    ],
)
def test_a_word_for_a_place_of_another_kind_is_not_this_place(
    printed: str, chain: Chain, expected: str
) -> None:
    assert units.resolve(printed, chain).canonical == expected


def test_every_short_name_gives_its_reason() -> None:
    assert "first characters" in units.resolve("区教体局", DISTRICT).why
    assert units.resolve("区财政局", DISTRICT).why == ""


@pytest.mark.parametrize("row", STEMS, ids=lambda row: row["short"][0])
def test_every_row_of_the_table_has_a_reason_and_an_example_it_resolves(
    row: dict[str, str],
) -> None:
    assert row["why"]
    chain = place_of(row)
    name = units.resolve(row["example"], chain, day_of(row)).canonical
    assert row["full"].format(short=short_name(chain[-1])) in name


@pytest.mark.parametrize("row", DUTIES, ids=lambda row: row["short"][0])
def test_every_duty_has_a_reason_and_an_example_it_resolves(row: dict[str, Any]) -> None:
    assert row["why"]
    assert row["full"] in units.resolve(row["example"], place_of(row), day_of(row)).canonical


@pytest.mark.parametrize("row", BRANCHES["own"], ids=lambda row: row["example"])
def test_every_name_of_its_own_has_a_reason_and_an_example(row: dict[str, str]) -> None:
    assert row["why"]
    assert units.resolve(row["example"], DISTRICT[:2]).canonical == row["resolved"]


@pytest.mark.parametrize("row", RULES["collective"], ids=lambda row: row["example"])
def test_every_collective_rule_holds_for_its_example(row: dict[str, str]) -> None:
    assert stems.reaches(row["example"]) == row["reaches"]


@pytest.mark.parametrize(
    ("name", "rank"),
    [
        ("各镇〈街〉", "town"),
        ("各街道（功能区）", "town"),
        ("各乡镇〈街道〉", "town"),
        ("区政府各部门（单位）", "department"),
        ("各部门单位", "department"),
        ("县直各部门", "department"),
        ("各县(市、区)政府", "county"),
        ("区直有关部门", "unknown"),
        ("各相关部门(单位)", "unknown"),
        ("各项目牵头单位", "unknown"),
        ("各有关街道办事处", "unknown"),
    ],
)
def test_what_a_collective_reaches(name: str, rank: str) -> None:
    assert stems.reaches(name) == rank


@pytest.mark.parametrize(
    ("printed", "day", "canonical"),
    [
        ("广电总局", date(2012, 5, 1), "广电总局"),
        ("广电总局", date(2018, 12, 11), "国家广播电视总局"),
        ("新闻出版广电总局", date(2016, 5, 1), "国家新闻出版广电总局"),
        ("发展改革委", date(2025, 1, 1), "国家发展和改革委员会"),
        ("扶贫办", date(2018, 12, 30), "国务院扶贫开发领导小组办公室"),
        ("扶贫办", date(2024, 1, 1), "扶贫办"),
        ("银保监会", date(2020, 1, 1), "中国银行保险监督管理委员会"),
        ("财政部", None, "财政部"),
        ("中华人民共和国财政部", date(2020, 1, 1), "财政部"),
        ("网信办", date(2018, 12, 11), "网信办"),
    ],
)
def test_bodies_of_the_nation_by_date(printed: str, day: date | None, canonical: str) -> None:
    assert units.resolve(printed, (NATION,), day).canonical == canonical


@pytest.mark.parametrize("printed", ["银保监会", "证监会", "税务总局", "教育部"])
def test_names_that_no_body_of_a_place_has_need_no_place(printed: str) -> None:
    assert units.resolve(printed, ()).canonical == full_name(printed, None)


def test_every_national_body_is_found_by_its_short_names_while_it_existed() -> None:
    table = tomllib.loads(
        resources.files("zhengmai.ontology").joinpath("national_units.toml").read_text("utf-8")
    )
    for row in table["body"]:
        day = row.get("since") or date(2000, 1, 1)
        for name in row.get("short", ()):
            assert units.resolve(name, (NATION,), day).canonical == row["full"], name


@pytest.mark.parametrize(
    ("printed", "year", "canonical"),
    [
        ("市编办", 2016, "榆津市机构编制委员会办公室"),
        ("市编办", 2018, "榆津市编办"),  # renamed in that year: no day, no name
        ("市编办", 2022, "榆津市委机构编制委员会办公室"),
        ("市交通局", 2007, "榆津市交通局"),
        ("市交通局", 2012, "榆津市交通运输局"),
        ("市交通局", None, "榆津市交通局"),
        ("市国税局", None, "榆津市国家税务局"),
        ("市消防支队", 2015, "榆津市公安消防支队"),
        ("市财政局", 0, "榆津市财政局"),
    ],
)
def test_a_notice_without_a_day_has_the_year_of_its_plan(
    printed: str, year: int | None, canonical: str
) -> None:
    notice = replace(NOTICE, jurisdiction=DISTRICT[:2], plan_year=year, issuer=None)
    notice = replace(notice, issued=None, published=None)
    assert units.named_in(printed, notice).canonical == canonical


@pytest.mark.parametrize(
    ("issuer", "plan"),
    [("榆津市教育局", None), (None, "榆津市教育局2025年工作要点")],
    ids=["the issuer", "nobody signs: the bureau of the plan"],
)
@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("组干科", "榆津市教育局组干科"),
        ("机关党委", "榆津市教育局机关党委"),
        ("办公室", "榆津市教育局办公室"),
        ("直属机关工会", "榆津市教育局直属机关工会"),
        ("局机关纪委", "榆津市教育局机关纪委"),
        ("市财政局", "榆津市财政局"),
    ],
)
def test_sections_are_those_of_the_bureau_whose_plan_it_is(
    issuer: str | None, plan: str | None, printed: str, canonical: str
) -> None:
    notice = replace(NOTICE, jurisdiction=DISTRICT[:2], issuer=issuer, plan_title=plan)
    assert units.named_in(printed, notice).canonical == canonical


def test_a_plan_of_the_government_has_no_sections() -> None:
    title = "2025年榆津市政务公开工作要点"
    notice = replace(NOTICE, jurisdiction=DISTRICT[:2], issuer=None, plan_title=title)
    assert units.named_in("机关党委", notice).canonical == "榆津市机关党委"
