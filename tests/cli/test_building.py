"""``build``: a report of each file, on the terminal and for other programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run, run_json


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
    code, out, err = run("build", tmp_path, tmp_path / "empty.txt", "--store", tmp_path / "z.db")
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
    head, header, _ = (samples / "tabs-2024.txt").read_text("utf-8").partition("序号\t")
    rows = (
        f"{n}\t整理第{n}批旧档案，装盒上架。\t具体做法另行商定\t6月底前\n" for n in range(1, 11)
    )
    text = f"{head}{header}工作任务\t经办说明\t完成时限\n{''.join(rows)}"
    (tmp_path / "x.txt").write_text(text, "utf-8")
    code, _, err = run("build", tmp_path / "x.txt", "--store", tmp_path / "z.db")
    assert code == 1
    assert "x.txt: the table has no column of responsible units" in err
    assert "column '经办说明' that is not understood" in err
    (found,) = run_json("notices", "--store", tmp_path / "z.db")  # type: ignore[misc]
    assert found["tasks"] == 10


def test_build_with_workers_is_the_same(tmp_path: Path, samples: Path, sample_path: Path) -> None:
    assert run("build", samples, "--workers", "2", "--store", tmp_path / "z.db")[0] == 0
    assert run_json("links", "--store", tmp_path / "z.db") == run_json(
        "links", "--store", sample_path
    )


def test_the_same_notice_in_two_files_is_told(tmp_path: Path, samples: Path) -> None:
    text = (samples / "tabs-2024.txt").read_text("utf-8")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.txt").write_text(text, "utf-8")
    code, _, err = run("build", tmp_path, "--store", tmp_path / "z.db")
    assert code == 1
    assert "the same notice as" in err


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


def test_a_build_that_stores_nothing_leaves_no_store(tmp_path: Path, samples: Path) -> None:
    (tmp_path / "poem.txt").write_text("床前明月光，疑是地上霜。\n", "utf-8")
    store = tmp_path / "z.db"
    code, _, err = run("build", tmp_path / "poem.txt", "--store", store)
    assert (code, "no store was made" in err) == (1, True)
    assert not store.exists()
    store.mkdir()  # what was there stays
    assert run("build", tmp_path / "poem.txt", "--store", store)[0] == 1
    assert store.exists()
    assert run("build", samples / "tabs-2024.txt", "--store", store)[0] == 0
    code, _, err = run("build", tmp_path / "poem.txt", "--store", store)
    assert (code, "no store was made" in err) == (1, False)
    assert len(run_json("notices", "--store", store)) == 1  # type: ignore[arg-type]


def test_a_wrong_address_is_wrong_use_whatever_it_is_of(tmp_path: Path, samples: Path) -> None:
    for option in ("--judge", "--embeddings"):
        for address in ("foo", "ftp://x/v1", ""):
            code, _, err = run("build", samples, "--store", tmp_path / "z.db", option, address)
            assert (code, option in err) == (2, True), (option, address, err)
    assert not (tmp_path / "z.db").exists()


def test_a_store_that_the_environment_names_is_told(
    tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have been set for something else."""
    monkeypatch.setenv("ZHENGMAI_STORE", str(tmp_path / "z.db"))
    _, _, err = run("build", samples / "tabs-2024.txt")
    assert "ZHENGMAI_STORE says" not in err  # nothing was there before
    _, _, err = run("build", samples / "city-2025.txt")
    assert f"stored in {tmp_path / 'z.db'}, as ZHENGMAI_STORE says" in err


def test_a_word_on_a_text_that_is_gone_is_told(tmp_path: Path) -> None:
    city, county, store = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "z.db"
    form = "{}人民政府办公室关于印发2025年渡口工作要点的通知\n\n{}\n\n一、渡口\n1.{}\n2.{}\n"
    of_city = ("苍坪市", "苍坪政办发〔2025〕7号", "换上新缆绳。", "救生衣一季一查。")
    of_county = ("苍坪市渡南县", "渡南政办发〔2025〕3号", "旧绳子全部换掉。", "查救生衣。")
    city.write_text(form.format(*of_city), "utf-8")
    county.write_text(form.format(*of_county), "utf-8")
    run("build", city, county, "--store", store)
    code, _, err = run("confirm", "旧绳子", "新缆绳", "--store", store, "--by", "陈")
    assert code == 0, err
    county.write_text(form.format(*of_county).replace("旧绳子全部换掉", "买钢缆"), "utf-8")
    _, out, _ = run("build", county, "--store", store)
    assert "人工判断所指的原文已变更或移出，不再计入  旧绳子全部换掉。  （陈 " in out
