"""Brackets of units that go on with a sentence: it is shown as unread, the units are read."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body, units

# (what the bracket says, who it assigns, what of it is unread)
SAID = [
    (
        "区水务局牵头，区交通局参与，各县、区人民政府（管委会）负责落实。以下各项均需各镇落实，不再列出。",
        "牵区水务局 配区交通局 责各县、区人民政府（管委会）*",
        "以下各项均需各镇落实，不再列出",
    ),
    (
        "区水务局牵头，区交通局配合。所需钱款从修缮费中列支。",
        "牵区水务局 配区交通局",
        "所需钱款从修缮费中列支",
    ),
    (
        "区水务局、区交通局负责。换下的旧绳拍照留底。拍好的照片每年归档，不得遗失。",
        "责区水务局 责区交通局",
        "换下的旧绳拍照留底。拍好的照片每年归档，不得遗失",
    ),
    (
        "区水务局负责。以上各项由区水务局汇总，每月一报。",
        "责区水务局",
        "以上各项由区水务局汇总，每月一报",
    ),
    ("区水务局牵头。区财政局按需补助", "牵区水务局", "区财政局按需补助"),
    ("责任单位：区水务局、区交通局。各街道照此办理。", "责区水务局 责区交通局", "各街道照此办理"),
]


@pytest.mark.parametrize(("said", "assigned", "unread"), SAID, ids=[s[2][:8] for s in SAID])
@pytest.mark.parametrize("signs", ["（）", "〔〕", "【】"])
def test_each_bracket_assigns_the_text_before_it(
    said: str, assigned: str, unread: str, signs: str
) -> None:
    body = (
        f"一、守好渡口\n1.换新缆绳三根。{signs[0]}{said}{signs[1]}旧缆绳收回仓库。（区城管局牵头）\n"
        "2.装灯三盏。（区住建局负责）\n"
    )
    notice = read_body(body)
    assert [(t.text, units(t.assignments)) for t in notice.tasks] == [
        ("换新缆绳三根。", assigned),
        ("旧缆绳收回仓库。", "牵区城管局"),
        ("装灯三盏。", "责区住建局"),
    ]
    assert [u.text.strip("。") for u in notice.unread] == [unread]


@pytest.mark.parametrize(
    "said",
    [
        "区水务局牵头。区交通局配合。",
        "区水务局牵头。区交通局配合。2025年9月底前完成。",
        "牵头单位：区水务局。配合单位：区交通局。",
        "区水务局牵头。绳子要粗些。区交通局配合。",
    ],
)
def test_sentences_that_go_on_with_units_are_read(said: str) -> None:
    (task, _) = read_body(f"一、渡口\n1.换新缆绳。（{said}）\n2.装灯。（区住建局负责）\n").tasks
    assert units(task.assignments) == "牵区水务局 配区交通局"


@pytest.mark.parametrize(
    "name", ["各县、区人民政府（管委会）", "各镇、街道（功能区）", "各市、县（区）政府"]
)
def test_a_class_in_parts_with_a_bracket_is_a_name(name: str) -> None:
    (task, _) = read_body(
        f"一、渡口\n1.换新缆绳。（区水务局牵头，{name}落实）\n2.装灯。（区住建局负责）\n"
    ).tasks
    assert units(task.assignments) == f"牵区水务局 责{name}*"
