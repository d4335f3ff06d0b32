"""Files prepared in several processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from zhengmai.building import processes
from zhengmai.building.reports import untold
from zhengmai.errors import ZhengmaiError
from zhengmai.ontology.corrections import NONE, Corrections
from zhengmai.workers import HERE, Processes

SCRIPT = """
import sys
import zhengmai
from zhengmai.api import build_store
print("once")
print(len(build_store(sys.argv[1], sys.argv[2], workers=2).files))
"""


def test_several_processes_give_what_one_gives_in_the_same_order(samples: Path) -> None:
    files = sorted(samples.glob("*.txt"), reverse=True)
    jobs = [(file, ()) for file in files]
    told: list[tuple[str, int, int]] = []
    alone = list(processes.prepared(jobs, HERE, NONE, untold))
    beside = list(processes.prepared(jobs, Processes(2), NONE, lambda *step: told.append(step)))
    assert beside == alone
    assert [done.report.file for done in alone] == [str(file) for file in files]
    assert told == [("reading", done, len(files)) for done in range(1, len(files) + 1)]


def dies(corrections: Corrections, job: object) -> None:
    os._exit(1)


def test_a_process_that_dies_is_told(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_prepared", dies)
    jobs = [(file, ()) for file in sorted(samples.glob("*.txt"))]
    with pytest.raises(ZhengmaiError, match=r"a reading process died.*fewer --workers"):
        list(processes.prepared(jobs, Processes(2), NONE, untold))


def test_a_script_without_a_guard_is_not_run_again(samples: Path, tmp_path: Path) -> None:
    """Nothing says ``if __name__ == "__main__":`` in it."""
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    ran = subprocess.run(
        [sys.executable, tmp_path / "script.py", samples, tmp_path / "z.db"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "once\n5\n"
