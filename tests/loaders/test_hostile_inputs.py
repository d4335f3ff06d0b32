"""Small files that once took half a minute, gigabytes, or ended in an error of Python: what is read
from them now, and what is told.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.reading import HEAD, read, read_body, units
from zhengmai.errors import UnreadableFileError
from zhengmai.loaders import load
from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.formats import webpage
from zhengmai.loaders.formats.webpage.bounds import MOST_ATTRIBUTES, MOST_LEVELS, bounded
from zhengmai.loaders.ids import Ids
from zhengmai.loaders.layout.openlines import OpenLines
from zhengmai.loaders.layout.whitespace import superfluous
from zhengmai.loaders.phrases.deadlines import from_column
from zhengmai.loaders.phrases.numerals import to_int
from zhengmai.model import Notice

TABLE = "序号\t工作任务\t责任单位\n"
PAGE = (
    "<h1>渡南区人民政府办公室关于印发2025年要点的通知</h1><table><tr><td>序号<td>任务<td>责任单位"
)


def remarks(notice: Notice) -> list[str]:
    return [remark.message for remark in notice.remarks]


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("3", "number 2 is not printed"),
        ("4", "number 2、3 is not printed"),
        ("9", "number 2–8 is not printed"),
        ("100000000", "number 2–99999999 is not printed"),
    ],
)
def test_a_gap_in_the_numbers_is_told_as_a_range(second: str, told: str) -> None:
    notice = read(f"{HEAD}{TABLE}1\t公开目录。\t区司法局\n{second}\t公开清单。\t区财政局\n")
    assert told in remarks(notice)
    assert [task.number for task in notice.tasks] == ["1", second]


def test_a_number_that_nobody_counts_to_is_none() -> None:
    assert to_int("9" * 5_000) is None
    assert to_int("一" * 5_000) is None
    assert to_int("100000000") == 100_000_000
    notice = read(f"{HEAD}{TABLE}{'9' * 5_000}\t公开目录。\t区司法局\n")
    assert not [r for r in remarks(notice) if "is not printed" in r]


def test_a_limit_of_absurd_length_is_kept_as_written() -> None:
    (found,) = from_column(Excerpt.whole(f"{'9' * 5_000}日内"), 2025)
    assert (found.date, found.rule) == (None, None)


def test_units_one_a_line_are_all_read() -> None:
    names = [f"区{sign}局" for sign in ["司法", "财政", "教育", "交通", "水务"]] * 300
    body = "一、总则\n（一）公开。\n公布目录。\n责任单位：\n" + "\n".join(names)
    (task,) = read_body(body).tasks
    assert [a.unit for a in task.assignments] == names


def test_names_that_blanks_part_are_all_read() -> None:
    names = ["县司法局", "县财政局"] * 1_000
    text = f"{HEAD}序号\t重点任务\t责任单位\t完成时限\n1\t公开目录。\t{' '.join(names)}\t6月底前\n"
    (task,) = read(text).tasks
    assert [a.unit for a in task.assignments] == names
    assert [d.as_written for d in task.deadlines] == ["6月底前"]


def test_a_unit_behind_many_blanks_is_read() -> None:
    blanks = " " * 3_000
    (task,) = read_body(
        f"一、总则\n（一）公开。公布目录。（责任单位：区司法局{blanks}区财政局）"
    ).tasks
    assert units(task.assignments) == "责区司法局 责区财政局"


def test_of_a_run_of_blanks_only_what_is_too_much_is_passed_over() -> None:
    assert superfluous("序号      任务\n\n\n一、总则") == ()
    text = f"甲{' ' * 100}乙\n{' ' * 70}丙"
    seen = Excerpt.whole(text).outside(superfluous(text)).text
    assert seen.split() == ["甲", "乙", "丙"]
    assert seen.count("\n") == 1
    empty = "甲\n" + "\n" * 500 + "乙"
    assert Excerpt.whole(empty).outside(superfluous(empty)).text == "甲\n\n乙"


def test_a_table_of_hundreds_of_names_is_told_as_not_understood() -> None:
    notice = read(f"{HEAD}序号\n重点任务\n" + "责任单位\n完成时限\n" * 300)
    assert notice.tasks == ()
    assert any(r.startswith("a table is not understood") for r in remarks(notice))


def test_ids_of_tasks_alike_stay_short_and_apart() -> None:
    ids = Ids()
    found = [ids.unique("1", "公布目录。") for _ in range(3_000)]
    assert len(set(found)) == 3_000
    assert max(map(len, found)) < 30


def test_an_open_paragraph_shows_its_beginning_and_its_end() -> None:
    lines = OpenLines()
    text = "责任单位：" + "区司法局\n" * 2_000
    for line in Excerpt.whole(text).lines():
        lines.add(line)
    assert lines.folded.startswith("责任单位:区司法局")
    assert lines.folded.endswith("区司法局")
    assert len(lines.folded) < 3_000
    assert len(lines) == len(lines.close().text.replace("责任单位：", "")) // 4
    assert not lines


def test_the_nearest_of_what_is_said_of_all_above_holds() -> None:
    points = [f"（{n}）公开{n}。公布目录。" for n in "一二三四五"]
    points[1] += "以上工作由区司法局负责。"
    points[3] += "以上工作由区财政局负责。"
    found = read_body("一、总则\n" + "\n".join(points))
    said = {task.point: units(task.assignments) for task in found.tasks}
    assert [said.get(str(n)) for n in range(1, 6)] == [
        "责区司法局", "责区司法局", "责区财政局", "责区财政局", None
    ]  # fmt: skip


def test_a_cell_covers_no_more_than_there_is() -> None:
    wide = "<td rowspan=65534 colspan=1000>公布目录。"
    page = f"{PAGE}<tr><td>1{wide}<td>区司法局<tr><td>2<td>区财政局</table>"
    source = webpage.parse(page, "x.html")
    (grid,) = source.grids
    assert max(cell.column + cell.columns for cell in grid.cells) <= 4
    assert max(cell.row + cell.rows for cell in grid.cells) == 3


def test_spans_within_reason_stay_as_they_are() -> None:
    rows = "<tr><td>1<td rowspan=2>公布目录。<td>区司法局<tr><td>2<td>区财政局</table>"
    page = f"{PAGE}<tr><td colspan=3>一、总则{rows}"
    (grid,) = webpage.parse(page, "x.html").grids
    assert [(c.row, c.column, c.rows, c.columns) for c in grid.cells] == [
        (0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 3),
        (2, 0, 1, 1), (2, 1, 2, 1), (2, 2, 1, 1), (3, 0, 1, 1), (3, 2, 1, 1),
    ]  # fmt: skip


def test_levels_beyond_all_reason_lose_their_tags_and_keep_their_text() -> None:
    deep = "<div>" * 5_000 + "公布目录" + "</div>" * 5_000 + "<p>此外"
    kept = bounded(deep)
    assert kept.count("<div>") == kept.count("</div>") == MOST_LEVELS
    assert kept.endswith("<p>此外")
    assert "公布目录" in kept


def test_tags_that_the_next_one_ends_are_no_levels() -> None:
    rows = "<table>" + "<tr><td>公布<p>目录<br>" * 5_000
    assert bounded(rows) == rows
    assert bounded("<div>公布</div>" * 5_000) == "<div>公布</div>" * 5_000


def test_attributes_beyond_all_reason_are_left_out() -> None:
    many = " ".join(f"a{n}='1>'" for n in range(3_000))
    kept = bounded(f"<p {many}>公布目录</p>")
    assert kept.count("='1>'") == MOST_ATTRIBUTES
    assert kept.endswith("'>公布目录</p>")


def test_comments_scripts_and_long_attributes_stay_as_they_are() -> None:
    page = (
        f"<!-- {'<div>' * 1_000} --><script>{'<div>' * 1_000}</script>"
        f"<img src='{'a' * 5_000}'><p style='{'color: red; ' * 300}'>公布目录"
    )
    assert bounded(page) == page


def test_a_list_is_numbered_in_one_pass() -> None:
    text = webpage.parse(
        "<ol start=3><li>公布<li>更新<ul><li>清单</ul><li>（一）公开</ol>", "x"
    ).text
    assert text.split() == ["3.公布", "4.更新", "清单", "（一）公开"]


def test_the_hostile_files_are_read_or_refused_in_one_line(shared: Path) -> None:
    files = [f for f in (shared / "attack").glob("*") if f.suffix in (".txt", ".html")]
    if not files:
        pytest.skip("the hostile files are not at hand")
    for file in files:
        try:
            told = remarks(load(file))
        except UnreadableFileError as error:
            told = [str(error)]
        assert not any("\n" in one for one in told)
        assert sum(map(len, told)) < 2_000
