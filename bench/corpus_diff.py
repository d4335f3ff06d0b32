"""What two versions of the reader read differently: facts gained and lost, notice by notice.

    python bench/corpus_diff.py main . ../shared/notices      # what the working tree changes
    python bench/corpus_diff.py v0.4 v0.5 notices --quiet     # only the counts

A version is a revision of git, or ``.`` for the working tree. Both run with the packages that are
installed here. Exit code 1 where anything differs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
Facts = dict[str, Counter[str]]  # by file


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("notices", type=Path, help="a folder")
    parser.add_argument("--quiet", action="store_true", help="only the counts")
    given = parser.parse_args()
    files = sorted(p for p in given.notices.rglob("*") if p.is_file())
    old, new = (facts_of(version, files) for version in (given.old, given.new))
    changed = 0
    for file in files:
        lost = old[str(file)] - new[str(file)]
        gained = new[str(file)] - old[str(file)]
        changed += lost.total() + gained.total()
        if lost or gained:
            print(f"{file}: {lost.total()} lost, {gained.total()} gained")
        if not given.quiet:
            for sign, facts in (("-", lost), ("+", gained)):
                for fact in sorted(facts.elements()):
                    print(f"  {sign} {fact}")
    read = [sum(bool(f) for f in facts.values()) for facts in (old, new)]
    print(f"{len(files)} files, {read[0]} and {read[1]} read, {changed} facts differ")
    return int(changed > 0)


def facts_of(version: str, files: list[Path]) -> Facts:
    """What a version reads from each file; a file that it cannot read has no facts."""
    if version == ".":
        return dict(_read(ROOT, files))
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(tree), version], check=True)
        try:
            return dict(_read(tree, files))
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)


def _read(tree: Path, files: list[Path]) -> Iterator[tuple[str, Counter[str]]]:
    for file in files:
        done = subprocess.run(
            [sys.executable, "-m", "zhengmai", "read", str(file.resolve()), "--json"],
            env={**os.environ, "PYTHONPATH": str(tree)},
            cwd=tree,
            capture_output=True,
            text=True,
            check=False,
        )
        yield str(file), Counter(_facts(json.loads(done.stdout)) if done.stdout else ())


def _facts(notice: dict[str, Any]) -> Iterator[str]:
    """Each fact on a line of its own."""
    for name, value in notice["notice"].items():
        if value:
            yield f"{name}: {value}"
    for cite in notice["cites"]:
        yield f"cites ({cite['relation']}) {cite['title']} {cite['document_number'] or ''}"
    for point in notice["points"]:
        yield f"point {point['number']} {point['heading']}: {point['text']}"
    for task in notice["tasks"]:
        yield from _of_task(f"task {task['number']} of {task['point']}", task)
    for unread in notice["unread"]:
        yield f"unread: {unread['text']}"


def _of_task(where: str, task: dict[str, Any]) -> Iterator[str]:
    yield f"{where}: {task['text']}"
    for unit in task["assignments"]:
        alias = f" ({unit['alias']})" if unit["alias"] else ""
        yield f"{where}: {unit['role']} {unit['unit']}{alias} = {unit['canonical']}"
    for limit in task["deadlines"]:
        meaning = limit["rule"] or limit["date"] or "-"
        yield f"{where}: due {limit['as_written']} ({limit['kind']} {meaning})"
    for flag in ("open_ended", "damaged"):
        if task[flag]:
            yield f"{where}: {flag}"


if __name__ == "__main__":
    sys.exit(main())
