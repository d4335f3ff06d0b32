"""更正: what a person knows better, applied to what is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Namespace

import zhengmai
from zhengmai.api import build_store
from zhengmai.errors import ZhengmaiError
from zhengmai.model import Notice, Severity
from zhengmai.ontology import corrections, iris, places
from zhengmai.ontology.rdf import notice_graph

ZM = Namespace(iris.NS)
NOTICE = """榆津市渡南区人民政府办公室
关于印发2025年渡南区政务公开工作要点的通知
渡南政办发〔2025〕6号
各街道办事处，区政府各部门：
《2025年渡南区政务公开工作要点》已经区政府同意，现印发给你们。
榆津市渡南区人民政府办公室
2025年6月18日
2025年渡南区政务公开工作要点
一、主动公开
1.晒出河段清单。（责任单位：区水务局）
2.公布学区划分。（责任单位：区教育局）
3.公布处罚裁量基准。（责任单位：区执法局、区城乡水务局）
"""


@pytest.fixture
def read(tmp_path: Path):
    def of(entries: str) -> Notice:
        file, corrected = tmp_path / "notice.txt", tmp_path / "corrections.toml"
        file.write_text(NOTICE, "utf-8")
        corrected.write_text(entries, "utf-8")
        return zhengmai.read(file, corrected)

    return of


def told(notice: Notice) -> list[list[tuple[str, str, str | None, str | None]]]:
    return [
        [(a.role.value, a.unit, a.canonical, a.corrected) for a in task.assignments]
        for task in notice.tasks
    ]


def test_another_name_of_a_body(read) -> None:
    notice = read(
        '[[alias]]\nnames = ["区教育局"]\nunit = "渡南区教育和体育局"\n'
        'place = "渡南区"\nwhy = "合并"'
    )
    assert told(notice)[1] == [
        ("responsible", "区教育局", "渡南区教育和体育局", "corrections.toml [[alias]] 1: 合并")
    ]


def test_an_entry_for_another_place_changes_nothing(read) -> None:
    entries = '[[alias]]\nnames = ["区教育局"]\nunit = "苍坪县教育和体育局"\nplace = "苍坪县"'
    assert told(read(entries)) == told(read(""))


def test_two_bodies_that_are_one(read) -> None:
    notice = read('[[merge]]\nunits = ["渡南区水务局"]\ninto = "渡南区城乡水务局"')
    assert told(notice)[0][0][2] == told(notice)[2][1][2] == "渡南区城乡水务局"
    graph = notice_graph(notice)
    units = {unit for task in (1, 3) for unit in graph.objects(None, ZM.unit) if "水务" in unit}
    assert len(units) == 1, "one node in the graph"


def test_one_name_that_means_two_bodies(read) -> None:
    entries = (
        '[[split]]\nname = "区执法局"\nnotice = "渡南政办发(2025)6号"\ntasks = ["{}"]\n'
        'unit = "渡南区城市管理局"'
    )
    assert told(read(entries.format(3)))[2][0][2] == "渡南区城市管理局"
    assert told(read(entries.format(2)))[2][0][2] == "渡南区综合行政执法局"


def test_the_units_of_a_task(read) -> None:
    notice = read(
        '[[task]]\nnotice = "渡南政办发〔2025〕6号"\ntask = "2"\nlead = ["区教育局"]\n'
        'cooperating = ["各街道办事处", "区财政局"]\nwhy = "漏印"'
    )
    entry = "corrections.toml [[task]] 1: 漏印"
    assert told(notice)[1] == [
        ("lead", "区教育局", "渡南区教育局", entry),
        ("cooperating", "各街道办事处", "各街道办事处", entry),
        ("cooperating", "区财政局", "渡南区财政局", entry),
    ]
    assert notice.tasks[1].corrected == f"{entry} (read: responsible 区教育局)"
    assert notice.quote(notice.tasks[1].assignments[0].spans) == "区教育局", "its place in print"
    graph = notice_graph(notice)
    assert {str(text) for text in graph.objects(None, ZM.corrected)} == {
        entry,
        notice.tasks[1].corrected,
    }


def test_a_task_that_is_not_there_is_told(read) -> None:
    notice = read('[[task]]\nnotice = "渡南政办发〔2025〕6号"\ntask = "9"\nlead = ["区司法局"]')
    told_ = [r.message for r in notice.remarks if r.severity is Severity.PROBLEM]
    assert told_ == ["corrections.toml [[task]] 1: there is no task '9' in this notice"]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ("[[alias", "corrections cannot be read: "),
        ('[[allias]]\nnames = ["a"]', "no kind of correction; there are notice, alias, merge"),
        ('[alias]\nnames = ["a"]', "two brackets"),
        ('[[alias]]\nnames = ["a"]', "'unit' is missing; it is a text"),
        ('[[alias]]\nnames = "a"\nunit = "b"', "'names' must be a list of texts"),
        ('[[alias]]\nname = ["a"]\nunit = "b"', "'name' is not known here"),
        ("[[merge]]\nunits = [1]\ninto = 'b'", "'units' must be a list of texts"),
        ("[[merge]]\nunits = ['a']\ninto = 'b'\nwhy = 3", "'why' must be a text"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(
    tmp_path: Path, entries: str, message: str
) -> None:
    file = tmp_path / "corrections.toml"
    file.write_text(entries, "utf-8")
    with pytest.raises(ZhengmaiError, match=r"corrections\.toml: ") as caught:
        corrections.read(file)
    assert message in str(caught.value)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(ZhengmaiError, match="No such file"):
        corrections.read(tmp_path / "corrections.toml")


def test_bureaus_that_may_be_one_are_told_and_kept_apart(read) -> None:
    notice = read("")
    assert "渡南区水务局 and 渡南区城乡水务局 may be one body: they are kept apart" in [
        r.message.partition(" (")[0] for r in notice.remarks
    ]
    assert {a.canonical for t in notice.tasks for a in t.assignments} > {
        "渡南区水务局",
        "渡南区城乡水务局",
    }
    merged = read('[[merge]]\nunits = ["渡南区水务局"]\ninto = "渡南区城乡水务局"')
    assert merged.remarks == ()


BARE = """序号	工作任务	责任单位	完成时限
1	修好河口的堤	县水利局	6月底前
2	开放两处夜校	县教育局、各乡镇	年底前
"""


@pytest.fixture
def bare(tmp_path: Path):
    """A table without a head, and what a person says of it."""

    def of(entry: str) -> Path:
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / "分解表.txt").write_text(BARE, "utf-8")
        (tmp_path / "corrections.toml").write_text(entry, "utf-8")
        return tmp_path

    return of


TOLD = (
    '[[notice]]\nfile = "分解表.txt"\nplace = ["湄川省", "榆津市", "苍坪县"]\nyear = 2025\n'
    'title = "苍坪县2025年重点工作任务分解表"\nwhy = "附件单独发布"\n'
)


def test_what_a_notice_does_not_print_a_person_says(bare) -> None:
    folder = bare(TOLD)
    notice = zhengmai.read(folder / "in" / "分解表.txt", folder / "corrections.toml")
    assert [(p.name, p.level) for p in notice.jurisdiction] == [
        ("湄川省", "province"),
        ("榆津市", "city"),
        ("苍坪县", "county"),
    ]
    assert (notice.plan_year, notice.title) == (2025, "苍坪县2025年重点工作任务分解表")
    days = [str(d.date) for task in notice.tasks for d in task.deadlines]
    assert days == ["2025-06-30", "2025-12-31"]  # the year is that of the limits, too
    assert [a.canonical for t in notice.tasks for a in t.assignments][:1] == ["苍坪县水利局"]
    said = [r for r in notice.remarks if "as a person says" in r.message]
    assert [r.severity for r in said] == [Severity.NOTE] * 3
    assert all("corrections.toml [[notice]] 1: 附件单独发布" in r.message for r in said)
    assert not [r for r in notice.remarks if r.severity is Severity.PROBLEM]


def test_without_it_the_file_is_not_stored_and_the_way_is_told(bare) -> None:
    folder = bare("")
    report = build_store(folder / "in", folder / "z.db")
    (file,) = report.files
    assert file.error is not None
    assert "corrections.toml ([[notice]])" in file.error
    (folder / "corrections.toml").write_text(TOLD, "utf-8")
    again = build_store(folder / "in", folder / "z.db", corrections=folder / "corrections.toml")
    assert [f.error for f in again.files] == [None]
    with zhengmai.open(folder / "z.db") as graph:
        (row,) = graph.notices(place="榆津市")
        assert row.jurisdiction[-1] == "苍坪县"


@pytest.mark.parametrize(
    ("names", "levels"),
    [
        (["重庆市", "酉阳土家族苗族自治县"], ["province", "county"]),
        (["湖南省", "益阳市", "南县", "茅草街镇"], ["province", "city", "county", "town"]),
        (["云南省", "西双版纳傣族自治州"], ["province", "city"]),
        (["湄川省", "榆津市", "苍坪县", "柳湾街道"], ["province", "city", "county", "town"]),
        (["全国"], ["nation"]),
    ],
)
def test_a_place_that_a_person_names(names: list[str], levels: list[str]) -> None:
    assert [p.level for p in places.named(names)] == levels
    assert [p.name for p in places.named(names)][-1] == names[-1] or levels == ["nation"]


@pytest.mark.parametrize("year", ['"2025"', "25", "2025.0", "true", "[2025]"])
def test_a_year_is_a_year(bare, year: str) -> None:
    folder = bare(f'[[notice]]\nfile = "分解表.txt"\nyear = {year}\n')
    with pytest.raises(ZhengmaiError, match=r"'year' must be a year, as 2025"):
        zhengmai.read(folder / "in" / "分解表.txt", folder / "corrections.toml")
