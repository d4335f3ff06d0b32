"""What the run of the fuzzer came to is told at the end, also where all went well."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import running, seeds

RUNS: list[str] = []


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Whole files to be broken."""
    return seeds.written(tmp_path_factory.mktemp("seeds"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the seed and the counts."""
    terminalreporter.section(f"fuzz: {running.SEED_VARIABLE}={running.seed()}")
    for run in RUNS:
        terminalreporter.line(run)
