"""通知目录: the notices of a store by level and year, to be narrowed by place, year and words."""

from __future__ import annotations

from zhengmai.viz.addresses import Route
from zhengmai.viz.labels import LEVELS
from zhengmai.viz.site import Content, Site


def noticelist(site: Site, _route: Route) -> Content:
    """The table of all notices."""
    held = site.facts.notices.values()
    used = {notice.level for notice in held}
    return Content(
        "通知",
        "notices.html",
        {
            "notices": list(held),
            "places": site.places,
            "years": site.years,
            "levels": [(level, word) for level, word in LEVELS.items() if level in used],
        },
        ("sheet.js", "tables.js"),
    )
