"""What a place's plans keep, change, drop and add: plans chosen, differences told, ways to ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import zhengmai
from tests.cli.running import run, run_json
from zhengmai.api import Zhengmai, build_store
from zhengmai.errors import NotFoundError, QueryError
from zhengmai.queries.changes import Change, PlanPair
from zhengmai.queries.differences import Duty, differences
from zhengmai.queries.tasks import DeadlineOfTask, UnitOfTask

YEARS = Path(__file__).parent / "years"
HEAD = """{issuer}
关于印发{year}年渡南区{subject}的通知
渡南政办发〔{year}〕{number}号
各街道办事处，区政府各部门：
《{year}年渡南区{subject}》已经区政府同意，现印发给你们。{more}
{issuer}
{year}年3月5日
{year}年渡南区{subject}
"""
BODIES = {
    "养老服务工作要点": "（一）助餐。新建社区食堂{n}家。（责任单位：区民政局）\n"
    "（二）巡访。每季度上门巡访独居老人一次。（责任单位：区民政局、各街道办事处）\n",
    "渡口安全工作要点": "（一）验船。对渡船逐艘检验，不合格的停航。（责任单位：区交通运输局）\n"
    "（二）救生。渡口配齐救生衣{n}件。（责任单位：区交通运输局）\n",
}


def write(folder: Path, year: int, subject: str, number: int, more: str = "") -> None:
    head = HEAD.format(
        issuer="榆津市渡南区人民政府办公室", year=year, subject=subject, number=number, more=more
    )
    body = BODIES[subject].format(n=year - 2000)
    (folder / f"{year}-{number}.txt").write_text(head + "一、重点任务\n" + body, "utf-8")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three years of 渡南区: two subjects in 2023 and 2024, one and a new one in 2025."""
    folder = tmp_path_factory.mktemp("changes")
    notices = folder / "notices"
    notices.mkdir()
    old = "自本通知印发之日起，《2023年渡南区养老服务工作要点》（渡南政办发〔2023〕1号）停止执行。"
    gone = "《渡口管理办法》（渡政发〔2010〕7号）同时废止。"
    write(notices, 2023, "养老服务工作要点", 1)
    write(notices, 2023, "渡口安全工作要点", 2)
    write(notices, 2024, "养老服务工作要点", 3, old)
    write(notices, 2024, "渡口安全工作要点", 4, gone)
    write(notices, 2025, "渡口安全工作要点", 5)
    build_store(notices, folder / "z.db")
    return folder / "z.db"


@pytest.fixture
def graph(store: Path) -> Iterator[Zhengmai]:
    with zhengmai.open(store) as opened:
        yield opened


def numbers(pairs: tuple[PlanPair, ...]) -> list[tuple[str | None, str | None]]:
    return [(p.old.document_number, p.new.document_number) for p in pairs]


def test_plans_of_one_subject_are_compared(graph: Zhengmai) -> None:
    found = graph.changes("渡南区", earlier=2023, later=2024)
    assert sorted(map(str, numbers(found.pairs))) == [
        "('渡南政办发〔2023〕1号', '渡南政办发〔2024〕3号')",
        "('渡南政办发〔2023〕2号', '渡南政办发〔2024〕4号')",
    ]
    assert found.without_counterpart == ()


def test_the_two_newest_years_are_compared_unless_others_are_asked_for(graph: Zhengmai) -> None:
    found = graph.changes("渡南区")
    assert (found.earlier, found.later) == (2024, 2025)
    assert numbers(found.pairs) == [("渡南政办发〔2024〕4号", "渡南政办发〔2025〕5号")]
    assert [n.document_number for n in found.without_counterpart] == ["渡南政办发〔2024〕3号"]
    assert graph.changes("渡南区", later=2024).earlier == 2023
    assert graph.changes("渡南区", earlier=2023).later == 2025


def test_one_plan_or_two_may_be_named(graph: Zhengmai) -> None:
    one = graph.changes("渡南区", notices=["渡南政办发〔2023〕2号"])
    assert (one.earlier, one.later) == (2023, 2024)
    assert numbers(one.pairs) == [("渡南政办发〔2023〕2号", "渡南政办发〔2024〕4号")]
    two = graph.changes("渡南区", notices=["渡南政办发〔2025〕5号", "渡南政办发〔2023〕1号"])
    assert numbers(two.pairs) == [("渡南政办发〔2023〕1号", "渡南政办发〔2025〕5号")]
    alone = graph.changes("渡南区", later=2025, notices=["渡南政办发〔2024〕3号"])
    assert alone.pairs == ()
    assert [n.document_number for n in alone.without_counterpart] == ["渡南政办发〔2024〕3号"]


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        ({"earlier": 2020}, NotFoundError, "2023、2024、2025"),
        ({"later": 2023}, NotFoundError, "before 2023"),
        ({"earlier": 2025, "later": 2024}, QueryError, "is not before"),
        ({"later": 2025, "notices": ["渡南政办发〔2023〕1号"]}, QueryError, "is of 2023"),
        (
            {"notices": ["渡南政办发〔2024〕3号", "渡南政办发〔2024〕4号"]},
            QueryError,
            "plans of two years",
        ),
        ({"notices": ["没有"]}, NotFoundError, "no notice"),
    ],
)
def test_what_cannot_be_compared_is_told(
    graph: Zhengmai, asked: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        graph.changes("渡南区", **asked)  # type: ignore[arg-type]


def test_a_place_without_two_years(graph: Zhengmai) -> None:
    with pytest.raises(NotFoundError, match="no plan"):
        graph.changes("榆津市")
    with pytest.raises(NotFoundError, match="no place"):
        graph.changes("火星")


def test_what_is_repealed_is_told_with_who_says_so(graph: Zhengmai) -> None:
    of = {n.document_number: n for n in graph.notices()}
    (by,) = of["渡南政办发〔2023〕1号"].repealed_by
    assert (by.document_number, by.held) == ("渡南政办发〔2024〕3号", True)
    (gone,) = of["渡南政办发〔2024〕4号"].repeals
    assert (gone.title, gone.document_number, gone.held) == (
        "渡口管理办法",
        "渡政发〔2010〕7号",
        False,
    )
    assert of["渡南政办发〔2025〕5号"].repeals == of["渡南政办发〔2025〕5号"].repealed_by == ()
    # of one year alone it is told, too
    (row,) = [n for n in graph.notices(year=2023) if n.document_number == "渡南政办发〔2023〕1号"]
    assert row.repealed_by == (by,)
    assert graph.changes("渡南区", later=2024).pairs[0].old.repealed_by in ((by,), ())


def test_the_same_on_both_stores(neo4j_store: str, store: Path) -> None:
    zhengmai.api.copy(str(store), neo4j_store)
    with zhengmai.open(store) as one, zhengmai.open(neo4j_store) as other:
        assert one.notices() == other.notices()
        for asked in ({}, {"later": 2024}, {"earlier": 2023}):
            assert one.changes("渡南区", **asked) == other.changes("渡南区", **asked)
        for name in one.store.graphs():
            assert one.store.graph(name) == other.store.graph(name)


def test_a_repeal_goes_with_its_notice(tmp_path: Path, neo4j_store: str) -> None:
    more = "《渡口管理办法》（渡政发〔2010〕7号）同时废止。"
    for where in (str(tmp_path / "z.db"), neo4j_store):
        write(tmp_path, 2024, "渡口安全工作要点", 4, more)
        build_store(tmp_path / "2024-4.txt", where)
        with zhengmai.open(where) as opened:
            assert opened.notices()[0].repeals
        write(tmp_path, 2024, "渡口安全工作要点", 4)
        build_store(tmp_path / "2024-4.txt", where)
        with zhengmai.open(where) as opened:
            assert opened.notices()[0].repeals == ()


# ---- what differs


def duty(text: str, *, units: str = "", limits: str = "", number: str = "1") -> Duty:
    """A duty; units are ``区财政局/lead`` parted by spaces, limits days or words."""
    named = [u.split("/") for u in units.split()]
    return Duty(
        f"iri/{number}", "task", number, None, "标题", text,
        tuple(UnitOfTask(n, f"unit/{n}", role, n) for n, role in named),
        tuple(map(limit, limits.split())),
    )  # fmt: skip


def limit(said: str) -> DeadlineOfTask:
    if said[0].isdigit():
        return DeadlineOfTask(f"{said}前", "date", date.fromisoformat(said), None)
    return DeadlineOfTask(said, "recurring", None, {"每季度": "R/P3M", "每月": "R/P1M"}[said])


def told(old: Duty, new: Duty) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(d.what, d.old, d.new) for d in differences([old], [new], (2024, 2025))]


def test_nothing_differs_where_only_the_year_moves_on() -> None:
    old = duty("2024年新建食堂10家", units="区民政局/lead", limits="2024-06-30 每季度")
    new = duty("2025年新建食堂10家", units="区民政局/lead", limits="2025-06-30 每季度")
    assert told(old, new) == []


def test_each_thing_that_differs_is_told() -> None:
    old = duty("新建食堂10家", units="区教体局/responsible 区财政局/lead", limits="2024-06-30")
    new = duty("新建食堂20家", units="区教育局/responsible 区财政局/lead", limits="2025-09-30")
    assert told(old, new) == [
        ("figures", ("10家",), ("20家",)),
        ("units", ("区教体局（责任）",), ("区教育局（责任）",)),
        ("deadlines", ("2024-06-30前",), ("2025-09-30前",)),
    ]


def test_a_role_that_differs_is_told_and_an_order_is_not() -> None:
    old = duty("巡访", units="区民政局/lead 区财政局/responsible")
    assert told(old, duty("巡访", units="区财政局/responsible 区民政局/lead")) == []
    assert told(old, duty("巡访", units="区民政局/responsible 区财政局/responsible")) == [
        ("units", ("区民政局（牵头）",), ("区民政局（责任）",))
    ]


def test_a_day_that_stays_or_moves_on_with_the_plan_is_no_change() -> None:
    old = duty("建成", limits="2025-06-30")
    assert told(old, duty("建成", limits="2025-06-30")) == []
    assert told(old, duty("建成", limits="2026-06-30")) == []
    assert [what for what, _, _ in told(old, duty("建成", limits="2027-06-30"))] == ["deadlines"]


def test_words_are_told_by_clauses() -> None:
    old, new = duty("上门巡访老人，建立台账10份"), duty("上门巡访独居老人，建立台账10份，抽查")
    assert told(old, new) == [("wording", ("上门巡访老人",), ("上门巡访独居老人", "抽查"))]


def test_parts_of_a_split_duty_are_compared_together() -> None:
    old = duty("甲，乙", units="区民政局/lead 区财政局/responsible")
    new = [duty("甲", units="区民政局/lead"), duty("乙", units="区财政局/responsible", number="2")]
    assert [d.what for d in differences([old], new, (2024, 2025))] == ["split"]
    assert [d.what for d in differences(new, [old], (2024, 2025))] == ["merged"]


def test_a_certainty_has_a_word() -> None:
    def word(score: float | None, method: str | None) -> str | None:
        return Change("changed", (), (), score, method, False, ()).certainty

    assert word(1.0, "same") == "文字相同"
    assert word(0.95, "verbatim") == "很可能"
    assert word(0.6, "paraphrase") == "可能"
    assert word(None, None) is None


# ---- the command


def test_the_command_counts_first_and_groups(store: Path) -> None:
    code, said, _ = run("changes", "渡南区", "--to", "2024", "--store", store)
    assert code == 0
    assert "有变化 1  新增 0  未再列入 0  保留 1" in said
    assert "23家 → 24家" in said
    assert "已废止" in said
    assert "（未入库）" in said


def test_the_command_as_json(store: Path) -> None:
    found: Any = run_json("changes", "渡南区", "--store", store)
    assert (found["from"], found["to"]) == (2024, 2025)
    assert found["pairs"][0]["counts"] == {"changed": 1, "new": 0, "dropped": 0, "kept": 1}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("渡南区", "--from", "2025", "--to", "2024"), 2),
        (("渡南区", "--notice", "a", "--notice", "b", "--notice", "c"), 2),
        ((), 2),
        (("渡南区", "--notice", "渡南政办发〔2024〕3号", "--to", "2025"), 1),
    ],
)
def test_wrong_use_and_nothing_found(store: Path, arguments: tuple[str, ...], code: int) -> None:
    assert run("changes", *arguments, "--store", store)[0] == code
