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
from zhengmai.cli.options import FormOption
from zhengmai.cli.output import say, say_error, writing_as
from zhengmai.cli.speaking import OPTION, Command
from zhengmai.cli.stopping import Stoppable
from zhengmai.cli.streams import set_up
from zhengmai.errors import DEBUG_VARIABLE, ZhengmaiError, show, unexpected
from zhengmai.terminal.forms import Form
from zhengmai.wording.languages import VARIABLE, named

_DebugOption = Annotated[
    bool, typer.Option("--debug", help="Show where in the program an error came from.")
]


def _language(name: str | None) -> str | None:
    """Refuse a language that is not spoken; which one is was told before anything was parsed."""
    if name is not None and named(name) is None:
        raise typer.BadParameter(f"{name!r} is not spoken here: give zh or en")
    return name


_LanguageOption = Annotated[
    str | None,
    typer.Option(
        OPTION,
        metavar="zh|en",
        callback=_language,
        help=f"Language of help, errors and messages; default: {VARIABLE}, else the locale.",
    ),
]


def _debug(wanted: bool) -> None:
    if wanted:
        os.environ[DEBUG_VARIABLE] = "1"  # for the processes that are started, too


_NO_TABLES = ("read", "review")  # what they print is no list


def _with_common(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options that all have."""

    @wraps(command)
    def asked(*, lang: str | None, debug: bool, **arguments: Any) -> None:
        del lang  # heard before the command was looked for
        _debug(debug)
        form = arguments.pop("form", None) or Form.TABLE
        if form is Form.JSON:
            arguments["as_json"] = True
        with writing_as(form):
            command(**arguments)

    plain = inspect.signature(command, eval_str=True)
    common = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=of)
        for name, default, of in (("lang", None, _LanguageOption), ("debug", False, _DebugOption))
    ]
    if "as_json" in plain.parameters and command.__name__ not in _NO_TABLES:
        keyword = inspect.Parameter.KEYWORD_ONLY
        form = inspect.Parameter("form", keyword, default=None, annotation=FormOption)
        common.insert(0, form)
    own = plain.replace(parameters=[*plain.parameters.values(), *common])
    asked.__signature__ = own  # type: ignore[attr-defined]
    asked.__annotations__ = {p.name: p.annotation for p in own.parameters.values()}
    return asked


app = typer.Typer(
    name="zhengmai",
    cls=Stoppable,
    help="Read government notices, link each task to the points it carries out, ask who does what "
    "by when.",
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
    lineage.withdraw,
    review.review,
    pages.view,
    questions.query,
):
    app.command(cls=Command)(_with_common(command))
for own in (model.install, model.show, model.remove):
    model.app.command(cls=Command)(_with_common(own))
model.app.callback()(_with_common(model.of_model))
app.add_typer(model.app)


def main() -> None:
    """Run the command line; errors are told in one line, with a traceback after ``--debug``."""
    set_up()
    logging.getLogger("neo4j").addHandler(_OfServer())
    try:
        app()
    except ZhengmaiError as error:
        show(error)
        say_error(error)
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
    lang: _LanguageOption = None,
    debug: _DebugOption = False,
) -> None:
    del version, lang  # the callback of the one has printed it, the other was heard before
    _debug(debug)
