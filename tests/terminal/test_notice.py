"""What was read from one file, as a table."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.text import Text

from tests.cli.running import run, run_json
from zhengmai.terminal.tables import console, new_table


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


@pytest.mark.parametrize("width", [None, "80", "300"])
def test_every_task_is_printed_however_wide_the_reader_is(
    width: str | None, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = run_json("read", samples / "tabs-2024.txt")
    if width is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", width)
    code, out, _ = run("read", samples / "tabs-2024.txt")
    assert code == 0
    printed = "".join(out.split())
    for task in notice["tasks"]:
        assert task["text"][:8] in printed
        assert all(named["unit"] in printed for named in task["assignments"])
        assert all(limit["as_written"] in printed for limit in task["deadlines"])
    for point in notice["points"]:
        assert not any(t["point"] == point["id"] for t in notice["tasks"]) or (
            point["heading"] in printed
        )


def test_no_row_of_a_table_is_only_drawn(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    table = new_table(("序号", "left"), ("任务", "text"))
    table.add_row("1", Text("公开[b]预算[/b]"))
    console().print(table)
    assert capsys.readouterr().out.splitlines()[1].split() == ["1", "公开[b]预算[/b]"]
