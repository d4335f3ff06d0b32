"""The program in Chinese and in English: help, wrong use, errors, messages, answers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from rich.cells import cell_len
from typer.testing import CliRunner

from tests.cli.running import run
from tests.cli.test_app import COMMANDS
from zhengmai.cli.app import app
from zhengmai.cli.speaking import wrapped

SENTENCE = re.compile("[\u4e00-\u9fff]。")  # in English help Chinese stands as an example only
# Two English words side by side, but for names, commands to type and code.
ENGLISH = re.compile(
    r"(?<![-\w|])(?!zhengmai\b|build\b|model\b|pip\b|dask\b)[a-z]{3,} (?!--)[a-z]{2,}\b"
)
ALL = [
    [],
    *([c] for c in COMMANDS),
    *(["model", c] for c in typer.main.get_command(app).commands["model"].commands),  # type: ignore[attr-defined]
]


def both(*arguments: object) -> str:
    """What is told in Chinese, on both streams."""
    code, out, err = run("--lang", "zh", *arguments)
    assert code != 0
    return out + err


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_help_is_in_one_language(command: list[str]) -> None:
    _, chinese, _ = run(*command, "--lang", "zh", "--help")
    assert "用法：" in chinese
    assert not ENGLISH.search(chinese.replace("python -m zhengmai", ""))
    _, english, _ = run(*command, "--help")
    assert "Usage:" in english
    assert not SENTENCE.search(english)


def test_the_lines_of_help_are_no_wider_than_the_terminal() -> None:
    help_of_build = run("build", "--lang", "zh", "--help")[1]
    assert max(map(cell_len, help_of_build.splitlines())) <= 80
    assert help_of_build.count("\n") > 30


@pytest.mark.parametrize("before", [True, False])
def test_the_option_stands_anywhere(before: bool, tmp_path: Path) -> None:
    words = ["workload", "--store", tmp_path / "none.db"]
    language = ["--lang", "zh"]
    assert "这里没有库" in run(*(language + words if before else words + language))[2]
    assert "这里没有库" in run(*words, "--lang=zh")[2]


def test_a_language_alone_asks_for_help() -> None:
    assert "命令：" in run("--lang", "zh")[2]


def test_another_language_is_refused() -> None:
    code, _, err = run("workload", "--lang", "fr")
    assert (code, "'fr' is not spoken here: give zh or en" in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], "没有命令“nonsense”"),
        (["workloda"], "是不是“workload”？"),
        (["remove"], "缺少参数“通知”。"),
        (["export"], "缺少选项“--format”"),
        (["workload", "--topp", "3"], "没有选项 --topp"),
        (["workload", "--top"], "选项 --top 后面要写一个值"),
        (["workload", "--top", "x"], "--top 的值不对：应为整数"),
        (["workload", "--top", "0"], "--top 的值不对：不能小于 1"),
        (["workload", "--json=x"], "选项 --json 后面不写值"),
        (["workload", "extra"], "多写了“extra”"),
        (["workload", "--role", "领导"], "没有角色“领导”：请写 牵头、责任 或 配合"),
        (["workload", "--year", "某年"], "看不懂年度“某年”"),
        (["due", "--before", "soon"], "看不懂日期“soon”"),
        (["export", "--format", "xml"], "没有格式“xml”：可写 turtle、"),
        (["build", "x", "--workers", "no"], "“no”既不是 auto，也不是大于 0 的数"),
        (["read", "x", "--json", "--turtle"], "--json 和 --turtle 只能写一个"),
    ],
    ids=lambda a: " ".join(a) if isinstance(a, list) else "",
)
def test_wrong_use_in_chinese(arguments: list[str], words: str) -> None:
    told = both(*arguments)
    assert words in told
    assert not ENGLISH.search(told)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["workload", "--in", "火星"], "库中没有行政区“火星”；有：湄川省、"),
        (["unit", "区航天局"], "库中没有单位“区航天局”"),
        (["find", "此语绝无"], "没有任务或要点写到“此语绝无”"),
        (["trace", "政务公开"], "项任务写到“政务公开”；请写长一些"),
        (["gaps", "某发〔2025〕1号"], "库中没有通知“某发〔2025〕1号”；已入库的有："),
        (["gaps", "2025"], "“2025”可能是以下任一份："),
        (["changes", "渡南区", "--from", "2023", "--to", "2024"], "没有 2023 年度的要点"),
        (["compare", "渡南区", "渡南区"], "是同一个行政区"),
        (["query", "none.rq"], "没有这个文件"),
        (["copy", "--to", "http://x"], "不认识 http:// 这种库"),
        (["export", "--format", "csv", "--out", "/none/x.csv"], "写不进去：没有这个文件或文件夹"),
        (["due", "--before", "1999-01-01"], "没有到期任务"),
    ],
    ids=lambda a: " ".join(a) if isinstance(a, list) else "",
)
def test_errors_in_chinese(sample_path: Path, arguments: list[str], words: str) -> None:
    code, _, told = run("--lang", "zh", *arguments, "--store", sample_path)
    assert code == 1
    assert words in told
    assert not ENGLISH.search(told)


@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "zh_CN.GBK"])
def test_the_locale_of_the_machine_is_heard(language: str, tmp_path: Path) -> None:
    here = {k: v for k, v in os.environ.items() if k != "LC_ALL"}
    done = subprocess.run(
        [sys.executable, "-m", "zhengmai", "notices", "--store", str(tmp_path / "none.db")],
        capture_output=True, env={**here, "LANG": language, "PYTHONIOENCODING": language[6:]},
        check=False,
    )  # fmt: skip
    assert "这里没有库" in done.stderr.decode(language[6:])


def test_files_that_are_not_read_are_told_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "空.txt").touch()
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    told = both("build", tmp_path / "空.txt", tmp_path / "坏.pdf", "--store", tmp_path / "z.db")
    assert "空.txt：文件是空的" in told
    assert "未入库" in told
    assert "坏.pdf：不是可读的 PDF 文件" in told
    assert not ENGLISH.search(told)


def test_answers_are_chinese_until_english_is_asked_for_aloud(sample_path: Path) -> None:
    words = ("workload", "--top", 1, "--store", sample_path)
    plain, aloud = run(*words)[1], run(*words, "--lang", "en")[1]
    assert "单位" in plain
    assert "经统称" in plain
    assert "through collectives" in aloud
    assert not re.search("任务|牵头|经统称", aloud)
    task = ("trace", "每季度请村民代表", "--store", sample_path)
    assert "很可能" in run(*task)[1]
    assert "very likely" in run(*task, "--lang", "en")[1]


def test_json_is_the_same_in_all_languages(sample_path: Path) -> None:
    words = ("workload", "--json", "--store", sample_path)
    assert run(*words)[1] == run(*words, "--lang", "en")[1] == run(*words, "--lang", "zh")[1]


def test_a_language_ends_with_its_command(sample_path: Path) -> None:
    """One process may run several commands, as tests and notebooks do."""
    run("workload", "--lang", "en", "--store", sample_path)
    assert "经统称" in run("workload", "--store", sample_path)[1]


@pytest.mark.parametrize("said", ["lead", "牵头", "牵头单位", "LEAD"])
def test_roles_by_their_names(said: str, sample_path: Path) -> None:
    found = CliRunner().invoke(
        app, ["workload", "--role", said, "--store", str(sample_path), "--json"]
    )
    assert found.exit_code == 0
    assert all(row["lead"] for row in json.loads(found.stdout))


@pytest.mark.parametrize("said", ["2025-8", "2025年8月", "2025年8月底前", "2025/8/31"])
def test_days_as_people_write_them(said: str, sample_path: Path) -> None:
    plain = run("due", "--before", "2025-08-31", "--store", sample_path)
    assert run("due", "--before", said, "--store", sample_path) == plain
    assert plain[0] == 0


def test_wrapped_lines_do_not_begin_with_what_closes() -> None:
    lines = list(wrapped("读入文件（和文件夹），建库。see docs/scale.md 为准", 12))
    assert all(cell_len(line) <= 12 or " " not in line for line in lines)
    assert not [line for line in lines if line[0] in "），。" or line[-1] == "（"]
    assert "".join(lines).replace(" ", "") == "读入文件（和文件夹），建库。seedocs/scale.md为准"
