"""What names of units look like in print."""

from __future__ import annotations

import pytest

from zhengmai.loaders.phrases import unitnames


@pytest.mark.parametrize(
    "name",
    [
        "区司法局",
        "区教育和体育局",
        "市生态环境局渡南分局",
        "国家税务总局榆津市渡南区税务局",
        "区12345热线受理中心",
        "区“放管服”改革办",
        "区委宣传部",
        "区妇联",
        "榆津海关缉私局",
        "市消防救援支队",
        "国网榆津供电公司",
        "石埠头街道办事处",
        "各镇(街)",
        "区政府各部门(单位)",
        "县公安局(县交警大队)",
        "妇联",
        "红十字会",
        "13个街道、镇",
        "镇交通办",
        "市互联网办",
        "市金融贸易办",
    ],
)
def test_names(name: str) -> None:
    assert unitnames.looks_like_name(name)


@pytest.mark.parametrize(
    "words",
    [
        "编制目录",
        "长期坚持",
        "2025年9月底前",
        "区司法局、区财政局",
        "",
        "公开,透明",
        "。局",
        "区园区管委会负责建站",
        "改扩建公办小学1所",
        "新增停车场12处",
        "完成结对帮扶学校2所",
        "改造老旧电站3座旁泵站4站",
        "建成口袋公园2园",
        "建好便民服务站",
        "推广执法监督平台",
        "一体化政务服务平台",
        "依托便民服务中心",
        "实现案件全程网办",
        "小事就近办",
        "请各街道办事处",
    ],
)
def test_what_is_no_name(words: str) -> None:
    assert not unitnames.looks_like_name(words)


@pytest.mark.parametrize(
    ("name", "collective"),
    [
        ("功能区管委会", True),
        ("功能区管理委员会", True),
        ("东渡功能区管委会", False),
        ("市功能区管委会", False),
        ("功能区管委会办公室", False),
        ("各街道办事处", True),
        ("区政府各部门单位", True),
        ("区政府各部门(单位)", True),
        ("有关部门", True),
        ("区直有关部门单位", True),
        ("各项目牵头单位", True),
        ("县直部门", True),
        ("有关乡镇人民政府", True),
        ("区属国有企业所属单位", True),
        ("街道办事处", True),
        ("乡镇人民政府", True),
        ("区政府办公室", False),
        ("石埠头街道办事处", False),
        ("坳口镇人民政府", False),
        ("区司法局", False),
        ("渡南工业园管委会", False),
        ("市直园区", True),
        ("市属国企", True),
        ("州属国有企业", True),
        ("县直开发区", True),
        ("区属国企", True),
        ("市直机关工委", False),
        ("渡南高新区", False),
        ("市属水务集团", False),
        ("市直有监管职能的单位", True),
        ("承担任务的部门", True),
        ("有船的企业", True),
        ("帮扶单位", True),
        ("三级以上水利管理机构", True),
        ("项目业主单位", True),
    ],
)
def test_a_class_of_units_is_told_from_a_unit(name: str, collective: bool) -> None:
    """Rule 8: an office or bureau is a unit; 各…, 有关… are classes."""
    assert unitnames.is_collective(name) is collective


@pytest.mark.parametrize(
    ("piece", "at"),
    [
        ("区司法局等", 4),
        ("区司法局等部门", 4),
        ("区司法局等有关部门单位", 4),
        ("区司法局等区直各部门单位", 4),
        ("区司法局等6部门", 4),
        ("区司法局等5个部门", 4),
        ("区司法局等八家单位", 4),
        ("区司法局等部门和各镇", 4),
    ],
)
def test_others_follow(piece: str, at: int) -> None:
    found = unitnames.and_others(piece)
    assert found is not None
    assert found.start() == at


@pytest.mark.parametrize(
    "piece", ["区中等职业学校", "区高等教育中心", "区平等就业服务中心", "区司法局"]
)
def test_deng_inside_a_word_or_absent(piece: str) -> None:
    assert unitnames.and_others(piece) is None


@pytest.mark.parametrize(
    ("name", "bracket", "alias"),
    [
        ("区政府办公室", "区大数据中心", True),
        ("县商务局", "县招商服务中心", True),
        ("区委编办", "区机构编制委员会办公室", True),
        ("各镇", "街", False),
        ("各街道", "功能区", False),
        ("区政府各部门", "单位", False),
        ("各县", "市、区", False),
        ("区司法局", "另文通知", False),
    ],
)
def test_a_second_name_or_the_end_of_the_name(name: str, bracket: str, alias: bool) -> None:
    """Rule 7: another name is the alias; a bracket that completes the name stays in it."""
    assert unitnames.is_second_name(name, bracket) is alias


@pytest.mark.parametrize(
    ("words", "only_a_class"),
    [
        ("部门", True),
        ("单位", True),
        ("有关部门", True),
        ("区直各部门单位", True),
        ("部门(单位)", True),
        ("各街道办事处", False),
        ("区司法局", False),
        ("", False),
    ],
)
def test_class_nouns(words: str, only_a_class: bool) -> None:
    assert unitnames.is_class_noun(words) is only_a_class
