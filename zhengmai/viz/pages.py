"""Writes the pages of a store into a folder: every route that there is, assets and data once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from zhengmai.errors import ZhengmaiError
from zhengmai.graph.store import Store
from zhengmai.queries.notices import notices
from zhengmai.viz.addresses import Addresses, Kind, Route
from zhengmai.viz.coverage import coverage, coverages
from zhengmai.viz.duecalendar import duecalendar
from zhengmai.viz.frame import ASSETS, asset
from zhengmai.viz.lineage import lineage
from zhengmai.viz.markup import json_in_file
from zhengmai.viz.nodedata import notice_data
from zhengmai.viz.notice import notice
from zhengmai.viz.noticelist import noticelist
from zhengmai.viz.overview import overview
from zhengmai.viz.plans import plans
from zhengmai.viz.review import review
from zhengmai.viz.saying import english
from zhengmai.viz.searchdata import search_data
from zhengmai.viz.site import Content, Site, rendered
from zhengmai.viz.unit import unit
from zhengmai.viz.unitmap import map_data, unitmap
from zhengmai.viz.workload import workload
from zhengmai.wholefiles import write_tree

PAGES: Final[dict[Kind, Callable[[Site, Route], Content]]] = {
    Kind.OVERVIEW: overview,
    Kind.WORKLOAD: workload,
    Kind.NOTICES: noticelist,
    Kind.CALENDAR: duecalendar,
    Kind.COVERAGES: coverages,
    Kind.REVIEW: review,
    Kind.UNIT: unit,
    Kind.COVERAGE: coverage,
    Kind.NOTICE: notice,
    Kind.PLANS: plans,
    Kind.UNITMAP: unitmap,
    Kind.LINEAGE: lineage,
}
"""Each kind of page and the function that makes its content from a store."""

_OF_OTHERS: Final = frozenset(("explain.css", "single.js"))  # pages that are one file
ASSET_NAMES: Final = sorted(p.name for p in ASSETS.iterdir() if p.name not in _OF_OTHERS)


def routes(site: Site) -> Iterator[Route]:
    """All pages of a store, the one to open first before others."""
    for kind in PAGES:
        yield from (Route(kind, key) for key in site.keys(kind))


def page(site: Site, route: Route) -> str:
    """The page of a route as HTML; it does not know whether it becomes a file."""
    return rendered(site, route, PAGES[route.kind](site, route))


def write_pages(
    site: Site,
    out: Path,
    tell: Callable[[str, int, int], None] = lambda _what, _done, _of: None,
) -> list[Path]:
    """Write the pages of a site; the first one returned is the one to open.

    The same store gives the same bytes. Each file is written as a whole or not at all; other files
    of the folder are left alone.

    Args:
        site: its store is open for reading.
        out: the folder, made if it is not there.
        tell: is told what is done, how many are done, and of how many.

    Raises:
        ZhengmaiError: the folder cannot be written to.
    """
    wanted = list(routes(site))

    def files() -> Iterator[tuple[str, bytes]]:
        for done, route in enumerate(wanted):
            tell("writing pages", done, len(wanted))
            yield site.addresses.path(route), page(site, route).encode()
        yield from shared(site)
        tell("writing pages", len(wanted), len(wanted))

    try:
        return list(write_tree(out, files()))[: len(wanted)]
    except OSError as error:
        raise ZhengmaiError(f"{out}: the pages cannot be written: {error.strerror}") from error


def shared(site: Site) -> Iterator[tuple[str, bytes]]:
    """What pages have in common: name → content of assets, and of what they load."""
    for name in ASSET_NAMES:
        yield f"assets/{name}", asset(name).encode()
    for path, (to, given) in loaded(site):
        arguments = ",".join(map(json_in_file, given))
        yield path, f"zm.{to}({arguments});\n".encode()


def loaded(site: Site) -> Iterator[tuple[str, tuple[str, tuple[object, ...]]]]:
    """What pages load when it is asked for: path → what of ``zm`` takes it, and what that is."""
    yield "assets/english.js", ("english", (english(),))
    yield "data/search.js", ("found", (search_data(site),))
    for iri in site.facts.notices:
        given = site.addresses.slugs[iri], notice_data(site, iri)
        yield site.addresses.data(iri), ("add", given)
    yield from map_data(site)


def pages_of(store: Store) -> dict[str, str]:
    """Notice → the file, among those of :func:`write_pages`, of the page that shows it."""
    held = [row.iri for row in notices(store)]
    addresses = Addresses.of({}, held)
    return {iri: addresses.path(Route(Kind.NOTICE, iri)) for iri in held}
