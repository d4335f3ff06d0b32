"""What people call bodies, and which of them are meant: on the samples, and on the real notices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import zhengmai
from tests.cli.running import run
from zhengmai.api import Zhengmai
from zhengmai.errors import Hint, NotFoundError, SeveralError
from zhengmai.queries.nearnames import near
from zhengmai.queries.tasks import tasks
from zhengmai.queries.unitnames import meant, synonyms

SHARED = Path(__file__).parents[3] / "shared"

# Three places of an invented province, and the nation: the notice of each names its bodies in
# another way.
NOTICES = {
    "nation.txt": """国务院办公厅关于印发2025年公开工作要点的通知
国办发〔2025〕3号
各省、自治区、直辖市人民政府，国务院各部委：
现印发给你们。
国务院办公厅
2025年1月6日
2025年公开工作要点
一、主动公开
（一）公开规划。年内公开发展规划。（国家发展改革委、教育部负责）
""",
    "city.txt": """泽湾市人民政府办公室关于印发2025年泽湾市公开工作要点的通知
泽湾政办发〔2025〕3号
各区县人民政府，市政府各部门：
现印发给你们。
泽湾市人民政府办公室
2025年3月6日
2025年泽湾市公开工作要点
一、主动公开
（一）公开规划。年内公开发展规划。（市发展改革委、市住房城乡建设局负责）
""",
    "east.txt": """泽湾市东岚区人民政府办公室关于印发2025年东岚区公开工作要点的通知
东岚政办发〔2025〕4号
各街道办事处，区政府各部门：
现印发给你们。
泽湾市东岚区人民政府办公室
2025年4月6日
2025年东岚区公开工作要点
一、主动公开
（一）公开规划。年内公开发展规划。（区发改局、区住建局负责）
（二）公开预算。年内公开预算。（区财政局、区政府各部门(单位)负责）
（三）公开街道信息。年内公开街道信息。（各街道办事处、区政府各部门 （单位）负责）
""",
    "west.txt": """泽湾市西汀县人民政府办公室关于印发2025年西汀县公开工作要点的通知
西汀政办发〔2025〕4号
各乡镇人民政府，县政府各部门：
现印发给你们。
泽湾市西汀县人民政府办公室
2025年4月9日
2025年西汀县公开工作要点
一、主动公开
（一）公开规划。年内公开发展规划。（西汀县发展和改革局、西汀县住房和城乡建设局负责）
（二）公开校园信息。年内公开校园信息。（县教体局、各街道办事处负责）
""",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zhengmai]:
    folder = tmp_path_factory.mktemp("names")
    for name, text in NOTICES.items():
        (folder / name).write_text(text, "utf-8")
    with zhengmai.build(folder, folder / "z.db") as opened:
        assert not [f for f in opened.report.files if f.error]
        yield opened


CITY, EAST, WEST = "泽湾市", "东岚区", "西汀县"


def named(graph: Zhengmai, name: str, place: str | None = None) -> list[str]:
    return sorted(row.unit for row in meant(graph.store, name, place=place))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("东岚区住建局", ["东岚区住房和城乡建设局"]),
        ("东岚区住房和城乡建设局", ["东岚区住房和城乡建设局"]),
        ("东岚住建局", ["东岚区住房和城乡建设局"]),
        ("泽湾市东岚区住建局", ["东岚区住房和城乡建设局"]),
        ("泽湾东岚住建局", ["东岚区住房和城乡建设局"]),
        ("西汀县住建局", ["西汀县住房和城乡建设局"]),  # its notice writes the whole name only
        ("县住建局", ["西汀县住房和城乡建设局"]),
        ("市住建局", ["泽湾市住房和城乡建设局"]),
        ("国家发改委", ["国家发展和改革委员会"]),
        ("国家发展改革委", ["国家发展和改革委员会"]),
        ("教育部", ["教育部"]),
        ("教体局", ["西汀县教育和体育局"]),
        ("东岚区各街道办事处", ["各街道办事处"]),
        ("区政府各部门（单位）", ["区政府各部门（单位）"]),
        ("区政府各部门 (单位)", ["区政府各部门（单位）"]),
        (
            "住建局",
            ["东岚区住房和城乡建设局", "泽湾市住房和城乡建设局", "西汀县住房和城乡建设局"],
        ),
        # Of a county the 发改局 is meant, of the city and the nation the 发改委.
        (
            "发改委",
            [
                *("东岚区发展和改革局", "国家发展和改革委员会", "泽湾市发展和改革委员会"),
                "西汀县发展和改革局",
            ],
        ),
        ("住建", ["东岚区住房和城乡建设局", "泽湾市住房和城乡建设局", "西汀县住房和城乡建设局"]),
        ("各街道办事处", ["各街道办事处", "各街道办事处"]),
        ("北岭区住建局", []),
        ("烟草局", []),
    ],
)
def test_a_name_stands_for_all_it_may_mean(graph: Zhengmai, name: str, expected: list[str]) -> None:
    assert named(graph, name) == expected


@pytest.mark.parametrize("place", [CITY, EAST, WEST, None])
def test_within_a_place_the_name_is_its_own(graph: Zhengmai, place: str | None) -> None:
    own = {p: f"{p}住房和城乡建设局" for p in (CITY, EAST, WEST)}
    expected = [own[place]] if place in (EAST, WEST) else own.values()
    assert named(graph, "住建局", place) == sorted(expected)


def test_several_are_told_with_their_places_and_tasks(graph: Zhengmai) -> None:
    with pytest.raises(SeveralError) as told:
        graph.unit("住建局")
    for place, unit in ((EAST, "东岚区住房和城乡建设局"), (WEST, "西汀县住房和城乡建设局")):
        assert f"{unit}（泽湾市{place}）  1" in str(told.value)


def test_every_one_is_listed_where_that_is_wanted(graph: Zhengmai) -> None:
    rows = graph.unit("住建局", every=True)
    assert len(rows) == 3
    assert {u.unit for row in rows for u in row.units if "住房" in u.unit} == {
        *("泽湾市住房和城乡建设局", "东岚区住房和城乡建设局", "西汀县住房和城乡建设局")
    }


def test_where_there_is_none_the_nearest_are_told(graph: Zhengmai) -> None:
    assert near(graph.store, "东岚区教育局", None).units[0].unit == "西汀县教育和体育局"
    with pytest.raises(NotFoundError, match="西汀县教育和体育局（泽湾市西汀县）  1"):
        graph.unit("教育局")
    with pytest.raises(NotFoundError, match="no unit 'XYZ' in this store") as told:
        graph.unit("XYZ")
    assert told.value.advice == "zhengmai workload lists the units"


def lines(told: pytest.ExceptionInfo[NotFoundError]) -> list[str]:
    """The names that an error tells, in their order."""
    return [line.strip().rsplit("（", 1)[0] for line in str(told.value).splitlines()[1:]]


@pytest.mark.parametrize(
    ("name", "place", "nearest"),
    [
        ("住建居", None, [f"{place}住房和城乡建设局" for place in (EAST, CITY, WEST)]),
        ("住健局", None, [f"{place}住房和城乡建设局" for place in (EAST, CITY, WEST)]),
        ("东岚区住建居", None, ["东岚区住房和城乡建设局"]),
        ("住建居", EAST, ["东岚区住房和城乡建设局"]),
        ("各街办", EAST, ["各街道办事处"]),
        ("各镇街", EAST, ["各街道办事处"]),
        ("各街道（功能区）", WEST, ["各街道办事处"]),
        ("灯塔街道办事处", EAST, ["各街道办事处"]),
        ("区政府各部门和单位", EAST, ["区政府各部门（单位）"]),
    ],
)
def test_what_is_written_nearly_so_is_offered(
    graph: Zhengmai, name: str, place: str | None, nearest: list[str]
) -> None:
    with pytest.raises(NotFoundError) as told:
        graph.unit(name, place=place)
    assert not isinstance(told.value, SeveralError)
    assert lines(told)[: len(nearest)] == nearest


def test_the_nation_has_its_own_offices(tmp_path: Path) -> None:
    text = NOTICES["nation.txt"].replace("教育部", "人力资源社会保障部、市场监管总局")
    (tmp_path / "nation.txt").write_text(text, "utf-8")
    with zhengmai.build(tmp_path / "nation.txt", tmp_path / "z.db") as nation:
        assert named(nation, "人社") == ["人力资源和社会保障部"]
        assert named(nation, "发改") == ["国家发展和改革委员会"]
        with pytest.raises(NotFoundError) as told:
            nation.unit("市监局")
        assert lines(told) == ["国家市场监督管理总局"]


def test_where_a_unit_is_named_is_told_of_another_place(graph: Zhengmai) -> None:
    with pytest.raises(NotFoundError, match="no notice of 西汀县 names '东岚区住建局'") as told:
        graph.unit("东岚区住建局", place=WEST)
    assert lines(told)[0] == "东岚区住房和城乡建设局"


def test_of_several_those_with_tasks_in_the_filters_count(graph: Zhengmai, tmp_path: Path) -> None:
    for name, text in NOTICES.items():
        year = "2024" if name == "west.txt" else "2025"
        of_year = text.replace("2025年", f"{year}年").replace("区住建局负责", "区住建局牵头")
        (tmp_path / name).write_text(of_year, "utf-8")
    with zhengmai.build(tmp_path, tmp_path / "z.db") as other:
        with pytest.warns(Hint, match="西汀县住房和城乡建设局 is meant") as told:
            rows = other.unit("住建局", year=2024)
        assert [row.year for row in rows] == [2024]
        assert "泽湾市住房和城乡建设局（泽湾市）  1" in str(told[0].message)
        with pytest.raises(SeveralError, match="may be any of 2 units"):
            other.unit("住建局", year=2025)
        with pytest.warns(Hint, match="东岚区住房和城乡建设局 is meant"):
            assert len(other.unit("住建局", role="lead")) == 1
        with pytest.raises(NotFoundError, match="none of the 3 units that '住建局' may be") as no:
            other.unit("住建局", year=2023)
        assert len(lines(no)) == 3
        with pytest.warns(Hint):
            assert [row.task.year for row in other.due(unit="住建局", year=2024)] == [2024]


def test_why_there_are_none_is_told(graph: Zhengmai) -> None:
    asked = ("unit", "东岚区住建局", "--store", graph.address)
    code, _, err = run(*asked, "--role", "牵头")
    assert (code, err.splitlines()[-1]) == (
        1,
        "zhengmai: 东岚区住房和城乡建设局: no tasks in the role lead, but 1 in other roles",
    )


def test_deadlines_are_asked_for_by_the_same_names(graph: Zhengmai) -> None:
    assert graph.due(unit="东岚区住建局") == graph.due(unit="东岚区住房和城乡建设局")
    with pytest.raises(SeveralError):
        graph.due(unit="住建局")


def test_a_unit_is_found_by_another_of_its_names(graph: Zhengmai) -> None:
    assert "发展和改革委员会" in synonyms(graph.store, "发改委")
    assert synonyms(graph.store, "公开") == ()
    texts = {row.iri for row in graph.find("住建局")}
    assert texts == {row.iri for row in graph.unit("住建局", every=True)}


@pytest.mark.parametrize("name", ["东岚区住建局", "东岚住建局", "东岚区住房和城乡建设局"])
def test_where_one_body_is_named_its_tasks_come_alone(graph: Zhengmai, name: str) -> None:
    """Those of other places that have an office of this name are not meant."""
    assert [row.iri for row in graph.find(name)] == [row.iri for row in graph.unit(name)]
    (both,) = graph.find(f"{name} 发展规划")
    assert {unit.unit for unit in both.units} >= {"东岚区住房和城乡建设局"}
    assert graph.find(name, place=WEST) == []
    _, out, _ = run("find", name, "--store", graph.address)
    assert out.startswith("东岚区住房和城乡建设局（泽湾市东岚区）")


def test_who_only_speaks_of_a_body_comes_behind_its_own_tasks(tmp_path: Path) -> None:
    """However often a text says the name."""
    spoken = "（四）公开名单。东岚区住建局名单、东岚区住建局电话及时公开。（区财政局负责）\n"
    (tmp_path / "a.txt").write_text(NOTICES["east.txt"] + spoken, "utf-8")
    with zhengmai.build(tmp_path / "a.txt", tmp_path / "z.db") as spoken_of:
        rows = spoken_of.find("东岚区住建局")
        assert [row.number for row in rows] == ["（一）", "（四）"]
        assert spoken_of.find("东岚区住建局", top=1) == rows[:1]


def test_brackets_and_blanks_make_no_two_classes(graph: Zhengmai) -> None:
    rows = {r.unit: r for r in graph.workload(place=EAST, collectives=True)}
    assert {unit: row.tasks for unit, row in rows.items()} == {
        "区政府各部门（单位）": 2,
        "各街道办事处": 1,
    }


def test_what_reaches_a_unit_through_a_class_is_listed_and_marked(graph: Zhengmai) -> None:
    rows = graph.unit("东岚区财政局", with_collectives=True)
    assert [(row.number, row.through) for row in rows] == [
        ("（二）", None),  # it names the unit itself, too
        ("（三）", "区政府各部门（单位）"),
    ]
    assert graph.unit("东岚区财政局", with_collectives=True, role="lead") == []


def test_the_list_is_as_long_as_the_workload_says(graph: Zhengmai) -> None:
    for row in graph.workload():
        tasks_ = graph.unit(row.iri, with_collectives=True)
        own = [task for task in tasks_ if task.through is None]
        assert (len(own), len(tasks_) - len(own)) == (row.tasks, row.through_collectives), row.unit


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared notices are not here")
def test_each_name_in_the_real_notices_stands_for_its_body(tmp_path: Path) -> None:
    """Asked in the place of the notice, a name is the unit that the notice means; never another."""
    files = [SHARED / "notices", SHARED / "cascade", SHARED / "cascade_a"]
    with zhengmai.build(files, tmp_path / "z.db") as graph:
        notices = {n.iri: n for n in graph.notices()}
        named_ = {
            (notices[task.notice], unit.as_written, unit.iri)
            for task in tasks(graph.store)
            for unit in task.units
        }
        for notice, name, iri in named_:
            place = "".join(notice.jurisdiction) if notice.level != "nation" else None
            found = {row.iri for row in meant(graph.store, name, place=place)}
            assert iri in found, (name, place)
            assert place is None or found == {iri}, (name, place, found)
