"""What the collector makes of code: no message that a person can see is passed over."""

from __future__ import annotations

from pathlib import Path

from tests.wording.collecting import Package

CODE = """
from pack.words import ADVICE
from pack import words

MOST = 10
KINDS = (("a", "a pipe"), ("b", "a socket"))
ASKED = {"x": "first answer", "y": "second answer"}

class ZhengmaiError(Exception): ...
class OwnError(ZhengmaiError): ...

def one(file, n, error):
    raise OwnError(f"{file}: over {MOST:,} lines: {ADVICE}")

def two(n):
    say(f"{n} file{'s were' if n > 1 else ' was'} read{more(n)}")

def more(n) -> str:
    return f" in {n} pages" if n else ""

def three(test):
    what = next((name for key, name in KINDS if key == test), "no file")
    raise OwnError(f"this is {what}")

def four(key, reason):
    raise OwnError(ASKED[key])

def five():
    six("why not"), six(f"because of {MOST}")

def six(reason):
    raise OwnError(f"refused: {reason}")

def seven(error):
    say(str(error))
    say(words.ADVICE)
    other("this is no message")
"""


def test_every_message_is_found(tmp_path: Path) -> None:
    root = tmp_path / "pack"
    root.mkdir()
    (root / "code.py").write_text(CODE)
    (root / "words.py").write_text("ADVICE = 'split the file'")
    assert {one.template for one in Package(root).messages()} == {
        "{}: over {} lines: split the file",
        "{} file was read",
        "{} file was read in {} pages",
        "{} files were read",
        "{} files were read in {} pages",
        "this is a pipe",
        "this is a socket",
        "this is no file",
        "first answer",
        "second answer",
        "refused: why not",
        "refused: because of {}",
        "split the file",
    }
