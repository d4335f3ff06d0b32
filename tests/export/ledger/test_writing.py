"""A ledger as a workbook: what it holds, how it is set, and that nothing in it runs."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.export.ledger.filling import PLACE, heads, key_in, opened, written
from zhengmai import api
from zhengmai.api import Zhengmai
from zhengmai.building.files import Kind, files_in
from zhengmai.export.ledger.form import ALL, COLUMNS, KEY, REPORTED, Per
from zhengmai.export.ledger.sheets import Group, legal, names
from zhengmai.export.ledger.writing import links_from
from zhengmai.viz.pages import pages_of, write_pages
from zhengmai.viz.site import Site


def cells(sheet: object, row: int) -> dict[str, object]:
    return {name: sheet.cell(row, at).value for name, at in heads(sheet).items()}


def test_all_tasks_are_there_with_what_is_known(
    sample_graph: Zhengmai, samples: Path, tmp_path: Path
) -> None:
    book, sheet = opened(written(sample_graph.store, tmp_path / "a.xlsx", place=PLACE))
    assert [c.value for c in sheet[1]] == [c.name for c in COLUMNS]
    tasks = sample_graph.unit("苍坪县林业局")
    every = {r.task.iri: r for r in reversed(sample_graph.due(place=PLACE))}
    assert sheet.max_row == 48
    for row in range(2, sheet.max_row + 1):
        told = cells(sheet, row)
        iri = key_in(sheet, row).partition("#")[0]
        assert told["序号"] == row - 1
        if isinstance(told["到期日"], datetime):
            assert told["到期日"].date() == every[iri].date
        else:
            assert told["到期日"] is None
        assert [told[name] for name in REPORTED] == [None] * 3
        file, line = re.search(r"\n(\S+) 第(\d+)行", str(told["出处"])).groups()
        text = (samples / file).read_text("utf-8").splitlines()[int(line) - 1]
        assert str(told["任务"])[:4] in re.sub(r"\s", "", text)
    own = book["苍坪县林业局"]
    assert [key_in(own, r).partition("#")[0] for r in range(2, own.max_row + 1)] == [
        t.iri for t in tasks
    ]
    assert {cells(own, r)["角色"] for r in range(2, own.max_row + 1)} == {"责任"}
    parents = [cells(sheet, r)["上级要点"] for r in range(2, 49)]
    assert any("榆津政办发〔2025〕14号" in str(p) for p in parents)


def test_a_sheet_of_several_places_says_whose_each_task_is(
    sample_graph: Zhengmai, tmp_path: Path
) -> None:
    book, sheet = opened(written(sample_graph.store, tmp_path / "a.xlsx"))
    assert [c.value for c in sheet[1]][:4] == ["序号", "地区", "要点", "任务"]
    assert sheet.freeze_panes == "E2"
    places = {n.iri: n.jurisdiction for n in sample_graph.notices()}
    for row in range(2, sheet.max_row + 1):
        notice = key_in(sheet, row).partition("/task/")[0]
        path = places[notice]
        assert cells(sheet, row)["地区"] == "".join(path[1:] or path)
    own = book["苍坪县林业局"]  # of one place: a column with one name says nothing
    assert "地区" not in heads(own)
    assert own.freeze_panes == "D2"


def test_classes_of_units_come_last(sample_graph: Zhengmai, tmp_path: Path) -> None:
    book, _ = opened(written(sample_graph.store, tmp_path / "a.xlsx", place=PLACE))
    collectives = {"县政府各部门", "各乡镇（街）"}
    titles = book.sheetnames
    assert titles[0] == ALL
    assert collectives <= set(titles)
    first = min(titles.index(c) for c in collectives)
    assert all("县" + "林业局" not in t for t in titles[first:])


def test_it_is_set_for_screen_and_print(sample_graph: Zhengmai, tmp_path: Path) -> None:
    file = written(sample_graph.store, tmp_path / "a.xlsx", place=PLACE)
    book, _ = opened(file)
    for sheet in book.worksheets:
        key = openpyxl.utils.get_column_letter(heads(sheet)[KEY])
        assert sheet.column_dimensions[key].hidden
        assert sheet.freeze_panes == "D2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth in (None, 1)  # 1 is what it is where nothing is said
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert "任务台账" in sheet.oddHeader.center.text
        assert "&P" in sheet.oddFooter.center.text or "&[Page]" in sheet.oddFooter.center.text
        (offer,) = sheet.data_validations.dataValidation
        assert offer.formula1 == '"未开展,进行中,办结"'
        assert not offer.showErrorMessage
        assert sheet.cell(2, heads(sheet)["状态"]).number_format == "@"
    with zipfile.ZipFile(file) as packed:  # rows grow when somebody types into them
        assert b"customHeight" not in packed.read("xl/worksheets/sheet1.xml")


def test_the_same_store_gives_the_same_bytes(sample_graph: Zhengmai, tmp_path: Path) -> None:
    one, other = (written(sample_graph.store, tmp_path / f"{n}.xlsx") for n in "ab")
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("per", "some"), [(Per.PLACE, "渡南区"), (Per.POINT, "苍坪县（一）营商环境信息公开")]
)
def test_a_sheet_for_each(sample_graph: Zhengmai, tmp_path: Path, per: Per, some: str) -> None:
    book, sheet = opened(written(sample_graph.store, tmp_path / "a.xlsx", per=per))
    assert any(some in name or name in some for name in book.sheetnames), book.sheetnames
    keys = [key_in(s, r) for s in book.worksheets[1:] for r in range(2, s.max_row + 1)]
    assert sorted(keys) == sorted(key_in(sheet, r) for r in range(2, sheet.max_row + 1))


def test_of_one_unit_no_other_unit_has_a_sheet(sample_graph: Zhengmai, tmp_path: Path) -> None:
    book, sheet = opened(written(sample_graph.store, tmp_path / "a.xlsx", unit="苍坪县林业局"))
    assert book.sheetnames == [ALL, "苍坪县林业局"]
    assert sheet.max_row == book["苍坪县林业局"].max_row == 8


HOSTILE = (
    '=HYPERLINK("http://x","y")及时公开。',
    "+1+1及时公开。",
    "http://x.cn/a及时公开。",
    "<r><t>x</t></r>",
)


def test_nothing_in_it_runs(tmp_path: Path) -> None:
    head = "苍坪县人民政府办公室\n关于印发2025年苍坪县工作要点的通知\n\n一、公开\n"
    head += "（一）=cmd|' /C calc'!A0\n"
    body = "".join(f"{n}.{t}（责任单位：县[司]*法?局:{n}）\n" for n, t in enumerate(HOSTILE, 1))
    (tmp_path / "x.txt").write_text(head + body, "utf-8")
    with api.build(tmp_path / "x.txt", tmp_path / "z.db") as g:
        file = written(g.store, tmp_path / "a.xlsx")
    book, sheet = opened(file)
    assert sheet.max_row == 1 + len(HOSTILE)
    for one in book.worksheets:
        assert {c.data_type for row in one.iter_rows() for c in row} <= {"s", "n", "d"}
        assert not re.search(r"[\[\]:*?/\\]", one.title)
        assert len(one.title) <= 31
    with zipfile.ZipFile(file) as packed:
        assert not any(
            "hyperlink" in name.lower() or "_rels/sheet" in name for name in packed.namelist()
        )


def test_names_of_sheets_are_legal_and_of_one_sheet_only() -> None:
    groups = [
        Group("局" * 40, "甲" + "局" * 40), Group("局" * 40, "乙" + "局" * 40), Group("ABC", "x"),
        Group("abc", "y"), Group("a/b", "z"), Group("'x'", "w"), Group("History", "v"),
        Group("", "u"), Group("\U00020000" * 30, "t"), Group(ALL, "s"),
    ]  # fmt: skip
    found = names(groups, [ALL])
    assert len({name.casefold() for name in [ALL, *found]}) == len(groups) + 1
    for name in found:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"^'|'$|[\[\]:*?/\\]", name)
    assert found[6] != "History"
    assert legal("a", ["a", "a（2）"]) == "a（3）"


def test_links_lead_to_the_pages_that_are_there(sample_graph: Zhengmai, tmp_path: Path) -> None:
    write_pages(Site.of(sample_graph.store), tmp_path / "网 页")
    out = tmp_path / "报送" / "a.xlsx"
    out.parent.mkdir()
    links = links_from(out, tmp_path / "网 页", pages_of(sample_graph.store))
    assert len(links) == len(sample_graph.notices())
    for link in links.values():
        way = link.removeprefix("external:")
        assert not Path(way).is_absolute()
        assert (out.parent / way).is_file()
    assert links_from(out, tmp_path / "none", pages_of(sample_graph.store)) == {}


def test_a_long_ledger(tmp_path: Path) -> None:
    """Hundreds of units and thousands of tasks, some with texts longer than a cell."""
    head = "苍坪县人民政府办公室\n关于印发2025年苍坪县工作要点的通知\n\n一、公开\n（一）公开事项\n"
    lines = (
        f"{n}.公开第{n}批目录，2025年{n % 12 + 1}月底前完成。（牵头单位：县{chr(0x4E00 + n % 300)}"
        f"{chr(0x5000 + n % 300)}局；责任单位：县{chr(0x5200 + n % 7)}{chr(0x5300 + n % 7)}中心）\n"
        for n in range(1, 1501)
    )
    (tmp_path / "x.txt").write_text(head + "".join(lines), "utf-8")
    with api.build(tmp_path / "x.txt", tmp_path / "z.db") as g:
        book, sheet = opened(written(g.store, tmp_path / "a.xlsx"))
    assert sheet.max_row == 1501
    assert len(book.sheetnames) > 300
    assert isinstance(sheet.cell(2, 8).value, date)


def test_it_is_no_notice_wherever_it_lies(sample_graph: Zhengmai, tmp_path: Path) -> None:
    """Nor when somebody has filled it in and saved it."""
    made = written(sample_graph.store, tmp_path / "台账.xlsx", place=PLACE)
    book = openpyxl.load_workbook(made)
    book.save(tmp_path / "已填.xlsx")
    (tmp_path / "a.txt").write_text("x", "utf-8")
    found = files_in([tmp_path])
    assert [file.name for file in found.files] == ["a.txt"]
    assert [one.kind for one in found.left_out] == [Kind.OWN] * 2


def test_a_list_that_ends_with_others_says_so_where_it_is_known(
    sample_graph: Zhengmai, tmp_path: Path
) -> None:
    """Of two roles it is not kept which one's names end so: it stands with the source."""
    _, sheet = opened(written(sample_graph.store, tmp_path / "a.xlsx", place=PLACE))
    rows = [cells(sheet, row) for row in range(2, sheet.max_row + 1)]
    names_of = ("牵头单位", "责任单位", "配合单位")
    marked = [row for row in rows if "带“等”" in str(row["出处"])]
    assert marked
    assert all(sum(bool(row[name]) for name in names_of) > 1 for row in marked)
    assert not any(str(row[name]).endswith("等") for row in marked for name in names_of)
    others = [row for row in rows if any(str(row[name]).endswith("等") for name in names_of)]
    assert others
    assert all(sum(bool(row[name]) for name in names_of) == 1 for row in others)
