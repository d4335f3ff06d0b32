"""The command line: ``zhengmai COMMAND``. One module a group of commands.

:mod:`.app` puts the commands in order and runs them; :mod:`.options` is what several of them are
asked with, :mod:`.output` what all of them print with. Heavy libraries are imported by the command
that needs them, so that help and wrong use are told at once.

Exit codes: 0 done, 1 some input failed or nothing was found, 2 wrong use.
"""

from zhengmai.cli.app import main

__all__ = ["main"]
