"""字符组: texts as the groups of one to five neighbouring characters that stand in them.

Chinese notices are compared by character n-grams, which need no word segmentation (for fidelity,
5-grams are what studies of Chinese policy texts count). A gram is a 64-bit number, so that all work
on them is done by arrays: its size in the top three bits, a hash of its characters below. Two grams
of one corpus share a number about never (2^61 of them).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]
Ints: TypeAlias = npt.NDArray[np.int64]
Ids: TypeAlias = npt.NDArray[np.uint64]

_SIZE_SHIFT: Final = np.uint64(61)
_MASK: Final = np.uint64((1 << 61) - 1)
_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)  # odd: multiplication loses nothing
_MIX: Final = np.uint64(29)


class _Characters(dict[int, int]):
    """What each character becomes, found when it is first met: :meth:`str.translate` is fast."""

    def __init__(self, becomes: Callable[[str], str]) -> None:
        super().__init__()
        self._becomes = becomes

    def __missing__(self, code: int) -> int:
        self[code] = ord(self._becomes(chr(code)))
        return self[code]


def _folded(character: str) -> str:
    new = unicodedata.normalize("NFKC", character).lower()
    return new if len(new) == 1 else character


_FOLDED: Final = _Characters(_folded)
_LETTERS: Final = _Characters(lambda c: c if c.isalnum() or c == "_" else "\0")


def plain(text: str) -> str:
    """Half-width, lower-case *text* of exactly the same length, so that spans stay true."""
    return text.translate(_FOLDED)


def size_of(ids: Ids) -> Ints:
    """How many characters each gram has."""
    return (ids >> _SIZE_SHIFT).astype(np.int64)


def of_sizes(sizes: Ints, wanted: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Which of some sizes are wanted."""
    table = np.zeros(1 << 3, np.bool_)  # a size has three bits
    table[list(wanted)] = True
    found: npt.NDArray[np.bool_] = table[sizes]
    return found


def _codes(rows: Sequence[str]) -> tuple[Ids, Ints]:
    """All characters of the rows behind each other with their row; 0 for what is no letter."""
    joined = "\0".join(rows)
    letters = joined.translate(_LETTERS)
    codes = np.frombuffer(letters.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    lengths = np.array([len(row) + 1 for row in rows], dtype=np.int64)
    return codes, np.repeat(np.arange(len(rows)), lengths)[: len(codes)]


def _grams(rows: Sequence[str], sizes: Sequence[int]) -> tuple[Ids, Ints]:
    """Every gram of every row, with its row."""
    codes, owner = _codes(rows)
    ids, owners = [], []
    hashed, whole = np.zeros_like(codes), codes > 0
    for size in range(1, max(sizes) + 1):
        if size > len(codes):
            break
        end = codes[size - 1 :]
        hashed = (hashed[: len(end)] * _FACTOR + end) & _MASK
        hashed ^= hashed >> _MIX
        whole = whole[: len(end)] & (end > 0)
        if size in sizes:
            ids.append(hashed[whole] | (np.uint64(size) << _SIZE_SHIFT))
            owners.append(owner[: len(end)][whole])
    if not ids:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    return np.concatenate(ids), np.concatenate(owners)


@dataclass(frozen=True)
class Bag:
    """How often each gram stands in each of some rows of text.

    Attributes:
        rows: how many rows there are.
        vocabulary: the grams, sorted.
        row, column, count: where a gram stands and how often; in order of rows, then columns.
    """

    rows: int
    vocabulary: Ids
    row: Ints
    column: Ints
    count: Floats

    @classmethod
    def of(cls, texts: Sequence[str], sizes: Sequence[int]) -> Bag:
        """The grams of such sizes of some texts, already :func:`plain`."""
        ids, owners = _grams(texts, sizes)
        vocabulary, columns = np.unique(ids, return_inverse=True)
        width = max(len(vocabulary), 1)
        cells, counts = np.unique(owners * width + columns.astype(np.int64), return_counts=True)
        return cls(len(texts), vocabulary, cells // width, cells % width, counts.astype(np.float32))

    @cached_property
    def damped(self) -> Floats:
        """Counts of which the second weighs less than the first: 1 + ln n."""
        return (1 + np.log(self.count)).astype(np.float32)

    @cached_property
    def sizes(self) -> Ints:
        """The size of each gram of the vocabulary."""
        return size_of(self.vocabulary)

    @cached_property
    def spread(self) -> Floats:
        """In how many rows each gram stands."""
        return np.bincount(self.column, minlength=len(self.vocabulary)).astype(np.float32)

    def dense(self, columns: Ints, values: Floats) -> Floats:
        """The rows as a matrix of some columns only."""
        place = np.full(len(self.vocabulary) + 1, -1, np.int64)
        place[columns] = np.arange(len(columns))
        at = place[self.column]
        kept = at >= 0
        matrix = np.zeros((self.rows, len(columns)), np.float32)
        matrix[self.row[kept], at[kept]] = values[kept]
        return matrix

    def between(self, rows: slice) -> Bag:
        """Some rows that stand behind each other."""
        first, last = rows.start, rows.stop
        if (first, last) == (0, self.rows):
            return self
        a, b = np.searchsorted(self.row, [first, last])
        row, column, count = self.row[a:b] - first, self.column[a:b], self.count[a:b]
        used, column = np.unique(column, return_inverse=True)
        return Bag(last - first, self.vocabulary[used], row, column.astype(np.int64), count)

    def sums(self, values: Floats) -> Floats:
        """The values of each row, added up."""
        return np.bincount(self.row, values, minlength=self.rows).astype(np.float32)
