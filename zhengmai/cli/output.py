"""What commands print: answers on standard output; messages and progress on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from zhengmai.errors import ZhengmaiError
from zhengmai.graph.stores.neo4j.address import masked
from zhengmai.shown import in_json, visible
from zhengmai.wholefiles import write_whole
from zhengmai.wording import said


def show(
    found: list[Any],
    to_json: Callable[[list[Any]], list[Any]],
    to_table: Callable[[list[Any]], None],
    as_json: bool,
    nothing: str,
) -> None:
    """Print rows for a program or for a person; where there are none, say so and exit with 1."""
    if as_json:
        print_json(to_json(found))
    elif found:
        to_table(found)
    if not found:
        say(nothing)
        raise typer.Exit(1)


def print_json(value: object) -> None:
    """Print one object for a program."""
    typer.echo(json_text(value, indent=1))


def json_text(value: object, *, indent: int | None = None) -> str:
    """JSON as it is printed: nothing is lost, and nothing in it commands a terminal."""
    return in_json(json.dumps(value, ensure_ascii=False, indent=indent))


def tell(message: object) -> None:
    """Print a line that tells what was done."""
    typer.echo(visible(said(str(message))))


def say(message: str) -> None:
    """Tell the user something beside the answer."""
    typer.echo(f"zhengmai: {visible(masked(said(message)))}", err=True)


def write_file(pieces: Iterable[bytes], out: Path) -> None:
    """Write a file whole or not at all."""
    with writing(out):
        write_whole(out, pieces)


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Tells which file cannot be written, and why."""
    try:
        yield
    except OSError as error:
        raise ZhengmaiError(f"{out}: cannot be written: {error.strerror}") from error


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bar:
        stages: dict[str, TaskID] = {}

        def tell(what: str, done: int, of: int) -> None:
            if what not in stages:
                stages[what] = bar.add_task(said(what), total=of)
            bar.update(stages[what], completed=done)

        yield tell
