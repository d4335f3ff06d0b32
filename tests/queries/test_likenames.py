"""Who else a name may stand for: second names, merged bureaus, classes with other endings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import zhengmai
from tests.cli.running import run
from zhengmai.api import Zhengmai
from zhengmai.errors import Hint, SeveralError
from zhengmai.queries.unitnames import meaning

_HEAD = """泽湾市{place}人民政府办公室关于印发2025年{place}公开工作要点的通知
{short}政办发〔2025〕4号
各街道办事处，区政府各部门：
现印发给你们。
泽湾市{place}人民政府办公室
2025年4月6日
2025年{place}公开工作要点
一、主动公开
"""
EAST = _HEAD.format(place="东岚区", short="东岚") + (
    "（一）公开数据。及时公开数据目录，6月30日前完成。（区政府办公室（区大数据中心）负责）\n"
    "（二）公开会议。及时公开会议，7月30日前完成。（区政府办公室、区教育局负责）\n"
    "（三）公开预算。及时公开预算。（区大数据中心、区政府各部门负责）\n"
    "（四）公开渔港。及时公开渔港。（区农业农村局（区海洋发展局）、区教体局负责）\n"
)
WEST = _HEAD.format(place="西汀区", short="西汀") + (
    "（一）公开数据。及时公开数据目录。（区大数据中心负责）\n"
    "（二）公开校园。及时公开校园，8月30日前完成。（区教育和体育局负责）\n"
    "（三）公开预算。及时公开预算。（区政府各部门（单位）负责）\n"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("alike")
    (folder / "east.txt").write_text(EAST, "utf-8")
    (folder / "west.txt").write_text(WEST, "utf-8")
    with zhengmai.build(folder, folder / "z.db") as opened:
        assert not [f for f in opened.report.files if f.error]
    return folder / "z.db"


@pytest.fixture(scope="module")
def graph(store: Path) -> Iterator[Zhengmai]:
    with zhengmai.open(store) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "meant", "others"),
    [
        # Each place has one: the one as a body, the other as the second name of its office.
        ("大数据中心", ["东岚区人民政府办公室", "西汀区大数据中心"], []),
        ("区大数据中心", ["东岚区人民政府办公室", "西汀区大数据中心"], []),
        ("大数据", ["东岚区人民政府办公室", "西汀区大数据中心"], []),
        ("东岚区大数据中心", ["东岚区人民政府办公室"], []),
        ("西汀区大数据中心", ["西汀区大数据中心"], []),
        ("海洋发展局", ["东岚区农业农村局"], []),
        ("区政府办公室（区大数据中心）", ["东岚区人民政府办公室"], []),
        # The name of the one; of others only a part of their duties.
        ("教育局", ["东岚区教育局"], ["东岚区教育和体育局", "西汀区教育和体育局"]),
        ("东岚区教育局", ["东岚区教育局"], ["东岚区教育和体育局"]),
        ("区政府各部门", ["区政府各部门"], ["区政府各部门（单位）"]),
        ("区政府各部门（单位）", ["区政府各部门（单位）"], ["区政府各部门"]),
        ("教体局", ["东岚区教育和体育局", "西汀区教育和体育局"], []),
        ("东岚区人民政府办公室", ["东岚区人民政府办公室"], []),
    ],
)
def test_nobody_who_may_be_meant_is_left_out(
    graph: Zhengmai, name: str, meant: list[str], others: list[str]
) -> None:
    found = meaning(graph.store, name)
    assert sorted(row.unit for row in found.meant) == meant
    assert sorted(row.unit for row in found.others) == others


def test_by_a_second_name_only_its_own_tasks_are_meant(graph: Zhengmai) -> None:
    """That the notice prints it alone, too, makes no other body of it."""
    with pytest.warns(Hint, match="东岚区人民政府办公室 has 1 more tasks, without '区大数据中心'"):
        rows = graph.unit("东岚区大数据中心")
    assert [row.number for row in rows] == ["（一）", "（三）"]
    assert [row.number for row in graph.unit("东岚区人民政府办公室")] == [
        "（一）",
        "（二）",
        "（三）",
    ]
    with pytest.warns(Hint):
        assert [row.task.number for row in graph.due(unit="东岚区大数据中心")] == ["（一）"]


def test_only_what_prints_a_second_name_is_found_by_it(graph: Zhengmai) -> None:
    assert [row.number for row in graph.find("东岚区大数据中心")] == ["（一）", "（三）"]
    assert {row.plan for row in graph.find("西汀区大数据中心")} == {"2025年西汀区公开工作要点"}


def test_several_are_told_with_what_the_second_name_has(graph: Zhengmai) -> None:
    with pytest.raises(SeveralError) as told:
        graph.due(unit="大数据中心")
    assert "东岚区人民政府办公室（区大数据中心）（泽湾市东岚区）  2/3" in str(told.value)
    assert "西汀区大数据中心（泽湾市西汀区）  1" in str(told.value)
    with pytest.warns(Hint):
        assert len(graph.unit("大数据中心", every=True)) == 3


@pytest.mark.parametrize(
    "ask",
    [
        lambda g: g.unit("教育局"),
        lambda g: g.due(unit="教育局"),
        lambda g: g.find("教育局"),
    ],
)
def test_whoever_else_may_be_meant_is_told_beside_the_answer(graph: Zhengmai, ask) -> None:  # type: ignore[no-untyped-def]
    with pytest.warns(Hint, match="'教育局' may also mean") as told:
        assert ask(graph)
    assert any("西汀区教育和体育局（泽湾市西汀区）  1" in str(w.message) for w in told)


def test_commands_tell_it_in_a_line_and_json_stays_as_it_is(store: Path, tmp_path: Path) -> None:
    beside = "may also mean"
    for command in (
        ("unit", "教育局", "--json"),
        ("due", "--unit", "教育局", "--json"),
        ("ledger", "--unit", "教育局", "--out", str(tmp_path / "l.xlsx")),
        ("export", "--unit", "教育局", "--format", "csv", "--out", str(tmp_path / "l.csv")),
    ):
        code, out, err = run(*command, "--store", str(store))
        assert code == 0, err
        assert err.count(beside) == 1, command
        assert beside not in out
    lines = (tmp_path / "l.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
