"""What to know about a Word document: changes under review, and what in it is not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

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

_SHOWN = 60  # characters of what is told
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


class Left(Protocol):
    """What a reader left out, and what it put elsewhere."""

    not_read: Counter[str]
    left_out: dict[str, list[str]]
    notes_read: int


def remarks_on_document(document: Element, left: Left) -> Iterator[Remark]:
    """The remarks on a document of which so much was left out."""
    if next(document.iter(*_REVISIONS), None) is not None:
        yield Remark(
            Severity.NOTE, "the document has changes under review: read as if all were accepted"
        )
    for kind, number in sorted(left.not_read.items()):
        severity, message = _NOT_READ[kind]
        count = f"{number} {kind}{'s are' if number > 1 else ' is'}"
        yield Remark(severity, message.format(n=count))
    for why, texts in sorted(left.left_out.items()):
        parts = f"{len(texts)} texts are" if len(texts) > 1 else "a text is"
        yield Remark(Severity.NOTE, f"{parts} {why}, and not read: {texts[0][:_SHOWN]!r}")
    if left.notes_read:
        yield Remark(
            Severity.NOTE,
            f"{left.notes_read} footnote{'s are' if left.notes_read > 1 else ' is'} read as "
            "paragraphs (注：…) below what has their marks: see whether they change who does what",
        )
