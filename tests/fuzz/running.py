"""Many inputs, each made from a seed, a kind and a number; what is found is kept in a folder."""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

from tests.fuzz import grammar, mutation, oracle

SEED_VARIABLE: Final = "ZHENGMAI_FUZZ_SEED"
FOUND: Final = Path(__file__).parent / "found"
_OFTEN = 1_000  # inputs after which the counts are told
_EACH = 3  # files that are kept of one fault

Maker = Callable[[Random, Path], tuple[bytes, str]]
KINDS: Mapping[str, Maker] = {
    "grammar": lambda random, _: grammar.notice(random),
    "text": lambda random, _: mutation.text(random),
    "packed": mutation.packed,
    "printed": mutation.printed,
}
SHARES: Mapping[str, int] = {"grammar": 8, "text": 8, "packed": 3, "printed": 1}
"""Of so many inputs in turn so many are of a kind."""


def seed() -> str:
    """What all chance is drawn from: the day, or what the environment says."""
    return os.environ.get(SEED_VARIABLE) or date.today().isoformat()


def made(of: str, name: str, seeds: Path) -> tuple[bytes, str]:
    """The input of a name (``grammar/12``) and a seed: its bytes, and the ending of its name."""
    return KINDS[name.partition("/")[0]](Random(f"{of}/{name}"), seeds)  # noqa: S311


def names(start: int = 0) -> Iterator[str]:
    """The names of inputs, the kinds in turn, without end."""
    turn = [kind for n in range(max(SHARES.values())) for kind in SHARES if n < SHARES[kind]]
    counts = Counter({kind: start * share for kind, share in SHARES.items()})
    while True:
        for kind in turn:
            yield f"{kind}/{counts[kind]}"
            counts[kind] += 1


@dataclass
class Run:
    """What a run came to.

    Attributes:
        seed: of its inputs.
        became: how many files were read, refused, and over a limit.
        kinds: how many inputs there were of each kind.
        found: each fault, and the names of the inputs that show it.
        files: where inputs that show a fault are kept.
    """

    seed: str
    became: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    found: dict[str, list[str]] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Of inputs."""
        return sum(self.kinds.values())

    def __str__(self) -> str:
        kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(self.kinds.items()))
        became = ", ".join(f"{n} {what}" for what, n in sorted(self.became.items()))
        return f"fuzzed {self.count} inputs with the seed {self.seed} ({kinds}): {became}"

    def told(self) -> str:
        """What was found, and how each is made again."""
        lines = [f"{kind}: {len(of)} inputs: {' '.join(of[:5])}" for kind, of in self.found.items()]
        again = next(iter(self.found.values()))[0]
        return "\n".join(
            [str(self), *lines, "kept as " + ", ".join(map(str, self.files)),
             f"once more: {SEED_VARIABLE}={self.seed} python -m tests.fuzz --only {again}"]
        )  # fmt: skip


def run(
    of: str,
    inputs: Iterable[str],
    seeds: Path,
    kept: Path,
    *,
    most: int,
    seconds: float,
    tell: Callable[[str], None] = lambda _: None,
) -> Run:
    """Read inputs one after the other, ``most`` of them, until the time is over."""
    done, end = Run(of), time.monotonic() + seconds
    for name in inputs:
        if done.count >= most or time.monotonic() > end:
            break
        data, suffix = made(of, name, seeds)
        file = kept / f"input{suffix}"
        file.write_bytes(data)
        became, finding = oracle.judged(file)
        file.unlink()
        done.kinds[name.partition("/")[0]] += 1
        done.became[became] += 1
        if finding is not None:
            _keep(done, finding, name, data, suffix, kept)
            tell(f"{name}: {finding.kind}\n{finding.told}")
        if done.count % _OFTEN == 0:
            tell(str(done))
    return done


def one_process(task: tuple[str, Path, Path, int, int, int]) -> Run:
    """The share of a process: seed, sources, folder, its number, of how many, inputs of all."""
    of, sources, kept, number, processes, most = task
    folder = kept / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    inputs = islice(names(), number, most, processes)
    return run(of, inputs, sources, folder, most=most, seconds=float("inf"), tell=say)


def say(text: str) -> None:
    """Print what is found while it is going on."""
    sys.stdout.write(text[-3_000:] + "\n")
    sys.stdout.flush()


def _keep(
    done: Run, finding: oracle.Finding, name: str, data: bytes, suffix: str, kept: Path
) -> None:
    of = done.found.setdefault(finding.kind, [])
    of.append(name)
    if len(of) <= _EACH:
        slug = re.sub(r"\W+", "-", finding.kind)[:80]
        file = kept / f"{slug}-{name.replace('/', '-')}{suffix}"
        file.write_bytes(data)
        file.with_name(file.name + ".told").write_text(finding.told, "utf-8", "backslashreplace")
        done.files.append(file)


def smaller(data: bytes, suffix: str, kind: str, folder: Path, seconds: float = 60) -> bytes:
    """A file with as much taken out as can be while the fault stays: lines, then characters."""
    file, end = folder / f"smaller{suffix}", time.monotonic() + seconds

    def shows(tried: bytes) -> bool:
        file.write_bytes(tried)
        finding = oracle.judged(file)[1]
        return finding is not None and finding.kind == kind

    try:
        units: list[bytes] = [c.encode() for c in data.decode()]
    except UnicodeDecodeError:
        units = [bytes([b]) for b in data]
    size = max(1, len(units) // 2)
    while time.monotonic() < end:
        at, cut = 0, False
        while at < len(units) and time.monotonic() < end:
            tried = units[:at] + units[at + size :]
            if shows(b"".join(tried)):
                units, cut = tried, True
            else:
                at += size
        if size == 1 and not cut:
            break
        size = max(1, size // 2)
    file.unlink(missing_ok=True)
    return b"".join(units)
