"""Tables of two columns whose grid is lost: a text and its units take turns on the lines."""

from __future__ import annotations

from random import Random

import pytest

from tests.loaders import reading
from zhengmai.loaders.phrases.unitnames import is_cut
from zhengmai.model import Notice

HEADS = (
    "工作任务\n责任单位\n",
    "工作任务 责任单位\n",
    "主要任务\n牵头单位\n",
    "重点任务 责任部门\n",
)
TEXTS = (
    "换下旧版清单，贴到每个村口和渡口，方便群众查找", "改造办事大厅3座，新添座椅",
    "分行业推送岗位，每条都能打通电话；办好春秋两季招聘会", "清理过期文件，公布现行有效的目录",
    "推动小事就近办理，让群众少跑腿，把材料减到最少", "开通执法监督平台，实现案件全程网办",
    "督促施工单位落实扬尘防治，渣土车一律加盖上路", "收秋粮，农民的售粮款当天兑付",
)  # fmt: skip
UNITS = (
    "区司法局", "区财政局", "区教育局", "区城管局", "区公安局", "区交通局", "区水务局",
    "区自然资源和规划局", "区退役军人事务局", "区住房和城乡建设局", "区生态环境局",
)  # fmt: skip
BELOW = (
    "", "\n注：各责任单位每月25日前报送进展。\n", "\n榆津市渡南区交通运输局\n2025年6月18日\n",
    "\n抄送：区委办公室，区人大常委会办公室。\n", "榆津市渡南区人民政府办公室\n2025年6月18日\n",
)  # fmt: skip


def broken(text: str, width: int) -> str:
    """A cell as lines of so many characters; 0: on one."""
    width = width or len(text)
    return "".join(f"{text[at : at + width]}\n" for at in range(0, len(text), width))


def printed(seed: int) -> tuple[str, list[tuple[str, list[str]]]]:
    """A plan that is such a table, and its rows."""
    random = Random(seed)  # noqa: S311
    rows = [
        (text + end, random.sample(UNITS, random.choice((1, 1, 2, 3))))
        for end in [random.choice(("", "。"))]
        for text in random.sample(TEXTS, random.randint(4, 8))
    ]
    widths = random.choice((0, 17, 21, 27)), random.choice((0, 7, 9, 12))
    numbered = random.random() < 0.3
    cells = "".join(
        broken(f"{number}.{text}" if numbered else text, widths[0])
        + broken("、".join(units), widths[1])
        for number, (text, units) in enumerate(rows, 1)
    )
    return random.choice(HEADS) + cells + random.choice(BELOW), rows


def rows_of(notice: Notice) -> list[tuple[str, list[str]]]:
    return [(task.text, [a.unit for a in task.assignments]) for task in notice.tasks]


@pytest.mark.parametrize("seed", range(80))
def test_what_is_read_is_printed_and_what_is_not_is_told(seed: int) -> None:
    text, rows = printed(seed)
    notice = reading.read_body(text)
    found = rows_of(notice)
    assert [row for row in found if row not in rows] == []
    assert found == rows or reading.is_told(notice)


def test_most_are_read() -> None:
    tables = [printed(seed) for seed in range(80, 120)]
    right = sum(rows_of(reading.read_body(text)) == rows for text, rows in tables)
    assert right >= 0.8 * len(tables)


PLAIN = (
    "工作任务\n责任单位\n"
    "换缆绳\n区水务局\n"
    "立警示牌，刷新船号\n区交通局、区公安局\n"
    "抄写生字表\n区教育局\n"
)  # fmt: skip


def test_a_cell_a_line() -> None:
    assert [reading.row(task)[1:3] for task in reading.read_body(PLAIN).tasks] == [
        ("换缆绳", "责区水务局"),
        ("立警示牌，刷新船号", "责区交通局 责区公安局"),
        ("抄写生字表", "责区教育局"),
    ]


def test_who_signs_below_is_no_unit() -> None:
    """Also where nothing above names it; in a table of limits it may be the last row."""
    signed = f"{PLAIN}榆津市渡南区交通运输局\n2025年6月18日\n"
    assert reading.read_body(signed).tasks == reading.read_body(PLAIN).tasks
    limits = (
        "工作任务\n责任单位\n完成时限\n换缆绳\n区水务局\n2025年6月1日\n"
        "立警示牌\n区交通局\n2025年6月18日\n"
    )
    assert [reading.row(task)[2:] for task in reading.read_body(limits).tasks] == [
        ("责区水务局", ["date 2025-06-01"]),
        ("责区交通局", ["date 2025-06-18"]),
    ]


def test_two_rows_are_too_few_to_tell() -> None:
    notice = reading.read_body("工作任务\n责任单位\n换缆绳\n区水务局\n立警示牌\n区交通局\n")
    assert notice.tasks == ()
    assert reading.is_told(notice)


def test_names_over_prose_are_no_table() -> None:
    """Points below the two words are read as points."""
    prose = (
        "一、守好渡口\n（一）换缆绳。每月查一次渡口的缆绳。（责任单位：区水务局）\n"
        "（二）立警示牌。旧牌一律换下。（责任单位：区交通局）\n"
    )
    found = reading.read_body(f"工作任务\n责任单位\n{prose}").tasks
    assert [reading.row(task) for task in found] == [
        reading.row(task) for task in reading.read_body(prose).tasks
    ]
    assert len(found) == 2


def test_a_text_among_the_lines_of_units_begins_a_row() -> None:
    """团区委 is a whole name: what stands below it is no rest of it, though it is as short."""
    rows = (
        ("编制目录，公布清单，按季度更新", "区农业农村局、各镇人民政府、区应急局、团区委"),
        ("开展集市秋季大清扫", "区住建局、区交通运输局、区总工会、区教育局"),
        ("规范渡口收费，公示标准，退还多收的钱", "区市场监管局、区文化和旅游局、区财政局"),
        ("整修学校旁的人行道", "区城管局、区教育局、区公安局、区残联"),
        ("收秋粮，农民的售粮款当天兑付，一分不欠", "区粮食和物资储备局、区财政局"),
    )  # fmt: skip
    cells = "".join(broken(text, 0) + broken(units, 9) for text, units in rows)
    notice = reading.read_body(f"工作任务\n责任单位\n{cells}")
    found = [(text, "、".join(names)) for text, names in rows_of(notice)]
    assert [row for row in found if row not in rows] == []
    assert len(found) == len(rows) or reading.is_told(notice)


PAGES = (
    "工作任务\n责任单位\n"
    "换下旧版清单，贴到每个村口和渡口\n区司法局\n区财政局\n"
    "清理过期文件，公布现行有效的目录，\n每季度核对一次\n区教育局\n有关主管部门\n"
    "— 4 —\n工作任务\n责任单位\n"
    "整修渡口，换缆绳和跳板，新添救生衣\n四十件\n区水务局\n渡南惠民供排水\n有限责任公司\n"
    "收秋粮，农民的售粮款当天兑付，一分\n不欠\n区财政局\n"
    "督促施工单位落实扬尘防治，渣土车一\n律加盖上路\n区城管局\n区公安局\n"
)  # fmt: skip


PAGES_ROWS = [
    ("换下旧版清单，贴到每个村口和渡口", ["区司法局", "区财政局"]),
    ("清理过期文件，公布现行有效的目录，每季度核对一次", ["区教育局", "有关主管部门"]),
    ("整修渡口，换缆绳和跳板，新添救生衣四十件", ["区水务局", "渡南惠民供排水有限责任公司"]),
    ("收秋粮，农民的售粮款当天兑付，一分不欠", ["区财政局"]),
    ("督促施工单位落实扬尘防治，渣土车一律加盖上路", ["区城管局", "区公安局"]),
]


def test_names_printed_again_below_a_page_number() -> None:
    """有关主管部门 above the number of the page is no name of a column."""
    whole = PAGES.replace("供排水\n有限", "供排水有限")
    assert rows_of(reading.read_body(whole)) == PAGES_ROWS


def test_the_number_of_the_last_page_is_no_row() -> None:
    """It goes on from that above the names that are printed again."""
    bare = PAGES.replace("供排水\n有限", "供排水有限").replace("— 4 —", "4")
    assert rows_of(reading.read_body(f"{bare}5\n")) == PAGES_ROWS
    notice = reading.read_body(f"{bare}9\n")
    assert "9" in "".join(u.text for u in notice.unread) or reading.is_told(notice)


def test_the_beginning_of_a_company_is_no_text() -> None:
    notice = reading.read_body(PAGES)
    found = rows_of(notice)
    assert [row for row in found if row not in PAGES_ROWS] == []
    assert found == PAGES_ROWS or reading.is_told(notice)


@pytest.mark.parametrize("company", ["水务有限公司", "热力有限公司"])
def test_a_short_name_of_a_company_is_whole(company: str) -> None:
    """No text goes on in it, and no name of a bureau."""
    alone = PLAIN.replace("区水务局", company)
    assert rows_of(reading.read_body(alone))[0] == ("换缆绳", [company])
    assert not is_cut("区住建局", company)
    below = PAGES.replace("区司法局\n区财政局", f"区住建局\n{company}")
    assert rows_of(reading.read_body(below))[0][1] == ["区住建局", company]


def test_an_alias_of_the_units_above_is_no_text() -> None:
    rows = (
        ("办好秋季招聘会，每月三场，逐场公布岗位", "区人社局、区教育局"),
        ("整修渡口，换缆绳和跳板，新添救生衣四十件", "区水务局、区政府办公室（区数据局）"),
        ("开通执法监督平台，实现案件全程网上办理", "区司法局、区公安局"),
        ("收秋粮，农民的售粮款当天兑付，一分不欠", "区财政局、区农业农村局"),
    )
    cells = "".join(broken(text, 13) + broken(units, 12) for text, units in rows)
    notice = reading.read_body(f"工作任务 责任单位\n{cells}")
    texts = [task.text for task in notice.tasks]
    assert not [text for text in texts if text not in dict(rows)]
    assert len(texts) == len(rows) or reading.is_told(notice)


def test_a_header_on_a_line_above_a_text_with_blanks() -> None:
    cells = "".join(
        f"{n}. {text}\n{unit}\n"
        for n, (text, unit) in enumerate(zip(TEXTS, UNITS, strict=False), 1)
    )
    notice = reading.read_body(f"工作任务 责任单位\n{cells}")
    assert rows_of(notice) == [(text, [unit]) for text, unit in zip(TEXTS, UNITS, strict=False)]
