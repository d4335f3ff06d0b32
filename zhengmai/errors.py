"""Errors that a user can act on: each says what is wrong, where, and what to do."""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from zhengmai.wording import in_language, phrase

DEBUG_VARIABLE = "ZHENGMAI_DEBUG"
"""Set where a mistake of this program is to be told with its traceback (``--debug``)."""

_MOST_FRAMES = 40  # of a traceback; one of endless recursion has a thousand


class ZhengmaiError(Exception):
    """Base of every error this package raises on purpose; ``str(error)`` is in English.

    Attributes:
        advice: what to do about it on the command line, or "".
    """

    advice: str = ""

    def __init__(self, *message: object, advice: str = "") -> None:
        super().__init__(*message)
        self.advice = advice

    def told(self, language: str) -> str:
        """What is wrong, where, and what to do, in ``"zh"`` or ``"en"``.

        Raises:
            ValueError: for another language.
        """
        return in_language(str(self), language)


class UnreadableFileError(ZhengmaiError):
    """A file cannot be read as a notice; the message names the file and the place in it."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class OverLimitError(UnreadableFileError):
    """A file takes more time, memory or room than it may; the message tells the limit."""


class InternalError(ZhengmaiError):
    """This program has a mistake, which a file brought to light; the file was left out.

    Attributes:
        file: that was worked on.
        code: short, the same for the same mistake.
        place: what happened where.
        details: the traceback.
    """

    def __init__(self, file: str, code: str, place: str, details: str = "") -> None:
        super().__init__(
            phrase(
                f"{file}: left out because of a mistake in zhengmai, not of yours. Please report: "
                f"[{code}] {place}"
            )
        )
        self.file = file
        self.code = code
        self.place = place
        self.details = details


class InvalidNoticeError(ZhengmaiError):
    """A notice was read, but its graph breaks a shape of the ontology; it was not stored."""


class ConversionError(ZhengmaiError):
    """A graph holds a statement that the property graph has no place for."""


class StoreError(ZhengmaiError):
    """A store cannot be opened, is in use, or was written by a newer version."""


class NotFoundError(ZhengmaiError):
    """A place, unit, task or notice that was asked for is not in the store."""


class SeveralError(NotFoundError):
    """What was asked for may be several things; the message names them."""


class QueryError(ZhengmaiError):
    """A question cannot be run: wrong parameters, or a mistake in a user's own query."""


class ModelError(ZhengmaiError):
    """The sentence model cannot be installed, found or used; the message says what to do."""


class Hint(UserWarning):
    """What is told beside an answer that may not be all that was meant; the answer stands."""


def hint(message: str) -> None:
    """Tell something beside an answer: a line on standard error, a warning in Python."""
    warnings.warn(message, Hint, stacklevel=2)


def unexpected(file: str, error: BaseException) -> InternalError:
    """What is told of an error that nobody foresaw.

    Args:
        file: that was worked on.
        error: that was raised; of its text nothing is told, which may be the file's.
    """
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "zhengmai" in f.filename] or frames[-1:]
    where = own[-1] if own else None
    name = type(error).__name__
    place, code = name, f"{name}"
    if where is not None:
        module = where.filename.replace("\\", "/").rpartition("zhengmai/")[2]
        place = f"{name} in {module}:{where.lineno} ({where.name})"
        code = f"{name} {module} {where.name}"
    short = hashlib.sha256(code.encode()).hexdigest()[:6].upper()
    details = "".join(traceback.format_exception(error, limit=-_MOST_FRAMES))
    return InternalError(file, f"E-{short}", place, details)


@contextmanager
def told_of(file: str) -> Iterator[None]:
    """Errors that nobody foresaw are told of the file that was worked on.

    Raises:
        InternalError: for every error but those on purpose; Ctrl-C and exits pass.
    """
    try:
        yield
    except ZhengmaiError as error:
        show(error)
        raise
    except Exception as error:
        told = unexpected(file, error)
        show(told)
        raise told from error


def show(error: ZhengmaiError) -> None:
    """Print the traceback of an error of ours where the user asked for it, once."""
    details = getattr(error, "details", "")
    if details and os.environ.get(DEBUG_VARIABLE) and not getattr(error, "shown", False):
        error.shown = True  # type: ignore[attr-defined]
        print(details, file=sys.stderr)  # noqa: T201
