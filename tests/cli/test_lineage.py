"""``trace``, ``gaps``, ``links``: where tasks come from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import run, run_json
from tests.conftest import SAMPLES
from zhengmai.graph.lineage.review import check_places


def test_links_json(sample_path: Path) -> None:
    rows = run_json("links", "--store", sample_path)
    assert isinstance(rows, list)
    assert list(rows[0]) == [
        "child", "parent", "score", "method", "status", "certainty", "fidelity", "fidelity_word",
        "lag_days", "judged_by", "judged_at", "note",
    ]  # fmt: skip
    assert list(rows[0]["child"]) == ["iri", "file", "number", "text"] == list(rows[0]["parent"])
    assert {r["status"] for r in rows} == {"proposed"}


def test_trace_json(sample_path: Path) -> None:
    links = run_json("links", "--store", sample_path)
    assert isinstance(links, list)
    found = run_json("trace", links[0]["child"]["iri"], "--store", sample_path)
    assert isinstance(found, dict)
    assert list(found) == ["task", "nodes", "links", "joined", "why_none", "not_held"]
    assert list(found["nodes"][0]) == [
        "iri", "kind", "level", "jurisdiction", "notice", "document_number", "number", "heading",
        "text",
    ]  # fmt: skip
    assert list(found["links"][0]) == [
        "child", "parent", "score", "status", "judged_by", "judged_at", "note", "evidence",
        "certainty", "fidelity", "fidelity_word", "lag_days",
    ]  # fmt: skip
    assert list(found["links"][0]["evidence"][0]) == ["child", "parent"]


def test_compare_json_and_table(sample_path: Path) -> None:
    found = run_json("compare", "渡南区", "苍坪县", "--store", sample_path)
    assert isinstance(found, dict)
    assert list(found) == ["plan", "a", "b", "points"]
    assert found["plan"]["document_number"] == "榆津政办发〔2025〕14号"
    code, out, _ = run("compare", "渡南区", "苍坪县", "--year", 2025, "--store", sample_path)
    assert code == 0
    assert "两地都承接的要点" in out
    for wrong, said in (
        (("渡南区", "瓷岭区"), "no superior plan in common"),
        (("渡南区", "火星"), "no place '火星'"),
        (("渡南区", "苍坪县", "--year", 1999), "no plan of 1999"),
    ):
        code, out, err = run("compare", *wrong, "--store", sample_path)
        assert (code, out) == (1, "")
        assert said in err
    assert run("compare", "渡南区", "--store", sample_path)[0] == 2


def test_coverage_json_table_and_files(sample_path: Path, tmp_path: Path) -> None:
    at = ("湄政办发〔2025〕11号", "--store", sample_path)
    found = run_json("coverage", *at)
    assert isinstance(found, dict)
    assert list(found) == ["plan", "places", "points", "diffusion"]
    code, out, _ = run("coverage", *at)
    assert code == 0
    assert "无人承接" in out
    for name in ("a.csv", "A.XLSX"):
        code, out, _ = run("coverage", *at, "--out", tmp_path / name)
        assert (code, out.strip()) == (0, str(tmp_path / name))
        assert (tmp_path / name).stat().st_size > 1000
    assert sorted(p.name for p in tmp_path.iterdir()) == ["A.XLSX", "a.csv"]
    assert run("coverage", *at, "--out", tmp_path / "a.pdf")[0] == 2
    code, _, err = run("coverage", *at, "--out", tmp_path / "none" / "a.csv")
    assert code == 1
    assert "cannot be written" in err
    code, out, err = run("coverage", "苍坪政办发〔2025〕9号", "--store", sample_path)
    assert code == 1
    assert "no held plan below answers to it" in err
    assert run("coverage", "没有这份文件", "--store", sample_path)[0] == 1


def test_trace_prints_the_way_to_the_province(sample_path: Path) -> None:
    links = run_json("links", "--store", sample_path)
    assert isinstance(links, list)
    upper = {k["child"]["iri"] for k in links if "湄政办发" in k["parent"]["iri"]}
    child = next(k["child"]["iri"] for k in links if k["parent"]["iri"] in upper)
    code, out, _ = run("trace", child, "--store", sample_path)
    assert code == 0
    assert "［市］" in out
    assert "［省］" in out
    assert "依据" in out


def test_a_point_is_named_by_its_heading(sample_path: Path) -> None:
    found = run_json("trace", "以公开优化营商环境", "--down", "--store", sample_path)
    assert isinstance(found, dict)
    assert found["task"]["heading"] == "以公开优化营商环境"
    assert found["links"]
    code, _, err = run("trace", "公开", "--store", sample_path)
    assert code == 1
    assert "tasks say '公开'" in err
    code, _, err = run("trace", "信息公开监管平台系统", "--store", sample_path)
    assert code == 1
    assert "no task says" in err


def test_several_points_of_one_heading_are_told(tmp_path: Path, samples: Path) -> None:
    """Where no task says the words, and the headings of two points do."""
    for name, number in (("a", "6号"), ("b", "60号")):
        text = (samples / "province-2025.txt").read_text("utf-8").replace("11号", number)
        text = text.replace("加强组织保障", "压实各方担子")
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    run("build", tmp_path / "a.txt", tmp_path / "b.txt", "--store", tmp_path / "z.db")
    code, _, err = run("trace", "压实各方担子", "--store", tmp_path / "z.db")
    assert code == 1
    assert "2 points are headed '压实各方担子'" in err


def test_a_word_is_said_and_withdrawn(sample_path: Path, tmp_path: Path) -> None:
    store = tmp_path / "z.db"
    shutil.copytree(sample_path, store)
    before = run_json("links", "--store", store)
    assert isinstance(before, list)
    ends = before[0]["child"]["iri"], before[0]["parent"]["iri"]
    code, out, err = run("withdraw", *ends, "--store", store)
    assert (code, out) == (1, "")
    assert "nothing had been said" in err
    assert run("reject", *ends, "--store", store)[0] == 0
    assert run_json("links", "--store", store) != before
    code, out, _ = run("withdraw", *ends, "--store", store)
    assert (code, out.splitlines()[0]) == (0, "withdrawn")
    assert run_json("links", "--store", store) == before


def test_what_another_place_says_is_not_confirmed(tmp_path: Path) -> None:
    folder, store = tmp_path / "notices", tmp_path / "z.db"
    folder.mkdir()
    for file in ("city-2025.txt", "district-a-2025.txt"):
        shutil.copy(SAMPLES / file, folder)
    elsewhere = (SAMPLES / "city-2025.txt").read_text("utf-8")
    for old, new in (("湄川", "澜江"), ("湄政", "澜政"), ("榆津", "临澄")):
        elsewhere = elsewhere.replace(old, new)
    (folder / "elsewhere.txt").write_text(elsewhere, "utf-8")
    assert run("build", folder, "--store", store)[0] == 0
    child, parent = "渡南政办发〔2025〕6号 第3项", "临澄政办发〔2025〕14号（二）"
    code, out, err = run("confirm", child, parent, "--store", store)
    assert (code, out) == (1, "")
    assert "湄川省榆津市渡南区 is not in 澜江省临澄市" in err
    assert run("confirm", child, "榆津政办发〔2025〕14号（一）", "--store", store)[0] == 0
    (own,) = [r for r in run_json("links", "--store", store) if r["method"] == "person"]
    assert own["score"] == 1
    _, out, _ = run("trace", own["child"]["iri"], "--store", store)
    assert "人工确认" in out
    assert "1.00" not in out  # nobody has measured that


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        (("湄川省", "榆津市"), ("中国",)),
        (("湄川省", "榆津市"), ("湄川省",)),
        (("渡南区",), ("湄川省", "榆津市")),  # nobody says what it is in
    ],
)
def test_what_may_be_confirmed(child: tuple[str, ...], parent: tuple[str, ...]) -> None:
    check_places(child, parent)
