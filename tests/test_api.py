"""What a researcher does in a notebook: rows as tables, wrong values refused, changes in place."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import pytest
import rdflib

import zhengmai
from zhengmai.api import Zhengmai
from zhengmai.errors import ZhengmaiError
from zhengmai.queries.workload import WorkloadRow
from zhengmai.rows import Rows

pd = pytest.importorskip("pandas", reason="the extra `tables` is not installed")


@pytest.mark.parametrize(
    "question",
    ["tasks", "assignments", "links", "lineage", "notices", "workload", "due", "diffusion"],
)
def test_every_answer_becomes_a_table(sample_graph: Zhengmai, question: str) -> None:
    rows = getattr(sample_graph, question)()
    frame, table = rows.to_pandas(), rows.to_arrow()
    assert len(rows) == len(frame) == table.num_rows > 0
    assert list(frame.columns) == table.column_names == list(rows.to_dicts()[0])
    plain = pd.DataFrame(rows.to_dicts())
    assert frame.dropna(axis=1, how="all").equals(plain.dropna(axis=1, how="all"))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("tasks", {"year": 1999}),
        ("assignments", {"year": 1999}),
        ("links", {"year": 1999}),
        ("lineage", {"year": 1999}),
        ("notices", {"year": 1999}),
        ("diffusion", {"year": 1999}),
        ("doubtful", {"year": 1999}),
        ("due", {"before": "1999-01-01"}),
        ("workload", {"year": 2025, "role": "lead", "top": 0}),
        ("find", {"text": "没有人这样说"}),
        ("unit", {"name": "渡南区司法局", "year": 1999}),
    ],
)
def test_an_empty_answer_has_the_columns_of_a_full_one(
    sample_graph: Zhengmai, question: str, asked: dict[str, Any]
) -> None:
    rows = getattr(sample_graph, question)(**asked)
    full = {"find": {"text": "公开"}, "unit": {"name": "渡南区司法局"}}.get(question, {})
    whole = getattr(sample_graph, question)(**full)
    assert not rows
    assert whole
    frame, table = rows.to_pandas(), rows.to_arrow()
    assert list(frame.columns) == list(whole.to_pandas().columns) == table.column_names
    assert table.schema == whole.to_arrow().schema
    assert table.num_rows == len(frame) == 0
    assert list(rows[:2].to_pandas().columns) == list(frame.columns)
    for name in frame.columns:
        kind = whole.to_pandas()[name].dtype
        assert frame[name].dtype == kind or whole.to_pandas()[name].isna().all()


def test_a_column_without_values_has_its_kind(sample_graph: Zhengmai) -> None:
    rows = sample_graph.due()
    assert all(row.reported is None for row in rows)
    types = {field.name: str(field.type) for field in rows.to_arrow().schema}
    assert types["date"] == "date32[day]"
    assert types["reported_latest"] == "bool"
    assert types["reported_report_status"] == "string"
    assert types["task_units"].startswith("list<")


def test_tasks_tell_what_is_open_and_what_is_lost(sample_graph: Zhengmai, tmp_path: Path) -> None:
    text = """泽湾市东岚区人民政府办公室关于印发2025年东岚区公开工作要点的通知
东岚政办发〔2025〕4号
各街道办事处，区政府各部门：
现印发给你们。
泽湾市东岚区人民政府办公室
2025年4月6日
2025年东岚区公开工作要点
一、主动公开
（一）公开规划。及时公开发展规划。（区发改局、区财政局等负责）
（二）公开预算。及时公开\ufffd\ufffd预算。（区财政局负责）
"""
    (tmp_path / "a.txt").write_text(text, "utf-8")
    with zhengmai.build(tmp_path / "a.txt", tmp_path / "z.db") as graph:
        tasks = {row.number: (row.open_ended, row.damaged) for row in graph.tasks()}
        assert tasks == {"（一）": (True, False), "（二）": (False, True)}
        for row in graph.assignments():
            assert (row.open_ended, row.damaged) == tasks[row.number]
    assert not any(row.damaged for row in sample_graph.tasks())


def test_the_flat_tables_say_what_the_answers_say(sample_graph: Zhengmai) -> None:
    units = [(t.iri, u.unit, u.role) for t in sample_graph.tasks() for u in t.units]
    assert [(a.task, a.unit, a.role) for a in sample_graph.assignments()] == units
    county = sample_graph.assignments("渡南区", year=2025)
    assert {(a.place, a.level, a.year) for a in county} == {("湄川省榆津市渡南区", "county", 2025)}
    counted = county.to_pandas().query("not collective").groupby("unit").task.nunique()
    load = {r.unit: r.tasks for r in sample_graph.workload("渡南区", year=2025)}
    assert counted.to_dict() == load
    links = sample_graph.links("渡南政办发〔2025〕6号")
    flat = [r for r in sample_graph.lineage("渡南区") if r.year == 2025]
    assert [(r.child, r.parent, r.score) for r in flat] == [
        (k.child.iri, k.parent.iri, k.score) for k in links
    ]


def test_a_part_of_rows_is_rows_and_the_rest_is_a_list(sample_graph: Zhengmai) -> None:
    rows = sample_graph.workload()
    assert isinstance(rows[:3], Rows)
    assert isinstance(rows[0], WorkloadRow)
    assert rows[:3] == sample_graph.workload(top=3) == list(rows)[:3]
    assert repr(rows[:3]) == "<3 × WorkloadRow>"
    assert repr(rows[:0]) == "<no rows>"
    assert repr(sample_graph).startswith("<Zhengmai ")


def test_a_notebook_shows_text_and_no_markup() -> None:
    shown = Rows([{"a": "<script>alert(1)</script>", "b": ["x", {"c": "&"}], "d": None}] * 30)
    html = shown._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "x; &amp;" in html
    assert html.count("<tr>") == 21
    assert "10 more of 30 rows" in html


@pytest.mark.parametrize(
    ("question", "asked", "error", "words"),
    [
        ("due", {"before": "2025-7-1"}, ValueError, "before is a day like '2025-07-01'"),
        ("due", {"before": 20250701}, TypeError, "before is a day"),
        ("due", {"since": "soon"}, ValueError, "since is a day"),
        ("workload", {"year": "2025"}, TypeError, "year is a whole number"),
        ("workload", {"year": True}, TypeError, "year is a whole number"),
        ("workload", {"year": 25}, ValueError, "year is a year like 2025"),
        ("workload", {"place": 370105}, TypeError, "place is a text"),
        ("workload", {"top": 1.5}, TypeError, "top is a whole number"),
        ("workload", {"top": -1}, ValueError, "top is a number from 0 on"),
        ("workload", {"role": "boss"}, ValueError, "boss"),
        ("links", {"below": 70}, ValueError, "below is a number from 0 to 1"),
        ("links", {"below": "0.7"}, TypeError, "below is a number from 0 to 1"),
        ("unit", {"name": None, "plan": 1}, TypeError, "plan"),
        ("find", {"text": ["公开"]}, TypeError, "text is a text"),
    ],
)
def test_values_of_a_wrong_kind_fail(
    sample_graph: Zhengmai, question: str, asked: dict[str, Any], error: type, words: str
) -> None:
    with pytest.raises(error, match=words):
        getattr(sample_graph, question)(**asked)


def test_a_day_may_be_written(sample_graph: Zhengmai) -> None:
    rows = sample_graph.due(before="2025-07-31", since="2025-07-01")
    assert rows
    assert rows == sample_graph.due(date(2025, 7, 31), since=date(2025, 7, 1))
    assert {row.date.month for row in rows} == {7}


def test_what_is_said_of_a_link_is_seen_at_once(samples: Path, tmp_path: Path) -> None:
    with zhengmai.build(samples, tmp_path / "z.db") as graph:
        first, second = graph.links(top=2)
        graph.confirm(first.child.iri, first.parent.iri, by="张三")
        assert graph.links(status="confirmed")[0].judged_by == "张三"
        graph.reject(second.child.iri, second.parent.iri)
        ends = {(k.child.iri, k.parent.iri) for k in graph.links()}
        assert (second.child.iri, second.parent.iri) not in ends
        assert graph.export(tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        assert graph.view(tmp_path / "pages") == tmp_path / "pages" / "index.html"
        with pytest.raises(ZhengmaiError, match="its name tells no format"):
            graph.export(tmp_path / "a.doc")
        with pytest.raises(ZhengmaiError, match="cannot be written"):
            graph.export(tmp_path / "none" / "a.csv")
    with Zhengmai(graph.store) as bare, pytest.raises(ZhengmaiError, match="not opened by"):
        bare.confirm("a", "b")


def test_without_the_libraries_it_is_told_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch, sample_graph: Zhengmai
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ZhengmaiError, match=r"pip install 'zhengmai\[tables\]'"):
        sample_graph.workload().to_pandas()


def test_a_number_is_bound_as_on_the_command_line(sample_graph: Zhengmai) -> None:
    """A printed number is a text, a year is a number: either is meant by 3."""
    printed = sample_graph.sparql("SELECT ?t { ?t a zm:Task ; zm:number ?n }", n=3)
    assert printed == sample_graph.sparql("SELECT ?t { ?t a zm:Task ; zm:number '3' }")
    assert printed
    assert sample_graph.sparql("SELECT ?p { ?p zm:planYear ?y }", y=2025)
    assert sample_graph.sparql("ASK { ?p zm:planYear ?y }", y=[2024, 2025])


@pytest.mark.parametrize("value", [True, datetime(2025, 1, 1), {"a": 1}, [True]])
def test_a_value_that_no_store_holds_is_refused(sample_graph: Zhengmai, value: object) -> None:
    with pytest.raises(TypeError, match="y is a text, a number, a date, or an IRI"):
        sample_graph.sparql("SELECT ?p { ?p zm:planYear ?y }", y=value)


def test_an_iri_is_bound_however_it_is_given(sample_graph: Zhengmai) -> None:
    iri = next(n.iri for n in sample_graph.notices())
    question = "SELECT ?p ?o { ?s ?p ?o }"
    wanted = sample_graph.sparql(question.replace("?s", f"<{iri}>"))
    assert wanted
    for given in (rdflib.URIRef(iri), iri, f"<{iri}>", [rdflib.URIRef(iri)]):
        assert sample_graph.sparql(question, s=given) == wanted


def test_a_share_may_be_bound(sample_graph: Zhengmai) -> None:
    found = sample_graph.sparql("SELECT ?s { ?l zm:score ?s FILTER(?s >= ?least) }", least=0.9)
    assert isinstance(found, Rows)
    links = sample_graph.links()
    assert len(found) == sum(link.score >= 0.9 for link in links) < len(links)


def test_a_query_says_itself_which_graphs_it_is_about(sample_graph: Zhengmai) -> None:
    notice = next(n for n in sample_graph.notices() if n.tasks)
    count = "SELECT (COUNT(?t) AS ?n) {} {{ ?t a zm:Task }}"

    def counted(of: str) -> object:
        found = sample_graph.sparql(count.format(of))
        assert isinstance(found, Rows)
        return found[0]["n"]

    assert counted(f"FROM <{notice.iri}>") == notice.tasks
    assert counted("FROM <http://localhost:9/x>") == 0
    assert counted("") == len(sample_graph.tasks())
    named = "SELECT ?t FROM NAMED <{}> {{ GRAPH ?g {{ ?t a zm:Task }} }}".format(notice.iri)  # noqa: S608, UP032
    assert len(cast("Rows[dict[str, object]]", sample_graph.sparql(named))) == notice.tasks


def test_rows_of_a_query_keep_their_columns_and_may_be_of_several_kinds(
    sample_graph: Zhengmai,
) -> None:
    none = sample_graph.sparql("SELECT ?a ?b { ?a a zm:Task ; zm:number 'no such' ; zm:text ?b }")
    assert isinstance(none, Rows)
    assert list(none.to_pandas().columns) == list(none.to_arrow().column_names) == ["a", "b"]
    mixed = sample_graph.sparql("SELECT ?p ?o { ?s a zm:Notice ; ?p ?o }")
    assert isinstance(mixed, Rows)
    assert mixed.to_arrow().num_rows == len(mixed) > 0
    assert {type(row["o"]) for row in mixed} >= {str, int}
    count = sample_graph.sparql("SELECT (COUNT(?t) AS ?n) { ?t a zm:Task }")
    assert repr(count) == f"<1 × {{'n': {len(sample_graph.tasks())}}}>"
    assert repr(mixed) == f"<{len(mixed)} × ('p', 'o')>"


def test_a_role_may_be_said_in_chinese(sample_graph: Zhengmai) -> None:
    assert sample_graph.workload(role="牵头单位") == sample_graph.workload(role="lead")
    with pytest.raises(ValueError, match="lead, responsible or cooperating"):
        sample_graph.workload(role="首席")
    with pytest.raises(TypeError, match="child is a text"):
        sample_graph.confirm(1, "x")  # type: ignore[arg-type]


def test_a_closed_store_says_so(sample_path: Path) -> None:
    graph = zhengmai.open(sample_path)
    graph.close()
    for question in (graph.tasks, lambda: graph.sparql("ASK {}")):
        with pytest.raises(ZhengmaiError, match="the store is closed"):
            question()
