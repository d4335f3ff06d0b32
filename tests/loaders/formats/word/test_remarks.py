"""What is told of a Word document: changes under review, and what is not read."""

from __future__ import annotations

from pathlib import Path

from zhengmai.model import Severity

from .making import PICTURE, paragraph, run, source


def test_what_is_not_read_is_told(tmp_path: Path) -> None:
    body = (
        paragraph("公开")
        + PICTURE * 2
        + "<w:p><w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r></w:p>"
        + "<w:altChunk/>"
    )
    told = {r.message.split(":")[0]: r.severity for r in source(tmp_path, body).remarks}
    assert told == {
        "1 embedded object is not read": Severity.DAMAGED,
        "1 inserted file is not read": Severity.DAMAGED,
        "2 pictures are not read": Severity.NOTE,
    }


def test_changes_under_review_are_told(tmp_path: Path) -> None:
    (remark,) = source(tmp_path, f"<w:p><w:ins>{run('公开')}</w:ins></w:p>").remarks
    assert remark.severity is Severity.NOTE
    assert "changes under review" in remark.message
