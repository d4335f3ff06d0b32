"""Signs of Markdown: passed over wherever they stand, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loaders.reading import read_body, row, whole
from zhengmai.loaders.layout.markup import signs, with_line_breaks


def seen(text: str) -> str:
    return whole(text).outside(signs(text)).text


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        pytest.param("**关于印发**", "关于印发", id="marks of emphasis"),
        pytest.param("__关于印发__", "关于印发", id="marks of emphasis, the other way"),
        pytest.param("***关于印发***", "关于印发", id="both at once"),
        pytest.param("## 一、总体要求", "一、总体要求", id="a heading"),
        pytest.param("> 引文", "引文", id="a quotation"),
        pytest.param("- 编目录\n* 晒清单", "编目录\n晒清单", id="entries of a list"),
        pytest.param("1\\. 编目录", "1. 编目录", id="an escaped dot"),
        pytest.param("甲*乙*丙", "甲乙丙", id="stars in pairs"),
        pytest.param("甲*乙\n丙*", "甲*乙\n丙*", id="a star alone in its line stays"),
        pytest.param("甲\\*乙*丙*", "甲*乙丙", id="an escaped star is a star"),
        pytest.param("- 2 -", "- 2 -", id="a page number stays"),
        pytest.param("-\t长期", "-\t长期", id="an empty cell stays"),
        pytest.param("|--|:--|", "|--|:--|", id="the line under a header stays"),
    ],
)
def test_what_is_left(printed: str, left: str) -> None:
    assert seen(printed) == left


@pytest.mark.parametrize("tag", ["<br>", "<br/>", "<BR />"])
def test_a_break_is_a_line_break_and_moves_nothing(tag: str) -> None:
    text = with_line_breaks(f"区司法局{tag}区财政局")
    assert text.split() == ["区司法局", "区财政局"]
    assert text.index("区财政局") == 4 + len(tag)
    assert "\n" in text


@pytest.mark.parametrize("mark", ["**", "__", "*"])
def test_emphasis_changes_no_fact(mark: str) -> None:
    plain = "一、工作\n（一）晒清单。换下清单。（责任单位：区司法局、区财政局）\n"
    marked = plain.replace("责任单位", f"{mark}责任单位{mark}")
    marked = marked.replace("换下清单", f"换下{mark}清单{mark}")
    assert [row(t) for t in read_body(marked).tasks] == [row(t) for t in read_body(plain).tasks]


@given(st.text("*_\\#->甲1. \n|", max_size=60))
def test_signs_are_in_order_and_never_overlap(text: str) -> None:
    places = [at for sign in signs(text) for at in range(sign.start, sign.end)]
    assert places == sorted(set(places))
    assert set(seen(text)) <= set(text)
    assert seen(text).count("甲") == text.count("甲")
