"""输出格式: how the answer of a command is written, which is told once, before it is made."""

from __future__ import annotations

import os
import sys
from enum import StrEnum


class Form(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    MD = "md"


class _Chosen:
    form = Form.TABLE


def choose(form: Form) -> None:
    """Write answers so from now on."""
    _Chosen.form = form


def chosen() -> Form:
    """How answers are written."""
    return _Chosen.form


def is_fitted() -> bool:
    """Whether tables are drawn, and texts cut, to fit the width of a terminal.

    What goes into a pipe or a file is whole, unless ``COLUMNS`` says how wide its reader is.
    """
    return chosen() is Form.TABLE and (sys.stdout.isatty() or bool(os.environ.get("COLUMNS")))
