"""The program, stopped by Ctrl-C at a call: ``python -m tests.cli.stopped MODULE FUNCTION N …``.

At the call number N of a function the signal goes to the whole process group, as a terminal sends
it: to the program and to each process that it has begun.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import FrameType


def main() -> None:
    """Run a command of the program."""
    module, function, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
    sys.argv[1:4] = []
    calls = 0

    def called(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        if event != "call" or frame.f_code.co_name != function:
            return
        if frame.f_globals.get("__name__") == module:
            calls += 1
            if calls == number:
                os.killpg(0, signal.SIGINT)

    from zhengmai.cli import main as run

    threading.setprofile(called)
    sys.setprofile(called)
    run()


if __name__ == "__main__":
    main()
