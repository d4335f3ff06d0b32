"""What is told of a PDF file: fonts without meaning, and damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengmai.loaders.formats.scan import engine
from zhengmai.model import Severity

from .making import TEXT, UNKNOWN, pdf, show, source


def test_fonts_that_do_not_tell_their_characters_are_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "available", lambda: False)
    found = source(pdf(show("公开" * 15, 88, 700), font=UNKNOWN), tmp_path)
    (remark,) = found.remarks
    assert remark.severity is Severity.PROBLEM
    assert "page 1: the fonts do not tell" in remark.message
    assert "cid" not in found.text


def test_wrong_characters_are_a_problem(tmp_path: Path) -> None:
    rare = "".join(chr(0x5700 + n) for n in range(30))
    content = b"".join(show(rare, 60, 700 - 20 * n, 12) for n in range(12))
    (remark,) = source(pdf(content), tmp_path).remarks
    assert remark.severity is Severity.PROBLEM
    assert "wrong characters" in remark.message


def test_a_cut_off_file_says_so(tmp_path: Path) -> None:
    whole = pdf(TEXT, TEXT)
    found = source(whole[: whole.rindex(b"startxref")], tmp_path)
    assert any("cut off" in r.message and r.severity is Severity.PROBLEM for r in found.remarks)
