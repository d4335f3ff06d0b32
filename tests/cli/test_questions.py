"""``workload``, ``unit``, ``due``, ``find``, ``query``: rows, tables, and nothing found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from tests.cli.running import run, run_json
from zhengmai.api import Zhengmai
from zhengmai.errors import NotFoundError, QueryError
from zhengmai.graph.store import Limits
from zhengmai.rows import Rows


def test_workload_json(sample_path: Path) -> None:
    rows = run_json("workload", "--top", "3", "--store", sample_path)
    assert isinstance(rows, list)
    assert list(rows[0]) == [
        "unit", "iri", "jurisdiction", "tasks", "lead", "responsible", "cooperating",
        "through_collectives",
    ]  # fmt: skip
    assert [r["tasks"] for r in rows] == sorted((r["tasks"] for r in rows), reverse=True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["workload", "--in", "渡南区"],
        ["unit", "渡南区财政局"],
        ["due", "--before", "2025-09-30"],
        ["find", "政策"],
        ["gaps"],
        ["links"],
        ["notices"],
        ["check"],
    ],
    ids=lambda a: a[0],
)
def test_questions_print_tables(sample_path: Path, arguments: list[str]) -> None:
    code, out, _ = run(*arguments, "--store", sample_path)
    assert code == 0
    assert out.strip()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["workload", "--in", "火星市"], "no place '火星市'"),
        (["unit", "区航天局"], "no unit '区航天局'"),
        (["find", "此语绝无"], "nothing says '此语绝无'"),
        (["trace", "此语绝无"], "no task says"),
        (["due", "--before", "1999-01-01"], "nothing is due"),
        (["gaps", "某发〔2025〕1号"], "no notice"),
        (["query", "none.rq"], "cannot be read"),
    ],
    ids=lambda a: a[0] if isinstance(a, list) else None,
)
def test_nothing_found_is_1_and_says_so(
    sample_path: Path, arguments: list[str], message: str
) -> None:
    code, _, err = run(*arguments, "--store", sample_path)
    assert code == 1
    assert message in err


def test_query_with_parameters(sample_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "PREFIX zm: <https://w3id.org/zhengmai/ns#>\n"
        "SELECT DISTINCT ?text WHERE { ?t a zm:Task ; zm:number $number ; zm:text ?text }"
    )
    rows = run_json("query", file, "-p", "number=3", "--store", sample_path)
    assert isinstance(rows, list)
    assert len(rows) > 1
    assert run("query", file, "-p", "number=999", "--store", sample_path)[0] == 1
    assert run("query", file, "-p", "number", "--store", sample_path)[0] == 1


def test_a_query_is_given_as_it_is(sample_path: Path) -> None:
    rows = run_json(
        "query",
        "SELECT DISTINCT ?t { ?t a zm:Task ; zm:number ?n }",
        "-p",
        "n=3",
        "--store",
        sample_path,
    )
    assert isinstance(rows, list)
    assert len(rows) > 1
    assert run_json("query", "ASK{?t a zm:Task}", "--store", sample_path) == [{"answer": True}]
    assert run_json("query", "ASK { ?t a zm:Deed }", "--store", sample_path) == [{"answer": False}]
    assert "true" in run("query", "ASK{?t a zm:Task}", "--store", sample_path)[1]


def test_a_graph_is_printed_as_turtle_and_told_as_rows(sample_path: Path) -> None:
    asked = "CONSTRUCT { ?t zm:number ?n } { ?t a zm:Task ; zm:number ?n }"
    code, out, _ = run("query", asked, "--store", sample_path)
    graph = rdflib.Graph().parse(data=out, format="turtle")
    assert code == 0
    assert "@prefix zm:" in out
    rows = run_json("query", asked, "--store", sample_path)
    assert isinstance(rows, list)
    assert list(rows[0]) == ["subject", "predicate", "object"]
    assert {(str(s), str(o)) for s, _, o in graph} == {(r["subject"], r["object"]) for r in rows}


def test_a_query_comes_from_standard_input(sample_path: Path) -> None:
    asked = b"ASK { ?t a zm:Task }"
    for said, code, told in ((asked, 0, "true"), (b"\xff", 1, "not UTF-8")):
        done = subprocess.run(
            [sys.executable, "-m", "zhengmai", "query", "-", "--store", sample_path],
            input=said, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == code
        assert told in (done.stdout + done.stderr).decode()


def test_a_query_that_finds_nothing_hints_at_what_is_written_wrong(sample_path: Path) -> None:
    code, _, err = run("query", "SELECT ?t { ?t a zm:Tasc }", "--store", sample_path)
    assert code == 1
    assert "the vocabulary has no zm:Tasc; the nearest is zm:Task" in err


def test_in_python_each_form_has_its_kind(sample_graph: Zhengmai) -> None:
    g = sample_graph
    rows = g.sparql("SELECT DISTINCT ?text { ?t zm:number ?n ; zm:text ?text }", n="3")
    assert isinstance(rows, Rows)
    assert len(rows) > 1
    assert list(rows[0]) == ["text"]
    assert g.sparql("ASK { ?t a zm:Task }") is True
    graph = g.sparql("CONSTRUCT WHERE { ?t a zm:Task }")
    assert isinstance(graph, rdflib.Graph)
    assert len(graph) > 100
    with pytest.raises(QueryError, match=r"answers SPARQL: g\.sparql"):
        g.cypher("MATCH (t) RETURN t")
    with pytest.raises(QueryError, match="looks like Cypher"):
        g.sparql("MATCH (t) RETURN t")
    with pytest.raises(TypeError, match="a question is a text"):
        g.sparql(Path("mine.rq"))  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="more than 2 rows: the answer is not whole"):
        g.sparql("SELECT * { ?s ?p ?o }", limits=Limits(rows=2))
    with pytest.warns(UserWarning, match="the nearest is zm:Task"):
        assert not g.sparql("SELECT ?t { ?t a zm:Tasc }")


@pytest.mark.parametrize(
    "command", [("workload",), ("due",), ("find", "公开"), ("unit", "渡南区司法局")]
)
def test_a_year_of_which_no_plan_is_held_is_told(
    sample_path: Path, command: tuple[str, ...]
) -> None:
    code, _, err = run(*command, "--year", "1999", "--store", sample_path)
    assert (code, err) == (1, "zhengmai: no plan of 1999 is held here, only of 2024, 2025\n")
    code, _, err = run(*command, "--year", "2024", "--in", "渡南区", "--store", sample_path)
    assert (code, "no plan of 2024 is held here, only of 2025" in err) == (1, True)


@pytest.mark.parametrize("query", ["", " ", "\n"])
def test_an_empty_query_is_told(sample_path: Path, tmp_path: Path, query: str) -> None:
    told = run("query", query, "--store", sample_path)
    assert told == (1, "", "zhengmai: the query is empty")
    (tmp_path / "q.rq").write_text(query)
    code, _, err = run("query", tmp_path / "q.rq", "--store", sample_path)
    assert (code, err) == (1, f"zhengmai: {tmp_path / 'q.rq'}: the query is empty")


def test_options_are_advised_on_the_command_line_alone(
    sample_graph: Zhengmai, sample_path: Path
) -> None:
    """An error in Python tells what to do there; what an option does is told beside it."""
    for ask, command in (
        (lambda g: g.unit("司法局"), ("unit", "司法局")),
        (lambda g: g.unit("没有的"), ("unit", "没有的")),
        (lambda g: g.trace("没有人这样说"), ("trace", "没有人这样说")),
        (lambda g: g.compare("渡南区", "瓷岭区"), ("compare", "渡南区", "瓷岭区")),
    ):
        with pytest.raises(NotFoundError) as told:
            ask(sample_graph)
        assert "--" not in str(told.value)
        assert "zhengmai " not in str(told.value)
        assert told.value.advice
        code, _, err = run(*command, "--store", sample_path)
        assert (code, told.value.advice in err) == (1, True)
