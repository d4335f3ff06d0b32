"""What the pages say, that they ask no network, and that no text of a notice becomes markup."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.viz.conftest import CROWDED, HOSTILE, Written, written
from zhengmai.api import Zhengmai, build_store, remove
from zhengmai.errors import ZhengmaiError
from zhengmai.viz.frame import Page, PageLink, render
from zhengmai.viz.lineage_page import file_name
from zhengmai.viz.markup import element, json_in_script
from zhengmai.viz.network import GraphEdge, GraphNode, graph_script
from zhengmai.viz.pages import write_pages

PLAN = "2025年湄川省政务公开工作要点"


class Elements(HTMLParser):
    """The start tags of a page and the texts of its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.words: list[str] = []
        self._in = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in = tag
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, _tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "script":
            self.scripts[-1] += data
        elif self._in != "style":
            self.words.append(data)


def elements(path: Path) -> Elements:
    return Elements(path.read_text("utf-8"))


def data_of(path: Path) -> dict[str, Any]:
    """The JSON that the scripts of a page read."""
    found = elements(path)
    at = [a.get("type") for t, a in found.tags if t == "script"].index("application/json")
    data: dict[str, Any] = json.loads(found.scripts[at])
    return data


def items_of(path: Path, kind: str) -> list[dict[str, Any]]:
    """The nodes or edges that pyvis wrote into the script of a page."""
    found = re.search(rf"var {kind} = new vis.DataSet\((\[.*\])\);\n", path.read_text("utf-8"))
    assert found is not None
    items: list[dict[str, Any]] = json.loads(found[1])
    return items


def test_the_folder_is_made_and_the_overview_comes_first(sample_pages: Written) -> None:
    names = [p.name for p in sample_pages.pages]
    assert names == [
        "index.html",
        "units.html",
        "lineage-2025-湄川省.html",
        "lineage-2024-湄川省榆津市瓷岭区.html",
    ]
    assert sorted(p.name for p in sample_pages.folder.iterdir()) == sorted(names)


def test_the_same_store_gives_the_same_bytes(sample_pages: Written, tmp_path: Path) -> None:
    again = written(sample_pages.store, tmp_path)
    for old, new in zip(sample_pages.pages, again.pages, strict=True):
        assert old.read_bytes() == new.read_bytes()


def test_writing_again_replaces_the_pages_and_leaves_other_files(
    sample_graph: Zhengmai, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("old", "utf-8")
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    write_pages(sample_graph.store, tmp_path)
    assert (tmp_path / "index.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"
    assert not list(tmp_path.glob("*.tmp")) + list(tmp_path.glob(".*"))


def test_a_folder_that_cannot_be_made_is_an_error_of_ours(
    sample_graph: Zhengmai, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(ZhengmaiError, match="cannot be written"):
        write_pages(sample_graph.store, tmp_path / "file" / "pages")


@pytest.mark.parametrize("corpus", ["sample_pages", "hostile_pages", "crowded_pages"])
def test_no_page_refers_to_a_network(corpus: str, request: pytest.FixtureRequest) -> None:
    pages: Written = request.getfixturevalue(corpus)
    for path in pages.pages:
        found = elements(path)
        files = {p.name for p in pages.pages}
        for tag, attributes in found.tags:
            assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
            assert "src" not in attributes
            assert not any(name.startswith("on") for name in attributes)
            if "href" in attributes:
                assert unquote(attributes["href"] or "") in files
        own = [s for s in found.scripts if "vis-network" not in s[:2000]]
        for script in own:
            assert not re.search(r"\b(fetch|import|importScripts|XMLHttpRequest)\s*\(", script)
        text = path.read_text("utf-8")
        assert not re.search(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//""", text)
        assert not re.search(r"""@import|url\(\s*["']?\s*(?:https?:)?//""", text)
        assert "cdn.jsdelivr.net" not in text
        assert "cdnjs" not in text


def test_the_policy_of_a_page_allows_its_own_scripts_and_no_address(sample_pages: Written) -> None:
    for path in sample_pages.pages:
        metas = [a for t, a in elements(path).tags if t == "meta"]
        policy = next(a["content"] for a in metas if "http-equiv" in a) or ""
        assert policy.startswith("default-src 'none'; script-src ")
        assert "http" not in policy
        assert "'unsafe-inline'; img-src data:;" in policy
        assert "unsafe-inline" not in policy.split("style-src")[0]


def test_pages_are_chinese_and_titled(sample_pages: Written) -> None:
    for path in sample_pages.pages:
        found = elements(path)
        assert ("html", {"lang": "zh-CN"}) in found.tags
        assert [t for t, _ in found.tags].count("h1") == 1
    assert f"{PLAN}：逐级落实" in "".join(elements(sample_pages.lineage[0]).words)


def test_the_overview_names_notices_numbers_and_gaps(
    sample_pages: Written, sample_graph: Zhengmai
) -> None:
    said = "|".join(elements(sample_pages.folder / "index.html").words)
    for notice in sample_graph.notices():
        assert notice.document_number in said
        assert "".join(notice.jurisdiction) in said
    gaps = sample_graph.gaps()
    assert f"{len(gaps.uncarried)}|条要点下级尚未承接" in said
    assert f"{len(gaps.without_parent)}|项任务未找到上级来源" in said
    assert f"{len(gaps.cannot_be_judged)}|项任务因上级文件未入库无从判断" in said
    assert "《2024年榆津市政务公开工作要点》（榆津政办发〔2024〕16号）" in said
    assert all(n.heading in said for n in gaps.uncarried if n.heading)
    assert "计划年度 2024—2025" in said


def test_units_are_sized_by_workload_and_roles_have_their_colours(
    sample_pages: Written, sample_graph: Zhengmai
) -> None:
    path = sample_pages.folder / "units.html"
    nodes, edges = items_of(path, "nodes"), items_of(path, "edges")
    size = {n["iri"]: n["size"] for n in nodes if n["group"] == "unit"}
    load = {w.iri: w.tasks for w in sample_graph.workload()}
    assert size.keys() == load.keys()
    ranked = sorted(load, key=lambda u: load[u])
    assert [size[u] for u in ranked] == sorted(size.values())
    colours = {(e["kind"], e["color"]["color"]) for e in edges}
    assert len(colours) == len({c for _, c in colours}) == len({k for k, _ in colours})
    busiest = next(n for n in nodes if n["iri"] == sample_graph.workload()[0].iri)
    assert busiest["title"].startswith("渡南区人民政府办公室\n")
    assert "任务 14 项：牵头 0，责任 14，配合 0" in busiest["title"]
    legend = "".join(elements(path).words)
    assert all(word in legend for word in ("牵头", "责任", "配合", "圆越大任务越多"))


def test_a_task_shows_its_sentence_number_plan_units_and_deadlines(sample_pages: Written) -> None:
    nodes = items_of(sample_pages.folder / "units.html", "nodes")
    task = next(n for n in nodes if n["iri"].endswith("渡南政办发-2025-6/task/5"))
    assert "任务 5　优化营商环境信息公开" in task["title"]
    assert "夜市、早餐车、便民摊点的设置区域、经营时段和收费标准绘成“烟火地图”" in task["title"]
    assert "责任：渡南区综合行政执法局（原文：区综合执法局）、" in task["title"]
    assert "时限：2025年8月底前（2025-08-31）；每季度更新一次" in task["title"]
    assert "《2025年渡南区政务公开工作要点》（渡南政办发〔2025〕6号）" in task["title"]
    assert len(task["label"]) < 20


def test_a_place_can_be_chosen_where_that_changes_anything(sample_pages: Written) -> None:
    path = sample_pages.folder / "units.html"
    said = elements(path).words
    assert "湄川省榆津市渡南区" in said
    assert "湄川省榆津市" not in said  # the province's own tasks name no units: the same as all
    views = data_of(path)["views"]
    everything = views[0]["positions"].keys()
    assert all(v["positions"].keys() < everything for v in views[1:])


def test_lineage_shows_levels_in_columns_links_and_gaps(
    sample_pages: Written, sample_graph: Zhengmai
) -> None:
    path = sample_pages.lineage[0]
    nodes, edges = items_of(path, "nodes"), items_of(path, "edges")
    assert len(nodes) == 16 + 16 + 47 + 47
    prose = {k.child.under for k in sample_graph.links()}  # its rows tell it again
    assert len(edges) == sum(k.child.iri not in prose for k in sample_graph.links())
    x = {n["id"]: n["x"] for n in nodes}
    assert len(set(x.values())) == 3
    assert all(x[e["from"]] < x[e["to"]] for e in edges)
    assert any(e["title"].startswith("很可能（1.00；文字相同或相近；系统推断") for e in edges)
    assert any("上级原文：" in e["title"] and "下级原文：" in e["title"] for e in edges)
    gaps = sample_graph.gaps()
    red = {n["line"] for n in nodes if n["group"] == "uncarried"}
    assert {g.heading for g in gaps.uncarried} == {r.split(maxsplit=2)[2] for r in red}
    amber = {n["iri"] for n in nodes if n["group"] == "orphan"}
    both = {n["iri"] for n in nodes if n["group"] == "uncarried"}  # these are red
    assert amber == {g.iri for g in gaps.without_parent} - both
    assert data_of(path)["columns"][0]["label"] == "湄川省"


@pytest.mark.parametrize("name", ["units.html", "lineage-2025-湄川省.html"])
def test_nothing_overlaps(sample_pages: Written, name: str) -> None:
    path = sample_pages.folder / name
    size = {n["id"]: n.get("size") for n in items_of(path, "nodes")}
    for view in data_of(path)["views"]:
        boxes = [(x, y) for n, (x, y) in view["positions"].items() if size[n] is None]
        dots = [(x, y, size[n]) for n, (x, y) in view["positions"].items() if size[n]]
        for i, (x, y) in enumerate(boxes):
            assert all(abs(x - u) > 180 or abs(y - v) >= 28 for u, v in boxes[:i])
            assert all(abs(x - u) > 95 + r or abs(y - v) > 12 + r for u, v, r in dots)
        for i, (x, y, r) in enumerate(dots):
            assert all(abs(x - u) > 100 or abs(y - v) > r + s + 15 for u, v, s in dots[:i])


def test_a_plan_with_tables_shows_its_points_beside_its_tasks(sample_pages: Written) -> None:
    path = sample_pages.lineage[1]
    nodes = items_of(path, "nodes")
    assert [n["group"] for n in nodes].count("point") == 5
    assert [n["group"] for n in nodes].count("county") == 10
    assert "榆津政办发〔2024〕16号" in "".join(elements(path).words)


def test_too_much_for_one_view_is_split_and_said(crowded_pages: Written) -> None:
    units = data_of(crowded_pages.folder / "units.html")["views"]
    assert all(len(v["positions"]) <= CROWDED for v in units)
    assert re.match(
        r"只显示任务最多的 \d+ 个单位；另有 \d+ 个单位、\d+ 项任务未画出", units[0]["status"]
    )
    assert any(v["status"].startswith("已显示全部") for v in units)
    names = [p.name for p in crowded_pages.lineage[:2]]
    assert names == [
        "lineage-2025-湄川省-榆津市渡南区.html",
        "lineage-2025-湄川省-榆津市苍坪县.html",
    ]
    shown: set[str] = set()
    for path in crowded_pages.lineage[:2]:
        nodes = items_of(path, "nodes")
        assert len(nodes) <= CROWDED
        shown |= {n["iri"] for n in nodes}
    assert len(shown) == 16 + 16 + 47 + 47


def test_hostile_texts_stay_text(hostile_pages: Written) -> None:
    for path in hostile_pages.pages:
        found = elements(path)
        tags = [t for t, _ in found.tags]
        assert "img" not in tags
        assert "i" not in tags
        assert len(found.scripts) in {0, 4}
        assert not any(s.strip() == "window.hacked=1" for s in found.scripts)
        for script in found.scripts:
            assert not re.search(r"[<>&][^\n]{0,80}hacked", script)
    nodes = items_of(hostile_pages.folder / "units.html", "nodes")
    assert any("</script><script>window.hacked=1</script><img src=x" in n["title"] for n in nodes)
    assert any("'\"\\{{7*7}}{%raw%}<!--&lt;b&gt;" in n["title"] for n in nodes)
    said = "".join(elements(hostile_pages.folder / "index.html").words)
    assert "2025年苍坪县<i>政务</i>公开工作要点" in said


def test_hostile_texts_in_scripts_and_markup() -> None:
    node = GraphNode("n0", "g", HOSTILE, HOSTILE, HOSTILE, iri=HOSTILE)
    edge = GraphEdge("n0", "n0", HOSTILE, "#000", HOSTILE, HOSTILE, HOSTILE)
    script = graph_script([node], [edge], groups={"g": {"shape": "box"}}, edge_options={})
    for text in (script, json_in_script({HOSTILE: [HOSTILE]})):
        assert "hacked" in text
        assert text.isascii()
        assert not re.search(r"[<>&][^\n]*hacked", text)
        assert "49" not in text
    assert json.loads(json_in_script({HOSTILE: [HOSTILE]})) == {HOSTILE: [HOSTILE]}
    page = Page("a.html", HOSTILE, element("p", HOSTILE, title=HOSTILE), ("1;",), [HOSTILE])
    found = Elements(render(page, [PageLink(HOSTILE, HOSTILE)]).decode())
    assert [t for t, _ in found.tags].count("script") == 2
    assert "img" not in [t for t, _ in found.tags]
    assert dict(found.tags)["p"] == {"title": HOSTILE}


def test_a_store_without_notices_has_an_overview_that_says_so(
    samples: Path, tmp_path: Path
) -> None:
    build_store(samples / "tabs-2024.txt", tmp_path / "db")
    remove("瓷岭政办发〔2024〕7号", tmp_path / "db")
    pages = written(tmp_path / "db", tmp_path / "pages").pages
    assert [p.name for p in pages] == ["index.html", "units.html"]
    assert "0|份通知" in "|".join(elements(pages[0]).words)


def test_file_names_are_safe_and_differ() -> None:
    taken: set[str] = set()
    assert file_name("lineage-2025-湄川省", taken) == "lineage-2025-湄川省.html"
    assert file_name("lineage-2025-湄川省", taken) == "lineage-2025-湄川省-2.html"
    assert file_name('../a/b\\c:d*?"<>|\n%', taken) == "a_b_c_d.html"
    assert file_name("A_B_C_D", taken) == "A_B_C_D-2.html"
    assert len(file_name("长" * 300, taken).encode()) < 255
