"""A PDF file → what is drawn on its pages, run by pdfminer within bounds.

Source: ISO 32000-1:2008: 7.5 (the file), 7.6 (encryption), 7.8 (contents of pages).
"""

from __future__ import annotations

import logging
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import MAX_CHARACTERS
from zhengmai.loaders.formats.pdf.page import Drawn, page_of
from zhengmai.loaders.formats.pdf.remarks import DAMAGED
from zhengmai.loaders.formats.pdf.streams import TooMuchError, bounded_parser

if TYPE_CHECKING:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage

MAX_PAGES = 500

_MOST_FIGURES = 2_000  # drawings within drawings, on a page
_MOST_PATHS = 200_000  # on a page
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
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfpage import PDFPage

    try:
        document = PDFDocument(bounded_parser(data))
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
            name, f"encrypted in a way that is not read here ({error}); print it to PDF anew"
        ) from error
    except UnreadableFileError:
        raise
    except Exception as error:
        raise UnreadableFileError(name, DAMAGED) from error
    if not pages:
        raise UnreadableFileError(name, DAMAGED)
    return _interpreted(pages, name)


def _interpreted(pages: Sequence[PDFPage], name: str) -> list[Drawn]:
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

    resources = PDFResourceManager()
    found = []
    characters = too_much = 0
    for page in pages:
        if too_much > _MOST_REFUSED:
            raise UnreadableFileError(name, "its pages hold far more than those of a notice")
        device = _device(resources)
        try:
            PDFPageInterpreter(resources, device).process_page(page)
            drawn = page_of(device.get_result())
        except TooMuchError:
            too_much += 1
            drawn = Drawn(None)
        except Exception:  # noqa: BLE001 (as above; the page is told as unread)
            drawn = Drawn(None)
        characters += len(drawn.page.glyphs) if drawn.page else 0
        if characters > MAX_CHARACTERS:
            raise UnreadableFileError(
                name, f"more than {MAX_CHARACTERS:,} characters: split it into one file a notice"
            )
        found.append(drawn)
    return found


def _device(resources: PDFResourceManager) -> PDFPageAggregator:
    """What the library draws a page on, here with bounds: a drawing can hold itself many times."""
    from pdfminer.converter import PDFPageAggregator

    class Bounded(PDFPageAggregator):
        def __init__(self) -> None:
            super().__init__(resources)
            self.counts: Counter[str] = Counter()

        def count(self, what: str, most: int) -> None:
            self.counts[what] += 1
            if self.counts[what] > most:
                raise TooMuchError

        def render_char(self, *args: Any, **keywords: Any) -> float:
            self.count("characters", MAX_CHARACTERS)
            return super().render_char(*args, **keywords)

        def paint_path(self, *args: Any, **keywords: Any) -> None:
            self.count("paths", _MOST_PATHS)
            super().paint_path(*args, **keywords)

        def begin_figure(self, *args: Any, **keywords: Any) -> None:
            self.count("figures", _MOST_FIGURES)
            super().begin_figure(*args, **keywords)

    return Bounded()
