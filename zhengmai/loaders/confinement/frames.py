"""What two processes say to each other over a pipe: a kind, a length, and so many bytes.

What the reading process says is not trusted: it works on files of strangers. Of its pickles only
the records of a source are loaded.
"""

from __future__ import annotations

import io
import os
import pickle
import struct
from enum import Enum
from typing import Any

from zhengmai.loaders.source import Cell, Grid, Source
from zhengmai.model import Remark, Severity, Span

_HEAD = struct.Struct(">cI")
_PIECE = 1 << 20
_RECORDS = {(c.__module__, c.__qualname__): c for c in (Cell, Grid, Source, Remark, Severity, Span)}


class Kind(Enum):
    """What a frame is.

    Attributes:
        JOB: a file to read (to the reading process; all others come from it).
        READY: (seconds and bytes that the process has used) the job begins.
        STEP: see :mod:`zhengmai.loaders.steps`.
        SOURCE: what was read.
        REFUSED: (file, reason).
        OVER: (what there is too much of).
        FAILED: (code, place, what, traceback): a mistake of the program.
    """

    JOB = b"j"
    READY = b"b"
    STEP = b"s"
    SOURCE = b"r"
    REFUSED = b"u"
    OVER = b"o"
    FAILED = b"f"


def write(pipe: int, kind: Kind, payload: bytes = b"") -> None:
    """Write a frame.

    Raises:
        OSError: nobody reads.
    """
    left = memoryview(_HEAD.pack(kind.value, len(payload)) + payload)
    while left:
        left = left[os.write(pipe, left[:_PIECE]) :]


def read(pipe: int, most: int) -> tuple[Kind, bytes] | None:
    """The next frame; None at the end, and where it is none or longer than ``most``."""
    head = _exactly(pipe, _HEAD.size)
    if head is None:
        return None
    letter, size = _HEAD.unpack(head)
    if size > most or letter not in {kind.value for kind in Kind}:
        return None
    payload = _exactly(pipe, size)
    return None if payload is None else (Kind(letter), payload)


def _exactly(pipe: int, size: int) -> bytes | None:
    found = bytearray()
    while len(found) < size:
        try:
            piece = os.read(pipe, min(_PIECE, size - len(found)))
        except OSError:
            return None
        if not piece:
            return None
        found += piece
    return bytes(found)


class _Records(pickle.Unpickler):
    """Loads the records of a source, and nothing that could do anything."""

    def find_class(self, module_name: str, global_name: str) -> Any:
        try:
            return _RECORDS[module_name, global_name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module_name}.{global_name}") from None


def loaded(payload: bytes) -> Any:
    """What a payload holds: plain values and the records of a source.

    Raises:
        Exception: it is none of these.
    """
    return _Records(io.BytesIO(payload)).load()
