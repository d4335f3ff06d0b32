"""The sheet of doubtful links: what a spreadsheet is given."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from zhengmai.api import Zhengmai
from zhengmai.export.reviewsheet import HEAD, sheet


def test_what_a_spreadsheet_opens(sample_graph: Zhengmai) -> None:
    rows = sample_graph.doubtful()
    data = b"".join(sheet(rows))
    assert data.startswith(b"\xef\xbb\xbf")
    head, *lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert tuple(head) == HEAD
    assert head[-2:] == ["下级标识", "上级标识"]
    assert [tuple(line[-2:]) for line in lines] == [(r.child.iri, r.parent.iri) for r in rows]
    judged = head.index("判断")
    assert {tuple(line[judged : judged + 2]) for line in lines} == {("", "")}
    assert rows[0].child.text in lines[0][5]


def test_no_cell_is_a_formula(sample_graph: Zhengmai) -> None:
    row = sample_graph.doubtful()[0]
    child = replace(row.child, heading=None, text='=HYPERLINK("http://x","点")', number="@1")
    hostile = replace(row, child=child, judged_by="+m", judged_yes=True, note="-1")
    _, line = csv.reader(io.StringIO(b"".join(sheet([hostile])).decode("utf-8-sig"), newline=""))
    assert not [cell for cell in line if cell.startswith(("=", "+", "-", "@"))]
