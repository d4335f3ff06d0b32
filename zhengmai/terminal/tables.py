"""What every table is made of: its columns, its cells, which are never markup, and where it goes.

In a terminal tables are drawn to its width. In a pipe they are plain columns, one line a row, and
nothing is cut. Other forms (``--format``) are for spreadsheets and for pages.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from zhengmai import shown
from zhengmai.shown import visible
from zhengmai.terminal.forms import Form, chosen, is_fitted
from zhengmai.wording import answered

_WIDEST = 4000  # columns of what is no table, where nothing says how wide its reader is
_PIPED_WIDTH = 120  # columns
_GAP = "  "


class Sheet(Table):
    """A table that keeps its cells as plain text, too: what is drawn is what is written."""

    def __init__(self, columns: Sequence[tuple[str, str]], title: str | None) -> None:
        super().__init__(
            box=SIMPLE_HEAD,
            title=None if title is None else Text(visible(answered(title)), "table.title"),
            title_justify="left",
            pad_edge=False,
        )
        self.heads = [answered(heading) for heading, _ in columns]
        self.settings = [setting for _, setting in columns]
        self.lines: list[list[str]] = []
        for heading, setting in zip(self.heads, self.settings, strict=True):
            if setting == "text":
                self.add_column(heading, overflow="fold", ratio=1)
            elif setting == "right":
                self.add_column(heading, justify="right", no_wrap=True)
            else:
                self.add_column(heading, overflow="fold")

    def add_row(self, *cells: RenderableType | None, **how: Any) -> None:
        """Add a row, in whichever way: none is only drawn, and lacks in a pipe."""
        self.lines.append([cell.plain if isinstance(cell, Text) else str(cell) for cell in cells])
        super().add_row(*cells, **how)


_KEPT: list[Sheet] = []  # of a form that has one head for all tables


class Out:
    """Where answers go."""

    @property
    def width(self) -> int:
        """So many columns texts may take."""
        return self._console().width

    def print(self, thing: object) -> None:
        """Write a table, a line or a tree."""
        form = chosen()
        if form in (Form.CSV, Form.TSV):
            if isinstance(thing, Sheet):
                _KEPT.append(thing)
        elif form is Form.MD:
            _write(_markdown(thing) if isinstance(thing, Sheet) else f"{_drawn(thing)}\n\n")
        elif is_fitted():
            self._console().print(thing)
        else:
            _write(_plain(thing) if isinstance(thing, Sheet) else f"{_drawn(thing)}\n")

    def _console(self) -> Console:
        width = None if is_fitted() else _WIDEST
        return Console(width=width, highlight=False, soft_wrap=False)

    def finish(self) -> None:
        """Write what was kept: one list, which tells of several tables which one a row is of."""
        sheets, _KEPT[:] = list(_KEPT), []
        if not sheets:
            return
        titled = any(sheet.title for sheet in sheets) and len(sheets) > 1
        heads = list(dict.fromkeys(head for sheet in sheets for head in sheet.heads))
        rows = [[answered("类别"), *heads] if titled else heads]
        for sheet in sheets:
            title = [str(sheet.title or "")] if titled else []
            for line in sheet.lines:
                cells = dict(zip(sheet.heads, line, strict=True))
                rows.append([*title, *(cells.get(head, "") for head in heads)])
        if chosen() is Form.CSV:
            _csv(rows)
        else:
            _write("".join("\t".join(map(_on_one_line, row)) + "\n" for row in rows))


def console() -> Out:
    """Where answers go."""
    return Out()


def drawing_console() -> Console:
    """A terminal for what is drawn there and is no answer: a text with its marks, a dialogue."""
    width = None if sys.stdout.isatty() else _PIPED_WIDTH
    return Console(width=width, highlight=False, soft_wrap=False)


def _write(text: str) -> None:
    sys.stdout.write(text)


def _csv(rows: Iterable[Sequence[str]]) -> None:
    """RFC 4180, with the mark by which a spreadsheet knows UTF-8; no cell is a formula."""
    from zhengmai.export.csv import head_of, line_of

    head, *lines = rows
    data = head_of(head) + b"".join(map(line_of, lines))
    sys.stdout.flush()
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(data.decode())


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _plain(sheet: Sheet) -> str:
    """Columns aligned by blanks, one line a row; the last one is not filled up."""
    rows = [sheet.heads, *([_on_one_line(cell) for cell in line] for line in sheet.lines)]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    lines = [str(sheet.title)] if sheet.title else []
    for row in rows:
        cells = (
            " " * (width - cell_len(cell)) + cell if how == "right" else
            cell + " " * (width - cell_len(cell))
            for cell, width, how in zip(row, widths, sheet.settings, strict=True)
        )  # fmt: skip
        lines.append(_GAP.join(cells).rstrip())
    return "".join(f"{line}\n" for line in lines)


def _markdown(sheet: Sheet) -> str:
    """A table as GitHub's pages know it."""
    rows = [sheet.heads, ["---:" if how == "right" else "---" for how in sheet.settings]]
    rows += [[_in_markdown(cell) for cell in line] for line in sheet.lines]
    title = f"**{sheet.title}**\n\n" if sheet.title else ""
    return title + "".join(f"| {' | '.join(row)} |\n" for row in rows) + "\n"


def _in_markdown(text: str) -> str:
    return _on_one_line(text).replace("\\", "\\\\").replace("|", "\\|")


def _drawn(thing: object) -> str:
    """A line or a tree as plain text, with no blanks at the ends of lines."""
    out = StringIO()
    Console(file=out, width=_WIDEST, highlight=False, color_system=None).print(thing)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip("\n").split("\n"))


def new_table(*columns: tuple[str, str], title: str | None = None) -> Sheet:
    """A table; each column is a heading and how it is set (``left``, ``right``, ``text``)."""
    return Sheet(columns, title)


def as_text(text: object, style: str = "") -> Text:
    """Text as it is, never markup; characters that command a terminal are made visible."""
    return Text(visible(str(text)), style)


def worded(words: str, style: str = "") -> Text:
    """A line of fixed words, with values in it: in the language of answers."""
    return as_text(answered(words), style)


def add_row(table: Sheet, *cells: object) -> None:
    """Add a row; cells are plain text, so that nothing in a notice is taken for markup."""
    table.add_row(*(c if isinstance(c, Text) else as_text("" if c is None else c) for c in cells))


def shortened(text: str, length: int) -> str:
    """The text on one line, cut to so many characters where it is to fit a terminal."""
    return shown.shortened(text, length) if is_fitted() else _on_one_line(text)
