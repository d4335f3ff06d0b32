"""``coverage`` and ``compare`` as tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhengmai.api import Zhengmai
from zhengmai.queries.coverage import Coverage
from zhengmai.terminal.compare import compare
from zhengmai.terminal.coverage import coverage, place_heads

PROVINCE = "湄政办发〔2025〕11号"
CELLS = {"（十四）": (0, 2, 3), "（十五）": (0, 0, 0)}  # as if found, whatever the links are


def covered(graph: Zhengmai) -> Coverage:
    """The matrix of the samples, with counts of our own in two of its rows and its first notice."""
    found = graph.coverage(PROVINCE)
    assert CELLS.keys() <= {p.point.number for p in found.points}
    return replace(
        found,
        points=tuple(
            replace(p, cells=CELLS[p.point.number], maybe=(0, 0, 0))
            if p.point.number in CELLS
            else p
            for p in found.points
        ),
        places=tuple(replace(c, linked=n) for c, n in zip(found.places, (15, 39, 41), strict=True)),
        diffusion=(replace(found.diffusion[0], linked=15, direct=14), *found.diffusion[1:]),
    )


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def row(lines: list[str], number: str) -> list[str]:
    (found,) = [line.split() for line in lines if line.split()[:1] == [number]]
    return found


def test_the_matrix_has_a_column_a_place(
    sample_graph: Zhengmai, capsys: pytest.CaptureFixture[str]
) -> None:
    found = covered(sample_graph)
    coverage(found, {found.diffusion[0].notice: "甲号"})
    lines = printed(capsys)
    assert lines[0].endswith("（湄政办发〔2025〕11号）  16 个要点，3 个下级地方")
    assert row(lines, "序号") == ["序号", "要点", "榆津市", "渡南区", "苍坪县", "任务", "地方"]
    assert row(lines, "（十四）")[2:] == ["0", "2", "3", "5", "2"]
    assert row(lines, "（十五）")[2:] == ["0", "0", "0", "0", "0", "无人承接"]
    # Nobody does it for sure; which pairs are kept as candidates is no matter here.
    assert row(lines, "（十一）")[-1] == "未见承接，有疑似"
    assert any(line.startswith("疑N") for line in lines)
    assert row(lines, "有承接的任务（不重复计）")[1:] == ["15", "39", "41", "95"]
    assert row(lines, "全部任务") == ["全部任务", "16", "47", "47", "110"]
    assert row(lines, "甲号")[1:4] == ["16", "15", "14"]


def test_a_place_that_cannot_be_judged_is_shown_as_such(
    sample_graph: Zhengmai, capsys: pytest.CaptureFixture[str]
) -> None:
    found = covered(sample_graph)
    places = (replace(found.places[0], missing=("《某文件》",)), *found.places[1:])
    points = [replace(p, cells=(p.cells[0] or None, *p.cells[1:])) for p in found.points]
    coverage(replace(found, places=places, points=tuple(points)), {})
    lines = printed(capsys)
    assert row(lines, "（十四）")[2:] == ["？", "2", "3", "5", "2"]
    assert row(lines, "（十五）")[2:] == ["？", "0", "0", "0", "0", "无从判断"]
    assert any("榆津市所依据的 《某文件》 未入库" in line for line in lines)


def test_too_many_places_are_counted(
    sample_graph: Zhengmai, capsys: pytest.CaptureFixture[str]
) -> None:
    found = covered(sample_graph)
    many = replace(
        found,
        places=found.places * 30,
        points=tuple(replace(p, cells=p.cells * 30, maybe=p.maybe * 30) for p in found.points),
    )
    coverage(many, {})
    lines = printed(capsys)
    assert row(lines, "序号") == ["序号", "要点", "任务", "地方"]
    assert row(lines, "（十四）")[2:] == ["150", "60"]
    assert any("--out 文件.xlsx" in line for line in lines)
    assert all(len(line) <= 120 for line in lines)


def test_places_of_one_name_are_told_apart(sample_graph: Zhengmai) -> None:
    place = sample_graph.coverage(PROVINCE).places[1]
    other = replace(place, jurisdiction=("湄川省", "柳津市", "渡南区"))
    assert place_heads([place, other]) == ["榆津市渡南区", "柳津市渡南区"]


def test_two_places_side_by_side(
    sample_graph: Zhengmai, capsys: pytest.CaptureFixture[str]
) -> None:
    compare(sample_graph.compare("榆津市", "苍坪县"))
    lines = printed(capsys)
    assert lines[0] == "共同上级  《2025年湄川省政务公开工作要点》（湄政办发〔2025〕11号）"
    titles = [line for line in lines if "承接的要点  " in line]
    assert [t.partition("  ")[0] for t in titles] == [
        "两地都承接的要点", "只有榆津市承接的要点", "只有苍坪县承接的要点", "两地都没有承接的要点",
    ]  # fmt: skip
    assert any("（经榆津市" in line for line in lines)
    assert any(line.startswith("苍坪县未找到上级来源的任务") for line in lines)


def test_a_notice_cannot_command_the_terminal(
    sample_graph: Zhengmai, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "[red]\x1b[2J"
    found = sample_graph.coverage(PROVINCE)
    point = replace(found.points[0], point=replace(found.points[0].point, heading=evil))
    coverage(replace(found, points=(point,)), {found.diffusion[0].notice: evil})
    pair = sample_graph.compare("渡南区", "苍坪县")
    first = replace(pair.points[0], point=replace(pair.points[0].point, heading=evil))
    side = replace(pair.a, missing=(evil,), own=(replace(pair.a.own[0], text=evil),))
    compare(replace(pair, points=(first,), a=side))
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert out.count("[red]") >= 4
