"""Fields in Word documents: their results are seen, their instructions are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from .making import field, instruction, lines, run


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param(
            field("begin")
            + instruction("REF a")
            + field("separate")
            + run("第三条")
            + field("end"),
            "第三条",
            id="its result is seen",
        ),
        pytest.param(
            field("begin")
            + instruction("IF ")
            + (field("begin") + instruction("PAGE") + field("separate") + run("1") + field("end"))
            + field("separate")
            + run("续表")
            + field("end"),
            "续表",
            id="a field in an instruction is not",
        ),
        pytest.param(field("begin") + run("公开"), "公开", id="one that never ends hides nothing"),
        pytest.param(field("end") + field("separate") + run("公开"), "公开", id="no beginning"),
    ],
)
def test_fields(tmp_path: Path, inner: str, expected: str) -> None:
    assert lines(tmp_path, f"<w:p>{inner}</w:p>") == [expected]
