"""Characters that only look like those of the notice, and those that nobody sees."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loaders.reading import at, read_body, row, whole
from zhengmai.loaders.characters import unified, unseen

PLAN = (
    "一、工作\n"
    "1.晒清单。（牵头单位：区民政局；配合单位：区人民法院、西风街道；完成时限：6月底前）\n"
)
FACTS = [("1", "晒清单。", "牵区民政局 配区人民法院 配西风街道", ["date 2025-06-30"])]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        pytest.param("区⺠政局", "区民政局", id="a radical of the supplement"),
        pytest.param("⼈⺠法院", "人民法院", id="a Kangxi radical beside it"),
        pytest.param("⻄风街道", "西风街道", id="another"),
        pytest.param("⾏政", "行政", id="a Kangxi radical"),
        pytest.param("账⼾、⾭年", "账户、青年", id="radicals whose old forms we do not print"),
        pytest.param("\uf901新", "更新", id="a compatibility ideograph"),
        pytest.param("\u2003\u2003一、", "\u3000\u3000一、", id="a blank as wide as a character"),
        pytest.param("区\u2009民\u202f政", "区 民 政", id="narrow blanks"),
        pytest.param(
            "关于印发\u2329要点\u232a的通知", "关于印发〈要点〉的通知", id="angles of technics"
        ),
        pytest.param("\ufe3d要点\ufe3e", "《要点》", id="signs set upright"),
        pytest.param("（一）①", "（一）①", id="widths and circles stay as printed"),
        pytest.param("ﬁ", "ﬁ", id="what would become longer stays"),
    ],
)
def test_what_is_meant(printed: str, meant: str) -> None:
    assert unified(printed) == meant


@given(st.text(max_size=40))
def test_the_places_stay_what_they_are(text: str) -> None:
    assert len(unified(text)) == len(text)


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u200d", "\u00ad", "\u2060", "\ufeff", "\u202a", "\ufe0f"]
)
@pytest.mark.parametrize("inside", ["民政", "牵头", "单位", "6月", "完成", "西风", "1."])
def test_a_sign_that_nobody_sees_changes_no_fact(sign: str, inside: str) -> None:
    broken = PLAN.replace(inside, f"{inside[0]}{sign}{inside[1:]}", 1)
    notice = read_body(broken)
    assert [row(task) for task in notice.tasks] == FACTS
    for unit in notice.tasks[0].assignments:
        assert at(notice.text, unit.spans) == unit.unit


def test_radicals_change_no_fact() -> None:
    broken = PLAN.replace("民政", "⺠政").replace("人民", "⼈⺠").replace("西风", "⻄⻛")
    assert [row(task) for task in read_body(broken).tasks] == FACTS


INDENTED = (
    "一、工作\n"
    "1.晒清单。公布权责清单。\n牵头单位：区民政局\n完成时限：6月底前完成清单，9月底前上网\n"
    "2.建专窗。设办事专窗。\n牵头单位：区人社局\n完成时限：年底前\n"
)


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u2002", "\u2003", "\u2005", "\u3000", "\t"])
@pytest.mark.parametrize("many", [1, 2, 4])
def test_what_a_page_is_indented_with_changes_no_fact(blank: str, many: int) -> None:
    indented = INDENTED.replace("\n", "\n" + blank * many)
    assert [row(task) for task in read_body(indented).tasks] == [
        ("1", "公布权责清单。", "牵区民政局", ["date 2025-06-30", "date 2025-09-30"]),
        ("2", "设办事专窗。", "牵区人社局", ["date 2025-12-31"]),
    ]


@given(st.text("甲\u200b\u00ad\u2060\u202e 乙\n", max_size=30))
def test_what_is_seen_is_left(text: str) -> None:
    left = whole(text).outside(unseen(text)).text
    assert left == "".join(c for c in text if unicodedata.category(c) != "Cf")
