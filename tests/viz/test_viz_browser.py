"""The pages in a real browser, from disk, with every address but file: refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.viz.conftest import CROWDED, Watched, Written, watching, written
from zhengmai.graph.stores.opening import open_store
from zhengmai.queries.ledger import ledger
from zhengmai.reporting import Entry, Where, take

VISIBLE = "zhengmai.nodes.get({filter: n => !n.hidden}).length"


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    with watching(browser, 1400) as found:
        yield found


def panel(page: Page) -> str:
    return page.locator("#panel-body").inner_text()


def click_node(page: Page, iri_end: str) -> None:
    """Click on a node where the canvas shows it."""
    at = page.evaluate(
        """end => {
            const node = zhengmai.nodes.get({filter: n => n.iri.endsWith(end)})[0];
            const box = document.getElementById("graph").getBoundingClientRect();
            const p = zhengmai.network.canvasToDOM(zhengmai.network.getPosition(node.id));
            return [box.x + p.x, box.y + p.y];
        }""",
        iri_end,
    )
    page.mouse.click(*at)


def drawn(page: Page) -> int:
    """How many points of the canvas are painted."""
    count: int = page.evaluate(
        """() => {
            const c = document.querySelector("#graph canvas");
            const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
            let n = 0;
            for (let i = 0; i < d.length; i += 4)
                if (d[i] + d[i + 1] + d[i + 2] < 600 && d[i + 3]) n++;
            return n;
        }"""
    )
    return count


def test_every_page_opens_without_a_fault(watched: Watched, sample_pages: Written) -> None:
    for path in sample_pages.pages:
        page = watched.open(path)
        if path.name != "index.html":
            assert page.evaluate(VISIBLE) > 0
            page.wait_for_function("document.querySelector('#graph canvas') !== null")
            assert drawn(page) > 2000


def test_the_overview_leads_to_the_other_pages(watched: Watched, sample_pages: Written) -> None:
    page = watched.open(sample_pages.folder / "index.html")
    assert page.locator(".cards a").count() == 3
    page.locator(".cards a").nth(1).click()
    assert "逐级落实" in page.title()
    page.locator("nav a").first.click()
    assert "总览" in page.title()


def test_searching_a_unit_selects_it_and_shows_its_tasks(
    watched: Watched, sample_pages: Written
) -> None:
    page = watched.open(sample_pages.folder / "units.html")
    page.fill("#search", "住建")
    assert "渡南区住房和城乡建设局" in page.locator("#results").inner_text()
    page.locator("#results button", has_text="渡南区住房和城乡建设局").first.click()
    assert panel(page).startswith("渡南区住房和城乡建设局")
    assert "写明本单位的任务 8 项" in panel(page)
    page.locator("#panel-body .nodes button", has_text="榆津港二期").first.click()
    assert "责任：" in panel(page)
    assert "责任单位" in panel(page)
    page.click("#close")
    assert "任务最多的单位" in panel(page)


def test_clicking_a_task_shows_its_full_text(watched: Watched, sample_pages: Written) -> None:
    page = watched.open(sample_pages.lineage[0])
    click_node(page, "湄政办发-2025-11/task/1")
    page.wait_for_selector("#panel-body h2")
    said = panel(page)
    assert said.startswith("湄川省 · 任务 （一）　以公开优化营商环境")
    assert "拖欠企业账款的投诉渠道和办结情况按月公布。" in said
    assert "下级承接" in said
    assert "上级原文：" in said


def test_hovering_shows_plain_text(watched: Watched, hostile_pages: Written) -> None:
    page = watched.open(hostile_pages.folder / "units.html")
    node = "zhengmai.nodes.get({filter: n => n.group === 'task' && n.title.includes('hacked')})[0]"
    page.evaluate(f"zhengmai.select({node}.id)")
    at = page.evaluate(f"zhengmai.network.canvasToDOM(zhengmai.network.getPosition({node}.id))")
    box = page.locator("#graph").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + at["x"] + 3, box["y"] + at["y"])
    page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    page.wait_for_function(
        "() => [...document.querySelectorAll('.vis-tooltip')]"
        ".some(t => getComputedStyle(t).visibility === 'visible')"
    )
    assert page.locator(".vis-tooltip").inner_text().strip()
    assert page.locator(".vis-tooltip *:not(br)").count() == 0


def test_filters_by_place_year_and_role(watched: Watched, sample_pages: Written) -> None:
    page = watched.open(sample_pages.folder / "units.html")
    everything = page.evaluate(VISIBLE)
    page.select_option("#place", label="湄川省榆津市渡南区")
    district = page.evaluate(VISIBLE)
    assert 47 < district < everything
    page.uncheck("input[data-kind=responsible]")
    assert 0 < page.evaluate(VISIBLE) < district
    assert page.locator("#status").inner_text().startswith("筛选后：")
    page.check("input[data-kind=responsible]")
    assert page.evaluate(VISIBLE) == district
    page.select_option("#place", "0")
    page.select_option("#year", "2024")
    assert 10 < page.evaluate(VISIBLE) < 40
    # A search finds what the filters hide, and lifts them.
    page.fill("#search", "烟火地图")
    page.press("#search", "Enter")
    assert "烟火地图" in panel(page)
    assert page.locator("#year").input_value() == ""


def test_moving_about(watched: Watched, sample_pages: Written) -> None:
    page = watched.open(sample_pages.lineage[0])
    where = "zhengmai.network.getViewPosition().y"
    top = page.evaluate(where)
    page.mouse.move(500, 500)
    page.mouse.wheel(0, 600)
    page.wait_for_function(f"{where} > {top} + 300")
    page.click("#home")
    assert page.evaluate(where) == pytest.approx(top, abs=1)
    page.click("#whole")
    scale = page.evaluate("zhengmai.network.getScale()")
    page.click("#closer")
    assert page.evaluate("zhengmai.network.getScale()") > scale


def test_hostile_texts_are_shown_and_do_nothing(watched: Watched, hostile_pages: Written) -> None:
    for path in hostile_pages.pages:
        page = watched.open(path)
        assert page.evaluate("window.hacked") is None
        assert page.locator("img").count() == 0
        if path.name == "index.html":
            continue
        page.fill("#search", "</script><script>window.hacked=1")
        assert page.locator("#results button").count() >= 1
        page.press("#search", "Enter")
        assert "</script><script>window.hacked=1</script><img src=x onerror=" in panel(page)
        assert page.locator("#panel-body script, #panel-body img, #results script").count() == 0
        assert page.evaluate("window.hacked") is None


def test_what_is_left_out_can_be_narrowed(watched: Watched, crowded_pages: Written) -> None:
    page = watched.open(crowded_pages.folder / "units.html")
    assert page.evaluate(VISIBLE) <= CROWDED
    assert "未画出" in page.locator("#status").inner_text()
    # Something that the first view leaves out: the search turns to a view that has it.
    left_out = page.evaluate("zhengmai.nodes.get({filter: n => n.hidden})[0].line")
    page.fill("#search", left_out)
    page.press("#search", "Enter")
    assert page.locator("#place").input_value() != "0"
    assert page.evaluate(VISIBLE) <= CROWDED


def test_a_task_shows_what_was_reported_and_what_state_it_is_in_today(
    watched: Watched, sample_store: tuple[Path, object], tmp_path: Path
) -> None:
    """Pages do not know when they are looked at: the browser does."""
    store = tmp_path / "z.db"
    shutil.copytree(sample_store[0], store)
    with open_store(store, write=True) as opened:
        one, other = [r for r in ledger(opened, place="苍坪县").rows if r.day == date(2025, 7, 31)]
        said = "办结", "<b>已发布</b>三期", None
        take(opened, [Entry(Where("台账.xlsx", "全部任务", 2), one.key, said)], "张三")
    pages = written(store, tmp_path / "pages")
    for today, state in (("2025-06-30", "未到期"), ("2025-07-01", "临近"), ("2025-08-01", "逾期")):
        watched.page.clock.set_fixed_time(f"{today}T12:00:00")
        page = watched.open(pages.folder / "units.html")
        for row, told in ((one, "办结"), (other, state)):
            page.fill("#search", row.task.text[:12])
            page.locator("#results button", has_text=row.task.text[:6]).first.click()
            assert f"2025-07-31 {told}" in panel(page)
            assert ("进展：办结 <b>已发布</b>三期（张三 2" in panel(page)) == (row is one)
