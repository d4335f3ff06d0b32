"""What a process and those that it started use, as Linux tells it (proc(5))."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
TOLD = (_PROC / "self" / "stat").exists()
"""Whether the system tells it."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds of processors, and bytes of memory."""

    seconds: float = 0.0
    memory: int = 0


def usage(pid: int, *, family: bool = False) -> Usage | None:
    """What a process uses, with those that it started if asked; None where that is not told."""
    if not TOLD:
        return None
    found = [one for p in (relatives(pid) if family else [pid]) if (one := _of(p)) is not None]
    return Usage(sum(u.seconds for u in found), sum(u.memory for u in found)) if found else None


def _of(pid: int) -> Usage | None:
    if sys.platform == "win32":
        return None
    try:
        fields = (_PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return None
    ticks = sum(map(int, fields[11:15]))  # its own and those of what it started that has ended
    return Usage(ticks / os.sysconf("SC_CLK_TCK"), int(fields[21]) * os.sysconf("SC_PAGE_SIZE"))


def relatives(pid: int) -> list[int]:
    """A process and all that it started, and these."""
    found = [pid]
    for one in found:  # which grows
        for task in _held_by(_PROC / str(one) / "task"):
            with contextlib.suppress(OSError, ValueError):
                found.extend(map(int, (task / "children").read_text("ascii").split()))
    return found


def _held_by(folder: Path) -> list[Path]:
    """What a folder holds; nothing where it is gone: a process may end at any moment."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def end(pid: int) -> None:
    """End a process and all that it started; who started it still has to wait for it."""
    for one in relatives(pid) if TOLD else [pid]:
        with contextlib.suppress(OSError):
            os.kill(one, getattr(signal, "SIGKILL", signal.SIGTERM))
