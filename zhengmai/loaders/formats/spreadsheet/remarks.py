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
    for kind, count in sorted(book.not_read.items()):
        if not count:
            continue
        told = f"{count} {kind}{'es' if kind[-1] == 'x' else 's'} are" if count > 1 else (
            f"{count} {kind} is")  # fmt: skip
        if kind == "text box":
            yield Remark(
                Severity.DAMAGED,
                f"{told} not read: copy the text into a cell: {book.boxes[0][:_SHOWN]!r}",
            )
        elif kind == "picture":
            yield _note(f"{told} not read: what may be written there is not known")
        else:
            yield _note(f"{told} not read")


def _on_sheet(sheet: Sheet) -> Iterator[Remark]:
    for why, texts in sorted(sheet.left_out.items()):
        parts = f"{len(texts)} cells are" if len(texts) > 1 else "a cell is"
        how = f"{why} (or filtered out)" if why == HIDDEN else why
        yield _note(f"{parts} {how}, and not read: {max(texts, key=len)[:_SHOWN]!r}")
    if sheet.unknown:
        parts = f"{sheet.unknown} formulas have" if sheet.unknown > 1 else "a formula has"
        yield Remark(
            Severity.DAMAGED,
            f"{parts} no value in the file, and is not read: open it in Excel or WPS and save it "
            f"again (sheet {sheet.name!r})",
        )


def _note(message: str) -> Remark:
    return Remark(Severity.NOTE, message)


def _named(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(repr(name[:_SHOWN]) for name in names[:_MOST_NAMES]) + more
