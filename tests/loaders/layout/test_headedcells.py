"""Cells that begin with the name of the task: the name is no part of the text."""

from __future__ import annotations

import pytest

from tests.loaders.layout.printing import markup, page, rows

HEADER = "序号|工作任务|责任单位|完成时限"
NAMES = ("修渡口", "抄写生字表册", "管好船票")
TEXTS = ("换下旧缆绳，立一块牌。", "每班抄一份，贴在墙上。", "票价写大，零钱备足。")
UNITS = ("区水务局", "区教育局", "区交通局")
READ = [
    (str(number), text, f"责{unit}", ["date 2025-06-30"])
    for number, (text, unit) in enumerate(zip(TEXTS, UNITS, strict=True), 1)
]


def table(cells: list[str]) -> str:
    lines = (
        f"{n}|{c}|{unit}|6月底前" for n, (c, unit) in enumerate(zip(cells, UNITS, strict=True), 1)
    )
    return markup(HEADER, *lines)


@pytest.mark.parametrize("parted", ["<p>{0}</p><p>{1}</p>", "{0}<br>{1}", "<b>{0}</b><br/> {1}"])
def test_a_name_on_a_line_of_its_own(parted: str) -> None:
    notice = page(table([parted.format(*pair) for pair in zip(NAMES, TEXTS, strict=True)]))
    assert rows(notice) == READ
    assert [u.text for u in notice.unread if u.text in NAMES] == list(NAMES)


def test_lines_broken_by_the_width_are_one_text() -> None:
    broken = [f"{text[:6]}<br>{text[6:]}" for text in TEXTS]
    assert rows(page(table(broken))) == READ


def test_one_name_among_texts_stays_in_its_text() -> None:
    cells = [f"{NAMES[0]}<br>{TEXTS[0]}", *TEXTS[1:]]
    assert [text for _, text, _, _ in rows(page(table(cells)))] == [NAMES[0] + TEXTS[0], *TEXTS[1:]]


def test_a_name_that_has_no_text_is_the_task() -> None:
    assert [text for _, text, _, _ in rows(page(table(list(NAMES))))] == list(NAMES)
