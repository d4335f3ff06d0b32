"""Files at random are read or refused in a line; those that once did harm are tried each time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.fuzz import conftest, mutation, oracle, running
from zhengmai.errors import ZhengmaiError
from zhengmai.loaders import load
from zhengmai.model import Notice, Span, Task, TaskSource

MOST = int(os.environ.get("ZHENGMAI_FUZZ_COUNT", "6000"))
SECONDS = 35.0
_HEAD = "渡南区人民政府办公室关于印发2025年政务公开工作要点的通知\n一、总则\n"


def found() -> Iterator[Path]:
    yield from sorted(f for f in running.FOUND.iterdir() if f.suffix != ".md")


@pytest.mark.parametrize("file", list(found()), ids=lambda file: file.name)
def test_what_was_found_is_mended(file: Path) -> None:
    finding = oracle.judged(file)[1]
    assert finding is None, f"{finding.kind}\n{finding.told}"


def test_files_at_random(
    sources: Path, tmp_path: Path, record_property: pytest.FixtureRequest
) -> None:
    seed = running.seed()
    run = running.run(seed, running.names(), sources, tmp_path, most=MOST, seconds=SECONDS)
    conftest.RUNS.append(str(run))
    record_property("seed", seed)  # type: ignore[operator]
    assert not run.found, run.told()
    assert run.became["read"] > run.count // 5, f"hardly any of these is a notice: {run}"


def test_an_input_is_made_again(sources: Path) -> None:
    for name in ("grammar/3", "text/5", "packed/2", "printed/1"):
        first, second = (running.made("a seed", name, sources) for _ in range(2))
        assert first[1] == second[1]
        if name != "packed/2":  # a package tells when it was made
            assert first == second
        assert running.made("another", name, sources) != first


def test_names_of_files_may_be_anything(tmp_path: Path) -> None:
    text = f"{_HEAD}（一）公开。公布目录。（责任单位：区司法局）".encode()
    for name in (
        b"\xff\xfe.txt",
        b"a\nb.txt",
        b"\x1b[31m.txt",
        "\u202e\ufeff.txt".encode(),
        b"-x.txt",
    ):
        file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        try:
            file.write_bytes(text)
        except OSError:  # no such name here
            continue
        became, finding = oracle.judged(file)
        assert (became, finding) == ("read", None), name
        with pytest.raises(ZhengmaiError):
            load(file.with_suffix(".none"))
        file.write_bytes(b"x")
        assert oracle.judged(file) == ("refused", None), name


def test_the_oracle_sees_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(f"{_HEAD}（一）公开。公布目录。（责任单位：区司法局）", "utf-8")
    notice = load(file)

    def kind_of(made: Notice | Exception) -> str:
        def reads(_: Path) -> Notice:
            if isinstance(made, Exception):
                raise made
            return made

        monkeypatch.setattr(oracle, "load", reads)
        finding = oracle.judged(file)[1]
        return finding.kind if finding else ""

    def with_task(**changed: object) -> Notice:
        values = {f: getattr(notice, f) for f in notice.__dataclass_fields__}
        (task,) = notice.tasks
        old = {f: getattr(task, f) for f in task.__dataclass_fields__}
        return Notice(**{**values, "tasks": (Task(**{**old, **changed}),)})

    assert kind_of(notice) == ""
    assert kind_of(KeyError("x")) == "KeyError-test_fuzz-reads"
    assert kind_of(ZhengmaiError("a\nb")) == "not one line"
    assert kind_of(ZhengmaiError("a")) == ""
    assert kind_of(with_task(text="公布清单。")) == "a task is not as written"
    assert kind_of(with_task(spans=(Span(9, 10**9),))) == "a task beyond the text"
    assert kind_of(with_task(point="none")) == "a task of no point"
    assert kind_of(with_task(source=TaskSource.ITEM)) == ""


def test_what_shows_no_fault_is_cut_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(file: Path) -> tuple[str, oracle.Finding | None]:
        bad = {"甲", "乙"} <= set(file.read_text("utf-8"))
        return "read", oracle.Finding("both", "") if bad else None

    monkeypatch.setattr(oracle, "judged", faulty)
    text = "".join(Random(1).choices("丙丁戊己庚", k=300))  # noqa: S311
    less = running.smaller(f"{text}甲{text}乙{text}".encode(), ".txt", "both", tmp_path)
    assert less.decode() == "甲乙"


def test_mutations_stay_small(sources: Path) -> None:
    random = Random(7)  # noqa: S311
    made = [mutation.text(random)[0] for _ in range(200)]
    assert max(map(len, made)) <= 400_000
    assert len(set(made)) > 190
