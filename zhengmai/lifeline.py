"""A process that ends with the one that started it: no orphan goes on reading for nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

# How a program is begun that does not hear Ctrl-C, which is for this one: it ends the other.
APART: Mapping[str, Any] = (
    {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    if sys.platform == "win32"
    else {"start_new_session": True}
)

_PR_SET_PDEATHSIG = 1  # prctl(2)


def end_with(parent: int, by: signal.Signals | None = None) -> None:
    """Have this process killed when the one that started it ends, where the system can do that.

    Linux can, others cannot. What counts is the thread of the parent that started this process:
    it is killed when that thread ends.

    Args:
        parent: the parent's number; where it has ended already, so does this process.
        by: the signal that is sent; SIGKILL where none is given.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(by or signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
