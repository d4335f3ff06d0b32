"""Tables one cell a line whose rows leave empty cells out: the running numbers part the rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tests.loaders.reading import cells, messages, read, row, whole
from zhengmai.loaders.layout.sparserows import grids

Row = tuple[str, str, str, list[str]]

HEAD = "渡南区2025年民生实事进度表\n"


def tasks_of(text: str) -> list[Row]:
    return [row(task) for task in read(HEAD + text).tasks]


def set_off(*lines: str) -> str:
    """An empty line between all cells."""
    return "\n\n".join(cell for line in lines for cell in line.split("|")) + "\n"


# (lines, tasks, why)
TABLES: list[tuple[list[str], list[Row], str]] = [
    (
        [
            "序号|区政府十件|民生实事名称|建设内容|完成率(%)|是否纳入督办(全区名次)|责任单位|分管领导",
            "1|出行畅通|修好三条通村公路，铺沥青六公里。|35%|是，已督办|区交通局",
            "2|饮水安全|四个村接通自来水，换管网八千米。|60%|否|区水利局",
            "3|出行畅通|渡口换新缆绳二百米。|区交通局",
            "4|学有所教|新建幼儿园两所，增加学位三百个。|100%|区教育局",
            "5|就医便利|村卫生室配齐药柜，每室两组。|20%|是，已督办|区卫健局、各街道",
        ],
        [
            ("1", "修好三条通村公路，铺沥青六公里。", "责区交通局", []),
            ("2", "四个村接通自来水，换管网八千米。", "责区水利局", []),
            ("3", "渡口换新缆绳二百米。", "责区交通局", []),
            ("4", "新建幼儿园两所，增加学位三百个。", "责区教育局", []),
            ("5", "村卫生室配齐药柜，每室两组。", "责区卫健局 责各街道*", []),
        ],
        "a name over two lines, a column that no row prints",
    ),
    (
        [
            "序号|承办部门|推进情况|民生事项|办理时限",
            "1|区交通局|路基已于2024年6月底完成|修好三条通村公路。|2025年6月底前",
            "2|区水利局|四个村接通自来水。|2025年9月底前",
            "3|区交通局|缆绳已于5月运到|渡口换新缆绳二百米，旧绳入库。",
            "4|区教育局|新建幼儿园两所，增加学位三百个。",
        ],
        [
            ("1", "修好三条通村公路。", "责区交通局", ["date 2025-06-30"]),
            ("2", "四个村接通自来水。", "责区水利局", ["date 2025-09-30"]),
            ("3", "渡口换新缆绳二百米，旧绳入库。", "责区交通局", []),
            ("4", "新建幼儿园两所，增加学位三百个。", "责区教育局", []),
        ],
        "who before what, how far before what, the limit left out",
    ),
    (
        [
            "序号|项目名称|建设内容|进展情况|责任单位|联系人",
            "1|公路|修好三条通村公路，铺沥青六公里。|路基已于6月底完成，正在铺油。|区交通局|王某某",
            "2|供水|四个村接通自来水，换管网八千米。|区水利局|李某",
            "3|渡口换新缆绳二百米，旧绳入库。|缆绳已于5月运到，正在更换。|区交通局",
            "4|学校|新建幼儿园两所，增加学位三百个。|主体已封顶。|区教育局|张某某",
            "5|医疗|村卫生室配齐药柜，每室两组。|区卫健局",
        ],
        [
            ("1", "修好三条通村公路，铺沥青六公里。", "责区交通局", []),
            ("2", "四个村接通自来水，换管网八千米。", "责区水利局", []),
            ("3", "渡口换新缆绳二百米，旧绳入库。", "责区交通局", []),
            ("4", "新建幼儿园两所，增加学位三百个。", "责区教育局", []),
            ("5", "村卫生室配齐药柜，每室两组。", "责区卫健局", []),
        ],
        "two sentences, a sentence alone",
    ),
    (
        [
            "编号|项目内容|完成进度|牵头单位|分管领导",
            "一、出行",
            "1|修好三条通村公路。|80%|区交通局|何某某",
            "2|渡口换新缆绳二百米。|区水利局",
            "二、安居",
            "3|老屋改造六十户。|60%|区住建局",
            "4|老井加盖上锁，立牌十二块。|区水利局",
            "附件：联系表",
        ],
        [
            ("1", "修好三条通村公路。", "牵区交通局", []),
            ("2", "渡口换新缆绳二百米。", "牵区水利局", []),
            ("3", "老屋改造六十户。", "牵区住建局", []),
            ("4", "老井加盖上锁，立牌十二块。", "牵区水利局", []),
        ],
        "names of the rows below",
    ),
    (
        [
            "序号|任务名称|主要内容|责任科室|完成时间|备注",
            "1|窗口延时|政务大厅周六上午开门办事。|政务服务科|长期坚持|续做",
            "2|一次办好|开饭馆的证照一个窗口交齐。|审批科、登记科|2025年8月底",
            "3|帮办代办|给老人上门办高龄补贴。|政务服务科|2025年5月底",
            "4|少跑腿|社保卡换补改在镇上办。|登记科|新增",
            "以上事项请各科室抓紧推进，确保完成。",
        ],
        [
            ("1", "政务大厅周六上午开门办事。", "责政务服务科", ["ongoing"]),
            ("2", "开饭馆的证照一个窗口交齐。", "责审批科 责登记科", ["date 2025-08-31"]),
            ("3", "给老人上门办高龄补贴。", "责政务服务科", ["date 2025-05-31"]),
            ("4", "社保卡换补改在镇上办。", "责登记科", []),
        ],
        "limits and remarks left out, a sentence below",
    ),
]


TABLES += [
    (
        [
            "序号|事项内容|完成率|责任单位|挂钩领导",
            "1.|修好三条通村公路。|60%|区交通局",
            "2.|四个村接通自来水。|区水利局",
            "3.|渡口换新缆绳二百米。|80%|区交通局",
        ],
        [
            ("1", "修好三条通村公路。", "责区交通局", []),
            ("2", "四个村接通自来水。", "责区水利局", []),
            ("3", "渡口换新缆绳二百米。", "责区交通局", []),
        ],
        "a dot behind the numbers",
    ),
    (
        [
            "序号|项目内容|完成数|责任单位|分管领导",
            "1|修好三条通村公路。|3|区交通局",
            "2|四个村接通自来水。|区水利局",
            "3|渡口换新缆绳二百米。|200|区交通局",
            "4|装灯三盏，夜里有人值守。|区交通局",
        ],
        [
            ("1", "修好三条通村公路。", "责区交通局", []),
            ("2", "四个村接通自来水。", "责区水利局", []),
            ("3", "渡口换新缆绳二百米。", "责区交通局", []),
            ("4", "装灯三盏，夜里有人值守。", "责区交通局", []),
        ],
        "bare numbers among the cells",
    ),
]


TABLES += [
    (
        [
            "序号|任务名称|任务内容|牵头部门|配合部门|时间节点",
            "1|出行|修好三条通村公路，铺沥青六公里。|区交通局|区财政局、区住建局|2025年3月",
            "2|四个村接通自来水，换管网八千米|区水利局|区财政局|2025年5月",
            "3|渡口换新缆绳二百米，旧绳入库。|区交通局|区水利局、|各街道（园区）|2025年6月",
            "4|学校|新建幼儿园两所，增加学位三百个。|区教育局|区住建局|2025年9月",
            "5|村卫生室配齐药柜，每室两组。|区卫健局|区财政局|2025年12月",
        ],
        [
            ("1", "修好三条通村公路，铺沥青六公里。", "牵区交通局 配区财政局 配区住建局",
             ["date 2025-03-31"]),
            ("2", "四个村接通自来水，换管网八千米", "牵区水利局 配区财政局", ["date 2025-05-31"]),
            ("3", "渡口换新缆绳二百米，旧绳入库。", "牵区交通局 配区水利局 配各街道（园区）*",
             ["date 2025-06-30"]),
            ("4", "新建幼儿园两所，增加学位三百个。", "牵区教育局 配区住建局", ["date 2025-09-30"]),
            ("5", "村卫生室配齐药柜，每室两组。", "牵区卫健局 配区财政局", ["date 2025-12-31"]),
        ],
        "a list over two lines, a text without a stop where nothing behind it is left out",
    ),
]  # fmt: skip


@pytest.mark.parametrize("layout", [cells, set_off])
@pytest.mark.parametrize(("lines", "tasks", "why"), TABLES, ids=[t[2] for t in TABLES])
def test_rows_that_leave_cells_out(
    lines: list[str], tasks: list[Row], why: str, layout: Callable[..., str]
) -> None:
    assert tasks_of(layout(*lines)) == tasks


def test_what_is_left_out_damages_nothing() -> None:
    assert [t.damaged for t in read(HEAD + cells(*TABLES[1][0])).tasks] == [False] * 4


# (names, rows, the number of the row that is not sure, why)
UNSURE: list[tuple[str, Sequence[str], str]] = [
    (
        "序号|项目内容|牵头单位|配合单位|完成时限",
        ["四个村接通自来水，换管网八千米。", "区水利局", "9月底前"],
        "one of two columns of units",
    ),
    (
        "序号|项目内容|责任单位|督导单位|完成时限",
        ["老井加盖上锁，立牌十二块。", "区水利局", "10月底"],
        "who answers, or who looks after it",
    ),
    (
        "序号|项目内容|牵头单位|协同方|完成时限",
        ["渡口换新缆绳二百米。", "区交通局", "年底前"],
        "a name that is not known, over units",
    ),
    (
        "序号|项目内容|牵头单位|配合单位|完成时限",
        ["四个村接通自来水。", "区水利局、", "区交通局", "9月底前"],
        "a list over two lines, in one of two columns",
    ),
]


@pytest.mark.parametrize(("names", "unsure", "why"), UNSURE, ids=[u[2] for u in UNSURE])
def test_a_row_that_may_be_read_in_two_ways_is_not(names: str, unsure: list[str], why: str) -> None:
    rows = [
        "1|修好三条通村公路，铺沥青六公里。|区交通局|区财政局|6月底前",
        "|".join(["2", *unsure]),
        "3|老屋改造六十户。|区住建局|区民政局",
        "4|村卫生室配齐药柜，每室两组。|区卫健局|区财政局|年底前",
        "5|新建幼儿园两所。|区教育局|区住建局|8月底前",
    ]
    notice = read(HEAD + cells(names, *rows))
    assert [task.number for task in notice.tasks] == ["1", "3", "4", "5"]
    assert any(unsure[1] in unread.text for unread in notice.unread)
    assert any("a row of a table is not understood" in message for message in messages(notice))
    assert not any("number 2 is not printed" in message for message in messages(notice))


@pytest.mark.parametrize(
    "text",
    [
        cells("序号|项目内容|责任单位|时限", *(f"{n}|修路。|区交通局|6月底" for n in (1, 2, 3))),
        cells("序号|项目内容|责任单位|时限", "1|修路。|区交通局", "2|通水。|区水利局|6月底"),
        cells("序号|项目内容|得分|责任单位|时限", "1|修路。|2|区交通局", "2|通水。|3|区水利局",
              "3|换缆绳。|4|区交通局", "4|装灯。|5|区交通局"),
        cells("项目内容|责任单位|完成时限|备注", "修路。|区交通局", "通水。|区水利局|6月底"),
        cells("序号|村名|联系人|电话", "1|东沟村|张某", "2|西沟村|李某", "3|南沟村|王某"),
    ],
    ids=["nothing left out", "two rows", "counts among the cells", "no numbers", "no units"],
)  # fmt: skip
def test_what_is_no_such_table(text: str) -> None:
    assert list(grids(whole(text))) == []


def test_where_hardly_a_row_is_sure_the_table_is_not_understood() -> None:
    names = "序号|项目内容|牵头单位|配合单位|完成时限"
    texts = ("修好三条通村公路。", "四个村接通自来水。", "渡口换新缆绳二百米。")
    notice = read(
        f"{HEAD}一、水上的事\n（一）装航灯。三个码头各装一盏。（责任单位：区交通局）\n"
        + cells(names, *(f"{n}|{text}|区交通局|6月底前" for n, text in enumerate(texts, 1)))
    )
    assert [task.text for task in notice.tasks] == ["三个码头各装一盏。"]
    assert any("a table is not understood" in message for message in messages(notice))
    assert any("四个村接通自来水。" in unread.text for unread in notice.unread)
