"""Reading takes a work that grows with a file, whatever it is large in, and ends in no error.

No clock is asked. At two small sizes the calls are counted; at a larger one the file is simply
read: what once grew with the square or the cube would take minutes there.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from cProfile import Profile
from pathlib import Path

import pytest

from tests.conftest import script
from zhengmai.errors import UnreadableFileError
from zhengmai.loaders import load

MOST = 2.5  # times the calls, for twice the size
# Beyond what is bounded: up to there the work may grow with the product of two numbers.
FROM = {
    "names of columns a line": 300,
    "rows 同上": 400,
    "lines 序号": 1_500,
    "headers of one blank": 500,
    "spans of one table": 400,
    "a merged cell of units": 300,
    "circled items": 300,
}
FEW = 2_000  # calls that do not tell: caches, tables of rules


BENCH = script("bench", "scaling")
DIMENSIONS = {dimension.name: dimension for dimension in BENCH.DIMENSIONS}


def _read(name: str, n: int, folder: Path) -> None:
    dimension = DIMENSIONS[name]
    file = folder / f"notice{dimension.suffix}"
    file.write_text(dimension.made(n), encoding="utf-8")
    with suppress(UnreadableFileError):  # it may be refused, with a word
        load(file)


def _calls(work: Callable[[], None]) -> int:
    """How many functions a work calls, of Python and of C."""
    profile = Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("name", DIMENSIONS)
def test_the_work_grows_with_the_size(name: str, tmp_path: Path) -> None:
    n = FROM.get(name) or max(30, DIMENSIONS[name].size // 40)
    _read(name, 30, tmp_path)  # what is made once is made
    once, twice = (_calls(lambda n=n: _read(name, n, tmp_path)) for n in (n, 2 * n))
    assert twice <= MOST * once + FEW


@pytest.mark.parametrize("name", DIMENSIONS)
def test_a_large_file_is_read(name: str, tmp_path: Path) -> None:
    _read(name, DIMENSIONS[name].size // 2, tmp_path)
