"""What was read from one file, as a table."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import run


def test_read_as_a_table_shows_everything(samples: Path) -> None:
    code, out, _ = run("read", samples / "tabs-2024.txt")
    assert code == 0
    for shown in ("瓷岭政办发〔2024〕7号", "5 个要点，10 项任务", "未读", "区残联"):
        assert shown in out


def test_tables_send_no_commands_to_the_terminal(samples: Path, tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    text = (samples / "city-2025.txt").read_text("utf-8")
    file.write_text(text[:4000] + text[4000:].replace("公开", "公开\x1b[31m\u202e", 3), "utf-8")
    code, out, err = run("read", file)
    assert code == 0
    assert "\x1b" not in out + err
    assert "\u202e" not in out + err
