"""The colours of the graph views: of roles, of levels and of what is missing."""

from __future__ import annotations

from zhengmai.viz.layout import BOX_WIDTH

ROLES = {"lead": "#b3372b", "responsible": "#2b6cb0", "cooperating": "#4d8a4d"}
"""牵头, 责任, 配合: of the lines from a task to its units."""

LINK, PART = "#5a7ea6", "#b4bcc6"
"""Of the lines from a task to its parent, and from a point to its tasks."""

_FONT = {"color": "#1f2630", "align": "left"}
LOOKS = {  # group → background, border
    "nation": ("#d9d4ec", "#6d5fa3"),
    "province": ("#cfe0f1", "#2f6ca8"),
    "city": ("#d5ebe6", "#35857a"),
    "county": ("#ffffff", "#8a98a8"),
    "town": ("#ffffff", "#8a98a8"),
    "point": ("#eceff3", "#6f7b89"),
    "uncarried": ("#f6cdc6", "#b3372b"),
    "orphan": ("#fbe7b6", "#b98513"),
}
SHADES = (  # notices of one level beside each other
    ("#ffffff", "#8a98a8"),
    ("#eaf1fb", "#7d97bb"),
    ("#eef5e6", "#87a168"),
    ("#f6ecf5", "#a67fa2"),
    ("#e9f5f6", "#6d9fa5"),
    ("#f5f0e6", "#a8946b"),
)
LOOKS |= {f"shade{n}": look for n, look in enumerate(SHADES)}
GROUPS: dict[str, dict[str, object]] = {
    name: {
        "shape": "box",
        "borderWidth": 1,
        "color": {"background": background, "border": border},
        "font": _FONT,
        "margin": {"top": 4, "bottom": 4, "left": 6, "right": 4},
        "widthConstraint": {"minimum": BOX_WIDTH - 14, "maximum": BOX_WIDTH - 14},
    }
    for name, (background, border) in LOOKS.items()
}
