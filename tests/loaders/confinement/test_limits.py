"""What it may cost to read a file."""

from __future__ import annotations

import pytest

from zhengmai.errors import ZhengmaiError
from zhengmai.loaders.confinement import limits
from zhengmai.loaders.confinement.limits import Allowance, Limits
from zhengmai.loaders.steps import Step


def after(size: int, *steps: Step) -> Allowance:
    found = Allowance(Limits(seconds=10, memory=100), size)
    for one in steps:
        found.hear(one)
    return found


def test_time_grows_with_what_is_done() -> None:
    assert after(0).seconds == 10
    assert after(100_000, *[Step.PAGE] * 10).seconds == pytest.approx(20, rel=0.05)
    assert after(0, Step.PICTURE).seconds == 310
    assert after(0, Step.CONVERSION, Step.CONVERSION).seconds == 80


def test_a_small_file_has_no_room_for_many_pages() -> None:
    assert after(4_000, *[Step.PAGE] * 500).seconds < 13


def test_a_large_file_has_twice_the_time_and_no_more() -> None:
    assert after(100_000_000).seconds == 20


@pytest.mark.parametrize(("took", "times"), [(0.1, 1), (1.0, 1), (2.5, 2.5), (99.0, 4)])
def test_a_slow_machine_has_longer(
    took: float, times: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By as much as it is slower, and within reason; memory stays, and a number that is given."""
    monkeypatch.setattr(limits, "_turns", lambda: took * limits.USUAL)
    limits.slowness.cache_clear()
    found = Limits.given()
    monkeypatch.setenv("ZHENGMAI_TIME_LIMIT", "7")
    said = Limits.given()
    limits.slowness.cache_clear()
    assert (found.seconds, found.memory) == (pytest.approx(times * Limits().seconds), 600)
    assert said.seconds == 7


def test_pictures_and_conversions_may_take_more_memory() -> None:
    assert after(0).memory == 100_000_000
    assert after(0, Step.PICTURE).memory == 400_000_000
    assert after(0, Step.CONVERSION).memory == 200_000_000


def test_the_environment_changes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "slowness", lambda: 1.0)
    assert Limits.given() == Limits()
    monkeypatch.setenv("ZHENGMAI_TIME_LIMIT", "30")
    monkeypatch.setenv("ZHENGMAI_MEMORY_LIMIT", "2000")
    assert Limits.given() == Limits(seconds=30, memory=2000)


@pytest.mark.parametrize("said", ["x", "0", "-1", "inf", "nan", "1,5"])
def test_limits_that_are_none(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGMAI_TIME_LIMIT", said)
    with pytest.raises(ZhengmaiError, match=r"ZHENGMAI_TIME_LIMIT=.*above 0"):
        Limits.given()
    with pytest.raises(ZhengmaiError, match="above 0"):
        Limits(seconds=0)
