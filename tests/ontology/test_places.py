"""行政区: which place a notice is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.loaders.reading import read
from zhengmai.model import (
    Assignment,
    Citation,
    Notice,
    Place,
    Relation,
    Role,
    Task,
    TaskSource,
    UnitKind,
)
from zhengmai.ontology.gazetteer import NATION, short_name
from zhengmai.ontology.places import jurisdiction, namesakes, of_title
from zhengmai.ontology.resolution import resolve

EMPTY = Notice(
    file="x.txt", text="", title=None, plan_title=None, document_number=None, issuer=None,
    issued=date(2024, 6, 1), published=None, plan_year=2024, addressees=(), copied_to=(),
    citations=(), points=(), tasks=(), unread=(), remarks=(),
)  # fmt: skip


def names(notice: Notice) -> list[str]:
    return [p.name for p in jurisdiction(notice)]


@pytest.mark.parametrize(
    ("issuer", "head", "expected", "codes"),
    [
        pytest.param(
            "济南市天桥区人民政府办公室",
            "",
            ["山东省", "济南市", "天桥区"],
            "370105",
            id="named city",
        ),
        pytest.param(
            "台儿庄区人民政府办公室",
            "",
            ["山东省", "枣庄市", "台儿庄区"],
            "370405",
            id="only one such",
        ),
        pytest.param(
            "市中区人民政府办公室",
            "枣庄市市中区人民政府办公室文件",
            ["山东省", "枣庄市", "市中区"],
            "370402",
            id="letterhead decides",
        ),
        pytest.param("济南市人民政府办公厅", "", ["山东省", "济南市"], "370100", id="city"),
        pytest.param("山东省人民政府办公厅", "", ["山东省"], "370000", id="province"),
        pytest.param(
            "北京市朝阳区人民政府办公室", "", ["北京市", "朝阳区"], "110105", id="capital"
        ),
        pytest.param(
            "胶州市人民政府办公室",
            "",
            ["山东省", "青岛市", "胶州市"],
            "370281",
            id="county-level city",
        ),
        pytest.param(
            "渡南区人民政府办公室",
            "榆津市渡南区人民政府办公室文件",
            ["榆津市", "渡南区"],
            None,
            id="invented",
        ),
        pytest.param(
            "榆津高新技术产业开发区管委会办公室",
            "",
            ["榆津市", "榆津高新技术产业开发区"],
            None,
            id="development zone",
        ),
    ],
)
def test_issuer_tells_the_place(
    issuer: str, head: str, expected: list[str], codes: str | None
) -> None:
    notice = replace(EMPTY, issuer=issuer, text=head)
    assert names(notice) == expected
    assert jurisdiction(notice)[-1].code == codes


def test_two_places_of_one_name_are_not_told_apart_by_a_guess() -> None:
    """市中区 stands in four cities; without a word around it there is no place."""
    notice = replace(EMPTY, issuer="市中区人民政府办公室")
    assert jurisdiction(notice) == ()
    assert "山东省枣庄市市中区" in namesakes(notice)
    (problem,) = [r for r in resolve(notice).remarks if "place" in r.message]
    assert "4 places of that name" in problem.message


def test_a_zone_without_its_city_is_no_place() -> None:
    assert jurisdiction(replace(EMPTY, issuer="高新区管委会办公室")) == ()


def test_a_tax_bureau_of_a_city_is_not_the_nation() -> None:
    notice = replace(EMPTY, issuer="国家税务总局济南市税务局")
    assert jurisdiction(notice) != (NATION,)
    assert jurisdiction(replace(EMPTY, issuer="国务院办公厅")) == (NATION,)


@pytest.mark.parametrize(
    ("issuer", "addressee", "expected"),
    [
        ("恒泰县安全生产委员会办公室", "县安委会成员单位", ["恒泰县"]),
        ("嘉水县防汛抗旱指挥部", "县防汛抗旱指挥部成员单位", ["嘉水县"]),
        ("渡亭市爱国卫生运动委员会办公室", "市爱卫会成员单位", ["渡亭市"]),
        ("恒泰县安全生产委员会办公室", "各有关单位", []),
        ("文明城市创建指挥部", "各有关单位", []),
        ("老旧小区改造领导小组", "区直各部门", []),
        ("平安县城建设指挥部办公室", "各有关单位", []),
    ],
)
def test_an_office_that_is_no_bureau_is_of_the_place_of_those_it_writes_to(
    issuer: str, addressee: str, expected: list[str]
) -> None:
    assert names(replace(EMPTY, issuer=issuer, addressees=(addressee,))) == expected


def test_plan_title_tells_the_place_where_the_issuer_does_not() -> None:
    assert names(replace(EMPTY, plan_title="2024年钢城区政务公开工作要点")) == [
        "山东省",
        "济南市",
        "钢城区",
    ]


def test_cited_plans_fill_in_the_places_above() -> None:
    cites = tuple(
        Citation(f"2024年{name}政务公开工作要点", None, Relation.BASIS, "", ())
        for name in ("湄川省", "榆津市")
    )
    notice = replace(EMPTY, issuer="苍坪县人民政府办公室", citations=cites)
    assert names(notice) == ["湄川省", "榆津市", "苍坪县"]


@pytest.mark.parametrize(
    "opening",
    [
        "根据湄川省人民政府办公厅湄政办发〔2025〕6号文件要求，",
        "经湄川省人民政府同意，",
        "按湄川省人民政府部署，",
        "现将湄川省人民政府办公厅文件转发给你们，",
        "为落实湄川省人民政府部署，",
    ],
)
def test_words_of_a_sentence_are_no_part_of_a_name(opening: str) -> None:
    notice = replace(EMPTY, issuer="榆津市人民政府办公室", text=f"各县区：\n{opening}现予印发。")
    assert names(notice) == ["湄川省", "榆津市"]


def test_a_county_of_places_that_nobody_knows_is_not_its_known_namesake() -> None:
    cites = tuple(
        Citation(f"2024年{name}政务公开工作要点", None, Relation.BASIS, "", ())
        for name in ("湄川省", "榆津市")
    )
    notice = replace(EMPTY, issuer="平阴县人民政府办公室")
    assert names(notice) == ["山东省", "济南市", "平阴县"]
    assert names(replace(notice, citations=cites[:1])) == ["山东省", "济南市", "平阴县"]  # a slip
    assert names(replace(notice, citations=cites)) == ["湄川省", "榆津市", "平阴县"]


def test_no_place_is_an_empty_chain() -> None:
    assert jurisdiction(replace(EMPTY, issuer="某某公司办公室")) == ()


def test_title_of_a_cited_plan_names_a_place_near() -> None:
    chain = jurisdiction(replace(EMPTY, issuer="济南市天桥区人民政府办公室"))
    assert of_title("2024年济南市政务公开工作要点", chain) == chain[:2]
    assert of_title("政府信息公开条例", chain) == ()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("天桥区", "天桥"),
        ("石桥县", "石桥"),
        ("城区", "城区"),
        ("某某高新技术产业开发区", "高新区"),
        ("鄂托克旗", "鄂托克旗"),
    ],
)
def test_short_name(name: str, short: str) -> None:
    assert short_name(Place(name, "county", None)) == short


# --- the party and the government


@pytest.mark.parametrize(
    "issuer",
    [
        "中共苍坪县委办公室 苍坪县人民政府办公室",
        "中共苍坪县委办公室苍坪县人民政府办公室",
        "中共苍坪县委 苍坪县人民政府",
        "中共苍坪县委、苍坪县人民政府",
        "中共苍坪县委办公室",
        "中共苍坪县委",
    ],
)
def test_two_bodies_of_one_place(issuer: str) -> None:
    assert names(replace(EMPTY, issuer=issuer)) == ["苍坪县"]


# --- towns, bureaus, zones


@pytest.mark.parametrize(
    ("issuer", "head", "expected"),
    [
        ("苍坪县坳口镇人民政府", "", ["苍坪县", "坳口镇"]),
        ("苍坪县石鼓坪乡人民政府", "", ["苍坪县", "石鼓坪乡"]),
        ("榆津市渡南区望渡街道办事处", "", ["榆津市", "渡南区", "望渡街道"]),
        ("渡南区人民政府望渡街道办事处", "", ["渡南区", "望渡街道"]),
        ("济南市天桥区北坦街道办事处", "", ["山东省", "济南市", "天桥区", "北坦街道"]),
        ("中共苍坪县坳口镇委员会", "", ["苍坪县", "坳口镇"]),
        ("坳口镇人民政府", "苍坪县坳口镇人民政府文件", ["苍坪县", "坳口镇"]),
        ("苍坪县坳口镇党政办公室", "", ["苍坪县", "坳口镇"]),
        ("胶州市里岔镇人民政府", "", ["山东省", "青岛市", "胶州市", "里岔镇"]),
    ],
)
def test_a_town_under_its_county(issuer: str, head: str, expected: list[str]) -> None:
    chain = jurisdiction(replace(EMPTY, issuer=issuer, text=head))
    assert [p.name for p in chain] == expected
    assert chain[-1].level == "town"
    assert chain[-2].level in {"county", "city"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("坳口镇关于做好2025年河道整治的通知", ["坳口镇"]),
        ("苍坪县坳口镇关于做好2025年河道整治的通知", ["苍坪县", "坳口镇"]),
        ("安平县关于稳定增长的实施细则", ["河北省", "衡水市", "安平县"]),
        ("各乡镇关于2025年河道的情况", []),
        ("城市管理局关于2025年河道整治的通知", []),
        ("关于印发城镇2025年河道工作要点的通知", []),
    ],
)
def test_who_writes_about_something_is_named_before_it(title: str, expected: list[str]) -> None:
    assert names(replace(EMPTY, title=title)) == expected


@pytest.mark.parametrize(
    ("plan", "text", "expected"),
    [
        ("坳口镇河道整治任务分解表", "发动全镇干部。", ["坳口镇"]),
        (
            "安平县坳口镇决策事项目录",
            "坳口镇社会事务办承办。",
            ["河北省", "衡水市", "安平县", "坳口镇"],
        ),
        ("安平县坳口镇建设方案", "县住建局牵头。", ["河北省", "衡水市", "安平县"]),  # of the county
        ("安平县特色小镇建设方案", "各镇政府配合，全镇动员。", ["河北省", "衡水市", "安平县"]),
        ("安平县城乡环境整治方案", "乡政府配合。", ["河北省", "衡水市", "安平县"]),
        ("安平县返乡创业方案", "全乡动员。", ["河北省", "衡水市", "安平县"]),
    ],
)
def test_a_plan_of_a_town_speaks_of_its_own(plan: str, text: str, expected: list[str]) -> None:
    assert names(replace(EMPTY, plan_title=plan, text=text)) == expected


def test_a_page_tells_who_issued_the_plan_below() -> None:
    page = "近日，安平县人民政府办公室印发《河道整治实施方案》。全文如下："
    assert names(replace(EMPTY, text=page)) == ["河北省", "衡水市", "安平县"]
    elsewhere = "近日，记者从安平县获悉，多地印发《河道整治实施方案》。"
    assert names(replace(EMPTY, text=elsewhere)) == []


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("榆津市渡南区教育和体育局", ["榆津市", "渡南区"]),
        ("枣庄市司法局", ["山东省", "枣庄市"]),
        ("山东省水利厅", ["山东省"]),
        ("济南市住房和城乡建设局办公室", ["山东省", "济南市"]),
        ("苍坪县民政局", ["苍坪县"]),
        ("榆津市交通运输委员会", ["榆津市"]),
        ("天津市河西区商务局", ["天津市", "河西区"]),
        ("台儿庄区市场监督管理局", ["山东省", "枣庄市", "台儿庄区"]),
    ],
)
def test_a_bureau_is_of_its_place(issuer: str, expected: list[str]) -> None:
    assert names(replace(EMPTY, issuer=issuer)) == expected


@pytest.mark.parametrize(
    ("issuer", "printed", "full"),
    [
        ("榆津市水利局", "办公室", "榆津市水利局办公室"),
        ("榆津市水利局", "局办公室", "榆津市水利局办公室"),
        ("榆津市水利局", "市局法制科", "榆津市水利局法制科"),
        ("榆津市水利局", "市局机关党委", "榆津市水利局机关党委"),
        ("榆津市水利局", "规划科", "榆津市水利局规划科"),
        ("榆津市渡南区教育和体育局", "人事科", "渡南区教育和体育局人事科"),
        ("苍坪县民政局", "社会救助股", "苍坪县民政局社会救助股"),
        ("枣庄市司法局", "政治处", "枣庄市司法局政治处"),
        ("国务院办公厅", "空管委办公室", "空管委办公室"),  # speaks for the government
        ("湄川省人民政府办公厅", "湄川省人民政府办公厅秘书处", "湄川省人民政府办公厅秘书处"),
    ],
)
def test_sections_of_the_bureau_that_issues(issuer: str, printed: str, full: str) -> None:
    task = Task(
        id="1", number="1", text="查台账。", source=TaskSource.ITEM, point=None,
        assignments=(Assignment(Role.RESPONSIBLE, printed, None, UnitKind.UNIT, ()),),
        open_ended=False, deadlines=(), damaged=False, spans=(),
    )  # fmt: skip
    notice = resolve(replace(EMPTY, issuer=issuer, tasks=(task,)))
    assert [a.canonical for t in notice.tasks for a in t.assignments] == [full]


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("榆津经济技术开发区管理委员会", ["榆津市", "榆津经济技术开发区"]),
        ("榆津市临港产业园区管理委员会", ["榆津市", "临港产业园区"]),
        ("济南高新技术产业开发区管理委员会办公室",
         ["山东省", "济南市", "济南高新技术产业开发区"]),
        ("枣庄高新技术产业开发区管理委员会", ["山东省", "枣庄市", "枣庄高新技术产业开发区"]),
        ("榆津综合保税区管理委员会", ["榆津市", "榆津综合保税区"]),
        ("榆津市渡南经济开发区管委会", ["榆津市", "渡南经济开发区"]),
    ],
)  # fmt: skip
def test_development_zones(issuer: str, expected: list[str]) -> None:
    assert names(replace(EMPTY, issuer=issuer)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "学习济南市天桥区的做法，把价目贴到村口。",
        "到台儿庄区看一看老码头怎样修。",
        "经山东省有关方面介绍，三家船厂来渡口看过。",
        "与枣庄市司法局、北京市朝阳区结成对子。",
        "对口支援榆津市的队伍六月里到了。",
        "按照国务院办公厅的要求，公开票价。",
    ],
)
@pytest.mark.parametrize("year", ["", "2025年"])
def test_no_place_is_taken_out_of_a_sentence(sentence: str, year: str) -> None:
    text = f"关于印发{year}渡口工作要点的通知\n各单位：\n一、守渡口\n（一）看船。{sentence}\n"
    assert names(read(text)) == []


@pytest.mark.parametrize(
    "title",
    [
        "关于赴济南市学习渡口管理的通知",
        "关于支援榆津市渡南区抢修渡口的工作方案",
        "转发山东省经验做法的通知",
        "关于学习推广台儿庄区做法的通知",
        "关于做好天桥区至市中区轮渡停航准备的通知",
    ],
)
def test_nor_out_of_the_middle_of_a_title(title: str) -> None:
    text = f"{title}\n各单位：\n一、守渡口\n（一）看船。查救生衣。\n"
    assert names(read(text)) == []


@pytest.mark.parametrize(
    ("issuer", "addressees"),
    [
        ("全国乡村治理工作协调小组办公室", ("各成员单位",)),
        ("教育部办公厅", ("各省、自治区、直辖市教育厅（教委）", "新疆生产建设兵团教育局")),
    ],
)
def test_who_writes_to_all_provinces_is_the_nation(issuer: str, addressees: tuple[str]) -> None:
    notice = replace(EMPTY, issuer=issuer, addressees=addressees)
    assert jurisdiction(notice) == (NATION,)


def test_a_province_that_writes_to_its_cities_is_not_the_nation() -> None:
    notice = replace(EMPTY, issuer="山东省教育厅", addressees=("各市教育局",))
    assert names(notice) == ["山东省"]
