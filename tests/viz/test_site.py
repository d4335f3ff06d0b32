"""What the pages say and where they stand, that they ask no network, and that texts stay texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

import zhengmai
from tests.viz.conftest import HOSTILE, Written, written
from zhengmai.api import Zhengmai, build_store, remove
from zhengmai.errors import NotFoundError
from zhengmai.export.calendar import calendar_file
from zhengmai.queries.due import due, recurring
from zhengmai.queries.gaps import MissingParent
from zhengmai.queries.notices import notices
from zhengmai.queries.tasks import of_unit
from zhengmai.queries.workload import workload
from zhengmai.viz.addresses import SINGLE, Addresses, Kind, Route, file_name
from zhengmai.viz.frame import ASSETS
from zhengmai.viz.markup import json_in_file, json_in_script
from zhengmai.viz.nodedata import notice_data
from zhengmai.viz.overview import missing
from zhengmai.viz.pages import PAGES, page, pages_of, routes
from zhengmai.viz.saying import english, filled, phrase
from zhengmai.viz.single import file_of, single_file
from zhengmai.viz.site import Site
from zhengmai.viz.templating import environment

TEMPLATES = ASSETS.parent / "templates"
PLAN = "2025年湄川省政务公开工作要点"
# Scripts say these, but not to people: names in files that are handed out, signs looked for.
_NOT_SAID = (
    "任务： 时限： 出处： 等 【办结】 宋体 人工核对 已判断： 中文 "
    "委 办 局 厅 委员会 办公室 省市区县旗州镇乡"
)
NOT_SAID = frozenset(_NOT_SAID.split())


class Elements(HTMLParser):
    """The start tags of a page, its words, and the texts of its scripts."""

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


def links(path: Path) -> Iterator[tuple[Path, str]]:
    """Where the links of a page lead to: file and fragment."""
    for _, attributes in elements(path).tags:
        for name in ("href", "src"):
            value = attributes.get(name)
            if value:
                parts = urlsplit(value)
                assert (parts.scheme, parts.netloc) == ("", ""), value
                file = (path.parent / unquote(parts.path)).resolve() if parts.path else path
                yield file, unquote(parts.fragment)


def data_of(folder: Path, name: str) -> Any:
    """What a script of data hands over last."""
    text = (folder / name).read_text("utf-8")
    body = text[text.index("(") + 1 : text.rindex(")")]
    return json.loads(f"[{body}]")[-1]


def test_every_link_leads_to_a_page_and_every_page_is_linked(sample_pages: Written) -> None:
    # The head, which assets/core.js makes, leads to the first page of each kind.
    reached = {sample_pages.folder.joinpath(f"{kind}.html").resolve() for kind in SINGLE}
    for path in sample_pages.pages:
        for file, _ in links(path):
            assert file.is_file(), f"{path.name} leads to {file.name}"
            reached.add(file)
    told = {
        sample_pages.folder.joinpath("units", f"{slug}.html").resolve()
        for slug, *_ in data_of(sample_pages.folder, "data/search.js")["units"]
    }
    assert {p.resolve() for p in sample_pages.pages} <= reached | told


def test_a_fragment_of_a_task_is_there(sample_pages: Written) -> None:
    seen = 0
    for path in sample_pages.pages:
        for file, fragment in links(path):
            if re.match(r"(task|point)-", fragment):
                assert f'id="{fragment}"' in file.read_text("utf-8"), (path.name, fragment)
                seen += 1
    assert seen > 100


def test_a_page_is_a_function_of_store_and_route(site: Site, sample_pages: Written) -> None:
    for route in routes(site):
        file = sample_pages.folder / site.addresses.path(route)
        assert file.read_text("utf-8") == page(site, route)
    assert {route.kind for route in routes(site)} == set(PAGES)


def test_the_same_store_gives_the_same_bytes(sample_pages: Written, tmp_path: Path) -> None:
    again = written(sample_pages.store, tmp_path)
    files = [p.relative_to(tmp_path) for p in sorted(tmp_path.rglob("*")) if p.is_file()]
    assert len(files) > len(again.pages)
    for name in files:
        assert (tmp_path / name).read_bytes() == (sample_pages.folder / name).read_bytes()


def test_pages_may_run_only_files_beside_them(sample_pages: Written, site: Site) -> None:
    for path in sample_pages.pages:
        found = elements(path)
        policy = next(a for t, a in found.tags if t == "meta" and "http-equiv" in a)["content"]
        assert policy is not None
        assert "default-src 'none'; script-src 'self' file:" in policy
        inline = [a for t, a in found.tags if t == "script" and "src" not in a]
        assert all(a == {"type": "application/json", "id": a["id"]} for a in inline)
        assert not any(name.startswith("on") for _, a in found.tags for name in a)
    for name, text in ((p.name, p.read_text("utf-8")) for p in ASSETS.glob("*.js")):
        if not name.startswith("vis-"):
            assert not re.search(r"innerHTML|insertAdjacentHTML|outerHTML|\beval\(|fetch\(", text)


def test_workload_is_counted_as_the_questions_count_it(site: Site, sample_graph: Zhengmai) -> None:
    asked = {w.iri: w for w in workload(sample_graph.store)}
    told = {load.body.iri: load for load in site.loads}
    assert told.keys() == asked.keys()
    for iri, load in told.items():
        row = asked[iri]
        assert (load.tasks, load.lead, load.responsible, load.cooperating, load.through) == (
            row.tasks, row.lead, row.responsible, row.cooperating, row.through_collectives,
        )  # fmt: skip


def test_what_reaches_a_unit_is_what_the_questions_say(site: Site, sample_graph: Zhengmai) -> None:
    for load in site.loads[:25]:
        rows = of_unit(sample_graph.store, load.body.iri, with_collectives=True)
        through = {row.iri for row in rows if row.through is not None}
        assert {task.iri for task, _ in site.through(load.body.iri)} == through


def test_data_of_a_notice_tells_all_of_its_tasks(site: Site, sample_graph: Zhengmai) -> None:
    links_of = sample_graph.links()
    told = 0
    for iri in site.facts.notices:
        data = notice_data(site, iri)
        nodes = data["nodes"]
        assert isinstance(nodes, dict)
        for key, node in nodes.items():
            told += len(node.get("up", ()))
            if node["k"] == "task":
                task = site.facts.tasks[f"{iri}/task/{key.removeprefix('task-')}"]
                assert node["t"] == task.text
                assert [u[1] for u in node.get("w", ())] == [u.unit for u in task.units]
    assert told == len(links_of)


def test_names_of_events_are_those_of_the_calendar(site: Site, sample_graph: Zhengmai) -> None:
    store = sample_graph.store
    held = {n.iri: n for n in notices(store)}
    made = calendar_file(due(store), recurring(store), held).content.decode()
    uids = set(re.findall(r"^UID:(\S+)", made.replace("\r\n ", "").replace("\r", ""), re.MULTILINE))
    told = {
        limit[3]
        for iri in held
        for node in notice_data(site, iri)["nodes"].values()  # type: ignore[attr-defined]
        for limit in node.get("d", ())
        if len(limit) > 3
    }
    assert told == uids


def test_where_numbers_begin_anew_the_chapter_is_told(samples: Path, tmp_path: Path) -> None:
    text = (samples / "city-2025.txt").read_text("utf-8")
    for old, new in (("(七)", "(一)"), ("(八)", "(二)"), ("(九)", "(三)")):
        assert text.count(f"\n{old}") == 1
        text = text.replace(f"\n{old}", f"\n{new}")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "city.txt").write_text(text, "utf-8")
    build_store(tmp_path / "in", tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        facts = Site.of(graph.store).facts
    numbers = {facts.number_of(n) for n in facts.nodes.values() if n.kind == "point"}
    assert {n for n in numbers if n.endswith("(一)")} == {
        "「紧扣中心工作,公开…」(一)",
        "「做优政策服务,方便…」(一)",
    }
    assert "(四)" in numbers
    tasks = [facts.number_of(n) for n in facts.nodes.values() if n.kind == "task"]
    assert not [n for n in tasks if n == "(一)"]


def test_a_task_is_numbered_with_its_point(site: Site) -> None:
    numbers = {site.facts.number_of(node) for node in site.facts.nodes.values()}
    assert "（三）第14项" in numbers
    assert "（一）" in numbers


# ---- languages


def phrases() -> set[str]:
    """What templates and scripts say."""
    found: set[str] = set()
    for path in TEMPLATES.glob("*.html"):
        text = path.read_text("utf-8")
        for match in re.finditer(r'\bt\("([^"]*)"|ta\("[^"]*", "([^"]*)"\)|data-t>([^<{]*)<', text):
            found.add(next(g for g in match.groups() if g is not None))
        for match in re.finditer(r'\("[a-z-]*", "([^"]*)"\)', text):  # lists of words
            found.add(match[1])
    for path in ASSETS.glob("*.js"):
        if path.name.startswith("vis-") or path.name == "explain.js":
            continue
        code = re.sub(r"(?m)(^|\s)//.*$|(?s:/\*.*?\*/)", "", path.read_text("utf-8"))
        found |= {m[1] for m in re.finditer(r'"((?:[^"\\]|\\.)*)"', code)}
    head = re.search(r"const HEAD = \[(.*?)\];", (ASSETS / "review.js").read_text("utf-8"), re.S)
    assert head is not None
    not_said = NOT_SAID | set(re.findall(r'"([^"]*)"', head[1]))
    return {f for f in found if re.search("[\u4e00-\u9fff]", f)} - (not_said - english().keys())


def test_every_phrase_has_its_english() -> None:
    lacking = phrases() - english().keys()
    assert not lacking, f"no English in viz/english.toml for: {sorted(lacking)}"


def test_gaps_of_a_phrase_are_those_of_its_english() -> None:
    for words, said in english().items():
        assert words.count("{}") == len(re.findall(r"\{\d*\}", said)), words
        assert not re.search("[\u4e00-\u9fff]", said), said


def test_a_phrase_escapes_its_values() -> None:
    said = phrase("共 {} 项", HOSTILE)
    assert [t for t, _ in Elements(said).tags] == ["span"]
    assert "".join(Elements(said).words).startswith("共 </script><script>window.hacked")
    with pytest.raises(ValueError, match="gaps"):
        filled("共 {} 项")


# ---- hostile texts


def test_hostile_texts_stay_text(hostile_pages: Written) -> None:
    seen = 0
    for path in hostile_pages.pages:
        found = elements(path)
        assert not {"img", "iframe", "object"} & {t for t, _ in found.tags}
        assert not any(s.strip() == "window.hacked=1" for s in found.scripts)
        for script in found.scripts:
            assert not re.search(r"[<>&]", script)
        seen += "hacked" in "".join(found.words)
    assert seen >= 2  # the overview and the page of the notice; other texts stand in the data
    assert "<script>window.hacked" in json.dumps(data_of(hostile_pages.folder, "data/search.js"))


def test_hostile_texts_in_templates_and_data() -> None:
    template = environment().from_string('<p title="{{ x }}">{{ x }}</p><a>{{ y }}</a>')
    found = Elements(template.render(x=HOSTILE, y="\x1b[2J\u202e"))
    assert [t for t, _ in found.tags] == ["p", "a"]
    assert "\x1b" not in "".join(found.words)
    assert "\u202e" not in "".join(found.words)
    text = json_in_script({HOSTILE: [HOSTILE]})
    assert not re.search("[<>&'\u2028\u2029]", text)
    assert (
        json.loads(text) == {HOSTILE: [HOSTILE]} == json.loads(json_in_file({HOSTILE: [HOSTILE]}))
    )
    with pytest.raises(Exception, match="undefined"):
        environment().from_string("{{ unknown }}").render()


# ---- addresses


def test_addresses_are_safe_and_differ() -> None:
    names = {"u/1": "A/b", "u/2": "a_B", "u/3": "..", "u/4": "长" * 300, "u/5": "\u202e<x>"}
    made = Addresses.of(names, ())
    slugs = [slug.casefold() for slug in made.slugs.values()]
    assert len(set(slugs)) == len(names)
    for iri in names:
        path = made.path(Route(Kind.UNIT, iri))
        assert re.fullmatch(r"units/[^/\\:*?\"<>|\s]+\.html", path)
        assert not path.startswith("units/.")
        assert len(path.encode()) < 255
    assert made.href(Route(Kind.UNIT, "u/1"), Route(Kind.OVERVIEW)) == "../index.html"
    assert made.href(Route(Kind.OVERVIEW), Route(Kind.UNIT, "u/2"), "year=2025").endswith(
        "#year=2025"
    )
    assert made.href(Route(Kind.REVIEW), Route(Kind.REVIEW), "a b#c") == "#a%20b%23c"
    assert all(kind == "index" or made.path(Route(kind)) == f"{kind}.html" for kind in SINGLE)


def test_a_store_without_notices_has_pages_that_say_so(samples: Path, tmp_path: Path) -> None:
    build_store(samples / "tabs-2024.txt", tmp_path / "db")
    remove("瓷岭政办发〔2024〕7号", tmp_path / "db")
    pages = written(tmp_path / "db", tmp_path / "pages").pages
    assert {p.stem for p in pages} == {kind.value for kind in SINGLE}
    said = "".join(elements(pages[0]).words)
    assert "库中的任务没有写明单位。" in said
    assert "承接关系：无从判断" in said


def test_ledgers_find_the_page_of_a_notice(sample_pages: Written, sample_graph: Zhengmai) -> None:
    found = pages_of(sample_graph.store)
    assert found.keys() == {n.iri for n in sample_graph.notices()}
    assert all((sample_pages.folder / path).is_file() for path in found.values())


def test_the_samples_are_small(sample_pages: Written) -> None:
    """Below 3 MB together apart from vis, and no page of a notice repeats the assets."""
    files = [p for p in sample_pages.folder.rglob("*") if p.is_file() and "vis-" not in p.name]
    assert sum(p.stat().st_size for p in files) < 3_000_000


# ---- one place in one file


def test_one_place_in_one_file(sample_graph: Zhengmai, tmp_path: Path) -> None:
    site = Site.of(sample_graph.store, place="渡南区")
    plans = {n.document_number for n in site.facts.notices.values()}
    assert plans == {"湄政办发〔2025〕11号", "榆津政办发〔2025〕14号", "渡南政办发〔2025〕6号"}
    assert all("苍坪" not in body.name for body in site.bodies.values())
    text = single_file(site).decode()
    found = Elements(text)
    assert [t for t, a in found.tags if "src" in a or "href" in a] == []
    assert [t for t, _ in found.tags].count("script") == 4
    assert "苍坪县财政局" not in text
    assert "只含渡南区的文件和它们所对应的上级文件" in text
    with pytest.raises(NotFoundError):
        Site.of(sample_graph.store, place="无名县")
    assert file_of(tmp_path, "渡南区") == tmp_path / "政脉-渡南区.html"
    assert file_of(tmp_path / "a.html", None) == tmp_path / "a.html"
    assert file_name('a/b:c"') == "a_b_c.html"


def test_a_document_cited_with_and_without_its_number_is_missing_once() -> None:
    def cited(notice: str, number: str | None, *within: str) -> MissingParent:
        return MissingParent(
            notice, f"x/{number or 'title'}", "2024年甲省要点", number, "implements", within
        )

    found = missing([cited("a", "甲政办发〔2024〕2号"), cited("b", None), cited("a", None)])
    assert found == [("《2024年甲省要点》（甲政办发〔2024〕2号）", 0, ["a", "b"])]
    two = missing([cited("a", "甲政办发〔2024〕2号"), cited("b", "甲政办发〔2024〕9号")])
    assert [(len(notices), tasks) for _, tasks, notices in two] == [(1, 0), (1, 0)]
    ((_, tasks, _),) = missing([cited("a", None, "a/task/1", "a/point/2")])
    assert tasks == 1
