"""What to know about a Word document: changes under review, and what in it is not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.word.markup import CHART, DIAGRAM, PICTURE, VML, W
from zhengmai.model import Remark, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

KINDS_NOT_READ: Mapping[str, str] = {
    PICTURE + "pic": "picture",
    VML + "imagedata": "picture",
    W + "object": "embedded object",
    DIAGRAM + "relIds": "diagram",
    CHART + "chart": "diagram",
}

_REVISIONS = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"))

_NOT_READ: Mapping[str, tuple[Severity, str]] = {
    "picture": (Severity.NOTE, "{n} not read: what may be written there is not known"),
    "embedded object": (Severity.DAMAGED, "{n} not read: copy its text into the document"),
    "diagram": (Severity.DAMAGED, "{n} not read: write its text into the document"),
    "inserted file": (
        Severity.DAMAGED,
        "{n} not read: open the document in Word and save it again, then it becomes text",
    ),
}


def remarks_on_document(document: Element, not_read: Counter[str]) -> Iterator[Remark]:
    """The remarks on a document of which so many things of each kind were not read."""
    if next(document.iter(*_REVISIONS), None) is not None:
        yield Remark(
            Severity.NOTE, "the document has changes under review: read as if all were accepted"
        )
    for kind, number in sorted(not_read.items()):
        severity, message = _NOT_READ[kind]
        count = f"{number} {kind}{'s are' if number > 1 else ' is'}"
        yield Remark(severity, message.format(n=count))
