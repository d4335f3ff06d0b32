"""印出的全称: full names that are printed settle short ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ontology.madeup import NOTICE
from zhengmai.model import Assignment, Notice, Place, Role, Task, TaskSource, UnitKind
from zhengmai.ontology import units
from zhengmai.ontology.printedforms import PrintedName, full_stem, names_of, settled
from zhengmai.ontology.rdf import notice_graph
from zhengmai.ontology.resolution import resolve

CITY = (Place("湄川省", "province", None), Place("榆津市", "city", None))


def names(*printed: str) -> dict[str, str]:
    return settled(units.resolve(name, CITY) for name in printed)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("市文广旅局", "市文化广电和旅游局"),
        ("市文广旅局", "市文化广播电视和旅游局"),
        ("文旅广电局", "榆津市文化旅游和广播电视局"),
        ("市城管执法局", "市城市管理综合行政执法局"),
        ("市科工局", "市科学技术和工业信息化局"),
        ("市农经委", "市农村经济委员会"),
        ("市政管办", "市政务服务管理办公室"),
        ("市房管局", "市房产管理局"),
    ],
)
def test_a_full_name_of_the_place_settles_a_short_one(short: str, full: str) -> None:
    here = {units.resolve(name, CITY).canonical for name in (short, full)}
    (found,) = names(short, full, "市财政局").items()
    assert set(found) == here
    assert found[1].endswith(full.removeprefix("榆津").removeprefix("市"))


@pytest.mark.parametrize(
    "printed",
    [
        ("市教育局", "市教育和体育局"),  # may be two bodies, or a slip
        ("市规划局", "市规划和自然资源局"),
        ("市安全局", "市安全生产监督管理局"),
        ("市水务局", "市水务和渔业管理局"),
        ("市文广旅局", "市文化广电和旅游局", "市文化广播电视和旅游局"),  # two fit
        ("市文广旅局", "省文化广电和旅游局"),  # of another place
        ("市文广旅局", "市文化广电和旅游委员会"),  # another kind of office
        ("市房管局", "市住房保障和房产管理局"),
    ],
)
def test_what_may_be_another_body_is_not_settled(printed: tuple[str, ...]) -> None:
    assert names(*printed) == {}


def test_the_order_of_names_does_not_matter() -> None:
    printed = ["市文广旅局", "市文化广电和旅游局", "市房管局", "市房产管理局"]
    assert names(*printed) == names(*reversed(printed))
    assert len(names(*printed)) == 2


def of_units(*printed: str) -> Notice:
    assignments = tuple(
        Assignment(Role.LEAD, name, None, UnitKind.UNIT, NOTICE.tasks[0].spans, None)
        for name in printed
    )
    task: Task = replace(NOTICE.tasks[0], assignments=assignments, source=TaskSource.TABLE)
    return replace(NOTICE, tasks=(task,))


def test_in_a_notice_both_are_one_body_with_both_labels() -> None:
    notice = resolve(of_units("区文广旅局", "区文化广电和旅游局"))
    first, second = (a.canonical for a in notice.tasks[0].assignments)
    assert first == second
    assert first is not None
    assert first.endswith("文化广电和旅游局")
    graph = notice_graph(notice).serialize(format="nt")
    assert graph.count('prefLabel> "' + first) == 1
    assert '"区文广旅局"' in graph


@pytest.mark.parametrize(
    ("written", "stem"),
    [
        ("市文化广电和旅游局", "文化广电和旅游局"),
        ("榆津市文化广电 和旅游局", "文化广电和旅游局"),
        ("文化廣電和旅遊局", "文化广电和旅游局"),
        ("市科学技术和工业信息化局", "科学技术和工业信息化局"),
        ("市公共数据管理局", "公共数据管理局"),
        ("市政务服务管理办公室", "政务服务管理办公室"),
        ("市城市管理局", "城市管理局"),
        ("市文广旅局", None),
        ("市文广电旅体局", None),  # short, for all its length
        ("市财政局", None),  # nothing is short for it
        ("市生态环境局渡南分局", None),
        ("省文化广电和旅游厅", None),
        ("市图书馆", None),
    ],
)
def test_what_is_printed_in_full(written: str, stem: str | None) -> None:
    assert full_stem(written, units.resolve(written, CITY).canonical, "榆津市") == stem


def test_what_was_made_full_by_rule_was_not_printed_so() -> None:
    assert units.resolve("市教体局", CITY).canonical == "榆津市教育和体育局"
    assert full_stem("市教体局", "榆津市教育和体育局", "榆津市") is None


def known(*stems: str, year: int = 2025, source: str = "某号") -> list[PrintedName]:
    place = "https://w3id.org/zhengmai/id/place/370105"
    return [PrintedName(place, stem, year, source) for stem in stems]


def in_tianqiao(*printed: str) -> Notice:
    return replace(of_units(*printed), issuer="济南市天桥区人民政府办公室")


def test_a_name_of_another_notice_is_told_with_its_source() -> None:
    notice = in_tianqiao("区文广旅局", "区财政局")
    names = known("文化广电和旅游局", "财政局", source="天政办发〔2025〕1号")
    resolved = resolve(notice, known=names)
    full = "天桥区文化广电和旅游局"
    assert [a.canonical for a in resolved.tasks[0].assignments] == [full, "天桥区财政局"]
    graph = notice_graph(resolved, names).serialize(format="nt")
    assert f"区文广旅局 is {full}: so printed in 天政办发〔2025〕1号" in graph


def test_a_second_name_leads_to_the_body_that_is_settled() -> None:
    notice = in_tianqiao("区文广旅局", "区文物局")
    (task,) = notice.tasks
    first, second = task.assignments
    task = replace(task, assignments=(replace(first, alias="区文物局"), second))
    resolved = resolve(replace(notice, tasks=(task,)), known=known("文化广电和旅游局"))
    names = {a.canonical for a in resolved.tasks[0].assignments}
    assert names == {"天桥区文化广电和旅游局"}


@pytest.mark.parametrize(
    ("body", "second", "one"),
    [
        ("区委农办", "区农业农村局", False),  # the office of the party is in its house
        ("区委依法治区办", "区司法局", False),
        ("区委宣传部", "区新闻出版局", True),
        ("区委网信办", "区互联网信息办公室", True),
        ("区行政审批局", "区政务服务局", True),
    ],
)
def test_a_bureau_with_an_office_of_the_party_is_no_second_name_of_it(
    body: str, second: str, one: bool
) -> None:
    notice = in_tianqiao(body, second)
    (task,) = notice.tasks
    first, other = task.assignments
    task = replace(task, assignments=(replace(first, alias=second), other))
    resolved = resolve(replace(notice, tasks=(task,)))
    assert len({a.canonical for a in resolved.tasks[0].assignments}) == (1 if one else 2)


@pytest.mark.parametrize(
    "names",
    [
        known("文化广电和旅游局", year=2023),
        known("文化广电和旅游局", "文化广播电视和旅游局"),
        known("文化广电和旅游委员会"),
        known(),
    ],
)
def test_what_other_notices_do_not_tell_stays_as_printed(names: list[PrintedName]) -> None:
    (assignment,) = resolve(in_tianqiao("区文广旅局"), known=names).tasks[0].assignments
    assert assignment.canonical == "天桥区文广旅局"


def test_what_a_notice_can_teach_and_learn() -> None:
    printed = ("区文广旅局", "区城管执法局", "区城市管理综合行政执法局", "区教体局", "区财政局")
    names = names_of(resolve(in_tianqiao(*printed)))
    assert names is not None
    assert (names.year, names.source) == (2025, NOTICE.document_number)
    assert names.fulls == ("城市管理综合行政执法局",)
    assert [stem for _, stem in names.shorts] == ["文广旅局"]
    assert names_of(replace(NOTICE, jurisdiction=())) is None


def test_many_bureaus_that_may_be_one_are_told_in_a_few_lines() -> None:
    signs = "天玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"
    some = [f"区{a}局" for a in signs[:12]] + [
        f"区{a}{b}局" for a in signs[:12] for b in signs[:12]
    ]
    told = [r.message for r in resolve(of_units(*some)).remarks]
    assert sum("may be one body" in message for message in told) == 50
    assert "more than 50 pairs of bodies may be one" in told
    many = [f"区{a}{b}局" for a in signs for b in signs]
    told = [r.message for r in resolve(of_units(*many)).remarks]
    assert any("which of them may be one is not looked for" in message for message in told)
    assert not any("are kept apart" in message for message in told)
