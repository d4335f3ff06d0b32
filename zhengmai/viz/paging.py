"""Which notices stand on which page, where a plan has too much below it for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from zhengmai.queries.notices import NoticeRow

MOST_NODES = 300
"""Nodes on one page; a plan with more below it gets several pages."""


def _fits(notices: Sequence[NoticeRow]) -> bool:
    return sum(n.tasks for n in notices) <= MOST_NODES


def parts(spine: list[NoticeRow], below: list[NoticeRow], depth: int) -> list[list[NoticeRow]]:
    """Split notices over pages: by city, then by county; the plans above are on each page."""
    if not below or _fits([*spine, *below]):
        return [[*spine, *below]]
    groups: dict[tuple[str, ...], list[NoticeRow]] = defaultdict(list)
    for notice in sorted(below, key=lambda n: (n.jurisdiction, n.year, n.iri)):
        groups[notice.jurisdiction[: depth + 1]].append(notice)
    found: list[list[NoticeRow]] = []
    page: list[NoticeRow] = []
    for prefix, group in groups.items():
        if _fits([*spine, *page, *group]):
            page += group
            continue
        if page:
            found.append([*spine, *page])
            page = []
        if _fits([*spine, *group]):
            page = list(group)
            continue
        heads = [n for n in group if len(n.jurisdiction) <= len(prefix)]
        rest = [n for n in group if len(n.jurisdiction) > len(prefix)]
        found += parts([*spine, *heads], rest, depth + 1)
    if page:
        found.append([*spine, *page])
    return found
