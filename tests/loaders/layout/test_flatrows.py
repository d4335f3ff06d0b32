"""Tables copied as text: single blanks between their cells, and where cells broke over lines."""

from __future__ import annotations

import pytest

from tests.loaders import reading
from tests.loaders.layout.printing import page, rows
from zhengmai.model import Severity

ROPE = "旧绳一律剪断，新绳称重后送到港务公司库房，不得再用。"
LAMP = "三个码头各装一盏航标灯，夜里有人值守，坏了当天修好。"
BOOK = "编一本渡口手册，印三千册，发到每一条船和候船室。"

SEVEN = f"""序号 类别 主要任务 具体措施 牵头单位 参与单位 责任单位
1 守好渡 口 换缆绳 {ROPE} 区水务局 区财政局 各街道办事处
2  装航灯 {LAMP} 区交通局 区水务局、区财政局等 石埠镇人民政府
3 教人 过河 印手册 编一本渡口手册，印三千册，发到每一条船和候船室。 区文旅局 / 各街道办事处
"""
READ_SEVEN = [
    ("1", ROPE, "牵区水务局 配区财政局 责各街道办事处*", []),
    ("2", LAMP, "牵区交通局 配区水务局 配区财政局 责石埠镇人民政府 等", []),
    ("3", BOOK, "牵区文旅局 责各街道办事处*", []),
]

LIMITS = """序号 重点任务 工作措施 责任单位 完成时限
1 换缆绳 旧绳一律剪断，新绳称重后送到港务公司库房，不得再用。 区水务局、区财政局 6月底前
2 装航灯 三个码头各装一盏航标灯，夜里有人值守，坏了当天修好。 区交通局 长期坚持
3 编一本渡口手册，印三千册，发到每一条船和候船室。 各街道办事处 2025年9月底前
"""
READ_LIMITS = [
    ("1", ROPE, "责区水务局 责区财政局", ["date 2025-06-30"]),
    ("2", LAMP, "责区交通局", ["ongoing"]),
    ("3", BOOK, "责各街道办事处*", ["date 2025-09-30"]),
]


@pytest.mark.parametrize(
    ("table", "read"),
    [
        pytest.param(SEVEN, READ_SEVEN, id="three columns of units"),
        pytest.param(LIMITS, READ_LIMITS, id="limits last"),
        pytest.param(
            SEVEN.replace("送到港务公司库房，", "送到港务公司 库房，").replace(
                "发到每一条船和候船室。", "发到每一条船 和候船室。"
            ),
            READ_SEVEN,
            id="a text whose line is full",
        ),
        pytest.param(
            SEVEN.replace("序号 类别 主要任务", "序 号 类 别 主要 任务").replace(
                "责任单位\n", "责任 单位\n"
            ),
            READ_SEVEN,
            id="names of columns in pieces",
        ),
        pytest.param(SEVEN.replace(" ", "\u3000"), READ_SEVEN, id="wide blanks"),
        pytest.param(
            "一览表\n"
            + LIMITS.replace("序号 ", "").replace("\n1 ", "\n").replace("\n2 ", "\n")
            .replace("\n3 ", "\n"),
            [("", *line[1:]) for line in READ_LIMITS],
            id="without numbers",
        ),
        pytest.param(SEVEN.replace("\n", "\n\n"), READ_SEVEN, id="empty lines between"),
        pytest.param(
            SEVEN.replace("\n2  ", "\n— 2 —\n" + SEVEN.splitlines()[0] + "\n2  "),
            READ_SEVEN,
            id="over two pages",
        ),
        pytest.param(
            LIMITS.replace("\n1 ", "\n一、守好渡口\n1 ").replace("\n3 ", "\n二、教好人\n3 "),
            READ_LIMITS,
            id="names of what follows",
        ),
        pytest.param(
            LIMITS.replace("时限\n", "时限 备注\n").replace("长期坚持\n", "长期坚持 并案\n"),
            READ_LIMITS,
            id="remarks, most of them empty",
        ),
    ],
)  # fmt: skip
def test_units_and_limits_are_told_from_the_end_of_the_line(
    table: str, read: list[tuple[str, str, str, list[str]]]
) -> None:
    for below in ("", "\n抄送：区委办公室，区人大常委会办公室。\n"):
        notice = reading.read_body(table + below)
        assert rows(notice) == read
        assert not reading.messages(notice, Severity.PROBLEM)
    assert notice.copied_to == ("区委办公室", "区人大常委会办公室")


def test_the_same_in_the_paragraphs_of_a_page() -> None:
    assert rows(page(*SEVEN.splitlines())) == READ_SEVEN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("区交通局 区水务局、区财政局等 石埠镇人民政府", "区交通局 石埠镇人民政府",
                     id="one list of units is missing"),
        pytest.param("区交通局 区水务局、", "区交通局 区水 务局、", id="a list broken in a name"),
        pytest.param("区水务局、区财政局等", "区水务局、 区财政局等", id="a list broken"),
        pytest.param("石埠镇人民政府\n", "石埠镇人民政府 区文\n旅局\n", id="a cell in two lines"),
        pytest.param("石埠镇人民政府\n", "石埠镇人民政府、区文\n旅局\n", id="a name in two lines"),
        pytest.param("坏了当天修好。", "坏了当天修好", id="no sentence"),
        pytest.param("2  装航灯 三个码头各装一盏航标灯", "2 三个码头各装一盏航标 灯",
                     id="where the text begins is not told"),
        pytest.param("三个码头各装一盏航标灯，夜里有人", "装航标灯 30 盏，夜里有 2 人",
                     id="blanks beside figures"),
        pytest.param("三个码头各装一盏航标灯，夜里有人", "装航标灯 LED 灯夜里有人",
                     id="blanks beside letters"),
        pytest.param("装航灯 三个码头各装", "装灯 在石埠渡口 三个 码头各装",
                     id="more pieces than columns, none of them full"),
        pytest.param("装航灯 三个", "装灯三盏。 三个", id="a sentence in another column"),
        pytest.param("石埠镇人民政府\n", "张三、李四\n", id="persons, no units"),
    ],
)  # fmt: skip
def test_a_row_that_does_not_come_out_is_told_and_left_out(old: str, new: str) -> None:
    assert old in SEVEN
    notice = reading.read_body(SEVEN.replace(old, new))
    assert rows(notice) == [READ_SEVEN[0], READ_SEVEN[2]]
    (told,) = reading.messages(notice, Severity.PROBLEM)
    assert told.startswith("a row of a table is not understood")
    assert any("航标" in unread.text for unread in notice.unread)


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            "序号 项目名称 工作任务 责任单位 完成时限\n"
            "1\n北岸\n码头\n换缆绳，旧绳\n剪断。\n区水务局\n6月底前\n"
            "2\n南岸\n装航灯，夜里值守。\n区交通局\n年底前\n",
            id="one cell a line, and some are broken",
        ),
        pytest.param(
            "序号 责任单位 具体措施 完成时限\n1 区水务局 旧绳一律剪断，不得再用。 6月底前\n"
            "2 区交通局 夜里有人值守，坏了当天修好。 年底前\n",
            id="units before the text",
        ),
        pytest.param(
            "序号 工作任务 牵头单位 责任单位\n1 换缆绳 区水务局\n2 装航灯 区交通局 各街道\n",
            id="no sentences",
        ),
        pytest.param(
            "类别 主要任务 具体措施 责任单位\n渡口 换缆绳 装航灯\n手册\n各街道\n",
            id="lines that are no rows",
        ),
    ],
)
def test_a_table_that_is_not_understood_is_told(table: str) -> None:
    for notice in (reading.read_body(table), reading.read("渡南区主要任务分解表\n\n" + table)):
        assert notice.tasks == ()
        problems = reading.messages(notice, Severity.PROBLEM)
        assert any("a table is not understood" in told for told in problems)


@pytest.mark.parametrize(
    "line",
    ["责任单位 完成时限 备注", "各部门 各街道 各单位", "工作任务 责任单位 均已列明，请抓好落实。"],
)
def test_words_of_columns_in_a_sentence_are_no_header(line: str) -> None:
    body = f"一、守好渡口\n1.换缆绳。（区水务局负责）\n{line}\n2.装航灯。（区交通局负责）\n"
    notice = reading.read_body(body)
    assert len(notice.tasks) == 2
    assert not reading.messages(notice, Severity.PROBLEM)
