"""Writes the pages of a store into a folder: an overview, units and tasks, and lineages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from zhengmai.errors import ZhengmaiError
from zhengmai.graph.store import Store
from zhengmai.queries.notices import NoticeRow
from zhengmai.viz.facts import Facts
from zhengmai.viz.files import write_page
from zhengmai.viz.frame import PageLink, render
from zhengmai.viz.index_page import INDEX_FILE, index_page
from zhengmai.viz.lineage_page import lineage_files, lineage_pages, top_plans
from zhengmai.viz.stage import GraphPage
from zhengmai.viz.units_page import UNITS_FILE, units_page

MOST_TOP_PLANS = 200
"""Top plans that get pages; a page is half a megabyte, and a store may hold thousands of them."""

_NAVIGATION = 12  # lineage pages named at the top of every page; the overview names all


def write_pages(
    store: Store, out: Path, tell: Callable[[str, int, int], None] = lambda _what, _done, _of: None
) -> list[Path]:
    """Write the pages of a store; the first one returned is the one to open.

    The same store gives the same bytes. Each file is written as a whole or not at all; other files
    of the folder are left alone.

    Args:
        store: open for reading.
        out: the folder, made if it is not there.
        tell: is told what is done, how many are done, and of how many.

    Raises:
        ZhengmaiError: the folder cannot be written to.
    """
    tell("asking the store", 0, 0)
    facts = Facts.of(store)
    tops = top_plans(facts)
    chosen = _chosen(facts, tops)
    taken = {INDEX_FILE, UNITS_FILE}
    lineage = {}
    for done, plan in enumerate(chosen):
        tell("drawing", done, len(chosen))
        lineage[plan.iri] = lineage_pages(facts, plan, taken)
    units = PageLink(UNITS_FILE, "单位与任务")
    links = {iri: [PageLink(p.file, p.title) for p in pages] for iri, pages in lineage.items()}
    short = [_short(facts.notices[iri], p) for iri, pages in lineage.items() for p in pages]
    navigation = [PageLink(INDEX_FILE, "总览"), units, *short[:_NAVIGATION]]
    pages = [
        index_page(facts, units, links, len(tops) - len(chosen)),
        units_page(facts).page(),
        *(p.page() for pages in lineage.values() for p in pages),
    ]
    try:
        out.mkdir(parents=True, exist_ok=True)
        written = []
        for done, page in enumerate(pages, 1):
            written.append(write_page(out / page.file, render(page, navigation)))
            tell("writing pages", done, len(pages))
    except OSError as error:
        raise ZhengmaiError(f"{out}: the pages cannot be written: {error.strerror}") from error
    return written


def pages_of(store: Store) -> dict[str, str]:
    """Notice → the file, among those of :func:`write_pages`, of the page that shows it."""
    facts = Facts.of(store)
    taken = {INDEX_FILE, UNITS_FILE}
    found: dict[str, str] = {}
    for top in _chosen(facts, top_plans(facts)):
        for file, notices in lineage_files(facts, top, taken):
            for notice in notices:
                found.setdefault(notice.iri, file)
    return found


def _chosen(facts: Facts, tops: list[NoticeRow]) -> list[NoticeRow]:
    """The top plans that get pages, those with most notices below them first."""
    below = {n.iri: 0 for n in tops}
    for superiors in facts.superiors.values():
        for iri in superiors & below.keys():
            below[iri] += 1
    return sorted(tops, key=lambda n: -below[n.iri])[:MOST_TOP_PLANS]


def _short(top: NoticeRow, page: GraphPage) -> PageLink:
    return PageLink(page.file, f"{top.jurisdiction[-1]} {top.year} {page.what}")
