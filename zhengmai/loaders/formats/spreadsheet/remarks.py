"""What to know about a workbook: which sheets were read, and what in it was not."""

from __future__ import annotations

from collections.abc import Iterator

from zhengmai.loaders.formats.spreadsheet.sheets import HIDDEN, Book, Sheet
from zhengmai.model import Remark, Severity

_SHOWN = 60  # characters of what is told
_MOST_NAMES = 5


def remarks_on(book: Book) -> Iterator[Remark]:
    """The remarks on a workbook."""
    if len(book.sheets) > 1:
        names = [sheet.name for sheet in book.sheets]
        yield _note(f"{len(names)} sheets are read one after the other: {_named(names)}")
    if book.hidden:
        are = f"{len(book.hidden)} sheets are" if len(book.hidden) > 1 else "a sheet is"
        yield _note(f"{are} hidden, and not read: {_named(book.hidden)}")
    for sheet in book.sheets:
        yield from _on_sheet(sheet)
    yield from _on_drawings(book)


def _on_drawings(book: Book) -> Iterator[Remark]:
    """What lies over the cells: nothing in it is read."""
    if count := book.not_read["diagram"]:
        diagrams = f"{count} diagrams are" if count > 1 else "1 diagram is"
        yield _note(f"{diagrams} not read")
    if count := book.not_read["picture"]:
        pictures = f"{count} pictures are" if count > 1 else "1 picture is"
        yield _note(f"{pictures} not read: what may be written there is not known")
    if count := book.not_read["text box"]:
        boxes = f"{count} text boxes are" if count > 1 else "1 text box is"
        yield Remark(
            Severity.DAMAGED,
            f"{boxes} not read: copy the text into a cell: {book.boxes[0][:_SHOWN]!r}",
        )


def _on_sheet(sheet: Sheet) -> Iterator[Remark]:
    for why, texts in sorted(sheet.left_out.items()):
        cells = f"{len(texts)} cells are" if len(texts) > 1 else "a cell is"
        longest = max(texts, key=len)[:_SHOWN]
        if why == HIDDEN:
            yield _note(f"{cells} hidden (or filtered out), and not read: {longest!r}")
        else:
            yield _note(f"{cells} {why}, and not read: {longest!r}")
    if sheet.unknown:
        formulas = f"{sheet.unknown} formulas have" if sheet.unknown > 1 else "a formula has"
        yield Remark(
            Severity.DAMAGED,
            f"{formulas} no value in the file, and is not read: open it in Excel or WPS and save "
            f"it again (sheet {sheet.name!r})",
        )


def _note(message: str) -> Remark:
    return Remark(Severity.NOTE, message)


def _named(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(repr(name[:_SHOWN]) for name in names[:_MOST_NAMES]) + more
