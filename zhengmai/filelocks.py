"""文件锁: locks that a process holds on an open file, on every system, until it closes it or ends.

POSIX has ``flock``. Windows locks stretches of a file, which nobody else can read then: there a
byte far behind the end is locked. It knows no shared locks: who would share waits in turn.
"""

from __future__ import annotations

import os
import sys
import time
from typing import IO, Any, Final

_STEP: Final = 0.02  # seconds between two looks

if sys.platform == "win32":
    import msvcrt

    _FAR: Final = 1 << 30  # bytes

    def _take(handle: IO[Any], *, shared: bool) -> None:
        del shared
        at = handle.tell()
        try:
            os.lseek(handle.fileno(), _FAR, os.SEEK_SET)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(handle.fileno(), at, os.SEEK_SET)

else:
    import fcntl

    def _take(handle: IO[Any], *, shared: bool) -> None:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def lock(handle: IO[Any], *, shared: bool = False) -> None:
    """Take the lock of a file, if nobody holds it.

    Args:
        handle: the open file.
        shared: others may share it.

    Raises:
        OSError: another process holds it, or the file cannot be locked.
    """
    _take(handle, shared=shared)


def wait_for_lock(handle: IO[Any]) -> None:
    """Take the lock of a file as soon as nobody holds it.

    Raises:
        OSError: the file cannot be locked.
    """
    while True:
        try:
            _take(handle, shared=False)
        except (BlockingIOError, PermissionError):
            time.sleep(_STEP)
        else:
            return
