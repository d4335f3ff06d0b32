"""The interactive pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhengmai.cli.options import PlaceOption, StoreOption, TodayOption
from zhengmai.cli.output import progress_bar, tell
from zhengmai.graph.stores.opening import DEFAULT_STORE


def view(
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="DIR", help="Where to write; with --single a file, or a folder for it."
        ),
    ] = None,
    single: Annotated[
        bool, typer.Option("--single", help="One file with all pages of a place, to be mailed.")
    ] = False,
    place: PlaceOption = None,
    today: TodayOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the interactive pages; they open from disk, without a network."""
    from zhengmai import api
    from zhengmai.viz.pages import write_pages
    from zhengmai.viz.single import file_of, write_single
    from zhengmai.viz.site import Site

    with progress_bar() as progress:
        progress("opening the store", 0, 0)
        with api.open(store) as opened:
            progress("asking the store", 0, 0)
            site = Site.of(opened.store, today, place)
            if single:
                first = write_single(site, file_of(out or Path(), place))
            else:
                first = write_pages(site, out or Path("zhengmai-pages"), progress)[0]
    tell(first)
