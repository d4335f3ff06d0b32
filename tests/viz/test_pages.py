"""The pages in a real browser, from disk, with every address but file: refused."""

from __future__ import annotations

import csv
import io
import re
import shutil
import unicodedata
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from axe_playwright_python import sync_playwright as axe
from icalendar import Calendar
from playwright.sync_api import Browser, Page
from pypdfium2 import PdfDocument

import zhengmai
from tests.viz.conftest import Watched, Written, watching, written
from zhengmai import api
from zhengmai.export.reviewsheet import HEAD, read_sheet
from zhengmai.graph.stores.opening import open_store
from zhengmai.queries.ledger import ledger
from zhengmai.queries.tasks import tasks as all_tasks
from zhengmai.reporting import Entry, Where, take
from zhengmai.viz.addresses import anchor
from zhengmai.viz.single import write_single
from zhengmai.viz.site import Site

AXE = Path(axe.__file__).parent / "axe.min.js"
SIDES = ((1300, False), (420, True))
"""Widths, and whether dark: which colours are told apart does not depend on what lies where."""


def ready(page: Page) -> None:
    """Until the page has all that it loads: nothing waits, nothing is busy."""
    page.wait_for_function(
        "() => !document.querySelector('[aria-busy=true]') && "
        "!Array.from(document.querySelectorAll('.wait, td, li, button'))"
        ".some(e => e.textContent === '…')"
    )


def workbook(file: Path) -> openpyxl.Workbook:
    """A sheet that a page has made, whatever it is called meanwhile."""
    return openpyxl.load_workbook(io.BytesIO(file.read_bytes()))


def printed(page: Page) -> list[str]:
    """The texts of the sheets that a page is printed on; some signs come as their radicals."""
    with PdfDocument(page.pdf(prefer_css_page_size=True)) as made:
        texts = [sheet.get_textpage().get_text_range() for sheet in made]
    return [unicodedata.normalize("NFKC", text) for text in texts]


def one_of_each(pages: Written) -> list[tuple[Path, str]]:
    """A page of each kind, each as a user comes to it: with something chosen."""
    found: dict[str, Path] = {}
    for path in pages.pages:
        found.setdefault(path.parent.name if path.parent != pages.folder else path.stem, path)
    chosen = {"notice": "#task-1", "coverage": "#cell=2.0", "calendar": "#month=2025-12"}
    return [(path, chosen.get(kind, "")) for kind, path in found.items()]


def opened(pages: Written) -> list[Path]:
    """All pages, but of the units, which are made alike, only some."""
    units = [path for path in pages.pages if path.parent.name == "units"]
    return [path for path in pages.pages if path not in units[4:]]


def saved(page: Page, selector: str) -> Path:
    """What a button hands over."""
    with page.expect_download() as told:
        page.click(selector)
    return Path(told.value.path())


# ---- every page


def test_pages_open_without_a_fault(browser: Browser, sample_pages: Written) -> None:
    """No error, no request that fails or leaves, nothing wider than the window."""
    with watching(browser, 1300) as found:
        for path in opened(sample_pages):
            page = found.open(path)
            ready(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path.name


@pytest.mark.parametrize(("width", "dark"), SIDES, ids=["wide and light", "narrow and dark"])
def test_screen_readers_find_their_way(
    browser: Browser, sample_pages: Written, width: int, dark: bool
) -> None:
    with watching(browser, width, dark=dark, bypass=True) as found:
        for path, inside in one_of_each(sample_pages):
            page = found.open(path, inside)
            ready(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path.name
            page.add_script_tag(path=AXE)
            told = page.evaluate(
                "axe.run(document, {resultTypes: ['violations'], preload: false})"
                ".then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))"
            )
            assert told == [], path.name


def test_real_notices_open_without_a_fault(watched: Watched, real_pages: Written) -> None:
    for path in opened(real_pages):
        page = watched.open(path)
        ready(page)
        assert "undefined" not in page.inner_text("main"), path.name


def test_what_the_source_lost_is_told_and_does_no_harm(
    watched: Watched, real_pages: Written
) -> None:
    with zhengmai.open(real_pages.store) as graph:
        lost = next(t for t in all_tasks(graph.store) if not t.text)
        slug = lost.units[0].unit
    page = watched.open(next(p for p in real_pages.pages if p.stem == slug))
    ready(page)
    assert "（原文没有内容）" in page.inner_text("#tasks")
    assert "原文残缺" in page.inner_text("#tasks")
    (sheet,) = workbook(saved(page, "button:has-text('Excel')")).worksheets
    head, *rows = sheet.iter_rows(values_only=True)
    facts = [dict(zip(head, row, strict=True)) for row in rows]
    assert [f["备注"] for f in facts if f["任务"] == "（原文没有内容）"] == ["原文残缺"]
    assert {f["上级要点"] for f in facts} <= {"无从判断（上级文件未入库）", "未找到"}
    page = watched.open(real_pages.folder / "calendar.html")
    ready(page)
    made = Calendar.from_ical(saved(page, "#calendar-file").read_bytes())
    assert any("（原文没有内容）" in e["DESCRIPTION"] for e in made.walk("VEVENT"))


def test_hostile_texts_are_shown_and_do_nothing(watched: Watched, hostile_pages: Written) -> None:
    for path, inside in one_of_each(hostile_pages):
        page = watched.open(path, inside)
        ready(page)
        page.fill("#site-search", "</script><script>window.hacked=1")
        page.wait_for_selector("#site-found a")
        assert "hacked" in page.inner_text("#site-found")
        assert page.evaluate("window.hacked") is None
        assert page.locator("img, iframe, #site-found script").count() == 0
    notice = next(p for p in hostile_pages.pages if "苍坪" in p.name and p.parent.name == "notice")
    page = watched.open(notice, "#task-2")
    ready(page)
    page.click("#text [data-g*=t1] >> nth=0")
    page.wait_for_selector("#panel h2")
    assert page.evaluate("window.hacked") is None


# ---- four clicks


def test_from_the_busiest_unit_to_the_sentence_of_the_province(
    watched: Watched, sample_pages: Written
) -> None:
    page = watched.open(sample_pages.pages[0])
    page.click("main table tbody tr:first-child a")  # 1: the busiest unit
    page.wait_for_selector("#tasks tbody tr")
    assert page.inner_text("h1") == "渡南区人民政府办公室"
    assert page.locator("#tasks tbody tr").count() == 14
    row = page.locator("#tasks tbody tr", has_text="榆津市").first
    row.locator("td:nth-child(2) a").click()  # 2: one of its tasks, in its source
    page.wait_for_selector("#panel ol.chain ol.chain a")
    lit = page.locator("#text .s.on").all_inner_texts()
    assert "".join(lit).strip()
    assert "榆津市 原文" in page.inner_text("#panel")
    page.locator("#panel ol.chain ol.chain a").first.click()  # 3: the provincial point, lit
    page.wait_for_selector("#panel h2")
    assert "湄政办发" in page.inner_text(".about")
    assert page.locator("#text .s.on").count() > 0


def test_real_notices_lead_from_the_busiest_unit_to_the_sentence(
    watched: Watched, real_pages: Written
) -> None:
    page = watched.open(real_pages.pages[0])
    page.click("main table tbody tr:first-child a")
    page.wait_for_selector("#tasks tbody tr")
    page.locator("#tasks tbody tr td:nth-child(2) a").first.click()
    page.wait_for_selector("#panel h2")
    text = page.inner_text("#panel .words")
    lit = re.sub(r"\s", "", "".join(page.locator("#text .s.on").all_inner_texts()))
    assert re.sub(r"\s", "", text)[:12] in lit


def test_what_is_due_next_month_and_what_nobody_carries_out(
    watched: Watched, sample_pages: Written
) -> None:
    watched.page.clock.set_fixed_time("2025-07-10T12:00:00")
    page = watched.open(sample_pages.pages[0])
    told = page.locator("#next-month b").inner_text()
    page.click("#next-month")
    page.wait_for_selector("#due tbody tr")
    assert page.locator("#due tbody tr").count() == int(told) > 0
    days = page.locator("#due tbody td:first-child").all_inner_texts()
    assert all(day.startswith("2025-08") for day in days)
    page.click("header .brand")
    page.click(".cards a[href*=uncarried]")
    assert "扩大公共数据开放" in page.inner_text("#left")


# ---- search


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("住建局", "渡南区住房和城乡建设局"),
        ("渡南住建局", "渡南区住房和城乡建设局"),
        ("区发改委", "渡南区发展和改革局"),
        ("烟火地图", "任务"),
        ("湄政办发〔2025〕11号", "2025年湄川省政务公开工作要点"),
        ("拖欠企业账款的投诉", "湄川省"),
    ],
)
def test_search_finds_units_tasks_and_documents(
    watched: Watched, sample_pages: Written, said: str, found: str
) -> None:
    page = watched.open(sample_pages.pages[0])
    page.fill("#site-search", said)
    page.wait_for_selector("#site-found a")
    assert found in page.inner_text("#site-found")


def test_a_task_is_found_before_its_point_and_around_the_word(
    watched: Watched, sample_pages: Written
) -> None:
    page = watched.open(sample_pages.pages[0])
    page.fill("#site-search", "拖欠")
    page.wait_for_selector("#site-found a")
    hits = page.locator("#site-found a").all()
    kinds = [hit.locator(".kind").inner_text() for hit in hits]
    assert "任务" in kinds
    assert all("拖欠" in hit.inner_text() for hit in hits)
    told = [unquote((hit.get_attribute("href") or "").rpartition("/")[2]) for hit in hits]
    nodes = [t.replace(".html#", "/") for t in told if "#task" in t]
    under = page.evaluate(
        "ids => Promise.all(ids.map(id => zm.node(id).then(f => f.notice.slug + '/' + f.node.u)))",
        nodes,
    )
    assert under
    assert not {*under} & {
        t.replace(".html#", "/") for t in told
    }  # not the point of a task that is told


@pytest.mark.parametrize(
    ("said", "names", "first"),
    [
        ("发改委", ["甲县发展和改革局", "乙市发展和改革委员会"], "乙市发展和改革委员会"),
        ("发改局", ["乙市发展和改革委员会", "甲县发展和改革局"], "甲县发展和改革局"),
        ("县教育局", ["甲县教育和体育局", "甲县教育局"], "甲县教育局"),
        ("教育局", ["甲县教育和体育局", "甲县教育局"], "甲县教育局"),
        ("民政", ["甲县人民政府办公室", "甲县民政局"], "甲县民政局"),
    ],
)
def test_the_unit_that_was_named_comes_first(
    watched: Watched, sample_pages: Written, said: str, names: list[str], first: str
) -> None:
    page = watched.open(sample_pages.pages[0])
    units = [[str(n), name, "", 1, "", name[:2]] for n, name in enumerate(names)]
    page.evaluate("units => zm.search.add({units, notices: [], nodes: []})", units)
    assert page.evaluate("said => zm.search.find(said).units[0][1]", said) == first


@pytest.mark.parametrize("said", ["区公安局", "渡南公安局", "渡南区公安局"])
def test_a_branch_is_found_by_what_its_office_is_called(
    watched: Watched, sample_pages: Written, said: str
) -> None:
    page = watched.open(sample_pages.pages[0])
    page.fill("#site-search", said)
    page.wait_for_selector("#site-found a")
    assert "没有这个名称的单位" in page.inner_text("#site-found")
    assert "榆津市公安局渡南分局" in page.inner_text("#site-found")
    if "渡南" in said:
        assert "渡南分局" in page.locator("#site-found a").first.inner_text()


def test_search_by_keyboard(watched: Watched, sample_pages: Written) -> None:
    page = watched.open(sample_pages.pages[0])
    page.keyboard.press("/")
    page.keyboard.type("司法局")
    page.wait_for_selector("#site-found a")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#site-search", "aria-activedescendant") == "found-0"
    page.keyboard.press("Enter")
    page.wait_for_selector("#tasks")
    assert "司法局" in page.inner_text("h1")


# ---- tables, addresses, files


def test_workload_is_sorted_filtered_and_remembered(
    watched: Watched, sample_pages: Written
) -> None:
    page = watched.open(sample_pages.folder / "workload.html")
    first = "#load tbody tr:first-child"
    assert page.inner_text(f"{first} td:nth-child(3)") == "14"
    page.select_option("select[name=in]", "湄川省/榆津市/苍坪县")
    page.select_option("select[name=role]", "lead")
    page.click("#load th:nth-child(1) button")
    rows = page.locator("#load tbody tr").count()
    assert 0 < rows < 30
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert page.locator("#load tbody tr").count() == rows
    assert page.get_attribute("#load th:nth-child(1)", "aria-sort") == "ascending"
    assert page.input_value("select[name=role]") == "lead"
    with zhengmai.open(sample_pages.store) as graph:
        asked = graph.workload(place="苍坪县", role="lead")
    told = [r.split("\t") for r in page.locator("#load tbody tr").all_inner_texts()]
    assert {(r[0], int(r[2])) for r in told if int(r[2])} == {(w.unit, w.tasks) for w in asked}


def test_tables_are_taken_away_as_they_are_shown(watched: Watched, sample_pages: Written) -> None:
    page = watched.open(sample_pages.folder / "workload.html", "#q=住建局")
    shown = page.locator("#load tbody tr").count()
    text = saved(page, "button[data-save=csv]").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert rows[0][:3] == ["单位", "所在地区", "任务"]
    assert len(rows) == shown + 1 < 6
    file = saved(page, "button[data-save=xlsx]")
    book = openpyxl.load_workbook(io.BytesIO(file.read_bytes()))
    assert book.properties.category == "zhengmai"  # so that `build` knows that it is no notice
    sheet = list(book.active.values)
    assert [str(v) for v in sheet[1]] == rows[1]
    assert isinstance(sheet[1][2], int)


def test_a_cell_is_no_formula(watched: Watched, sample_pages: Written) -> None:
    page = watched.open(sample_pages.folder / "workload.html")
    made = page.evaluate("zm.sheet.csv([['=1+1', ' @x', '普通', -3]])")
    assert made == "\ufeff'=1+1,' @x,普通,-3\r\n"


def test_a_unit_has_its_tasks_calendar_and_co_workers(
    watched: Watched, sample_pages: Written
) -> None:
    page = watched.open(sample_pages.folder / "units" / "渡南区住房和城乡建设局.html")
    ready(page)
    assert "写明本单位的任务 8 项：牵头 0，责任 8，配合 0。" in page.inner_text("main")
    assert page.locator("#tasks tbody tr").count() == 8
    assert "榆津港二期" in page.inner_text("#tasks")
    page.click("#through summary")
    page.wait_for_selector("#through li")
    assert page.locator("#through li").count() == 13
    assert "共同任务 3 项" in page.inner_text("main")
    page.fill("input[name=q]", "物业")
    assert page.locator("#tasks tbody tr:visible").count() == 1
    page.fill("input[name=q]", "")
    made = Calendar.from_ical(saved(page, "button:has-text('ics')").read_bytes())
    events = made.walk("VEVENT")
    with zhengmai.open(sample_pages.store) as graph:
        days = {row.date for row in graph.due(unit="渡南区住房和城乡建设局")}
    assert {e.decoded("dtstart") for e in events if "rrule" not in e} == days
    assert all(len(line.encode()) <= 75 for line in made.to_ical().decode().splitlines())


def test_the_sheet_of_a_unit_has_a_column_for_each_fact(
    watched: Watched, sample_pages: Written
) -> None:
    page = watched.open(sample_pages.folder / "units" / "渡南区住房和城乡建设局.html")
    ready(page)
    book = workbook(saved(page, "button:has-text('Excel')"))
    (sheet,) = book.worksheets
    assert sheet.title == "渡南区住房和城乡建设局"
    head, *rows = sheet.iter_rows(values_only=True)
    facts = [dict(zip(head, row, strict=True)) for row in rows]
    own = [f for f in facts if not f["经由统称"]]
    assert len(own) == 8
    assert len(facts) == 8 + 13
    with zhengmai.open(sample_pages.store) as graph:
        tasks = {t.text: t for t in all_tasks(graph.store)}
    for fact in own:
        task = tasks[fact["任务"]]
        assert "渡南区住房和城乡建设局" in (fact["责任单位"] or "")
        days = sorted(d.date for d in task.deadlines if d.date)
        assert (fact["到期日"].date() if fact["到期日"] else None) == (days[0] if days else None)
        several = len(set(days)) > 1
        assert not several or all(day.isoformat() in fact["时限"] for day in days)
        assert bool(fact["状态"]) == bool(days)
    assert [fact["序号"] for fact in facts] == list(range(1, len(facts) + 1))
    assert sheet.print_title_rows == "$1:$1"
    assert "渡南区住房和城乡建设局" in sheet.oddHeader.center.text
    page.select_option("select[name=state]", "overdue")
    shown = page.locator("#tasks tbody tr:visible").count()
    again = workbook(saved(page, "button:has-text('Excel')")).worksheets[0]
    named = [r for r in again.iter_rows(min_row=2, values_only=True) if not r[-1]]
    assert len(named) == shown < 8


def test_what_is_filtered_is_printed_and_saved_as_such(
    watched: Watched, sample_pages: Written
) -> None:
    page = watched.open(sample_pages.folder / "units" / "渡南区住房和城乡建设局.html")
    ready(page)
    assert "只印筛选出的" not in "".join(printed(page))
    assert "区政府各部门" in "".join(
        printed(page)
    )  # what reaches it through classes, folded or not
    page.select_option("select[name=source]", "orphan")
    shown = page.locator("#tasks tbody tr:visible").count()
    sheets = "".join(printed(page))
    assert f"只印筛选出的 {shown} 项，共 8 项。" in unicodedata.normalize("NFKC", sheets).replace(
        ",", "，"
    )
    assert "经统称涉及的任务" not in sheets
    (sheet,) = workbook(saved(page, "button:has-text('Excel')")).worksheets
    assert sheet.max_row == 1 + shown
    page.click("#tasks tbody tr:visible td:last-child a")
    page.wait_for_selector("#panel h2")  # the source is the sentence, not the top of its notice


def test_closing_the_panel_leaves_the_reader_where_he_is(
    watched: Watched, sample_pages: Written
) -> None:
    page = watched.open(sample_pages.folder / "notice" / "渡南政办发-2025-6.html", "#task-30")
    ready(page)
    page.wait_for_selector("#panel h2")
    before = page.evaluate("scrollY")
    assert before > 500
    page.click("#close")
    page.wait_for_selector("#panel", state="hidden")
    assert abs(page.evaluate("scrollY") - before) < page.evaluate("innerHeight")


def test_a_unit_is_told_the_top_of_each_chain(watched: Watched, sample_pages: Written) -> None:
    page = watched.open(sample_pages.folder / "units" / "渡南区住房和城乡建设局.html")
    ready(page)
    page.wait_for_function("() => document.querySelector('#tasks').innerText.includes('最上级')")
    (sheet,) = workbook(saved(page, "button:has-text('Excel')")).worksheets
    head, *rows = sheet.iter_rows(values_only=True)
    facts = [dict(zip(head, row, strict=True)) for row in rows]
    with zhengmai.open(sample_pages.store) as graph:
        links = graph.links()
    above = {k.child.iri: k for k in sorted(links, key=lambda k: k.score)}  # the surest stays
    tops = {}
    for link in above.values():
        top = link.parent
        while top.iri in above:
            top = above[top.iri].parent
        tops[link.child.text] = "" if top.iri == link.parent.iri else top.jurisdiction[-1]
    told = [(f["最上级要点"] or "").partition(" ")[0] for f in facts if f["任务"] in tops]
    assert told == [tops[f["任务"]] for f in facts if f["任务"] in tops]
    assert "湄川省" in told


def test_a_mark_opens_its_task_and_a_task_its_marks(
    watched: Watched, sample_pages: Written
) -> None:
    page = watched.open(sample_pages.folder / "notice" / "渡南政办发-2025-6.html")
    ready(page)
    page.locator("#text [data-g=t4].k-task").first.click()
    page.wait_for_selector("#panel h2")
    assert page.url.endswith("#task-5")
    page.click("aside [data-node=task-7]")
    page.wait_for_function("() => location.hash === '#task-7'")
    ready(page)
    assert "（二）第7项" in page.inner_text("#panel")
    page.go_back()
    page.wait_for_function("() => location.hash === '#task-5'")
    page.keyboard.press("Escape")
    assert not page.is_visible("#panel")


def test_a_task_tells_its_whole_chain(watched: Watched, sample_pages: Written) -> None:
    page = watched.open(sample_pages.folder / "notice" / "渡南政办发-2025-6.html", "#task-6")
    page.wait_for_selector("#panel ol.chain ol.chain .document")
    said = page.inner_text("#panel")
    for words in ("渡南区", "榆津市", "榆津政办发〔2025〕14号", "湄政办发〔2025〕11号", "上级来源"):
        assert words in said
    assert page.locator("#panel mark").count() > 2
    assert "https://" not in said  # only behind its button
    page.click("#panel .cite button")
    address, iri = page.locator("#panel code").all_inner_texts()
    assert address == page.url
    assert iri.endswith("渡南政办发-2025-6/task/6")
    top = watched.open(sample_pages.folder / "notice" / "湄政办发-2025-11.html", "#task-2")
    top.wait_for_selector("#panel ul.below a")
    assert "下级承接" in top.inner_text("#panel")


def test_coverage_opens_the_texts_of_a_cell(watched: Watched, sample_pages: Written) -> None:
    page = watched.open(sample_pages.folder / "coverage" / "湄政办发-2025-11.html")
    first = page.locator("#matrix tbody tr").first
    assert "有存疑的承接" in first.inner_text()  # candidates: it is not sure that nobody does
    assert "没有地区承接" in page.locator("#matrix tbody tr").nth(1).inner_text()
    page.select_option("select[name=order]", "printed")
    assert page.inner_text("#matrix tbody tr:first-child th").startswith("（一）")
    page.click("#matrix tbody tr:first-child td.cell >> nth=1 >> button")
    page.wait_for_selector("#panel .words")
    assert "渡南区" in page.inner_text("#panel")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("#panel .words")
    page.click("#close")
    page.select_option("select[name=by]", "units")
    assert "财政局" in page.inner_text("#matrix thead")
    rows = list(csv.reader(io.StringIO(
        saved(page, "button[data-save=csv]").read_bytes().decode("utf-8-sig")
    )))  # fmt: skip
    assert len(rows) == 17


def test_the_calendar_follows_the_day(watched: Watched, sample_pages: Written) -> None:
    watched.page.clock.set_fixed_time("2025-08-20T12:00:00")
    page = watched.open(sample_pages.folder / "calendar.html", "#state=near")
    ready(page)
    with zhengmai.open(sample_pages.store) as graph:
        asked = graph.due(today="2025-08-20", states=["near"])
    assert page.locator("#due tbody tr").count() == len(asked) > 0
    page.select_option("select[name=state]", "")
    page.fill("input[name=unit]", "住建局")
    said = page.locator("#due tbody tr td:nth-child(4)").all_inner_texts()
    assert said
    assert all("住房和城乡建设局" in s for s in said)
    page.fill("input[name=unit]", "")
    page.click("#strip button >> nth=-1")
    page.wait_for_selector("table.sheet button")
    page.click("table.sheet button >> nth=-1")
    assert re.search(r"day=\d{4}-\d\d-\d\d", page.url)
    made = Calendar.from_ical(saved(page, "#calendar-file").read_bytes())
    assert len(made.walk("VEVENT")) == page.locator("#due tbody tr").count()


def test_reports_and_the_day_they_are_looked_at(
    watched: Watched, sample_store: tuple[Path, object], tmp_path: Path
) -> None:
    """Pages do not know when they are looked at: the browser does."""
    store = tmp_path / "z.db"
    shutil.copytree(sample_store[0], store)
    with open_store(store, write=True) as opened:
        rows = [r for r in ledger(opened, place="苍坪县").rows if str(r.day) == "2025-07-31"]
        said = "办结", "<b>已发布</b>三期", None
        take(opened, [Entry(Where("台账.xlsx", "全部任务", 2), rows[0].key, said)], "张三")
    pages = written(store, tmp_path / "pages")
    page = watched.open(pages.folder / "calendar.html", "#state=done")
    ready(page)
    assert page.locator("#due tbody tr").count() == 1
    page.click("#due tbody td:nth-child(3) a")
    page.wait_for_selector("#panel .report")
    assert "办结 <b>已发布</b>三期（张三 2" in page.inner_text("#panel .report")
    for today, state in (("2025-06-30", "未到期"), ("2025-07-01", "临近"), ("2025-08-01", "逾期")):
        watched.page.clock.set_fixed_time(f"{today}T12:00:00")
        page = watched.open(pages.folder / "calendar.html", "#month=2025-07&day=2025-07-31")
        ready(page)
        assert state in page.inner_text("#due tbody")


def test_a_day_can_be_given(watched: Watched, sample_pages: Written, tmp_path: Path) -> None:
    with zhengmai.open(sample_pages.store) as graph:
        first = graph.view(tmp_path, today=date(2025, 7, 1))
    page = watched.open(first.parent / "calendar.html")
    assert "今天 2025-07-01" in page.inner_text("#today")


def test_a_doubtful_cell_opens_the_pairs_behind_it(watched: Watched, sample_pages: Written) -> None:
    page = watched.open(sample_pages.folder / "coverage" / "湄政办发-2025-11.html")
    cells = page.locator("td.cell.maybe a").all()
    asked = {unquote(cell.get_attribute("href") or "").partition("#")[2] for cell in cells}
    assert asked
    for address in asked:
        page = watched.open(sample_pages.folder / "review.html", "#" + address)
        ready(page)
        shown = page.locator("#pairs li").count()
        assert shown > 0, address
        told = dict(part.partition("=")[::2] for part in address.split("&"))
        pairs = page.evaluate("zm.given('doubts').pairs.map(p => [p[7], [p[0], p[1], ...p[8]]])")
        meant = [
            of for of, about in pairs
            if f"{told['on']}/".startswith(f"{of}/") and ("of" not in told or told["of"] in about)
        ]  # fmt: skip
        assert 0 < shown <= len(meant), address
        page.click("#not-only")
        ready(page)
        assert page.locator("#pairs li").count() > shown


def test_months_of_units_count_all_their_tasks_whatever_unit_is_asked_for(
    watched: Watched, sample_pages: Written
) -> None:
    page = watched.open(sample_pages.folder / "calendar.html", "#in=湄川省/榆津市/渡南区")
    ready(page)
    name = page.inner_text("#heat tbody tr:first-child th")
    before = page.locator("#heat tbody tr:first-child button").all_inner_texts()
    rounds = page.inner_text("#rounds summary")
    page.click("#heat tbody button >> nth=0")
    ready(page)
    assert page.locator("#heat tbody tr").count() == 1
    assert page.locator("#heat tbody tr:first-child button").all_inner_texts() == before
    assert page.input_value("[name=unit]") == name
    assert page.locator("#due tbody tr").count() < 20
    page.click("#rounds summary")
    page.wait_for_selector("#recurring tbody tr")  # the list is drawn after the click
    ready(page)
    of_unit = page.locator("#recurring tbody tr").count()
    assert f"{of_unit} 处" in page.inner_text("#rounds summary") != rounds
    cells = page.locator("#recurring tbody td:nth-child(4)")
    # What is cut on the page is whole in the file.
    assert all(name in (c.get_attribute("data-full") or "") for c in cells.all())


def test_of_roles_that_are_not_asked_for_nothing_is_said(
    watched: Watched, sample_pages: Written
) -> None:
    page = watched.open(sample_pages.folder / "workload.html", "#role=lead")
    ready(page)
    cells = page.locator("#load tbody tr:first-child td.number").all_inner_texts()
    assert cells[0] == cells[1] != "0"
    assert cells[2:4] == ["—", "—"]


# ---- review


def test_a_sure_link_can_be_called_wrong_where_it_is_told(
    watched: Watched, sample_pages: Written
) -> None:
    with zhengmai.open(sample_pages.store) as graph:
        link = max(graph.links("渡南政办发〔2025〕6号"), key=lambda k: k.score)
    notice = sample_pages.folder / "notice" / "渡南政办发-2025-6.html"
    page = watched.open(notice, "#" + anchor(link.child.iri))
    ready(page)
    page.click("#panel .objection button >> nth=0")
    assert "已记为“不是”" in page.inner_text("#panel .objection >> nth=0")
    page = watched.open(sample_pages.folder / "review.html")
    ready(page)
    page.wait_for_function("() => document.querySelectorAll('#pairs b').length === 1")
    words, refused = read_sheet(saved(page, "#save"))
    assert [(w.child, w.parent, w.yes) for w in words] == [(link.child.iri, link.parent.iri, False)]
    assert not refused


def test_verdicts_are_kept_saved_and_taken_in(
    watched: Watched, sample_pages: Written, tmp_path: Path
) -> None:
    store = tmp_path / "z.db"
    shutil.copytree(sample_pages.store, store)
    page = watched.open(sample_pages.folder / "review.html")
    ready(page)
    for key in ("n", "y", "s", "n", "u", "y"):
        page.keyboard.press(key)
        ready(page)
    page.fill("#note", '同一事项, "引号"')
    page.click("[data-say=n]")
    ready(page)
    page.reload()
    ready(page)
    assert "已判断 4 条" in page.inner_text("#kept")
    file = saved(page, "#save")
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"))))
    assert tuple(rows[0]) == HEAD
    sheet = tmp_path / "核对.csv"
    sheet.write_bytes(file.read_bytes())
    words, refused = read_sheet(sheet)
    assert not refused
    assert sorted(w.yes for w in words) == [False, False, True, True]
    assert '同一事项, "引号"' in {w.note for w in words}
    outcomes = api.judge_all([(w.child, w.parent, w.yes, w.note) for w in words], store, by="测")
    assert set(outcomes) == {api.NEW}


def test_units_of_like_names_become_corrections(watched: Watched, real_pages: Written) -> None:
    page = watched.open(real_pages.folder / "review.html", "#what=units")
    assert "教育和体育局" in page.inner_text("#pairs")
    page.locator("#pairs button", has_text="天桥区教育局").first.click()
    page.click("[data-say=y]")
    text = saved(page, "#save").read_text("utf-8")
    from zhengmai.ontology.corrections import read

    file = real_pages.store.parent / "corrections.toml"
    file.write_text(text, "utf-8")
    entry = read(file).entries[0]
    assert entry.kind == "merge"
    assert {*entry.values["units"], entry.values["into"]} == {"天桥区教育局", "天桥区教育和体育局"}


# ---- form


def test_english_by_one_click(watched: Watched, sample_pages: Written) -> None:
    for path, inside in one_of_each(sample_pages):
        page = watched.open(path, inside)
        ready(page)
        page.evaluate("localStorage.removeItem('zhengmai-language')")
        page.reload()
        ready(page)
        page.click("#language")
        page.wait_for_function("() => document.documentElement.lang === 'en'")
        left = page.evaluate(
            "Array.from(document.querySelectorAll('[data-t]')).filter(e => !e.dataset.v)"
            ".map(e => e.textContent).filter(t => /[\\u4e00-\\u9fff]/.test(t))"
        )
        assert left in ([], ["中文"]), path.name
    page.reload()
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    assert "Overview" in page.inner_text("nav")


def test_dark_by_one_click(watched: Watched, sample_pages: Written) -> None:
    page = watched.open(sample_pages.pages[0])
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.click("#theme")
    assert page.evaluate(ground) != light
    page.reload()
    assert page.evaluate(ground) != light
    page.click("#theme")
    assert page.evaluate(ground) == light


def test_pages_can_be_printed(watched: Watched, sample_pages: Written) -> None:
    """A4 pages with what the page is about, without what only a screen needs."""
    for path, inside in one_of_each(sample_pages):
        page = watched.open(path, inside)
        ready(page)
        heading = {*unicodedata.normalize("NFKC", page.inner_text("h1"))}
        sheets = printed(page)
        assert heading <= {*"".join(sheets), " "}, path.name
        assert not re.search(r"承接覆盖\s+日历", "".join(sheets)), path.name
        assert len(sheets) <= 20, path.name
        for sheet in sheets:  # none has only what stands at its foot
            words = [line for line in sheet.splitlines() if line.strip()]
            assert [line for line in words if "打印于" not in line and " / " not in line], path.name


def test_printed_tables_repeat_their_heads_and_pages_have_numbers(
    watched: Watched, real_pages: Written
) -> None:
    page = watched.open(real_pages.folder / "notices.html")
    ready(page)
    page.evaluate(
        "() => { const body = document.querySelector('#notices tbody'); for (let n = 0; n < 3; n++)"
        " { body.append(...[...body.rows].map(row => row.cloneNode(true))); } }"
    )
    sheets = printed(page)
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        assert f"{number} / {len(sheets)}" in sheet
        assert "打印于" in sheet
        assert "文号" in sheet


@pytest.mark.parametrize("name", ["units/渡南区住房和城乡建设局.html", "notices.html"])
def test_in_a_narrow_window_a_row_is_a_card(
    watched: Watched, sample_pages: Written, name: str
) -> None:
    page = watched.open(sample_pages.folder / name)
    page.set_viewport_size({"width": 420, "height": 800})
    ready(page)
    table = page.locator("table.stack").first
    assert table.evaluate("t => t.scrollWidth <= t.parentNode.clientWidth + 1")
    cells = table.locator("tbody tr:first-child > :not(:empty)").all()
    assert len(cells) > 3
    width = page.evaluate("innerWidth")
    assert all((cell.bounding_box() or {"width": 0})["width"] > 0.8 * width for cell in cells)
    labels = [cell.evaluate("c => getComputedStyle(c, '::before').content") for cell in cells]
    heads = table.locator("thead th").all_text_contents()
    assert {label.strip('"').split('"')[0].rstrip("：") for label in labels} <= {*heads}
    assert page.locator("nav a").last.is_visible()


def test_one_file_has_it_all(watched: Watched, sample_pages: Written, tmp_path: Path) -> None:
    with zhengmai.open(sample_pages.store) as graph:
        file = write_single(Site.of(graph.store, place="渡南区"), tmp_path / "渡南.html")
    page = watched.open(file)
    page.wait_for_selector("main table tbody tr")
    page.click("nav a >> nth=1")
    page.wait_for_selector("#load tbody tr")
    page.select_option("select[name=role]", "lead")
    page.click("#load tbody tr:first-child a")
    page.wait_for_selector("#tasks tbody tr")
    unit = page.inner_text("h1")
    page.locator("#tasks tbody td:nth-child(2) a").first.click()
    page.wait_for_selector("#panel h2")
    assert page.locator("#text .s.on").count() > 0
    page.reload()
    page.wait_for_selector("#panel h2")
    page.go_back()
    page.wait_for_selector("#tasks tbody tr")
    assert page.inner_text("h1") == unit
    page.fill("#site-search", "住建局")
    page.wait_for_selector("#site-found a")
    page.click("#language")
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    for link in ("plans", "map", "coverages", "calendar", "review"):
        page.click(f"nav a[href*='{link}.html']")
        page.wait_for_function(f"() => location.hash.startsWith('#/{link}.html')")
        ready(page)
