"""The ledger that an office keeps: written, handed out, and read back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zhengmai.cli.options import (
    CollectivesOption,
    JsonOption,
    PlaceOption,
    StoreOption,
    YearOption,
)
from zhengmai.cli.output import print_json, progress_bar, say, tell, write_file
from zhengmai.errors import ZhengmaiError
from zhengmai.export.ledger.form import Per
from zhengmai.graph.stores.opening import DEFAULT_STORE

if TYPE_CHECKING:
    from zhengmai.queries.progress import ReportRow
    from zhengmai.reporting import Refusal, Where

_PER = {"单位": Per.UNIT, "地方": Per.PLACE, "行政区": Per.PLACE, "要点": Per.POINT,
        **{per.value: per for per in Per}}  # fmt: skip


def _per(text: str) -> Per:
    """Read what a sheet is for: ``unit``, 单位."""
    found = _PER.get(text.strip().lower())
    if found is None:
        raise typer.BadParameter(
            f"{text!r} has no sheets: give unit, place or point (单位, 行政区, 要点)"
        )
    return found


def ledger(
    out: Annotated[Path, typer.Option("--out", metavar="FILE.xlsx", help="The file to write.")],
    place: PlaceOption = None,
    year: YearOption = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="NAME", help="Only this unit's tasks.")
    ] = None,
    with_collectives: CollectivesOption = False,
    per: Annotated[
        Per,
        typer.Option(
            "--per",
            parser=_per,
            metavar="unit|place|point",
            help="A sheet for each unit, place or point.",
        ),
    ] = Per.UNIT,
    pages: Annotated[
        Path | None,
        typer.Option("--pages", metavar="DIR", help="Link to the pages that view wrote there."),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the task ledger as a workbook, to be filled in and read back by progress."""
    from zhengmai import api
    from zhengmai.cli.unitanswers import say_through
    from zhengmai.export.ledger import writing
    from zhengmai.queries.ledger import ledger as rows_of
    from zhengmai.queries.tasks import of_units

    if out.suffix.lower() != ".xlsx":
        raise typer.BadParameter(f"--out {out}: give a FILE.xlsx")
    if pages is not None and not pages.is_dir():
        raise typer.BadParameter(f"--pages {pages}: there is no such folder")
    _spare(out)
    links = None
    with progress_bar() as told_progress, api.open(store) as opened:
        told_progress("asking the store", 0, 0)
        found = rows_of(
            opened.store, place=place, year=year, unit=unit, with_collectives=with_collectives
        )
        every = []
        if found.unit is not None and not with_collectives:
            asked: dict[str, Any] = {"place": place, "year": year}
            every = of_units(opened.store, [found.unit], with_collectives=True, **asked)
        if pages is not None:
            from zhengmai.viz.pages import pages_of

            links = writing.links_from(out, pages, pages_of(opened.store))
    say_through(task.through for task in every)
    if not found.rows:
        say("no tasks")
        raise typer.Exit(1)
    if links is not None and not links:
        say(f"{pages}: there is no page of these notices; write them with: zhengmai view --out DIR")
    title = writing.title_of(place, year, unit)
    with progress_bar() as told_progress:
        told_progress("writing the ledger", 0, 0)
        written, pieces = writing.workbook(found, per, title, links)
        write_file(pieces, out)
    tell(f"{out}: {written.tasks} tasks, and {written.sheets} sheets of parts of them")
    if written.lost:
        say(f"reports on tasks that have changed or gone: {written.lost}; see the last sheet")


def _spare(out: Path) -> None:
    """See that no ledger is written over that somebody filled in.

    Raises:
        ZhengmaiError: it would be.
    """
    if not out.exists():
        return
    from zhengmai.export.ledger.reading import read_ledger

    try:
        entries, refused = read_ledger(out)
    except ZhengmaiError:
        raise ZhengmaiError(
            f"{out}: is there already, and is no ledger: give another name"
        ) from None
    if refused or any(entry.changed for entry in entries):
        raise ZhengmaiError(
            f"{out}: is there already and filled in: read it with zhengmai progress, then give "
            "another name or delete it"
        )


def progress(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE.xlsx]...", help="Filled ledgers.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="Who reports; default: your login name."),
    ] = None,
    place: PlaceOption = None,
    year: YearOption = None,
    history: Annotated[
        bool, typer.Option("--history", help="All reports on each task, not only the latest.")
    ] = False,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Read filled ledgers back; without a file, list what was reported."""
    if files:
        if place is not None or year is not None or history:
            raise typer.BadParameter(
                "a ledger says itself what it is about: give only FILE and --by"
            )
        _take(files, store, by, as_json=as_json)
    else:
        if by is not None:
            raise typer.BadParameter("--by says who reports: give the FILE, too")
        _list(store, place, year, history=history, as_json=as_json)


def _list(store: str, place: str | None, year: int | None, *, history: bool, as_json: bool) -> None:
    from zhengmai import api, interchange
    from zhengmai.terminal import progress as terminal

    with api.open(store) as opened:
        rows = opened.progress(place, year=year, history=history)
    if as_json:
        print_json(interchange.progress(rows))
    elif rows:
        terminal.reports(rows)
    if not rows:
        say("nothing was reported yet")
        raise typer.Exit(1)


def _take(files: list[Path], store: str, by: str | None, *, as_json: bool) -> None:
    from zhengmai import api, interchange
    from zhengmai.export.ledger.reading import read_ledger
    from zhengmai.interruption import unbroken
    from zhengmai.queries.progress import ReportRow
    from zhengmai.reporting import Refusal, Where
    from zhengmai.terminal import progress as terminal

    entries, refused = [], []
    for file in files:
        try:
            found, broken = read_ledger(file)
        except ZhengmaiError as error:
            why = str(error).removeprefix(f"{file}: ")
            refused.append(Refusal(Where(str(file), "", 0), why))
        else:
            entries += found
            refused += broken
    filled = any(entry.changed for entry in entries)
    with unbroken():
        taken = api.report(entries, store, by=by)
    refused += taken.refused
    rows = [ReportRow(one.report, one.task, latest=True) for one in taken.new]
    replaced = [one for one in taken.new if one.over is not None]
    if as_json:
        print_json(interchange.progress(rows, taken.known, refused, replaced))
    else:
        if rows:
            terminal.reports(rows)
        tell(f"progress of {len(rows)} tasks kept; not taken: {len(refused)}")
        if taken.known:
            tell(f"reported like this before: {taken.known}")
        odd = {row.report.status for row in rows if row.report.status and not _counts(row)}
        if odd:
            tell(
                "statuses that are kept as they are written and count for nothing: "
                f"{'、'.join(sorted(odd))}"
            )
        tell("read are the columns 状态, 进展情况 and 佐证材料; what others say is not")
    _say_what_was_not_taken([one.where for one in replaced], refused, filled=filled)


def _counts(row: ReportRow) -> bool:
    from zhengmai.queries.states import stage

    return stage(row.report.status) is not None


def _say_what_was_not_taken(
    replaced: Iterable[Where], refused: Iterable[Refusal], *, filled: bool
) -> None:
    """Say which rows need a look; then the command has not done all that was asked.

    Raises:
        typer.Exit: some were refused, or nothing is filled in.
    """
    for where in replaced:
        say(f"{where}: replaces what was reported after this ledger was handed out")
    for refusal in refused:
        say(f"{refusal.where}: {refusal.why}")
    if not filled and not refused:
        say("nothing is filled in")
    if refused or not filled:
        raise typer.Exit(1)
