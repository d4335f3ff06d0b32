"""核对: doubtful links and units that may be one, one after the other, for a person to judge."""

from __future__ import annotations

from zhengmai.queries.onebody import may_be_one
from zhengmai.queries.review import DoubtfulRow
from zhengmai.viz.addresses import Route
from zhengmai.viz.site import Content, Site


def review(site: Site, _route: Route) -> Content:
    """The page of all that is in doubt, the weakest first."""
    rows = site.doubts
    units = may_be_one(body for body in site.bodies.values() if body.iri in site.tasks_of)
    return Content(
        "核对",
        "review.html",
        {
            "places": site.places,
            "links": len(rows),
            "units": len(units),
            "doubts": {
                "pairs": [_pair(site, row) for row in rows],
                "units": [
                    [
                        *(
                            [
                                site.addresses.slugs[body.iri],
                                body.name,
                                len(site.tasks_of[body.iri]),
                            ]
                            for body in (row.one, row.other)
                        ),
                        row.likeness,
                        "/".join(row.one.place),
                    ]
                    for row in units
                ],
            },
        },
        ("task.js", "sheet.js", "review.js"),
    )


def _pair(site: Site, row: DoubtfulRow) -> list[object]:
    """Child, parent, kind, score, evidence, what a model said of it, place, points of the two."""
    model = "" if row.judged_by is None else f"{row.note or ''}（{row.judged_by}）"
    return [
        site.addresses.node(row.child.iri),
        site.addresses.node(row.parent.iri),
        row.kind,
        round(row.score, 2),
        [[pair.child, pair.parent] for pair in row.evidence],
        row.judged_yes,
        model,
        "/".join(row.child.jurisdiction),
        [site.addresses.node(end.under) for end in (row.child, row.parent) if end.under],
    ]
