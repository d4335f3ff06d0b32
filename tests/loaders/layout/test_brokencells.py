"""Rows of which a cell is broken over several lines."""

from __future__ import annotations

import pytest

from tests.loaders.reading import whole
from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.brokencells import in_columns, stand_in_place
from zhengmai.loaders.phrases.columnnames import Column

NAMES = (Column.NUMBER, Column.NAME, Column.TEXT, Column.LEAD, Column.COOPERATING, Column.DEADLINE)


def lines(row: str) -> list[Excerpt]:
    text = whole(row)
    ends = [at for at, sign in enumerate(row) if sign == "|"]
    return [text.slice(a + 1, b) for a, b in zip([-1, *ends], [*ends, len(row)], strict=True)]


def cells(row: str) -> list[str] | None:
    found = in_columns(lines(row), NAMES)
    return None if found is None else [cell.text for cell in found]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("1|渡口|更换缆绳，旧绳入库|区水利局|区财政局|6月底前", "更换缆绳，旧绳入库"),
        (
            "1|渡口|更换渡口全部缆|绳，旧绳入库|区水利局|区财政局|6月底前",
            "更换渡口全部缆绳，旧绳入库",
        ),
        (
            "1|渡口|更换渡口|全部缆绳，|旧绳入库|区水利局|区财政局|6月底前",
            "更换渡口全部缆绳，旧绳入库",
        ),
        ("1|渡口|更换缆绳，旧绳入库|区水利局||6月底前", "更换缆绳，旧绳入库"),  # nobody helps
    ],
)
def test_a_text_is_put_together(row: str, text: str) -> None:
    found = cells(row)
    assert found is not None
    assert found[2] == text
    assert [found[0], *found[3:4], found[5]] == ["1", "区水利局", "6月底前"]


@pytest.mark.parametrize(
    "row",
    [
        "1|渡口|更换缆绳，旧绳入库|区水利局|区财政局|区司法局|6月底前",  # of which column?
        "1|渡口|更换缆绳，旧绳入库|区市场监督|管理局|区财政局|6月底前",  # a name, not a text
        "1|渡口|（一）换绳|更换缆绳，旧绳入库|区水利局|区财政局|6月底前",  # a name of what follows
        "1|渡口|公开|更换渡口全部缆绳，旧绳入库|区水利局|区财政局|6月底前",  # a name over it
        "1|渡口|更换缆绳，旧绳入库|6月底前|区水利局|区财政局",  # in other places
        "1|渡口|更换缆绳|区水利局|6月底前",  # a cell is missing
        "1|渡口|更|换|缆|绳|旧|绳|入|库|区水利局|区财政局|6月底前",  # broken too often
    ],
)
def test_what_is_not_sure_is_not(row: str) -> None:
    assert cells(row) is None


def test_a_cell_that_a_task_should_have_may_be_lost() -> None:
    row = lines("1|渡口|更换缆绳|区水利局|区财政局|6月底前")
    assert stand_in_place([row, row], NAMES)
    for at in (2, 3, 5):
        empty = [cell.slice(0, 0) if n == at else cell for n, cell in enumerate(row)]
        assert not stand_in_place([row, empty], NAMES)
    assert not stand_in_place([], NAMES)
    assert not stand_in_place([row[:-1]], NAMES)
