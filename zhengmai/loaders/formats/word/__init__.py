"""A Word document (.docx, .docm, .dotx) → its text as a person sees it in Word or WPS, its grids.

What is deleted under review, hidden or struck out does not appear; what is inserted does. The
numbers that Word writes before paragraphs by itself stand in the text (:mod:`.numbering`), and
footnotes below the paragraph or table that has their marks. Running heads and comments are left
out: they are not part of the notice.

:mod:`.package` opens the file, :mod:`.document` walks down it (:mod:`.tables`: merged cells,
:mod:`.symbols`: picture fonts), :mod:`.writing` writes down what is seen.

Source: ECMA-376-1, 17 (WordprocessingML); ECMA-376-2 (the package).
"""

from __future__ import annotations

from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import checked, contents
from zhengmai.loaders.formats.packages import MOST_BYTES
from zhengmai.loaders.formats.word.document import Reader
from zhengmai.loaders.formats.word.numbering import Numbers
from zhengmai.loaders.formats.word.package import opened
from zhengmai.loaders.formats.word.remarks import remarks_on_document
from zhengmai.loaders.formats.word.writing import Page
from zhengmai.loaders.source import Source


def read(path: Path) -> Source:
    """The text of a Word document and the grids of its tables.

    Raises:
        UnreadableFileError: the file cannot be opened, is damaged, has a password, is too long,
            is no Word document, or holds nothing but pictures.
    """
    file = str(path)
    package = opened(contents(path, MOST_BYTES), file)
    reader = Reader(file, package.styles, Numbers(package.numbering, package.styles), package.notes)
    page = Page()
    try:
        page.write(reader.blocks(package.document))
    except RecursionError as error:
        raise UnreadableFileError(file, "its tables are nested too deeply to be read") from error
    text = "".join(page.parts)
    if not text.strip() and reader.not_read:
        raise UnreadableFileError(
            file,
            "there is no text in this document, only pictures: save them as .png or .jpg and read "
            "those, with the extra zhengmai[ocr]",
        )
    said = (*package.remarks, *remarks_on_document(package.document, reader))
    return checked(Source(file, text, tuple(page.grids), remarks=said))
