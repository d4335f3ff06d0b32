"""Tables drawn with bars, in Markdown and in plain text."""

from __future__ import annotations

import pytest

from tests.loaders import reading
from zhengmai.loaders.layout import pipes

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
