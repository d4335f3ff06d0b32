"""Ctrl-C: what was done stays, one line says so and how to go on; nothing else is printed."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Final

import typer

from zhengmai.cli.output import hints_said, say
from zhengmai.cli.speaking import Group
from zhengmai.wording import phrase

STOPPED: Final = 130  # the exit code of a program that Ctrl-C stopped

_SAID: Final = {
    "build": phrase(
        "stopped; what was stored stays. To go on, run the same command again: what did not "
        "change is not read again"
    ),
    "demo": phrase("stopped; what was stored stays. To go on, run the same command again"),
    "copy": phrase("stopped; what was copied stays. To go on, run the same command again"),
    "view": phrase(
        "stopped; pages that were written are whole. To write the others, run the same command "
        "again"
    ),
    "export": phrase("stopped; no file was changed. To go on, run the same command again"),
    "install": phrase(
        "stopped; what was installed before stays. To go on, run the same command again"
    ),
    "ledger": phrase("stopped; no file was changed. To go on, run the same command again"),
    "progress": phrase("stopped; what was stored stays. To go on, run the same command again"),
    "review": phrase("stopped; what was judged is kept"),
}
_OTHERS: Final = phrase("stopped")


class Stoppable(Group):
    """Commands that tell what stays where they are stopped."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that is asked for."""
        try:
            with hints_said():
                return super().invoke(ctx)
        except KeyboardInterrupt as stopped:
            _let_go(stopped)
            say(_SAID.get(ctx.invoked_subcommand or "", _OTHERS))
            raise typer.Exit(STOPPED) from None


@contextmanager
def stopped_at_once() -> Iterator[None]:
    """What is left to do when a command has ended is broken off by Ctrl-C without a word."""
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, _at_once)


def _let_go(stopped: BaseException) -> None:
    """End what the stopped functions held: processes, files, locks."""
    with suppress(Exception):
        traceback.clear_frames(stopped.__traceback__)


def _at_once(_number: int, _frame: FrameType | None) -> None:
    os._exit(STOPPED)
