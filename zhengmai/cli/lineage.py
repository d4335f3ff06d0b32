"""Where tasks come from, what is missing there, and a person's word on it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zhengmai.cli.options import (
    NOTICE,
    ByOption,
    JsonOption,
    PlaceOption,
    StoreOption,
    TopOption,
    YearOption,
    a_year,
)
from zhengmai.cli.output import print_json, say, show, tell, write_file
from zhengmai.graph.stores.opening import DEFAULT_STORE

ChildArgument = Annotated[str, typer.Argument(metavar="CHILD", help="A task, as for trace.")]
ParentArgument = Annotated[
    str, typer.Argument(metavar="PARENT", help="What it carries out, as for trace.")
]


class Status(StrEnum):
    """Whether a person has confirmed a link."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"


_STATUSES = {"proposed": Status.PROPOSED, "待确认": Status.PROPOSED, "confirmed": Status.CONFIRMED,
             "已确认": Status.CONFIRMED}  # fmt: skip


def _status(text: str) -> Status:
    """Read a status: ``confirmed``, 已确认."""
    found = _STATUSES.get(text.strip().lower())
    if found is None:
        raise typer.BadParameter(
            f"{text!r} is no status: give proposed or confirmed (待确认, 已确认)"
        )
    return found


NoteOption = Annotated[
    str | None, typer.Option("--note", metavar="TEXT", help="What else there is to say.")
]


def trace(
    task: Annotated[
        str,
        typer.Argument(
            metavar="TASK",
            help="A phrase of the task or of a heading, document number and number "
            "(湄政办发〔2025〕11号（九）), or an IRI.",
        ),
    ],
    down: Annotated[bool, typer.Option("--down", help="Who carries it out, not whence.")] = False,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Where does a task come from, back to the provincial point?"""
    from zhengmai import api, interchange
    from zhengmai.terminal import trace as terminal

    with api.open(store) as opened:
        found = opened.trace(task, down=down)
    if as_json:
        print_json(interchange.trace(found))
    else:
        terminal.trace(found, down=down)
    if not found.links:
        raise typer.Exit(1)


def gaps(
    notice: Annotated[str | None, NOTICE] = None,
    place: PlaceOption = None,
    year: YearOption = None,
    top: TopOption = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """What has nobody carried out; what comes from nowhere; which parents are not held?"""
    from zhengmai import api, interchange
    from zhengmai.queries.notices import names_of
    from zhengmai.terminal import lineage

    with api.open(store) as opened:
        found = opened.gaps(notice, place=place, year=year, top=top)
        told = (*found.uncarried, *found.without_parent, *found.cannot_be_judged)
        of = {n.notice for n in told} | {m.notice for m in found.missing_parents}
        of |= {*found.without_superior, *found.fragments}
        names = {} if as_json else names_of(opened.store, of)
    if as_json:
        print_json(interchange.gaps(found))
    else:
        lineage.gaps(found, names)
    known = (found.uncarried, found.without_parent, found.missing_parents, found.without_superior)
    if not any(known):
        say("no gaps found")
        raise typer.Exit(1)
    if found.looked_at < found.held:
        say(f"these are the gaps of the first {found.looked_at} of {found.held} notices")


def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="A place, as for --in.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another place.")],
    year: YearOption = None,
    plan: Annotated[
        str | None,
        typer.Option("--plan", metavar="NOTICE", help="Under this superior plan, of several."),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Compare two places under their nearest common superior plan, point by point."""
    from zhengmai import api, interchange
    from zhengmai.terminal import compare as terminal

    with api.open(store) as opened:
        found = opened.compare(a, b, year=year, plan=plan)
    if as_json:
        print_json(interchange.compare(found))
    else:
        terminal.compare(found)


def coverage(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="Document number, title or IRI.")],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.csv|FILE.xlsx", help="Write the whole table here.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Which places below carry out each point of PLAN, and how closely?"""
    from zhengmai import api, interchange
    from zhengmai.export.coverage import SUFFIXES, coverage_file
    from zhengmai.terminal import coverage as terminal

    suffix = "" if out is None else out.suffix.lower()
    if out is not None and suffix not in SUFFIXES:
        raise typer.BadParameter(f"--out {out}: give a FILE.csv or a FILE.xlsx")
    with api.open(store) as opened:
        found = opened.coverage(plan)
        names = {n.iri: n.document_number or n.plan for n in opened.notices()}
    if out is not None:
        write_file(coverage_file(found, suffix), out)
    if as_json:
        print_json(interchange.coverage(found))
    elif out is not None:
        typer.echo(out)
    elif found.places:  # else nobody could have carried it out
        terminal.coverage(found, names)
    if not found.places:
        say("no held plan below answers to it")
        raise typer.Exit(1)


def links(
    notice: Annotated[str | None, NOTICE] = None,
    place: PlaceOption = None,
    year: YearOption = None,
    status: Annotated[
        Status | None,
        typer.Option(
            "--status",
            parser=_status,
            metavar="STATUS",
            help="Only links that are so: proposed or confirmed.",
        ),
    ] = None,
    below: Annotated[
        float | None,
        typer.Option("--below", min=0, max=1, metavar="SCORE", help="Only links less sure."),
    ] = None,
    top: TopOption = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """List the lineage links of all notices, or of one."""
    from zhengmai import api, interchange
    from zhengmai.terminal import lineage

    with api.open(store) as opened:
        found = opened.links(notice, place=place, year=year, status=status, below=below, top=top)
    show(found, interchange.links, lineage.links, as_json, "no lineage links")


def changes(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="The place, by name or code.")],
    earlier: Annotated[
        int | None,
        typer.Option("--from", parser=a_year, metavar="YEAR", help="The earlier year."),
    ] = None,
    later: Annotated[
        int | None,
        typer.Option("--to", parser=a_year, metavar="YEAR", help="The later year."),
    ] = None,
    notice: Annotated[
        list[str] | None,
        typer.Option("--notice", metavar="NOTICE", help="Only this plan; given twice: these two."),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """What does a place's plan keep, change, drop and add from one year to the next?"""
    from zhengmai import api, interchange
    from zhengmai.terminal import changes as answers

    if earlier is not None and later is not None and earlier >= later:
        raise typer.BadParameter(f"--from {earlier} is not before --to {later}")
    if len(notice or ()) > 2:
        raise typer.BadParameter("--notice names one plan, or the two that are to be compared")
    with api.open(store) as opened:
        found = opened.changes(place, earlier=earlier, later=later, notices=notice or ())
    if as_json:
        print_json(interchange.changes(found))
    else:
        answers.changes(found)
    if not found.pairs:
        say(f"no plan of {found.earlier} has a counterpart in {found.later}")
        raise typer.Exit(1)


def confirm(
    child: ChildArgument,
    parent: ParentArgument,
    by: ByOption = None,
    note: NoteOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Say that CHILD carries out PARENT; this outlives every rebuild."""
    from zhengmai import api
    from zhengmai.terminal import lineage

    ends = api.confirm(child, parent, store, by=by, note=note)
    tell("confirmed")
    lineage.judged(*ends)


def reject(
    child: ChildArgument,
    parent: ParentArgument,
    by: ByOption = None,
    note: NoteOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Say that CHILD does not carry out PARENT; this outlives every rebuild."""
    from zhengmai import api
    from zhengmai.terminal import lineage

    ends = api.reject(child, parent, store, by=by, note=note)
    tell("rejected")
    lineage.judged(*ends)


def withdraw(
    child: ChildArgument, parent: ParentArgument, store: StoreOption = DEFAULT_STORE
) -> None:
    """Take back what was said of CHILD and PARENT: the link is again what the texts make it."""
    from zhengmai import api
    from zhengmai.terminal import lineage

    ends = api.withdraw(child, parent, store)
    if ends is None:
        say("nothing had been said of them")
        raise typer.Exit(1)
    tell("withdrawn")
    lineage.judged(*ends)
