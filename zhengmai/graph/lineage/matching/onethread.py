"""单线程: the arithmetic of a plan is done in one thread.

Its matrices are small: several threads of a process wait for each other longer than they compute,
and where several processes compare plans each would start as many threads as there are processors.
In one thread the last digits of a product do not depend on the machine either.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import ParamSpec, TypeVar

from threadpoolctl import ThreadpoolController

P = ParamSpec("P")
R = TypeVar("R")


@cache
def _libraries() -> ThreadpoolController:
    """The libraries for arithmetic that numpy has loaded; to look for them takes a while."""
    return ThreadpoolController()


def in_one_thread(function: Callable[P, R]) -> Callable[P, R]:
    """A function whose matrix products are computed in one thread."""

    @wraps(function)
    def alone(*args: P.args, **kwargs: P.kwargs) -> R:
        with _libraries().limit(limits=1, user_api="blas"):
            return function(*args, **kwargs)

    return alone
