"""The text of a notice with what was read marked in it, in colours and without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import run
from zhengmai import api
from zhengmai.terminal.explanation import _name
from zhengmai.viz.notice_marks import notice_marks


def test_explain_prints_the_text_with_its_facts(samples: Path) -> None:
    code, out, _ = run("read", samples / "district-b-2025.txt", "--explain")
    assert code == 0
    for shown in (
        "〔文号：苍坪政办发〔2025〕9号〕",
        "〔要点（一）：营商环境信息公开〕",
        "〔牵头单位 → 苍坪县发展和改革局：县发改局〕",
        "〔完成时限 → 2025-07-31：2025年7月底前〕",
        "〔任务 3：企业反映账款被拖欠的，受理了多少、清偿了多少，",
        "〔！！未读 1：为做好全县2025年政务公开工作，根据〕",
        "未读 1  第21行",
        "13 个要点，47 项任务，未读 3 处，注意 1 处",
    ):
        assert shown in out, shown


def test_explain_keeps_every_character_and_line(samples: Path) -> None:
    for file in sorted(samples.glob("*.txt")):
        text = file.read_text("utf-8")
        code, out, _ = run("read", file, "--explain")
        assert code == 0
        start = out.index("\n", out.index("〔名称：原文〕")) + 1
        printed = out[start : out.rindex("\n未读 1  ") + 1]
        assert printed.count("\n") == text.count("\n") + (not text.endswith("\n"))
        # Without the names of the marks and their closing brackets, it is the file.
        notice = api.read(file)
        names = {_name(notice, mark) for mark in notice_marks(notice)} - {""}
        for name in sorted(names, key=len, reverse=True):
            printed = printed.replace(f"〔{name}：", "").replace(f"〔{name}（续）：", "")
        assert re.sub(r"[〕\s]", "", printed) == re.sub(r"[〕\s]", "", text), file.name


def test_explain_in_colours_where_there_are_some(
    samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    _, out, _ = run("read", samples / "tabs-2024.txt", "--explain")
    assert "\x1b[" in out
    assert "〔任务 1〕" in out
    monkeypatch.setenv("NO_COLOR", "1")
    _, out, _ = run("read", samples / "tabs-2024.txt", "--explain")
    assert "〔任务 1：围绕日用陶瓷" in out


@pytest.mark.parametrize("colours", [False, True])
def test_explain_sends_no_commands_to_the_terminal(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colours: bool
) -> None:
    text = (samples / "tabs-2024.txt").read_text("utf-8")
    hostile = "\x1b]0;x\x07\x1b[2J\x9b31m\u202e"
    text = text.replace("围绕日用陶瓷", f"围绕{hostile}日用陶瓷")
    (tmp_path / "x.txt").write_text("\n" * 4100 + text, "utf-8")
    if colours:
        monkeypatch.setenv("FORCE_COLOR", "1")
    code, out, _ = run("read", tmp_path / "x.txt", "--explain")
    assert code == 0
    for shown in ("␛", "]0;x", "␇", "[2J", "⟨U+009B⟩31m", "⟨U+202E⟩"):
        assert shown in out
    for command in ("\x1b]", "\x1b[2J", "\x07", "\x9b", "\u202e"):
        assert command not in out
    assert colours == ("\x1b[" in out)
