"""承接覆盖: a plan's points × the places below, or × their units; what nobody carries out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhengmai.queries.coverage import CoveredPoint
from zhengmai.queries.review import CANDIDATE
from zhengmai.viz.addresses import Route
from zhengmai.viz.overview import share
from zhengmai.viz.site import Content, Site

_UNITS = 30  # kinds of units that have a column
_STATUS_ORDER = {"uncarried": 0, "cannot_be_judged": 1, "carried": 2}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a place does with a point.

    Attributes:
        look: ``carried``, ``partly``, ``likely`` (the links that say so are only 可能), ``maybe``
            (a pair on the way was too doubtful to be a link), ``uncarried`` or ``unjudged``.
        count: how many of its tasks carry it out, or may do so.
        tasks: the names of these on all pages.
        pairs: of ``maybe`` which pairs of the page of reviews are behind it.
    """

    look: str
    count: int
    tasks: tuple[str, ...]
    pairs: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A point with its cells, in the order of the places."""

    point: CoveredPoint
    cells: tuple[Cell, ...]


def coverage(site: Site, route: Route) -> Content:
    """The page of a plan that held plans answer to."""
    found = site.coverages[route.key]
    doubts = _candidates(site)
    paths = [place.jurisdiction for place in found.places]
    rows = [_row(site, point, paths, doubts) for point in found.points]
    ordered = sorted(rows, key=lambda r: _STATUS_ORDER[r.point.status])
    names = Counter(place.jurisdiction[-1] for place in found.places)
    heads = [
        "".join(p.jurisdiction[-2 if names[p.jurisdiction[-1]] > 1 else -1 :]) for p in found.places
    ]
    return Content(
        f"{found.plan.jurisdiction[-1]}{found.plan.year}年承接覆盖",
        "coverage.html",
        {
            "of": found,
            "notice": found.plan,
            "rows": ordered,
            "heads": heads,
            "levels": list(dict.fromkeys(place.level for place in found.places)),
            "share": share(found),
            "cells": [[cell.tasks for cell in row.cells] for row in ordered],
            "units": _by_unit(site, ordered),
            "missing": [
                (head, place.missing)
                for head, place in zip(heads, found.places, strict=True)
                if place.missing
            ],
            "fragments": [
                (head, place.tasks)
                for head, place in zip(heads, found.places, strict=True)
                if place.fragment
            ],
        },
        ("task.js", "sheet.js", "tables.js", "coverage.js"),
        wide=True,
    )


Path = tuple[str, ...]


def _candidates(site: Site) -> dict[str, set[Path]]:
    """Point → the places of which a task may carry it out, or one of its tasks: doubtful pairs."""
    found: dict[str, set[Path]] = defaultdict(set)
    for row in site.doubts:
        if row.kind == CANDIDATE:
            for node in (row.parent.iri, row.parent.under):
                if node:
                    found[node].add(row.child.jurisdiction)
    return found


def _row(
    site: Site, point: CoveredPoint, paths: Sequence[Path], doubts: dict[str, set[Path]]
) -> Row:
    own = doubts.get(point.point.iri, set())
    name = site.addresses.node(point.point.iri)
    cells = zip(point.cells, point.tasks, point.partly, point.sure, point.maybe, strict=True)
    found = [_cell(site, *cell) for cell in cells]
    return Row(
        point,
        tuple(
            replace(cell, pairs=_pairs(path, name, own)) if cell.look == "maybe" else cell
            for cell, path in zip(found, paths, strict=True)
        ),
    )


def _pairs(path: Path, point: str, own: set[Path]) -> str:
    """The pairs behind a cell: of its place and those above; about the point, where some are."""
    place = "/".join(path)
    if any(path[: len(other)] == other for other in own):
        return f"kind=candidate&on={place}&of={point}"
    return f"kind=candidate&on={place}"


def _cell(
    site: Site, count: int | None, tasks: Sequence[str], partly: bool, sure: bool, maybe: int
) -> Cell:
    names = tuple(map(site.addresses.node, tasks))
    if count:
        return Cell("likely" if not sure else "partly" if partly else "carried", count, names)
    if maybe:
        return Cell("maybe", maybe, ())
    return Cell("uncarried" if count == 0 else "unjudged", 0, ())


def _by_unit(site: Site, rows: Sequence[Row]) -> dict[str, object]:
    """The same by kinds of units (财政局), those of most tasks first.

    Kinds, and for each point the tasks of each.
    """
    tasks = {site.addresses.node(iri): task for iri, task in site.facts.tasks.items()}
    found: list[dict[str, list[str]]] = []
    totals: Counter[str] = Counter()
    for row in rows:
        own: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(name for cell in row.cells for name in cell.tasks):
            named = tasks[name].units if name in tasks else ()
            for kind in dict.fromkeys(site.bodies[unit.iri].short_name for unit in named):
                own[kind].append(name)
                totals[kind] += 1
        found.append(own)
    kinds = sorted(totals, key=lambda kind: (-totals[kind], kind))[:_UNITS]
    return {"kinds": kinds, "rows": [[own.get(kind, []) for kind in kinds] for own in found]}


def coverages(site: Site, _route: Route) -> Content:
    """All plans that held plans answer to, and the points that nobody carries out."""
    shares = [share(found) for found in site.coverages.values()]
    return Content(
        "承接覆盖",
        "coverages.html",
        {
            "shares": sorted(shares, key=lambda s: (-site.facts.notices[s.notice].year, -s.places)),
            "uncarried": site.facts.gaps.uncarried,
            "places": site.places,
            "years": site.years,
        },
        ("sheet.js", "tables.js"),
    )
