"""``compare``: who of two places carries out what, what each adds, and which plan is above both."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import zhengmai
from zhengmai.api import Zhengmai, build_store
from zhengmai.errors import NotFoundError

CITY = "榆津政办发〔2025〕14号"
PROVINCE = "湄政办发〔2025〕11号"


def test_under_the_nearest_plan_of_both(sample_graph: Zhengmai) -> None:
    found = sample_graph.compare("渡南区", "苍坪县")
    assert found.plan.document_number == CITY
    assert [n.document_number for n in found.a.notices] == ["渡南政办发〔2025〕6号"]
    assert [n.document_number for n in found.b.notices] == ["苍坪政办发〔2025〕9号"]
    farther = sample_graph.compare("渡南区", "苍坪县", plan=PROVINCE)
    assert farther.plan.document_number == PROVINCE
    # A place and one in it: the plan above both is that of the province.
    assert sample_graph.compare("榆津市", "苍坪县").plan.document_number == PROVINCE


def test_each_task_is_where_its_trace_leads(sample_graph: Zhengmai) -> None:
    for plan in (CITY, PROVINCE):
        found = sample_graph.compare("渡南区", "苍坪县", plan=plan)
        for point in found.points:
            for carrier in (*point.a, *point.b):
                trace = sample_graph.trace(carrier.task.iri)
                ends = {n.iri: n for n in trace.nodes if n.notice == found.plan.iri}
                assert point.point.iri in {*ends, *(n.under for n in ends.values())}
                assert {n.iri for n in carrier.through} <= {n.iri for n in trace.nodes}
        through = {bool(c.through) for p in found.points for c in (*p.a, *p.b)}
        assert through == ({False} if plan == CITY else {False, True})


def test_every_task_of_a_place_is_told_once_at_least(sample_graph: Zhengmai) -> None:
    found = sample_graph.compare("渡南区", "苍坪县")
    for side, name in ((found.a, "a"), (found.b, "b")):
        carrying = {c.task.iri for p in found.points for c in getattr(p, name)}
        rest = [n.iri for n in (*side.own, *side.cannot_be_judged, *side.elsewhere)]
        assert len(rest) == len(set(rest))
        assert not carrying & set(rest)
        assert len(carrying) + len(rest) == sum(n.tasks for n in side.notices)
        gaps = sample_graph.gaps(side.notices[0].iri)
        assert {n.iri for n in side.own} == {n.iri for n in gaps.without_parent}
        linked = {k.child.iri for k in sample_graph.links()}
        assert {n.iri for n in side.elsewhere} <= linked


def test_the_kinds_of_points(sample_graph: Zhengmai) -> None:
    found = sample_graph.compare("榆津市", "苍坪县")
    kinds = {p.point.number: p.carried_by for p in found.points}
    assert kinds["（一）"] == "both"
    assert kinds["（十四）"] == "b"
    assert kinds["（十五）"] == "neither"
    swapped = sample_graph.compare("苍坪县", "榆津市")
    other = {"a": "b", "b": "a"}
    assert {p.point.number: other.get(p.carried_by, p.carried_by) for p in swapped.points} == kinds


def test_what_cannot_be_compared_says_why(sample_graph: Zhengmai) -> None:
    for a, b, more, said in (
        ("渡南区", "渡南区", {}, "name two to compare"),
        ("渡南区", "湄川省榆津市渡南区", {}, "name two to compare"),
        ("渡南区", "火星区", {}, "no place '火星区'"),
        ("渡南区", "苍坪县", {"year": 1999}, "no plan of 1999 of 湄川省榆津市渡南区 is held"),
        ("湄川省", "苍坪县", {}, "no superior plan in common"),
        ("渡南区", "瓷岭区", {}, "no superior plan in common"),
        ("渡南区", "苍坪县", {"plan": "苍坪政办发〔2025〕9号"}, "not both plans under"),
        ("渡南区", "苍坪县", {"plan": "无此文件"}, "no notice '无此文件'"),
    ):
        with pytest.raises(NotFoundError, match=re.escape(said)):
            sample_graph.compare(a, b, **more)  # type: ignore[arg-type]


def test_an_ambiguous_place_says_which(samples: Path, tmp_path: Path) -> None:
    shutil.copy(samples / "district-a-2025.txt", tmp_path)
    text = (samples / "district-a-2025.txt").read_text("utf-8")
    text = text.replace("湄川省", "岚川省").replace("榆津", "柳津").replace("渡南政", "柳渡政")
    (tmp_path / "other.txt").write_text(text, "utf-8")
    build_store(tmp_path, tmp_path / "z.db")
    with (
        zhengmai.open(tmp_path / "z.db") as graph,
        pytest.raises(NotFoundError, match=r"may be any of: .*渡南区.*渡南区"),
    ):
        graph.compare("渡南区", "榆津市渡南区")


def test_the_newest_year_that_both_have_and_another_if_wanted(
    samples: Path, tmp_path: Path
) -> None:
    """The same plans a year before, too: the newest counts."""
    for name in ("province", "city", "district-a", "district-b"):
        text = (samples / f"{name}-2025.txt").read_text("utf-8")
        (tmp_path / f"{name}-2025.txt").write_text(text, "utf-8")
        (tmp_path / f"{name}-2024.txt").write_text(text.replace("2025", "2024"), "utf-8")
    build_store(tmp_path, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        assert graph.compare("渡南区", "苍坪县").plan.document_number == CITY
        before = graph.compare("渡南区", "苍坪县", year=2024)
        assert before.plan.document_number == "榆津政办发〔2024〕14号"
        assert {n.year for n in (*before.a.notices, *before.b.notices)} == {2024}


def test_several_plans_at_one_level_are_named(samples: Path, tmp_path: Path) -> None:
    """Both districts answer to two plans of the city: a person says which."""
    for name in ("city-2025.txt", "district-a-2025.txt", "district-b-2025.txt"):
        text = (samples / name).read_text("utf-8")
        one = "《2025年榆津市政务公开工作要点》（榆津政办发〔2025〕14号）"
        other = "《2025年榆津市政务公开补充要点》（榆津政办发〔2025〕15号）"
        text = text.replace("按照省、市政务公开工作要点", f"根据{one}、{other}")
        before = "、《榆津市人民政府办公室关于印发"
        text = text.replace(before, f"、{other}{before}")
        (tmp_path / name).write_text(text, "utf-8")
    city = (samples / "city-2025.txt").read_text("utf-8").replace("〔2025〕14号", "〔2025〕15号")
    city = city.replace("政务公开工作要点", "政务公开补充要点")
    (tmp_path / "second.txt").write_text(city, "utf-8")
    build_store(tmp_path, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        with pytest.raises(NotFoundError, match="14号; 榆津政办发〔2025〕15号; name one of them"):
            graph.compare("渡南区", "苍坪县")
        found = graph.compare("渡南区", "苍坪县", plan="榆津政办发〔2025〕15号")
        assert found.plan.document_number == "榆津政办发〔2025〕15号"


def test_a_side_that_cannot_be_judged_says_so(samples: Path, tmp_path: Path) -> None:
    for name in ("province-2025.txt", "district-a-2025.txt", "district-b-2025.txt"):
        shutil.copy(samples / name, tmp_path)
    build_store(tmp_path, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        found = graph.compare("渡南区", "苍坪县")
        assert found.plan.document_number == PROVINCE
        for side in (found.a, found.b):
            assert "2025年榆津市政务公开工作要点" in "".join(side.missing)
            assert side.own == ()
            assert side.cannot_be_judged
