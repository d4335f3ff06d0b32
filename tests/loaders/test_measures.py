"""What is done about a thing (整改措施：…) stands behind its units, and is not of the next item."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body, units

OLD, SHORT = "缆绳老化，有的已断。", "缆绳太短，够不着岸。"
UNITS = ("（牵头单位：区水务局；责任单位：各街道）", "（区交通局负责）")
ASSIGNED = ("牵区水务局 责各街道*", "责区交通局")

BODIES = {
    "items": f"1.{OLD}{UNITS[0]}\n整改措施：换新缆绳。\n2.{SHORT}{UNITS[1]}\n整改措施：加长。\n",
    "items, run in": f"1.{OLD}{UNITS[0]}整改措施：换绳。\n2.{SHORT}{UNITS[1]}整改措施：加长。\n",
    "items that are run in": (
        f"1.{OLD}{UNITS[0]}整改措施：换绳。2.{SHORT}{UNITS[1]}整改措施：加长。\n"
    ),
    "items under an item": (
        f"1.渡口的事\n（1）{OLD}{UNITS[0]}\n整改措施：换新缆绳。\n（2）{SHORT}{UNITS[1]}\n整改措施：加长。\n"
    ),
    "items under a heading of one aspect": (
        f"1.渡口的事\n（1）{OLD}{UNITS[0]}\n整改措施：换新缆绳。\n（2）船员住房方面。\n"
        f"①{SHORT}{UNITS[1]}\n整改措施：一是加长。二是定人。\n"
    ),
    "measures that count": (
        f"1.渡口的事\n（1）{OLD}{UNITS[0]}\n整改措施：\n①换新缆绳。\n②旧绳收回。\n"
        f"（2）{SHORT}{UNITS[1]}\n整改措施：\n①加长。\n②定人。\n"
    ),
    "measures that count, run in": (
        f"1.渡口的事\n（1）{OLD}{UNITS[0]}\n整改措施：①换新缆绳。②旧绳收回。\n"
        f"（2）{SHORT}{UNITS[1]}\n整改措施：①加长。②定人。\n"
    ),
    "in a point": (
        f"（一）渡口的事\n（1）{OLD}{UNITS[0]}\n整改措施：换新缆绳。\n（2）{SHORT}{UNITS[1]}\n整改措施：加长。\n"
    ),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_measures_are_of_no_other_item(body: str) -> None:
    notice = read_body(f"一、整改内容\n{body}二、灯的事\n1.装灯。（区住建局负责）\n")
    assert [(t.text, units(t.assignments)) for t in notice.tasks] == [
        (OLD, ASSIGNED[0]),
        (SHORT, ASSIGNED[1]),
        ("装灯。", "责区住建局"),
    ]
    assert len({t.id for t in notice.tasks}) == 3


def test_circled_items_with_units_are_tasks_beside_those_above() -> None:
    notice = read_body(
        f"一、整改内容\n1.渡口的事\n（1）{OLD}{UNITS[0]}\n①换绳。（区水务局负责）\n②收绳。（区城管局负责）\n"
    )
    assert [(t.number, units(t.assignments)) for t in notice.tasks] == [
        ("（1）", ASSIGNED[0]),
        ("①", "责区水务局"),
        ("②", "责区城管局"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "看好渡口：1.缆绳。（区水务局负责）要快。2.航灯。（区交通局负责）",  # a list in its text
        "换缆绳。2.5米以下的不换。（区水务局负责）",
        "换缆绳。2.旧绳收回。（区水务局负责）",  # the first has no units
    ],
)
def test_numbers_in_the_text_of_an_item_begin_none(text: str) -> None:
    notice = read_body(f"一、渡口\n1.{text}\n2.修栏杆。（区住建局负责）\n")
    assert {t.number for t in notice.tasks} == {"1", "2"}
    assert [t.text for t in notice.tasks if t.number == "2"] == ["修栏杆。"]
