"""What this program has written itself (pages, workbooks, lists): it stands beside notices."""

from __future__ import annotations

import csv
import zipfile
from contextlib import suppress
from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.encoding import decode
from zhengmai.loaders.formats.files import beginning
from zhengmai.loaders.formats.packages import DAMAGED, Archive
from zhengmai.shown import OWN_PAGE, OWN_WORKBOOK, is_own_head

_PAGES = (".html", ".htm")
_WORKBOOKS = (".xlsx",)
_LISTS = (".csv",)
_HEAD = 2_000  # bytes of a page or a list
_CORE = "docProps/core.xml"
_CATEGORY = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}category"


def is_own(path: Path) -> bool:
    """Whether a file says that this program has written it; False where it cannot be looked at."""
    suffix = path.suffix.lower()
    with suppress(UnreadableFileError, *DAMAGED):
        if suffix in _PAGES:
            return OWN_PAGE in beginning(path, _HEAD)
        if suffix in _WORKBOOKS:
            with zipfile.ZipFile(path) as archive:
                return is_own_workbook(Archive(archive, str(path)))
        if suffix in _LISTS:
            return is_own_list(beginning(path, _HEAD))
    return False


def is_own_list(data: bytes) -> bool:
    """Whether a text (CSV) begins as a list does that this program has written."""
    first = data[:_HEAD].split(b"\n", 1)[0].rstrip(b"\r")
    try:
        return is_own_head(decode(first, ""))
    except (UnreadableFileError, csv.Error):
        return False


def is_own_workbook(archive: Archive) -> bool:
    """Whether the properties of a workbook say that this program has written it."""
    if _CORE not in archive:
        return False
    try:
        category = archive.part(_CORE).find(_CATEGORY)
    except DAMAGED:
        return False
    return category is not None and category.text == OWN_WORKBOOK
