"""One table in the layouts that offices print, each in a notice of 渡南区 for 2025."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from tests.loaders import reading
from zhengmai.loaders.formats import webpage
from zhengmai.loaders.layout.lines import document
from zhengmai.loaders.notice import assemble
from zhengmai.model import Notice

Rows: TypeAlias = Iterable[tuple[str, str, str, list[str]]]
Layout: TypeAlias = Callable[..., Notice]


def tr(line: str) -> str:
    """A row of cells written with |; ``2x3:text`` covers two rows and three columns."""
    made = []
    for cell in line.split("|"):
        size, colon, text = cell.partition(":")
        rows, x, columns = size.partition("x")
        if colon and x and rows.isdigit() and columns.isdigit():
            made.append(f'<td rowspan="{rows}" colspan="{columns}">{text}</td>')
        else:
            made.append(f"<td>{cell}</td>")
    return f"<tr>{''.join(made)}</tr>"


def page(*parts: str) -> Notice:
    """A web page; parts that are no markup are paragraphs."""
    made = [p if p.startswith("<") else f"<p>{p}</p>" for p in (*reading.HEAD.splitlines(), *parts)]
    return assemble(document(webpage.parse(f"<div>{''.join(made)}</div>", "notice.html")))


def markup(*lines: str) -> str:
    return f"<table>{''.join(map(tr, lines))}</table>"


def web(*lines: str) -> Notice:
    return page(markup(*lines))


def tabs(*lines: str) -> Notice:
    return reading.read_body(reading.table(*lines))


def cells(*lines: str) -> Notice:
    """One cell a line."""
    return reading.read_body(reading.cells(*lines))


def bars(*lines: str) -> Notice:
    return reading.read_body("".join(f"{line}\n" for line in lines))


def markdown(*lines: str) -> Notice:
    header, *rows = lines
    dashes = "|".join("---" for _ in header.split("|"))
    return reading.read_body("".join(f"|{line}|\n" for line in (header, dashes, *rows)))


def ended(*lines: str) -> Notice:
    """Every cell on a line of its own that ends in a bar."""
    made = "".join(f"{cell}|\n" for line in lines for cell in line.split("|"))
    return reading.read_body(made)


def parted(*lines: str) -> Notice:
    """A bar on a line of its own between two cells."""
    return reading.read_body(
        "\n|\n".join(cell for line in lines for cell in line.split("|")) + "\n"
    )


def rows(notice: Notice) -> list[tuple[str, str, str, list[str]]]:
    return [reading.row(task) for task in notice.tasks]
