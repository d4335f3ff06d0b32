"""印出的全称: full names that are printed settle short ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ontology.madeup import NOTICE
from zhengmai.model import Assignment, Notice, Place, Role, Task, TaskSource, UnitKind
from zhengmai.ontology import units
from zhengmai.ontology.printedforms import settled
from zhengmai.ontology.resolution import resolve
from zhengmai.ontology.triples import notice_graph

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
