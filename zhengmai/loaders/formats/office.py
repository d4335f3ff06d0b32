"""Old office files (.doc, .wps) and other text documents (.rtf, .odt) → their text.

LibreOffice, where it is installed, makes Word documents (.docx) of them, and these are read. It
runs without a window, in a profile of its own that is thrown away, without macros, and follows no
link out of the file.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from zhengmai.errors import UnreadableFileError
from zhengmai.lifeline import APART
from zhengmai.loaders.formats import word
from zhengmai.loaders.formats.compound import loops
from zhengmai.loaders.formats.files import contents
from zhengmai.loaders.formats.packages import (
    LOCKED,
    MOST_BYTES,
    OLE,
    check_unpacked,
    has_password,
)
from zhengmai.loaders.source import Source
from zhengmai.loaders.steps import Step, step
from zhengmai.model import Remark, Severity

TIME_LIMIT = 120.0  # seconds; a notice of 30 pages takes some 5, the start of LibreOffice included

_PROGRAMS = ("soffice", "libreoffice")
# Where it lies on systems that do not name it in PATH.
_FOLDERS_ON_WINDOWS = ("PROGRAMFILES", "PROGRAMFILES(X86)")
_ON_WINDOWS = Path("LibreOffice", "program", "soffice.exe")
_ON_MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
_KINDS = (  # how a file begins, and by what ending LibreOffice knows it
    (OLE, "doc"),
    (b"{\\rtf", "rtf"),
    (b"PK", "odt"),
)
_WORD_STREAM = "WordDocument".encode("utf-16-le")  # the text in an old file ([MS-DOC] 2.1.1)
_BINARY = re.compile(rb"\\bin(\d{1,20})")
_BRACES = re.compile(rb"[{}]")
_DEEPEST = 1_000  # groups in each other in RTF
_MOST_ROWS = 20_000  # of tables in RTF
_ADVICE = "open it in Word or WPS and save it as .docx"
_INSTALL = "install LibreOffice (www.libreoffice.org; on Linux: apt install libreoffice-writer)"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
</oor:items>
"""


def read(path: Path) -> Source:
    """The text of an office file that is no .docx, converted by LibreOffice.

    A Word document by the name of an old one is read as what it is.

    Raises:
        UnreadableFileError: the file cannot be opened, is none of these, has a password or is
            damaged; or there is no LibreOffice, or it takes longer than ``TIME_LIMIT``.
    """
    file = str(path)
    data = contents(path, MOST_BYTES)
    kind = _kind(data)
    if kind is None:
        raise UnreadableFileError(file, f"no document of Word, WPS or LibreOffice: {_ADVICE}")
    if kind == "docx":
        return word.read(path)
    _check(data, kind, file)
    program = libreoffice()
    if program is None:
        raise UnreadableFileError(
            file,
            "old office files are read with LibreOffice, which is not installed here: "
            f"{_ADVICE}, or {_INSTALL}",
        )
    try:
        with tempfile.TemporaryDirectory(prefix="zhengmai-", ignore_cleanup_errors=True) as folder:
            converted = _converted(data, kind, program, Path(folder))
            source = word.read(converted)
    except UnreadableFileError as error:
        raise UnreadableFileError(file, error.reason) from error
    except OSError as error:
        raise UnreadableFileError(
            file, f"LibreOffice cannot be run ({error.strerror or error}): {_ADVICE}"
        ) from error
    remark = Remark(
        Severity.NOTE, "converted by LibreOffice; Word may show numbers and merged cells otherwise"
    )
    return replace(source, file=file, remarks=(remark, *source.remarks))


def libreoffice() -> str | None:
    """Where LibreOffice is on this machine; None where it is not."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if found is not None:
        return found
    places = [Path(os.environ.get(name, "")) / _ON_WINDOWS for name in _FOLDERS_ON_WINDOWS]
    usual = (place for place in (*places, _ON_MAC) if place.is_absolute() and place.is_file())
    return next(map(str, usual), None)


def _check(data: bytes, kind: str, file: str) -> None:
    """See to it that LibreOffice can convert a file, and comes to an end with it."""
    if kind == "doc" and has_password(data):
        raise UnreadableFileError(file, LOCKED)
    if kind == "doc" and _WORD_STREAM not in data:  # LibreOffice would take its bytes for text
        raise UnreadableFileError(
            file, f"an office file, but no document of Word or WPS, or only half of one: {_ADVICE}"
        )
    if kind == "doc" and loops(data):
        raise UnreadableFileError(file, f"its parts lead back to themselves (damaged): {_ADVICE}")
    if kind == "rtf" and _is_endless(data):
        raise UnreadableFileError(file, f"its parts are nested or cut beyond reason: {_ADVICE}")
    if kind == "odt":
        check_unpacked(data, file)


def _is_endless(data: bytes) -> bool:
    """Whether an RTF file tells more than is in it, or nests deeper than any program writes."""
    if any(int(m[1]) > len(data) for m in _BINARY.finditer(data)):
        return True
    depth = 0
    for brace in _BRACES.finditer(data):
        depth += 1 if brace[0] == b"{" else -1
        if depth > _DEEPEST:
            return True
    return data.count(b"\\row") > _MOST_ROWS


def _kind(data: bytes) -> str | None:
    kind = next((kind for begins, kind in _KINDS if data.startswith(begins)), None)
    if kind == "odt" and b"opendocument.text" not in data[:200]:  # its mimetype comes first
        return "docx"
    return kind


def _converted(data: bytes, kind: str, program: str, folder: Path) -> Path:
    """The .docx that LibreOffice makes of a file.

    Raises:
        UnreadableFileError: it makes none, or not in time.
        OSError: it cannot be started.
    """
    profile, out = folder / "profile", folder / "out"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    given = folder / f"notice.{kind}"
    given.write_bytes(data)
    command = [
        program, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(given),
    ]  # fmt: skip
    said = _run(command, folder / "said.txt")
    made = out / "notice.docx"
    if not made.is_file():
        raise UnreadableFileError(
            str(given),
            f"LibreOffice could not convert it{said}; it may be damaged or have a password: "
            f"{_ADVICE}",
        )
    return made


def _run(command: list[str], log: Path) -> str:
    """Run a program with all that it starts, and give the last line that it says.

    Raises:
        UnreadableFileError: it did not end in time.
        OSError: it cannot be started.
    """
    step(Step.CONVERSION)
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 - the program comes from PATH, the names are ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            **APART,
        )
        try:
            process.wait(TIME_LIMIT)
        except subprocess.TimeoutExpired as error:
            raise UnreadableFileError(
                command[-1],
                f"LibreOffice did not convert it within {TIME_LIMIT:g} seconds: {_ADVICE}",
            ) from error
        finally:
            _end(process)
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f" ({last[:200]})" if last and process.returncode else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it has started: LibreOffice is begun by a script."""
    try:
        if sys.platform != "win32":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass  # it has ended by itself
    process.wait()
