"""The XML of Word documents: names of elements, their values, and which of them are seen.

Source: ECMA-376-1, 17 (WordprocessingML) and ECMA-376-3 (alternatives for older programs).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
VML = "{urn:schemas-microsoft-com:vml}"

OFF = frozenset({"0", "false", "off", "none"})

_HIGHEST = 2**31 - 1
_UNSEEN = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr",
        "del", "moveFrom", "delText", "delInstrText", "rt",
    )
)  # fmt: skip


# --- the values of elements


def value(parent: Element | None, name: str) -> str | None:
    """The ``w:val`` of a child, or None where there is no such child or it has no value."""
    child = None if parent is None else parent.find(W + name)
    found = None if child is None else child.get(W + "val")
    return None if found is None else str(found)


def is_on(parent: Element | None, name: str) -> bool | None:
    """Whether a property is on; None where it is not given (ECMA-376-1, 17.17.4)."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else str(child.get(W + "val")) not in OFF


def whole(text: str | None) -> int | None:
    """A number that is not negative, or None for anything else."""
    if text is None or not text.strip().isdecimal() or len(text) > len(str(_HIGHEST)):
        return None
    return min(int(text), _HIGHEST)


def has(parent: Element | None, name: str) -> bool:
    """Whether there is such a child."""
    return parent is not None and parent.find(W + name) is not None


# --- walking down


def children(element: Element) -> Iterator[Element]:
    """The elements in an element that can be seen."""
    return (c for c in element if isinstance(c.tag, str) and c.tag not in _UNSEEN)


def inside(element: Element, name: str) -> Iterator[Element]:
    """The nearest elements of a name, also those in content controls and other wrappers."""
    for child in children(element):
        if child.tag == W + name:
            yield child
        elif child.tag == MC + "AlternateContent":
            yield from inside(branch(child), name)
        elif child.tag != W + "tbl":
            yield from inside(child, name)


def branch(alternatives: Element) -> Element:
    """Which of the alternatives to read: the first with anything in it.

    Both hold the same, once for newer and once for older programs (ECMA-376-3, 7).
    """
    branches = [b for b in children(alternatives) if b.tag in (MC + "Choice", MC + "Fallback")]
    return next((b for b in branches if len(b)), alternatives if not branches else branches[0])
