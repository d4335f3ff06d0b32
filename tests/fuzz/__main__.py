"""Fuzzing by hand: ``python -m tests.fuzz``, many inputs in several processes."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
from pathlib import Path

from tests.fuzz import oracle, running, seeds


def main() -> int:
    """Fuzz; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=50_000, help="of inputs")
    parser.add_argument("--processes", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "zhengmai-fuzz")
    parser.add_argument("--only", metavar="KIND/NUMBER", help="one input, shown")
    parser.add_argument("--smaller", type=Path, metavar="FILE", help="cut what shows no fault")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sources = seeds.written(Path(folder))
        given.kept.mkdir(parents=True, exist_ok=True)
        if given.smaller:
            return _made_smaller(given.smaller, given.kept)
        if given.only:
            data, suffix = running.made(running.seed(), given.only, sources)
            file = given.kept / f"{given.only.replace('/', '-')}{suffix}"
            file.write_bytes(data)
            became, finding = oracle.judged(file)
            running.say(
                f"{file}: {became}" + (f"\n{finding.kind}\n{finding.told}" if finding else "")
            )
            return finding is not None
        tasks = [
            (running.seed(), sources, given.kept, n, given.processes, given.count)
            for n in range(given.processes)
        ]
        running.say(f"{given.count} inputs with the seed {running.seed()}")
        with multiprocessing.get_context("spawn").Pool(given.processes) as pool:
            runs = list(pool.imap_unordered(running.one_process, tasks))
    for run in runs:
        running.say(run.told() if run.found else str(run))
    return any(run.found for run in runs)


def _made_smaller(file: Path, folder: Path) -> int:
    _, finding = oracle.judged(file)
    if finding is None:
        running.say(f"{file}: nothing is wrong with it")
        return 1
    less = running.smaller(file.read_bytes(), file.suffix, finding.kind, folder)
    out = folder / f"smaller-{file.name}"
    out.write_bytes(less)
    running.say(f"{out}: {len(less)} bytes, {finding.kind}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
