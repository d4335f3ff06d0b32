"""The program, stopped by Ctrl-C at a call: ``python -m tests.cli.stopped MODULE FUNCTION N …``.

At the call number N of a function the signal goes to the whole process group, as a terminal sends
it: to the program and to each process that it has begun.
"""

from __future__ import annotations

import os
import signal
import sys

from tests.watched import watch


def main() -> None:
    """Run a command of the program."""
    where, number = (sys.argv[1], sys.argv[2]), int(sys.argv[3])
    sys.argv[1:4] = []
    watch(
        lambda module, function: (module, function) == where,
        number,
        lambda: os.killpg(0, signal.SIGINT),
    )
    from zhengmai.cli import main as run

    run()


if __name__ == "__main__":
    main()
