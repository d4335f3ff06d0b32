"""What a console can show: one that knows no UTF-8 (GBK) gets what it can, and is told the rest.

A character that is not in the encoding of a stream is written by its number (``<U+1F600>``), in
JSON as JSON writes it. Nothing that is printed ends a command.
"""

from __future__ import annotations

import codecs
import sys
from typing import Final

_HANDLER: Final = "zhengmai.shown"
_ALIKE: Final = {"⇄": "<->", "⟦": "[", "⟧": "]", "⟨": "<", "⟩": ">", "•": "·", "✓": "√", "–": "-"}


def _shown(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_ALIKE.get(sign) or f"<U+{ord(sign):04X}>" for sign in signs), error.end


def set_up() -> None:
    """Have the streams of this process show what they can."""
    codecs.register_error(_HANDLER, _shown)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_HANDLER)
    if sys.stdin is not None and hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")


def in_its_encoding(json: str) -> str:
    """JSON as standard output can hold it, the rest by numbers.

    A pipe that is not UTF-8 gets ASCII alone: who reads it may take it for anything.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if codecs.lookup(encoding).name == "utf-8":
        return json
    if not sys.stdout.isatty():
        encoding = "ascii"
    return "".join(sign if _holds(encoding, sign) else _numbered(sign) for sign in json)


def _holds(encoding: str, sign: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _numbered(sign: str) -> str:
    halves = sign.encode("utf-16-be")
    return "".join(f"\\u{int.from_bytes(halves[n : n + 2]):04x}" for n in range(0, len(halves), 2))


def write_utf8(text: str) -> None:
    """Print a text of a format that is UTF-8 (Turtle): as such into a pipe, else as shown."""
    if sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        sys.stdout.write(f"{text}\n")
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
