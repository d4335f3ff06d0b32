"""How offices name the columns of a table of tasks."""

from __future__ import annotations

import pytest

from zhengmai.loaders.phrases.columnnames import HEADINGS, Column, heading


@pytest.mark.parametrize(("printed", "column"), HEADINGS.items(), ids=HEADINGS.keys())
def test_headings_are_known_however_they_are_spaced(printed: str, column: Column) -> None:
    assert heading(printed) is column
    assert heading(f" {printed[0]}\u3000{printed[1:]}\n") is column


@pytest.mark.parametrize("words", ["区司法局", "1", "", "责任单位：区司法局", "工作任务如下"])
def test_what_heads_no_column(words: str) -> None:
    assert heading(words) is None
