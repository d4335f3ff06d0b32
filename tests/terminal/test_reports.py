"""What a build says of its files."""

from __future__ import annotations

import pytest

from zhengmai.building.reports import BuildReport, FileReport
from zhengmai.model import Remark, Severity
from zhengmai.terminal import reports


def of(count: int, *others: FileReport) -> BuildReport:
    same = tuple(
        FileReport(f"{n}.txt", f"http://e/{n}", f"甲政办发〔2025〕{n}号") for n in range(count)
    )
    return BuildReport((*same, *others), links=3, missing=())


def test_of_many_files_those_that_did_not_change_are_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    remark = Remark(Severity.PROBLEM, "the plan year cannot be told")
    reports.build(
        of(
            300,
            FileReport("new.txt", "http://e/new", changed=True),
            FileReport("doubtful.txt", "http://e/doubtful", remarks=(remark,)),
            FileReport("broken.txt", error="not a notice"),
        )
    )
    out = capsys.readouterr().out
    assert all(name in out for name in ("new.txt", "doubtful.txt", "broken.txt"))
    assert "7.txt" not in out
    assert "另有 300 份文件无变化" in out
    assert "302 份通知入库" in out


def test_few_files_are_all_listed(capsys: pytest.CaptureFixture[str]) -> None:
    reports.build(of(5))
    out = capsys.readouterr().out
    assert "4.txt" in out
    assert "另有" not in out


def test_where_nothing_changed_there_is_no_empty_table(capsys: pytest.CaptureFixture[str]) -> None:
    reports.build(of(40))
    out = capsys.readouterr().out
    assert "文件 " not in out
    assert "另有 40 份文件无变化" in out
