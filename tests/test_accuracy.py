"""The page of figures is true: what it says is what the program reads."""

from __future__ import annotations

import re
from pathlib import Path

from zhengmai.evaluation import KINDS, evaluate_folders, total

ROOT = Path(__file__).parents[1]
ROWS = {
    "tasks": "tasks",
    "their text to the letter": "texts",
    "units with their role": "units",
    "one body or a class": "unit_kinds",
    "full names": "canonical",
    "等": "open_ended",
    "time limits": "deadlines",
    "points": "points",
    "point of each task": "task_points",
    "fields of the notice": "fields",
    "documents carried out": "citations",
}


def test_the_figures_are_those_of_the_program(shared: Path) -> None:
    page = (ROOT / "docs" / "accuracy.md").read_text("utf-8")
    table = page[page.index("## Figures") : page.index("## Blind tests")]
    printed = {
        name.strip(): tuple(cell.strip() for cell in cells)
        for name, *cells in re.findall(
            r"^\| ([^|]+)\|([^|]+)\|([^|]+)\|([^|]+)\|$", table, re.MULTILINE
        )
    }
    notices = shared / "notices"
    real = total(evaluate_folders(shared / "gold", notices))
    national = total(evaluate_folders(ROOT / "tests" / "labels", notices))
    others = total(evaluate_folders(shared / "real" / "labels", shared / "real"))
    assert set(ROWS.values()) == set(KINDS)
    for name, kind in ROWS.items():
        shown = tuple(
            f"{figure.right} of {figure.true}" if figure.true else "-"
            for figure in (real[kind], national[kind], others[kind])
        )
        assert printed[name] == shown, name
        assert real[kind].read == real[kind].right, f"{name}: nothing is read that is not so"
