"""What commands print: answers on standard output; messages and progress on standard error."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from zhengmai.cli.streams import in_its_encoding
from zhengmai.errors import Hint, ZhengmaiError
from zhengmai.graph.stores.neo4j.address import masked
from zhengmai.shown import in_json, visible
from zhengmai.terminal.forms import Form, choose
from zhengmai.wholefiles import write_whole
from zhengmai.wording import in_answer, said
from zhengmai.wording.languages import CHINESE, spoken

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


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
    return in_its_encoding(in_json(json.dumps(value, ensure_ascii=False, indent=indent)))


def tell(message: object) -> None:
    """Print a line that tells what was done."""
    typer.echo(visible(said(str(message))))


def answer(message: str) -> None:
    """Print a line that belongs to an answer, in the language of answers."""
    typer.echo(visible(masked(in_answer(message))))


def say(message: str) -> None:
    """Tell the user something beside the answer."""
    typer.echo(f"zhengmai: {visible(masked(said(message)))}", err=True)


def lines_of(error: ZhengmaiError) -> list[str]:
    """An error in the language that is spoken, and what to do: in one line where it is one."""
    message, advice = said(str(error)), said(error.advice)
    if "\n" in message or not advice:
        return [message, *filter(None, (advice,))]
    return [f"{message}{'；' if spoken().language == CHINESE else '; '}{advice}"]


def say_error(error: ZhengmaiError) -> None:
    """Tell an error, and what to do about it."""
    for line in lines_of(error):
        typer.echo(f"zhengmai: {visible(masked(line))}", err=True)


@contextmanager
def hints_said() -> Iterator[None]:
    """Hints beside an answer are told as lines, each once."""
    told: set[str] = set()
    shown = warnings.showwarning

    def tell_hint(
        message: Warning | str, category: type[Warning], *more: Any, **named: Any
    ) -> None:
        if not issubclass(category, Hint):
            shown(message, category, *more, **named)
        elif str(message) not in told:
            told.add(str(message))
            say(str(message))

    with warnings.catch_warnings():
        warnings.simplefilter("always", Hint)
        warnings.showwarning = tell_hint
        yield


@contextmanager
def writing_as(form: Form) -> Iterator[None]:
    """Answers are written in this form; what is kept for one list is written at the end."""
    choose(form)
    try:
        yield
    finally:
        if form in (Form.CSV, Form.TSV):
            from zhengmai.terminal.tables import console

            console().finish()
        choose(Form.TABLE)


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
    """A progress bar on standard error, where that is a terminal; what is printed goes on as ever.

    Of what is done it is told how far it is; 0 of 0 where that is not known.
    """
    if not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        yield _Stages(bar).tell


class _Stages:
    """What is done one after the other, each with a bar; of no known length, while it lasts."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._tasks: dict[str, TaskID] = {}
        self._unknown: TaskID | None = None

    def tell(self, what: str, done: int, of: int) -> None:
        """How far something is."""
        if self._unknown is not None and self._tasks.get(what) != self._unknown:
            self._bar.update(self._unknown, visible=False)
            self._unknown = None
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(said(what), total=of or None)
        task = self._tasks[what]
        if of:
            self._bar.update(task, completed=done, total=of)
            self._unknown = None
        else:
            self._bar.update(task, visible=True)
            self._unknown = task
