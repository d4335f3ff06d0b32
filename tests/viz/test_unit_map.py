"""Who works with whom: groups and places are computed the same everywhere; the map in a browser."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page

from tests.viz.conftest import HOSTILE, Watched, Written, until, watching
from zhengmai.viz.layout import Box, groups, spread
from zhengmai.viz.network import GraphEdge, GraphNode, graph
from zhengmai.viz.site import Site
from zhengmai.viz.unitmap import MOST, Circle, circles, map_data

DISTRICT = "湄川省/榆津市/渡南区"
DRAWN = "zm.map.drawn()"


def opened(watched: Watched, pages: Written, fragment: str = "") -> Page:
    watched.open(pages.folder / "map.html", fragment)
    until(watched.page, "Boolean(window.zm && zm.map && zm.map.view())")
    return watched.page


def circle(site: Site, place: str) -> Circle:
    return next(c for c in circles(site) if "/".join(c.jurisdiction) == place)


def number(page: Page, name: str) -> int:
    found: int = page.evaluate("name => zm.map.data().nodes.find(n => n.name === name).id", name)
    return found


def click(page: Page, name: str) -> None:
    at = page.evaluate("n => zm.map.graph.where(n)", number(page, name))
    page.mouse.click(at["x"], at["y"])


def slide(page: Page, least: int) -> None:
    page.evaluate(
        "n => { const s = document.getElementById('least'); s.value = n;"
        " s.dispatchEvent(new Event('input')); }",
        least,
    )


# ---- what is computed


def test_shared_tasks_are_counted_once_a_task(site: Site) -> None:
    found = circle(site, DISTRICT)
    expected: Counter[frozenset[str]] = Counter()
    for task in found.tasks:
        named = {u.iri for u in task.units if not site.bodies[u.iri].collective}
        expected.update(map(frozenset, combinations(sorted(named), 2)))
    units = [body.iri for body in found.units]
    told = {frozenset((units[a], units[b])): n.total() for (a, b), n in found.pairs.items()}
    assert told == dict(expected)
    assert max(told.values()) > 1


def test_each_place_has_a_file_with_its_units_and_tasks(site: Site) -> None:
    files = dict(map_data(site))
    assert len(files) == len(circles(site)) == 4
    for path, (to, (_, data)) in files.items():
        assert path.startswith("data/map-")
        assert to == "mapped"
        assert isinstance(data, dict)
        joined = {n for edge in data["edges"] for n in (edge["from"], edge["to"])}
        assert {n["id"] for n in data["nodes"] if n["group_"]} == joined
        for node in data["nodes"]:
            assert 0 <= node["group_"] <= 8
            assert isinstance(node["x"], int)
        assert json.dumps(data)


def boxes_overlap(at: list[tuple[int, int]], boxes: list[Box]) -> list[tuple[int, int]]:
    return [
        (a, b)
        for a, b in combinations(range(len(at)), 2)
        if abs(at[a][0] - at[b][0]) < (boxes[a].width + boxes[b].width) / 2 - 1
        and abs(at[a][1] - at[b][1]) < (boxes[a].height + boxes[b].height) / 2 - 1
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 40, MOST])
def test_labels_do_not_overlap_and_stand_where_they_stood(size: int) -> None:
    joined: nx.Graph[int] = nx.Graph()
    joined.add_nodes_from(range(size))
    for n in range(size - 1):  # a few busy ones, chains, and the last ones alone
        if n < size * 0.8:
            joined.add_edge(n % 5, n, weight=1 + n % 7) if n % 5 != n else None
            joined.add_edge(n, (n * 7 + 3) % max(1, int(size * 0.8)), weight=1)
    joined.remove_edges_from(list(nx.selfloop_edges(joined)))
    boxes = [Box(60 + n % 9 * 10, 50 + n % 4 * 8) for n in range(size)]
    together = groups(joined, 8)
    at = spread(joined, together, boxes)
    assert len(together) <= 8
    assert sorted(n for group in together for n in group) == [n for n in joined if joined.degree(n)]
    assert boxes_overlap(at, boxes) == []
    assert at == spread(joined, groups(joined, 8), boxes)


def test_edges_join_nodes_that_are_there() -> None:
    nodes = [GraphNode(0, "</script>", 3, 4, {"slug": "甲"}), GraphNode(1, "")]
    found = graph(nodes, [GraphEdge(0, 1, {"years": {"2025": 2}})])
    assert found["nodes"] == [
        {"id": 0, "label": "</script>", "shape": "custom", "x": 3, "y": 4, "slug": "甲"}
        | {"color": "#97c2fc"},
        {"id": 1, "label": " ", "shape": "custom", "x": 0, "y": 0, "color": "#97c2fc"},
    ]
    assert found["edges"] == [{"from": 0, "to": 1, "arrows": "", "years": {"2025": 2}}]
    with pytest.raises(AssertionError):
        graph(nodes, [GraphEdge(0, 2)])


# ---- in a browser


def test_it_opens_on_the_busiest_place_and_shows_few_lines(
    watched: Watched, sample_pages: Written
) -> None:
    page = opened(watched, sample_pages)
    units = page.evaluate("zm.map.view().counts.filter(c => c.tasks).length")
    assert 0 < page.evaluate(f"{DRAWN}.length") <= 1.5 * units
    assert page.evaluate("zm.map.graph.edges.length") == page.evaluate(f"{DRAWN}.length")
    assert page.locator("#panel .group").count() > 1
    slide(page, 1)
    more = page.evaluate(f"{DRAWN}.length")
    slide(page, 3)
    assert 0 < page.evaluate(f"{DRAWN}.length") < more
    assert page.evaluate(f"Math.min(...{DRAWN}.map(p => p.shared))") >= 3
    assert "least=3" in page.url


def test_a_place_and_a_year_are_chosen(watched: Watched, sample_pages: Written) -> None:
    page = opened(watched, sample_pages)
    page.select_option('[name="in"]', "湄川省/榆津市/瓷岭区")
    until(page, "zm.map.data().nodes.some(n => n.name.startsWith('瓷岭区'))")
    assert not page.evaluate("zm.map.data().nodes.some(n => n.name.startsWith('渡南区'))")
    assert "in=" in page.url
    everything = page.evaluate("zm.map.view().pairs.length")
    page.select_option('[name="year"]', "2025")  # its only notice is of 2024
    until(page, "zm.map.view().pairs.length === 0")
    page.select_option('[name="year"]', "2024")
    until(page, f"zm.map.view().pairs.length === {everything}")


def test_a_unit_shows_with_whom_it_works(
    watched: Watched, sample_pages: Written, site: Site
) -> None:
    page = opened(watched, sample_pages, f"#in={DISTRICT}")
    name = "渡南区住房和城乡建设局"
    click(page, name)
    page.wait_for_selector("#panel .coworkers li")
    iri = next(b.iri for b in site.bodies.values() if b.name == name)
    tasks = site.tasks_of[iri]
    panel = page.locator("#panel").inner_text()
    assert f"{len(tasks)} 项任务" in panel
    lead = sum(any(u.iri == iri and u.role == "lead" for u in t.units) for t in tasks)
    assert f"牵头 {lead}" in panel
    shared = {body.name: n for body, n in site.coworkers(iri, most=99) if not body.collective}
    assert page.locator("#panel .coworkers > li").count() == min(20, len(shared))
    first = page.locator("#panel .coworkers > li").first
    other = first.locator("a").first.inner_text()
    assert f"共同任务 {shared[other]} 项" in first.inner_text()
    assert shared[other] == max(shared.values())
    first.locator("summary").click()
    first.locator("ul.below a").first.wait_for()  # a list that is opened is filled a moment later
    links = first.locator("ul.below a")
    assert links.count() == shared[other]
    until(page, "![...document.querySelectorAll('#panel ul.below a')].some(a => a.text === '…')")
    assert "notice/" in (links.first.get_attribute("href") or "")
    lit = set(page.evaluate("[...zm.map.lit()].map(n => zm.map.data().nodes[n].name)"))
    assert name in lit
    least = int(page.locator("#least").input_value())
    assert lit - {name} == {n for n, count in shared.items() if count >= least}


def test_an_address_is_restored(watched: Watched, sample_pages: Written) -> None:
    page = opened(watched, sample_pages, f"#in={DISTRICT}")
    slide(page, 2)
    click(page, "渡南区水务局")
    page.wait_for_selector("#panel .coworkers li")
    url = page.url
    watched.open(sample_pages.folder / "plans.html")
    page.goto(url)
    page.wait_for_selector("#panel .coworkers li")
    assert "渡南区水务局" in page.locator("#panel h2").inner_text()
    assert page.locator("#least").input_value() == "2"
    assert page.locator('[name="in"]').input_value() == DISTRICT
    page.go_back()


def test_keys_and_the_field_choose_units(watched: Watched, sample_pages: Written) -> None:
    page = opened(watched, sample_pages, f"#in={DISTRICT}")
    page.fill("#find", "住建")
    page.wait_for_selector("#found [role=option]")
    page.keyboard.press("Enter")
    assert "住房和城乡建设局" in page.locator("#panel h2").inner_text()
    page.focus("#graph .vis-network")
    page.keyboard.press("ArrowRight")
    assert "住房和城乡建设局" not in page.locator("#panel h2").inner_text()
    page.keyboard.press("Escape")
    assert "经常一起" in page.locator("#panel h2").inner_text()


def test_the_table_of_pairs(watched: Watched, sample_pages: Written, tmp_path: Path) -> None:
    page = opened(watched, sample_pages, f"#in={DISTRICT}")
    rows = page.locator("#pairs tbody tr")
    counts = [int(t) for t in page.locator("#pairs tbody td.number").all_inner_texts()]
    assert rows.count() == page.evaluate("zm.map.view().pairs.length")
    assert counts == sorted(counts, reverse=True)
    rows.first.locator("td.number a").click()
    page.wait_for_selector("#panel .coworkers details[open] ul.below a")
    assert "with=" in page.url
    with page.expect_download() as got:
        page.click('button[data-table="pairs"][data-save="csv"]')
    got.value.save_as(tmp_path / "pairs.csv")
    saved = list(csv.reader((tmp_path / "pairs.csv").read_text("utf-8-sig").splitlines()))
    assert saved[0] == ["单位", "协作单位", "共同任务"]
    assert [int(line[2]) for line in saved[1:]] == counts
    rows.first.locator("th a").click()
    assert "/units/" in page.url


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (420, True)])
def test_screen_readers_and_narrow_windows(
    browser: Browser, sample_pages: Written, width: int, dark: bool
) -> None:
    with watching(browser, width, dark=dark) as watched:
        page = opened(watched, sample_pages, f"#in={DISTRICT}")
        assert watched.violations() == []
        page.focus("#graph .vis-network")
        page.keyboard.press("ArrowDown")
        page.wait_for_selector("#panel .coworkers li")
        page.locator("#panel .coworkers summary").first.click()
        assert watched.violations() == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_names_stay_text(watched: Watched, sample_pages: Written, tmp_path: Path) -> None:
    """No reader takes such a name for a unit's; so it is put into what the page is given."""
    pages = Written(sample_pages.store, tmp_path / "pages", ())
    shutil.copytree(sample_pages.folder, pages.folder)
    name = json.dumps(HOSTILE)[1:-1]
    for path in (pages.folder / "data").glob("map-*.js"):
        path.write_text(path.read_text("utf-8").replace("渡南区水务局", name), "utf-8")
    page = opened(watched, pages, f"#in={DISTRICT}")
    assert "window.hacked=1" in page.locator("#pairs").inner_text()
    click(page, HOSTILE)
    page.wait_for_selector("#panel .coworkers li")
    assert "<img src=x onerror" in page.locator("#panel h2").inner_text()
    page.fill("#find", "hacked")
    assert "<img src=x onerror" in page.locator("#found").inner_text()
    page.keyboard.press("Escape")
    page.click("#panel button")  # of the one that is chosen the panel tells more than a tip
    at = page.evaluate("n => zm.map.graph.where(n)", number(page, HOSTILE))
    page.mouse.move(at["x"] + 3, at["y"])
    page.mouse.move(at["x"], at["y"])
    until(page, "[...document.querySelectorAll('.vis-tooltip')].some(t => t.innerText)")
    assert page.locator(".vis-tooltip *:not(br)").count() == 0
    assert page.locator("main img").count() == 0
    assert page.evaluate("window.hacked") is None


def test_it_is_printed_as_its_table(
    watched: Watched, sample_pages: Written, tmp_path: Path
) -> None:
    from pdfminer.high_level import extract_text

    page = opened(watched, sample_pages, f"#in={DISTRICT}")
    page.pdf(path=tmp_path / "map.pdf", prefer_css_page_size=True)
    said = extract_text(tmp_path / "map.pdf")
    assert "协作单位" in said
    assert "渡南区住房和城乡建设局" in said
    assert "点单位看同它协作" not in said
