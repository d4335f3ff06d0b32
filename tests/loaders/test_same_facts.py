"""The same notice printed another way reads the same; a notice cut off anywhere does not fail."""

from __future__ import annotations

import contextlib
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders import load
from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.formats.encoding import decode
from zhengmai.model import Notice

from . import reading

SHARED = Path(__file__).parents[3] / "shared" / "notices"
FILES = [
    *reading.SAMPLE_FILES,
    *sorted((Path(__file__).parent / "notices").glob("*.txt")),
    *sorted(SHARED.glob("*.txt")),
]
TEXTS = {file.name: decode(file.read_bytes(), file.name) for file in FILES}
PROSE = [name for name, text in TEXTS.items() if "\t" not in text]  # no table to be torn apart

each_file = pytest.mark.parametrize("name", TEXTS)
each_prose = pytest.mark.parametrize("name", PROSE)


def facts(notice: Notice) -> list[object]:
    """What a notice says, whatever the widths and the white space it is printed with."""

    def plain(text: str | None) -> str:
        return re.sub(r"\s+", "", fold(text or ""))

    tasks = [
        (
            plain(t.number),
            plain(t.text),
            [(a.role, plain(a.unit), plain(a.alias), a.kind) for a in t.assignments],
            t.open_ended,
            [(plain(d.as_written), d.kind, d.date, d.rule) for d in t.deadlines],
            t.point,
        )
        for t in notice.tasks
    ]
    points = [(plain(p.number), plain(p.heading), plain(p.text)) for p in notice.points]
    meta = [plain(x) for x in (notice.title, notice.plan_title, notice.document_number)]
    lists = [[plain(name) for name in x] for x in (notice.addressees, notice.copied_to)]
    return [*meta, notice.issued, notice.plan_year, *lists, *points, *tasks]


def wrapped(text: str, seed: int, width: int) -> str:
    """Long lines of prose broken at ``width`` characters; at random places where it is 0."""
    source = random.Random(seed)  # noqa: S311
    lines = []
    for line in text.splitlines():
        at = 0
        while len(line.strip()) >= 24 and at < len(line):
            step = width or source.randint(12, 60)
            lines.append(line[at : at + step])
            at += step
        if at == 0:
            lines.append(line)
    return "\n".join(lines) + "\n"


@each_prose
@settings(max_examples=12, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**6), width=st.sampled_from((0, 0, 22, 30, 41)))
def test_lines_broken_anywhere(name: str, seed: int, width: int) -> None:
    broken = wrapped(TEXTS[name], seed, width)
    assert facts(reading.read(broken)) == facts(reading.read(TEXTS[name]))


@each_file
def test_brackets_and_punctuation_of_the_other_width(name: str) -> None:
    other = TEXTS[name].translate(str.maketrans("（）()：:；;，,", "()（）:：;；,，"))
    assert facts(reading.read(other)) == facts(reading.read(TEXTS[name]))


@each_file
def test_white_space_doubled(name: str) -> None:
    doubled = re.sub(r"[ \u3000]", lambda blank: blank[0] * 2, TEXTS[name])
    assert facts(reading.read(doubled)) == facts(reading.read(TEXTS[name]))


@each_file
@settings(max_examples=15, deadline=None)
@given(share=st.floats(0, 1))
def test_a_notice_cut_off_anywhere(name: str, share: float) -> None:
    text = TEXTS[name]
    prefix = text[: int(share * len(text))]
    try:
        notice = reading.read(prefix)
    except UnreadableFileError:
        return  # nothing of the plan is left
    assert all(prefix[s.start : s.end] for task in notice.tasks for s in task.spans)


@pytest.mark.parametrize("suffix", [".txt", ".html", ".md"])
@settings(max_examples=25, deadline=None)
@given(data=st.binary(max_size=2000), at=st.integers(0, 3000))
def test_bytes_of_a_notice_spoilt_anywhere(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes, at: int
) -> None:
    whole = TEXTS[FILES[0].name].encode()
    file = tmp_path_factory.mktemp("spoilt") / f"notice{suffix}"
    file.write_bytes(whole[:at] + data + whole[at + len(data) :])
    with contextlib.suppress(UnreadableFileError):
        notice = load(file)  # <? before the plan makes all of it a comment: that is told
        assert notice.tasks or notice.points or notice.remarks
