"""Keeping a store: what is in it, taking out, checking, writing it elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from zhengmai.cli.options import (
    NOTICE,
    JsonOption,
    PlaceOption,
    StoreOption,
    YearOption,
    a_role,
)
from zhengmai.cli.output import progress_bar, show, tell, write_file, writing
from zhengmai.export import Format
from zhengmai.graph.stores.neo4j.address import masked
from zhengmai.graph.stores.opening import DEFAULT_STORE
from zhengmai.model import Role


def notices(
    place: PlaceOption = None,
    year: YearOption = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """List the notices in the store."""
    from zhengmai import api, interchange
    from zhengmai.terminal import answers

    with api.open(store) as opened:
        found = opened.notices(place, year=year)
    show(found, interchange.notices, answers.notices, as_json, "no notices")


def remove(notice: Annotated[str, NOTICE], store: StoreOption = DEFAULT_STORE) -> None:
    """Remove a notice and its links from the store."""
    from zhengmai import api

    tell(f"removed {api.remove(notice, store)}")


def check(store: StoreOption = DEFAULT_STORE) -> None:
    """Check the notices, their lineage and the words on it against the shapes (SHACL)."""
    from zhengmai import api
    from zhengmai.ontology.shapes import checked

    found: list[str] = []
    with progress_bar() as progress:
        progress("opening the store", 0, 0)
        with api.open(store) as opened:
            notices_held = len(opened.notices())
            names = opened.store.graphs()
            for done, name in enumerate(names, 1):
                found += [f"{name}: {v}" for v in checked([opened.store.graph(name)])]
                progress("checking", done, len(names))
    for violation in found:
        tell(violation)
    tell(f"{notices_held} notices checked, {len(found)} violations")
    if found:
        raise typer.Exit(1)


_LISTS = frozenset((Format.CSV, Format.XLSX, Format.PARQUET))
_FORMAT_HELP = f"What to write: {', '.join(Format)}."


def _format(text: str) -> Format:
    """Read the name of a format; Excel is the name that people know."""
    plain = text.strip().lower().removeprefix(".")
    try:
        return Format("xlsx" if plain == "excel" else plain)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is no format: give one of {', '.join(Format)}"
        ) from None


def export(
    wanted: Annotated[
        Format,
        typer.Option("--format", parser=_format, metavar="FORMAT", help=_FORMAT_HELP),
    ],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE|DIR", help="Write here, not to standard output.")
    ] = None,
    place: PlaceOption = None,
    year: YearOption = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="NAME", help="Only lines of this unit.")
    ] = None,
    role: Annotated[
        Role | None,
        typer.Option("--role", parser=a_role, metavar="ROLE", help="Only lines in this role."),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the whole graph in another format, or a list of the tasks (csv, xlsx, parquet)."""
    from zhengmai import api
    from zhengmai.export import Chosen, export_for_import
    from zhengmai.export import export as pieces_of

    chosen = Chosen(place, year, unit, role)
    if chosen != Chosen() and wanted not in _LISTS:
        raise typer.BadParameter(
            f"--in, --year, --unit and --role choose lines of a list: give --format csv, xlsx or "
            f"parquet, not {wanted}"
        )
    if wanted is Format.NEO4J_IMPORT:
        if out is None:
            raise typer.BadParameter("--format neo4j-import writes a folder: give --out DIR")
        with _exporting(), api.open(store) as opened, writing(out):
            made = export_for_import(opened.store, out)
        tell(made)
        return
    if wanted in (Format.XLSX, Format.PARQUET) and out is None and sys.stdout.isatty():
        raise typer.BadParameter(
            f"--format {wanted} is nothing for a terminal: give --out FILE.{wanted}"
        )
    with api.open(store) as opened:
        pieces = pieces_of(opened.store, wanted, chosen)
        if out is None:
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
        else:
            with _exporting():
                write_file(pieces, out)


@contextmanager
def _exporting() -> Iterator[None]:
    with progress_bar() as progress:
        progress("exporting", 0, 0)
        yield


def repair(store: StoreOption = DEFAULT_STORE) -> None:
    """Make a store's own record anew from the data that lie there; no notice is changed."""
    from zhengmai.graph.stores.opening import repair_store
    from zhengmai.ontology import iris

    with progress_bar() as progress:
        progress("repairing", 0, 0)
        found = repair_store(store)
    kinds = [iris.graph_kind(name)[0] for name in found.graphs]
    tell(
        f"held: {kinds.count('notice')} notices, {kinds.count('lineage')} lineages, "
        f"{kinds.count('review')} reviews, {kinds.count('progress')} reports of progress"
    )
    for done in found.done:
        tell(done)


def copy(
    to: Annotated[str, typer.Option("--to", metavar="PATH|URL", help="The store to copy to.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Copy everything into another store; one that was stopped goes on when begun again."""
    from zhengmai import api

    with progress_bar() as progress:
        copied, changed = api.copy(store, to, progress=progress)
    tell(f"{copied} graphs copied to {masked(to)}, {changed} of them new or changed there")
