"""Who is given a task: brackets in prose, cells of a table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.loaders.reading import at, units, whole
from zhengmai.loaders.phrases.dutyclauses import in_closing_words
from zhengmai.loaders.phrases.responsibility import from_bracket
from zhengmai.loaders.phrases.unitlists import from_list, looks_like_units
from zhengmai.model import Role

# (between the brackets, who is assigned, the words of a time limit or None)
BRACKETS = [
    ("责任单位：区司法局", "责区司法局", None),
    ("责任单位:区司法局、区财政局;区审计局", "责区司法局 责区财政局 责区审计局", None),
    ("牵头单位：区司法局；责任单位：各镇〈街〉", "牵区司法局 责各镇〈街〉*", None),
    (
        "牵头单位：区司法局；责任单位：区财政局；配合单位：各街道；完成时限：6月底前",
        "牵区司法局 责区财政局 配各街道*",
        "6月底前",
    ),
    ("牵头单位：区司法局，责任单位：区财政局", "牵区司法局 责区财政局", None),
    ("牵头单位：区司法局 责任单位：区财政局", "牵区司法局 责区财政局", None),
    ("责任单位: 县交通局、县公安局〈县交警大队〉", "责县交通局 责县公安局〈县交警大队〉", None),
    ("主办单位：区司法局；协办单位：区财政局", "牵区司法局 配区财政局", None),
    ("牵头：区司法局；配合：区财政局", "牵区司法局 配区财政局", None),
    ("责任股室：政务公开股", "责政务公开股", None),
    ("完成时限：9月底前；责任单位：区司法局", "责区司法局", "9月底前"),
    ("责任单位：区司法局，时限：长期坚持", "责区司法局", "长期坚持"),
    ("责任单位：区司法局（牵头）、区财政局", "牵区司法局 责区财政局", None),
    ("责任单位：区司法局和区财政局", "责区司法局 责区财政局", None),
    ("责任单位：区文化和旅游局及区融媒体中心", "责区文化和旅游局 责区融媒体中心", None),
    ("责任单位：区教育和体育局", "责区教育和体育局", None),
    ("责任单位：区司法局等。", "责区司法局 等", None),
    ("责任单位：区司法局、区财政局等部门，各街道", "责区司法局 责区财政局 责各街道* 等", None),
    ("责任单位：区司法局等有关部门、单位", "责区司法局 等", None),
    ("责任单位：商务部等国务院相关部门、各地区", "责商务部 责各地区* 等", None),
    ("区司法局等全区各有关部门及各街道负责", "责区司法局 责各街道* 等", None),
    (
        "市场监管局、商务局等国务院相关部门及各地区按职责分工负责",
        "责市场监管局 责商务局 责各地区* 等",
        None,
    ),
    ("责任单位：区司法局等6部门", "责区司法局 等", None),
    ("责任单位：区司法局等部门和各街道办事处", "责区司法局 责各街道办事处* 等", None),
    ("责任单位：有关部门", "责有关部门*", None),
    ("区司法局负责", "责区司法局", None),
    ("体育总局、教育部负责", "责体育总局 责教育部", None),
    ("各部门按职责分工负责", "责各部门*", None),
    ("区司法局、区财政局分别负责", "责区司法局 责区财政局", None),
    (
        "区司法局牵头，区财政局、各镇配合，8月底前完成",
        "牵区司法局 配区财政局 配各镇*",
        "8月底前完成",
    ),
    ("由区司法局牵头，会同区财政局落实", "牵区司法局 配区财政局", None),
    ("区司法局牵头；区财政局等部门配合", "牵区司法局 配区财政局 等", None),
    ("区政府、新区管委会按职能分工负责", "责区政府 责新区管委会", None),
    ("区司法局牵头，区财政局按照工作职责负责", "牵区司法局 配区财政局", None),
    ("市建委负责组织，市国土局、各区政府具体实施", "牵市建委 责市国土局 责各区政府*", None),
    ("区水利局负责统筹，各街道落实", "牵区水利局 责各街道*", None),
    ("区司法局会同区财政局负责", "责区司法局 责区财政局", None),
    ("区司法局牵头，区财政局、各街道按职责分工负责", "牵区司法局 配区财政局 配各街道*", None),
    ("区司法局，区财政局，区审计局负责", "责区司法局 责区财政局 责区审计局", None),
    ("县发改局〈县粮储局〉牵头", "牵县发改局〈县粮储局〉", None),
    ("区司法局负责，2025年9月底前完成，长期坚持", "责区司法局", "2025年9月底前完成，长期坚持"),
    (
        "国家发展改革委、财政部等按职责分工负责，2025年6月底前完成",
        "责国家发展改革委 责财政部 等",
        "2025年6月底前完成",
    ),
    ("各省（区、市）人民政府负责", "责各省（区、市）人民政府*", None),
    ("各省、自治区、直辖市人民政府负责", "责各省、自治区、直辖市人民政府*", None),
    ("责任单位：各区、县（市）人民政府", "责各区、县（市）人民政府*", None),
    ("责任单位：各镇〈街〉、区政府各部门单位", "责各镇〈街〉* 责区政府各部门单位*", None),
    ("责任单位：各区、市政府办公室", "责各区* 责市政府办公室", None),
    (
        "市司法局牵头，各区县（市）政府配合，12月底前完成",
        "牵市司法局 配各区县（市）政府*",
        "12月底前完成",
    ),
    ("各县（市、区）党委和政府负责", "责各县（市、区）党委和政府*", None),
    ("发展改革委会同财政部、商务部负责", "责发展改革委 责财政部 责商务部", None),
    ("中国民航局、国铁集团、中国海油负责", "责中国民航局 责国铁集团 责中国海油", None),
    (
        "全国总工会、共青团中央、全国妇联等和各省级人民政府负责",
        "责全国总工会 责共青团中央 责全国妇联 责各省级人民政府* 等",
        None,
    ),
    ("区政府办公室负责指导，各部门具体实施", "责区政府办公室 责各部门*", None),
    ("此项工作由区司法局负责", "责区司法局", None),
    ("牵头单位为区司法局，责任单位为区财政局", "牵区司法局 责区财政局", None),
    ("2025年启动，2027年底前完成，交通运输部负责", "责交通运输部", "2025年启动，2027年底前完成"),
]


@pytest.mark.parametrize(("content", "assigned", "limit"), BRACKETS, ids=[b[0] for b in BRACKETS])
def test_brackets_that_assign(content: str, assigned: str, limit: str | None) -> None:
    duty = from_bracket(whole(content))
    assert duty is not None
    assert units(duty.assignments, duty.open_ended) == assigned
    assert (duty.deadline.text if duty.deadline else None) == limit
    for assignment in duty.assignments:
        assert assignment.unit == at(content, assignment.spans)


@pytest.mark.parametrize(
    "content",
    [
        "含短视频",
        "园区、社区",
        "完成时限：9月底前",
        "以下简称“牵头单位”",
        "牵头部门要加强统筹",
        "责任人",
        "谁主管谁负责",
        "负责人签字",
        "2025年落实情况见附表",
        "",
    ],
)
def test_brackets_of_another_kind(content: str) -> None:
    assert from_bracket(whole(content)) is None


# Rule 7 and 9; how cells are printed.
CELLS = [
    ("区司法局、区财政局", "责区司法局 责区财政局", "、 separates"),
    ("区司法局；区财政局", "责区司法局 责区财政局", "； separates"),
    ("区司法局，区财政局", "责区司法局 责区财政局", "， separates"),
    ("区司法局\n区财政局", "责区司法局 责区财政局", "a line each"),
    ("区司法局\r\n区财政局", "责区司法局 责区财政局", "a line each, as Windows writes it"),
    ("区司法局 区财政局", "责区司法局 责区财政局", "a blank between two names"),
    ("区住房城\n乡建设局", "责区住房城乡建设局", "a name broken over lines"),
    ("区人力资源\n\n和社会保障局", "责区人力资源和社会保障局", "a name broken over lines"),
    ("区政府\n各部门单位", "责区政府各部门单位*", "a class broken over lines"),
    ("各乡\n镇人民政府", "责各乡镇人民政府*", "a class broken over lines"),
    ("各街道办\n事处", "责各街道办事处*", "a class broken over lines"),
    ("区 司 法 局", "责区司法局", "stray blanks"),
    ("区委编办（牵头）\n区司法局", "牵区委编办 责区司法局", "a role beside the name"),
    ("区政府办公室（区大数据中心）", "责区政府办公室〈区大数据中心〉", "a second name"),
    ("区政府办公室〈区大数据中心〉", "责区政府办公室〈区大数据中心〉", "a second name"),
    ("各街道（功能区）", "责各街道（功能区）*", "a bracket that completes"),
    ("区政府各部门(单位)", "责区政府各部门(单位)*", "the width stays as printed"),
    ("区司法局等部门、各街道", "责区司法局 责各街道* 等", "等 in the middle"),
    ("区司法局等有关部门（单位）", "责区司法局 等", "the class after 等 is no unit"),
    ("各区县政府、市有关部门", "责各区县政府* 责市有关部门*", "collectives"),
    ("无", "", "an empty cell in words"),
    ("/", "", "an empty cell"),
    ("", "", "an empty cell"),
    (
        "市水务局 经济开发区管委会 四镇三乡政府",
        "责市水务局 责经济开发区管委会 责四镇三乡政府*",
        "blanks part names",
    ),
    (
        "州林草局 林场管委会 五县一市政府",
        "责州林草局 责林场管委会 责五县一市政府*",
        "blanks part names",
    ),
    ("县直各部门 临江街道办事处", "责县直各部门* 责临江街道办事处", "blanks part names"),
    ("市财 政局 渡口镇政府", "责市财政局 责渡口镇政府", "one of two blanks is a stray one"),
    ("省农业农村厅 种植业处", "责省农业农村厅种植业处", "an office of the body before it"),
    ("市人民政府 国有资产管理委员会", "责市人民政府国有资产管理委员会", "a body of it"),
    ("国网渡南县 供电公司", "责国网渡南县供电公司", "the place of the body behind it"),
    ("国网渡南县\n供电公司", "责国网渡南县供电公司", "the same, broken by a narrow cell"),
    ("国家税务总局渡南县\n税务局", "责国家税务总局渡南县税务局", "the same"),
    ("渡南县\n气象局、县供销社", "责渡南县气象局 责县供销社", "the same"),
    (
        "县烟草专卖局\n中国邮政渡南县\n分公司",
        "责县烟草专卖局 责中国邮政渡南县分公司",
        "a name on a line, and one on two",
    ),
    ("县财政局\n供电公司", "责县财政局 责供电公司", "two names on two lines"),
    (
        "旗工业和信息化局\n榆津渡市生态环境局\n渡南旗分局",
        "责旗工业和信息化局 责榆津渡市生态环境局渡南旗分局",
        "a name on a line, and one on two",
    ),
    (
        "市司法局、市消防支队等市级行政执法部门",
        "责市司法局 责市消防支队 等",
        "the class they are of",
    ),
    ("市教育局等行业主管部门和单位", "责市教育局 等", "the class they are of"),
    (
        "各市、县、自治县渔业主管部门",
        "责各市、县、自治县渔业主管部门*",
        "a class, its kind said once",
    ),
    ("各区、县水务局、市住建局", "责各区、县水务局* 责市住建局", "a class, its kind said once"),
    ("中国移动临江市 营业中心", "责中国移动临江市营业中心", "the place of the body behind it"),
    ("区卫健局区海事处", "责区卫健局 责区海事处", "nothing between two names"),
    ("市住建局市政管理处", "责市住建局市政管理处", "a part of the bureau"),
    ("区妇联 区交通局", "责区妇联 责区交通局", "a short name"),
    ("各街道 区民政局 团区委", "责各街道* 责区民政局 责团区委", "a short name"),
    ("区财 政局 区妇联", "责区财政局 责区妇联", "one of two blanks is a stray one"),
    ("各县(市) 人民政府", "责各县(市)人民政府*", "a class broken at a blank"),
    ("宣传处会办公室", "责宣传处 责办公室", "会 for 会同"),
    ("法规处会信息中心、各处室", "责法规处 责信息中心 责各处室*", "会 for 会同"),
    ("办公室会机关党委", "责办公室 责机关党委", "会 for 会同"),
    ("监督科会计生科", "责监督科会计生科", "no 会同: 会计"),
    ("市工商联合会办公室", "责市工商联合会办公室", "no 会同: 联合会"),
    ("财务部会展中心", "责财务部会展中心", "no 会同: 会展"),
    ("区司法局、各区政府具体实施", "责区司法局 责各区政府*", "what they do is no part of a name"),
    ("市建委组织落实", "责市建委", "what they do is no part of a name"),
]


@pytest.mark.parametrize(("cell", "assigned", "why"), CELLS, ids=[c[0] for c in CELLS])
def test_unit_cells(cell: str, assigned: str, why: str) -> None:
    duty = from_list(whole(cell), Role.RESPONSIBLE)
    assert units(duty.assignments, duty.open_ended) == assigned, why
    for assignment in duty.assignments:
        assert assignment.unit == at(cell, assignment.spans)


@pytest.mark.parametrize(
    ("text", "are"),
    [
        ("区司法局、区财政局", True),
        ("区教体局、区卫健", True),  # the last name cut off by a page
        ("政局、区卫健局", True),  # the first
        ("区政府各部门(单", True),  # a bracket cut open
        ("区政府办公室等", True),
        ("编制目录,挂网公布", False),
        ("公开目录。", False),
        ("", False),
    ],
)
def test_a_cell_or_a_piece_of_one(text: str, are: bool) -> None:
    assert looks_like_units(text) is are


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="区司法财政局各街道等部门单位、；，（）〈〉：牵头责任负责配合8月底前 \n",
        max_size=40,
    )
)
def test_any_bracket_is_read_without_a_fault(content: str) -> None:
    duty = from_bracket(whole(content))
    listed = from_list(whole(content), Role.RESPONSIBLE)
    for assignment in (*(duty.assignments if duty else ()), *listed.assignments):
        assert assignment.unit == at(content, assignment.spans)
        assert assignment.unit


@pytest.mark.parametrize(
    ("text", "assigned", "above"),
    [
        ("编印手册，由区数据局牵头、各街道配合。", "牵区数据局 配各街道*", False),
        (
            "编印手册，由区数据局牵头，区司法局、各街道配合，6月底前完成。",
            "牵区数据局 配区司法局 配各街道*",
            False,
        ),
        ("编印手册。此项工作由区数据局负责。", "责区数据局", False),
        ("编印手册。由区数据局负责。", "责区数据局", False),
        ("以上工作由区政府办公室负责。", "责区政府办公室", True),
        ("上述项目由区水利局牵头负责。", "牵区水利局", True),
        ("换缆绳。此项工作由市建委负责组织，各区具体实施。", "牵市建委 责各区*", False),
        ("上述任务由区政府办公室牵头，各部门按职责分工负责", "牵区政府办公室 配各部门*", True),
    ],
)
def test_closing_words_that_assign(text: str, assigned: str, above: bool) -> None:
    found = in_closing_words(whole(text))
    assert found is not None
    at_, duty = found
    assert units(duty.assignments, duty.open_ended) == assigned
    assert duty.above is above
    assert text[at_:].startswith(("由", "此", "以", "上"))


@pytest.mark.parametrize(
    "text",
    [
        "区政府办公室要牵头做好解读。",
        "政策解读由起草单位负责。",
        "建立台账，由区数据局负责维护。",
        "对疑难申请，由区司法局负责。",
        "由区司法局牵头，区财政局配合，编印手册。",
        "由区司法局牵头编印手册，各街道配合发放。",
    ],
)
def test_sentences_that_are_about_a_unit(text: str) -> None:
    assert in_closing_words(whole(text)) is None


@pytest.mark.parametrize(
    ("text", "assigned", "begins"),
    [
        ("编印手册。区数据局牵头，各街道配合。", "牵区数据局 配各街道*", "区"),
        ("编印手册；区数据局、区司法局按职责分工负责。", "责区数据局 责区司法局", "区"),
        ("编印手册！区数据局牵头负责", "牵区数据局", "区"),
        ("修石阶。这事镇水利站牵头，镇医院配合，各村负责。", "牵镇水利站 配镇医院 责各村*", "这"),
        ("修好石阶。镇水利站管，县水利局来人指导。", "责镇水利站", "镇"),
        ("修好石阶。镇水利站牵头，县公安局、各村搭把手。", "牵镇水利站 配县公安局 配各村*", "镇"),
        ("编印手册，区数据局牵头，各街道配合。", "牵区数据局 配各街道*", "区"),
        ("编印手册，每季更新，区数据局牵头、各街道配合。", "牵区数据局 配各街道*", "区"),
        ("区数据局牵头，各街道配合。", "牵区数据局 配各街道*", "区"),
        ("编印手册。区数据局、东渡管委会落实。", "责区数据局 责东渡管委会", "区"),
        ("编印手册。各街道、渡口银行办理。", "责各街道* 责渡口银行", "各"),
    ],
)  # fmt: skip
def test_last_sentences_that_assign(text: str, assigned: str, begins: str) -> None:
    found = in_closing_words(whole(text))
    assert found is not None
    at_, duty = found
    assert units(duty.assignments, duty.open_ended) == assigned
    assert text[at_:].startswith(begins)
    assert duty.deadline is None  # a limit stays in the text, and is read from there


@pytest.mark.parametrize(
    "text",
    [
        "提高认识。各部门要密切配合。",
        "提高认识。各部门积极配合。",  # nobody leads or answers
        "编印手册，区数据局牵头。",  # a clause of the sentence, with one role
        "编印手册。区数据局牵头编印手册，各街道发放。",
        "编印手册。起草单位要会同区司法局落实，成果报区政府。",
        "把好入口。城管与公安联动，区城管配合到位后撤离现场负责。",
        "方便群众。推广应用行政执法监督网络平台，实现执法案件网上办理。",
        "方便群众。依托村口便民服务站，小事就近办理。",
        "方便群众。开通一体化平台，让群众在家办理。",
        "方便群众。通过新媒体中心，按职责分工推进。",
    ],
)
def test_last_sentences_that_say_more(text: str) -> None:
    assert in_closing_words(whole(text)) is None


@pytest.mark.parametrize(
    ("content", "assigned", "left"),
    [
        ("由王某某同志协调，渡口管理局负责", "责渡口管理局", ["王某某同志协调"]),
        ("李大山同志牵头，区文旅局、望渡镇负责", "责区文旅局 责望渡镇", ["李大山同志牵头"]),
        ("由副区长周小满协调，区交通局负责", "责区交通局", ["副区长周小满协调"]),
        ("区委常委陈平总负责，区住建局具体负责", "责区住建局", ["区委常委陈平总负责"]),
        ("李大山、周小满同志分管，区水利局承办", "责区水利局", ["李大山、周小满同志分管"]),
        ("分管副市长协调，市水利局牵头，各区配合", "牵市水利局 配各区*", ["分管副市长协调"]),
    ],
)
def test_what_persons_do_beside_the_units(content: str, assigned: str, left: list[str]) -> None:
    duty = from_bracket(whole(content))
    assert duty is not None
    assert units(duty.assignments, duty.open_ended) == assigned
    assert [e.text for e in duty.left] == left


@pytest.mark.parametrize(
    ("content", "assigned"),
    [
        ("区水利局牵头，区工业园管委会负责建站", "牵区水利局 责区工业园管委会"),
        ("区水利局牵头，区财政局承担经费，区公安局配合", "牵区水利局 责区财政局 配区公安局"),
        ("区水利局负责，区公安局协助清场", "责区水利局 配区公安局"),
        ("区水利局负责，各电站业主落实", "责区水利局 责各电站业主*"),
        ("区水利局负责，区委督查室暗访", "责区水利局"),  # who only looks on
        ("区水利局负责，市水利局派人指导", "责区水利局"),
    ],
)
def test_what_each_unit_is_to_do(content: str, assigned: str) -> None:
    duty = from_bracket(whole(content))
    assert duty is not None
    assert units(duty.assignments, duty.open_ended) == assigned


def test_no_name_has_a_verb_in_it() -> None:
    duty = from_bracket(whole("区水利局牵头，区财政局承担经费、区公安局配合"))
    assert duty is None or not any("承担" in a.unit for a in duty.assignments)


@pytest.mark.parametrize(
    ("cell", "assigned", "left"),
    [
        ("区水利局（区应急局配合）", "责区水利局 配区应急局", []),
        ("区水利局（区应急局、区公安局协助）", "责区水利局 配区应急局 配区公安局", []),
        ("区监测站（办公室复核）", "责区监测站", ["（办公室复核）"]),
        ("区水利局（负责巡查）、区交通局", "责区水利局 责区交通局", ["（负责巡查）"]),
        ("区水利局（区财政局负责经费）", "责区水利局", ["（区财政局负责经费）"]),
        ("区水利局（分管副局长把关）", "责区水利局", ["（分管副局长把关）"]),
        ("区水利局（牵头）、区交通局（配合）", "牵区水利局 配区交通局", []),
        ("区人大常委会（监督司法委）", "责区人大常委会〈监督司法委〉", []),
    ],
)  # fmt: skip
def test_clauses_in_brackets_behind_a_unit(cell: str, assigned: str, left: list[str]) -> None:
    """A bracket that says what a unit does is no part of its name."""
    duty = from_list(whole(cell), Role.RESPONSIBLE)
    assert units(duty.assignments) == assigned
    assert [e.text for e in duty.left] == left
