"""Tables drawn with bars, in Markdown and in plain text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.loaders import reading
from zhengmai.loaders.layout import pipes
from zhengmai.model import Notice

ROWS = [
    ("1", "换下旧版清单。", "牵区委编办 配区司法局 配各街道*", ["date 2025-06-30"]),
    ("2", "补上新版清单。", "牵区数据局", ["ongoing"]),
]

MARKDOWN = """| 序号 | 重点任务 | 具体措施 | 牵头单位 | 配合单位 | 完成时限 |
|:---:|---|---|---|---|---|
| 1 | 晒清单 | 换下旧版清单。 | 区委编办 | 区司法局、各街道 | 6月底前 |
| 2 |  | 补上新版清单。 | 区数据局 |  | 长期坚持 |
"""


def lines(table: str) -> list[tuple[str, str, str, list[str]]]:
    return [reading.row(t) for t in reading.read_body(table).tasks]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(MARKDOWN, id="Markdown"),
        pytest.param(MARKDOWN.replace("|:---:|---|---|---|---|---|\n", ""), id="without dashes"),
        pytest.param(
            "\n".join(line.strip("| ") for line in MARKDOWN.splitlines() if "---" not in line),
            id="without outer bars",
        ),
        pytest.param(MARKDOWN.replace("旧版清单", "旧版\n清单"), id="a row broken over lines"),
        pytest.param(MARKDOWN.replace("旧版清单", "旧版\n\n清单"), id="and a blank line in it"),
        pytest.param(MARKDOWN.replace("旧版清单", "旧版<br>清单"), id="a break in a cell"),
        pytest.param(MARKDOWN.replace("旧版清单", "**旧版**清单"), id="emphasis"),
        pytest.param(MARKDOWN.replace("|", "｜"), id="wide bars"),
        pytest.param(
            MARKDOWN.replace("| 2 |", "|---|---|---|---|---|---|\n| 2 |"), id="dashes again"
        ),
        pytest.param(
            "".join(
                "\n|\n".join(cell.strip() for cell in line.strip("|").split("|")) + "\n"
                for line in MARKDOWN.splitlines()
                if "---" not in line
            ),
            id="each bar on a line of its own",
        ),
    ],
)
def test_the_same_table(table: str) -> None:
    assert lines(table) == ROWS


def test_text_goes_on_below_the_table() -> None:
    notice = reading.read_body(MARKDOWN + "\n抄送：区委办公室，区人大常委会办公室。\n")
    assert notice.copied_to == ("区委办公室", "区人大常委会办公室")
    assert len(notice.tasks) == 2


def test_headings_of_markdown() -> None:
    notice = reading.read_body(
        "## 一、主动公开\n\n### （一）晒清单\n\n**换下**旧版。（责任单位：区委编办）\n\n"
        "- （二）讲政策。都讲清楚。（责任单位：区司法局）\n"
    )
    assert [p.number + p.heading for p in notice.points] == ["（一）晒清单", "（二）讲政策"]
    assert [t.text for t in notice.tasks] == ["换下旧版。", "都讲清楚。"]


def test_a_bar_in_a_sentence_draws_no_table() -> None:
    assert pipes.grids(reading.whole("公开栏目：首页 | 新闻 | 公开\n正文。\n")) == ()


def test_the_cells_stand_where_they_are_printed() -> None:
    (grid,) = pipes.grids(reading.whole("前言。\n" + MARKDOWN))
    text = "前言。\n" + MARKDOWN
    cells = [text[c.span.start : c.span.end].strip() for c in grid.cells if c.row == 2]
    assert cells == ["2", "", "补上新版清单。", "区数据局", "", "长期坚持"]


UNKNOWN_HEADS = [
    pytest.param(
        "类别 | 事项名称 | 2025年度任务目标 | 责任单位 | 包保领导 | 1-6月进展 | 投诉电话 |\n"
        "二、渡口码头 | 3.换缆绳 | 渡口缆绳全部换成新的 | 水务局 | 张三 | 换了一半 | 0531-123 |\n"
        "4.装航灯 | 三个码头各装一盏航标灯 | 交通局 | 李四 | 还没有装 | 0531-1234567 |\n"
        "5.印手册 | 编一本渡口手册发到每条船上 | 文旅局 | 王五 | 印好一千册 | 0531-7654321 |\n",
        id="columns of a stretch of time",
    ),
    pytest.param(
        "| 门类 | 干啥 | 谁来干 | 到哪步了 |\n"
        "| 一、渡口 | 渡口缆绳全部换成新的缆绳。 | 区水务局 | 招标中 |\n"
        "| 二、码头 | 三个码头各装一盏航标灯。 | 区交通局 | 未启动 |\n"
        "| 三、手册 | 编一本渡口手册发到每条船。 | 区文旅局 | 已付印 |\n",
        id="names that nobody listed",
    ),
    pytest.param(
        "一、渡口 | 渡口缆绳全部换成新的缆绳。 | 区水务局 | 招标中\n"
        "二、码头 | 三个码头各装一盏航标灯。 | 区交通局 | 未启动\n"
        "三、手册 | 编一本渡口手册发到每条船。 | 区文旅局 | 已付印\n",
        id="no names at all",
    ),
    pytest.param(
        "（一）渡口 | 渡口缆绳全部\n换成新的缆绳。 | 区水务局 | 0531-1234567 |\n"
        "\n（二）码头 | 三个码头各装一盏航标灯。 | 0531-7654321 |\n",
        id="two rows, the second short",
    ),
    pytest.param(
        "四、手册 | 5.编一本 | 渡口手册发到每条船。 | 王五 | 0531-1234567 |\n", id="a lone row"
    ),
    pytest.param("1｜缆绳｜区水务局｜13 艘｜完工\n2｜航灯｜区交通局｜3 盏｜未动\n", id="numbers"),
]


@pytest.mark.parametrize("table", UNKNOWN_HEADS)
@pytest.mark.parametrize("read", [reading.read, reading.read_body], ids=["alone", "in a notice"])
def test_bars_are_never_prose(table: str, read: Callable[[str], Notice]) -> None:
    notice = read(table)
    assert not [p for p in notice.points if "渡" in p.text or "|" in p.text]
    for task in notice.tasks:
        assert not any(sign in task.text for sign in "|｜")
        assert "0531" not in task.text
        assert len(task.assignments) == 1
    understood = bool(notice.tasks)
    told = any("not understood" in message for message in reading.messages(notice))
    assert understood or told
    assert understood or any(
        line in u.text for u in notice.unread for line in re.split("[|｜]", table)
    )


def test_rows_under_columns_of_a_stretch_of_time_are_read() -> None:
    notice = reading.read_body(UNKNOWN_HEADS[0].values[0])
    assert [reading.row(t)[1:] for t in notice.tasks] == [
        ("渡口缆绳全部换成新的", "责水务局", []),
        ("三个码头各装一盏航标灯", "责交通局", []),
        ("编一本渡口手册发到每条船上", "责文旅局", []),
    ]


def test_a_row_of_metadata_or_of_links_is_no_table() -> None:
    notice = reading.read(
        "首页 | 要闻 | 政务公开 | 互动交流\n"
        "发布机构 | 渡南区人民政府办公室 | 发文日期 | 2025-06-18 |\n"
        + reading.HEAD
        + "一、守好渡口\n（一）换新缆绳。旧绳入库。（责任单位：区水务局）\n"
    )
    assert [reading.row(t)[1:] for t in notice.tasks] == [("旧绳入库。", "责区水务局", [])]
    assert not any("not understood" in message for message in reading.messages(notice))


@pytest.mark.parametrize("cut", [False, True])
@pytest.mark.parametrize(
    "above",
    [
        "索引号 | 000123/2025-1 | 公开方式 | 主动公开 |\n"
        "发布单位 | 区政府 | 发文日期 | 2025-06-18 |\n",
        "| 信息名称 | 渡口任务 |\n| 发布机构 | 渡南区水务局 |\n| 成文日期 | 2025-06-18 |\n",
        "文号 | 渡南水〔2025〕1号 | 有效性 | 有效 | 备注 | |\n"
        "时限 | 长期 | 来源 | 水务局 | 主题 | 水 |\n",
    ],
)
def test_fields_right_above_a_table_are_no_part_of_it(above: str, *, cut: bool) -> None:
    table = (
        "序号 | 实事项目 | 工作举措及实施计划 | 责任单位 | 配合单位 |\n"
        "1 | 渡口全部换新缆绳，装上航灯。 | 5月底前换缆绳三根；9月底前装灯五盏，查一回。 | "
        "水务局 | 交通局 |\n"
        "2 | 河道全年清淤两次，补植柳树。 | 4月底前清淤北河；10月底前补植柳树百棵，浇水。 | "
        "水务局 | 财政局、妇联，各镇（街道） |\n"
    )
    opens = above.startswith("|")
    lines = [f"| {line}" if opens else line for line in table.splitlines()]
    lines += [f"{'| ' * opens}3 | 手册人手一册，全区发放。 | 年底前编印手册，发"] if cut else []
    tasks = reading.read("渡南区2025年渡口民生实事\n" + above + "\n".join(lines)).tasks
    said = [reading.row(task)[:3] for task in tasks[:2]]
    assert said == [
        ("1", "5月底前换缆绳三根；9月底前装灯五盏，查一回。", "责水务局 配交通局"),
        ("2", "4月底前清淤北河；10月底前补植柳树百棵，浇水。",
         "责水务局 配财政局 配妇联 配各镇（街道）*"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["专项整治行业名称", "活动名称", "隐患点位名称", "谁要管", "整治范围", "检查地方"]
)
@pytest.mark.parametrize("outer", [False, True])
def test_short_names_are_the_tasks_where_nothing_else_is(name: str, *, outer: bool) -> None:
    table = (
        f"{name} | 时间安排 | 责任单位 |\n渡口 | 3月份 | 水利站 安监所 |\n"
        "码头 | 4月份 | 交管所 |\n缆绳 | 9月份 | 水利站 |\n"
    )
    text = "".join(f"| {line}\n" if outer else f"{line}\n" for line in table.splitlines())
    tasks = reading.read("苍坪县石埠镇2025年安全整治安排\n" + text).tasks
    assert [reading.row(task)[1:] for task in tasks] == [
        ("渡口", "责水利站 责安监所", ["date 2025-03-31"]),
        ("码头", "责交管所", ["date 2025-04-30"]),
        ("缆绳", "责水利站", ["date 2025-09-30"]),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "一、渡口|渡口缆绳全部换成新的缆绳。|区水务局|0531-1234567\n"
        "二、码头|三个码头各装一盏航标灯。|区交通局|0531-1234567\n",
        "四、渡口|渡口缆绳全部换成新的缆绳。|区水务局|0531-1234567\n",
        "1|渡口缆绳全部换成新的缆绳。|区水务局|0531-1234567\n",
    ],
)
def test_rows_with_tabs_are_no_prose(table: str) -> None:
    notice = reading.read_body(table.replace("|", "\t"))
    assert not notice.points
    assert not notice.tasks
    assert any("a table is not understood" in message for message in reading.messages(notice))


def test_bars_between_words_of_a_point_are_no_table() -> None:
    notice = reading.read_body(
        "一、守河\n（一）上下联动|部门协同|全民守河，绳断了当天换。（责任单位：区水务局）\n"
    )
    assert [reading.units(t.assignments) for t in notice.tasks] == ["责区水务局"]


@pytest.mark.parametrize("stop", ["；", "，", ""])
def test_a_row_of_nothing_but_text_goes_on_with_a_sentence_that_does_not_end(stop: str) -> None:
    assert lines(
        "| 序号 | 任务 | 牵头单位 | 时限 |\n|---|---|---|---|\n"
        f"| 1 | 换下旧版清单{stop} | 区委编办 | 6月底前 |\n|  | 补上新版清单。 |  |  |\n"
        "| 2 | 贴出来。 | 区数据局 | 7月底前 |\n"
    ) == [
        ("1", f"换下旧版清单{stop}补上新版清单。", "牵区委编办", ["date 2025-06-30"]),
        ("2", "贴出来。", "牵区数据局", ["date 2025-07-31"]),
    ]


def test_behind_a_whole_sentence_it_is_a_task_of_its_own() -> None:
    found = lines(
        "| 序号 | 任务 | 牵头单位 | 时限 |\n|---|---|---|---|\n"
        "| 1 | 换下旧版清单。 | 区委编办 | 6月底前 |\n|  | 补上新版清单。 |  |  |\n"
        "| 2 | 贴出来。 | 区数据局 | 7月底前 |\n"
    )
    assert [row[1] for row in found] == ["换下旧版清单。", "补上新版清单。", "贴出来。"]
