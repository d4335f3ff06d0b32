"""What is shown beside messages: the pages of help, the fixed words of answers."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from typing import Any

from tests.wording.collecting import GAP, PACKAGE, Found, targets


def of_help() -> Iterator[Found]:
    """The words of the pages of help: of commands, options, arguments, and the names of values."""
    from typer.main import get_command

    from zhengmai.cli.app import app

    def walk(command: Any, name: str) -> Iterator[Found]:
        for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
            yield Found(" ".join(paragraph.split()), name)
        for param in command.params:
            for words in (param.help, param.metavar):
                if words:
                    yield Found(" ".join(words.split()), f"{name} {param.opts[0]}")
        for inner in getattr(command, "commands", {}).values():
            yield from walk(inner, f"{name} {inner.name}")

    yield from walk(get_command(app), "zhengmai")


_TERMINAL = PACKAGE / "terminal"
_OTHER_TABLES = {  # where the words of answers stand elsewhere: their module and name
    "viz/labels.py": ("ROLES", "DOCUMENT_RELATIONS"),
    "evaluation.py": ("KINDS",),
    "queries/links.py": ("_CERTAINTY",),
}


def fixed_words() -> dict[str, str]:
    """The fixed words of the terminal's answers, with gaps, each with a place where it stands.

    Not those of the explained text of a notice, which are the same in all languages.
    """
    found: dict[str, str] = {}
    for path in sorted(_TERMINAL.glob("*.py")):
        if path.name != "explanation.py":
            found |= dict.fromkeys(_chinese_in(ast.parse(path.read_text("utf-8"))), path.name)
    for name, tables in _OTHER_TABLES.items():
        for node in ast.parse((PACKAGE / name).read_text("utf-8")).body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and {*targets(node)} & {*tables}:
                found |= dict.fromkeys(_chinese_in(node), name)
    for name in ("queries/links.py", "queries/changes.py"):
        for node in ast.walk(ast.parse((PACKAGE / name).read_text("utf-8"))):
            if isinstance(node, ast.Return):
                found |= dict.fromkeys(_chinese_in(node), name)
    return found


def _chinese_in(tree: ast.AST) -> Iterator[str]:
    documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
    passed = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            passed |= {id(part) for part in node.values}
            yield from _only_chinese(
                "".join(str(p.value) if isinstance(p, ast.Constant) else GAP for p in node.values)
            )
        elif isinstance(node, ast.Constant) and id(node) not in passed:
            yield from _only_chinese(node.value)


def _only_chinese(said: object) -> Iterator[str]:
    if isinstance(said, str) and re.search("[\u4e00-\u9fff]", said):
        yield said
