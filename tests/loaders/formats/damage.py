"""Files damaged at random: what is left of them is read, or refused in words; nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.source import Source

_MOST_BROKEN = 8  # bytes


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file that was cut off, and of which some bytes are wrong."""
    data = bytearray(whole[: draw(st.integers(1, len(whole)))])
    for at in draw(st.lists(st.integers(0, len(data) - 1), max_size=_MOST_BROKEN)):
        data[at] = draw(st.integers(0, 255))
    return bytes(data)


def is_read_or_refused(source: Callable[[bytes, Path], Source], data: bytes, folder: Path) -> None:
    """A file is read (``source`` writes it into a folder and reads it), or refused in words."""
    try:
        found = source(data, folder)
    except UnreadableFileError:
        return
    assert found.text.strip()
