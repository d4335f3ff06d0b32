"""The program, killed by itself at a random call: ``python -m tests.fuzz.dying AT FILE …``.

``AT`` is the number of the call of a function that builds, stores or links at which the process
ends by SIGKILL; with 0 it ends as ever, and ``FILE`` tells how many calls there were, and what
was written.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from pathlib import Path

from tests.watched import watch

_ROOMS = tuple(f"zhengmai.{room}" for room in ("graph", "building", "cachefile", "wholefiles"))


def main() -> None:
    """Run a command of the program."""
    at, told = int(sys.argv[1]), Path(sys.argv[2])
    sys.argv[1:3] = []
    calls = watch(
        lambda module, _function: module.startswith(_ROOMS),
        at,
        lambda: os.kill(os.getpid(), signal.SIGKILL),
    )

    def tell() -> None:
        written = Path("/proc/self/io")  # how many bytes there is told by Linux alone
        told.write_text(
            f"calls: {calls.count}\n{written.read_text('ascii') if written.exists() else ''}",
            "ascii",
        )

    atexit.register(tell)
    from zhengmai.cli import main as run

    run()


if __name__ == "__main__":
    main()
