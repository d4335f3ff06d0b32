"""Items （1） ① under an item 1. or a point, on lines of their own or run in."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body, row

ROPE, LAMP, BOOK = "换下旧缆绳，旧绳入库。", "三个码头各装一盏航标灯。", "编一本手册。"
APART = [("（1）", ROPE, "责区水务局"), ("（2）", LAMP, "责区交通局")]


def told(body: str) -> list[tuple[str, str, str]]:
    return [row(task)[:3] for task in read_body(body).tasks]


@pytest.mark.parametrize(
    "above",
    ["一、守河\n（一）治水\n1.守渡口。", "一、守河\n1.守渡口。", "一、守河\n（一）守渡口。"],
)
@pytest.mark.parametrize(
    ("below", "tasks"),
    [
        pytest.param(
            f"（1）{ROPE}（区水务局负责）（2）{LAMP}（区交通局负责）", APART, id="all have units"
        ),
        pytest.param(
            f"（1）{ROPE}（区水务局负责）（2）{LAMP}（区交通局负责）（3）{BOOK}",
            [*APART, ("（3）", BOOK, "")],
            id="the last has none",
        ),
        pytest.param(
            f"（1）{ROPE}（区水务局负责）\n（2）{LAMP}（区交通局负责）\n（3）{BOOK}",
            [*APART, ("（3）", BOOK, "")],
            id="on lines of their own",
        ),
        pytest.param(
            f"①{ROPE}（责任单位：区水务局）②{LAMP}（责任单位：区交通局）",
            [("①", ROPE, "责区水务局"), ("②", LAMP, "责区交通局")],
            id="circles",
        ),
        pytest.param(
            f"（1）{ROPE}（区水务\n局负责）（2）{LAMP}（区交\n通局负责）", APART, id="broken lines"
        ),
        pytest.param(
            f"（1）{ROPE}（区水务局负责）（2）{BOOK}",
            [("（1）", ROPE, "责区水务局"), ("（2）", BOOK, "")],
            id="only the first has units",
        ),
    ],
)  # fmt: skip
def test_each_has_its_own_number(above: str, below: str, tasks: list[tuple[str, str, str]]) -> None:
    found = told(f"{above}{below}\n二、收尾\n（一）收绳。旧绳称重。（区水务局负责）\n")
    assert found[: len(tasks)] == tasks


@pytest.mark.parametrize(
    "below",
    [
        f"（1）{ROPE}（2）{LAMP}（3）{BOOK}（区水务局负责）",
        f"①{ROPE}②{LAMP}（区水务局负责）",
        f"见表（1）和表（2）。{ROPE}（区水务局负责）",
        f"（1）{ROPE}（区水务局负责）",
        f"{ROPE}（2）{LAMP}（区水务局负责）",
    ],
)
def test_one_bracket_serves_them_all(below: str) -> None:
    ((number, text, units),) = told(f"一、守河\n（一）治水\n1.守渡口。{below}\n")
    assert (number, units) == ("1", "责区水务局")
    assert ROPE in text


CIRCLED = [("①", ROPE, "责区水务局"), ("②", LAMP, "责区交通局"), ("①", BOOK, "责区档案馆")]


@pytest.mark.parametrize(
    ("body", "tasks", "point"),
    [
        pytest.param(
            f"1.渡口工程\n（1）修缆绳\n①{ROPE}（区水务局负责）\n②{LAMP}（区交通局负责）\n"
            f"（2）编手册\n①{BOOK}（区档案馆负责）\n2.收尾。旧绳称重。（区水务局负责）\n",
            [*CIRCLED, ("2", "收尾。旧绳称重。", "责区水务局")],
            f"渡口工程修缆绳{ROPE}{LAMP}编手册{BOOK}收尾。旧绳称重。",
            id="three levels",
        ),
        pytest.param(
            f"1.渡口工程\n（1）修缆绳\n①{ROPE}（区水务局负责）\n",
            CIRCLED[:1],
            f"渡口工程修缆绳{ROPE}",
            id="one of each",
        ),
        pytest.param(
            f"（1）修缆绳\n①{ROPE}（区水务局负责）\n②{LAMP}（区交通局负责）\n"
            f"（2）编手册\n①{BOOK}（区档案馆负责）\n",
            CIRCLED,
            f"修缆绳{ROPE}{LAMP}编手册{BOOK}",
            id="right below the point",
        ),
    ],
)  # fmt: skip
def test_circles_stand_under_numbers_in_brackets(
    body: str, tasks: list[tuple[str, str, str]], point: str
) -> None:
    notice = read_body(f"一、守河\n（一）治水\n{body}")
    assert [row(task)[:3] for task in notice.tasks] == tasks
    assert notice.points[0].text == point
    assert not notice.unread
