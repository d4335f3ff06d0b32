"""The schemas of the JSON are true: what every command prints is of its schema, and only that."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import typer
from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource
from typer.testing import CliRunner

import zhengmai
from tests.chatting import chooses, serving
from zhengmai import api
from zhengmai.building.files import Kind
from zhengmai.cli.app import app
from zhengmai.errors import ZhengmaiError
from zhengmai.evaluation import KINDS
from zhengmai.export.ledger.form import ALL, KEY, STATUS
from zhengmai.graph.lineage.linkgraph import CONFIRMED
from zhengmai.graph.lineage.linking import JUDGED, PERSON
from zhengmai.model import DeadlineKind, DeadlineSource, Relation, Role, TaskSource, UnitKind
from zhengmai.ontology.places import LEVELS
from zhengmai.queries.changes import KINDS as KINDS_OF_CHANGE
from zhengmai.queries.differences import WHAT as WHAT_DIFFERS
from zhengmai.queries.review import CANDIDATE, LINK
from zhengmai.queries.states import Stage, State

ROOT = Path(__file__).parents[1]
SCHEMAS = Path(zhengmai.__file__).with_name("schemas")
PAGE = ROOT / "docs" / "json.md"
YEARS = ROOT / "tests" / "queries" / "years"
SHARED = "common"  # what several schemas have in common: of no command

MEANT: dict[str, type[StrEnum]] = {
    "common role": Role,
    "common deadlineKind": DeadlineKind,
    "due state": State,
    "read relation": Relation,
    "read source": TaskSource,
    "read kind": UnitKind,
    "read where": DeadlineSource,
}
"""File and name of an enumeration → the one of the model that it spells."""

UNCLOSED = {"query"}
"""Whose rows have the names that a user gives them."""


@cache
def schemas() -> dict[str, Any]:
    return {f.stem: json.loads(f.read_text("utf-8")) for f in sorted(SCHEMAS.glob("*.json"))}


@cache
def validator(command: str) -> Draft202012Validator:
    known = Registry().with_resources(
        (s["$id"], Resource.from_contents(s)) for s in schemas().values()
    )
    of_formats = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(schemas()[command], registry=known, format_checker=of_formats)


def with_json() -> list[str]:
    """The commands that can print JSON."""
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return sorted(
        name for name, of in commands.items() if any("--json" in p.opts for p in of.params)
    )


def printed(*arguments: object) -> str:
    """What a command prints, whatever its exit code; an error on purpose is a failure here."""
    result = CliRunner().invoke(app, [*map(str, arguments), "--json"])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> tuple[Path, list[Any]]:
    """A store of the samples in which a person has had a word, and the report of its build."""
    folder = tmp_path_factory.mktemp("schemas")
    store, poem = folder / "z.db", folder / "poem.txt"
    poem.write_text("床前明月光，疑是地上霜。\n", "utf-8")
    other = folder / "other.txt"  # a plan that has no counterpart in the year before
    text = (YEARS / "zone-2024.txt").read_text("utf-8").partition("一、")[0]
    text = text.replace("水环境治理工作计划", "值班要点").replace("17号", "90号")
    other.write_text(
        text + "一、值班值守\n（一）带班。节假日由负责同志在岗带班，填写日志。\n", "utf-8"
    )
    report = json.loads(printed("build", samples, YEARS, other, poem, "--store", store))
    with serving(chooses(1)) as service:
        asked = json.loads(printed("build", samples, "--store", store, "--judge", service.url))
    links = json.loads(printed("links", "--store", store))
    gaps = json.loads(printed("gaps", "--store", store))
    api.confirm(links[0]["child"]["iri"], links[0]["parent"]["iri"], store)
    orphan = next(n for n in gaps["without_parent"] if n["level"] == "county")
    above = next(k["parent"]["iri"] for k in links)
    api.confirm(orphan["iri"], above, store)
    return store, [report, asked, orphan["iri"], _reported(folder, store)]


def _reported(folder: Path, store: Path) -> list[Any]:
    """What is said of ledgers that come back: some rows new, some known, some not to be taken."""
    blank, filled, later = (folder / f"{name}.xlsx" for name in ("blank", "filled", "later"))
    assert CliRunner().invoke(app, ["ledger", "--out", str(blank), "--store", str(store)])
    heads = [cell.value for cell in openpyxl.load_workbook(blank)[ALL][1]]
    column = heads.index(STATUS) + 1
    for file, words in (filled, ("办结", "基本完成", "100%")), (later, ("未开展", "基本完成")):
        book = openpyxl.load_workbook(blank)
        for row, word in enumerate(words, 2):
            book[ALL].cell(row, column).value = word
        if file is filled:
            book[ALL].cell(5, heads.index(KEY) + 1).value = None
            book[ALL].cell(5, column).value = "办结"
        book.save(file)
    ways = (filled, "--by", "张三"), (later,), ("--history",)
    return [json.loads(printed("progress", *way, "--store", store)) for way in ways]


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """Labels that the reader misses in part, and some of a notice that is not there."""
    folder = tmp_path_factory.mktemp("labels")
    label = json.loads(printed("read", samples / "district-a-2025.txt"))
    label["tasks"][0]["assignments"][0] |= {"unit": "区林业局", "canonical_sure": True}
    label["tasks"][1]["text"] += "此外无他。"
    label["tasks"] = label["tasks"][:-1]
    (folder / "one.json").write_text(json.dumps(label), "utf-8")
    (folder / "two.json").write_text(json.dumps(label | {"file": "absent.txt"}), "utf-8")
    return folder


@pytest.fixture(scope="module")
def answers(
    built: tuple[Path, list[Any]],
    labels: Path,
    samples: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, list[Any]]:
    """Command → what it prints, several times where there are several ways to ask."""
    store, (report, asked_of_a_model, orphan, reported) = built
    at = ("--store", store)
    mine = tmp_path_factory.mktemp("question") / "mine.rq"
    mine.write_text(
        "SELECT ?s ?n ?d ?b ?none WHERE { VALUES (?s ?n ?d ?b) "
        '{ (<urn:x> 1 1.5 true) ("text" 2 0.5 false) } }'
    )
    files = [*sorted(samples.glob("*.txt")), *sorted((ROOT / "tests" / "loaders").rglob("*.txt"))]
    links = json.loads(printed("links", *at))
    asked: dict[str, list[tuple[object, ...]]] = {
        "evaluate": [(labels, samples)],
        "notices": [at, ("--year", 1999, *at)],
        "workload": [at, ("--in", "渡南区", "--role", "lead", *at), ("--year", 1999, *at)],
        "unit": [("渡南区财政局", *at), ("渡南区财政局", "--role", "cooperating", *at)],
        "due": [at, ("--before", "1999-01-01", *at)],
        "find": [("政策", *at)],
        "trace": [
            (links[0]["child"]["iri"], *at), (links[0]["parent"]["iri"], "--down", *at),
            (orphan, *at),
        ],
        "gaps": [at],
        "changes": [
            ("榆岭区", *at), ("樟坪县", "--notice", "樟坪政办发〔2024〕11号", *at), ("陶溪区", *at),
        ],
        "compare": [("渡南区", "苍坪县", *at), ("榆津市", "苍坪县", *at)],
        "coverage": [("湄政办发〔2025〕11号", *at), ("苍坪政办发〔2025〕9号", *at)],
        "links": [at],
        "review": [at, ("--year", 1999, *at)],
        "query": [(mine, *at)],
    }  # fmt: skip
    found = {
        command: [json.loads(printed(command, *arguments)) for arguments in ways]
        for command, ways in asked.items()
    }
    found["progress"] = reported
    found["build"] = [report, asked_of_a_model]
    found["read"] = [json.loads(line) for line in printed("read", *files).splitlines()]
    return found


def test_every_command_that_prints_json_has_a_schema_and_the_other_way_round() -> None:
    assert sorted({*schemas()} - {SHARED}) == with_json()


@pytest.mark.parametrize("command", [SHARED, *with_json()])
def test_a_schema_is_a_schema(command: str) -> None:
    schema = schemas()[command]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert schema["$id"].endswith(f"/schemas/{command}.json")
    for of in objects(schema):
        if command not in UNCLOSED:
            assert of["additionalProperties"] is False, of
            assert of["required"] == list(of["properties"]), of


@pytest.mark.parametrize("command", [SHARED, *with_json()])
def test_all_is_told_in_two_languages(command: str) -> None:
    told = [schemas()[command], *schemas()[command].get("$defs", {}).values()]
    told += [p for of in objects(schemas()[command]) for p in of.get("properties", {}).values()]
    for of in told:
        description = described(command, of)
        assert re.search(r"[A-Za-z]{2}", description), of
        assert re.search(r"[\u4e00-\u9fff]", description), of


def test_what_is_shared_is_shared_and_used() -> None:
    used = set(re.findall(r'"(?:common\.json)?#/\$defs/(\w+)', json.dumps(schemas())))
    for command, schema in schemas().items():
        assert {*schema.get("$defs", {})} <= used, command


def test_enumerations_are_those_of_the_model() -> None:
    found = dict(enumerations())
    for name, of in MEANT.items():
        assert found[name] == [one.value for one in of], name
    assert found["common level"] == list(LEVELS)
    assert found["build kind"] == [*Kind]
    assert found["evaluate kind"] == list(KINDS)
    assert list(schemas()["evaluate"]["$defs"]["figures"]["properties"]) == list(KINDS)
    assert found["links status"] == found["trace status"] == ["proposed", CONFIRMED]
    assert found["links method"] == ["verbatim", "paraphrase", JUDGED, PERSON]
    assert found["review method"] == ["verbatim", "paraphrase", JUDGED, None]
    assert found["review kind"] == [LINK, CANDIDATE]
    assert found["changes what"] == [*WHAT_DIFFERS]
    assert found["changes kind"] == [*KINDS_OF_CHANGE]
    assert found["common stage"] == [*Stage, None]
    parts = {"due kind": DeadlineKind, "common relation": Relation}
    for name, of in parts.items():
        assert set(found[name]) < {one.value for one in of}, name
    # Of no enumeration in the code; the answers have them.
    others = {"common kind", "common certainty", "common fidelityWord", "links method"}
    others |= {"common stage", "changes method", "changes dutyKind", "changes what", "changes kind"}
    others |= {"coverage status", "compare carried_by"}
    others |= {"review method", "review kind", "trace status"}
    others |= {"common level", "evaluate kind", "links status", "find kind", "trace why_none"}
    others |= {"build kind"}
    assert {*found} == {*MEANT, *parts, *others}


@pytest.mark.parametrize("command", with_json())
def test_what_a_command_prints_is_of_its_schema(
    answers: dict[str, list[Any]], command: str
) -> None:
    for answer in answers[command]:
        validator(command).validate(answer)


def test_the_answers_show_what_may_be(answers: dict[str, list[Any]]) -> None:
    """Otherwise it would not be shown that the schemas allow it."""
    (report, asked), (evaluated,) = answers["build"], answers["evaluate"]
    assert asked["judge"]["answered"] > 0
    assert {r["judged_yes"] for r in answers["review"][0]} == {True, False}
    reported, again, history = answers["progress"]
    assert {r["stage"] for r in reported["reports"]} == {"done", None}
    assert reported["refused"]
    assert again["known"] == len(again["replaced"]) == 1
    assert {r["latest"] for r in history["reports"]} == {True, False}
    assert any(r["reported"] for r in answers["due"][0])
    assert {type(f["error"]) for f in report["files"]} == {str, type(None)}
    assert {type(f["notice"]) for f in report["files"]} == {str, type(None)}
    assert report["missing_parents"]
    assert {type(f["error"]) for f in evaluated["files"]} == {str, type(None)}
    assert {m["kind"] for m in evaluated["files"][0]["misses"]} >= {"tasks", "texts", "units"}
    links = answers["links"][0]
    assert {k["method"] for k in links} == {"verbatim", "paraphrase", "judged", "person"}
    assert {k["status"] for k in links} == {"proposed", CONFIRMED}
    assert answers["trace"][2]["links"][0]["evidence"] == []
    assert {n["kind"] for n in answers["gaps"][0]["uncarried"]} == {"point"}
    assert all(r["role"] in {*Role} for r in answers["unit"][0])
    assert not answers["notices"][1]
    told = [c for answer in answers["changes"] for p in answer["pairs"] for c in p["changes"]]
    assert {c["kind"] for c in told} == {"changed", "new", "dropped", "kept"}
    assert {c["method"] for c in told} == {"same", "verbatim", "paraphrase", None}
    assert any(answer["without_counterpart"] for answer in answers["changes"])
    assert any(n["repealed_by"] for n in answers["notices"][0])


@pytest.mark.parametrize("command", sorted({*with_json()} - UNCLOSED))
def test_a_field_more_or_less_is_refused(answers: dict[str, list[Any]], command: str) -> None:
    seen: set[tuple[str, ...]] = set()
    for answer in answers[command]:
        for path in paths(answer):
            kind = tuple(p for p in path if isinstance(p, str))
            if kind in seen:
                continue
            seen.add(kind)
            for name in [*at(answer, path), None]:
                changed = copy.deepcopy(answer)
                if name is None:
                    at(changed, path)["more"] = "or less"
                else:
                    del at(changed, path)[name]
                with pytest.raises(ValidationError):
                    validator(command).validate(changed)
    assert seen


@pytest.mark.parametrize(
    ("command", "change"),
    [
        ("read", lambda a: a["notice"].update(issued="2025-02-30")),
        ("read", lambda a: a["notice"].update(issued="20250203")),
        ("read", lambda a: a["notice"].update(document_number="第5号")),
        ("read", lambda a: a["tasks"][0].update(text=None)),
        ("read", lambda a: a["tasks"][0].update(spans=[[1, 2, 3]])),
        ("read", lambda a: a["tasks"][0]["assignments"][0].update(role="owner")),
        ("read", lambda a: a["tasks"][0]["assignments"][0].update(canonical=None)),
        ("links", lambda a: a[0].update(score=1.2)),
        ("links", lambda a: a[0].update(status="rejected")),
        ("find", lambda a: a[0].update(role="lead")),
        ("unit", lambda a: a[0].update(role=None)),
        ("workload", lambda a: a[0].update(iri="渡南区财政局")),
        ("changes", lambda a: a["pairs"][0]["changes"][0].update(kind="moved")),
        ("changes", lambda a: a["pairs"][0].update(relatedness=None)),
        ("query", lambda a: a[0].update(s=["a", "b"])),
    ],
)
def test_a_wrong_value_is_refused(
    answers: dict[str, list[Any]], command: str, change: Callable[[Any], None]
) -> None:
    changed = copy.deepcopy(answers[command][0])
    change(changed)
    with pytest.raises(ValidationError):
        validator(command).validate(changed)


def test_real_notices_are_of_the_schema(shared: Path) -> None:
    """Read as they are: what real notices lack is null where the schema says so."""
    files = sorted(p for p in (shared / "notices").rglob("*.txt"))
    assert files
    for file in files:
        try:
            answer = printed("read", file)
        except ZhengmaiError:
            continue  # no notice
        for line in answer.splitlines():
            validator("read").validate(json.loads(line))


def test_the_program_on_the_page_runs(answers: dict[str, list[Any]], tmp_path: Path) -> None:
    (program,) = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    for answer, code in (answers["due"][0], 0), ([{"date": "soon"}], 1):
        (tmp_path / "due.json").write_text(json.dumps(answer), "utf-8")
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=False
        )
        assert done.returncode == code


def test_the_page_names_every_schema() -> None:
    text = PAGE.read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| \[`.*`\]\((.*)\) \| (.*) \|$", text, re.MULTILINE)
    assert sorted(command for command, _, _ in rows) == with_json()
    for command, target, meaning in rows:
        assert (PAGE.parent / target).resolve() == SCHEMAS / f"{command}.json"
        assert meaning == schemas()[command]["description"]


# --- ways into a schema and an answer


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """The schemas of objects in a schema."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from objects(part)


def enumerations() -> Iterator[tuple[str, list[str]]]:
    """File and name of each enumeration, and its values."""
    for command, schema in schemas().items():
        inside = [("", schema)]
        while inside:
            name, of = inside.pop()
            if "enum" in of:
                yield f"{command} {name}", of["enum"]
            inside += [(key, part) for key, part in of.items() if isinstance(part, dict)]


def described(file: str, of: Mapping[str, Any]) -> str:
    """The description of a piece of a schema, its own or that of what it refers to."""
    if "description" in of:
        return str(of["description"])
    other, _, pointer = of["$ref"].partition("#/")
    file = other.removesuffix(".json") or file
    return described(file, at(schemas()[file], tuple(pointer.split("/"))))


def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The ways to all objects in a value."""
    if isinstance(value, Mapping):
        yield path
    inside = value.items() if isinstance(value, Mapping) else enumerate(value)
    for key, part in inside:
        if isinstance(part, dict | list):
            yield from paths(part, (*path, key))


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    """What a way leads to."""
    for key in path:
        value = value[key]
    return value
