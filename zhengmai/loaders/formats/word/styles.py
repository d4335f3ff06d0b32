"""The styles of a Word document: which is based on which, and whether they hide text.

Source: ECMA-376-1, 17.7 (Styles).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.word.markup import OFF, W, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LONGEST_CHAIN = 50  # of styles based on each other, of lists linked to each other


@dataclass(frozen=True)
class Styles:
    """The styles of a document: what its paragraphs and runs have that do not say it themselves."""

    by_id: Mapping[str, Element] = field(default_factory=dict)
    default: str | None = None  # of paragraphs that name no style

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """The styles in a ``w:styles`` element."""
        found: dict[str, Element] = {}
        default = None
        for style in () if root is None else root.iterfind(W + "style"):
            name = style.get(W + "styleId")
            if name is None:
                continue
            found.setdefault(name, style)
            is_default = str(style.get(W + "default", "0")) not in OFF
            if is_default and style.get(W + "type") == "paragraph":
                default = default or name
        return cls(found, default)

    def chain(self, name: str | None) -> Iterator[tuple[str, Element]]:
        """A style and the styles it is based on, the nearest first."""
        seen: set[str] = set()
        at = name or ""
        while at in self.by_id and at not in seen and len(seen) < LONGEST_CHAIN:
            seen.add(at)
            yield at, self.by_id[at]
            at = value(self.by_id[at], "basedOn") or ""
