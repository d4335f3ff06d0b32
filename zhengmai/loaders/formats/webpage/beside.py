"""What stands outside of the notice on a page, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.formats.webpage.elements import SENTENCE
from zhengmai.loaders.phrases.sitefields import is_site_field
from zhengmai.loaders.phrases.titles import is_head_or_foot, is_plan_of_a_year
from zhengmai.model import Span


def outside(text: str, parts: Iterable[Span], links: list[Span]) -> Iterator[Span]:
    """The lines in the parts outside of the notice that belong to the page."""
    linked = bytearray(len(text))
    for link in links:
        linked[link.start : link.end] = b"\1" * (link.end - link.start)
    for part in parts:
        at = part.start
        waiting = False  # the line above is a field of metadata; its value may stand here
        for line in text[part.start : part.end].splitlines(keepends=True):
            end = at + len(line)
            shown = sum(1 for i in range(at, end) if not linked[i] and not text[i].isspace())
            plain = fold(line).strip()
            kept = (
                is_site_field(plain)
                or is_head_or_foot(plain)
                or is_plan_of_a_year(plain)
                or SENTENCE.search(plain)
                or waiting
            )
            if not shown or not kept:
                yield Span(at, end)
            waiting = bool(plain) and is_site_field(plain)
            at = end


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Stretches in order, those that touch or overlap made one."""
    kept: list[Span] = []
    for span in spans:
        if kept and span.start <= kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        elif span.start < span.end:
            kept.append(span)
    return tuple(kept)
