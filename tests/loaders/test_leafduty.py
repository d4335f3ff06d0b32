"""Items whose last clause says who does them, where most items of the plan end so."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body, row, units


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "一、守渡口\n1.缆绳一律换新，由区水务局负责落实。\n2.旧绳入库，由区财政局负责落实。\n",
            ["责区水务局", "责区财政局"],
        ),
        (
            "一、守渡口\n1.缆绳一律换新，由区水务局负责。\n2.旧绳入库，由区财政局承办。\n",
            ["责区水务局", "责区财政局"],
        ),
        (
            "（一）换缆绳。缆绳一律换新，由区水务局、区财政局负责组织实施。\n"
            "（二）收绳。旧绳入库，由各街道负责抓落实。\n",
            ["责区水务局 责区财政局", "责各街道*"],
        ),
        (
            "一、守渡口\n1.缆绳一律换新，由区水务局牵头，区财政局配合。\n2.旧绳入库，由区财政局负责。\n"
            "3.水尺重漆，由各街道按职责分工负责。\n",
            ["牵区水务局 配区财政局", "责区财政局", "责各街道*"],
        ),
        (
            "一、守渡口\n1.缆绳一律换新，区水务局负责。\n2.旧绳入库，由区财政局承办。\n3.水尺重漆，各街道负责落实。\n",
            ["责区水务局", "责区财政局", "责各街道*"],
        ),
        (
            "一、守渡口\n1.缆绳一律换新，由区水务局负责办理；\n2.旧绳入库，由区财政局负责办理；\n"
            "3.水尺重漆。\n",
            ["责区水务局", "责区财政局", ""],
        ),
    ],
)
def test_most_items_end_in_who_answers_for_them(body: str, found: list[str]) -> None:
    assert [units(t.assignments) for t in read_body(body).tasks] == found


@pytest.mark.parametrize(
    "body",
    [
        "一、守渡口\n1.缆绳一律换新，由区水务局负责。\n2.旧绳入库。\n3.水尺重漆。\n4.装灯。\n",
        "一、守渡口\n1.缆绳换新前，先由区水务局查看。\n2.旧绳入库，由库房清点。\n",
    ],
    ids=["one of many", "no words of duty"],
)
def test_a_unit_that_a_sentence_is_about_is_not_assigned(body: str) -> None:
    assert not any(t.assignments for t in read_body(body).tasks)


@pytest.mark.parametrize(
    ("said", "who", "due"),
    [
        ("由区水务局、区财政局负责落实。", "责区水务局 责区财政局", []),
        ("\n由区水务局，各县市区人民政府负责落实", "责区水务局 责各县市区人民政府*", []),
        ("此项工作由区水务局牵头，区财政局配合。", "牵区水务局 配区财政局", []),
        ("区水务局牵头，各街道配合，6月底前完成。", "牵区水务局 配各街道*", ["date 2025-06-30"]),
        (
            "\n由区水务局负责，区财政局配合，于2025年9月底前完成。",
            "责区水务局 配区财政局",
            ["date 2025-09-30"],
        ),
    ],
)
def test_a_sentence_that_only_assigns_is_no_text(said: str, who: str, due: list[str]) -> None:
    first, second = read_body(f"一、守渡口\n1.缆绳换新。{said}\n2.旧绳入库。{said}\n").tasks
    assert row(first)[1:] == ("缆绳换新。", who, due)
    assert row(second)[1:] == ("旧绳入库。", who, due)


def test_a_limit_beside_units_that_few_points_name_is_theirs() -> None:
    rest = "".join(f"（{n}）收绳。旧绳要入库。\n" for n in "二三四五")
    said = "由区水务局牵头，区财政局配合，6月底前完成。"
    first, *others = read_body(f"一、守渡口\n（一）换缆绳。缆绳换新。{said}\n{rest}").tasks
    assert row(first)[1:] == ("缆绳换新。", "牵区水务局 配区财政局", ["date 2025-06-30"])
    assert not any(t.assignments or t.deadlines for t in others)
