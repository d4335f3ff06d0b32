"""A PDF file → what is drawn on its pages, run by pdfminer within bounds.

Source: ISO 32000-1:2008: 7.5 (the file), 7.6 (encryption), 7.8 (contents of pages).
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import MAX_CHARACTERS, briefly
from zhengmai.loaders.formats.pdf.page import Drawn, drawn
from zhengmai.loaders.formats.pdf.painting import Painting
from zhengmai.loaders.formats.pdf.remarks import DAMAGED
from zhengmai.loaders.formats.pdf.streams import TooMuchError, bounded_parser
from zhengmai.loaders.steps import Step, step

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage

MAX_PAGES = 500

_TOO_MUCH = "its pages hold far more than those of a notice: print it to PDF anew"
_MOST_REFUSED = 1  # pages that hold too much; after so many the file is refused


@contextmanager
def quiet() -> Iterator[None]:
    """While PDF code runs nothing is logged; what is wrong with a file is a remark or an error."""
    log = logging.getLogger("pdfminer")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)


def drawn_pages(data: bytes, name: str) -> list[Drawn]:
    """What is drawn on each page.

    Raises:
        UnreadableFileError: the file is no PDF, damaged, encrypted or too long.
    """
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfpage import PDFPage

    from zhengmai.loaders.formats.pdf.bounded import Document

    try:
        document = Document(bounded_parser(data))
        pages: list[PDFPage] = []
        for page in PDFPage.create_pages(document):
            if len(pages) == MAX_PAGES:
                raise UnreadableFileError(
                    name, f"more than {MAX_PAGES} pages: split it into one file a notice"
                )
            pages.append(page)
    except PDFPasswordIncorrect as error:
        raise UnreadableFileError(
            name, "encrypted: it opens with a password only; save it without one"
        ) from error
    except PDFEncryptionError as error:
        raise UnreadableFileError(
            name,
            f"encrypted in a way that is not read here ({briefly(error)}); print it to PDF anew",
        ) from error
    except UnreadableFileError:
        raise
    except Exception as error:
        raise UnreadableFileError(name, DAMAGED) from error
    if not pages:
        raise UnreadableFileError(name, DAMAGED)
    return drawn(_painted(document, pages, name))


def _painted(document: PDFDocument, pages: Sequence[PDFPage], name: str) -> list[Painting | None]:
    from zhengmai.loaders.formats.pdf.canvas import Canvas
    from zhengmai.loaders.formats.pdf.fontspecs import Resources
    from zhengmai.loaders.formats.pdf.machine import Machine
    from zhengmai.loaders.formats.pdf.objects import hidden_layers

    resources = Resources()
    found: list[Painting | None] = []
    characters = too_much = 0
    layers_off = hidden_layers(document)
    drawn_before: set[int] = set()
    for page in pages:
        if too_much > _MOST_REFUSED:
            raise UnreadableFileError(name, _TOO_MUCH)
        canvas = Canvas(resources)
        painting: Painting | None = canvas.painting
        try:
            Machine(resources, canvas, layers_off).process_page(page)
        except TooMuchError:
            too_much += 1
            painting = None
        except Exception:  # noqa: BLE001 (as above; the page is told as unread)
            painting = None
        characters += len(painting.marks) if painting else 0
        if characters > MAX_CHARACTERS:
            raise UnreadableFileError(
                name, f"more than {MAX_CHARACTERS:,} characters: split it into one file a notice"
            )
        found.append(painting)
        own = _streams(page)
        if not own <= drawn_before:  # the same page again and again is no more than one
            step(Step.PAGE)
        drawn_before |= own
    if too_much and not any(found):
        raise UnreadableFileError(name, _TOO_MUCH)
    return found


def _streams(page: PDFPage) -> set[int]:
    """The numbers of the streams that a page consists of."""
    return {one.objid for one in page.contents if getattr(one, "objid", None) is not None}
