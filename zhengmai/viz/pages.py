"""Writes the pages of a store into a folder: every route that there is, assets and data once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from zhengmai.errors import ZhengmaiError
from zhengmai.graph.store import Store
from zhengmai.viz.addresses import Kind, Route
from zhengmai.viz.duecalendar import duecalendar
from zhengmai.viz.files import write_page
from zhengmai.viz.network import library
from zhengmai.viz.nodedata import notice_script
from zhengmai.viz.notice import notice
from zhengmai.viz.noticelist import noticelist
from zhengmai.viz.overview import overview
from zhengmai.viz.saying import english_script
from zhengmai.viz.searchdata import search_script
from zhengmai.viz.site import Content, Site, rendered
from zhengmai.viz.unit import unit
from zhengmai.viz.workload import workload

PAGES: Final[dict[Kind, Callable[[Site, Route], Content]]] = {
    Kind.OVERVIEW: overview,
    Kind.WORKLOAD: workload,
    Kind.NOTICES: noticelist,
    Kind.CALENDAR: duecalendar,
    Kind.UNIT: unit,
    Kind.NOTICE: notice,
}
"""Each kind of page and the function that makes its content from a store."""

ASSETS: Final = Path(__file__).parent / "assets"


def routes(site: Site) -> Iterator[Route]:
    """All pages of a store, the one to open first before others."""
    for kind in PAGES:
        yield from (Route(kind, key) for key in site.keys(kind))


def page(site: Site, route: Route) -> str:
    """The page of a route as HTML; it does not know whether it becomes a file."""
    return rendered(site, route, PAGES[route.kind](site, route))


def write_pages(
    store: Store,
    out: Path,
    tell: Callable[[str, int, int], None] = lambda _what, _done, _of: None,
    *,
    today: date | None = None,
) -> list[Path]:
    """Write the pages of a store; the first one returned is the one to open.

    The same store gives the same bytes. Each file is written as a whole or not at all; other files
    of the folder are left alone.

    Args:
        store: open for reading.
        out: the folder, made if it is not there.
        tell: is told what is done, how many are done, and of how many.
        today: the day by which states of limits are told; None: the clock of whoever looks.

    Raises:
        ZhengmaiError: the folder cannot be written to.
    """
    tell("asking the store", 0, 0)
    site = Site.of(store, today)
    wanted = list(routes(site))
    written = []
    try:
        for done, route in enumerate(wanted):
            tell("writing pages", done, len(wanted))
            path = out / site.addresses.path(route)
            path.parent.mkdir(parents=True, exist_ok=True)
            written.append(write_page(path, page(site, route).encode()))
        for name, content in shared(site):
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_page(path, content)
        tell("writing pages", len(wanted), len(wanted))
    except OSError as error:
        raise ZhengmaiError(f"{out}: the pages cannot be written: {error.strerror}") from error
    return written


def shared(site: Site) -> Iterator[tuple[str, bytes]]:
    """What pages have in common: name → content of assets, and of what they load."""
    for path in sorted(ASSETS.iterdir()):
        yield f"assets/{path.name}", path.read_bytes()
    yield "assets/english.js", english_script().encode()
    yield "data/search.js", search_script(site).encode()
    for notice in site.facts.notices:
        yield site.addresses.data(notice), notice_script(site, notice).encode()


def pages_of(store: Store) -> dict[str, str]:
    """Notice → the file, among those of :func:`write_pages`, of the page that shows it."""
    site = Site.of(store)
    return {iri: site.addresses.path(Route(Kind.NOTICE, iri)) for iri in site.facts.notices}
