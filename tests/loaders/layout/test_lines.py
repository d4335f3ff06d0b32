"""Lines → paragraphs and tables; files that cannot be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.loaders.reading import cells, parsed, table
from zhengmai.loaders.layout.blocks import Paragraph, Table
from zhengmai.loaders.phrases.columnnames import Column


def paragraphs(text: str) -> list[str]:
    return [b.text.cleaned().text for b in parsed(text).blocks if isinstance(b, Paragraph)]


# (lines, paragraphs, why)
LINES = [
    (
        "做好惠企政策的发布和宣传，把申报的条件写\n清楚。",
        ["做好惠企政策的发布和宣传，把申报的条件写清楚。"],
        "broken in mid-sentence",
    ),
    (
        "做好惠企政策的发布和宣传，把申报的条件写\n\n清楚。",
        ["做好惠企政策的发布和宣传，把申报的条件写清楚。"],
        "with a blank line in between",
    ),
    ("1. 编印读本，发到\n社区。", ["1.编印读本，发到社区。"], "an item"),
    ("1. 编印读本。\n2. 录制短片。", ["1.编印读本。", "2.录制短片。"], "marks begin paragraphs"),
    ("（一）晒清单\n1. 编印读本。", ["（一）晒清单", "1.编印读本。"], "a heading is whole"),
    (
        "一、把该公开的公开到位，\n把难懂的讲明白",
        ["一、把该公开的公开到位，把难懂的讲明白"],
        "a heading with a comma goes on",
    ),
    (
        "1. 编印读本。\n（责任单位：区司法局）",
        ["1.编印读本。（责任单位：区司法局）"],
        "a bracket of units on a line of its own",
    ),
    (
        "1. 编印读本。（责任单位：区司\n法局、区财政局）",
        ["1.编印读本。（责任单位：区司法局、区财政局）"],
        "broken inside the bracket",
    ),
    (
        "1. 编印读本。（责\n责任单位：区司法局）",
        ["1.编印读本。（责任单位：区司法局）"],
        "a page break printed 责 twice",
    ),
    (
        "1. 编印读本。（责任单 \n位：区司法局）",
        ["1.编印读本。（责任单位：区司法局）"],
        "a blank at the end of a line",
    ),
    (
        "按照《渡南区政务公开\n办法》执行。\n各街道要抓好落实。",
        ["按照《渡南区政务公开办法》执行。", "各街道要抓好落实。"],
        "broken inside a title",
    ),
    (
        "1. 编印读本，发到社\n— 3 —\n区。",
        ["1.编印读本，发到社区。"],
        "a page number between two lines",
    ),
    (
        "抄送：区委办公室，区人大常委会办公室，\n区政协办公室。\n渡南区人民政府办公室",
        ["抄送：区委办公室，区人大常委会办公室，区政协办公室。", "渡南区人民政府办公室"],
        "抄送 goes on after a comma",
    ),
    ("渡南区人民政府\n2025年6月18日", ["渡南区人民政府", "2025年6月18日"], "a date stands alone"),
    ("附件：任务分工表\n任务分工表", ["附件：任务分工表", "任务分工表"], "附件 stands alone"),
]


@pytest.mark.parametrize(("lines", "expected", "why"), LINES, ids=[c[2] for c in LINES])
def test_lines_become_paragraphs(lines: str, expected: list[str], why: str) -> None:
    assert paragraphs(lines) == expected
    assert paragraphs(lines.replace("\n", "\r\n")) == expected, "with Windows line breaks"


def test_furniture_is_kept_apart() -> None:
    document = parsed("一、做好公开\n— 2 —\n打印本页\n苍坪县人民政府办公室 2025年6月26日印发\n")
    assert paragraphs(document.text) == ["一、做好公开"]
    assert [f.text for f in document.furniture] == [
        "— 2 —",
        "打印本页",
        "苍坪县人民政府办公室 2025年6月26日印发",
    ]


def test_what_a_site_prints_below_the_notice_is_left_unread() -> None:
    below = "热点新闻\n一、此条不是任务\n"
    assert paragraphs("一、做好公开\n（一）晒清单。贴到村口。\n" + below) == [
        "一、做好公开",
        "（一）晒清单。贴到村口。",
    ]


def test_the_same_words_above_the_plan_do_not_end_it() -> None:
    assert paragraphs("热点新闻\n一、做好公开\n") == ["一、做好公开"]


HEADER = "序号|工作任务|具体要求|责任单位|完成时限"
ROWS = (
    "1|晒清单|把价目写成牌子，立在集市入口。|区市场监管局|年底前",
    "2||换牌。|区发改局|长期坚持",
)


@pytest.mark.parametrize("printed", [table(HEADER, *ROWS), cells(HEADER, *ROWS)])
def test_tables_end_where_the_notice_goes_on(printed: str) -> None:
    document = parsed("一、做好公开\n" + printed + "抄送：区委办公室。\n")
    kinds = [type(b).__name__ for b in document.blocks]
    assert kinds == ["Paragraph", "Table", "Paragraph"]
    found = document.blocks[1]
    assert isinstance(found, Table)
    assert found.columns[0] is Column.NUMBER
    assert len(found.rows) == 2


@pytest.mark.parametrize("layout", [table, cells])
def test_a_header_printed_again_is_furniture(layout: Callable[..., str]) -> None:
    document = parsed(layout(HEADER, ROWS[0], HEADER, ROWS[1]))
    (found,) = document.blocks
    assert isinstance(found, Table)
    assert len(found.rows) == 2
    assert "".join(f.text.strip() for f in document.furniture).replace("\t", "") == HEADER.replace(
        "|", ""
    )


def test_numbers_inside_cells_do_not_begin_rows() -> None:
    """Only a number that goes on with the count does."""
    document = parsed(cells(HEADER, "1|晒清单|写成牌子|50|区发改局|年底前", ROWS[1]))
    (found,) = document.blocks
    assert isinstance(found, Table)
    assert [r[0].text for r in found.rows] == ["1", "2"]


def test_a_number_alone_on_its_line_is_a_row_of_a_tabbed_table() -> None:
    document = parsed(table(HEADER, *ROWS, "3", "4", "5||换。|区发改局|年底前"))
    (found,) = document.blocks
    assert isinstance(found, Table)
    assert [r[0].text for r in found.rows] == ["1", "2", "3", "4", "5"]


def test_a_cell_broken_over_two_lines_of_a_tabbed_table() -> None:
    document = parsed(table(HEADER, "1|晒清单|换牌。|区发改局|2025年12\n月底前"))
    (found,) = document.blocks
    assert isinstance(found, Table)
    assert found.rows[0][-1].text == "2025年12月底前"
