"""A reader of a format that does what the file says: what no reader should do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.source import Cell, Grid, Source
from zhengmai.loaders.steps import Step, step
from zhengmai.model import Remark, Severity, Span


def read(path: Path) -> Source:  # noqa: C901, PLR0912 (each word is another misbehaviour)
    text = path.read_text("utf-8")
    match text.split()[0]:
        case "loop":
            while True:
                pass
        case "sleep":
            time.sleep(1000)
        case "memory":
            kept = [bytearray(b"x" * 10_000_000) for _ in range(300)]
            raise RuntimeError(len(kept))
        case "refused":
            raise UnreadableFileError(str(path), "no notice")
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "exit":
            os._exit(0)
        case "assertion":
            raise AssertionError("a secret of the file")
        case "recursion":
            return read(path)
        case "interrupt":
            raise KeyboardInterrupt
        case "long":
            text = "甲" * 3_000_000
        case "prints":
            print("nothing that the user wants to see")  # noqa: T201
            os.write(1, b"nor this")
        case "pages":
            for _ in range(20):
                _work(0.02)
                step(Step.PAGE)
        case "others":
            step(Step.CONVERSION)
            subprocess.Popen([sys.executable, "-c", "while True: pass"], start_new_session=True)
            time.sleep(1000)
        case "where":
            text = f"{Path.cwd()}"
        case "who":
            text = f"{os.getpid()}"
    cell = Cell(0, 0, 1, 1, Span(0, 1), (Span(0, 1),))
    remarks = (Remark(Severity.PROBLEM, "so", (Span(0, 1),)),)
    return Source(str(path), text, (Grid(Span(0, 1), (cell,)),), (Span(0, 1),), remarks)


def _work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
