"""What this program has written itself (pages, workbooks, lists): it stands beside notices."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import beginning
from zhengmai.loaders.formats.kinds import LIST
from zhengmai.loaders.formats.packages import DAMAGED, Archive
from zhengmai.shown import OWN_PAGE, OWN_WORKBOOK

_PAGES = (".html", ".htm")
_WORKBOOKS = (".xlsx",)
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
        if suffix == LIST:
            from zhengmai.loaders.formats.spreadsheet import separated

            return separated.is_own(beginning(path, _HEAD))
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
