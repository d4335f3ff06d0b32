"""Names that begin with no word for their place (中国人民银行…, 渡南海关) beside those that do."""

from __future__ import annotations

import pytest

from tests.loaders.reading import HEAD, is_told, read, units, whole
from zhengmai.loaders.phrases.unitlists import from_list
from zhengmai.model import Role


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("县残联 中国人民银\n行渡南县支行", "县残联 中国人民银行渡南县支行"),
        ("县妇联\n国家统计局渡南\n调查队", "县妇联 国家统计局渡南调查队"),
        ("县直各部门 榆津市\n生态环境局渡南分局", "县直各部门* 榆津市生态环境局渡南分局"),
        ("农业银行渡南支行\n榆津市海事局", "农业银行渡南支行 榆津市海事局"),
        ("县财政局\n渡南县\n石桥县", "县财政局 渡南县 石桥县"),
        ("县住建局 渡\n南供电所", "县住建局 渡南供电所"),
        ("县林业局 县\n文旅局 国网渡南\n县供电公司", "县林业局 县文旅局 国网渡南县供电公司"),
        ("县供销社\n清河街道", "县供销社 清河街道"),
        ("县司法局\n渡南县人民检察院", "县司法局 渡南县人民检察院"),
        ("县应急局 公安渡南分局\n消防救援大队", "县应急局 公安渡南分局 消防救援大队"),
        (
            "国网榆津供电公司渡南中心 中国联通渡南县\n分公司",
            "国网榆津供电公司渡南中心 中国联通渡南县分公司",
        ),
        ("市审计局\n榆津海事局", "市审计局 榆津海事局"),
        ("团市委 榆津海\n事局", "团市委 榆津海事局"),
        ("县直各部门\n榆津海事局", "县直各部门* 榆津海事局"),
        ("县总工会 县\n邮政管理局", "县总工会 县邮政管理局"),
        ("县人民医院\n榆津职业学院", "县人民医院 榆津职业学院"),
        (
            "县乡村振兴局\n渡南高新技术产业开\n发区管委会",
            "县乡村振兴局 渡南高新技术产业开发区管委会",
        ),
        ("县双拥办公室\n渡南职业学院", "县双拥办公室 渡南职业学院"),
        # one name each
        ("县经济开发区\n管理委员会", "县经济开发区管理委员会"),
        ("镇中心\n小学", "镇中心小学"),
        ("县水利局\n河道管理局", "县水利局河道管理局"),
        ("榆津市消防救援支队\n渡南县大队", "榆津市消防救援支队渡南县大队"),
        ("渡南高新技术产业开发区管理委\n员会", "渡南高新技术产业开发区管理委员会"),
        ("各乡镇\n卫生院", "各乡镇卫生院*"),
        ("各中小学\n幼儿园", "各中小学幼儿园*"),
        ("各有关部门\n和单位", "各有关部门和单位*"),
        ("市直有关部门 单位", "市直有关部门单位*"),
        ("国家税务总局 渡南\n县税务局", "国家税务总局渡南县税务局"),
        ("国家税务总局\n渡南县税务局", "国家税务总局渡南县税务局"),
        ("中国移动 渡南分公司", "中国移动渡南分公司"),
        ("中国人民银行\n渡南县支行 县财政局", "中国人民银行渡南县支行 县财政局"),
        ("榆津市消防救援支队 渡\n南大队", "榆津市消防救援支队渡南大队"),
        ("县公安局 渡\n口派出所", "县公安局渡口派出所"),
        ("县财政局 青石乡\n人民政府", "县财政局 青石乡人民政府"),
    ],
)
def test_a_list_whose_names_are_broken_over_lines(printed: str, names: str) -> None:
    found = from_list(whole(printed), Role.RESPONSIBLE).assignments
    assert units(found).replace("责", "") == names


COUNTY = HEAD.replace("榆津市渡南区", "渡南县").replace("渡南区", "渡南县").replace("区", "县")


def table(rows: str) -> list[tuple[str, str]]:
    notice = read(f"{COUNTY}一、守好渡口\n附件\n渡口任务分工表\n{rows}")
    assert notice.issuer == "渡南县人民政府办公室"
    return [(task.text, units(task.assignments)) for task in notice.tasks]


def test_a_line_break_before_the_name_of_the_own_place_parts_two_names() -> None:
    """A station of a bureau has that name, too; whoever is printed without a break is one."""
    rows = (
        "序号\t工作任务\t责任单位\n1\t换缆绳。\t{}\n2\t装航灯。\t县司法局\n3\t印手册。\t县财政局\n"
    )
    two = '"县交通运输局\n渡南公路管理处"'
    assert table(rows.format(two))[0][1] == "责县交通运输局 责渡南公路管理处"
    station = '"县公安局\n渡南派出所"'
    assert table(rows.format(station))[0][1] == "责县公安局渡南派出所"
    assert table(rows.format("县水利局渡南水库管理处"))[0][1] == "责县水利局渡南水库管理处"


NARROW = """序号
工作任务
责任单位
完成时限
1
摸清渡口缆绳新旧，旧的
一律换下，新绳入库登记。
县交通运输局
中国人民银行渡南县
支行
6月底前
2
给二十条渡船装上航灯，
坏一盏换一盏。
渡南县海事处 县应急
管理局
7月底前
3
印好渡口手册，发到每户
船家手里。
清河街道
渡南中学
国网渡南县供电公司
8月底前
4
把渡口水尺重新刷漆，每
天看两遍。
县水利局
榆津市生态环境局渡
南分局
9月底前
"""


def test_cells_broken_at_a_width() -> None:
    assert table(NARROW) == [
        (
            "摸清渡口缆绳新旧，旧的一律换下，新绳入库登记。",
            "责县交通运输局 责中国人民银行渡南县支行",
        ),
        ("给二十条渡船装上航灯，坏一盏换一盏。", "责渡南县海事处 责县应急管理局"),
        ("印好渡口手册，发到每户船家手里。", "责清河街道 责渡南中学 责国网渡南县供电公司"),
        ("把渡口水尺重新刷漆，每天看两遍。", "责县水利局 责榆津市生态环境局渡南分局"),
    ]  # fmt: skip


@pytest.mark.parametrize("first", ["渡南海关", "榆津市海事局", "县交通运输局", "县供销社"])
def test_who_stands_below_a_sentence_is_no_part_of_it(first: str) -> None:
    """Nor where the line below it is a name, too."""
    rows = NARROW.replace("县交通运输局\n", f"{first}\n")
    notice = read(f"{COUNTY}一、守好渡口\n附件\n渡口任务分工表\n{rows}")
    found = [task for task in notice.tasks if "缆绳" in task.text]
    assert all(task.text.endswith("入库登记。") for task in found)
    assert all(units(t.assignments).startswith(f"责{first} 责中国") for t in found)
    assert found or is_told(notice)
