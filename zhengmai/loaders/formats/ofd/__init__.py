"""OFD files → their text. OFD is the fixed layout of Chinese offices, as PDF is elsewhere.

:mod:`.package` holds the files, :mod:`.document` its pages, :mod:`.canvas` what is drawn on one;
:mod:`..pages` puts what stands on them in reading order.

Source: GB/T 33190-2016 开放版式文档.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import checked, contents
from zhengmai.loaders.formats.ofd.document import documents
from zhengmai.loaders.formats.ofd.package import Package, RefusedError
from zhengmai.loaders.formats.pages import layout
from zhengmai.loaders.source import Source
from zhengmai.model import Remark, Severity

_MOST_BYTES = 100_000_000  # of the file

_BROKEN = "not an OFD file that can be read, or a damaged one: save it as OFD or PDF anew"
_SCANNED = "its pages are pictures (a scan): save them as .pdf or .png, and read these"


def read(path: Path) -> Source:
    """The text of an OFD file.

    Raises:
        UnreadableFileError: the file cannot be opened, is damaged, encrypted, too long, or holds
            pictures of text only.
    """
    name = str(path)
    data = contents(path, _MOST_BYTES)
    try:
        package = Package(zipfile.ZipFile(io.BytesIO(data)))
        pages = [page for document in documents(package) for page in document.pages()]
    except RefusedError as error:
        raise UnreadableFileError(name, str(error)) from error
    except Exception as error:  # a broken zip file fails in many ways
        raise UnreadableFileError(name, _BROKEN) from error
    if not pages:
        raise UnreadableFileError(name, _BROKEN)
    scanned = [number + 1 for number, page in enumerate(pages) if page.scanned]
    missing = [number + 1 for number, page in enumerate(pages) if page.missing]
    found = layout([page.page for page in pages])
    if not found.text.strip() and (scanned or missing):
        raise UnreadableFileError(name, _SCANNED if scanned else _BROKEN)
    remarks = [
        Remark(Severity.PROBLEM, f"pages {', '.join(map(str, numbers))} {what}")
        for numbers, what in (
            (scanned, f"hold pictures of text, which were not read; {_SCANNED}"),
            (missing, "are damaged: text of them is missing"),
        )
        if numbers
    ]
    return checked(Source(name, found.text, found.grids, found.furniture, tuple(remarks)))
