"""The lineage of a plan: what the page is given, and the graph and its tree in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.viz.conftest import Watched, Written, until, watching, written
from zhengmai.api import Zhengmai, build_store
from zhengmai.viz.lineage import Lineage
from zhengmai.viz.site import Site

PROVINCE, CITY, DISTRICT = "湄政办发-2025-11", "榆津政办发-2025-14", "渡南政办发-2025-6"
ALONE = "瓷岭政办发-2024-7"
DRAWN = "zm.lineage.layout().placed.size"
LIT = "[...zm.lineage.lit() || []].map(n => zm.lineage.model.boxes[n].id)"
SHOWN = "[...zm.lineage.layout().placed.keys()].map(n => zm.lineage.model.boxes[n].id)"


def page_of(pages: Written, slug: str) -> Path:
    return pages.folder / "lineage" / f"{slug}.html"


def opened(watched: Watched, pages: Written, slug: str, fragment: str = "") -> Page:
    watched.open(page_of(pages, slug), fragment)
    until(watched.page, "window.zm && zm.lineage")
    return watched.page


def number(page: Page, node: str) -> int:
    found: int = page.evaluate("id => zm.lineage.model.byId.get(id)", node)
    return found


def click(page: Page, node: str) -> None:
    """Click on a box where the canvas shows it."""
    at = page.evaluate("n => zm.lineage.graph.where(n)", number(page, node))
    page.mouse.click(at["x"], at["y"])


def of(site: Site, slug: str) -> Lineage:
    plan = next(n for n in site.facts.notices.values() if site.addresses.slugs[n.iri] == slug)
    return Lineage(site.facts, plan, site.gap_of)


# ---- what the page is given


def test_the_page_holds_what_stands_above_and_below(site: Site) -> None:
    found = of(site, CITY)
    assert [n.level for n in found.notices] == ["city", "province", "county", "county"]
    assert [(level, len(notices)) for level, notices in found.columns()] == [
        ("province", 1),
        ("city", 1),
        ("county", 2),
    ]


@pytest.mark.parametrize("slug", [PROVINCE, CITY, DISTRICT, ALONE])
def test_every_link_between_its_plans_is_told_once(site: Site, slug: str) -> None:
    found = of(site, slug)
    held = {n.iri for n in found.notices}
    told = {(found.at[k.child.iri], parent) for links in found.up for parent, k in links}
    asked = {
        (found.at[k.child.iri], found.at[k.parent.iri])
        for k in site.facts.links
        if k.child.notice in held and k.parent.notice in held
    }
    assert told <= asked
    # What is left out is told by the rows of the point that it was left out of.
    for child, parent in asked - told:
        assert any((row, parent) in told for row in found.rows[child])


def test_points_with_rows_hold_them_and_others_are_one_box(site: Site) -> None:
    found = of(site, DISTRICT)
    roots = list(found.roots())
    own = [n for n in found.boxes if n.notice == found.plan.iri]
    assert len(roots) + sum(len(r.rows) for r in roots) == len(own)
    assert sum(node.kind == "task" for node in own) == found.plan.tasks


def test_counts_reach_over_all_levels(site: Site) -> None:
    found = of(site, PROVINCE)
    (first, *_) = found.roots()
    below = {n for n, links in enumerate(found.up) if first.at in {parent for parent, _ in links}}
    assert first.below.items > len(below)
    assert first.below.places == 3


def test_gaps_and_what_has_no_line(site: Site) -> None:
    province, district = of(site, PROVINCE), of(site, DISTRICT)
    uncarried = {n.iri for n in site.facts.gaps.uncarried if n.notice == province.plan.iri}
    gaps = {province.boxes[r.at].iri: r.gap for r in province.roots() if r.gap}
    found = {iri for iri, gap in gaps.items() if gap in {"uncarried", "doubted"}}
    assert len(found) == len(uncarried) > 0
    doubted = {iri for iri in uncarried if iri in site.doubtful_points}
    assert 0 < len(doubted) < len(uncarried)
    assert list(gaps.values()).count("doubted") == len(doubted)
    orphans = {n.iri for n in site.facts.gaps.without_parent if n.notice == district.plan.iri}
    loose = {
        province.boxes[n].iri
        for one in province.loose_below()
        if one.notice == district.plan.iri
        for n in one.nodes
    }
    assert loose >= {i for i in orphans if site.facts.nodes[i].kind == "task"}
    reached = {parent for links in district.up for parent, _ in links}
    for one in district.loose_above():
        assert not reached & set(one.nodes)


def test_a_plan_without_others_says_that_nothing_can_be_judged(sample_pages: Written) -> None:
    text = page_of(sample_pages, ALONE).read_text("utf-8")
    assert "无从判断" in text
    assert "榆津政办发〔2024〕16号" in text  # the document that it rests on


def test_the_page_of_a_plan_is_small(sample_pages: Written) -> None:
    for path in (sample_pages.folder / "lineage").iterdir():
        assert path.stat().st_size < 60_000
    structure = re.search(r'id="structure">([^<]+)<', sample_pages.text(f"lineage/{PROVINCE}.html"))
    assert structure is not None
    given = json.loads(structure[1])
    assert len(given["words"]) == 16  # of its own points only; the others' words are loaded


# ---- in a browser


def test_it_starts_folded_and_unfolds_by_click(watched: Watched, sample_pages: Written) -> None:
    page = opened(watched, sample_pages, PROVINCE)
    assert page.evaluate(DRAWN) == 16
    click(page, f"{PROVINCE}/task-1")
    shown = page.evaluate(SHOWN)
    assert any(s.startswith(CITY) for s in shown)
    assert not any(s.startswith(DISTRICT) for s in shown)
    city = next(s for s in shown if s.startswith(CITY))
    page.wait_for_selector("#panel h2")
    assert "优化营商环境" in page.locator("#panel h2").inner_text()
    click(page, city)
    assert any(s.startswith(DISTRICT) for s in page.evaluate(SHOWN))
    click(page, city)  # once more folds it
    assert not any(s.startswith(DISTRICT) for s in page.evaluate(SHOWN))


def test_nothing_overlaps(watched: Watched, sample_pages: Written) -> None:
    for slug in (PROVINCE, CITY, DISTRICT):
        page = opened(watched, sample_pages, slug)
        page.evaluate("zm.lineage.model.boxes.forEach(b => zm.lineage.state.open.add(b.at))")
        click(page, page.evaluate("zm.lineage.model.boxes[0].id"))
        placed = page.evaluate("[...zm.lineage.layout().placed.values()].map(p => [p.x, p.y])")
        wide, high = page.evaluate("[zm.lineageModel.WIDTH, zm.lineageModel.HEIGHT]")
        assert len(placed) > 20
        for n, (x, y) in enumerate(placed):
            for other_x, other_y in placed[:n]:
                assert abs(x - other_x) >= wide or abs(y - other_y) >= high


def test_keys_move_unfold_and_clear(watched: Watched, sample_pages: Written) -> None:
    page = opened(watched, sample_pages, PROVINCE)
    page.focus("#graph .vis-network")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    selected = "zm.lineage.model.boxes[zm.lineage.state.selected]"
    assert page.evaluate(f"{selected}.id") == f"{PROVINCE}/task-2"
    before = page.evaluate(DRAWN)
    page.keyboard.press("Enter")
    assert page.evaluate(DRAWN) > before
    page.keyboard.press("ArrowRight")
    assert page.evaluate(f"{selected}.id").startswith(CITY)
    until(page, "document.getElementById('said').textContent.includes('榆津市')")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.evaluate(DRAWN) == before
    page.keyboard.press("Escape")
    assert page.evaluate("zm.lineage.state.selected") is None
    assert page.locator("#tree").is_visible()


def test_a_search_unfolds_and_lights_the_way_to_the_top(
    watched: Watched, sample_pages: Written
) -> None:
    page = opened(watched, sample_pages, PROVINCE)
    page.fill("#find", "榆津港二期")
    page.wait_for_selector("#found [role=option]")
    assert "渡南区" in page.locator("#found").inner_text()
    page.locator("#found [role=option]", has_text="渡南区").first.click()
    chosen = page.evaluate("zm.lineage.model.boxes[zm.lineage.state.selected].id")
    assert chosen.startswith(DISTRICT)
    shown, lit = set(page.evaluate(SHOWN)), set(page.evaluate(LIT))
    assert chosen in shown & lit
    assert any(s.startswith(CITY) for s in shown & lit)
    assert any(s.startswith(PROVINCE) for s in shown & lit)
    page.wait_for_selector("#panel table.evidence")
    panel = page.locator("#panel").inner_text()
    assert "榆津港二期" in panel
    assert "原文" in panel
    assert page.locator("#panel ol.chain ol.chain").count() >= 1  # up to the province
    page.fill("#find", "没有这样的文字")
    until(page, "document.getElementById('found').innerText.includes('没有找到')")


def test_the_slider_hides_links_and_counts_follow(watched: Watched, sample_pages: Written) -> None:
    page = opened(watched, sample_pages, CITY)
    click(page, f"{CITY}/task-1")
    lines = "zm.lineage.lines().map(l => l.line.s)"
    summary = page.locator('#tree li[data-at="0"] > details > summary')
    said = page.evaluate("document.querySelector('#tree summary').textContent")
    everything = page.evaluate(lines)
    least = 95
    assert min(everything) < least
    page.evaluate(
        "n => { const s = document.getElementById('least'); s.value = n;"
        " s.dispatchEvent(new Event('input')); }",
        least,
    )
    kept = page.evaluate(lines)
    assert 0 < len(kept) < len(everything)
    assert min(kept) >= least
    assert page.evaluate("el => el.textContent", summary.element_handle()) != said
    assert f"least={least}" in page.url


def test_an_address_is_restored(watched: Watched, sample_pages: Written) -> None:
    page = opened(watched, sample_pages, PROVINCE)
    click(page, f"{PROVINCE}/task-1")
    page.wait_for_selector("#panel h2")
    city = next(s for s in page.evaluate(SHOWN) if s.startswith(CITY))
    click(page, city)
    shown, url = page.evaluate(SHOWN), page.url
    opened(watched, sample_pages, ALONE)
    page.goto(url)
    page.wait_for_selector("#panel h2")
    assert page.evaluate(SHOWN) == shown
    assert page.evaluate("zm.lineage.model.boxes[zm.lineage.state.selected].id") == city
    page.go_back()
    page.goto(page_of(sample_pages, PROVINCE).as_uri() + f"#node={city}")
    page.wait_for_selector("#panel h2")
    assert city in page.evaluate(SHOWN)  # a link by mail knows only the node


def test_the_tree_holds_the_same_and_selects(watched: Watched, sample_pages: Written) -> None:
    page = opened(watched, sample_pages, CITY)
    page.locator("#tree > ul > li > details > summary").first.click()
    first = page.locator("#tree > ul > li").first
    first.locator("a", has_text="（").first.wait_for()
    inside = first.locator("details ul li > a[data-at]")
    expected = page.evaluate(
        "zm.lineage.model.boxes[0].up.length + zm.lineage.model.boxes[0].down.length"
    )
    assert inside.count() == expected > 1
    last = inside.last
    at = int(last.get_attribute("data-at") or -1)
    last.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2")
    assert page.evaluate("zm.lineage.state.selected") == at
    page.click("#back")
    assert page.locator("#tree").is_visible()


def test_a_step_of_the_chain_is_chosen_here(watched: Watched, sample_pages: Written) -> None:
    page = opened(watched, sample_pages, CITY, f"#node={CITY}/task-1")
    page.locator("#panel ol.chain a[data-node]").first.click()
    until(
        page,
        "slug => zm.lineage.model.boxes[zm.lineage.state.selected].id.startsWith(slug)",
        arg=PROVINCE,
    )
    assert page_of(sample_pages, CITY).as_uri() in page.url


def test_never_more_is_drawn_than_one_can_look_at(watched: Watched, sample_pages: Written) -> None:
    """A plan with many tasks below: shown in portions; the oldest that was unfolded is folded."""
    page = opened(watched, sample_pages, PROVINCE)
    told = page.evaluate(
        """() => {
            const points = 20, each = 150, slug = "below";
            const own = [...Array(points).keys()].map(n => "task-" + n);
            const below = [...Array(points * each).keys()].map(n => "task-" + n);
            const model = zm.lineageModel.read({
                notices: [["own", 0, "甲省", 2025], [slug, 1, "乙市", 2025]],
                columns: [["province", 1, "甲省"], ["city", 1, "乙市"]], above: 0,
                anchors: [own.join(" "), below.join(" ")],
                up: [own.map(() => "-").join(" "),
                    below.map((_, n) => n % points + ":90").join(" ")],
                gaps: ["-".repeat(points), "-".repeat(points * each)], rows: {}, words: []});
            let state = {open: new Set(), least: 0, selected: null, portions: new Map()};
            const sizes = [], closed = [];
            for (let n = 0; n < points; n++) {
                const found = zm.lineageModel.unfold(model, state, [n]);
                state = {...state, open: found.open};
                closed.push(...found.closed);
                sizes.push(zm.lineageModel.arrange(model, state).placed.size);
            }
            const layout = zm.lineageModel.arrange(model, state);
            state.selected = model.byId.get(slug + "/task-2999");
            const chosen = zm.lineageModel.unfold(
                model, state, zm.lineageModel.unfoldedFor(model, state.selected, 0));
            const after = zm.lineageModel.arrange(model, {...state, open: chosen.open});
            return {most: Math.max(...sizes), closed: closed, more: layout.more.map(m => m.count),
                there: after.placed.has(state.selected)};
        }"""
    )
    assert 200 < told["most"] <= 300
    assert told["closed"][:3] == [0, 1, 2]
    assert told["more"]
    assert set(told["more"]) == {110}
    assert told["there"]  # what was looked for is drawn, though it is far down its list


def test_a_plan_with_tables_unfolds_its_rows(
    watched: Watched, firms_path: Path, tmp_path: Path
) -> None:
    pages = written(firms_path, tmp_path)
    page = opened(watched, pages, "澜民营办发-2025-6")
    top, rows = page.evaluate("[...zm.lineage.model.rows.entries()][0]")
    assert len(rows) > 1
    assert page.evaluate(DRAWN) == page.evaluate("zm.lineage.model.tops.length")
    click(page, page.evaluate("n => zm.lineage.model.boxes[n].id", top))
    placed = page.evaluate("[...zm.lineage.layout().placed.keys()]")
    assert set(rows) <= set(placed)


def test_hostile_texts_stay_text(watched: Watched, hostile_pages: Written) -> None:
    for path in sorted((hostile_pages.folder / "lineage").iterdir()):
        page = watched.open(path)
        until(page, "window.zm && zm.lineage")
        page.click("#unfold-tree")
        page.fill("#find", "hacked")
        page.wait_for_selector("#found [role=option]")
        assert "window.hacked=1" in page.locator("#found").inner_text()
        page.keyboard.press("Enter")
        page.wait_for_selector("#panel h2")
        until(page, "document.getElementById('panel').innerText.includes('hacked')")
        assert page.locator("main img, main i[class=''], #panel script").count() == 0
        assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (420, True)])
def test_screen_readers_and_narrow_windows(
    browser: Browser, sample_pages: Written, width: int, dark: bool
) -> None:
    with watching(browser, width, dark=dark) as watched:
        page = opened(watched, sample_pages, CITY)
        page.locator("#tree > ul > li > details > summary").first.click()
        assert watched.violations() == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width < 500:
            assert page.locator("#graph").is_hidden()
            page.click("#show-graph")
            assert page.locator("#graph").is_visible()
        click(page, f"{CITY}/task-1")
        page.wait_for_selector("#panel table.evidence")
        assert watched.violations() == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def painted(page: Page) -> list[int]:
    """How many points of the canvas are dark, and how many are light."""
    found: list[int] = page.evaluate(
        """() => {
            const c = document.querySelector("#graph canvas");
            const copy = document.createElement("canvas");
            copy.width = c.width;
            copy.height = c.height;
            copy.getContext("2d").drawImage(c, 0, 0);
            const d = copy.getContext("2d").getImageData(0, 0, c.width, c.height).data;
            let dark = 0, light = 0;
            for (let i = 0; i < d.length; i += 4) {
                const sum = d[i] + d[i + 1] + d[i + 2];
                if (d[i + 3] > 200 && sum < 300) dark++;
                if (d[i + 3] > 200 && sum > 600) light++;
            }
            return [dark, light];
        }"""
    )
    return found


def test_the_canvas_follows_light_and_dark(watched: Watched, sample_pages: Written) -> None:
    page = opened(watched, sample_pages, CITY)
    page.wait_for_timeout(200)
    dark, light = painted(page)
    assert light > dark > 500
    page.click("#theme")
    page.wait_for_timeout(200)
    dark, light = painted(page)
    assert dark > light > 500


def test_it_speaks_english(watched: Watched, sample_pages: Written) -> None:
    page = opened(watched, sample_pages, CITY)
    page.click("#language")
    until(page, "document.querySelector('#tree h2').innerText.includes('Tree')")
    left = page.evaluate(
        "[...document.querySelectorAll('main [data-t]')].map(e => e.textContent)"
        ".filter(t => /[\\u4e00-\\u9fff]/.test(t) && !/：|20\\d\\d/.test(t))"
    )
    assert left == []


def test_it_is_printed_as_its_tree(watched: Watched, sample_pages: Written, tmp_path: Path) -> None:
    from pdfminer.high_level import extract_text

    page = opened(watched, sample_pages, CITY)
    page.click("#unfold-tree")
    until(
        page,
        "document.querySelectorAll('#tree li').length > 60"
        " && !document.querySelector('#tree details:not([open])')"
        " && !document.getElementById('tree').innerText.includes('…\\n')",
    )
    page.pdf(path=tmp_path / "tree.pdf", prefer_css_page_size=True)
    said = re.sub(r"\s", "", extract_text(tmp_path / "tree.pdf"))
    assert "下级承接" in said
    assert "渡南区" in said
    assert "很可能" in said
    assert "点一项展开" not in said  # of the graph nothing is printed


def test_the_index_leads_to_every_plan(
    watched: Watched, sample_pages: Written, sample_graph: Zhengmai
) -> None:
    page = watched.open(sample_pages.folder / "plans.html")
    rows = page.locator("#plans tbody tr")
    assert rows.count() == len(sample_graph.notices())
    assert watched.violations() == []
    province = rows.filter(has_text="湄政办发〔2025〕11号")
    assert "14 / 16" in province.inner_text()
    alone = rows.filter(has_text="瓷岭政办发")
    assert "1 份未入库，无从判断" in alone.inner_text()
    page.select_option('[name="level"]', "county")
    page.fill('[name="q"]', "渡南")
    assert page.locator("#plans tbody tr:visible").count() == 1
    assert "level=county" in page.url
    page.locator("#plans tbody tr:visible th a").click()
    until(page, "window.zm && zm.lineage")
    assert "渡南" in page.title()


def test_a_plan_alone_in_its_store(watched: Watched, samples: Path, tmp_path: Path) -> None:
    build_store(samples / "province-2025.txt", tmp_path / "db")
    pages = written(tmp_path / "db", tmp_path / "pages")
    page = opened(watched, pages, PROVINCE)
    click(page, f"{PROVINCE}/task-1")
    assert page.evaluate(DRAWN) == 16
    assert "无从判断" in page.locator(".kin").inner_text()
