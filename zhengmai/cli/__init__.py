"""The command line: ``zhengmai COMMAND``. One module a group of commands.

:mod:`.app` puts the commands in order and runs them; :mod:`.options` is what several of them are
asked with, :mod:`.output` what all of them print with. Heavy libraries are imported by the command
that needs them, so that help and wrong use are told at once.

Exit codes: 0 done, 1 some input failed or nothing was found, 2 wrong use, 130 stopped (Ctrl-C).
"""

__all__ = ["main"]

_STOPPED = 130


def main() -> None:
    """Run the command line; Ctrl-C ends it without more words also while it is being loaded."""
    try:
        from zhengmai.cli import app
        from zhengmai.cli.stopping import stopped_at_once
    except KeyboardInterrupt:
        raise SystemExit(_STOPPED) from None
    with stopped_at_once():
        app.main()
