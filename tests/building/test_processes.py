"""Files prepared in several processes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zhengmai.building import processes
from zhengmai.building.reports import untold
from zhengmai.errors import ZhengmaiError
from zhengmai.ontology.corrections import NONE, Corrections
from zhengmai.workers import HERE, Processes


def test_several_processes_give_what_one_gives_in_the_same_order(samples: Path) -> None:
    files = sorted(samples.glob("*.txt"), reverse=True)
    jobs = [(file, ()) for file in files]
    told: list[tuple[str, int, int]] = []
    alone = list(processes.prepared(jobs, HERE, NONE, untold))
    beside = list(processes.prepared(jobs, Processes(2), NONE, lambda *step: told.append(step)))
    assert beside == alone
    assert [done.report.file for done in alone] == [str(file) for file in files]
    assert told == [("reading", done, len(files)) for done in range(1, len(files) + 1)]


def dies(path: Path, known: object, corrections: Corrections) -> None:
    os._exit(1)


def test_a_process_that_dies_is_told(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "prepare", dies)
    jobs = [(file, ()) for file in sorted(samples.glob("*.txt"))]
    with pytest.raises(ZhengmaiError, match=r"a reading process died.*fewer --workers"):
        list(processes.prepared(jobs, Processes(2), NONE, untold))
