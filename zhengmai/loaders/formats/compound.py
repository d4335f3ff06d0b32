"""Old office files as containers: whether the chains of their sectors come to an end.

Programs that follow a chain which comes back to itself go on for ever, or fill the memory.

Source: [MS-CFB] 2.2 (header), 2.3 and 2.4 (the table of sectors), 2.6 (the directory).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

_HEADER = 512  # bytes
_ENTRY = 128  # bytes of a stream's or storage's entry in the directory
_FIRST_TABLES = 109  # sectors of the table that the header itself names
_NO_ENTRY = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFF9  # greater numbers are marks: the end, free, …
_STREAM, _ROOT = 2, 5
_SHIFTS = (9, 12)  # sectors have 512 or 4096 bytes


def loops(data: bytes) -> bool:
    """Whether a chain of sectors or the tree of the directory comes back to itself.

    A file that ends too early, or is no container at all, does not loop.
    """
    try:
        return _Container(data).loops()
    except (struct.error, IndexError):
        return False


class _LoopError(Exception):
    """A chain comes back to itself."""


class _Container:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, mini = struct.unpack_from("<HH", data, 30)
        if shift not in _SHIFTS or mini > shift:
            raise IndexError
        self._size = 1 << shift
        (
            self._directory, _, self._cutoff, self._small, _, self._more, _,
        ) = struct.unpack_from("<IIIIIII", data, 48)  # fmt: skip

    def loops(self) -> bool:
        """Whether anything in it does."""
        try:
            table = self._table()
            entries = b"".join(map(self._sector, _chain(table, self._directory)))
            _walk(entries)
            small = self._numbers(_chain(table, self._small))
            for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
                kind = entries[at + 66]
                start, size = struct.unpack_from("<IQ", entries, at + 116)
                if kind == _ROOT or (kind == _STREAM and size & 0xFFFFFFFF >= self._cutoff):
                    sum(1 for _ in _chain(table, start))
                elif kind == _STREAM:
                    sum(1 for _ in _chain(small, start))
        except _LoopError:
            return True
        return False

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._data[at : at + self._size]

    def _numbers(self, sectors: Iterator[int]) -> Sequence[int]:
        joined = b"".join(map(self._sector, sectors))
        return struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4])

    def _table(self) -> Sequence[int]:
        """For each sector the one after it."""
        listed = list(struct.unpack_from(f"<{_FIRST_TABLES}I", self._data, _HEADER - 436))
        more, passed = self._more, set[int]()
        while more < _LAST_SECTOR and (more + 1) * self._size < len(self._data):
            if more in passed:
                raise _LoopError
            passed.add(more)
            *found, more = self._numbers(iter([more]))
            listed.extend(found)
        if len(listed) > len(self._data) // self._size + _FIRST_TABLES:
            listed = listed[: len(self._data) // self._size + _FIRST_TABLES]
        return self._numbers(n for n in listed if n < _LAST_SECTOR)


def _chain(table: Sequence[int], start: int) -> Iterator[int]:
    """The sectors of a chain, as far as the table tells them."""
    passed: set[int] = set()
    at = start
    while at < len(table):
        if at in passed:
            raise _LoopError
        passed.add(at)
        yield at
        at = table[at]


def _walk(entries: bytes) -> None:
    """Go through the tree of the directory: left, right and lower neighbours of each entry."""
    passed: set[int] = set()
    waiting = [0]
    while waiting:
        number = waiting.pop()
        if number == _NO_ENTRY or (number + 1) * _ENTRY > len(entries):
            continue
        if number in passed:
            raise _LoopError
        passed.add(number)
        waiting.extend(struct.unpack_from("<III", entries, number * _ENTRY + 68))
