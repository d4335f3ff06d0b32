"""单位: which body a printed name stands for."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib import resources

import pytest

from zhengmai.model import Place
from zhengmai.ontology import units
from zhengmai.ontology.iris import unit as unit_iri
from zhengmai.ontology.places import NATION

PROVINCE = Place("湄川省", "province", None)
CITY = Place("榆津市", "city", None)
DISTRICT = (PROVINCE, CITY, Place("渡南区", "county", None))
COUNTY = (PROVINCE, CITY, Place("苍坪县", "county", None))
COUNTY_CITY = (PROVINCE, CITY, Place("石港市", "county", None))
SHANDONG = Place("山东省", "province", "370000")
JINAN = (SHANDONG, Place("济南市", "city", "370100"))
QINGDAO = (SHANDONG, Place("青岛市", "city", "370200"))
RULES = tomllib.loads(
    resources.files("zhengmai.ontology").joinpath("unit_names.toml").read_text("utf-8")
)


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
        ("区行政审批局", DISTRICT, "渡南区行政审批服务局"),
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


def test_every_short_name_gives_its_reason() -> None:
    assert "first characters" in units.resolve("区教体局", DISTRICT).why
    assert units.resolve("区财政局", DISTRICT).why == ""


@pytest.mark.parametrize("row", RULES["stem"], ids=lambda row: row["short"][0])
def test_every_row_of_the_table_has_a_reason_and_an_example_it_resolves(
    row: dict[str, str],
) -> None:
    assert row["why"]
    chain = COUNTY if row["example"].startswith("县") else DISTRICT
    name = units.resolve(row["example"], chain)
    assert row["full"].format(short="渡南") in name.canonical


@pytest.mark.parametrize("row", RULES["collective"], ids=lambda row: row["example"])
def test_every_collective_rule_holds_for_its_example(row: dict[str, str]) -> None:
    assert units.reaches(row["example"]) == row["reaches"]


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
    assert units.reaches(name) == rank


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


def test_every_national_body_is_found_by_its_short_names_while_it_existed() -> None:
    table = tomllib.loads(
        resources.files("zhengmai.ontology").joinpath("national_units.toml").read_text("utf-8")
    )
    for row in table["body"]:
        day = row.get("since") or date(2000, 1, 1)
        for name in row.get("short", ()):
            assert units.resolve(name, (NATION,), day).canonical == row["full"], name
