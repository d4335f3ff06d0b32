"""What stands in the objects of a PDF file: numbers, names, layers, notes on a page.

Imported only where a PDF file is read, as the library is.

Source: ISO 32000-1:2008, 7.3 (objects), 8.11 (layers), 12.5.6.10 (notes that mark text).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, resolve1

from zhengmai.loaders.formats.pdf.painting import Box

_MOST_NOTES = 1_000  # on a page
_MOST_LINES = 2_000  # that they strike out


def number(found: Any, otherwise: float) -> float:
    """A number, or another where there is none."""
    value = resolve1(found)
    return float(value) if isinstance(value, (int, float)) else otherwise


def name(found: Any) -> str:
    """A name, or nothing."""
    said = getattr(resolve1(found), "name", "")
    return said if isinstance(said, str) else ""


def table(found: Any) -> dict[Any, Any]:
    """A dictionary, empty where there is none."""
    said = resolve1(found)
    return said if isinstance(said, dict) else {}


def hidden_layers(document: PDFDocument) -> frozenset[int]:
    """The layers of a document that are switched off, by the numbers of their objects."""
    layers = table(document.catalog.get("OCProperties"))
    usual = table(layers.get("D"))
    off = set(_numbers(usual.get("OFF")))
    if name(usual.get("BaseState")) == "OFF":
        off |= set(_numbers(layers.get("OCGs"))) - set(_numbers(usual.get("ON")))
    return frozenset(off)


def is_off(layer: Any, hidden: Collection[int]) -> bool:
    """Whether what belongs to a layer, or to some of them, is not shown (8.11.2.2: AnyOn)."""
    if not hidden or layer is None:
        return False
    if isinstance(layer, PDFObjRef) and layer.objid in hidden:
        return True
    said = table(layer)
    groups = said.get("OCGs")
    if groups is None:
        return False
    several = list(_numbers(groups)) if isinstance(resolve1(groups), list) else [_number_of(groups)]
    off = [number in hidden for number in several]
    match name(said.get("P")):
        case "AllOn":
            return any(off)
        case "AnyOff":
            return bool(off) and not any(off)
        case "AllOff":
            return bool(off) and not all(off)
        case _:
            return bool(off) and all(off)


def _numbers(found: Any) -> Iterator[int]:
    listed = resolve1(found)
    for one in listed if isinstance(listed, list) else ():
        yield _number_of(one)


def _number_of(found: Any) -> int:
    return found.objid if isinstance(found, PDFObjRef) else -1


def struck(page: PDFPage) -> Iterator[Box]:
    """The lines of the strike-out notes on a page (12.5.6.10), thin boxes."""
    return islice(_struck(page), _MOST_LINES)


def _struck(page: PDFPage) -> Iterator[Box]:
    notes = resolve1(page.annots)
    for note in notes[:_MOST_NOTES] if isinstance(notes, list) else ():
        said = table(note)
        if name(said.get("Subtype")) != "StrikeOut":
            continue
        points = resolve1(said.get("QuadPoints"))
        corners = [number(n, 0.0) for n in points] if isinstance(points, list) else []
        for at in range(0, min(len(corners), 8 * _MOST_NOTES) - 7, 8):
            xs, ys = corners[at : at + 8 : 2], corners[at + 1 : at + 8 : 2]
            middle = (min(ys) + max(ys)) / 2
            yield min(xs), middle, max(xs), middle
