"""How fast notices are read, built and asked: python bench/reading.py [FOLDER...]

Reading is measured file by file in one process, after one notice of another kind has been read (so
that imports and compiled patterns are not counted) and with the caches of the reader emptied before
each file; processor time is counted, so that other work on the machine does not count. Building and
asking are whole commands, from a cold start.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from zhengmai.loaders import load
from zhengmai.ontology.resolution import resolve

ROOT = Path(__file__).parents[1]
ROUNDS = 7


def forget() -> None:
    """Empty the caches of texts that were read; tables of rules stay."""
    for name, module in list(sys.modules.items()):
        if name.startswith("zhengmai."):
            for made in vars(module).values():
                bounded = getattr(made, "cache_parameters", dict)().get("maxsize")
                if bounded is not None:
                    made.cache_clear()


def reading(files: list[Path]) -> None:
    resolve(load(ROOT / "samples" / "city-2025.txt"))
    total = 0.0
    for file in files:
        times = []
        for _ in range(ROUNDS):
            forget()
            begun = time.process_time()
            notice = resolve(load(file))
            times.append(time.process_time() - begun)
        middle = statistics.median(times)
        total += middle
        print(
            f"{file.name:28} {len(notice.text):7,} characters {len(notice.tasks):4} tasks "
            f"{1000 * middle:7.1f} ms"
        )
    print(f"reading: {len(files) / total:.0f} notices a second on one core\n")


def command(label: str, *arguments: str) -> None:
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "zhengmai", *arguments], check=True, capture_output=True
        )
        times.append(time.perf_counter() - begun)
    print(f"{label:34} {statistics.median(times):6.2f} s")


def main() -> None:
    folders = [Path(a) for a in sys.argv[1:]] or [ROOT / "samples"]
    files = sorted(f for folder in folders for f in folder.glob("*.txt"))
    reading(files)
    with tempfile.TemporaryDirectory() as scratch:
        names = [str(f) for f in files]
        for number in range(1, 4):
            store = f"{scratch}/{number}.db"
            begun = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "zhengmai", "build", *names, "--store", store],
                check=False, capture_output=True,
            )  # fmt: skip
            label = f"build of {len(names)} notices, cold"
            print(f"{label:34} {time.perf_counter() - begun:6.2f} s")
        command("--help", "--help")
        command("workload", "workload", "--store", store)
        command("due", "due", "--store", store)


if __name__ == "__main__":
    main()
