"""The process that reads files of strangers: one after the other, as it is asked to.

It bounds itself where the system can: memory (``RLIMIT_AS``), time (``RLIMIT_CPU``), files that it
writes (``RLIMIT_FSIZE``). Who started it watches it, too. Nothing that a library prints reaches the
user, unless he asks for it (``--debug``).
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from types import ModuleType

from zhengmai.errors import DEBUG_VARIABLE, InternalError, UnreadableFileError, unexpected
from zhengmai.lifeline import end_with
from zhengmai.loaders.confinement.frames import Kind, read, write
from zhengmai.loaders.confinement.limits import Allowance, Limits
from zhengmai.loaders.confinement.usage import Usage, usage
from zhengmai.loaders.steps import Step, heard_by

_LONGEST_JOB = 1 << 20
_ROOM = 1_500_000_000  # bytes of addresses beyond the memory that is allowed: libraries take many
_LARGEST_FILE = 500_000_000  # bytes, of a converted file
_GRACE = 2  # seconds beyond the time: who watches should be the first to say so


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read.

    Attributes:
        path: as the user gave it, beside ``folder``.
        folder: where the user is.
        module: that reads it.
        size: of the file.
    """

    path: str
    folder: str
    module: str
    size: int
    limits: Limits


def main(parent: int) -> None:
    """Read files until nobody asks any more."""
    end_with(parent)
    asked, told = os.dup(0), os.dup(1)
    if sys.platform == "win32":
        import msvcrt

        for pipe in (asked, told):
            msvcrt.setmode(pipe, os.O_BINARY)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    if not os.environ.get(DEBUG_VARIABLE):
        os.dup2(nothing, 2)
    jobs: SimpleQueue[Job] = SimpleQueue()
    threading.Thread(target=_take, args=(asked, jobs), daemon=True).start()
    with contextlib.suppress(OSError):
        while True:
            kind, payload = _done(jobs.get(), told)
            write(told, kind, payload)


def _take(asked: int, jobs: SimpleQueue[Job]) -> None:
    """Take what is asked for; when the other end is closed, this process ends whatever it does."""
    while (frame := read(asked, _LONGEST_JOB)) is not None:
        jobs.put(pickle.loads(frame[1]))  # noqa: S301 (from who started this process)
    os._exit(0)


def _done(job: Job, told: int) -> tuple[Kind, bytes]:
    reader = importlib.import_module(job.module).read
    if job.folder:
        with contextlib.suppress(OSError):
            os.chdir(job.folder)
    allowance = Allowance(job.limits, job.size)

    def heard(step: Step) -> None:
        allowance.hear(step)
        _bound(allowance)
        write(told, Kind.STEP, step.value.encode())

    _bound(allowance, anew=True)
    used = usage(os.getpid()) or Usage()
    write(told, Kind.READY, b"%f %d" % (used.seconds, used.memory))
    try:
        with heard_by(heard):
            source = reader(Path(job.path))
        found = pickle.dumps(source)
        del source
    except UnreadableFileError as error:
        return Kind.REFUSED, pickle.dumps((error.file, error.reason))
    except MemoryError:
        return Kind.OVER, pickle.dumps("memory")
    except InternalError as error:
        return _failed(error)
    except Exception as error:  # noqa: BLE001 (whatever it is, it is told)
        return _failed(unexpected(job.path, error))
    if len(found) > 1_000_000 * job.limits.output:
        return Kind.OVER, pickle.dumps("output")
    return Kind.SOURCE, found


def _failed(error: InternalError) -> tuple[Kind, bytes]:
    return Kind.FAILED, pickle.dumps((error.code, error.place, error.details))


# --- what the system bounds

_resource: ModuleType | None
try:
    import resource as _resource
except ImportError:  # Windows
    _resource = None
_before = 0.0  # seconds that this process had used when the job began


def _bound(allowance: Allowance, *, anew: bool = False) -> None:
    """Have the system bound this process; it is asked for no more than it lets us set."""
    global _before  # noqa: PLW0603 (there is one process)
    if _resource is None or sys.platform == "win32":
        return
    if anew:
        used = _resource.getrusage(_resource.RUSAGE_SELF)
        _before = used.ru_utime + used.ru_stime
    bounds = {
        _resource.RLIMIT_AS: allowance.memory + _ROOM,
        _resource.RLIMIT_CPU: int(_before + allowance.seconds) + _GRACE,
        _resource.RLIMIT_FSIZE: _LARGEST_FILE,
        _resource.RLIMIT_CORE: 0,
    }
    for what, most in bounds.items():
        _, hard = _resource.getrlimit(what)
        soft = most if hard == _resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(OSError, ValueError):
            _resource.setrlimit(what, (soft, hard))
