"""``coverage`` and ``diffusion``: the matrix is what the traces tell, one by one."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

import pytest

import zhengmai
from zhengmai.api import Zhengmai, build_store, confirm
from zhengmai.errors import NotFoundError
from zhengmai.graph.lineage.linkable import wording
from zhengmai.graph.lineage.matching.evidence import fidelity
from zhengmai.queries.coverage import Coverage
from zhengmai.queries.diffusion import DiffusionRow
from zhengmai.queries.links import nodes

PROVINCE = "湄政办发〔2025〕11号"


def by_traces(graph: Zhengmai, plan: str) -> dict[tuple[str, str], set[str]]:
    """Node of a plan and place → the tasks and points whose traces reach it."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for child in {k.child.iri: k.child for k in graph.links()}.values():
        for node in graph.trace(child.iri).nodes:
            if node.notice == plan:
                found[node.iri, "".join(child.jurisdiction)].add(child.iri)
    return found


@pytest.mark.parametrize("store", ["sample_graph", "firms_graph"])
def test_the_cells_are_what_the_traces_tell(store: str, request: pytest.FixtureRequest) -> None:
    graph: Zhengmai = request.getfixturevalue(store)
    held = graph.notices()
    matrices = [m for m in (graph.coverage(n.iri) for n in held) if m.places]
    assert len(matrices) >= 2
    for matrix in matrices:
        told = by_traces(graph, matrix.plan.iri)
        members = _members(graph, matrix)
        for row in matrix.points:
            for place, cell in zip(matrix.places, row.cells, strict=True):
                name = "".join(place.jurisdiction)
                own = {c for m in members[row.point.iri] for c in told.get((m, name), ())}
                points = {iri for iri in own if "/point/" in iri}
                tasks = own - points
                assert cell is not None
                assert len(tasks) <= cell <= len(own), (row.point.number, name)
                if tasks or not points:
                    assert cell == len(tasks)
    assert any(row.total for matrix in matrices for row in matrix.points)


def items(graph: Zhengmai) -> set[str]:
    """The tasks that are numbered items, each a duty of its own."""
    question = 'SELECT ?task WHERE { ?task <https://w3id.org/zhengmai/ns#taskSource> "item" }'
    return {str(row["task"]) for row in graph.store.rows(question, {})}


def test_of_a_heading_with_items_each_item_is_counted(firms_graph: Zhengmai) -> None:
    """A heading of which one item is carried out is not carried out for the rest."""
    city = next(n for n in firms_graph.notices() if n.level == "city")
    own = {iri for iri in items(firms_graph) if iri.startswith(city.iri + "/")}
    matrix = firms_graph.coverage(city.iri)
    assert {row.point.iri for row in matrix.points} == own
    left_out = {row.point.iri for row in matrix.points if not row.total}
    assert left_out
    assert {node.iri for node in firms_graph.gaps(city.iri).uncarried} == left_out


def _members(graph: Zhengmai, matrix: Coverage) -> dict[str, set[str]]:
    """Point → it and all that belongs to it: its tasks, and the rows that break it down."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    rows = {row.point.iri for row in matrix.points}
    words = wording(graph.store, [matrix.plan.iri])[matrix.plan.iri]
    known = nodes(graph.store, [n.iri for n in words])
    alone = items(graph)
    for node in words:
        one = node.iri if node.iri in alone else known[node.iri].under or node.point or node.iri
        found[one].add(node.iri)
    for iri in rows:
        found[iri].add(iri)
    assert found.keys() == rows
    return found


def test_points_and_places_are_in_order_and_add_up(sample_graph: Zhengmai) -> None:
    matrix = sample_graph.coverage(PROVINCE)
    assert [row.point.number for row in matrix.points][:3] == ["（一）", "（二）", "（三）"]
    assert [c.jurisdiction[-1] for c in matrix.places] == ["榆津市", "渡南区", "苍坪县"]
    nobody = [row for row in matrix.points if row.status == "uncarried"]
    assert {(row.cells, row.total, row.places) for row in nobody} == {((0, 0, 0), 0, 0)}
    assert {row.status for row in matrix.points if any(row.cells)} == {"carried"}
    # That nobody carries out a point is true of these two; （十一） has been taken for carried.
    assert {"（十五）"} <= {row.point.number for row in nobody} <= {"（十一）", "（十五）"}
    held = {n.iri: n for n in sample_graph.notices()}
    for at, place in enumerate(matrix.places):
        assert place.missing == ()
        assert place.linked <= place.tasks == sum(held[n].tasks for n in place.notices)
        assert place.linked <= sum(row.cells[at] or 0 for row in matrix.points)
    uncarried = {n.iri for n in sample_graph.gaps(PROVINCE).uncarried}
    assert uncarried == {row.point.iri for row in nobody}


def test_where_the_level_between_is_not_held_nothing_is_not_nought(
    samples: Path, tmp_path: Path
) -> None:
    for name in ("province-2025.txt", "district-a-2025.txt"):
        shutil.copy(samples / name, tmp_path)
    build_store(tmp_path, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        matrix = graph.coverage(PROVINCE)
        (place,) = matrix.places
        assert place.jurisdiction[-1] == "渡南区"
        assert "2025年榆津市政务公开工作要点" in "".join(place.missing)
        cells = [row.cells[0] for row in matrix.points]
        assert None in cells
        assert 0 not in cells
        assert any(cells)
        for row in matrix.points:
            assert (row.status == "cannot_be_judged") == (row.cells == (None,))
    shutil.copy(samples / "city-2025.txt", tmp_path)
    build_store(tmp_path, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        assert all(c.missing == () for c in graph.coverage(PROVINCE).places)


def test_a_missing_document_above_the_plan_takes_nothing_away(
    samples: Path, tmp_path: Path
) -> None:
    """What the district rests on beside is of the nation: it stands between nothing."""
    for name in ("province-2025.txt", "city-2025.txt", "district-a-2025.txt"):
        text = (samples / name).read_text("utf-8")
        if name.startswith("district"):
            assert text.count("按照省、市政务公开工作要点") == 1
            other = "《国务院办公厅关于全面推进政务公开工作的意见》（国办发〔2024〕80号）"
            text = text.replace("按照省、市", f"按照{other}和省、市")
        (tmp_path / name).write_text(text, "utf-8")
    build_store(tmp_path, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        labels = "".join(m.label for m in graph.gaps().missing_parents)
        assert "国办发〔2024〕80号" in labels
        assert all(c.missing == () for c in graph.coverage(PROVINCE).places)


@pytest.mark.parametrize("firsts", ["all", "middle"])
def test_what_a_doubtful_pair_may_change_is_told_from_a_plain_nought(
    samples: Path, tmp_path: Path, firsts: str
) -> None:
    """Cells that are doubtful are those that change where a person confirms the candidates.

    Also where only those of the level between are confirmed: then what lies below goes on.
    """
    build_store(samples, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        before, pair = graph.coverage(PROVINCE), graph.compare("渡南区", "苍坪县", plan=PROVINCE)
        middle = {n for c in before.places if c.level == "city" for n in c.notices}
        pairs = [d for d in graph.doubtful() if d.kind == "candidate"]
    chosen = [d for d in pairs if firsts == "all" or d.child.notice in middle]
    assert chosen
    for one in chosen:
        confirm(one.child.iri, one.parent.iri, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        after, later = graph.coverage(PROVINCE), graph.compare("渡南区", "苍坪县", plan=PROVINCE)
    changed = set()
    for row, now in zip(before.points, after.points, strict=True):
        for at, cell in enumerate(row.cells):
            if row.doubtful[at] and now.cells[at]:
                changed.add((row.point.number, at))
            if firsts == "all":
                assert (now.cells[at] or 0) - (cell or 0) == row.maybe[at]
            if not row.maybe[at]:
                assert now.cells[at] == cell
    assert changed
    for point, now_ in zip(pair.points, later.points, strict=True):
        for side in ("a", "b"):
            sure, maybe = (
                {c.task.iri for c in getattr(point, name)} for name in (side, f"maybe_{side}")
            )
            then = {c.task.iri for c in getattr(now_, side)}
            assert not sure & maybe
            assert then <= sure | maybe
            if firsts == "all":
                assert then == sure | maybe


def test_a_plan_that_nobody_answers_to_has_no_places(sample_graph: Zhengmai) -> None:
    matrix = sample_graph.coverage("苍坪政办发〔2025〕9号")
    assert matrix.places == matrix.diffusion == ()
    assert {row.cells for row in matrix.points} == {()}
    with pytest.raises(NotFoundError, match="may be any of"):
        sample_graph.coverage("政务公开工作要点")


def test_diffusion_is_of_the_tasks_that_are_linked(sample_graph: Zhengmai) -> None:
    rows = {(r.notice, r.superior): r for r in sample_graph.diffusion()}
    links = sample_graph.links()
    city = next(n for n in sample_graph.notices() if n.level == "city")
    province = next(n for n in sample_graph.notices() if n.level == "province")
    direct = rows[city.iri, province.iri]
    own = [k for k in links if k.child.notice == city.iri]
    best: dict[str, float] = {}
    for link in own:
        best[link.child.iri] = max(best.get(link.child.iri, 0.0), link.fidelity)
    assert (direct.linked, direct.direct) == (len(best), len(best))
    assert direct.fidelity == pytest.approx(sum(best.values()) / len(best), abs=1e-3)
    assert direct.copied == pytest.approx(sum(v > 0.7 for v in best.values()) / len(best), abs=1e-3)
    assert direct.lag_days == own[0].lag_days == 42
    for row in rows.values():
        assert row.direct <= row.linked <= row.tasks
        parts = [p for p in (row.copied, row.rephrased, row.elaborated) if p is not None]
        assert sum(parts) == pytest.approx(1.0, abs=2e-3)


def test_over_a_level_the_two_ends_are_compared(firms_graph: Zhengmai) -> None:
    """The most that a task keeps of the wording of a point above, whatever stood between."""
    below = next(n for n in firms_graph.notices() if n.level == "county")
    top = next(n for n in firms_graph.notices() if n.level == "nation")
    (row,) = [r for r in firms_graph.diffusion() if (r.notice, r.superior) == (below.iri, top.iri)]
    best = {}
    for child in {k.child.iri: k.child for k in firms_graph.links()}.values():
        if child.notice == below.iri:
            ends = [n for n in firms_graph.trace(child.iri).nodes if n.notice == top.iri]
            if ends:
                best[child.iri] = max(fidelity(child.text, e.text) for e in ends)
    assert row.linked == len(best) > row.direct
    assert row.fidelity == pytest.approx(sum(best.values()) / len(best), abs=2e-3)


def test_diffusion_of_a_place_and_a_year(sample_graph: Zhengmai) -> None:
    every = sample_graph.diffusion()
    one: list[DiffusionRow] = sample_graph.diffusion("渡南区")
    assert one == [r for r in every if "渡南" in r.notice]
    assert sample_graph.diffusion(year=1999) == []
    assert sample_graph.diffusion("渡南区", year=2025) == one
    matrix = sample_graph.coverage(PROVINCE)
    assert {*matrix.diffusion} == {r for r in every if r.superior == matrix.plan.iri}
    assert [r.notice for r in matrix.diffusion] == [n for c in matrix.places for n in c.notices]


def _with_a_fragment(samples: Path, folder: Path) -> None:
    """The province, and of the city nothing but its head and the first point."""
    shutil.copy(samples / "province-2025.txt", folder)
    lines = (samples / "city-2025.txt").read_text("utf-8").splitlines(keepends=True)
    second = next(at for at, line in enumerate(lines) if line.startswith("(二)"))
    (folder / "city.txt").write_text("".join(lines[:second]), "utf-8")


def test_what_a_fragment_does_not_say_is_not_left_undone(samples: Path, tmp_path: Path) -> None:
    _with_a_fragment(samples, tmp_path)
    build_store(tmp_path, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        matrix = graph.coverage(PROVINCE)
        (place,) = matrix.places
        assert place.tasks == 1
        assert place.fragment
        assert not place.is_judged
        assert {row.status for row in matrix.points} <= {"carried", "cannot_be_judged"}
        gaps = graph.gaps()
        assert gaps.uncarried == ()
        assert gaps.fragments == place.notices
        assert graph.gaps(top=1).fragments == place.notices
        point = next(row.point.iri for row in matrix.points if not row.total)
        assert graph.trace(point, down=True).why_none == "fragments"
    shutil.copy(samples / "district-a-2025.txt", tmp_path)  # a whole one answers, too
    build_store(tmp_path, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        assert graph.gaps().uncarried
        by_level = {c.level: c.fragment for c in graph.coverage(PROVINCE).places}
        assert by_level == {"city": True, "county": False}


def test_a_cell_is_sure_where_a_line_of_sure_links_leads_there(firms_graph: Zhengmai) -> None:
    seen = set()
    for notice in firms_graph.notices():
        matrix = firms_graph.coverage(notice.iri)
        told = by_scores(firms_graph, matrix.plan.iri)
        members = _members(firms_graph, matrix)
        for row in matrix.points:
            for at, sure in enumerate(row.sure):
                best = [
                    told[m, c]
                    for m in members[row.point.iri]
                    for c in row.tasks[at]
                    if (m, c) in told
                ]
                assert sure == any(score >= 0.9 for score in best)
                seen.add((sure, bool(best)))
    assert {(True, True), (False, True), (False, False)} <= seen


def by_scores(graph: Zhengmai, plan: str) -> dict[tuple[str, str], float]:
    """Node of a plan and task → the score of the weakest link on the shortest way."""
    scores = {(k.child.iri, k.parent.iri): k.score for k in graph.links()}
    found: dict[tuple[str, str], float] = {}
    for child in {c for c, _ in scores}:
        trace = graph.trace(child)
        steps = {(k.child.iri, k.parent.iri): k.score for k in trace.links}
        one_with = defaultdict(set)
        for a, b in trace.joined:
            one_with[a].add(b)
            one_with[b].add(a)
        front = {child: 1.0}
        for _ in range(6):
            after: dict[str, float] = {}
            for node, score in front.items():
                for at in (node, *one_with[node]):
                    for (c, p), own in steps.items():
                        if c == at:
                            after[p] = max(after.get(p, 0.0), min(score, own))
            for node, score in after.items():
                if node.startswith(plan + "/"):
                    found.setdefault((node, child), score)
            front = after
    return found
