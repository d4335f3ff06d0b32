"""What `find` finds, in which order, and where in the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zhengmai
from tests.cli.running import run
from zhengmai.api import Zhengmai
from zhengmai.queries import search

TABLE = """临澜市人民政府办公室关于印发2025年临澜市公开工作要点的通知
临澜政办发〔2025〕5号
各区县人民政府，市政府各部门：
现印发给你们。
临澜市人民政府办公室
2025年3月6日
2025年临澜市公开工作要点
一、主动公开
（一）推进灯塔信息公开。灯塔位置、灯质变化按月公布。
（二）推进渔港信息公开。渔港泊位和收费按季公布。灯塔值守电话一并公布。
附件：任务分工表
序号\t任务\t责任单位\t完成时限
1\t按月公布灯塔灯质。\t市交通运输局\t2025年12月底前
2\t公布灯塔、航标和渔港的值守电话，并把灯塔巡查记录、航标巡查记录和渔港巡查记录交档案馆。\t市农业农村局\t2025年6月底前
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Zhengmai:
    folder = tmp_path_factory.mktemp("search")
    (folder / "a.txt").write_text(TABLE, "utf-8")
    return zhengmai.build(folder, folder / "z.db")


def test_the_one_that_says_it_best_comes_first(graph: Zhengmai) -> None:
    tasks = [row.number for row in graph.find("灯塔") if row.kind == "task"]
    assert tasks == ["1", "2"]
    scores = [search._relevance(row, [("灯塔",)], "灯塔") for row in graph.find("灯塔")]
    assert scores == sorted(scores, reverse=True)


def test_a_limit_is_found_as_it_is_written(graph: Zhengmai) -> None:
    assert [row.number for row in graph.find("2025年12月底前")] == ["1"]
    assert [row.number for row in graph.find("底前 值守")] == ["2"]
    assert {row.number for row in graph.find("月底前")} == {"1", "2"}
    assert graph.find("12月底前 值守") == []


def test_the_number_of_a_notice_is_told(graph: Zhengmai) -> None:
    for said in ("临澜政办发〔2025〕5号", "临澜政办发[2025]5号"):
        code, _, err = run("find", said, "--store", graph.address)
        assert code == 1
        assert (
            f"zhengmai: {said!r} is the notice 临澜政办发〔2025〕5号 2025年临澜市公开工作要点 "
            "(a.txt), tasks: 2\n"
        ) in err
    assert " is the notice " in run("find", "临澜市公开工作要点", "--store", graph.address)[2]
    assert " is the notice " not in run("find", "灯塔", "--store", graph.address)[2]
    assert (
        " is the notice " not in run("find", "临澜政办发〔2025〕6号", "--store", graph.address)[2]
    )


def test_points_are_found_where_no_task_of_them_is(graph: Zhengmai) -> None:
    assert {row.kind for row in graph.find("泊位")} == {"point"}
    (point,) = graph.find("泊位")
    assert (point.number, point.heading, point.units) == ("（二）", "推进渔港信息公开", ())


def test_words_side_by_side_go_first(sample_graph: Zhengmai) -> None:
    rows = sample_graph.find("政务 公开")
    together = ["政务公开" in row.text for row in rows]
    assert any(together)
    assert together == sorted(together, reverse=True)


def test_where_the_words_stand_is_told(sample_graph: Zhengmai) -> None:
    for row in sample_graph.find("公开 目录"):
        said = {row.text[start:end] for start, end in row.found}
        heading = {word for word in ("公开", "目录") if word in (row.heading or "")}
        assert {w for w in ("公开", "目录") if any(w in s for s in said)} | heading >= {
            w for w in ("公开", "目录") if w in row.text
        }
        ends = [at for stretch in row.found for at in stretch]
        assert ends == sorted(ends)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.lists(
        st.sampled_from([*"公开政策解读渡南2025区局", "政务", "信息公开", "ａ", "A"]),
        min_size=1,
        max_size=3,
    )
)
def test_top_is_the_head_of_the_whole_list(sample_graph: Zhengmai, words: list[str]) -> None:
    every = sample_graph.find(" ".join(words))
    assert sample_graph.find(" ".join(words), top=3) == every[:3]
    assert len({row.iri for row in every}) == len(every)
    for row in every:
        told = [
            row.text,
            row.heading or "",
            *(n for u in row.units for n in (u.unit, u.as_written, u.alias or "")),
            *(limit.as_written for limit in row.deadlines),
        ]
        assert all(any(w.casefold() in t.casefold() for t in told) for w in words)


def test_what_follows_the_ranked_ones_is_there_too(
    sample_graph: Zhengmai, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = sample_graph.find("公开")
    monkeypatch.setattr(search, "RANKED", 5)
    some = sample_graph.find("公开")
    assert {row.iri for row in some} == {row.iri for row in every}
    scores = [search._relevance(row, [("公开",)], "公开") for row in some[:5]]
    assert scores == sorted(scores, reverse=True)


def test_a_folder_without_an_index_finds_the_same(
    tmp_path: Path, samples: Path, sample_graph: Zhengmai
) -> None:
    with zhengmai.build(samples, tmp_path / "z.db"):
        pass
    (tmp_path / "z.db" / "words.db").unlink()
    with zhengmai.open(tmp_path / "z.db") as without:
        for words in ("公开", "政策 解读", "发改委", "泊位", "2025", "底前"):
            assert without.find(words) == sample_graph.find(words)


def test_a_second_name_is_told_of_the_tasks_that_print_it(sample_graph: Zhengmai) -> None:
    """苍坪县 names 县大数据中心 beside the office for some of the office's tasks, not for all."""
    tasks = sample_graph.unit("苍坪县人民政府办公室")
    with_it = {t.iri for t in tasks if any(u.alias == "县大数据中心" for u in t.units)}
    assert 0 < len(with_it) < len(tasks)
    assert {row.iri for row in sample_graph.find("县大数据中心") if row.kind == "task"} == with_it
    lines = [row for row in sample_graph.assignments() if row.alias == "县大数据中心"]
    assert {row.task for row in lines} == with_it
