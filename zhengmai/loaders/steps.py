"""Signs of life: a reader of a format says what it has done or begins, and may go on for longer.

Who reads a file in a process of its own (:mod:`.confinement`) listens; else nobody does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum


class Step(Enum):
    """What a reader says.

    Attributes:
        PAGE: a page, or as much as stands on one, is done.
        PICTURE: one more picture of text begins to be read (OCR).
        CONVERSION: another program begins to convert the file.
    """

    PAGE = "page"
    PICTURE = "picture"
    CONVERSION = "conversion"


_listeners: list[Callable[[Step], None]] = []


def step(what: Step) -> None:
    """Say that something is done or begins."""
    for listener in _listeners:
        listener(what)


@contextmanager
def heard_by(listener: Callable[[Step], None]) -> Iterator[None]:
    """While this lasts, what is said is told to a listener."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
