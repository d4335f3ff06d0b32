"""The reading process as its parent sees it: started once, watched, ended where a file costs more.

Each thread has its own: a process that ends with its parent ends with the thread that started it.
"""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from zhengmai.errors import InternalError, OverLimitError, UnreadableFileError
from zhengmai.lifeline import APART
from zhengmai.loaders.confinement import frames
from zhengmai.loaders.confinement.child import Job
from zhengmai.loaders.confinement.frames import Kind
from zhengmai.loaders.confinement.limits import (
    MEMORY_VARIABLE,
    TIME_VARIABLE,
    Allowance,
    Limits,
)
from zhengmai.loaders.confinement.usage import Usage, end, usage
from zhengmai.loaders.source import Source
from zhengmai.loaders.steps import Step

_LOOK = 0.02  # seconds between two looks at what the process uses
_START = 60.0  # seconds that it may take to start
_TIRED = 300_000_000  # bytes that it may keep after a file, and with the models of OCR
_TIRED_OF_PICTURES = 1_500_000_000
_SMALL = 1 << 22  # bytes of a message beside the source
_BEGIN = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from zhengmai.loaders.confinement.child import main; main(int(sys.argv[1]))"
)
_ANEW = "open it and save it anew (as .docx or .pdf)"

_Frame = tuple[Kind, bytes] | None


def confined(
    path: Path,
    module: str,
    limits: Limits | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Source:
    """Read a file in a process of its own.

    Args:
        path: the file.
        module: that reads it, by its whole name.
        limits: what it may cost; None: the usual ones, or those of the environment.
        meanwhile: what is done here before its answer is waited for; it should not take long.

    Raises:
        UnreadableFileError: it is no notice, or cannot be read.
        OverLimitError: it costs more than it may.
        InternalError: the reader has a mistake.
    """
    within = limits or Limits.given()
    size = path.stat().st_size
    try:
        folder = str(Path.cwd())
    except OSError:
        folder = ""
    return _mine().read(Job(str(path), folder, module, size, within), meanwhile)


class _Reader:
    """A reading process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 (this very Python)
            [sys.executable, "-c", _BEGIN, str(os.getpid()), *map(os.path.abspath, sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            **APART,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError
        self._asks, self._hears = self._process.stdin, self._process.stdout
        self._pictures = False
        _all.add(self)

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def close(self) -> None:
        """End it, with what it has started."""
        if self._process.returncode is None:
            end(self._process.pid)
            self._process.wait()
        self._close_pipes()

    def forget(self) -> None:
        """Let go of it in a process that was forked: it belongs to the other one."""
        self._process.returncode = 0
        self._close_pipes()

    def _close_pipes(self) -> None:
        for pipe in (self._asks, self._hears):
            with contextlib.suppress(OSError):
                pipe.close()

    def __del__(self) -> None:
        self.close()

    def read(self, job: Job, meanwhile: Callable[[], None]) -> Source:
        """Have it read a file."""
        try:
            return self._read(job, meanwhile)
        except UnreadableFileError:
            self._rest()
            raise
        except BaseException:  # of Ctrl-C, too: what it does is not wanted any more
            self.close()
            raise

    def _rest(self) -> None:
        """A process that keeps much memory is ended: the next file gets a new one."""
        used = usage(self._process.pid) or Usage()
        if used.memory > (_TIRED_OF_PICTURES if self._pictures else _TIRED):
            self.close()

    def _read(self, job: Job, meanwhile: Callable[[], None]) -> Source:
        heard: queue.SimpleQueue[_Frame] = queue.SimpleQueue()
        most = 1_000_000 * job.limits.output + _SMALL
        listening = threading.Thread(
            target=_listen, args=(self._hears.fileno(), most, heard), daemon=True
        )
        frames.write(self._asks.fileno(), Kind.JOB, pickle.dumps(job))
        listening.start()
        try:
            meanwhile()
            found = self._watched(job, heard)
        except BaseException:
            self.close()
            raise
        finally:
            listening.join()
        return self._told(job, found)

    def _watched(self, job: Job, heard: queue.SimpleQueue[_Frame]) -> tuple[Kind, bytes]:
        """What it says at last.

        Raises:
            OverLimitError: the file costs more than it may.
        """
        allowance = Allowance(job.limits, job.size)
        before, begun, ready = Usage(), time.monotonic(), False
        while True:
            try:
                frame = heard.get(timeout=_LOOK)
            except queue.Empty:
                pass
            else:
                if frame is None:
                    self._died(job)
                kind, payload = frame
                if kind is Kind.READY:
                    seconds, memory = payload.split()
                    before, ready = Usage(float(seconds), int(memory)), True
                elif kind is Kind.STEP:
                    allowance.hear(Step(payload.decode()))
                else:
                    return frame
            if ready:
                self._look(job, allowance, before, time.monotonic() - begun)
            elif time.monotonic() - begun > _START:
                _refuse(job, "the process that reads files did not start: is the machine busy?")

    def _look(self, job: Job, allowance: Allowance, before: Usage, clock: float) -> None:
        self._pictures |= allowance.pictures > 0
        used = usage(self._process.pid, family=allowance.converts)
        worked = clock if used is None else used.seconds - before.seconds
        if worked > allowance.seconds or clock > allowance.patience:
            self.close()
            _over_time(job, allowance, worked if worked > allowance.seconds else clock)
        if used is not None and used.memory - before.memory > allowance.memory:
            self.close()
            _over_memory(job, allowance.memory)

    def _died(self, job: Job) -> NoReturn:
        code = self._process.wait()
        self._close_pipes()
        name = str(code)
        if code < 0:
            with contextlib.suppress(ValueError):
                name = signal.Signals(-code).name
        if name == "SIGXCPU":
            _over_time(job, Allowance(job.limits, job.size), job.limits.seconds)
        _refuse(
            job,
            f"not read: the process that read it died ({name}), as files do that are damaged or "
            f"meant to harm, or for want of memory: {_ANEW}",
        )

    def _told(self, job: Job, frame: tuple[Kind, bytes]) -> Source:
        kind, payload = frame
        try:
            said = frames.loaded(payload)
        except Exception as error:
            self.close()
            raise UnreadableFileError(job.path, "not read: its reading process went mad") from error
        if kind is Kind.SOURCE and isinstance(said, Source):
            self._rest()
            return said
        if kind is Kind.REFUSED:
            raise UnreadableFileError(*map(str, said))
        if kind is Kind.FAILED:
            raise InternalError(job.path, *map(str, said))
        if said == "memory":
            self.close()
            _over_memory(job, 1_000_000 * job.limits.memory)
        raise OverLimitError(
            job.path,
            f"not read: what is in it takes more than {job.limits.output} MB, far more than a "
            "notice: split it into one file a notice",
        )


def _listen(pipe: int, most: int, heard: queue.SimpleQueue[_Frame]) -> None:
    """Pass on what a process says until it has said all."""
    while True:
        frame = frames.read(pipe, most)
        heard.put(frame)
        if frame is None or frame[0] not in (Kind.READY, Kind.STEP):
            return


def _refuse(job: Job, reason: str) -> NoReturn:
    raise UnreadableFileError(job.path, reason)


def _over_time(job: Job, allowance: Allowance, took: float) -> NoReturn:
    done = f" ({allowance.pages} pages were read)" if allowance.pages else ""
    longer = max(30, round(10 * job.limits.seconds))
    raise OverLimitError(
        job.path,
        f"not read: it took more time than such a file needs ({took:.1f} seconds; the limit is "
        f"{job.limits.seconds:.2g} and more for each page){done}: {_ANEW}; if you trust it, set "
        f"{TIME_VARIABLE}={longer}",
    )


def _over_memory(job: Job, most: int) -> NoReturn:
    raise OverLimitError(
        job.path,
        f"not read: it took more memory than such a file needs (the limit is "
        f"{most // 1_000_000} MB): {_ANEW}; if you trust it, set "
        f"{MEMORY_VARIABLE}={4 * job.limits.memory}",
    )


# --- the processes of this one

_own = threading.local()
_all: weakref.WeakSet[_Reader] = weakref.WeakSet()


def _mine() -> _Reader:
    reader: _Reader | None = getattr(_own, "reader", None)
    if reader is None or not reader.alive:
        if reader is not None:
            reader.close()
        elif multiprocessing.parent_process() is not None:
            from multiprocessing.util import Finalize

            Finalize(None, _close_all, exitpriority=10)  # such a process knows no atexit
        _own.reader = reader = _Reader()
    return reader


@atexit.register
def _close_all() -> None:
    for reader in list(_all):
        reader.close()


def _forget_all() -> None:
    for reader in list(_all):
        reader.forget()
    _all.clear()
    _own.reader = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
