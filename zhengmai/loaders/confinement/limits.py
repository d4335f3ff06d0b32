"""限度: what it may cost to read a file that a stranger made."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zhengmai.errors import ZhengmaiError
from zhengmai.loaders.steps import Step

TIME_VARIABLE = "ZHENGMAI_TIME_LIMIT"
MEMORY_VARIABLE = "ZHENGMAI_MEMORY_LIMIT"

# What a step adds to the time that a file has, in parts of ``Limits.seconds``.
_MORE: Mapping[Step, float] = {Step.PAGE: 0.1, Step.PICTURE: 30.0, Step.CONVERSION: 7.0}
_PICTURES, _CONVERSION = 4, 2  # times the memory, for OCR and for another program that converts
_BYTES_A_PAGE = 2_000  # an honest page takes more, packed; a few bytes can say "a page" often
_LARGE = 4_000_000  # bytes of a file that has twice the time
_TURNS = 10_000  # of a loop that tells how fast a processor and its memory are
USUAL = 0.0025
"""Seconds that they take on a usual machine."""
_SLOWEST = 4.0  # times the usual
_PATIENCE = 4.0  # times as long by the clock: the processor may have other work


@dataclass(frozen=True, slots=True)
class Limits:
    """What it may cost to read one file.

    Attributes:
        seconds: of a processor's work before the first page is done. Each page that is done adds a
            tenth of it (no more pages than the file has room for), a large file has up to twice as
            much, each picture that is read by OCR adds thirty times, and a conversion by
            LibreOffice seven times as much.
        memory: megabytes beyond what the process has before; four times as many for OCR, twice as
            many for LibreOffice.
        output: megabytes of what is read.
    """

    seconds: float = 2.0
    memory: int = 600
    output: int = 64

    def __post_init__(self) -> None:
        if not (0 < self.seconds < math.inf and self.memory > 0 and self.output > 0):
            raise ZhengmaiError("limits of reading must be numbers above 0")

    @classmethod
    def given(cls) -> Limits:
        """The usual ones, with the time that this machine takes; or those the environment gives.

        Raises:
            ZhengmaiError: what it gives is no number above 0.
        """
        usual = cls()
        seconds = _number(TIME_VARIABLE, usual.seconds * slowness())
        return cls(seconds, math.ceil(_number(MEMORY_VARIABLE, usual.memory)), usual.output)


@dataclass(slots=True)
class Allowance:
    """What a file may have cost so far, by what its reader has said.

    Attributes:
        limits: for any file.
        size: bytes of the file.
        pages, pictures: that were told.
        converts: another program converts the file.
    """

    limits: Limits
    size: int
    pages: int = 0
    pictures: int = 0
    converts: bool = False

    def hear(self, step: Step) -> None:
        """Note a step."""
        match step:
            case Step.PAGE:
                self.pages += 1
            case Step.PICTURE:
                self.pictures += 1
            case Step.CONVERSION:
                self.converts = True

    @property
    def seconds(self) -> float:
        """Of the work of processors."""
        pages = min(self.pages, self.size // _BYTES_A_PAGE)
        more = pages * _MORE[Step.PAGE] + self.pictures * _MORE[Step.PICTURE]
        more += min(self.size / _LARGE, 1.0)
        return self.limits.seconds * (1 + more + self.converts * _MORE[Step.CONVERSION])

    @property
    def patience(self) -> float:
        """Seconds by the clock."""
        return _PATIENCE * self.seconds

    @property
    def memory(self) -> int:
        """Bytes."""
        heavy = _PICTURES if self.pictures else _CONVERSION if self.converts else 1
        return 1_000_000 * self.limits.memory * heavy


@cache
def slowness() -> float:
    """How many times as long as a usual one the processor of this machine takes, 1 at least.

    What is honest work on one machine must not be refused on another.
    """
    took = min(_turns() for _ in range(3))
    return min(max(1.0, took / USUAL), _SLOWEST)


def _turns() -> float:
    """Seconds that this thread takes for the loop: for objects made and kept, as by a reader."""
    begun = time.thread_time()
    kept = {}
    for turn in range(_TURNS):
        kept[str(turn)] = [turn]
    return time.thread_time() - begun


def _number(variable: str, usual: float) -> float:
    said = os.environ.get(variable)
    if not said:
        return usual
    try:
        found = float(said)
    except ValueError:
        found = 0.0
    if not 0 < found < math.inf:
        raise ZhengmaiError(f"{variable}={said}: give a number above 0")
    return found
