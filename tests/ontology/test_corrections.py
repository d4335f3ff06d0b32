"""更正: what a person knows better, applied to what is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Namespace

import zhengmai
from zhengmai.errors import ZhengmaiError
from zhengmai.model import Notice, Severity
from zhengmai.ontology import corrections, iris
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
        ('[[allias]]\nnames = ["a"]', "no kind of correction; there are alias, merge"),
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
