"""PDF files, printed by a browser from invented pages or written by hand → their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from playwright.sync_api import Browser

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.pdf import read
from zhengmai.loaders.formats.scan import engine
from zhengmai.loaders.source import Grid, Source
from zhengmai.model import Severity

from ..damage import damaged, is_read_or_refused
from .making import IMAGE, LINES, TEXT, furniture, pdf, source

STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
@page wide { size: A4 landscape }
body { font: 16pt/29pt "Noto Serif CJK SC", serif; margin: 0 }
h1 { font: 22pt/36pt "Noto Serif CJK SC"; text-align: center; margin: 20pt }
p { margin: 0; text-indent: 2em; text-align: justify }
.left { text-indent: 0 }
.new { break-before: page }
.wide { page: wide }
table { border-collapse: collapse; width: 100%; font-size: 11pt; line-height: 16pt }
td, th { border: 0.75pt solid black; padding: 3pt 5pt; font-weight: normal }
td:first-child { text-align: center }
.open td, .open th { border: none; padding: 4pt 8pt; text-align: left; vertical-align: top }
"""
TO = "各区县人民政府，市政府各部门、各直属机构，各有关单位："
TITLE = "榆津市人民政府办公室关于印发2025年全市政务公开工作要点任务分工方案的通知"
POINTS = [
    f"（{n}）推进第{n}项工作。围绕市委、市政府中心工作，聚焦Government Information公开条例的"
    "贯彻落实，持续推进决策、执行、管理、服务、结果“五公开”，不断提高政务公开的标准化、规范化、"
    "信息化水平。（牵头单位：市政府办公室；责任单位：市发展改革委、市财政局）"
    for n in "一二三四五六七八"
]
TASKS = [
    f"第{n}项任务：及时公开榆津市“一网通办”改革进展，完善政府信息公开目录，做到应公开尽公开，"
    f"并在Open Data平台更新。{'每季度第一个月底前汇总情况，报市政府办公室备案。' * (n % 3)}"
    for n in range(1, 31)
]
UNITS = ["市政府办公室、市数据局", "市财政局<br>市教育局"]
DUE = ["长期坚持", "2025年12月底前"]


def table_rows() -> Iterator[str]:
    """30 tasks under 6 points of 5 tasks; the second cell of each point is merged."""
    for n, task in enumerate(TASKS):
        point = f"<td rowspan=5>（{n // 5 + 1}）第{n // 5 + 1}类工作</td>" if n % 5 == 0 else ""
        yield (
            f"<tr><td>{n + 1}</td>{point}<td>{task}</td><td>{UNITS[n % 2]}</td>"
            f"<td>{DUE[n % 2]}</td></tr>"
        )


NAMES = ["序号", "工作任务", "具体要求", "责任单位", "完成时限"]
NOTICE = f"""<meta charset=utf-8><style>{STYLE}</style>
<h1>{TITLE}</h1><p class=left>{TO}</p>{"".join(f"<p>{p}</p>" for p in POINTS)}
<h1 class=new>任务分工表</h1><table><thead><tr><th style="width:8%">{NAMES[0]}</th>
<th style="width:16%">{NAMES[1]}</th><th style="width:38%">{NAMES[2]}</th>
<th>{NAMES[3]}</th><th>{NAMES[4]}</th></tr></thead><tbody>{"".join(table_rows())}</tbody></table>
<p>注：各单位联系人名单于3月底前报送。</p>"""
OPEN_TASKS = [
    f"建立健全第{n}类信息公开审查机制，明确审查程序，定期通报有关情况。" for n in range(1, 6)
]
OPEN = f"""<meta charset=utf-8><style>{STYLE}</style><h1>附件名录</h1><table class=open>
<tr><th style="width:12%">序号</th><th style="width:43%">工作任务</th><th>责任单位</th>
<th>完成时限</th></tr>{
    "".join(
        f"<tr><td>{n}</td><td>{task}</td><td>市司法局、市档案馆</td><td>2025年{n}月底前</td></tr>"
        for n, task in enumerate(OPEN_TASKS, 1)
    )
}</table><p>以上任务完成情况纳入年度考核，各单位要高度重视，加强组织领导，按时保质完成各项任务。</p>
<div class="new wide"><h1>横向页面</h1><p>{POINTS[0]}</p></div>"""


def printed(browser: Browser, html: str, file: Path) -> Path:
    page = browser.new_page()
    page.set_content(html)
    middle = "font-size:12pt;width:100%;text-align:center"
    page.pdf(
        path=file,
        prefer_css_page_size=True,
        display_header_footer=True,
        header_template=f'<div style="{middle}">榆津市政务公开专刊</div>',
        footer_template=f'<div style="{middle}">— <span class=pageNumber></span> —</div>',
    )
    page.close()
    return file


@pytest.fixture(scope="module")
def notice(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Source:
    return read(printed(browser, NOTICE, tmp_path_factory.mktemp("pdf") / "notice.pdf"))


def cells(source: Source, grid: Grid) -> dict[tuple[int, int], str]:
    return {(c.row, c.column): source.text[c.span.start : c.span.end] for c in grid.cells}


def test_a_printed_notice_has_a_paragraph_a_line(notice: Source) -> None:
    lines = notice.text.splitlines()
    beside = set(furniture(notice))
    assert [x for x in lines if x not in beside][: 2 + len(POINTS)] == [TITLE, TO, *POINTS]
    assert lines[-2:] == ["注：各单位联系人名单于3月底前报送。", lines[-1]]
    assert notice.remarks == ()


def test_running_heads_and_page_numbers_are_furniture(notice: Source) -> None:
    found = Counter(furniture(notice))
    pages = found["榆津市政务公开专刊"]
    assert pages >= 6
    assert sorted(found) == sorted({"榆津市政务公开专刊", *(f"—{n}—" for n in range(1, pages + 1))})


def test_a_table_over_several_pages_is_one_grid_with_all_its_cells(notice: Source) -> None:
    (grid,) = notice.grids
    found = cells(notice, grid)
    rows = {c.row for c in grid.cells}
    heads = [row for row in rows if found.get((row, 0)) == "序号"]
    assert len(heads) >= 3
    for row in heads:
        assert [found[row, column] for column in range(5)] == NAMES
    body = [row for row in sorted(rows) if row not in heads]
    whole: list[list[str]] = []  # the tasks, with rows that a page break cut joined
    for row in body:
        number, task, units, due = (found[row, c] for c in (0, 2, 3, 4))
        if number:
            whole.append([number, task, units, due])
        else:
            whole[-1] = [a + b for a, b in zip(whole[-1], ["", task, units, due], strict=True)]
    assert [row[0] for row in whole] == [str(n) for n in range(1, 31)]
    assert [row[1] for row in whole] == TASKS
    assert [row[2] for row in whole] == list(
        islice(cycle(u.replace("<br>", "\n") for u in UNITS), 30)
    )
    assert [row[3] for row in whole] == list(islice(cycle(DUE), 30))


def test_merged_cells_reach_as_far_as_they_are_drawn(notice: Source) -> None:
    (grid,) = notice.grids
    found = cells(notice, grid)
    rows = {c.row for c in grid.cells if found.get((c.row, 0)) != "序号"}
    reached: dict[int, str] = {}
    name = ""
    for cell in sorted(
        (c for c in grid.cells if c.column == 1 and c.row in rows), key=lambda c: c.row
    ):
        name = found[cell.row, 1] or name  # a page break draws an empty one below
        reached.update(dict.fromkeys(range(cell.row, cell.row + cell.rows), name))
    number = 0
    for row in sorted(rows):
        number = int(found[row, 0]) if found[row, 0] else number
        kind = (number - 1) // 5 + 1
        assert reached[row] == f"（{kind}）第{kind}类工作"


def test_columns_of_white_space_and_lying_pages(browser: Browser, tmp_path: Path) -> None:
    source = read(printed(browser, OPEN, tmp_path / "open.pdf"))
    (grid,) = source.grids
    found = cells(source, grid)
    assert [found[n, 0] for n in range(6)] == ["序号", "1", "2", "3", "4", "5"]
    assert [found[n, 1] for n in range(1, 6)] == OPEN_TASKS
    assert {found[n, 2] for n in range(1, 6)} == {"市司法局、市档案馆"}
    assert [found[n, 3] for n in range(1, 6)] == [f"2025年{n}月底前" for n in range(1, 6)]
    lines = source.text.splitlines()
    assert POINTS[0] in lines
    assert any(x.startswith("以上任务") and x.endswith("各项任务。") for x in lines)


# --- files written by hand


def test_a_plain_file_is_read(tmp_path: Path) -> None:
    found = source(pdf(TEXT), tmp_path)
    assert found.text.splitlines() == LINES
    assert found.remarks == ()


def test_scans_without_the_extra_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "available", lambda: False)
    with pytest.raises(UnreadableFileError, match=r'pip install "zhengmai\[ocr\]"'):
        source(pdf(IMAGE, IMAGE), tmp_path)
    found = source(pdf(IMAGE, TEXT, IMAGE, IMAGE), tmp_path)
    assert found.text.splitlines() == LINES
    (remark,) = found.remarks
    assert remark.severity is Severity.PROBLEM
    assert remark.message.startswith("pages 1, 3-4: ")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no PDF file at all", "not a PDF"),
        (pdf(), "not a PDF"),
        (pdf(b""), "no text"),
        (pdf(*[TEXT] * 501), "500 pages"),
        (pdf(b" " * 70_000_000), "far more than"),
    ],
)
def test_what_is_no_notice_is_refused_in_words(data: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        source(data, tmp_path)


WHOLE = pdf(TEXT, TEXT)


@settings(max_examples=80, deadline=None)
@given(data=damaged(WHOLE))
def test_damaged_files_raise_nothing_else(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    is_read_or_refused(source, data, tmp_path_factory.getbasetemp())
