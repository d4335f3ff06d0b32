"""Tables of pages as browsers lay them out, tables inside cells, texts that are cut."""

from __future__ import annotations

import pytest

from tests.loaders import reading
from zhengmai.loaders.formats import webpage
from zhengmai.loaders.formats.webpage.cuttext import is_cut
from zhengmai.loaders.layout.lines import document
from zhengmai.loaders.notice import assemble
from zhengmai.model import Notice

HEAD = "<tr><th>序号<th>重点任务<th>具体措施<th>责任单位<th>完成时限"
TITLE = "<p>渡南区人民政府办公室关于印发2025年政务公开工作要点的通知</p><p>一、公开政策。</p>"


def places(table: str) -> list[tuple[str, int, int, int, int]]:
    """The cells of the only grid: text, row, column, rows, columns."""
    source = webpage.parse(f"<table>{table}</table>", "x.html")
    (grid,) = source.grids
    return [
        (source.text[c.span.start : c.span.end], c.row, c.column, c.rows, c.columns)
        for c in grid.cells
    ]


def notice(rows: str, head: str = HEAD) -> Notice:
    page = f"<div>{TITLE}<table>{head}{rows}</table></div>"
    return assemble(document(webpage.parse(page, "x.html")))


@pytest.mark.parametrize(
    ("span", "rows"),
    [("0", 3), ("2;", 2), ("2px", 2), (" 2", 2), ("+2", 2), ("2.9", 2), ("-2", 1), ("二", 1),
     ("", 1), ("９", 1), ("99999999999", 3), ("9", 3)],
)  # fmt: skip
def test_a_cell_over_rows_ends_with_its_group(span: str, rows: int) -> None:
    table = f"<tr><td rowspan='{span}'>甲<td>1<tr><td>2<tr><td>3<tbody><tr><td>乙<td>4</tbody>"
    found = places(table)
    assert found[0] == ("甲", 0, 0, rows, 1)
    assert [f[:3] for f in found if f[0] in "乙4"] == [("乙", 3, 0), ("4", 3, 1)]


@pytest.mark.parametrize(
    ("span", "columns"),
    [("0", 1), ("2;", 2), ("3px", 3), ("x", 1), ("-1", 1), ("99", 99), ("99999", 2)],
)
def test_a_cell_over_columns(span: str, columns: int) -> None:
    assert places(f"<tr><td colspan='{span}'>甲<td>乙<tr><td>1<td>2")[:2] == [
        ("甲", 0, 0, 1, columns),
        ("乙", 0, columns, 1, 1),
    ]


def test_head_and_foot_stand_above_and_below() -> None:
    table = (
        "<tfoot><tr><td>合计<td>2</tfoot><tbody><tr><td>甲<td>1</tbody>"
        "<thead><tr><th>名称<th>数</thead>"
    )
    assert [p[0] for p in places(table)] == ["名称", "数", "甲", "1", "合计", "2"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("<tr style='display:none'><td>旧<td>旧", ["甲", "1", "乙", "2"]),
        ("<tr hidden><td>旧<td>旧", ["甲", "1", "乙", "2"]),
        ("<tbody style='display:none'><tr><td>旧<td>旧</tbody><tbody>", ["甲", "1", "乙", "2"]),
        ("<tr><td style='display:none'>旧<td>丙<td>3", ["甲", "1", "丙", "3", "乙", "2"]),
        ("<tr style='visibility:collapse'><td>旧<td>旧", ["甲", "1", "", "", "乙", "2"]),
        ("<tr><td style='visibility:hidden'>旧<td>3", ["甲", "1", "", "3", "乙", "2"]),
    ],
)
def test_hidden_rows_and_cells(row: str, expected: list[str]) -> None:
    assert [p[0] for p in places(f"<tr><td>甲<td>1{row}<tr><td>乙<td>2")] == expected


def test_a_row_that_is_not_displayed_is_not_counted_by_merged_cells() -> None:
    table = "<tr><td rowspan=2>甲<td>1<tr hidden><td>旧<tr><td>2<tr><td>乙<td>3"
    assert [(p[0], p[1], p[2]) for p in places(table)] == [
        ("甲", 0, 0), ("1", 0, 1), ("2", 1, 1), ("乙", 2, 0), ("3", 2, 1),
    ]  # fmt: skip


def test_the_caption_of_a_table_is_written_above_it() -> None:
    page = "<table><caption>任务分工表</caption><tr><td>甲<td>乙</table>"
    assert webpage.parse(page, "x.html").text == "任务分工表\n甲\t乙\n"


@pytest.mark.parametrize(
    ("inner", "units"),
    [
        ("<tr><td>牵头单位<td>区司法局<tr><td>配合单位<td>区财政局、区审计局",
         "牵区司法局 配区财政局 配区审计局"),
        ("<tr><th>牵头单位：<th>配合单位：<tr><td>区司法局<td>区财政局", "牵区司法局 配区财政局"),
        ("<tr><td>主办单位<td>区司法局<td>协办单位<td>区财政局", "牵区司法局 配区财政局"),
        ("<tr><td>牵头部门<tr><td>区司法局<tr><td>配合部门<tr><td>区财政局<tr><td>区审计局",
         "牵区司法局 配区财政局 配区审计局"),
        ("<tr><td>牵头单位<td>区司法局<tr><td rowspan=2>配合单位<td>区财政局<tr><td>区审计局",
         "牵区司法局 配区财政局 配区审计局"),
        ("<tr><td>牵头单位<td><table><tr><td>区司法局</table>", "牵区司法局"),
        ("<tr><td>区司法局<tr><td>区财政局", "责区司法局 责区财政局"),
    ],
)  # fmt: skip
def test_a_table_in_a_cell_belongs_to_the_cell(inner: str, units: str) -> None:
    rows = (
        f"<tr><td>1<td>公开政策<td>公开清单。<td><table>{inner}</table><td>2025年6月底前"
        "<tr><td>2<td>公开工程<td>公开进度。<td>区水利局<td>2025年9月底前"
    )
    first, second = notice(rows).tasks
    assert reading.row(first) == ("1", "公开清单。", units, ["date 2025-06-30"])
    assert reading.row(second)[2] == "责区水利局"


def test_a_table_of_figures_in_a_cell_is_part_of_the_task() -> None:
    rows = (
        "<tr><td>1<td>公开工程<td><p>公开进度。</p><table><tr><td>工程<td>进度<tr><td>环城路"
        "<td>开工</table><td>区水利局<td>2025年9月底前"
    )
    (task,) = notice(rows).tasks
    assert task.text == "公开进度。工程，进度；环城路，开工"
    assert [a.unit for a in task.assignments] == ["区水利局"]


def test_a_table_of_tasks_in_a_frame_is_the_one_that_is_read() -> None:
    inner = f"<table>{HEAD}<tr><td>1<td>公开<td>公开清单。<td>区司法局<td>2025年6月底前</table>"
    page = f"<div>{TITLE}<table><tr><td>专栏<td>{inner}<tr><td>1<td>2</table></div>"
    source = webpage.parse(page, "x.html")
    assert [source.text[g.span.start : g.span.start + 2] for g in source.grids] == ["序号"]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("<span title='区财政局、区商务局'>区财政局…</span>", ["区财政局", "区商务局"]),
        ("<a title='区人力资源和社会保障局'>区人力资源...</a>", ["区人力资源和社会保障局"]),
        ("<div data-original-title='区财政局 、区商务局'> 区财政局、<b>区商</b>……</div>",
         ["区财政局", "区商务局"]),
        ("<span title='区教育局'>区教…</span>、区商务局", ["区教育局", "区商务局"]),
        ("<i title='点击查看'>区教育局</i>", ["区教育局"]),
        ("<i title='区教育局、区审计局'>区教育局</i>", ["区教育局"]),
    ],
)  # fmt: skip
def test_the_whole_of_a_cut_name_is_taken(cell: str, units: list[str]) -> None:
    (task,) = notice(f"<tr><td>1<td>公开<td>公开清单。<td>{cell}<td>2025年6月底前").tasks
    assert [a.unit for a in task.assignments] == units


def test_a_title_on_the_cell_itself() -> None:
    row = "<tr><td>1<td>公开<td>公开清单。<td title='区教育局、区审计局'>区教育局、区…<td>长期"
    (task,) = notice(row).tasks
    assert [a.unit for a in task.assignments] == ["区教育局", "区审计局"]


@pytest.mark.parametrize("cut", ["区人力资源...", "区人力资源…", "<b title='查看'>区人力资源⋯</b>"])
def test_a_cut_name_without_its_rest_is_told_and_no_unit(cut: str) -> None:
    found = notice(f"<tr><td>1<td>公开<td>公开清单。<td>区教育局、{cut}<td>2025年6月底前")
    assert [a.unit for a in found.tasks[0].assignments] == ["区教育局"]
    assert any("a cell is cut" in r.message for r in found.remarks)
    assert any("区人力资源" in u.text for u in found.unread)


def test_what_is_a_cut_text() -> None:
    assert [is_cut(t) for t in ("区…", "区...", "公开……", "公开。", "…")] == [
        True, True, False, False, False,
    ]  # fmt: skip
