"""Running a command as a user or another program does."""

from __future__ import annotations

import json

from typer.testing import CliRunner, Result

from zhengmai.cli.app import app
from zhengmai.cli.output import lines_of
from zhengmai.errors import ZhengmaiError


def run(*arguments: object) -> tuple[int, str, str]:
    """Run a command as ``zhengmai`` does: exit code, standard output, standard error."""
    result: Result = CliRunner().invoke(app, [str(a) for a in arguments])
    if isinstance(result.exception, ZhengmaiError):
        told = [f"zhengmai: {line}" for line in lines_of(result.exception)]
        return 1, result.stdout, result.stderr + "\n".join(told)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def run_json(*arguments: object) -> object:
    code, out, err = run(*arguments, "--json")
    assert code == 0, err
    return json.loads(out)
