"""行政区, as heads of notices print it: in short, of several bodies, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.loaders.reading import read, read_body
from tests.ontology.test_places import EMPTY, names
from zhengmai.ontology.gazetteer import NATION
from zhengmai.ontology.places import jurisdiction
from zhengmai.ontology.resolution import resolve

PLAN = "\n各单位：\n一、守渡口\n（一）看船。查救生衣。\n"


@pytest.mark.parametrize(
    "title",
    [
        "关于印发2024年全县渡口整治要点的通知",
        "关于印发2025年全省政务公开工作要点的通知",
        "关于印发2023年度全市2023年养老服务任务的通知",
        "关于印发全区政务公开工作要点的通知",
        "关于印发2025年我市政务公开工作要点的通知",
        "关于印发本县2025年政务公开工作要点的通知",
        "关于印发2025年全州政务公开工作要点的通知",
        "关于印发各县区2025年政务公开任务的通知",
        "关于印发全市各县2025年政务公开任务的通知",
    ],
)
@pytest.mark.parametrize(
    "cited", ["", "按照《2025年全省政务公开工作要点》《2025年全市政务公开要点》要求，看船。"]
)
def test_all_of_a_place_is_no_name_of_it(title: str, cited: str) -> None:
    assert names(read(title + PLAN.replace("：\n", f"：\n{cited}\n", 1))) == []


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("全州县人民政府", ["广西壮族自治区", "桂林市", "全州县"]),
        ("全椒县人民政府办公室", ["安徽省", "滁州市", "全椒县"]),
        ("全南县民政局", ["江西省", "赣州市", "全南县"]),
        ("本溪市人民政府", ["辽宁省", "本溪市"]),
        ("砚湾区人民政府办公室", ["砚湾区"]),  # 大湾区 is none, 荔湾区 is known
        ("鹭社区人民政府", ["鹭社区"]),
        ("黎山区教育局", ["黎山区"]),
    ],
)
def test_names_that_begin_with_such_a_word(issuer: str, expected: list[str]) -> None:
    assert names(replace(EMPTY, issuer=issuer)) == expected


@pytest.mark.parametrize(
    "plan",
    [
        "京津冀地区2025年扬尘整治方案",
        "粤港澳大湾区2025年通航要点",
        "大湾区2025年通航要点",
        "深山区2025年搬迁计划",
        "沿江地区2025年防汛工作方案",
        "旅游景区2025年安全工作要点",
        "全面推进城市2025年更新工作方案",
        "加快建设新区2025年重点任务",
        "船舶产业联盟2025年工作要点",
        "老旧小区2025年改造计划",
        "进一步优化营商环境市2025年方案",
        "中国人民银行榆津市2025年工作要点",
        "市委办公室市2025年工作要点",
    ],
)
def test_regions_and_kinds_of_land_are_no_divisions(plan: str) -> None:
    assert names(replace(EMPTY, plan_title=plan)) == []


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("喀什地区行政公署办公室", ["新疆维吾尔自治区", "喀什地区"]),
        ("渡北地区行政公署", ["渡北地区"]),
        ("锡林郭勒盟行政公署", ["内蒙古自治区", "锡林郭勒盟"]),
        ("神农架林区人民政府", ["湖北省", "神农架林区"]),
        ("井陉矿区人民政府办公室", ["河北省", "石家庄市", "井陉矿区"]),
    ],
)
def test_divisions_of_rare_kinds(issuer: str, expected: list[str]) -> None:
    assert names(replace(EMPTY, issuer=issuer)) == expected


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("中共苍坪县委苍坪县人民政府", ["苍坪县"]),
        ("中共枣庄市委枣庄市人民政府", ["山东省", "枣庄市"]),
        ("中共榆津市渡南区委榆津市渡南区人民政府", ["榆津市", "渡南区"]),
        ("中共石桥市委员会石桥市人民政府", ["石桥市"]),
        ("中共山东省委山东省人民政府", ["山东省"]),
        ("中共苍坪县委办公室苍坪县人民政府办公室", ["苍坪县"]),
        ("苍坪县委苍坪县人民政府", ["苍坪县"]),
    ],
)
def test_the_party_and_the_government_without_a_sign_between(
    issuer: str, expected: list[str]
) -> None:
    assert names(replace(EMPTY, issuer=issuer)) == expected


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("山东省人民政府 河南省人民政府", []),
        ("生态环境部 发展改革委 公安部 山东省人民政府 河南省人民政府", ["中国"]),
        ("济南市人民政府 泰安市人民政府", ["山东省"]),
        ("苍坪县财政局 苍坪县水利局", ["苍坪县"]),
        ("财政部、水利部", ["中国"]),
        ("榆津市渡南区发展和改革委员会 榆津市渡南区财政局 榆津市渡南区商务局",
         ["榆津市", "渡南区"]),
        ("苍坪县人民政府 石桥县人民政府", []),
        ("山东省水利厅 济南市人民政府", ["山东省"]),
        ("农业农村部办公厅 财政部办公厅", ["中国"]),
        ("中国人民银行榆津市分行 榆津市财政局", ["榆津市"]),
        ("榆津市人民政府教育督导室 榆津市教育局", ["榆津市"]),
        ("榆津市水利局 中国农业银行榆津市渡南区支行", ["榆津市"]),
    ],
)  # fmt: skip
def test_of_several_bodies_what_all_of_them_are_in(issuer: str, expected: list[str]) -> None:
    assert names(replace(EMPTY, issuer=issuer, plan_title="浙江省通航要点")) == expected


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("国家税务总局济南市税务局", ["山东省", "济南市"]),
        ("国家税务总局榆津市渡南区税务局", ["榆津市", "渡南区"]),
        ("国家税务总局山东省税务局", ["山东省"]),
    ],
)
def test_a_tax_bureau_is_of_its_place(issuer: str, expected: list[str]) -> None:
    assert names(replace(EMPTY, issuer=issuer)) == expected


def test_a_ministry_is_of_the_nation() -> None:
    assert jurisdiction(replace(EMPTY, issuer="交通运输部")) == (NATION,)


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("河北雄安新区管理委员会", ["河北省", "雄安新区"]),
        ("中共河北雄安新区工作委员会 河北雄安新区管理委员会", ["河北省", "雄安新区"]),
        ("重庆两江新区管理委员会", ["重庆市", "两江新区"]),
        ("江西赣江新区管委会办公室", ["江西省", "赣江新区"]),
        ("天津滨海新区人民政府", ["天津市", "滨海新区"]),
        ("江苏南京江北新区管理委员会", ["江苏省", "南京市", "江北新区"]),
        ("内蒙古北岭新区管理委员会", ["内蒙古自治区", "北岭新区"]),
        ("北京经济技术开发区管理委员会", ["北京市", "北京经济技术开发区"]),
        ("吉林高新技术产业开发区管理委员会", ["吉林省", "吉林市", "吉林高新技术产业开发区"]),
        ("天津市河北区人民政府", ["天津市", "河北区"]),
        ("河南县人民政府", ["河南县"]),
    ],
)
def test_a_zone_behind_its_province_in_short(issuer: str, expected: list[str]) -> None:
    assert names(replace(EMPTY, issuer=issuer)) == expected


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("凉山州人民政府办公室", ["四川省", "凉山彝族自治州"]),
        ("云南省红河州人民政府", ["云南省", "红河哈尼族彝族自治州"]),
        ("中共甘南州委办公室", ["甘肃省", "甘南藏族自治州"]),
        ("恩施州发展和改革委员会", ["湖北省", "恩施土家族苗族自治州"]),
        ("伊犁州财政局", ["新疆维吾尔自治区", "伊犁哈萨克自治州"]),
        ("黔东南州凯里市人民政府", ["贵州省", "黔东南苗族侗族自治州", "凯里市"]),
        ("延边州和龙市民政局", ["吉林省", "延边朝鲜族自治州", "和龙市"]),
        ("广州市人民政府", ["广东省", "广州市"]),
        ("徐州市泉山区人民政府", ["江苏省", "徐州市", "泉山区"]),
        ("海南省人民政府", ["海南省"]),
        ("海南州人民政府", ["青海省", "海南藏族自治州"]),
    ],
)
def test_a_prefecture_in_short(issuer: str, expected: list[str]) -> None:
    assert names(replace(EMPTY, issuer=issuer)) == expected


@pytest.mark.parametrize(
    "title",
    [
        "关于印发2025年大理州政务公开工作要点的通知",
        "关于印发大理州2025年养老服务任务的通知",
        "大理州人民政府关于印发渡口整治方案的通知",
        "关于印发《大理州渡口整治实施方案》的通知",
    ],
)
def test_a_prefecture_in_short_in_a_title(title: str) -> None:
    assert names(read(title + PLAN)) == ["云南省", "大理白族自治州"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("来源:台儿庄区政府   2025-03-23 10:56", ["山东省", "枣庄市", "台儿庄区"]),
        ("信息来源：全椒县人民政府办公室 浏览次数：3", ["安徽省", "滁州市", "全椒县"]),
        ("发布日期：2025-03-23 来源：山东省人民政府", ["山东省"]),
        ("文章来源:台儿庄区卫生健康委员会 浏览量: 12", ["山东省", "枣庄市", "台儿庄区"]),
        ("信息来源：全椒县水利局 浏览次数：3", ["安徽省", "滁州市", "全椒县"]),
        ("来源：山东省教育厅", ["山东省"]),
        ("来源：县水利局", []),
        ("来源：全椒县水利局局长信箱", []),
        ("来源：台儿庄区人民政府网站", []),
        ("来源：济南日报", []),
        ("来源：县政府", []),
        ("来源：苍坪县政府", []),
    ],
)
def test_the_government_that_a_page_is_from(source: str, expected: list[str]) -> None:
    assert names(read("关于印发渡口要点的通知\n" + source + PLAN)) == expected


def test_a_section_of_bureaus_that_issue_together_is_of_none_of_them() -> None:
    notice = read_body("一、守渡口\n（一）看船。查救生衣。（规划科负责）\n")
    notice = resolve(replace(notice, issuer="渡南区财政局 渡南区水利局"))
    named = [a.canonical for t in notice.tasks for a in t.assignments]
    assert len(named) == 1
    assert "财政局" not in named[0]
    assert "水利局" not in named[0]


def test_units_of_a_prefecture_bear_its_short_name() -> None:
    """As the prefectures themselves name them; a county's bear its whole name."""
    head = "凉山州人民政府办公室\n关于印发渡口要点的通知\n各县市：\n"
    notice = resolve(read(head + "一、守渡口\n（一）看船。（州财政局负责）\n"))
    named = [a.canonical for t in notice.tasks for a in t.assignments]
    assert named == ["凉山州财政局"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2022年上海市渡口安全工作要点", ["上海市"]),
        ("2024年度济南市历下区渡口工作方案", ["山东省", "济南市", "历下区"]),
        ("2023 年 浙江省渡口行动计划", ["浙江省"]),
        ("2022年全国渡口安全工作要点", []),
        ("2022年全市渡口安全工作要点", []),
    ],
)
def test_a_year_before_the_place(title: str, expected: list[str]) -> None:
    assert names(read(title + "\n" + PLAN)) == expected


_OF_MINISTRIES = "一、看渡船（由{}牵头，{}参加）\n二、修码头（由{}负责）\n"


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (("教育部", "科技部、农业农村部、工程院、自然科学基金会", "水利部、气象局"), ["中国"]),
        (("交通运输部、海关总署", "全国妇联", "财政部"), ["中国"]),
        (("教育部", "科技部、省农业农村厅", "水利部"), []),
        (("市教育局", "市科技局", "市水利局、教育部"), []),
        (("教育局", "科技局", "水利局"), []),
    ],
)
def test_a_plan_that_assigns_ministries_is_of_the_nation(
    units: tuple[str, str, str], expected: list[str]
) -> None:
    notice = resolve(read("成员单位职责\n" + _OF_MINISTRIES.format(*units)))
    assert [p.name for p in notice.jurisdiction] == expected
    full = {a.unit: a.canonical for t in notice.tasks for a in t.assignments}
    if "自然科学基金会" in full:
        assert full["自然科学基金会"] == "国家自然科学基金委员会"
        assert full["气象局"] == "中国气象局"


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("平潭综合实验区管委会", ["福建省", "平潭综合实验区"]),
        ("昌乐经济开发区管委会", ["山东省", "潍坊市", "昌乐经济开发区"]),
        ("昆山高新技术产业开发区管委会", ["江苏省", "苏州市", "昆山高新技术产业开发区"]),
        ("青岛高新区管委会", ["山东省", "青岛市", "青岛高新区"]),
        ("渡南经济开发区管委会", ["渡南市", "渡南经济开发区"]),
    ],
)
def test_a_zone_lies_where_the_place_it_is_named_after_does(
    issuer: str, expected: list[str]
) -> None:
    assert names(replace(EMPTY, issuer=issuer)) == expected


def test_no_known_place_against_what_the_text_says() -> None:
    notice = replace(EMPTY, issuer="昌乐经济开发区管委会", text="榆津市人民政府关于渡口的通知")
    assert "潍坊市" not in names(notice)


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (("上高县水利局", "堤防股"), ["江西省", "宜春市", "上高县"]),
        (("市水利局", "上高县水利局"), []),  # a plan of the city
        (("上高县人民政府", "奉新县人民政府"), []),
        (("上高县水利局", "奉新县水利局"), []),
        (("水利局", "堤防股"), []),
        (("各街道", "上高县水利局"), []),
    ],
)
def test_the_units_of_most_tasks_tell_the_place(
    units: tuple[str, ...], expected: list[str]
) -> None:
    notice = read(
        "2025年河道检查计划\n序号\t检查内容\t检查主体\t检查时间\n"
        + "".join(f"{n}\t检查第{n}号缆绳\t{'、'.join(units)}\t9月底前\n" for n in (1, 2, 3))
    )
    assert len(notice.tasks) == 3
    assert names(notice) == expected


@pytest.mark.parametrize(
    "cited", ["关于福建省渡口整治的意见", "关于转发福建省人民政府渡口意见的通知"]
)
def test_a_word_of_a_title_is_no_part_of_a_place(cited: str) -> None:
    notice = read(
        f"平潭综合实验区管委会\n关于做好渡口整治的通知\n各单位：\n落实《{cited}》。\n"
        "一、换绳\n把旧绳换掉。\n二、补漆\n把水尺重漆。\n"
    )
    assert names(notice) == ["福建省", "平潭综合实验区"]


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("《福建省渡口规划（2021—2025年）》目标责任分解书", ["福建省"]),
        ("《上高县渡口整治方案》任务分工表", ["江西省", "宜春市", "上高县"]),
        ("《福建省渡口规划》榆津市分工方案", []),
        ("《政府工作报告》任务分工", []),
    ],
)
def test_a_title_in_marks_tells_the_place_of_what_divides_it(
    plan: str, expected: list[str]
) -> None:
    assert names(replace(EMPTY, plan_title=plan)) == expected
