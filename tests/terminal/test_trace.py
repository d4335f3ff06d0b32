"""``trace`` as a tree: what stands at each step, up and down, with several parents and levels."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

import zhengmai
from zhengmai import api
from zhengmai.api import Zhengmai
from zhengmai.ontology import iris
from zhengmai.queries.links import EvidenceRow, LinkRow
from zhengmai.queries.trace import Trace
from zhengmai.terminal.trace import trace

TASK = "澄政办发-2025-19/task/4.22"
POINT, ROW = "澜民营办发-2025-6/point/8", "澜民营办发-2025-6/task/19"  # is broken down by it
TOP = "国企署发-2025-3/task/7"


@pytest.fixture
def joined_graph(firms_path: Path, tmp_path: Path) -> Iterator[Zhengmai]:
    """The store of four levels, where by a person's word ``POINT`` goes up by ``ROW`` alone."""
    store = tmp_path / "z.db"
    shutil.copytree(firms_path, store)
    own = {iri(POINT), iri(ROW), iri("澜民营办发-2025-6/task/18")}
    with zhengmai.open(store) as opened:
        pairs = [(k.child.iri, k.parent.iri) for k in opened.links()]
    words = {pair: False for pair in pairs if pair[0] in {iri(TASK), *own}}
    words |= {(iri(TASK), iri(POINT)): True, (iri(ROW), iri(TOP)): True}
    said = api.judge_all([(*pair, yes, None) for pair, yes in words.items()], store)
    assert set(said) == {api.NEW}
    with zhengmai.open(store) as opened:
        yield opened


def iri(of: str) -> str:
    """A task or point of the store of four levels."""
    return f"{iris.ID}notice/{of}"


def printed(of: Trace, capsys: pytest.CaptureFixture[str], *, down: bool = False) -> list[str]:
    trace(of, down=down)
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def depth(line: str) -> int:
    """How far a line stands to the right, in levels of the tree."""
    return (len(line) - len(line.lstrip("│├└─ "))) // 4


def test_a_step_says_who_how_sure_how_alike_and_when(
    sample_graph: Zhengmai, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(sample_graph.trace("每季度请村民代表"), capsys)
    assert lines[0] == "［县区］湄川省榆津市苍坪县 苍坪政办发〔2025〕9号 行政决策公众参与 第3项"
    assert lines[2] == (
        "└── ［市］湄川省榆津市 榆津政办发〔2025〕14号 扩大重大行政决策公众参与 (十)"
    )
    assert lines[3] == "    很可能 0.99 · 细化 0.09 · 下级晚印发28天"
    assert lines[5].startswith("    依据  每季度请村民代表")
    assert lines[6].startswith("    └── ［省］湄川省 湄政办发〔2025〕11号")
    assert lines[7] == "        很可能 1.00 · 照抄 0.96 · 下级晚印发42天"


def test_every_step_is_in_the_tree_at_its_level(
    sample_graph: Zhengmai, capsys: pytest.CaptureFixture[str]
) -> None:
    point = next(k.parent for k in sample_graph.links() if k.parent.level == "province")
    found = sample_graph.trace(point.iri, down=True)
    lines = printed(found, capsys, down=True)
    steps = [line for line in lines if "［" in line][1:]
    assert len(steps) == len(found.links)
    levels = {"［市］": 1, "［县区］": (1, 2)}
    for line in steps:
        wanted = levels["［市］" if "［市］" in line else "［县区］"]
        assert depth(line) in (wanted if isinstance(wanted, tuple) else (wanted,))
    assert any("［县区］" in line and depth(line) == 2 for line in steps)


def test_several_parents_stand_side_by_side_and_once_each(
    sample_graph: Zhengmai, capsys: pytest.CaptureFixture[str]
) -> None:
    links = sample_graph.links()
    child = next(a.child for a, b in pairwise(links) if a.child.iri == b.child.iri)
    found = sample_graph.trace(child.iri)
    lines = printed(found, capsys)
    first = [line for line in lines if depth(line) == 1 and "［" in line]
    assert len(first) == sum(k.child.iri == child.iri for k in found.links) > 1
    again = [line for line in lines if line.endswith("（见上）")]
    assert len(again) == len(found.links) - len(found.nodes)


def test_a_line_goes_on_from_the_rows_of_a_point(
    joined_graph: Zhengmai, capsys: pytest.CaptureFixture[str]
) -> None:
    start, point, row, top = map(iri, (TASK, POINT, ROW, TOP))
    found = joined_graph.trace(start)
    assert [n.iri for n in found.nodes] == [point, row, top]
    assert [n.level for n in found.nodes] == ["province", "province", "nation"]
    assert found.joined == ((point, row),)
    assert [(k.child.iri, k.parent.iri) for k in found.links] == [(start, point), (row, top)]
    lines = printed(found, capsys)
    (at,) = [n for n, line in enumerate(lines) if "同一要点的 第19项" in line]
    assert "［国家］" in lines[at + 1]
    assert depth(lines[at + 1]) == 3
    # The same the other way round.
    below = joined_graph.trace(top, down=True)
    assert start in {n.iri for n in below.nodes}
    assert (row, point) in below.joined
    assert any("同一要点的 （八）" in line for line in printed(below, capsys, down=True))


def test_a_row_that_carries_something_out_itself_is_not_led_on_by_others(
    joined_graph: Zhengmai,
) -> None:
    has = {k.child.iri for k in joined_graph.links()}
    led_on = {node for child in has for node, _ in joined_graph.trace(child).joined}
    assert iri(POINT) in led_on
    assert not led_on & has


def test_what_begins_at_the_tasks_of_a_point_says_which(
    sample_graph: Zhengmai, capsys: pytest.CaptureFixture[str]
) -> None:
    task = next(
        k.child for k in sample_graph.links() if k.child.under and k.child.level == "county"
    )
    assert task.under is not None
    lines = printed(sample_graph.trace(task.under), capsys)
    assert any(task.text[:12] in line and depth(line) == 1 for line in lines)


def test_a_notice_cannot_command_the_terminal(
    sample_graph: Zhengmai, capsys: pytest.CaptureFixture[str]
) -> None:
    found = sample_graph.trace("每季度请村民代表")
    first = found.links[0]
    evil = "[red]\x1b[2J\u202e坏"
    parent = replace(first.parent, text=evil, heading=evil, number=evil)
    step: LinkRow = replace(first, parent=parent, evidence=(EvidenceRow(evil, evil),))
    out = "\n".join(printed(Trace(found.task, (parent,), (step,)), capsys))
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[red]" in out
