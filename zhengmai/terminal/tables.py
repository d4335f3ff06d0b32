"""What every table is made of: where it goes, its columns, its cells, which are never markup."""

from __future__ import annotations

import sys

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from zhengmai.shown import visible
from zhengmai.wording import answered

_PIPED_WIDTH = 120  # columns, where the output is not a terminal


def console() -> Console:
    """Where tables go: a terminal at its width, a pipe at a fixed one."""
    width = None if sys.stdout.isatty() else _PIPED_WIDTH
    return Console(width=width, highlight=False, soft_wrap=False)


def new_table(*columns: tuple[str, str], title: str | None = None) -> Table:
    """A table; each column is a heading and how it is set (``left``, ``right``, ``text``)."""
    table = Table(
        box=SIMPLE_HEAD, title=title and answered(title), title_justify="left", pad_edge=False
    )
    for heading, setting in columns:
        if setting == "text":
            table.add_column(answered(heading), overflow="fold", ratio=1)
        elif setting == "right":
            table.add_column(answered(heading), justify="right", no_wrap=True)
        else:
            table.add_column(answered(heading), overflow="fold")
    return table


def as_text(text: object, style: str = "") -> Text:
    """Text as it is, never markup; characters that command a terminal are made visible."""
    return Text(visible(str(text)), style)


def worded(words: str, style: str = "") -> Text:
    """A line of fixed words, with values in it: in the language of answers."""
    return as_text(answered(words), style)


def add_row(table: Table, *cells: object) -> None:
    """Add a row; cells are plain text, so that nothing in a notice is taken for markup."""
    table.add_row(*(as_text("" if c is None else c) for c in cells))


def shortened(text: str, length: int) -> str:
    """The text on one line, cut to so many characters."""
    plain = " ".join(text.split())
    return plain if len(plain) <= length else plain[: length - 1] + "…"
