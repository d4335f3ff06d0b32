"""What a build costs, by who pays it: python bench/cluster.py FOLDER [WORKERS|tcp://HOST:PORT...]

Every way builds the folder (``bench/country.py`` writes one) into a store of its own from nothing,
one after the other: with so many processes of this machine, or on the cluster of a scheduler. Told
are the seconds of each part by the clock and, of these, those that this process itself was busy:
what it does nobody can do for it, so that it bounds what more workers can bring. At the end the
stores are compared, graph by graph. ``ZHENGMAI_BENCH_STORE`` names a Neo4j store to build into in
place of the embedded ones; what is in it is removed before each build.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from zhengmai.api import build_store
from zhengmai.graph.lineage.ways import letters
from zhengmai.graph.stores.opening import open_store


@dataclass
class Clock:
    """Seconds by the clock and of this process, by what was done in them."""

    spent: dict[str, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0, 0.0]))
    last: tuple[float, float] = (0.0, 0.0)

    def begin(self) -> None:
        self.last = time.perf_counter(), time.process_time()

    def note(self, what: str) -> None:
        now = time.perf_counter(), time.process_time()
        for at in range(2):
            self.spent[what][at] += now[at] - self.last[at]
        self.last = now

    def tell(self, what: str, done: int, _of: int) -> None:
        """As a build tells of it; what lies between the parts is the store's own work."""
        before = f"before {what}" if done == 1 else what
        self.note(before)


def built(folder: Path, way: str, store: Path | str) -> None:
    """Build, and tell what it took."""
    clock = Clock()
    clock.begin()
    begun = time.perf_counter(), time.process_time()
    if way.isdigit():
        report = build_store(
            folder, store, workers=int(way), anew=True, way=letters(), progress=clock.tell
        )
    else:
        report = build_store(
            folder, store, scheduler=way, anew=True, way=letters(), progress=clock.tell
        )
    clock.note("after all")
    wall, own = time.perf_counter() - begun[0], time.process_time() - begun[1]
    count = len(report.files)
    tasks = sum(f.tasks for f in report.files)
    print(f"\n{way}: {count:,} notices, {tasks:,} tasks, {report.links:,} links")
    for what, (seconds, busy) in clock.spent.items():
        print(f"  {what:16} {seconds:8.1f} s   this process {busy:8.1f} s")
    print(
        f"  {'all':16} {wall:8.1f} s   this process {own:8.1f} s"
        f"   ({1000 * wall / count:.0f} and {1000 * own / count:.0f} ms a notice)",
        flush=True,
    )


def same(one: Path | str, other: Path | str) -> bool:
    """Whether two stores hold the same graphs."""
    with open_store(one) as here, open_store(other) as there:
        names = set(here.graphs())
        return names == set(there.graphs()) and all(
            sorted(here.graph(name).splitlines()) == sorted(there.graph(name).splitlines())
            for name in names
        )


def main() -> None:
    """Run what the command line asks for."""
    folder, ways = Path(sys.argv[1]), sys.argv[2:] or ["1", str(os.cpu_count() or 1)]
    server = os.environ.get("ZHENGMAI_BENCH_STORE")
    with tempfile.TemporaryDirectory() as scratch:
        stores: list[Path | str] = []
        for number, way in enumerate(ways):
            store: Path | str = server or Path(scratch) / f"{number}.db"
            if server:
                with open_store(server, write=True) as opened:
                    opened.remove(opened.graphs())
            built(folder, way, store)
            stores.append(store)
        if not server and len(stores) > 1:
            equal = all(same(stores[0], other) for other in stores[1:])
            print(f"\nthe stores hold {'the same' if equal else 'NOT THE SAME'}")


if __name__ == "__main__":
    main()
