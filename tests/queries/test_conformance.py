"""Every question on both stores: equal rows, in the same order, whatever is asked."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import zhengmai
from tests.chatting import Obliging
from zhengmai import reporting
from zhengmai.api import Zhengmai, build_store, confirm, reject
from zhengmai.errors import Hint, NotFoundError
from zhengmai.export import Format, export
from zhengmai.graph.lineage import review
from zhengmai.graph.lineage.judging import consult
from zhengmai.graph.lineage.plans import hierarchy
from zhengmai.graph.lineage.questions import ask as ask_graph
from zhengmai.graph.store import Iri, Row, Store
from zhengmai.graph.stores.opening import open_store
from zhengmai.model import Role
from zhengmai.ontology import iris
from zhengmai.queries import places as place_rows
from zhengmai.queries.due import recurring
from zhengmai.queries.ledger import LedgerRow, ledger
from zhengmai.queries.notices import find_notice
from zhengmai.queries.questions import ask
from zhengmai.queries.source import as_read
from zhengmai.queries.states import State
from zhengmai.queries.tasks import tasks
from zhengmai.reporting import Entry, Where, take
from zhengmai.viz.pages import write_pages
from zhengmai.viz.site import Site

ROOT = Path(zhengmai.__file__).parent
SHARED = Path(__file__).parents[3] / "shared"
YEARS = Path(__file__).parent / "years"
DAYLESS = Path(__file__).parent / "dayless"
QUESTIONS = sorted(p.stem for p in (ROOT / "queries").glob("*.rq"))
OF_GRAPH = sorted(p.stem for p in (ROOT / "graph" / "lineage").glob("*.rq"))

Both = tuple[Zhengmai, Zhengmai]


@pytest.fixture(scope="module")
def both(neo4j_url: str, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """The samples (with the cascade and the real notices, where they are), in both stores."""
    files = [samples, YEARS, DAYLESS]
    if SHARED.is_dir():
        files += [SHARED / "cascade", *sorted((SHARED / "notices").glob("*.txt"))]
    embedded = tmp_path_factory.mktemp("both") / "z.db"
    with open_store(neo4j_url, write=True) as store:
        store.remove(store.graphs())
    reports = [build_store(files, store) for store in (embedded, neo4j_url)]
    assert reports[0] == reports[1]
    with zhengmai.open(embedded) as graph:
        first, second = graph.links()[:2]
        alone = graph.gaps("渡南政办发〔2025〕6号").without_parent[0]
        above = next(k.parent for k in graph.links("渡南政办发〔2025〕6号"))
    with pytest.MonkeyPatch.context() as patch:  # both are told at the same moment
        patch.setattr(review, "now", lambda: "2025-06-01T08:30:00Z")
        for store_ in (embedded, neo4j_url):
            reject(first.child.iri, first.parent.iri, store_, by="张三")
            confirm(second.child.iri, second.parent.iri, store_, note="会上定的")
            confirm(alone.iri, above.iri, store_)
            with open_store(store_, write=True) as store:
                consult(store, Obliging("http://none"))
                for number, (status, by) in enumerate((("办结", "张三"), ("进行中", "李四"))):
                    patch.setattr(reporting, "now", lambda n=number: f"2025-06-0{n + 1}T08:30:00Z")
                    take(store, entries(due_rows(store)[: 20 - 9 * number : 3], status), by)
    with zhengmai.open(embedded) as one, zhengmai.open(neo4j_url) as other:
        yield one, other


def due_rows(store: Store) -> list[LedgerRow]:
    """Rows of a ledger that have a last day."""
    return [row for row in ledger(store).rows if row.day is not None]


def entries(rows: Iterable[LedgerRow], status: str) -> list[Entry]:
    """Rows of a ledger that were filled in."""
    said = status, "在办\n", None
    return [Entry(Where("台账.xlsx", "全部任务", n), r.key, said) for n, r in enumerate(rows, 2)]


def same(both: Both, question: Callable[[Zhengmai], Any]) -> Any:
    """The answer that both give, with what is told beside it, or why there is none."""
    answers, hints = [], []
    for graph in both:
        with warnings.catch_warnings(record=True) as beside:
            warnings.simplefilter("always", Hint)
            try:
                answers.append(question(graph))
            except NotFoundError as error:
                answers.append(str(error))
        hints.append([str(one.message) for one in beside])
    assert answers[0] == answers[1]
    assert hints[0] == hints[1]
    return answers[0]


def bag(rows: list[Row]) -> list[str]:
    return sorted(str(sorted(row.items())) for row in rows)


def test_each_question_is_there_in_both_languages() -> None:
    for folder in ("queries", "graph/lineage"):
        names = [{p.stem for p in (ROOT / folder).glob(f"*.{kind}")} for kind in ("rq", "cypher")]
        assert names[0] == names[1]


@pytest.fixture(scope="module")
def values(both: Both) -> dict[str, Any]:
    """For each parameter of a question a value that is in the stores."""
    graph = both[0]
    every = tasks(graph.store)
    link = graph.links()[0]
    return {
        "task": [Iri(t.iri) for t in every[:40]],
        "node": [Iri(t.iri) for t in every[:7]] + [Iri(link.parent.iri)],
        "point": Iri(next(n.iri for n in graph.gaps().uncarried)),
        "notice": Iri(every[0].notice),
        "word": "政府",
        "words": "公开",
        "phrase": '"政府"',
        "year": 2025,
        "summary": Iri("https://w3id.org/zhengmai/id/summary/2025"),
    }


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_gives_the_same_rows(both: Both, name: str, values: dict[str, Any]) -> None:
    given_ = {**values, "phrase": '"公开"'} if name == "worded" else values
    rows = [ask(graph.store, name, needed(name, given_)) for graph in both]
    assert bag(rows[0]) == bag(rows[1])
    assert rows[0]


def needed(name: str, known: dict[str, Any], package: str = "queries") -> dict[str, Any]:
    """The parameters that a question cannot do without."""
    text = (ROOT / package / f"{name}.rq").read_text("utf-8")
    text += (ROOT / package / f"{name}.cypher").read_text("utf-8")
    return {
        key: value
        for key, value in known.items()
        if f"#bind {key}\n" in text
        or f"//bind {key}\n" in text
        or (key == "phrase" and "$phrase" in text and "//if phrase" not in text)
    }


@pytest.mark.parametrize("name", OF_GRAPH)
def test_every_question_of_the_graph_gives_the_same_rows(
    both: Both, name: str, values: dict[str, Any]
) -> None:
    known = needed(name, values, "graph/lineage")
    rows = [ask_graph(graph.store, name, known) for graph in both]
    assert bag(rows[0]) == bag(rows[1])
    assert rows[0]


PLACES = [
    *("榆津市", "湄川省", "渡南区", "湄川省榆津市苍坪县", "瓷岭区", "天桥区", "济南市", "370105"),
    *("火星", "", "区", "市渡南区"),
]
UNITS = [
    *("渡南区人民政府办公室", "区司法局", "司法局", "政府办公室", "天桥区教育和体育局", "区教体局"),
    *("局", "'", "没有的单位", "县林业局", "%", "大数据中心", "县大数据中心", "教育局", "数据"),
    *("渡南区教育局", "区政府各部门", "苍坪县人民政府办公室（县大数据中心）"),
]
WORDS = [
    *(
        "政策 解读",
        "公开",
        "2025",
        "政",
        "政府网站",
        "底前",
        "12月底前",
        "长期",
        "渡南区财政局",
        "苍坪县林业局 公开",
        "办公室 政务",
        "（",
        '"',
        "*",
        "a OR b",
        "区",
        "%",
        "_",
    ),
    *("档", "档 公开", "府", "1", "号", "Ａ", "/", "[", "政" * 200),
    *("公开 区司法局", "12月底前", "依申请公开", "\\", "各街道"),
]
place = st.none() | st.sampled_from(PLACES)
year = st.none() | st.sampled_from([2022, 2024, 2025, 1999])
role = st.none() | st.sampled_from(list(Role))
top = st.none() | st.integers(1, 40)
day = st.none() | st.dates(date(2022, 1, 1), date(2026, 12, 31))
state = st.none() | st.lists(st.sampled_from(list(State)), min_size=1)
unit = st.none() | st.sampled_from(UNITS)
asked = settings(
    max_examples=int(os.environ.get("ZHENGMAI_CONFORMANCE", "30")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@asked
@given(place=place, year=year, role=role, top=top)
def test_workload(both: Both, place: str | None, year: int | None, role: Any, top: Any) -> None:
    same(both, lambda g: g.workload(place, year=year, role=role, top=top))


@asked
@given(name=st.sampled_from(UNITS), place=place, year=year, role=role, also=st.booleans())
def test_unit(
    both: Both, name: str, place: str | None, year: int | None, role: Any, also: bool
) -> None:
    asked_ = {"place": place, "year": year, "role": role, "with_collectives": also}
    same(both, lambda g: g.unit(name, **asked_))


@asked
@given(before=day, since=day, unit=unit, place=place, year=year, state=state, also=st.booleans())
def test_due(  # noqa: PLR0917
    both: Both, before: Any, since: Any, unit: Any, place: Any, year: Any, state: Any, also: bool
) -> None:
    asked_ = {"unit": unit, "place": place, "year": year, "today": date(2025, 6, 15)}
    asked_["with_collectives"] = also
    same(both, lambda g: g.due(before, since=since, states=state, **asked_))
    del asked_["today"]
    same(both, lambda g: recurring(g.store, **asked_))


@asked
@given(unit=unit, place=place, year=year, also=st.booleans())
def test_ledger(both: Both, unit: Any, place: Any, year: Any, also: bool) -> None:
    asked_ = {"unit": unit, "place": place, "year": year, "with_collectives": also}
    same(both, lambda g: ledger(g.store, **asked_))


@asked
@given(place=place, year=year, history=st.booleans())
def test_progress(both: Both, place: Any, year: Any, history: bool) -> None:
    same(both, lambda g: g.progress(place, year=year, history=history))


def test_the_record_of_each_notice_is_the_one_that_was_read(both: Both) -> None:
    records = same(both, lambda g: [as_read(g.store, n.iri) for n in g.notices()])
    assert len(records) > 5
    assert None not in records
    others = (same(both, lambda g: g.links()[0].child.iri), f"{iris.ID}notice/none", "no IRI", "")
    for other in others:
        assert same(both, lambda g, iri=other: as_read(g.store, iri)) is None


def test_what_was_reported_is_there(both: Both) -> None:
    rows = same(both, lambda g: g.progress())
    assert {r.report.status for r in rows} == {"办结", "进行中"}
    assert len(same(both, lambda g: g.progress(history=True))) > len(rows)
    assert {r.state for r in same(both, lambda g: g.due(today=date(2025, 6, 15)))} == {*State}
    assert same(both, lambda g: recurring(g.store))


@asked
@given(words=st.sampled_from(WORDS), place=place, year=year, top=top)
@example(words="（", place=None, year=None, top=None)  # brackets that stand in no name
@example(words="底前", place=None, year=None, top=None)  # only limits say so
@example(words="苍坪县林业局", place=None, year=None, top=None)  # one body
@example(words="苍坪县大数据中心", place=None, year=None, top=None)  # by its second name
@example(words="大数据中心", place=None, year=None, top=None)  # a second name of a body
def test_find(both: Both, words: str, place: str | None, year: int | None, top: Any) -> None:
    same(both, lambda g: g.find(words, place=place, year=year, top=top))


@asked
@given(place=place, year=year)
def test_notices(both: Both, place: str | None, year: int | None) -> None:
    same(both, lambda g: g.notices(place, year=year))


def test_links_gaps_and_places(both: Both) -> None:
    links = same(both, lambda g: g.links())
    assert len(links) > 30
    same(both, lambda g: g.gaps())
    assert {r.judged_yes for r in same(both, lambda g: g.doubtful())} >= {True, False}
    same(both, lambda g: g.doubtful("渡南区", year=2025))
    for notice in both[0].notices():
        same(both, lambda g, iri=notice.iri: g.gaps(iri))  # type: ignore[misc]
        same(both, lambda g, iri=notice.iri: g.links(iri))  # type: ignore[misc]
        same(both, lambda g, iri=notice.iri: g.doubtful(notice=iri))  # type: ignore[misc]
    same(both, lambda g: g.gaps("没有"))
    same(both, lambda g: hierarchy(g.store))
    same(both, lambda g: place_rows.places(g.store))


def test_the_first_rows_are_those_of_the_whole(both: Both) -> None:
    links, gaps = both[0].links(), both[0].gaps()
    for top in (1, 7, 50, len(links) + 1):
        assert same(both, lambda g, top=top: g.links(top=top)) == links[:top]  # type: ignore[misc]
        first = same(both, lambda g, top=top: g.gaps(top=top))  # type: ignore[misc]
        for name in ("uncarried", "without_parent", "cannot_be_judged", "missing_parents"):
            some, every = getattr(first, name), getattr(gaps, name)
            assert some == every[: len(some)]
        assert first.looked_at <= first.held == gaps.looked_at == len(both[0].notices())
    assert same(both, lambda g: g.gaps(top=10_000)) == gaps
    of_notices = [link for n in both[0].notices() for link in both[0].links(n.iri)]
    assert sorted(map(repr, of_notices)) == sorted(map(repr, links))


NOTICES = [
    *("渡南政办发〔2025〕6号", "渡南政办发[2025]6号", "要点", "安全生产", "没有"),
    *("http://x y", "https://w3id.org/x", "", "2025"),
]


@pytest.mark.parametrize("wanted", NOTICES)
def test_the_notice_that_is_meant(both: Both, wanted: str) -> None:
    same(both, lambda g: find_notice(g.store, wanted))


@pytest.mark.parametrize("name", ["榆岭区", "陶溪区", "樟坪县", "天桥区", "湄川省", "火星"])
def test_changes(both: Both, name: str) -> None:
    same(both, lambda g: g.changes(name))
    same(both, lambda g: g.changes(name, later=2024))
    same(both, lambda g: g.changes(name, earlier=2024, notices=["安全生产"]))


def test_compare_coverage_and_diffusion(both: Both) -> None:
    for notice in both[0].notices():
        same(both, lambda g, iri=notice.iri: g.coverage(iri))  # type: ignore[misc]
    names = ("渡南区", "苍坪县", "榆津市", "天桥区", "火星", "区")
    for a in names:
        for b in names:
            same(both, lambda g, a=a, b=b: g.compare(a, b))  # type: ignore[misc]
    assert same(both, lambda g: g.compare("渡南区", "苍坪县")).points
    assert len(same(both, lambda g: g.diffusion())) > 5
    same(both, lambda g: g.diffusion("榆津市", year=2025))


def test_pages_and_exports_are_the_same_bytes(both: Both, tmp_path: Path) -> None:
    pages = [write_pages(Site.of(graph.store), tmp_path / str(n)) for n, graph in enumerate(both)]
    for one, other in zip(*pages, strict=True):
        assert one.read_text("utf-8") == other.read_text("utf-8"), one.name
    for wanted in (Format.TURTLE, Format.NQUADS, Format.CSV, Format.GRAPHML):
        one, other = (sorted(b"".join(export(g.store, wanted)).splitlines()) for g in both)
        assert one == other, wanted


@asked
@given(data=st.data(), down=st.booleans())
def test_trace(both: Both, data: st.DataObject, down: bool) -> None:
    known = [end.iri for link in both[0].links() for end in (link.child, link.parent)]
    phrases = ["每季度请村民代表", "公开", "此语绝无", "https://example.org/x", ""]
    wanted = data.draw(st.sampled_from(sorted(set(known)) + phrases))
    same(both, lambda g: g.trace(wanted, down=down))
