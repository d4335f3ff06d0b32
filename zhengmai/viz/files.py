"""Writing pages to disk, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_page(path: Path, content: bytes) -> Path:
    """Write a page whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    handle, temporary = tempfile.mkstemp(
        prefix=f".{path.stem[:20]}-", suffix=".tmp", dir=path.parent
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp makes files for their owner alone; pages are to be handed on.
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
