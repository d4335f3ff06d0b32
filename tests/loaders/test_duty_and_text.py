"""What stands beside who does a thing, and when, is neither lost nor taken for it."""

from __future__ import annotations

import pytest

from tests.loaders.reading import limits, read_body, units

OTHERS = (
    "2.换航灯，坏一盏换一盏。（区交通局负责）\n"
    "3.刷栏杆，旧漆铲净。（区住建局牵头，各街道配合）\n"
    "4.清水沟。（区水务局负责）\n"
)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("11月底前把渡口业委会（管委会）搭到八成以上，党员占一半。", "date 2025-11-30"),
        ("9月底前换缆绳，旧的入库。", "date 2025-09-30"),
        ("年底前完成换灯，坏一盏换一盏。", "date 2025-12-31"),
        ("2025—2027年把旧堤探明测准；随后装水尺。", "period 2025-01-01/2027-12-31"),
        ("三季度内清完水沟，淤泥外运。", "period 2025-07-01/2025-09-30"),
        ("每半年公布一次水位，群众随时查看。", "recurring R/P6M"),
    ],
)
@pytest.mark.parametrize(
    "duty", ["由区水务局牵头，区财政局、各街道配合，", "区水务局牵头，区财政局、各街道配合，"]
)
def test_a_limit_and_what_is_done_behind_who_does_it_are_the_text(
    duty: str, text: str, limit: str
) -> None:
    task, *_ = read_body(f"（一）守好渡口\n1.{duty}{text}\n{OTHERS}").tasks
    assert task.text == text
    assert units(task.assignments) == "牵区水务局 配区财政局 配各街道*"
    assert limit in limits(task.deadlines)


@pytest.mark.parametrize("when", ["9月底前，", "9月底前完成，", "2025年9月底前全部完成，"])
def test_a_limit_alone_behind_who_does_it_is_no_text(when: str) -> None:
    task, *_ = read_body(f"（一）守好渡口\n1.由区水务局负责，{when}换缆绳。\n{OTHERS}").tasks
    assert task.text == "换缆绳。"
    assert limits(task.deadlines) == ["date 2025-09-30"]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("（区水务局牵头，区财政局配合，9月底前抽样60批次）", "抽样60批次"),
        ("（区水务局负责，9月底前取得明显进展）", "取得明显进展"),
        ("（区水务局牵头，沿河社区负责搭棚）", "搭棚"),
        ("（区水务局牵头，区财政局配合，采取以奖代补方式）", "采取以奖代补方式"),
        ("由区水务局负责，10月底前开两处新渡口。", "开两处新渡口"),
    ],
)
def test_what_a_bracket_says_beside_who_and_when_is_shown(said: str, left: str) -> None:
    notice = read_body(f"（一）守好渡口\n1.换缆绳，旧的入库。{said}\n{OTHERS}")
    assert left in [u.text for u in notice.unread]
    assert "区水务局" in units(notice.tasks[0].assignments)


@pytest.mark.parametrize("how", ["逐处登记", "逐站核对", "每村一册"])
def test_how_it_is_done_is_no_unit(how: str) -> None:
    notice = read_body(f"（一）守好渡口\n1.换缆绳。（区水务局牵头，区财政局配合，{how}）\n{OTHERS}")
    assert units(notice.tasks[0].assignments) == "牵区水务局 配区财政局"
    assert how in [u.text for u in notice.unread]


@pytest.mark.parametrize("done", ["完成", "全部完成", "办妥", "办完", "整改到位", "前完成"])
def test_that_it_is_done_by_then_says_nothing_more(done: str) -> None:
    when = "9月底" if done.startswith("前") else "9月底前"
    notice = read_body(f"（一）守好渡口\n1.换缆绳。（区水务局负责，{when}{done}）\n{OTHERS}")
    assert notice.unread == ()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("危房共217栋，由区住建局牵头，区应急局、区财政局配合，逐栋建台账：能修的修好。",
         "牵区住建局 配区应急局 配区财政局"),
        ("装电梯由“一户一谈”改为“整院一起谈”。由区住建局牵头，编印分摊参考表；"
         "区市场监管局、国网渡南供电公司配合，集中到一个窗口。",
         "牵区住建局 配区市场监管局 配国网渡南供电公司"),
        ("多渠道筹钱。由区财政局负责，打捆申报债券；居民出一点。", "责区财政局"),
        ("每村建一处渡亭，由各街道承办，区文旅局协办，年底前见效；渡亭归村里管。",
         "责各街道* 配区文旅局"),
    ],
)  # fmt: skip
def test_a_clause_within_the_text_assigns_where_others_have_units(text: str, who: str) -> None:
    task, *_ = read_body(f"（一）守好渡口\n1.{text}\n{OTHERS}").tasks
    assert task.text == text
    assert units(task.assignments) == who


@pytest.mark.parametrize(
    "text",
    [
        "由区住建局负责审批的渡亭，一律公开图纸，群众随时查看。",
        "危房共217栋，由政府牵头人逐栋登记，能修的修好。",
        "渡亭由区里统一建，谁用谁管。",
    ],
)
def test_who_a_sentence_speaks_of_is_not_assigned_by_it(text: str) -> None:
    task, *_ = read_body(f"（一）守好渡口\n1.{text}\n{OTHERS}").tasks
    assert task.text == text
    assert task.assignments == ()


def test_where_nobody_has_units_a_clause_within_one_text_assigns_nobody() -> None:
    notice = read_body(
        "（一）守渡口。换缆绳，由区水务局牵头，区财政局配合，逐处登记，旧的入库。\n"
        "（二）守水尺。每天看两遍，记在簿上。\n（三）守渡亭。坏了当天修。\n"
    )
    assert [units(t.assignments) for t in notice.tasks] == ["", "", ""]


def test_sentences_within_a_text_that_each_say_who_does_them_are_tasks() -> None:
    text = (
        "9月底前，由区水务局牵头，区财政局配合，新增打捞船6条，旧船入库。"
        "由区交通局负责，10月底前装好航灯，坏的当天换。"
    )
    first, second, *_ = read_body(f"（一）守好渡口\n1.{text}\n{OTHERS}").tasks
    assert first.text + second.text == text
    assert units(first.assignments) == "牵区水务局 配区财政局"
    assert limits(first.deadlines) == ["date 2025-09-30"]
    assert (second.text[:7], units(second.assignments)) == ("由区交通局负责", "责区交通局")


def test_what_a_text_keeps_of_its_last_words_is_not_unread() -> None:
    text = "沿岸各处为禁钓区，由区水务局牵头，区财政局、各街道配合，于5月底前设置界桩和警示牌。"
    notice = read_body(f"（一）守好渡口\n1.{text}\n{OTHERS}")
    assert notice.tasks[0].text == text
    assert notice.unread == ()


def test_units_that_commas_part_each_do_their_own() -> None:
    notice = read_body(
        "（一）宣传。区委宣传部负责接待记者，区委网信办负责看网上的话，区融媒体中心负责直播。\n"
        "（二）保安。区公安局负责办许可，5月前踏勘；武警渡南中队、区人武部协助做好秩序维护。\n"
        "（三）整街。区住建局负责修路灯，渡口镇人民政府配合。\n"
        "（四）用电。区供电公司负责双路供电，各单位负责人到场。\n"
    )
    assert [(t.number, units(t.assignments)) for t in notice.tasks] == [
        ("（一）", "责区委宣传部"),
        ("（一）", "责区委网信办"),
        ("（一）", "责区融媒体中心"),
        ("（二）", "责区公安局"),
        ("（二）", "配武警渡南中队 配区人武部"),
        ("（三）", "责区住建局 配渡口镇人民政府"),
        ("（四）", "责区供电公司"),
    ]


@pytest.mark.parametrize("act", ["设立现场医疗点3处", "安排会场引导员9人", "布置展场彩棚两处"])
def test_what_is_done_behind_who_does_it_is_no_unit(act: str) -> None:
    task, *_ = read_body(
        f"（一）守好渡口\n1.区卫健局牵头，区人民医院、区妇幼保健院配合，{act}，当天收摊。\n{OTHERS}"
    ).tasks
    assert task.text == f"{act}，当天收摊。"
    assert units(task.assignments) == "牵区卫健局 配区人民医院 配区妇幼保健院"


SENTENCES = (
    "一、守好渡口。由区水务局牵头，区财政局配合，逐处换缆绳，旧绳入库。"
    "水渠清淤由区农业农村局牵头，各镇落实，3月上旬前完成。\n"
    "二、装好航灯。航灯的采购和安装由区交通局牵头，区财政局配合，确保4月底前亮灯；"
    "渡亭修缮由区住建局负责，漏雨的先修。\n"
    "三、管好水尺。水尺每天看两遍，由区应急局牵头，区气象局配合。由区档案馆负责，把簿子收齐。\n"
)


def test_each_sentence_of_a_section_is_of_whom_it_names() -> None:
    tasks = read_body(SENTENCES).tasks
    assert [(t.number, t.text[:8], units(t.assignments)) for t in tasks] == [
        ("一", "逐处换缆绳，旧绳", "牵区水务局 配区财政局"),
        ("一", "水渠清淤由区农业", "牵区农业农村局 责各镇*"),
        ("二", "航灯的采购和安装", "牵区交通局 配区财政局"),
        ("二", "渡亭修缮由区住建", "责区住建局"),
        ("三", "水尺每天看两遍，", "牵区应急局 配区气象局"),
        ("三", "由区档案馆负责，", "责区档案馆"),
    ]


def test_a_name_has_no_sentence_before_it() -> None:
    text = (
        "一、守好渡口。渡船贷款由区农商行牵头，各镇配合，少要材料。\n二、装航灯。（区交通局负责）\n"
    )
    assert units(read_body(text).tasks[0].assignments) == "牵区农商行 配各镇*"


@pytest.mark.parametrize(
    ("line", "who", "limit"),
    [
        ("新建渡亭6所，缓解“候船难” —— 区教育局、各镇人民政府（8月底前）",
         "责区教育局 责各镇人民政府*", ["date 2025-08-31"]),
        ("改造渡口厕所20座——区城管局（6月底前完成改造，10月底前完成新建）",
         "责区城管局", ["date 2025-06-30", "date 2025-10-31"]),
        ("开渡船24条 —— 区交通局牵头，各街道配合（年底前）",
         "牵区交通局 配各街道*", ["date 2025-12-31"]),
    ],
)  # fmt: skip
def test_units_and_their_limit_behind_a_dash(line: str, who: str, limit: list[str]) -> None:
    notice = read_body(f"1．{line}\n2．装航灯，坏一盏换一盏 —— 区交通局（9月底前）\n")
    assert notice.tasks[0].text == line.split("——", maxsplit=1)[0].strip()
    assert units(notice.tasks[0].assignments) == who
    assert limits(notice.tasks[0].deadlines) == limit


def test_a_dash_before_what_ends_as_names_do_is_a_dash() -> None:
    text = "打造城市绿心——渡南公园"
    notice = read_body(f"1．{text}\n2．装航灯 —— 区交通局（9月底前）\n")
    assert [units(t.assignments) for t in notice.tasks] == ["责区交通局"]


def test_items_below_an_item_with_units_are_its_text() -> None:
    notice = read_body(
        "一、守好渡口\n1.管好缆绳。（区水务局牵头，各街道配合）\n（1）逐根登记。\n（2）每季度量一次。\n"
        "2.装航灯。\n（1）换灯泡。（区交通局负责）\n（2）刷灯杆。（区住建局负责）\n"
    )
    assert [(t.number, t.text, units(t.assignments)) for t in notice.tasks] == [
        ("1", "管好缆绳。（1）逐根登记。（2）每季度量一次。", "牵区水务局 配各街道*"),
        ("（1）", "换灯泡。", "责区交通局"),
        ("（2）", "刷灯杆。", "责区住建局"),
    ]
    assert limits(notice.tasks[0].deadlines) == ["recurring R/P3M"]


@pytest.mark.parametrize("count", ["三", "3", "各", "", "两"])
def test_what_is_said_of_so_many_tasks_above(count: str) -> None:
    above = f"以上{count}项任务" if count else "以上任务"
    notice = read_body(
        "一、守好渡口\n1.换缆绳，旧绳入库。\n2.装航灯，坏的当天换。\n"
        f"{above}由区水务局、区交通局按职责分工负责。\n二、管街\n3.修路灯。\n以上任务由区住建局负责。\n"
    )
    assert [units(t.assignments) for t in notice.tasks] == [
        *["责区水务局 责区交通局"] * 2,
        "责区住建局",
    ]


def test_brackets_of_a_list_with_and_without_verbs() -> None:
    task, second, third, *_ = read_body(
        "一、开学\n1.2月15日前修好课桌（教务处、实训中心）；查一遍教室（教务处、质量办公室）；"
        "建两门课（教务处牵头，现代商务学院配合）。\n2.装航灯。（区交通局负责）\n"
    ).tasks
    assert units(task.assignments) == "责教务处 责实训中心"
    assert units(second.assignments) == "责教务处 责质量办公室"
    assert units(third.assignments) == "牵教务处 配现代商务学院"


def test_the_limit_of_a_phase_is_that_of_its_items() -> None:
    notice = read_body(
        "一、步骤\n（一）排查阶段（2025年9月至11月）\n1.查缆绳，10月15日前建账。（区水务局负责）\n"
        "2.查航灯。（区交通局负责）\n（二）巩固阶段\n1.回头看。（区应急局负责）\n"
    )
    assert [limits(t.deadlines) for t in notice.tasks] == [
        ["date 2025-10-15", "period 2025-09-01/2025-11-30"],
        ["period 2025-09-01/2025-11-30"],
        [],
    ]


def test_a_heading_with_the_class_and_the_body_that_it_is() -> None:
    notice = read_body(
        "一、水利部门（区水务局）\n1.查水库，4月底前整改。\n2.修水尺。\n"
        "二、区气象局\n早报天气，每日一次。\n"
    )
    assert [units(t.assignments) for t in notice.tasks] == [
        "责水利部门〈区水务局〉",
        "责水利部门〈区水务局〉",
        "责区气象局",
    ]


@pytest.mark.parametrize(
    "line", ["区防汛办24小时值班电话：0000-7770110。", "举报热线：0000-12345。"]
)
def test_a_telephone_below_the_last_item_is_no_part_of_it(line: str) -> None:
    notice = read_body(f"（一）守好渡口\n{OTHERS}5.修渡亭，漏的先修。\n\n{line}\n")
    assert line.rstrip("。") in "".join(u.text for u in notice.unread)
    assert not any(line[:6] in task.text for task in notice.tasks)


def test_what_is_said_twice_of_what_stands_above_is_of_the_nearest() -> None:
    notice = read_body(
        "一、渡口\n（一）逐根登记缆绳，旧绳一律入库，新绳量好尺寸、编好号码、写进簿子，由专人按月核对签字。\n"
        "（二）装好航灯，坏的当天换，换下的灯泡登记入册，渡船一律加挂，夜里开航前逐条检查签字。\n"
        "以上（一）至（二）项任务由区水务局、区交通局共同负责。\n"
        "（三）修渡亭，漏的先修，座椅、雨棚、候船告示一并换新，木料由林场调拨，完工后逐处验收。\n"
        "（四）刷栏杆，旧漆铲净，码头、跳板、台阶一处不落，油漆颜色按全区统一式样，晾干再开放。\n"
        "以上（三）、（四）两项任务由区住建局负责。\n"
    )
    assert [units(t.assignments) for t in notice.tasks] == [
        *["责区水务局 责区交通局"] * 2,
        *["责区住建局"] * 2,
    ]
    assert all(t.text.endswith(("签字。", "验收。", "开放。")) for t in notice.tasks)
    assert [t.text[:3] for t in notice.tasks] == ["逐根登", "装好航", "修渡亭", "刷栏杆"]


def test_verbs_that_a_list_comma_parts() -> None:
    text = "铺管网6.5公里，由镇生态办公室牵头、镇财政所配合，10月底前建成。"
    task, *_ = read_body(f"（一）守好渡口\n1.{text}\n{OTHERS}").tasks
    assert units(task.assignments) == "牵镇生态办公室 配镇财政所"


def test_each_sentence_of_a_text_with_an_object_behind_the_verb() -> None:
    text = (
        "沿路的旧广告牌由区城管局牵头限期拆除，石桥派出所予以配合。"
        "拆出的空地由各街道负责，建小菜园，拆一处、美一处。"
    )
    first, second, *_ = read_body(f"（一）守好渡口\n1.{text}\n{OTHERS}").tasks
    assert units(first.assignments) == "牵区城管局 配石桥派出所"
    assert units(second.assignments) == "责各街道*"
    assert first.text + second.text == text
