"""The program on Windows, as far as that can be tried elsewhere.

In ``tests/windows`` what Windows lacks is taken away; consoles are those of GBK. The calls that it
lacks are found by mypy, too (``make check``).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest

from tests.conftest import ROOT, SAMPLES
from zhengmai.building.reports import BuildReport, FileReport
from zhengmai.graph.stores.neo4j.address import is_address
from zhengmai.viz.addresses import Addresses

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")

NOTICE = """渡南区人民政府办公室
关于印发2025年渡南区政务公开工作要点的通知
渡南政办发〔2025〕66号
2025年渡南区政务公开工作要点
一、主动公开
（一）晒清单⇄。公布㎡目录😀。（责任单位：区水利局）
"""


NO_LOCALE = dict.fromkeys(("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "ZHENGMAI_LANG"), "")


def ran(
    *words: object, cwd: Path, windows: bool = True, check: int | None = 0, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    path = [str(ROOT / "tests" / "windows")] * windows + [str(ROOT)]
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=cwd, capture_output=True, check=False,
        env={**os.environ, "PYTHONWARNDEFAULTENCODING": "1",
             "PYTHONPATH": os.pathsep.join(path), **environment},
    )  # fmt: skip
    if check is not None:
        assert done.returncode == check, done.stderr.decode("utf-8", "replace")
    assert b"Traceback" not in done.stderr
    assert b"a mistake in" not in done.stderr
    assert b"/zhengmai/" not in b"".join(li for li in done.stderr.splitlines() if b"Warning" in li)
    return done


def program(*words: object, **how: object) -> str:
    return ran("-m", "zhengmai", *words, **how).stdout.decode("utf-8")  # type: ignore[arg-type]


_IN_TURN = """
import json, sys
from zhengmai.cli import main
for words in json.loads(sys.argv[1]):
    sys.argv[1:] = words
    try:
        main()
    except SystemExit as end:
        code = end.code or 0
    for stream in sys.stdout, sys.stderr:
        stream.flush()
        stream.buffer.write(b"\\0%d\\0" % code)
        stream.flush()
"""
Told = tuple[int, bytes, bytes]
"""Exit code, standard output, standard error."""


def in_turn(*commands: tuple[object, ...], **how: object) -> list[Told]:
    """What one process tells that runs these commands, as some terminals do; it is loaded once."""
    words = json.dumps([[str(word) for word in command] for command in commands])
    done = ran("-c", _IN_TURN, words, **how)  # type: ignore[arg-type]
    parts = [stream.split(b"\0")[:-1] for stream in (done.stdout, done.stderr)]
    assert [len(part) for part in parts] == [2 * len(commands)] * 2
    (out, codes), (wrong, _) = ((part[::2], part[1::2]) for part in parts)
    return [*zip(map(int, codes), out, wrong, strict=True)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the store of the samples and one more notice."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "通知 一.txt").write_text(NOTICE, "utf-8")
    said = program("build", SAMPLES, "通知 一.txt", "--workers", "2", cwd=folder)
    assert "6 份通知入库" in said
    return folder


def test_the_view_of_windows_is_one(tmp_path: Path) -> None:
    code = (
        "import os, sys, zhengmai.filelocks as f, zhengmai.wholefiles as w\n"
        "assert f.sys.platform == 'win32' and not hasattr(w.os, 'fork') and hasattr(os, 'fork')\n"
        "with open('a', 'w') as file:\n"
        "    f.lock(file)\n"
        "    with open('a', 'r') as other:\n"
        "        try: f.lock(other)\n"
        "        except PermissionError: print('held')\n"
        "    try: os.replace('a', 'b')\n"
        "    except PermissionError: print('open')\n"
    )
    assert ran("-c", code, cwd=tmp_path).stdout.split() == [b"held", b"open"]


def test_every_command_runs(built: Path, tmp_path: Path) -> None:
    """What is asked for, what is written, what is kept."""
    assert "无变化" in program("build", SAMPLES, cwd=built)
    told = in_turn(
        ("notices",), ("workload",), ("unit", "渡南区水利局"), ("due",), ("find", "公开"),
        ("links",), ("gaps",), ("trace", "公布㎡目录"), ("check",),
        ("view", "--out", tmp_path / "pages"), ("repair",),
        ("copy", "--to", tmp_path / "copy.db"), ("review", "--export", tmp_path / "sheet.csv"),
        ("export", "--format", "xlsx", "--out", tmp_path / "a.xlsx"),
        ("export", "--format", "turtle", "--out", tmp_path / "a.ttl"),
        ("export", "--format", "neo4j-import", "--out", tmp_path / "import"),
        ("changes", "榆津市瓷岭区"),
        cwd=built,
    )  # fmt: skip
    assert [code for code, _, _ in told] == [0] * 16 + [1]  # of one year nothing has changed
    assert (tmp_path / "pages" / "index.html").is_file()
    assert (tmp_path / "a.xlsx").stat().st_size > 1000
    assert (tmp_path / "copy.db" / "format.json").is_file()
    assert (tmp_path / "import" / "import.sh").is_file()
    left = [p.name for p in built.rglob("*") if "partial" in p.name or p.suffix == ".lock"]
    assert not left
    assert not list((built / "zhengmai.db" / "snapshots").iterdir())


def test_a_file_of_strangers_and_a_query_have_processes_of_their_own(
    built: Path, tmp_path: Path
) -> None:
    folder = ROOT / "training" / "cascades" / "livelihood-2025"
    assert "项任务" in program("read", folder / "city.docx", cwd=tmp_path)
    (tmp_path / "q.rq").write_text("SELECT ?s WHERE { ?s ?p ?o } LIMIT 3", "utf-8")
    rows = json.loads(program("query", tmp_path / "q.rq", "--json", cwd=built))
    assert len(rows) == 3


def test_a_store_in_use_is_told_and_nobody_is_ended(built: Path, tmp_path: Path) -> None:
    code = (
        "import subprocess, sys\n"
        "from zhengmai.graph.stores.opening import open_store\n"
        "with open_store('zhengmai.db', write=True):\n"
        "    done = subprocess.run([sys.executable, '-m', 'zhengmai', 'build', sys.argv[1]],\n"
        "                          capture_output=True)\n"
        "print(done.returncode, b'in use by another process (process' in done.stderr)\n"
    )
    assert ran("-c", code, SAMPLES, cwd=built).stdout == b"1 True\n"


def test_it_speaks_as_the_menus_do(tmp_path: Path) -> None:
    words = ("-m", "zhengmai", "read", "gone.txt")
    for menus, said in (("2052", "打不开"), ("1033", "cannot be opened")):
        told = ran(*words, cwd=tmp_path, check=1, WINDOWS_MENUS=menus, **NO_LOCALE)
        assert said in told.stderr.decode("utf-8")


# --- consoles


@pytest.mark.parametrize("encoding", ["gbk", "gbk:strict", "utf-8"])
@pytest.mark.parametrize("windows", [True, False])
def test_a_console_that_cannot_show_all(encoding: str, windows: bool, built: Path) -> None:
    *right, (code, _, wrong) = in_turn(
        ("read", "通知 一.txt"), ("read", "通知 一.txt", "--explain"), ("find", "目录😀"),
        ("notices",), ("trace", "公布㎡目录"), ("--help",), ("read", "没有😀.txt"),
        cwd=built, windows=windows, PYTHONIOENCODING=encoding,
    )  # fmt: skip
    assert [code for code, _, _ in right] == [0] * 6
    read, explained = (out for _, out, _ in right[:2])
    name = encoding.partition(":")[0]
    text = read.decode(name)
    if name == "gbk":
        assert "公布㎡目录<U+1F600>" in text
        assert "渡南政办发〔2025〕66号" in text
        assert "晒清单<->" in explained.decode("gbk")
    elif name == "utf-8":
        assert "公布㎡目录😀" in text
    assert code == 1
    assert "cannot be opened" in wrong.decode(name)


@pytest.mark.parametrize("encoding", ["gbk", "gbk:strict", "cp936", "utf-8"])
def test_json_in_a_pipe_is_the_same_in_every_encoding(encoding: str, built: Path) -> None:
    """A pipe that is not UTF-8 gets ASCII: whoever reads it as whatever has the same text."""
    how = {"cwd": built, "windows": False, "PYTHONIOENCODING": encoding}
    out = ran("-m", "zhengmai", "read", "通知 一.txt", "--json", **how).stdout  # type: ignore[arg-type]
    if encoding != "utf-8":
        assert out.isascii()
    (point,) = json.loads(out)["points"]
    assert "😀" in point["text"]
    assert point["heading"] == "晒清单⇄"


def test_turtle_in_a_pipe_is_utf_8(built: Path) -> None:
    how = {"cwd": built, "windows": False, "PYTHONIOENCODING": "gbk:strict"}
    words = ("-m", "zhengmai", "read", "通知 一.txt", "--turtle")
    assert "😀" in ran(*words, **how).stdout.decode("utf-8")  # type: ignore[arg-type]


# --- names and paths


def test_a_path_with_a_drive_is_no_address() -> None:
    for path in (r"C:\通知\zhengmai.db", "C:/通知/zhengmai.db", r"\\server\share\z.db", "z.db"):
        assert not is_address(path)


def test_names_that_every_file_system_takes() -> None:
    units = [r"2025-a\b:c*?<>|", "2025-甲" + "长" * 300, "unit-A", "UNIT-a"]
    slugs = Addresses.of({f"u{n}": name for n, name in enumerate(units)}, ()).slugs
    names = [f"{slug}.html" for slug in slugs.values()]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert not set('\\/:*?"<>|') & set(name)
        assert len(name.encode()) < 255
        assert PureWindowsPath(name).name == name
        assert not PureWindowsPath(name).is_reserved()


def test_files_of_windows_are_told_by_their_names(capsys: pytest.CaptureFixture[str]) -> None:
    from zhengmai.terminal import reports

    file = r"C:\通知\2025\a.docx"
    reports.build(BuildReport((FileReport(file, error="not a notice"),), links=0, missing=()))
    assert "a.docx" in capsys.readouterr().out
