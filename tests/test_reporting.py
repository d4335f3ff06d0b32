"""What filled ledgers say is kept, over everything that may become of a notice."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import zhengmai
from tests.export.ledger.filling import PLACE, fill, key_in, opened, row_of, written
from zhengmai import api
from zhengmai.export.ledger.reading import read_ledger
from zhengmai.graph.stores.opening import open_store, repair_store
from zhengmai.queries.progress import ReportRow
from zhengmai.queries.states import State
from zhengmai.reporting import Taken

NOTICE = "苍坪政办发〔2025〕9号"
UNIT = "苍坪县林业局"


@pytest.fixture
def corpus(tmp_path: Path, samples: Path) -> Path:
    return Path(shutil.copytree(samples, tmp_path / "notices"))


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest, tmp_path: Path, corpus: Path) -> str:
    """A store of the samples, of each kind."""
    where = str(tmp_path / "z.db")
    if request.param == "neo4j":
        where = request.getfixturevalue("neo4j_store")
    api.build_store(corpus, where)
    return where


@pytest.fixture
def plain(tmp_path: Path, corpus: Path) -> str:
    """An embedded store, where both would do."""
    where = str(tmp_path / "plain.db")
    api.build_store(corpus, where)
    return where


@pytest.fixture
def blank(plain: str, tmp_path: Path) -> Path:
    with zhengmai.open(plain) as g:
        return written(g.store, tmp_path / "台账.xlsx", place=PLACE)


def hand_out(store: str, file: Path) -> Path:
    with zhengmai.open(store) as g:
        return written(g.store, file, place=PLACE)


def filled(blank: Path, name: str, change: Callable[..., None]) -> Path:
    book, sheet = opened(blank)
    change(book, sheet)
    file = blank.with_name(name)
    book.save(file)
    return file


def take(store: str, *files: Path, by: str = "张三") -> Taken:
    entries = []
    for file in files:
        found, refused = read_ledger(file)
        assert not refused
        entries += found
    return api.report(entries, store, by=by)


def told(store: str, **how: bool) -> list[ReportRow]:
    with zhengmai.open(store) as g:
        return g.progress(**how)


def said(store: str) -> dict[str, str]:
    """Text of a task → the status that counts, of those that are there."""
    return {r.task.text: r.report.status for r in told(store) if r.task is not None}


def three(_book: object, sheet: object) -> None:
    fill(sheet, 2, 状态="已完成", 进展情况="都办了\n第二行", 佐证材料="照片")
    fill(sheet, 4, 状态="进行中")
    fill(sheet, 6, 状态="基本完成")


def test_it_is_kept_over_rebuilds_and_copies(store: str, corpus: Path, tmp_path: Path) -> None:
    file = filled(hand_out(store, tmp_path / "a.xlsx"), "b.xlsx", three)
    taken = take(store, file)
    assert [n.report.said for n in taken.new] == [
        ("已完成", "都办了\n第二行", "照片"), ("进行中", "", ""), ("基本完成", "", ""),
    ]  # fmt: skip
    assert {(n.report.by, n.report.file) for n in taken.new} == {("张三", "b.xlsx")}
    before = told(store)
    with open_store(store) as opened_:
        names = opened_.graphs()
    api.build_store(corpus, store)
    api.build_store(corpus, store, anew=True)
    assert told(store) == before
    again = take(store, file, by="李四")
    assert (again.new, again.known, again.refused) == ((), 3, ())
    assert told(store, history=True) == before
    repair_store(store)
    assert told(store) == before
    with open_store(store) as opened_:
        assert opened_.graphs() == names
    other = str(tmp_path / "copy.db")
    api.copy(store, other)
    assert told(other) == before
    api.remove(NOTICE, store)
    assert [r.report for r in told(store)] == [r.report for r in before]
    assert all(r.task is None for r in told(store))
    api.build_store(corpus, store)
    assert told(store) == before


def test_a_copy_has_the_reports_of_both(store: str, plain: str, tmp_path: Path) -> None:
    blank = hand_out(plain, tmp_path / "a.xlsx")
    take(plain, filled(blank, "1.xlsx", lambda _b, s: fill(s, 2, 状态="进行中")))
    other = str(tmp_path / "other.db")
    shutil.copytree(plain, other)
    one = filled(blank, "2.xlsx", lambda _b, s: fill(s, 3, 状态="办结"))
    take(other, one)
    take(plain, filled(blank, "3.xlsx", lambda _b, s: fill(s, 4, 状态="办结")))
    api.copy(other, plain)
    assert sorted(said(plain).values()) == ["办结", "办结", "进行中"]
    assert api.copy(other, plain)[1] == 0
    api.copy(plain, store)
    assert said(store) == said(plain)


def changed_notice(corpus: Path, old: str, new: str) -> None:
    file = corpus / "district-b-2025.txt"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_a_task_is_known_again_where_its_number_changed(
    store: str, corpus: Path, tmp_path: Path
) -> None:
    blank = hand_out(store, tmp_path / "a.xlsx")
    late = filled(blank, "late.xlsx", lambda _b, s: fill(s, 4, 状态="办结"))
    take(store, filled(blank, "b.xlsx", three))
    (first, *_) = told(store)
    assert first.task is not None
    before = said(store)
    old = first.task.text[:12]
    changed_notice(corpus, old, f"新增一项工作，及时公开。（责任单位：县档案局）\n2.{old}")
    api.build_store(corpus, store)
    with zhengmai.open(store) as g:
        numbers = {t.text: t.iri for t in g.find("惠企政策清单")}
    assert first.task.text in numbers
    if numbers[first.task.text] == first.task.iri:
        pytest.fail("the number did not change: this test tries nothing")
    assert said(store) == before
    # And so is a row of a ledger that was handed out before.
    taken = take(store, late)
    assert not taken.refused
    assert taken.new[0].report.status == "办结"


def test_a_task_that_says_something_else_is_another(
    store: str, corpus: Path, tmp_path: Path
) -> None:
    blank = hand_out(store, tmp_path / "a.xlsx")
    file = filled(blank, "b.xlsx", three)
    take(store, file)
    gone = told(store)[0].report
    changed_notice(corpus, "按季度编制县级惠企政策清单", "按月编制县级惠农政策清单")
    api.build_store(corpus, store)
    rows = told(store)
    assert [r.report for r in rows if r.task is None] == [gone]
    assert gone.text not in said(store)
    assert len(rows) == 3
    with zhengmai.open(store) as g:
        assert all(r.reported is None for r in g.due() if r.task.iri == gone.task)
    taken = take(store, file)
    assert taken.known == 2
    assert len(taken.refused) == 1
    assert "not in the store any more" in taken.refused[0].why


def test_of_two_that_say_the_same_neither_is_taken_for_the_other(
    plain: str, corpus: Path, tmp_path: Path
) -> None:
    twin = "每季度在镇村公示栏公布一次办理结果。"
    body = f"1.{twin}（责任单位：县林业局）\n2.{twin}（责任单位：县水利局）\n"
    file = corpus / "twins.txt"
    head = "苍坪县人民政府办公室\n关于印发2025年苍坪县林水工作要点的通知\n\n一、公开\n（一）公示\n"
    file.write_text(head + body, "utf-8")
    api.build_store(corpus, plain)
    blank = hand_out(plain, tmp_path / "a.xlsx")
    book, sheet = opened(blank)
    rows = [r for r in range(2, sheet.max_row + 1) if sheet.cell(r, 3).value == twin]
    assert len(rows) == 2
    fill(sheet, rows[1], 状态="办结")
    book.save(blank)
    take(plain, blank)
    with zhengmai.open(plain) as g:
        (row,) = g.progress()
        assert row.task is not None
        assert [u.as_written for u in row.task.units] == ["县水利局"]
    # The first is gone: the second has its number now.
    file.write_text(head + f"1.{twin}（责任单位：县水利局）\n", "utf-8")
    api.build_store(corpus, plain)
    (row,) = told(plain)
    assert row.task is not None
    assert row.task.number == "1"
    # The second is gone: the first is not taken for it.
    file.write_text(head + f"1.{twin}（责任单位：县林业局）\n", "utf-8")
    api.build_store(corpus, plain)
    (row,) = told(plain)
    assert row.task is None


def test_the_latest_counts_and_the_history_is_kept(plain: str, blank: Path) -> None:
    for number, status in enumerate(("未开展", "进行中", "办结")):
        take(plain, filled(blank, f"{number}.xlsx", lambda _b, s, w=status: fill(s, 2, 状态=w)))
    (row,) = told(plain)
    assert row.report.status == "办结"
    rows = told(plain, history=True)
    assert [r.report.status for r in rows] == ["办结", "进行中", "未开展"]
    assert [r.latest for r in rows] == [True, False, False]
    assert len({r.report.at for r in rows}) == 3  # in one second, and still in order


def test_an_old_ledger_takes_nothing_back(plain: str, blank: Path) -> None:
    old = filled(blank, "old.xlsx", lambda _b, s: fill(s, 2, 状态="进行中"))
    take(plain, old)
    new = filled(blank, "new.xlsx", lambda _b, s: fill(s, 2, 状态="办结"))
    assert take(plain, new).new[0].over is not None
    taken = take(plain, old)
    assert not taken.new
    assert "reported like this" in taken.refused[0].why
    assert [*said(plain).values()] == ["办结"]
    # Another row of it is filled in: what the first says is still not new.
    more = filled(old, "more.xlsx", lambda _b, s: fill(s, 3, 状态="办结"))
    assert len(take(plain, more).new) == 1
    assert [*said(plain).values()] == ["办结", "办结"]


def test_a_ledger_that_is_written_anew_may_take_it_back(plain: str, blank: Path) -> None:
    take(plain, filled(blank, "1.xlsx", lambda _b, s: fill(s, 2, 状态="进行中", 进展情况="半")))
    take(plain, filled(blank, "2.xlsx", lambda _b, s: fill(s, 2, 状态="办结")))
    fresh = hand_out(plain, blank.with_name("fresh.xlsx"))
    _, sheet = opened(fresh)
    assert [sheet.cell(2, c).value for c in (11, 12)] == ["半", "办结"]
    assert not take(plain, fresh).new
    take(plain, filled(fresh, "3.xlsx", lambda _b, s: fill(s, 2, 状态="进行中", 进展情况=None)))
    (row,) = told(plain)
    assert row.report.said == ("进行中", "", "")


def test_an_empty_row_of_one_unit_does_not_undo_what_another_says(plain: str, blank: Path) -> None:
    one = filled(blank, "1.xlsx", lambda _b, s: fill(s, 2, 状态="办结"))
    other = filled(blank, "2.xlsx", lambda _b, s: fill(s, 3, 状态="办结"))
    take(plain, one)
    take(plain, other)
    assert [*said(plain).values()] == ["办结", "办结"]


def both_sheets(first: dict[str, str], second: dict[str, str]) -> Callable[..., None]:
    def change(book: dict[str, object], sheet: object) -> None:
        own = book[UNIT]
        fill(own, 2, **first)
        fill(sheet, row_of(sheet, key_in(own, 2)), **second)

    return change


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ({"状态": "办结"}, {}, ("办结", "", "")),
        ({}, {"状态": "办结"}, ("办结", "", "")),
        ({"状态": "办结", "进展情况": "好"}, {"状态": "办结"}, ("办结", "好", "")),
        ({"状态": "办结"}, {"状态": " 办结 "}, ("办结", "", "")),
        ({"状态": "办结"}, {"状态": "进行中"}, None),
        ({"状态": "办结"}, {"进展情况": "本单位部分未完成"}, None),
    ],
)
def test_one_task_on_two_sheets(
    plain: str, blank: Path, first: dict[str, str], second: dict[str, str], kept: object
) -> None:
    taken = take(plain, filled(blank, "b.xlsx", both_sheets(first, second)))
    assert [n.report.said for n in taken.new] == ([kept] if kept else [])
    assert len(taken.refused) == (0 if kept else 2)
    if not kept:
        assert {r.where.sheet for r in taken.refused} == {"全部任务", UNIT}
        assert not told(plain)


def test_one_task_in_two_files(plain: str, blank: Path) -> None:
    one = filled(blank, "林业局.xlsx", lambda _b, s: fill(s, 2, 状态="办结"))
    other = filled(blank, "水利局.xlsx", lambda _b, s: fill(s, 2, 状态="进行中"))
    taken = take(plain, one, other)
    assert not taken.new
    assert {r.where.file for r in taken.refused} == {"林业局.xlsx", "水利局.xlsx"}


def test_due_tells_the_state(plain: str, blank: Path) -> None:
    book, sheet = opened(blank)
    dated = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, 8).value)
    fill(sheet, dated, 状态="全部完成。")
    book.save(blank)
    (new,) = take(plain, blank).new
    with zhengmai.open(plain) as g:
        rows = [r for r in g.due(place=PLACE) if r.task.iri == new.task.iri]
        assert {r.state for r in rows} == {State.DONE}
        assert rows[0].reported is not None
        day = rows[0].date
        others = g.due(day, since=day, today=day, place=PLACE)
        assert {r.state for r in others if r.task.iri != new.task.iri} <= {State.NEAR}
        assert rows == g.due(place=PLACE, states=["done"])
