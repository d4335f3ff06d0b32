"""The documents a notice names, and how it uses them."""

from __future__ import annotations

import pytest

from tests.loaders.reading import at, read_body, whole
from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.phrases.citations import DOCUMENT_NUMBER, Passage, citations, normal_number
from zhengmai.model import Relation


def cited(text: str, *, opening: bool = False) -> list[tuple[str, str | None, str | None]]:
    found = citations(
        [Passage(whole(text), opening)], ["渡南区政务公开工作要点"], "渡南政办发〔2025〕6号"
    )
    for citation in found:
        assert citation.as_written == at(text, citation.spans)
    return [(c.relation.value, c.title, c.document_number) for c in found]


OPENING = [
    (
        "根据《甲办法》（湄政发〔2023〕5号），制定本要点。",
        [("basis", "甲办法", "湄政发〔2023〕5号")],
    ),
    ("按照《甲办法》要求，结合实际，", [("basis", "甲办法", None)]),
    ("根据湄政发〔2023〕5号文件精神，", [("basis", None, "湄政发〔2023〕5号")]),
    (
        "按照《甲办法》、《乙办法》（湄政发[2023]5号）安排，",
        [("basis", "甲办法", None), ("basis", "乙办法", "湄政发〔2023〕5号")],
    ),
    ("今年是《甲规划》收官之年。", [("mentions", "甲规划", None)]),
    ("《渡南区政务公开工作要点》已经区政府同意，根据渡南政办发〔2025〕6号", []),
]


@pytest.mark.parametrize(("text", "expected"), OPENING, ids=[c[0] for c in OPENING])
def test_in_the_opening(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    """Rule 16: 根据 or 按照 in the opening is basis; the notice itself is not listed."""
    assert cited(text, opening=True) == expected


INSIDE = [
    ("按照《甲方案》编制目录。", [("implements", "甲方案", None)]),
    ("落实《甲办法》（湄政发〔2023〕5号）。", [("implements", "甲办法", "湄政发〔2023〕5号")]),
    ("宣传《甲条例》。", [("mentions", "甲条例", None)]),
    ("编印《办事小词典》，放在窗口。", []),
    ("制定《渡口公开规范》。", []),
    ("落实“阳光年”行动各项要求。", []),
    ("按照有关规定办理。", []),
    ("学习《甲条例》，按照《甲条例》办理。", [("implements", "甲条例", None)]),
    (
        "宣传《甲条例》（湄政发〔2023〕5号）和《甲条例》。",
        [("mentions", "甲条例", "湄政发〔2023〕5号")],
    ),
    ("宣传《关于印发《甲条例》的通知》。", [("mentions", "关于印发《甲条例》的通知", None)]),
]


@pytest.mark.parametrize(("text", "expected"), INSIDE, ids=[c[0] for c in INSIDE])
def test_inside_a_task(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    """Rules 16 and 17; what the task itself is to produce is not listed."""
    assert cited(text) == expected


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("按照省、市政务公开工作要点，", ["province", "city"]),
        ("按照省市政务公开工作要点，", ["province", "city"]),
        ("根据省级和市级2025年政务公开工作要点，", ["province", "city"]),
        ("按照市政务公开重点工作要点，", ["city"]),
        ("印发榆津市政务公开工作要点，", []),
        ("按照《2025年榆津市政务公开工作要点》，", []),
    ],
)
def test_the_untitled_plans_of_superior_places(text: str, levels: list[str]) -> None:
    found = citations([Passage(whole(text), opening=True)], [], None)
    plans = [c for c in found if c.superior]
    assert [c.superior for c in plans] == levels
    assert {c.relation.value for c in plans} <= {"basis"}
    assert all(c.title is None and c.as_written == at(text, c.spans) for c in plans)


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("渡南政办发〔2025〕6号", "渡南政办发〔2025〕6号"),
        ("渡南政办发[2025]6号", "渡南政办发〔2025〕6号"),
        ("渡南政办发（2025）第6号", "渡南政办发〔2025〕6号"),
        ("渡南政办字 〔 2025 〕 012 号", "渡南政办字〔2025〕12号"),
        ("根据渡南政办发〔2025〕6号", "渡南政办发〔2025〕6号"),
        # Behind the body that issued it; no code has a body in it.
        ("按照湄川省人民政府办公厅湄政办发〔2025〕6号", "湄政办发〔2025〕6号"),
        ("落实省政府办公厅湄政办字〔2025〕6号", "湄政办字〔2025〕6号"),
        ("依据榆津市教育局榆教发〔2025〕6号", "榆教发〔2025〕6号"),
        ("湄川省发展和改革委员会湄发改办〔2025〕6号", "湄发改办〔2025〕6号"),
        ("苍坪县委办公室苍办发〔2025〕6号", "苍办发〔2025〕6号"),
        ("县政府办公室印发的砚政办〔2025〕6号", "砚政办〔2025〕6号"),
        ("县委下发的文件苍办发〔2025〕6号", "苍办发〔2025〕6号"),
        ("和市里榆政发〔2025〕6号", "榆政发〔2025〕6号"),
        ("照上级这份砚政办〔2025〕6号", "砚政办〔2025〕6号"),
        ("里政发〔2025〕6号", "里政发〔2025〕6号"),  # a place may be called so
        ("高新区管委会办发〔2025〕6号", "高新区管委会办发〔2025〕6号"),
        ("国市监办函〔2025〕6号", "国市监办函〔2025〕6号"),
        ("教办厅函〔2025〕6号", "教办厅函〔2025〕6号"),
    ],
)
def test_document_numbers_have_one_form(printed: str, normal: str) -> None:
    match = DOCUMENT_NUMBER.search(fold(printed))
    assert match is not None
    assert normal_number(match) == normal


def test_the_strongest_use_of_a_document_counts() -> None:
    opening = Passage(whole("根据《甲办法》，制定本要点。"), opening=True)
    inside = Passage(whole("宣传《甲办法》。"), opening=False)
    for passages in ([opening, inside], [inside, opening]):
        (found,) = citations(passages, [], None)
        assert found.relation.value == "basis"


def test_each_of_a_long_list_is_repealed() -> None:
    listed = "、".join(f"《渡口管理办法（第{n}版）》（渡政发〔2010〕{n}号）" for n in range(1, 41))
    notice = read_body(f"一、守好渡口\n（一）晒清单。把价目贴到村口。{listed}同时废止。\n")
    repealed = [c for c in notice.citations if c.repeals]
    assert [c.document_number for c in repealed] == [f"渡政发〔2010〕{n}号" for n in range(1, 41)]
    assert {c.relation for c in repealed} == {Relation.MENTIONS}


def test_the_words_of_a_long_list_hold_for_all_of_it() -> None:
    listed = "、".join(f"《渡口要点{n}》" for n in range(1, 41))
    notice = read_body(f"一、守好渡口\n（一）晒清单。落实{listed}，把价目贴到村口。\n")
    assert {c.relation for c in notice.citations} == {Relation.IMPLEMENTS}
    assert len(notice.citations) == 40
