"""What Windows lacks, taken from this program alone: begun by Python itself (``PYTHONPATH``).

Modules of ``zhengmai`` get other ``sys``, ``os`` and ``signal`` than everybody else: the platform
is win32, and what is not there cannot be used. ``fcntl``, ``resource`` and ``pwd`` are gone,
``msvcrt`` locks. A file that this process has open can be neither moved nor removed.
"""

from __future__ import annotations

import builtins
import ctypes
import errno
import fcntl
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

_GONE_MODULES = ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "select", "selectors")
_GONE = {
    "os": ("fork", "forkpty", "killpg", "getpgid", "getpgrp", "setsid", "getuid", "geteuid", "wait",
           "register_at_fork", "sysconf", "mkfifo", "sync", "O_NONBLOCK", "WNOHANG", "uname"),
    "signal": ("SIGKILL", "SIGHUP", "SIGALRM", "SIGUSR1", "SIGCHLD", "SIGXCPU", "SIGPIPE",
               "pthread_sigmask", "SIG_BLOCK", "SIG_SETMASK", "alarm", "setitimer"),
    "sys": (),
    "ctypes": (),
}  # fmt: skip


def _no_kill(pid: int, number: int) -> None:
    if number == 0:
        raise AssertionError("os.kill(pid, 0) ends the process on Windows")
    os.kill(pid, number)


_OTHER: dict[str, dict[str, Any]] = {
    "os": {"name": "nt", "kill": _no_kill, "O_BINARY": 0},
    "signal": {},
    "sys": {"platform": "win32"},
    "ctypes": {"windll": SimpleNamespace(kernel32=SimpleNamespace(
        GetUserDefaultUILanguage=lambda: int(os.environ.get("WINDOWS_MENUS", "1033"))
    ))},
}  # fmt: skip


class _Seen(ModuleType):
    """A module as this program sees it."""

    def __init__(self, real: ModuleType) -> None:
        super().__init__(real.__name__)
        self._real = real

    def __getattr__(self, name: str) -> Any:
        of = self.__name__
        if name in _GONE[of]:
            raise AttributeError(f"module {of!r} has no attribute {name!r} on Windows")
        other = _OTHER[of]
        return other[name] if name in other else getattr(self._real, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in ("_real", "__name__") or name.startswith("__"):
            super().__setattr__(name, value)
        else:
            setattr(self._real, name, value)


class _Locks(ModuleType):
    """msvcrt: a lock of one byte, of an open file."""

    LK_NBLCK = 2

    @staticmethod
    def locking(handle: int, _mode: int, _count: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise PermissionError(errno.EACCES, "Permission denied") from error

    @staticmethod
    def setmode(_handle: int, mode: int) -> int:
        return mode


_SEEN: dict[str, ModuleType] = {
    **{m.__name__: _Seen(m) for m in (ctypes, os, signal, sys)},
    "msvcrt": _Locks("msvcrt"),
}
_import = builtins.__import__


def _imported(name: str, *told: Any, **more: Any) -> ModuleType:
    """``__import__``: the globals of who imports come second, the level fifth."""
    of = more.get("globals") or (told[0] if told else None) or {}
    level = more.get("level", told[3] if len(told) > 3 else 0)
    here = str(of.get("__name__", ""))
    if not level and (here == "zhengmai" or here.startswith("zhengmai.")):
        if name in _GONE_MODULES:
            raise ImportError(f"there is no {name} on Windows")
        if name in _SEEN:
            return _SEEN[name]
    found: ModuleType = _import(name, *told, **more)
    return found


builtins.__import__ = _imported


# --- files that are open


def _is_open(path: Any) -> bool:
    wanted = Path(os.fsdecode(path)).absolute()
    if wanted.parent.name == "quads" or wanted.parents[1].name == "snapshots":
        return False  # RocksDB opens its files so that they may be removed (its env_win.cc)
    for handle in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if wanted.is_file() and handle.samefile(wanted):
                return True
    return False


def _closed_alone(real: Callable[..., None]) -> Callable[..., None]:
    def done(path: Any, *more: Any, **options: Any) -> None:
        others = [p for p in more if isinstance(p, str | os.PathLike)]
        relative = options.get("dir_fd") is not None
        if not relative and any(map(_is_open, [path, *others])):
            raise PermissionError(errno.EACCES, "used by this very process", str(path))
        real(path, *more, **options)

    return done


for _name in ("replace", "rename", "unlink", "remove"):
    setattr(os, _name, _closed_alone(getattr(os, _name)))
