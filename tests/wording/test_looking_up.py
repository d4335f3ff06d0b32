"""A message is found again among the templates, whatever stands in its gaps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengmai.errors import InternalError, NotFoundError, UnreadableFileError
from zhengmai.wording import chinese, english, in_language
from zhengmai.wording.catalogue import Catalogue
from zhengmai.wording.templates import Template

SIGNS = {
    "colon": "：",
    "list": "、",
    "names": "；",
    "messages": "；",
    "all": "、",
    "quotes": "“{}”",
}
SMALL = Catalogue(
    [
        ("no unit {}", "没有单位{}"),
        ("no unit {} in {}", "{1}没有单位{0}"),
        ("{}: cannot be read: {}", "{0}：读不了：{1:message}"),
        ("there is {} of it: {}", "共 {}：{}"),
        ("lost: {}", "缺少{0:all}"),
        ("one of {}", "可写 {0:list}"),
        ("broken: {}", "不合规：{0:messages}"),
        ("empty", "空的"),
        ("the text", "文字"),
        ("the units", "单位"),
    ],
    SIGNS,
)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("empty", "空的"),
        ("no unit 区财政局", "没有单位区财政局"),
        ("no unit '区财政局'", "没有单位“区财政局”"),
        ("no unit a in b", "b没有单位a"),  # the template that tells most
        ("x.txt: empty", "x.txt：空的"),  # of a file a message is told
        ("C:\\a: b.txt: cannot be read: empty", "C:\\a: b.txt：读不了：空的"),
        ("x.txt: cannot be read: [Errno 99] new", "x.txt：读不了：[Errno 99] new"),
        ("lost: the text and the units", "缺少文字、单位"),
        ("one of a, b", "可写 a、b"),
        ("broken: the text; empty", "不合规：文字；空的"),
        ("something else", None),
        ("x.txt: something else", None),
        ("", None),
    ],
)
def test_what_is_said(message: str, words: str | None) -> None:
    assert SMALL.look_up(message) == words


@pytest.mark.parametrize(
    "value", ["empty", "no unit x", "the text", "{}", "{0:message}", "{1}", ""]
)
def test_a_value_is_never_a_message(value: str) -> None:
    """Whoever names a unit after a message of ours, or after a gap, sees that name."""
    assert SMALL.look_up(f"no unit {value}") == f"没有单位{value}"


def test_where_a_template_says_so_a_part_is_a_message() -> None:
    assert SMALL.look_up("a: cannot be read: no unit empty") == "a：读不了：没有单位empty"


@given(st.text(max_size=60), st.text(max_size=60))
def test_values_are_told_to_the_letter(one: str, other: str) -> None:
    template = Template.of("in {} there is {}.")
    found = template.match(f"in {one} there is {other}.")
    assert found is not None
    assert f"in {found[0]} there is {found[1]}." == f"in {one} there is {other}."


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(chinese(text), str)
    assert isinstance(english(text), str)


def test_a_long_message_costs_little_and_stays_as_it_is() -> None:
    long = ": ".join(["a"] * 100_000)
    assert chinese(long) == long
    nested = "a: cannot be read: " * 400
    assert chinese(nested).startswith("a：")


def test_a_gap_of_no_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="kind 'thing'"):
        Template.of("{0:thing}")


def test_errors_are_english_and_tell_themselves_in_chinese() -> None:
    error = UnreadableFileError("a.txt", "the file is empty")
    assert str(error) == "a.txt: the file is empty"
    assert error.told("zh") == "a.txt：文件是空的"
    assert error.told("en") == str(error)
    assert "不是您的错" in InternalError("a.txt", "E-1", "ValueError in x.py").told("zh")
    unit = NotFoundError("no unit '区航天局' in this store")
    assert unit.told("zh") == "库中没有单位“区航天局”"
    with pytest.raises(ValueError, match="'fr' is not spoken here"):
        in_language("x", "fr")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("progress of 1 tasks kept; not taken: 0", "progress of 1 task kept; not taken: 0"),
        ("progress of 21 tasks kept; not taken: 1", "progress of 21 tasks kept; not taken: 1"),
        (
            "a 1 tasks.xlsx: 1 tasks, and 1 sheets of parts of them",
            "a 1 tasks.xlsx: 1 task, and 1 sheet of parts of them",
        ),
        ("said by nobody: 1 tasks", "said by nobody: 1 tasks"),
    ],
)
def test_there_is_one_task_and_are_two_tasks(message: str, told: str) -> None:
    """Only behind a gap of a message of ours; what a value says stays as it is."""
    assert in_language(message, "en") == told


def test_answers_count_in_english_too() -> None:
    told = english("1 份通知入库，2 项任务，1 条承接关系")
    assert told == "1 notice stored, 2 tasks, 1 link"
