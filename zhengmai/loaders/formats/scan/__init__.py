"""Pictures of pages → their text, by optical character recognition (the extra ``ocr``).

:mod:`.pictures` opens them, :mod:`.recognition` reads one; :mod:`..pages` puts what stands on it
in reading order. The models come with the library (:mod:`.engine`); nothing is fetched. What was
read this way says so (:mod:`.remarks`). Scanned pages of PDF files are read here, too.
"""

from __future__ import annotations

from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import checked, contents
from zhengmai.loaders.formats.pages import layout
from zhengmai.loaders.formats.scan import engine
from zhengmai.loaders.formats.scan.pictures import pictures_in
from zhengmai.loaders.formats.scan.recognition import read_picture
from zhengmai.loaders.formats.scan.remarks import remarks_on_ocr
from zhengmai.loaders.source import Source

_MOST_BYTES = 100_000_000


def read(path: Path) -> Source:
    """The text of a picture, or of the pictures of a multi-page TIFF file.

    Raises:
        UnreadableFileError: it cannot be opened, is no picture or too large, no text is in it, or
            the extra is not installed.
    """
    name = str(path)
    data = contents(path, _MOST_BYTES)
    if not engine.available():
        raise UnreadableFileError(name, f"a picture of text; {engine.ADVICE}")
    pages = {n: read_picture(picture, name) for n, picture in enumerate(pictures_in(data, name))}
    found = layout([page.page for page in pages.values()])
    if not found.text.strip():
        raise UnreadableFileError(name, "no text was found in this picture")
    said = tuple(remarks_on_ocr(pages, found.doubtful, len(pages)))
    return checked(Source(name, found.text, found.grids, found.furniture, said))
