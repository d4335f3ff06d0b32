"""A write that does not end: on a file that was damaged Oxigraph may begin it again for ever.

Nothing in Python ends a call into the database, so the process ends, with a word. That is safe:
what was being written is a transaction, and is not there when the store is opened next.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from zhengmai.wording import said

_LONGEST: Final = 120.0  # seconds; a transaction takes one or two at most
_FAILED: Final = 1  # the exit code


@contextmanager
def ended_when_stuck(folder: Path) -> Iterator[None]:
    """End this process where what is done inside does not end."""
    watch = threading.Timer(_LONGEST, _end, (folder,))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        watch.join()


def _end(folder: Path) -> None:
    words = said(
        f"{folder}: a write has not ended for {_LONGEST:g} seconds and was stopped; "
        "nothing of it was written. A file of the store may be damaged: try zhengmai repair, or "
        "remove the folder and build it again"
    )
    sys.stdout.flush()
    os.write(
        sys.stderr.fileno() if sys.stderr else 2, f"zhengmai: {words}\n".encode("utf-8", "replace")
    )
    os._exit(_FAILED)
