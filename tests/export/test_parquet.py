"""What the list of tasks holds, and as Parquet."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from zhengmai.api import Zhengmai
from zhengmai.errors import NotFoundError, ZhengmaiError
from zhengmai.export import Format, export
from zhengmai.export.tasklines import HEAD, Chosen, task_lines
from zhengmai.model import Role

parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `tables` is not installed")


def test_parquet_has_the_lines_of_the_list(sample_graph: Zhengmai) -> None:
    chosen = Chosen(place="渡南区", year=2025)
    data = b"".join(export(sample_graph.store, Format.PARQUET, chosen))
    table = parquet.read_table(io.BytesIO(data))
    lines = list(task_lines(sample_graph.store, chosen))
    assert table.column_names == list(HEAD)
    assert table.num_rows == len(lines) > 0
    assert table.column("任务").to_pylist() == [line.text for line in lines]


def test_lines_are_chosen(sample_graph: Zhengmai) -> None:
    every = list(task_lines(sample_graph.store))
    leads = list(task_lines(sample_graph.store, Chosen(role=Role.LEAD)))
    assert leads == [line for line in every if line.role == "牵头"] != []
    unit = list(task_lines(sample_graph.store, Chosen(unit="渡南区司法局")))
    assert unit == [line for line in every if line.unit == "渡南区司法局"] != []


def test_a_line_tells_what_it_rests_on(sample_graph: Zhengmai) -> None:
    links = {k.child.iri: k for k in reversed(sample_graph.links())}
    for line in task_lines(sample_graph.store):
        if line.iri in links and links[line.iri].parent.document_number:
            assert links[line.iri].parent.document_number in line.parent
        assert line.file in line.source
        assert line.place


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX, Format.PARQUET])
def test_a_name_that_finds_nothing_leaves_nothing(sample_graph: Zhengmai, form: Format) -> None:
    with pytest.raises(NotFoundError, match="不存在局"):
        next(export(sample_graph.store, form, Chosen(unit="不存在局")))


def test_a_graph_has_no_lines_to_choose(sample_graph: Zhengmai, tmp_path: Path) -> None:
    with pytest.raises(ZhengmaiError, match="is the whole graph"):
        sample_graph.export(tmp_path / "a.ttl", year=2025)
    assert not list(tmp_path.iterdir())
