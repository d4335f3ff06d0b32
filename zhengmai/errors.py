"""Errors that a user can act on: each says what is wrong, where, and what to do."""

from __future__ import annotations


class ZhengmaiError(Exception):
    """Base of every error this package raises on purpose."""


class UnreadableFileError(ZhengmaiError):
    """A file cannot be read as a notice; the message names the file and the place in it."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


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
