"""Time limits in sentences that are no tasks are in no list of what is due, and told beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhengmai
from tests.cli.running import run
from zhengmai.api import build_store
from zhengmai.queries.due import UnreadLimit


@pytest.fixture
def store(samples: Path, tmp_path: Path) -> Path:
    text = (samples / "district-a-2025.txt").read_text("utf-8")
    head, sign, rest = text.partition("2025年6月18日")
    said = "请各单位于7月25日前报送工作方案，11月15日前报送总结。\n"
    assert sign
    lines = head.splitlines(keepends=True)
    (tmp_path / "in").mkdir()
    lines.insert(-1, said)
    (tmp_path / "in" / "a.txt").write_text("".join(lines) + sign + rest, "utf-8")
    (tmp_path / "in" / "b.txt").write_text((samples / "city-2025.txt").read_text("utf-8"), "utf-8")
    build_store(tmp_path / "in", tmp_path / "z.db")
    return tmp_path / "z.db"


def test_they_are_told_of_place_and_year(store: Path) -> None:
    with zhengmai.open(store) as graph:
        own = graph.unread_limits("渡南区")
        assert {limit.as_written for limit in own} == {"7月25日前", "11月15日前"}
        assert {limit.notice for limit in own} == {n.iri for n in graph.notices("渡南区")}
        assert isinstance(own[0], UnreadLimit)
        assert graph.unread_limits("渡南区", year=2025) == own
        assert graph.unread_limits("渡南区", year=2024) == []
        assert not {"7月25日前"} & {row.as_written for row in graph.due()}


def test_due_says_that_they_are_not_listed(store: Path) -> None:
    given = ["due", "--store", str(store), "--in", "渡南区", "--today", "2025-06-20"]
    code, out, err = run(*given)
    assert code == 0
    assert "sentences that are no tasks, not listed: 2 (" in err
    for written in ("7月25日前", "11月15日前"):
        assert written in err
        assert written not in out
    assert "另有 2 处时限写在不是任务的语句里，未列出" in run(*given, "--lang", "zh")[2]


def test_where_they_stand_is_told(store: Path) -> None:
    lines = (store.parent / "in" / "a.txt").read_text("utf-8").splitlines()
    line = 1 + next(n for n, said in enumerate(lines) if "7月25日前" in said)
    given = ["due", "--store", str(store), "--in", "渡南区", "--today", "2025-06-20"]
    assert f"7月25日前 in the notice 渡南政办发〔2025〕6号, line {line} of a.txt" in run(*given)[2]
    chinese = run(*given, "--lang", "zh")[2]
    assert f"7月25日前，见渡南政办发〔2025〕6号，a.txt 第{line}行" in chinese


@pytest.mark.parametrize(
    ("options", "limits"),
    [
        ((), {"7月25日前", "11月15日前"}),
        (("--before", "2025-07-25"), {"7月25日前"}),
        (("--before", "2025-07-24"), set()),
        (("--since", "2025-08-01"), {"11月15日前"}),
        (("--within", "两个月"), {"7月25日前"}),
        (("--state", "overdue"), set()),
        (("--state", "pending"), {"7月25日前", "11月15日前"}),
        (("--year", "2025"), {"7月25日前", "11月15日前"}),
        # Who is meant by a sentence is not known: no unit is.
        (("--unit", "渡南区司法局"), set()),
    ],
)
def test_what_is_asked_of_tasks_is_asked_of_them(
    store: Path, options: tuple[str, ...], limits: set[str]
) -> None:
    given = ["due", "--store", store, "--in", "渡南区", "--today", "2025-06-20", *options]
    _, _, err = run(*given)
    assert {one for one in ("7月25日前", "11月15日前") if f"{one} in the notice " in err} == limits
    assert ("sentences that are no tasks" in err) is bool(limits)


DAYLESS = Path(__file__).parent / "dayless" / "ferry.txt"


@pytest.fixture(params=["embedded", "neo4j"])
def dayless(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    neo4j = request.param == "neo4j"
    store = request.getfixturevalue("neo4j_store") if neo4j else str(tmp_path / "z.db")
    build_store(DAYLESS, store)
    return store


def test_a_limit_whose_day_is_not_known_is_told(dayless: str) -> None:
    with zhengmai.open(dayless) as graph:
        assert {row.as_written for row in graph.due()} == {"6月底前"}
        assert [(r.as_written, r.task.number) for r in graph.dayless()] == [
            ("2025年2月30日", "1"), ("择日", "3"),
        ]  # fmt: skip
        assert [r.as_written for r in graph.dayless(unit="渡南区水利局")] == ["2025年2月30日"]
        assert graph.dayless(year=2024) == []
        through = graph.dayless(unit="渡南区水利局", with_collectives=True)
        assert [r.as_written for r in through] == ["2025年2月30日", "择日"]
    err = run("due", "--store", dayless)[2]
    assert "time limits whose day is not known, not listed: 2 (2025年2月30日 in the file " in err
    assert "ferry.txt; 择日" in err
    chinese = run("due", "--store", dayless, "--unit", "渡南区水利局", "--lang", "zh")[2]
    assert "另有 1 处时限算不出日期，未列出（2025年2月30日，见ferry.txt）" in chinese
