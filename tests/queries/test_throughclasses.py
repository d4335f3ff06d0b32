"""What reaches a unit through a class of units (区政府各部门), in all three lists of its tasks."""

from __future__ import annotations

from pathlib import Path

import icalendar
import openpyxl
import pytest

from tests.cli.running import run, run_json
from zhengmai.api import Zhengmai
from zhengmai.errors import Hint
from zhengmai.queries.due import recurring
from zhengmai.queries.ledger import ledger

UNIT, CLASS = "渡南区财政局", "区政府各部门"


def told(err: str) -> list[str]:
    """What is told of tasks through classes."""
    return [line for line in err.splitlines() if "more through classes of units" in line]


def test_the_three_lists_agree(sample_graph: Zhengmai) -> None:
    rows = {row.iri: row.through for row in sample_graph.unit(UNIT, with_collectives=True)}
    own = {row.iri for row in sample_graph.unit(UNIT)}
    assert {iri for iri, through in rows.items() if through is None} == own
    through = {iri: name for iri, name in rows.items() if name is not None}
    assert set(through.values()) == {CLASS}

    found = ledger(sample_graph.store, unit=UNIT, with_collectives=True)
    assert {row.task.iri: row.task.through for row in found.rows} == rows
    assert {row.task.iri for row in ledger(sample_graph.store, unit=UNIT).rows} == own

    due = sample_graph.due(unit=UNIT, with_collectives=True)
    assert {row.task.iri for row in due} == {r.task.iri for r in sample_graph.due()} & rows.keys()
    assert all(row.task.through == rows[row.task.iri] for row in due)
    assert [row for row in due if row.task.through is None] == sample_graph.due(unit=UNIT)
    rounds = recurring(sample_graph.store, unit=UNIT, with_collectives=True)
    every = recurring(sample_graph.store)
    assert {r.task.iri for r in rounds} == {r.task.iri for r in every} & rows.keys()


def test_with_a_second_name_only_what_prints_it_is_its_own(sample_graph: Zhengmai) -> None:
    """A class reaches the body, by whichever name it is meant."""
    with pytest.warns(Hint):
        rows = sample_graph.unit("苍坪县大数据中心", with_collectives=True)
    body = sample_graph.unit("苍坪县人民政府办公室", with_collectives=True)
    assert {r.iri for r in rows if r.through} >= {r.iri for r in body if r.through}


@pytest.mark.parametrize("command", ["unit", "due", "ledger"])
def test_without_the_option_how_many_more_there_are_is_told(
    sample_path: Path, sample_graph: Zhengmai, tmp_path: Path, command: str
) -> None:
    more = {
        "unit": sum(r.through is not None for r in sample_graph.unit(UNIT, with_collectives=True)),
        "due": sum(
            r.task.through is not None for r in sample_graph.due(unit=UNIT, with_collectives=True)
        ),
    }
    more["ledger"] = more["unit"]
    asked = {
        "unit": ("unit", UNIT),
        "due": ("due", "--unit", UNIT),
        "ledger": ("ledger", "--unit", UNIT, "--out", tmp_path / "a.xlsx"),
    }[command]
    code, _, err = run(*asked, "--store", sample_path)
    assert more[command] > 0
    assert (code, told(err)) == (
        0,
        [
            f"zhengmai: {more[command]} more through classes of units ({CLASS}): "
            "--with-collectives shows them, too"
        ],
    )
    code, _, err = run(*asked, "--with-collectives", "--store", sample_path)
    assert (code, told(err)) == (0, [])
    chinese = run(*asked, "--lang", "zh", "--store", sample_path)[2]
    assert (
        f"另有 {more[command]} 项经统称（{CLASS}）涉及：加 --with-collectives 一并列出" in chinese
    )


def test_what_is_told_follows_the_filters(sample_path: Path) -> None:
    asked = ("due", "--unit", UNIT, "--store", sample_path)
    assert told(run(*asked, "--before", "1999-01-01")[2]) == []
    assert told(run("due", "--store", sample_path)[2]) == []
    rows = run_json(*asked, "--with-collectives")
    assert isinstance(rows, list)
    assert {row["through"] for row in rows} >= {CLASS}
    code, out, _ = run(*asked, "--with-collectives")
    assert code == 0
    assert "经统称" in out
    assert "经统称" not in run(*asked)[1]


def test_a_ledger_and_a_calendar_mark_them(sample_path: Path, tmp_path: Path) -> None:
    at = ("--unit", UNIT, "--with-collectives", "--store", sample_path)
    file = tmp_path / "a.xlsx"
    assert run("ledger", "--out", file, *at)[0] == 0
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["全部任务", UNIT]
    marked = []
    for sheet in book:
        head = [cell.value for cell in sheet[1]]
        where = [
            str(row[head.index("出处")]) for row in sheet.iter_rows(min_row=2, values_only=True)
        ]
        marked.append([f"（经统称“{CLASS}”）" in said for said in where])
        assert any(marked[-1])
    assert marked[0] == marked[1]
    head = [cell.value for cell in book[UNIT][1]]
    roles = [row[head.index("角色")] for row in book[UNIT].iter_rows(min_row=2, values_only=True)]
    assert ["（经统称）" in str(role) for role in roles] == marked[1]

    out = tmp_path / "a.ics"
    assert run("due", "--ics", out, *at)[0] == 0
    events = list(icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT"))
    assert any(f"经统称：{CLASS}" in str(event["description"]) for event in events)
