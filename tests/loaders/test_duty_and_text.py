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
