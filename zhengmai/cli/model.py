"""The sentence model of lineage: bringing it here, telling of it, taking it away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhengmai.cli.output import progress_bar, say
from zhengmai.cli.stopping import Stoppable

app = typer.Typer(
    name="model",
    cls=Stoppable,
    help="The sentence model that finds what is told in other words. 句向量模型（可选）。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def install(
    source: Annotated[
        Path | None,
        typer.Argument(metavar="[JAR|FOLDER]", help="Where it lies; else Maven brings it."),
    ] = None,
) -> None:
    """Bring the model here (24 MB); builds use it from then on. 安装模型。"""
    from zhengmai.graph.lineage.vectors import modelfiles, sentencemodel

    with progress_bar() as progress:
        progress("installing", 0, 0)
        folder = modelfiles.install(source)
    typer.echo(f"模型  {folder}")
    typer.echo("以后的 build 都用它比对；已有的库再 build 一次即可。不用它：build --letters")
    if not sentencemodel.available():
        say(sentencemodel.ADVICE)
        raise typer.Exit(1)


@app.command()
def show() -> None:
    """Tell whether the model is installed and can be used. 查看。"""
    from zhengmai.graph.lineage.vectors import modelfiles, sentencemodel

    if not modelfiles.installed():
        say("the sentence model is not installed: new stores are compared by letters")
        raise typer.Exit(1)
    typer.echo(f"模型  {modelfiles.NAME}  {modelfiles.folder()}")
    if not sentencemodel.available():
        say(sentencemodel.ADVICE)
        raise typer.Exit(1)


@app.command()
def remove() -> None:
    """Take the model away; a store linked with it is linked anew by build --letters. 删除。"""
    from zhengmai.graph.lineage.vectors import modelfiles

    if not modelfiles.remove():
        say("the sentence model is not installed")
        raise typer.Exit(1)
    typer.echo("模型已删除。用它建的库，再 build 时加 --letters，即改按字面比对")
