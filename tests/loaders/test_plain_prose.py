"""Plans in prose drawn at random: whatever their marks and the place of the units, all is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import pytest

from tests.loaders.reading import read_body, units

BODIES = [
    "区水利局", "区财政局", "区交通局", "区海事处", "区文旅局", "区司法局", "区妇联", "各街道",
    "区农业农村局", "区融媒体中心", "区政府各部门", "区市场监管局", "渡口镇", "区总工会",
]  # fmt: skip
COLLECTIVE = {"各街道", "区政府各部门"}
DONE = ["更换", "修好", "清理", "编印", "加固", "检修", "公布", "整治"]
WHAT = [
    "渡口缆绳",
    "三处旧堤",
    "码头航标灯",
    "便民手册",
    "候船亭",
    "街边水沟",
    "村口路灯",
    "停车位",
]
HOW = [
    "，旧的一律入库",
    "，坏了当天修",
    "，每季度核对一遍",
    "",
    "，做到户户知晓",
    "；费用由区里承担",
]
HEADS = ["守好渡口", "服务游客", "办好实事", "管好街面", "用好资金"]
BELOW = ["", "各街道、各部门要压实责任，确保取得实效。", "区政府办公室将定期督查。"]
PLANS = 25


def names(role: str, bodies: Sequence[str]) -> str:
    return " ".join(role + name + "*" * (name in COLLECTIVE) for name in bodies)


@dataclass(frozen=True)
class Way:
    """How the units are printed: the first, and the others; on a line of their own or not."""

    printed: Callable[[str, Sequence[str]], str]
    roles: str  # of the first and the others
    line: bool = False


def joined(others: Sequence[str]) -> str:
    return "、".join(others)


WAYS = {
    "labels": Way(lambda a, b: f"（牵头单位：{a}；责任单位：{joined(b)}）", "牵责"),
    "one label": Way(lambda a, b: f"（责任单位：{joined([a, *b])}）", "责责"),
    "verbs": Way(lambda a, b: f"（{a}牵头，{joined(b)}配合）", "牵配"),
    "by duty": Way(lambda a, b: f"（{a}牵头，{joined(b)}按职责分工负责）", "牵配", line=True),
    "bare": Way(lambda a, b: f"（{joined([a, *b])}）", "责责"),
    "bare on a line": Way(lambda a, b: f"（{joined([a, *b])}）", "责责", line=True),
    "label lines": Way(lambda a, b: f"牵头单位：{a}\n配合单位：{joined(b)}", "牵配", line=True),
    "one label line": Way(lambda a, b: f"牵头单位：{a}，配合单位：{joined(b)}", "牵配", line=True),
    "bracket line": Way(lambda a, b: f"【责任单位：{joined([a, *b])}】", "责责", line=True),
    "square": Way(lambda a, b: f"[{a}牵头，{joined(b)}配合]", "牵配"),
    "square on a line": Way(lambda a, b: f"[{a}牵头，{joined(b)}配合]", "牵配", line=True),
    "this work": Way(lambda a, b: f"此项工作由{a}牵头，{joined(b)}配合。", "牵配"),
    "blanks": Way(lambda a, b: f"（牵头单位：{a}；责任单位：{' '.join(b)}）", "牵责"),
    "sentence": Way(lambda a, b: f"由{a}牵头，{joined(b)}配合。", "牵配"),
    "dash": Way(lambda a, b: f"——{joined([a, *b])}", "责责"),
}


def drawn(by: Random, way: Way) -> tuple[list[str], list[tuple[str, str]]]:
    """The paragraphs of a plan, and the text and the units of each of its tasks."""
    points, items = by.choice([(True, False), (False, True), (True, True)])
    dot = by.choice(["．", ".", "、"])
    paragraphs: list[str] = []
    tasks: dict[str, str] = {}

    def task(mark: str) -> None:
        text = next(
            text
            for text in iter(
                lambda: by.choice(DONE) + by.choice(WHAT) + by.choice(HOW) + "。", None
            )
            if text not in tasks
        )
        first, *others = by.sample(BODIES, by.choice([2, 3]))
        said = way.printed(first, others)
        paragraphs.append(f"{mark}{text}" + ("" if way.line else said))
        paragraphs.extend(said.split("\n") if way.line else [])
        tasks[text] = f"{names(way.roles[0], [first])} {names(way.roles[1], others)}"

    counted = 0
    for section in "一二":
        paragraphs.append(f"{section}、{by.choice(HEADS)}")
        if not points:
            for _ in range(by.choice([2, 3])):
                counted += 1
                task(f"{counted}{dot}")
            continue
        for point in "一二三"[: by.choice([2, 3])]:
            if not items:
                task(f"（{point}）{by.choice(HEADS)}。")
                continue
            paragraphs.append(f"（{point}）{by.choice(HEADS)}")
            for _ in range(2):
                counted += 1
                task(f"{counted}{dot}")
    paragraphs.extend(filter(None, [by.choice(BELOW)]))
    return paragraphs, list(tasks.items())


def wrapped(paragraphs: Sequence[str], width: int) -> str:
    """Lines of a width; none begins with a stop."""
    lines: list[str] = []
    for left in paragraphs:
        rest = left
        while len(rest) > width:
            at = width - 1 if rest[width] in "。，；、）】" else width
            lines.append(rest[:at])
            rest = rest[at:]
        lines.append(rest)
    return "\n".join(lines) + "\n"


LAYOUTS = {
    "a paragraph a line": "\n".join,
    "empty lines between": "\n\n".join,
    "indented": lambda paragraphs: "".join(f"　　{p}\n" for p in paragraphs),
    "lines of 36": lambda paragraphs: wrapped(paragraphs, 36),
    "lines of 27": lambda paragraphs: wrapped(paragraphs, 27),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("way", WAYS)
def test_all_is_read_and_nothing_else(way: str, layout: str) -> None:
    for number in range(PLANS):
        by = Random(f"{way} {number}")  # noqa: S311 - plans, no secrets
        paragraphs, tasks = drawn(by, WAYS[way])
        notice = read_body(LAYOUTS[layout](paragraphs))
        found = [(t.text, units(t.assignments, t.open_ended)) for t in notice.tasks]
        assert found == tasks, "\n".join(paragraphs)
