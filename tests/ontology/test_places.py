"""行政区: which place a notice is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zhengmai.model import Citation, Notice, Place, Relation
from zhengmai.ontology.places import NATION, jurisdiction, namesakes, of_title, short_name
from zhengmai.ontology.resolution import resolve

EMPTY = Notice(
    file="x.txt", text="", title=None, plan_title=None, document_number=None, issuer=None,
    issued=date(2024, 6, 1), published=None, plan_year=2024, addressees=(), copied_to=(),
    citations=(), points=(), tasks=(), unread=(), remarks=(),
)  # fmt: skip


def names(notice: Notice) -> list[str]:
    return [p.name for p in jurisdiction(notice)]


@pytest.mark.parametrize(
    ("issuer", "head", "expected", "codes"),
    [
        pytest.param(
            "济南市天桥区人民政府办公室",
            "",
            ["山东省", "济南市", "天桥区"],
            "370105",
            id="named city",
        ),
        pytest.param(
            "台儿庄区人民政府办公室",
            "",
            ["山东省", "枣庄市", "台儿庄区"],
            "370405",
            id="only one such",
        ),
        pytest.param(
            "市中区人民政府办公室",
            "枣庄市市中区人民政府办公室文件",
            ["山东省", "枣庄市", "市中区"],
            "370402",
            id="letterhead decides",
        ),
        pytest.param("济南市人民政府办公厅", "", ["山东省", "济南市"], "370100", id="city"),
        pytest.param("山东省人民政府办公厅", "", ["山东省"], "370000", id="province"),
        pytest.param(
            "北京市朝阳区人民政府办公室", "", ["北京市", "朝阳区"], "110105", id="capital"
        ),
        pytest.param(
            "胶州市人民政府办公室",
            "",
            ["山东省", "青岛市", "胶州市"],
            "370281",
            id="county-level city",
        ),
        pytest.param(
            "渡南区人民政府办公室",
            "榆津市渡南区人民政府办公室文件",
            ["榆津市", "渡南区"],
            None,
            id="invented",
        ),
        pytest.param(
            "榆津高新技术产业开发区管委会办公室",
            "",
            ["榆津市", "榆津高新技术产业开发区"],
            None,
            id="development zone",
        ),
    ],
)
def test_issuer_tells_the_place(
    issuer: str, head: str, expected: list[str], codes: str | None
) -> None:
    notice = replace(EMPTY, issuer=issuer, text=head)
    assert names(notice) == expected
    assert jurisdiction(notice)[-1].code == codes


def test_two_places_of_one_name_are_not_told_apart_by_a_guess() -> None:
    """市中区 stands in four cities; without a word around it there is no place."""
    notice = replace(EMPTY, issuer="市中区人民政府办公室")
    assert jurisdiction(notice) == ()
    assert "山东省枣庄市市中区" in namesakes(notice)
    (problem,) = [r for r in resolve(notice).remarks if "place" in r.message]
    assert "4 places of that name" in problem.message


def test_a_zone_without_its_city_is_no_place() -> None:
    assert jurisdiction(replace(EMPTY, issuer="高新区管委会办公室")) == ()


def test_a_tax_bureau_of_a_city_is_not_the_nation() -> None:
    notice = replace(EMPTY, issuer="国家税务总局济南市税务局")
    assert jurisdiction(notice) != (NATION,)
    assert jurisdiction(replace(EMPTY, issuer="国务院办公厅")) == (NATION,)


def test_plan_title_tells_the_place_where_the_issuer_does_not() -> None:
    assert names(replace(EMPTY, plan_title="2024年钢城区政务公开工作要点")) == [
        "山东省",
        "济南市",
        "钢城区",
    ]


def test_cited_plans_fill_in_the_places_above() -> None:
    cites = tuple(
        Citation(f"2024年{name}政务公开工作要点", None, Relation.BASIS, "", ())
        for name in ("湄川省", "榆津市")
    )
    notice = replace(EMPTY, issuer="苍坪县人民政府办公室", citations=cites)
    assert names(notice) == ["湄川省", "榆津市", "苍坪县"]


def test_no_place_is_an_empty_chain() -> None:
    assert jurisdiction(replace(EMPTY, issuer="某某公司办公室")) == ()


def test_title_of_a_cited_plan_names_a_place_near() -> None:
    chain = jurisdiction(replace(EMPTY, issuer="济南市天桥区人民政府办公室"))
    assert of_title("2024年济南市政务公开工作要点", chain) == chain[:2]
    assert of_title("政府信息公开条例", chain) == ()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("天桥区", "天桥"),
        ("石桥县", "石桥"),
        ("城区", "城区"),
        ("某某高新技术产业开发区", "高新区"),
    ],
)
def test_short_name(name: str, short: str) -> None:
    assert short_name(Place(name, "county", None)) == short
