"""``workload``, ``unit``, ``due``, ``find``, ``query``: rows, tables, and nothing found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run, run_json


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
