"""中断: Ctrl-C is heard where nothing is half done: what is being written is written first."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeVar

Thing = TypeVar("Thing")

_heard: list[int] = []  # signals that wait
_before: list[Any] = []  # what heard Ctrl-C outside of each :func:`unbroken`, innermost last


@contextmanager
def unbroken() -> Iterator[None]:
    """Nothing that is done inside is broken off: Ctrl-C is heard when it is done.

    In a thread of its own nothing is changed: there Ctrl-C is not heard anyway.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    outside = signal.signal(signal.SIGINT, _note)
    _before.append(outside)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, _before.pop())
        if _heard and outside is not _note:
            _hear(outside)


@contextmanager
def breakable() -> Iterator[None]:
    """Inside of :func:`unbroken`: Ctrl-C is heard here, also one that has waited for it."""
    if not _before or threading.current_thread() is not threading.main_thread():
        yield
        return
    outside = _before[0]
    signal.signal(signal.SIGINT, outside)
    try:
        if _heard:
            _hear(outside)
        yield
    finally:
        signal.signal(signal.SIGINT, _note)


def breakable_between(things: Iterable[Thing]) -> Iterator[Thing]:
    """Things that are made one after the other; while one is made Ctrl-C is heard."""
    made = iter(things)
    while True:
        with breakable():
            try:
                thing = next(made)
            except StopIteration:
                return
        yield thing


def _note(number: int, _frame: FrameType | None) -> None:
    _heard.append(number)


def _hear(handler: Callable[[int, FrameType | None], Any] | int | None) -> None:
    """Pass on what has waited to who would have heard it."""
    number = _heard[0]
    _heard.clear()
    if callable(handler):
        handler(number, None)
    elif handler is not signal.SIG_IGN:
        raise KeyboardInterrupt
