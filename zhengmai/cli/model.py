"""The sentence model of lineage: bringing it here, telling of it, taking it away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhengmai.cli.output import progress_bar, say, tell
from zhengmai.cli.stopping import Stoppable

app = typer.Typer(
    name="model",
    cls=Stoppable,
    no_args_is_help=True,
    rich_markup_mode=None,
)


def of_model() -> None:
    """The sentence model that finds what is told in other words."""


def install(
    source: Annotated[
        Path | None,
        typer.Argument(metavar="JAR|FOLDER", help="Where it lies; else Maven brings it."),
    ] = None,
) -> None:
    """Bring the model here (24 MB); builds use it from then on."""
    from zhengmai.graph.lineage.vectors import modelfiles, sentencemodel

    with progress_bar() as progress:
        progress("installing", 0, 0)
        folder = modelfiles.install(source)
    tell(f"the model is in {folder}")
    tell(
        "builds compare with it from now on; build a store you have once more. Without it: "
        "build --letters"
    )
    if not sentencemodel.available():
        say(sentencemodel.ADVICE)
        raise typer.Exit(1)


def show() -> None:
    """Tell whether the model is installed and can be used."""
    from zhengmai.graph.lineage.vectors import modelfiles, sentencemodel

    if not modelfiles.installed():
        say("the sentence model is not installed: new stores are compared by letters")
        raise typer.Exit(1)
    tell(f"the model {modelfiles.NAME} is in {modelfiles.folder()}")
    if not sentencemodel.available():
        say(sentencemodel.ADVICE)
        raise typer.Exit(1)


def remove() -> None:
    """Take the model away; a store linked with it is linked anew by build --letters."""
    from zhengmai.graph.lineage.vectors import modelfiles

    if not modelfiles.remove():
        say("the sentence model is not installed")
        raise typer.Exit(1)
    tell("the model is removed; a store that was built with it: build with --letters")
