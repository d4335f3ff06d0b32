"""Writing pages to disk, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from zhengmai.wholefiles import write_whole


def write_page(path: Path, content: bytes) -> Path:
    """Write a page whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    return write_whole(path, [content])
