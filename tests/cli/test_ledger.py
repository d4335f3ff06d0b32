"""``ledger``, ``progress`` and what ``due`` tells of them, as an office uses them."""

from __future__ import annotations

import re
from pathlib import Path

import icalendar
import openpyxl
import pytest

from tests.cli.running import run, run_json
from tests.export.ledger.filling import fill, heads, opened
from zhengmai import api
from zhengmai.export.ledger.form import ALL, KEY


@pytest.fixture
def store(tmp_path: Path, samples: Path) -> Path:
    api.build_store(samples, tmp_path / "z.db")
    return tmp_path / "z.db"


def ledger(store: Path, *more: object) -> Path:
    out = store.parent / "台账.xlsx"
    code, told, err = run("ledger", "--out", out, "--in", "苍坪县", "--store", store, *more)
    assert (code, err) == (0, "")
    assert told == f"{out}: 47 tasks, and 39 sheets of parts of them\n"
    return out


def test_round_a_quarter(store: Path) -> None:
    file = ledger(store)
    book, sheet = opened(file)
    dated = [r for r in range(2, 49) if sheet.cell(r, heads(sheet)["到期日"]).value]
    fill(sheet, dated[0], 状态="办结", 进展情况="已公布")
    fill(sheet, dated[1], 状态="基本完成")
    book.save(file)
    code, out, err = run("progress", file, "--by", "王五", "--store", store)
    assert (code, err) == (0, "")
    assert "progress of 2 tasks kept; not taken: 0" in out
    assert "王五" in out
    assert "已公布" in out
    code, out, _ = run("progress", file, "--store", store)
    assert code == 0
    assert "progress of 0 tasks kept; not taken: 0\nreported like this before: 2" in out
    code, out, _ = run("progress", "--store", store)
    assert code == 0
    assert out.count("王五") == 2
    at = ("--in", "苍坪县", "--today", "2025-08-01", "--store", store)
    code, out, _ = run("due", *at)
    assert code == 0
    counts = re.search(r"未到期 (\d+) · 临近 (\d+) · 逾期 (\d+) · 办结 (\d+)", out)
    assert counts is not None
    rows = run_json("due", *at)
    assert isinstance(rows, list)
    assert sum(map(int, counts.groups())) == len(rows)
    assert [r["state"] for r in rows].count("overdue") == int(counts[3])
    done = [r for r in rows if r["state"] == "done"]
    assert {r["reported"]["progress"] for r in done} == {"已公布"}
    assert (
        run_json("due", *at, "--state", "办结") == run_json("due", *at, "--state", "done") == done
    )


def test_nothing_and_wrong_use(store: Path, tmp_path: Path) -> None:
    at = ("--store", store)
    assert run("progress", *at)[::2] == (1, "zhengmai: nothing was reported yet\n")
    blank = ledger(store)
    code, out, err = run("progress", blank, *at)
    assert (code, err) == (1, "zhengmai: nothing is filled in\n")
    assert "progress of 0 tasks kept" in out
    assert run("ledger", "--out", tmp_path / "a.csv", *at)[0] == 2
    assert run("ledger", *at)[0] == 2
    assert run("ledger", "--out", tmp_path / "a.xlsx", "--per", "week", *at)[0] == 2
    assert run("ledger", "--out", tmp_path / "a.xlsx", "--pages", tmp_path / "none", *at)[0] == 2
    assert run("ledger", "--out", tmp_path / "a.xlsx", "--year", 1999, *at)[::2] == (
        1, "zhengmai: no tasks\n",
    )  # fmt: skip
    assert not (tmp_path / "a.xlsx").exists()
    assert run("progress", "--by", "王五", *at)[0] == 2
    assert run("progress", blank, "--history", *at)[0] == 2
    code, _, err = run("progress", tmp_path / "none.xlsx", *at)
    assert code == 1
    assert err.startswith(f"zhengmai: {tmp_path / 'none.xlsx'}: cannot be read")
    assert err.count("\n") == 1


def test_a_filled_ledger_is_not_written_over(store: Path) -> None:
    file = ledger(store)
    ledger(store)  # a blank one may be
    book, sheet = opened(file)
    fill(sheet, 2, 状态="办结")
    book.save(file)
    before = file.read_bytes()
    code, _, err = run("ledger", "--out", file, "--store", store)
    assert code == 1
    assert "zhengmai progress" in err
    assert file.read_bytes() == before
    other = file.with_name("x.xlsx")
    openpyxl.Workbook().save(other)
    assert run("ledger", "--out", other, "--store", store)[0] == 1


def test_what_is_not_taken_is_told_by_row(store: Path) -> None:
    file = ledger(store)
    book, sheet = opened(file)
    fill(sheet, 2, 状态="办结")
    fill(sheet, 3, 状态="办结", **{KEY: None})
    book.save(file)
    code, out, err = run("progress", file, store.parent / "none.xlsx", "--store", store)
    assert code == 1
    assert "progress of 1 task kept; not taken: 2" in out
    assert f"zhengmai: 台账.xlsx:{ALL}:3: no {KEY}" in err
    assert "none.xlsx: cannot be read" in err
    other = ledger_of(store, "b.xlsx", 2, "进行中")
    code, _, err = run("progress", other, "--store", store)
    assert code == 0
    assert err == ""


def ledger_of(store: Path, name: str, row: int, status: str) -> Path:
    """A ledger that is written now, filled in one row."""
    file = store.parent / name
    assert run("ledger", "--out", file, "--in", "苍坪县", "--store", store)[0] == 0
    book, sheet = opened(file)
    fill(sheet, row, 状态=status)
    book.save(file)
    return file


def test_who_takes_the_place_of_whom_is_told(store: Path) -> None:
    one, other = (ledger_of(store, f"{n}.xlsx", 2, w) for n, w in enumerate(("办结", "未开展")))
    assert run("progress", one, "--store", store)[0] == 0
    code, _, err = run("progress", other, "--store", store)
    assert code == 0
    assert err == (
        "zhengmai: 1.xlsx:全部任务:2: replaces what was reported after this ledger was handed out\n"
    )


def test_reports_whose_task_is_gone_are_told(store: Path) -> None:
    assert run("progress", ledger_of(store, "a.xlsx", 2, "办结"), "--store", store)[0] == 0
    assert run("remove", "苍坪政办发〔2025〕9号", "--store", store)[0] == 0
    code, out, _ = run("progress", "--store", store)
    assert code == 0
    assert "任务已变更或移除" in out
    code, _, err = run("ledger", "--out", store.parent / "b.xlsx", "--store", store)
    assert code == 0
    assert "reports on tasks that have changed or gone: 1;" in err
    (lost,) = [s for s in openpyxl.load_workbook(store.parent / "b.xlsx") if "待核对" in s.title]
    assert lost.cell(2, 2).value == "办结"
    code, out, _ = run("check", "--store", store)
    assert (code, out[-13:]) == (0, "0 violations\n")
    code, out, _ = run("repair", "--store", store)
    assert "1 report of progress" in out


def test_a_month_is_that_of_the_day_that_is_given(store: Path) -> None:
    at = ("--today", "2025-07-01", "--store", store)
    named = run("due", "--before", "7月底", *at)
    written = run("due", "--before", "2025-07-31", *at)
    assert named[:2] == written[:2]
    assert re.findall(r"^ ?(2025-\d\d-\d\d)", named[1], re.M)
    assert named[2] == "zhengmai: 7月底 is 2025-07-31\n" + written[2]
    assert run("due", "--since", "8月", "--before", "9月底", *at)[0] == 0
    assert run("due", "--before", "someday", *at)[0] == 2
    later = ("--year", "2025", "--today", "2027-01-01", "--store", store)
    for year in (2025, 2024):
        _, _, err = run("due", "--before", "6月30日", "--year", year, *at)
        assert f"6月30日 is {year}-06-30\n" in err
    assert (
        run("due", "--before", "7月底", *later)[1]
        == run("due", "--before", "2025-07-31", *later)[1]
    )


def test_due_within_a_span(store: Path) -> None:
    at = ("--today", "2025-07-20", "--store", store)
    code, out, err = run("due", "--within", "30d", *at)
    assert code == 0
    days = re.findall(r"^ ?(2025-\d\d-\d\d)", out, re.M)
    assert days
    assert all("2025-07-20" <= day <= "2025-08-19" for day in days)
    late = run_json("due", "--state", "overdue", *at)
    assert isinstance(late, list)
    first, *others = err.splitlines()
    assert (
        first
        == f"zhengmai: overdue besides: {len(late)} (with --state overdue in place of --within)"
    )
    assert all(line.startswith("zhengmai: time limits in sentences") for line in others)
    assert run_json("due", "--within", "1个月", *at) == run_json("due", "--within", "31d", *at)
    assert run_json("due", "--within", "三十天", *at) == run_json("due", "--within", "30d", *at)
    for wrong in (
        ("--within", "soon"),
        ("--within", "2w", "--before", "2025-09-01"),
        ("--state", "x"),
    ):
        assert run("due", *wrong, *at)[0] == 2


def test_due_one_line_a_task_and_day(store: Path) -> None:
    rows = run_json("due", "--store", store)
    assert isinstance(rows, list)
    assert len({(r["task"]["iri"], r["date"]) for r in rows}) == len(rows)
    assert any("；" in r["as_written"] for r in rows)


def test_due_as_a_calendar(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "时限.ics"
    code, told, err = run("due", "--ics", out, "--alarm", 3, "--store", store)
    assert code == 0
    made = icalendar.Calendar.from_ical(out.read_bytes())
    counts = re.search(r"(\d+) days on .*, recurring: (\d+)", told)
    assert counts is not None
    days, rounds = map(int, counts.groups())
    assert len(list(made.walk("VEVENT"))) == days + rounds
    first, *others = err.splitlines()
    assert re.fullmatch(r"zhengmai: \d+ recurring limits name no day, .*", first)
    assert all(line.startswith("zhengmai: time limits in sentences") for line in others)
    assert run("due", "--ics", tmp_path / "a.txt", "--store", store)[0] == 2
    code, _, _ = run("due", "--ics", tmp_path / "b.ics", "--year", 1999, "--store", store)
    assert code == 1
    assert not (tmp_path / "b.ics").exists()
