"""The program: its commands in the order of its help, its errors, its exit."""

from __future__ import annotations

import inspect
import logging
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from zhengmai import __version__
from zhengmai.cli import (
    building,
    keeping,
    ledger,
    lineage,
    model,
    pages,
    questions,
    reading,
    review,
)
from zhengmai.cli.output import say
from zhengmai.errors import DEBUG_VARIABLE, ZhengmaiError, show, unexpected

_DEBUG_HELP = "Show where in the program an error came from. 出错时显示详情。"


_DebugOption = Annotated[bool, typer.Option("--debug", help=_DEBUG_HELP)]


def _debug(wanted: bool) -> None:
    if wanted:
        os.environ[DEBUG_VARIABLE] = "1"  # for the processes that are started, too


def _with_debug(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the option that all have."""

    @wraps(command)
    def asked(*, debug: bool, **arguments: Any) -> None:
        _debug(debug)
        command(**arguments)

    plain = inspect.signature(command, eval_str=True)
    option = inspect.Parameter(
        "debug", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=_DebugOption
    )
    own = plain.replace(parameters=[*plain.parameters.values(), option])
    asked.__signature__ = own  # type: ignore[attr-defined]
    asked.__annotations__ = {p.name: p.annotation for p in own.parameters.values()}
    return asked


app = typer.Typer(
    name="zhengmai",
    help="Read government notices, link each task to the points it carries out, ask who does what "
    "by when. 政脉：读通知，理承接，问分工。",
    no_args_is_help=True,
    context_settings={"max_content_width": 110},
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for command in (
    building.demo,
    building.build,
    reading.read,
    reading.evaluate,
    keeping.notices,
    keeping.remove,
    keeping.check,
    keeping.export,
    keeping.copy,
    keeping.repair,
    questions.workload,
    questions.unit,
    questions.due,
    ledger.ledger,
    ledger.progress,
    questions.find,
    lineage.trace,
    lineage.gaps,
    lineage.compare,
    lineage.coverage,
    lineage.links,
    lineage.changes,
    lineage.confirm,
    lineage.reject,
    review.review,
    pages.view,
    questions.query,
):
    app.command()(_with_debug(command))
app.add_typer(model.app)


def main() -> None:
    """Run the command line; errors are told in one line, with a traceback after ``--debug``."""
    logging.getLogger("neo4j").addHandler(_OfServer())
    try:
        app()
    except ZhengmaiError as error:
        show(error)
        say(str(error))
        raise SystemExit(1) from None
    except BrokenPipeError:  # the reader of a pipe went away: that is its right
        sys.stderr.close()
        raise SystemExit(1) from None
    except Exception as error:  # noqa: BLE001 (a mistake of ours, told as one)
        told = unexpected("zhengmai", error)
        show(told)
        say(f"a mistake in this program, not of yours. Please report: [{told.code}] {told.place}")
        raise SystemExit(1) from None


class _OfServer(logging.Handler):
    """Tells when a server is waited for; what else its driver logs is told by errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        if "will be retried" in record.msg:
            say("the server is away or busy; trying again")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"zhengmai {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: _DebugOption = False,
) -> None:
    del version  # its callback has printed it
    _debug(debug)
