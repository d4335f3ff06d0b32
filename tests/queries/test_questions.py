"""The named questions, against answers computed from the notices themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

import zhengmai
from zhengmai.api import Zhengmai
from zhengmai.errors import NotFoundError, QueryError, SeveralError
from zhengmai.model import Notice, Role, Task, UnitKind
from zhengmai.ontology import stems, units
from zhengmai.queries.own import parameters, text_of_file
from zhengmai.queries.places import find_place
from zhengmai.queries.questions import text_of

FILES = ["province-2025", "city-2025", "district-a-2025", "district-b-2025", "tabs-2024"]
QUESTIONS = sorted(p.stem for p in Path(zhengmai.__file__).parent.glob("queries/*.rq"))


@pytest.fixture(scope="module")
def read(samples: Path) -> list[Notice]:
    return [zhengmai.read(samples / f"{name}.txt") for name in FILES]


def roles_of(task: Task) -> dict[str, set[Role]]:
    found: dict[str, set[Role]] = defaultdict(set)
    for a in task.assignments:
        if a.kind is UnitKind.UNIT and a.canonical:
            found[a.canonical].add(a.role)
    return found


def counted(notices: list[Notice], role: Role | None = None) -> Counter[str]:
    count: Counter[str] = Counter()
    for notice in notices:
        for task in notice.tasks:
            for unit, roles in roles_of(task).items():
                count[unit] += role is None or role in roles
    return +count


def within(notices: list[Notice], place: str) -> list[Notice]:
    inside = {"湄川省": 0, "榆津市": 1, "渡南区": 2, "苍坪县": 2, "瓷岭区": 2}
    assert place in inside
    if place in ("湄川省", "榆津市"):
        lowest = inside[place]
        rank = {"province": 0, "city": 1, "county": 2}
        return [n for n in notices if rank[n.jurisdiction[-1].level] >= lowest]
    return [n for n in notices if n.jurisdiction[-1].name == place]


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("year", [None, 2024, 2025])
@pytest.mark.parametrize("place", [None, "湄川省", "榆津市", "渡南区", "湄川省榆津市苍坪县"])
def test_workload(
    sample_graph: Zhengmai,
    read: list[Notice],
    place: str | None,
    year: int | None,
    role: Role | None,
) -> None:
    notices = read if place is None else within(read, place[-3:])
    notices = [n for n in notices if year is None or n.plan_year == year]
    expected = sorted(counted(notices, role).items(), key=lambda pair: (-pair[1], pair[0]))
    rows = sample_graph.workload(place, year=year, role=role)
    assert [(r.unit, r.tasks) for r in rows] == expected
    lead, responsible = counted(notices, Role.LEAD), counted(notices, Role.RESPONSIBLE)
    for row in rows:  # other roles than the one asked for are not counted
        asked = [lead[row.unit], responsible[row.unit]]
        if role is not None:
            asked = [n * (role is of) for n, of in zip(asked, Role, strict=False)]
        assert [row.lead, row.responsible] == asked


def test_workload_through_collectives(sample_graph: Zhengmai, read: list[Notice]) -> None:
    """Tasks of the place's notices that name 各部门 or 各街道, and not the unit itself."""
    for row in sample_graph.workload():
        place, rank = row.jurisdiction, _rank(row.iri, read)
        expected = 0
        for notice in read:
            here = "".join(p.name for p in notice.jurisdiction)
            if not place.endswith(here) and not here.endswith(place):
                continue
            if notice.jurisdiction[-1].name not in place[-len(notice.jurisdiction[-1].name) :]:
                continue
            for task in notice.tasks:
                reached = any(
                    a.kind is UnitKind.COLLECTIVE and stems.reaches(a.unit) == rank
                    for a in task.assignments
                )
                expected += reached and row.unit not in roles_of(task)
        assert row.through_collectives == expected, row.unit


def _rank(iri: str, read: list[Notice]) -> str:
    from zhengmai.ontology import iris

    for notice in read:
        for task in notice.tasks:
            for a in task.assignments:
                if a.kind is UnitKind.UNIT:
                    name = units.named_in(a.unit, notice)
                    if iris.unit(name) == iri:
                        return name.rank
    raise AssertionError(iri)


def test_top_is_the_head_of_the_list(sample_graph: Zhengmai) -> None:
    assert sample_graph.workload(top=3) == sample_graph.workload()[:3]


def test_one_units_tasks(sample_graph: Zhengmai, read: list[Notice]) -> None:
    rows = sample_graph.unit("渡南区人民政府办公室")
    notice = next(n for n in read if n.jurisdiction[-1].name == "渡南区")
    expected = [t.text for t in notice.tasks if "渡南区人民政府办公室" in roles_of(t)]
    assert [r.text for r in rows] == expected
    assert all(r.role in ("lead", "responsible", "cooperating") for r in rows)
    assert all(len(r.units) >= 1 for r in rows)


def test_a_unit_by_its_name_as_written(sample_graph: Zhengmai) -> None:
    by_full_name = sample_graph.unit("渡南区教育和体育局")
    assert sample_graph.unit("区教体局", place="渡南区") == by_full_name
    assert by_full_name


def test_a_unit_that_may_be_several_is_asked_for_again(sample_graph: Zhengmai) -> None:
    with pytest.raises(NotFoundError, match="may be any of"):
        sample_graph.unit("区教体局")
    with pytest.raises(NotFoundError, match="no unit"):
        sample_graph.unit("区航天局")


def of_days(task: Task) -> dict[date, list[str]]:
    """The days on which a task is due, with the phrases that say so."""
    found: dict[date, list[str]] = {}
    for limit in task.deadlines:
        if last := limit.date or limit.counted:
            found.setdefault(last, []).append(limit.as_written)
    return found


def test_due(sample_graph: Zhengmai, read: list[Notice]) -> None:
    rows = sample_graph.due()
    expected = sorted(
        (
            day,
            "；".join(
                p for p in dict.fromkeys(phrases) if not any(p in q for q in phrases if p != q)
            ),
        )
        for n in read
        for t in n.tasks
        for day, phrases in of_days(t).items()
    )
    assert sorted((r.date, r.as_written) for r in rows) == expected
    assert len({(r.date, r.task.iri) for r in rows}) == len(rows)
    assert [r.date for r in rows] == sorted(r.date for r in rows)


def test_due_filters_combine(sample_graph: Zhengmai) -> None:
    limit = date(2025, 9, 30)
    every = sample_graph.due(year=2025)
    some = sample_graph.due(limit, since=date(2025, 7, 1), place="榆津市", year=2025)
    assert some == [
        r for r in every if date(2025, 7, 1) <= r.date <= limit and "湄政" not in r.task.iri
    ]
    assert 0 < len(some) < len(every)
    unit = sample_graph.due(unit="渡南区人民政府办公室")
    assert unit
    assert all("渡南区人民政府办公室" in {u.unit for u in r.task.units} for r in unit)


def test_find(sample_graph: Zhengmai, read: list[Notice]) -> None:
    rows = sample_graph.find("政策 解读")
    texts = {r.text for r in rows}
    for notice in read:
        headings = {p.id: p.heading for p in notice.points}
        for task in notice.tasks:
            units_ = [n for a in task.assignments for n in (a.unit, a.canonical or "")]
            said = (task.text, headings.get(task.point or "", ""), *units_)
            found = all(any(word in s for s in said) for word in ("政策", "解读"))
            assert (task.text in texts) == found, task.text


def test_find_treats_words_as_words(sample_graph: Zhengmai) -> None:
    assert sample_graph.find(".*") == []
    assert sample_graph.find('") } #') == []


def test_trace_to_the_province(sample_graph: Zhengmai) -> None:
    levels = set()
    for row in sample_graph.links():
        if row.child.level == "county":
            found = sample_graph.trace(row.child.iri)
            levels.add(tuple(n.level for n in found.nodes))
            assert found.task.iri == row.child.iri
            rows = {s.child.iri for s in found.links if s.child.under == found.task.iri}
            reached = {found.task.iri, *rows}  # of a point its rows are followed, too
            for step in found.links:
                assert step.child.iri in reached
                reached.add(step.parent.iri)
    assert ("city", "province") in levels


def test_trace_down_is_the_way_back(sample_graph: Zhengmai) -> None:
    top = next(k.parent for k in sample_graph.links() if k.parent.level == "province")
    down = sample_graph.trace(top.iri, down=True)
    assert down.links
    for node in down.nodes:
        assert top.iri in {n.iri for n in sample_graph.trace(node.iri).nodes}


def test_trace_by_a_phrase(sample_graph: Zhengmai, read: list[Notice]) -> None:
    task = read[2].tasks[0]
    assert sample_graph.trace(task.text[:20]).task.text == task.text
    with pytest.raises(NotFoundError, match="no task says"):
        sample_graph.trace("此语绝无")
    with pytest.raises(NotFoundError, match="give a longer phrase"):
        sample_graph.trace("公开")
    with pytest.raises(NotFoundError, match="no task https"):
        sample_graph.trace("https://example.org/x")


def test_gaps_are_what_no_link_reaches(sample_graph: Zhengmai) -> None:
    found = sample_graph.gaps()
    links = sample_graph.links()
    children, parents = {k.child.iri for k in links}, {k.parent.iri for k in links}
    assert {n.iri for n in found.without_parent}.isdisjoint(children)
    uncarried = {n.iri for n in found.uncarried}
    for row in sample_graph.links():
        assert row.parent.under not in uncarried
    assert uncarried.isdisjoint(parents)
    one = sample_graph.gaps("湄政办发〔2025〕11号")
    assert {n.iri for n in one.uncarried} == {n for n in uncarried if "湄政办发" in n}
    assert one.without_parent == ()


def test_what_rests_on_a_document_that_is_not_held_cannot_be_judged(sample_graph: Zhengmai) -> None:
    found = sample_graph.gaps()
    (missing,) = found.missing_parents
    unjudged = {n.iri for n in found.cannot_be_judged}
    assert {n.notice for n in found.cannot_be_judged} == {missing.notice}
    assert unjudged.isdisjoint(k.child.iri for k in sample_graph.links())
    assert unjudged.isdisjoint(n.iri for n in found.without_parent)


def test_notices(sample_graph: Zhengmai, read: list[Notice]) -> None:
    rows = {r.document_number: r for r in sample_graph.notices()}
    for notice in read:
        row = rows[notice.document_number]
        assert (row.points, row.tasks) == (len(notice.points), len(notice.tasks))
        assert row.jurisdiction[-1] == notice.jurisdiction[-1].name
    assert [n.year for n in sample_graph.notices(year=2024)] == [2024]
    assert {n.level for n in sample_graph.notices("榆津市")} == {"city", "county"}


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("渡南", "湄川省榆津市渡南区"),
        ("榆津", "湄川省榆津市"),
        ("湄川", "湄川省"),
        ("榆津渡南", "湄川省榆津市渡南区"),
        ("湄川榆津苍坪", "湄川省榆津市苍坪县"),
        ("湄川省榆津苍坪县", "湄川省榆津市苍坪县"),
        ("湄川苍坪", "湄川省榆津市苍坪县"),
        (" 榆津 苍坪 ", "湄川省榆津市苍坪县"),
    ],
)
def test_a_place_in_short(sample_graph: Zhengmai, wanted: str, meant: str) -> None:
    assert find_place(sample_graph.store, wanted).full_name == meant


@pytest.mark.parametrize(
    "wanted", ["渡", "市", "区", "南", "苍坪榆津", "渡南榆津", "榆津市区", "津"]
)
def test_what_is_no_place_in_short(sample_graph: Zhengmai, wanted: str) -> None:
    with pytest.raises(NotFoundError, match=f"no place '{wanted}'"):
        find_place(sample_graph.store, wanted)


def test_several_places_in_short(tmp_path: Path) -> None:
    """Two places are called so: which ones is told, and none is taken."""
    for number, place in enumerate(("江北省榆津市", "江南省榆津县")):
        text = (
            f"{place}人民政府办公室关于印发2025年政务公开工作要点的通知\n\n"
            f"2025年{place}政务公开工作要点\n一、公开\n（一）晒清单。贴到村口。（责任单位：财政局）\n"
        )
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    several = pytest.raises(SeveralError, match=r"'榆津' may be any of: .*榆津.*榆津")
    with zhengmai.build(tmp_path, store=tmp_path / "z.db") as graph, several:
        find_place(graph.store, "榆津")


@pytest.mark.parametrize(
    ("wanted", "message"),
    [("火星市", "no place '火星市' in this store; it knows: 湄川省"), ("", "no place")],
)
def test_an_unknown_place(sample_graph: Zhengmai, wanted: str, message: str) -> None:
    with pytest.raises(NotFoundError, match=message):
        sample_graph.workload(wanted)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_runs_as_it_stands_in_its_file(sample_graph: Zhengmai, name: str) -> None:
    """With no parameter bound, each file is plain SPARQL that any engine can be given."""
    text = text_of(name, "sparql").replace("#bind", "# bind")
    assert isinstance(list(sample_graph.store.rows(text, {})), list)


def test_own_parameters() -> None:
    assert parameters(["a=b=c", "n=3", "d=2025-06-30", "i=<http://x>"]) == {
        "a": "b=c", "n": [3, "3"], "d": date(2025, 6, 30), "i": "http://x",
    }  # fmt: skip
    with pytest.raises(QueryError, match="NAME=VALUE"):
        parameters(["a"])


def test_a_number_is_one_value_in_cypher_and_either_in_sparql(tmp_path: Path) -> None:
    assert parameters(["year=2025"], "cypher") == {"year": 2025}
    assert parameters(["year=2025"]) == {"year": [2025, "2025"]}
    file = tmp_path / "q.cypher"
    file.write_text("MATCH (n:Notice) WHERE n.service < 3 RETURN n")
    assert text_of_file(file, "cypher")


def test_own_question_must_be_in_the_stores_language(tmp_path: Path) -> None:
    file = tmp_path / "q.cypher"
    file.write_text("MATCH (n) RETURN n")
    with pytest.raises(QueryError, match=r"give a \.rq file"):
        text_of_file(file, "sparql")
    with pytest.raises(QueryError, match="cannot be read"):
        text_of_file(tmp_path / "none.rq", "sparql")
