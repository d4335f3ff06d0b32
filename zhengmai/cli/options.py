"""The options and arguments that several commands have, each declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="PATH|URL",
        envvar="ZHENGMAI_STORE",
        help="The folder of the store, or bolt://user@host/database.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
PlaceOption = Annotated[
    str | None,
    typer.Option("--in", metavar="PLACE", help="Only this place and the places in it."),
]
YearOption = Annotated[
    int | None, typer.Option("--year", metavar="YEAR", help="Only plans of this year.")
]
TopOption = Annotated[
    int | None,
    typer.Option("--top", min=1, metavar="N", help="Only the first ones; no more is read."),
]
FolderOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to write.")]
CorrectionsOption = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        metavar="FILE",
        envvar="ZHENGMAI_CORRECTIONS",
        help="What a person knows better; default: corrections.toml here, if there is one.",
    ),
]
ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who says so; default: your login name."),
]
NOTICE = typer.Argument(help="Document number, title or IRI.")

_CORRECTIONS = Path("corrections.toml")


def corrections_given(option: Path | None) -> Path | None:
    """The file of corrections: the one that was named, else the one that stands here."""
    return option or (_CORRECTIONS if _CORRECTIONS.is_file() else None)
