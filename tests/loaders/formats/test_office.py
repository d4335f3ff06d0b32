"""Old office files: converted by LibreOffice where there is one, and what is said where not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats import office, word
from zhengmai.loaders.formats.packages import OLE
from zhengmai.model import Severity

from .word.making import CHINESE, RESTART, bytes_of, cell, num, packed, paragraph, row, table

OLD = OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le")
ODT = packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}, 0)


def notice() -> bytes:
    body = (
        paragraph("榆津市人民政府办公室关于政务公开的通知")
        + paragraph("总体要求", 1, 0)
        + paragraph("政策公开。", 1, 1)
        + table(
            row(cell("甲局", RESTART), cell("公开目录")),
            row(cell("", "<w:vMerge/>"), cell("集中解读")),
            widths=(4000, 4000),
        )
        + paragraph("2025年3月18日")
    )
    return bytes_of(body, CHINESE + num(1))


def old_file(folder: Path, name: str = "notice.doc", data: bytes = OLD) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH in which programs are looked for; empty."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def fake(folder: Path, body: str) -> None:
    """A program by the name of LibreOffice, in Python; its arguments are in ``given``."""
    script = folder / "soffice"
    script.write_text(
        f"#!{sys.executable}\nimport os, pathlib, shutil, subprocess, sys, time\n"
        "given = sys.argv[1:]\nout = pathlib.Path(given[given.index('--outdir') + 1])\n" + body,
        encoding="utf-8",
    )
    script.chmod(0o755)


def refused(file: Path, match: str) -> None:
    with pytest.raises(UnreadableFileError, match=match) as caught:
        office.read(file)
    assert caught.value.file == str(file)


# --- without LibreOffice


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.doc", OLD), ("a.wps", OLD), ("a.rtf", b"{\\rtf1 a}"), ("a.odt", ODT)],
)
def test_without_libreoffice_it_is_said_what_to_do(
    tmp_path: Path, programs: Path, name: str, data: bytes
) -> None:
    refused(
        old_file(tmp_path, name, data),
        r"not installed here: open it in Word or WPS and save it as \.docx, or install LibreOffice",
    )


@pytest.mark.parametrize(
    ("data", "match"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"<html>", "no document of Word, WPS or LibreOffice", id="a web page"),
        pytest.param(
            OLD + "EncryptedPackage".encode("utf-16-le"), "it has a password", id="a password"
        ),
        pytest.param(
            OLD.replace(b"W", b"X"), "no document of Word or WPS, or only half", id="a workbook"
        ),
        pytest.param(packed({"xl/workbook.xml": b""}), "an Excel workbook", id="a new workbook"),
    ],
)
def test_what_is_refused_before_anything_is_run(
    tmp_path: Path, programs: Path, data: bytes, match: str
) -> None:
    fake(programs, "raise SystemExit('it was run')")
    refused(old_file(tmp_path, data=data), match)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    refused(tmp_path / "missing.doc", "cannot be opened")


def test_a_new_document_by_an_old_name_needs_no_libreoffice(tmp_path: Path, programs: Path) -> None:
    file = old_file(tmp_path, data=notice())
    assert "一、总体要求" in office.read(file).text


# --- with a program that behaves like it


def test_what_it_makes_is_read(tmp_path: Path, programs: Path) -> None:
    (tmp_path / "made.docx").write_bytes(notice())
    seen = tmp_path / "seen"
    fake(
        programs,
        "out.mkdir()\n"
        f"shutil.copy({str(tmp_path / 'made.docx')!r}, out / 'notice.docx')\n"
        f"pathlib.Path({str(seen)!r}).write_text('\\n'.join(given))\n",
    )
    file = old_file(tmp_path, "通知 -env: ; $(a).wps")
    found = office.read(file)
    assert found.file == str(file)
    assert found.text == word.read(tmp_path / "made.docx").text
    assert len(found.grids) == 1
    assert [(r.severity, "LibreOffice" in r.message) for r in found.remarks] == [
        (Severity.NOTE, True)
    ]
    arguments = seen.read_text().split("\n")
    assert "--headless" in arguments
    (profile,) = (a for a in arguments if a.startswith("-env:UserInstallation=file:///"))
    assert arguments[-1].endswith("notice.doc")  # a name of ours, whatever the file is called
    assert not Path(arguments[-1]).parent.exists()
    assert not Path(profile.removeprefix("-env:UserInstallation=file://")).exists()


def test_macros_and_links_are_off_in_its_profile(tmp_path: Path, programs: Path) -> None:
    fake(
        programs,
        "profile = next(a for a in given if a.startswith('-env'))"
        ".removeprefix('-env:UserInstallation=file://')\n"
        "settings = pathlib.Path(profile, 'user', 'registrymodifications.xcu').read_text()\n"
        "names = ('DisableMacrosExecution', 'BlockUntrustedRefererLinks')\n"
        'sys.exit(all(f\'{n}" oor:op="fuse"><value>true\' in settings for n in names)'
        " and 'they are off')\n",
    )
    refused(old_file(tmp_path), r"could not convert it \(they are off\)")


@pytest.mark.parametrize(
    ("body", "match"),
    [
        pytest.param("", "could not convert it; it may be damaged or have a password", id="none"),
        pytest.param("sys.exit('bad file')", r"could not convert it \(bad file\)", id="fails"),
        pytest.param(
            "out.mkdir()\n(out / 'notice.docx').write_bytes(b'PK')",
            "damaged or not complete",
            id="half a file",
        ),
        pytest.param(
            "out.mkdir()\n(out / 'notice.docx').mkdir()", "could not convert", id="folder"
        ),
        pytest.param("os.kill(os.getpid(), 9)", "could not convert it", id="killed"),
    ],
)
def test_when_it_fails(tmp_path: Path, programs: Path, body: str, match: str) -> None:
    fake(programs, body)
    refused(old_file(tmp_path), match)


def test_when_it_cannot_be_run(tmp_path: Path, programs: Path) -> None:
    (programs / "soffice").write_text("#!/no/such/program\n")
    (programs / "soffice").chmod(0o755)
    refused(old_file(tmp_path), "LibreOffice cannot be run")


def test_when_it_takes_too_long_all_of_it_is_ended(
    tmp_path: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what it has started: the real one is begun by a script."""
    monkeypatch.setattr(office, "TIME_LIMIT", 2.0)
    child = tmp_path / "child"
    hang = "import time; time.sleep(600)"
    fake(
        programs,
        f"started = subprocess.Popen([{sys.executable!r}, '-c', {hang!r}])\n"
        f"pathlib.Path({str(child)!r}).write_text(str(started.pid))\n"
        "started.wait()\n",
    )
    refused(old_file(tmp_path), "did not convert it within 2 seconds")
    process = int(child.read_text())
    deadline = time.monotonic() + 10
    while _runs(process) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _runs(process)


def _runs(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    if status.parent.parent.joinpath("self").exists():  # it may be dead and not yet waited for
        return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


# --- with the real one


@pytest.fixture(scope="module")
def soffice() -> str:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: apt install libreoffice-writer")
    return program


@pytest.mark.parametrize(
    ("form", "kind"), [("doc", "doc"), ("doc", "wps"), ("odt", "odt"), ("rtf", "rtf")]
)
def test_a_real_conversion(tmp_path: Path, soffice: str, form: str, kind: str) -> None:
    given = tmp_path / "given.docx"
    given.write_bytes(notice())
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [soffice, "--headless", f"-env:UserInstallation={profile}", "--convert-to", form,
         "--outdir", str(tmp_path), str(given)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    file = (tmp_path / f"given.{form}").rename(tmp_path / f"通知.{kind}")
    found = office.read(file)
    expected = word.read(given)
    assert found.file == str(file)
    if kind == "rtf":  # LibreOffice writes numbers 一、 to RTF as question marks
        assert found.text.splitlines()[3:] == expected.text.splitlines()[3:]
    else:
        assert found.text == expected.text
    assert [(c.row, c.column, c.rows, c.columns) for c in found.grids[0].cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 1),
        (1, 1, 1, 1),
    ]


def test_a_broken_file_is_refused_by_the_real_one(tmp_path: Path, soffice: str) -> None:
    refused(old_file(tmp_path), "could not convert it")
