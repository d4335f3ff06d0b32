"""Text where it leaves: nothing in it is run, and what can be kept is kept."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import lxml.etree
import pytest
import rdflib

from tests.cli.running import run
from zhengmai.errors import StoreError
from zhengmai.export import Format, export
from zhengmai.graph.store import GraphData
from zhengmai.graph.stores.neo4j.address import masked, parse
from zhengmai.graph.stores.opening import open_store
from zhengmai.shown import cleaned, counted, escaped, in_cell, in_json
from zhengmai.wholefiles import scratch_folder, write_whole

HOSTILE = "\x01\x1b[31m\x7f\x85\x9b\u061c\u200e\u200f\u202e\u2066\u2069\ufffe\uffff\U000e0041"


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


@pytest.mark.parametrize(
    "cell",
    [
        "=1",
        "+1",
        "-1",
        "@x",
        "\t1",
        "\r1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u3000＝1",
        "\u200b=1",
    ],
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert in_cell(cell).startswith("'")


def test_harmless_texts_stay() -> None:
    for text in ("渡南区", "1-2", "a\nb", "", "𬟽", "〇"):
        assert in_cell(text) == cleaned(text) == escaped(text) == text


def test_where_places_are_counted_no_character_moves() -> None:
    said = f"公{HOSTILE}\ud800\r\n\t\U00020000开"
    assert len(counted(said)) == len(said)
    assert counted(said) == cleaned(counted(said))
    assert counted("\x1b\x7f\u202e渡\n") == "␛␡\ufffd渡\n"


def test_json_loses_nothing() -> None:
    said = json.dumps(HOSTILE, ensure_ascii=False)
    assert json.loads(in_json(said)) == HOSTILE
    assert in_json('"\udcff"') == '"\ufffd"'
    assert not set(HOSTILE) & set(in_json(said)) - set("[31m")


def test_no_export_has_them_raw(sample_path: Path, tmp_path: Path) -> None:
    with open_store(sample_path) as store:
        name = next(n for n in store.graphs() if "渡南" in n and n.endswith("6"))
        plain = store.graph(name).decode()
    path = tmp_path / "z.db"
    with open_store(path, write=True) as store:
        said = re.sub(r'"[^"\n]*"', lambda m: m[0].replace("公开", f"公{HOSTILE}开"), plain)
        list(store.put([GraphData(name, said.encode())]))
    with open_store(path) as store:
        binary = (Format.NEO4J_IMPORT, Format.XLSX, Format.PARQUET)
        made = {f: b"".join(export(store, f)) for f in Format if f not in binary}
    raw = set(HOSTILE) - set("[31m")
    for form, data in made.items():
        assert not raw & set(data.decode()), form
    lxml.etree.fromstring(made[Format.GRAPHML])
    turtle = rdflib.Graph().parse(data=made[Format.TURTLE], format="turtle")
    assert any(HOSTILE in str(o) for o in turtle.objects())
    for command in (["notices"], ["find", "公"], ["find", "公", "--json"], ["notices", "--json"]):
        assert not raw & set(run(*command, "--store", path)[1]), command
    assert (
        run("export", "--format", "neo4j-import", "--out", tmp_path / "i", "--store", path)[0] == 0
    )
    for file in (tmp_path / "i").iterdir():
        assert not raw & set(file.read_text("utf-8")), file


@pytest.mark.parametrize("command", ["find", "unit", "trace"])
def test_arguments_that_are_not_utf_8(sample_path: Path, command: str) -> None:
    code, _, err = run(command, "\udcff", "--store", sample_path)
    assert code == 1
    assert err


PASSWORDS = ["p@ss", "a/b", "a:b", "#", "a?b", "%zz", "a b", "密码", "x@y/z:w#?", "://@"]


@pytest.mark.parametrize("word", PASSWORDS)
@pytest.mark.parametrize(
    "form", ["neo4j://u:%s@h:7687/db", "BOLT+S://u:%s@h", "neo4j:/u:%s@h", "http://u:%s@h"]
)
def test_a_password_is_never_told(form: str, word: str) -> None:
    secret = f"SECRET{word}SECRET"
    with pytest.raises(StoreError) as told:
        parse(form % secret)
    assert "SECRET" not in str(told.value)
    if "http" not in form:
        assert "SECRET" not in masked(f"{form % secret}: nothing answers there")


def test_what_is_no_port_may_be_a_password() -> None:
    with pytest.raises(StoreError) as told:
        parse("bolt://u:SECRET")
    assert "SECRET" not in str(told.value)


def test_a_file_is_written_whole_or_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    write_whole(file, [b"one"])

    def stopped() -> object:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(file, stopped())  # type: ignore[arg-type]
    assert file.read_bytes() == b"one"
    assert names(tmp_path) == ["a.csv"]


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    pid = os.fork()
    if pid == 0:
        with scratch_folder(tmp_path) as folder:
            (folder / "x").write_text("x")
            os._exit(9)
    os.waitpid(pid, 0)
    assert len(names(tmp_path)) == 2
    with scratch_folder(tmp_path) as alive:
        write_whole(tmp_path / "a", [b"1"])
        assert alive.is_dir()
    assert names(tmp_path) == ["a"]
