"""Question marks that stand for the blanks of a page which changed its encoding on the way."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body, units

PLAN = [
    "一、守好渡口",
    "（一）缆绳换新，旧绳入库。（责任单位：区水利局）",
    "（二）航标灯全亮，坏了当天修。（责任单位：区海事处）",
    "二、服务游客",
    "（三）手册发到每条船。（责任单位：区文旅局）",
]
FOUND = [
    ("缆绳换新，旧绳入库。", "责区水利局"),
    ("航标灯全亮，坏了当天修。", "责区海事处"),
    ("手册发到每条船。", "责区文旅局"),
]


@pytest.mark.parametrize("indent", ["??", "????", "？？", " ???", "\u3000??"])
@pytest.mark.parametrize("end", ["", "???", "????????", "??? "])
def test_they_are_blanks(indent: str, end: str) -> None:
    notice = read_body("".join(f"{indent}{line}{end}\n" for line in PLAN))
    assert [(t.text, units(t.assignments)) for t in notice.tasks] == FOUND
    assert [p.number for p in notice.points] == ["（一）", "（二）", "（三）"]


def test_one_alone_before_a_mark_where_there_are_others() -> None:
    lines = [f"{'?' * (1 + n % 3)}{line}" for n, line in enumerate(PLAN)]
    notice = read_body("\n".join(lines) + "\n")
    assert [(t.text, units(t.assignments)) for t in notice.tasks] == FOUND


@pytest.mark.parametrize("text", ["缆绳换了没有？", "换了没有??夜里再看。", "谁来换？？"])
def test_a_question_stays_one(text: str) -> None:
    notice = read_body(f"一、守好渡口\n（一）查缆绳。{text}（责任单位：区水利局）\n")
    assert [t.text for t in notice.tasks] == [text]


@pytest.mark.parametrize("sign", ["\ue010", "\ue5e5", "\uf06c "])
def test_a_sign_of_private_use_for_the_dot_of_a_number(sign: str) -> None:
    lines = [
        "一、守好渡口",
        *(f"{n}{sign}{text}" for n, text in enumerate(("换缆绳。", "装航灯。"), 1)),
    ]
    notice = read_body(
        "".join(
            f"{line}（责任单位：区水利局）\n" if "。" in line else f"{line}\n" for line in lines
        )
    )
    assert [(t.number, t.text) for t in notice.tasks] == [("1", "换缆绳。"), ("2", "装航灯。")]
