"""The options and arguments that several commands have, each declared once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from zhengmai.arguments import role_of
from zhengmai.cli.output import say
from zhengmai.model import Role
from zhengmai.terminal.forms import Form

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


def day_seen_from(today: date, text: str, which: int, plan_year: int | None = None) -> date:
    """Read a day as people write it; of several days the first (0) or the last (-1).

    A day without its year is one of the year of the plans that are asked for, else of this year.

    Which one is meant is told, where the year was not written.

    Raises:
        typer.BadParameter: it is no day.
    """
    from zhengmai.cli import days  # what a notice may say of time takes long to load

    found = days.days_of(text, today, plan_year)
    if found is None:
        raise typer.BadParameter(
            f"{text!r} is no day: give one like 2025-07-31, 2025-7, 7月底, 明年3月, 第三季度, "
            "下周五"
        )
    if str(found[which].year) not in text:
        say(f"{text} is {found[which].isoformat()}")
    return found[which]


def one_day(text: str) -> date:
    """Read a day as people write it.

    Raises:
        typer.BadParameter: it is no day, or several.
    """
    from zhengmai.cli import days

    found = days.day(text, date.today())
    if found is None:
        raise typer.BadParameter(
            f"{text!r} is no single day: give one like 2025-07-31, 7月底, 今天"
        )
    return found


def a_year(text: str) -> int:
    """Read a year: ``2025``, 2025年度, 今年.

    Raises:
        typer.BadParameter: it is none.
    """
    from zhengmai.cli import days

    found = days.year(text, date.today())
    if found is None:
        raise typer.BadParameter(f"{text!r} is no year: give one like 2025, 2025年, 今年")
    return found


def a_role(text: str) -> Role:
    """Read a role: ``lead``, 牵头, 牵头单位."""
    found = role_of(text)
    if found is None:
        raise typer.BadParameter(
            f"{text!r} is no role: give lead, responsible or cooperating (牵头, 责任, 配合)"
        )
    return found


YearOption = Annotated[
    int | None,
    typer.Option("--year", parser=a_year, metavar="YEAR", help="Only plans of this year."),
]
RoleOption = Annotated[
    Role | None,
    typer.Option(
        "--role",
        parser=a_role,
        metavar="ROLE",
        help="Only tasks in this role: lead, responsible or cooperating.",
    ),
]
CollectivesOption = Annotated[
    bool,
    typer.Option(
        "--with-collectives", help="Also what reaches it through a class of units (各部门)."
    ),
]
BeforeOption = Annotated[
    str | None,
    typer.Option("--before", metavar="DAY", help="Only what is due then or earlier."),
]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DAY", help="Only what is due then or later."),
]
TodayOption = Annotated[
    date | None,
    typer.Option("--today", parser=one_day, metavar="DAY", help="As if it were this day."),
]
_FORMS = {"表格": Form.TABLE, "excel": Form.CSV, "markdown": Form.MD, **{f.value: f for f in Form}}


def _form(text: str) -> Form:
    """Read how an answer is to be written: ``csv``, 表格."""
    found = _FORMS.get(text.strip().lower())
    if found is None:
        raise typer.BadParameter(f"{text!r} is no form: give table, csv, tsv, json or md (表格)")
    return found


FormOption = Annotated[
    Form | None,
    typer.Option(
        "--format",
        parser=_form,
        metavar="table|csv|tsv|json|md",
        help="How it is written; in a pipe a table is whole, with one line a row.",
    ),
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
NOTICE = typer.Argument(metavar="NOTICE", help="Document number, title or IRI.")

_CORRECTIONS = Path("corrections.toml")


def corrections_given(option: Path | None) -> Path | None:
    """The file of corrections: the one that was named, else the one that stands here."""
    return option or (_CORRECTIONS if _CORRECTIONS.is_file() else None)
