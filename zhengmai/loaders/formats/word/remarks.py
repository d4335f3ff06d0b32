"""What to know about a Word document: changes under review, and what in it is not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from zhengmai.loaders.formats.word.markup import CHART, DIAGRAM, PICTURE, VML, W
from zhengmai.model import Remark, Severity
from zhengmai.wording import phrase

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

_NOT_READ: Mapping[str, tuple[Severity, str, str]] = {
    "picture": (
        Severity.NOTE,
        phrase("{} picture is not read: what may be written there is not known"),
        phrase("{} pictures are not read: what may be written there is not known"),
    ),
    "embedded object": (
        Severity.DAMAGED,
        phrase("{} embedded object is not read: copy its text into the document"),
        phrase("{} embedded objects are not read: copy their text into the document"),
    ),
    "diagram": (
        Severity.DAMAGED,
        phrase("{} diagram is not read: write its text into the document"),
        phrase("{} diagrams are not read: write their text into the document"),
    ),
    "inserted file": (
        Severity.DAMAGED,
        phrase(
            "{} inserted file is not read: open the document in Word and save it again, then it "
            "becomes text"
        ),
        phrase(
            "{} inserted files are not read: open the document in Word and save it again, then "
            "they become text"
        ),
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
        severity, one, several = _NOT_READ[kind]
        yield Remark(severity, (several if number > 1 else one).format(number))
    for why, texts in sorted(left.left_out.items()):
        parts = f"{len(texts)} texts are" if len(texts) > 1 else "a text is"
        yield Remark(Severity.NOTE, f"{parts} {why}, and not read: {texts[0][:_SHOWN]!r}")
    if left.notes_read:
        yield Remark(
            Severity.NOTE,
            f"{left.notes_read} footnote{'s are' if left.notes_read > 1 else ' is'} read as "
            "paragraphs (注：…) below what has their marks: see whether they change who does what",
        )
