"""Text where it leaves: what commands a terminal, runs in a spreadsheet or turns a line around.

What stands in a notice, in a query, or in the name of a file is anybody's text. Here is the one
place where it is made harmless for where it goes: drawn (:func:`visible`, :func:`cleaned`,
:func:`counted`, :func:`in_cell`) where people see it or the format has no other way, written by its
number (:func:`escaped`, :func:`in_json`) where the format can keep it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence

# Control characters but line breaks and tabs, marks of direction, tags, halves of characters, and
# what is no character.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
_HALVES = re.compile("[\ud800-\udfff]")
OWN_WORKBOOK = "zhengmai"
"""The category, in its properties, of a workbook that this program has written: it is no notice."""
OWN_PAGE = b'<meta name="generator" content="zhengmai'
"""What the head of a page has that this program has written."""
OWN_COLUMNS = (  # headings, example of a list
    (("出处", "IRI"), "zhengmai export --format csv"),
    (("line in file", "IRI"), "the same in English"),
    (("下级标识", "上级标识"), "zhengmai review --export"),
    (("iri:ID",), "nodes for neo4j-admin"),
    ((":START_ID", ":END_ID"), "relationships for neo4j-admin"),
)
"""Headings that stand together only in lists that this program has written, also where another one
has saved them again. Other lists are told by :func:`is_own_head`."""

_FORMULA = frozenset("=+-@＝＋－＠﹢﹣﹦﹫")  # what a spreadsheet takes for the start of a formula


def visible(text: str) -> str:
    """The text with every character that draws nothing, or commands a terminal, made visible.

    Line breaks and tabs stay. Others of the first 32 become their pictures (U+001B: ``␛``), the
    rest, with the marks that turn the direction of writing, their number (``⟨U+202E⟩``).
    """
    return text if text.isprintable() else "".join(map(_drawn, text))


def _drawn(sign: str) -> str:
    if sign in "\n\t" or sign.isprintable() or unicodedata.category(sign) == "Zs":
        return sign
    return _named(sign)


def _named(sign: str) -> str:
    code = ord(sign)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def cleaned(text: str) -> str:
    """The text with its harmful characters drawn, and all others as they are.

    Other than :func:`visible` it keeps characters that are only unknown here, as rare ones in names
    of people may be.
    """
    return _HARMFUL.sub(lambda found: _named(found[0]), text)


def counted(text: str) -> str:
    """The same for a text in which places are counted: each becomes one character.

    What has no picture becomes U+FFFD.
    """
    return _HARMFUL.sub(lambda found: _named(found[0]) if found[0] < "\x80" else "\ufffd", text)


def in_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, whatever it passes over before one."""
    begins = next((sign for sign in text if not sign.isspace() and sign.isprintable()), " ")
    run = begins in _FORMULA or text.startswith(("\t", "\r"))
    return cleaned(f"'{text}" if run else text)


def shortened(text: str, most: int) -> str:
    """The text on one line, with … for its end where it has more characters than so many."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def escaped(text: str) -> str:
    r"""A text of RDF with its harmful characters by their numbers (``\u001B``).

    They stand nowhere but in strings and IRIs there, where that means the same. Half a character
    can be written in no way: it becomes U+FFFD.
    """
    return _HARMFUL.sub(_numbered, text)


def in_json(text: str) -> str:
    """A text of JSON likewise; what has a longer number is written as its two halves."""
    return _HARMFUL.sub(_halved, text)


def _halved(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1] if not _HALVES.match(found[0]) else "\ufffd"


def _numbered(found: re.Match[str]) -> str:
    code = ord(found[0])
    if _HALVES.match(found[0]):
        return "\ufffd"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def csv_line(cells: Iterable[str | float]) -> str:
    """A line of CSV (RFC 4180) with its end; no cell of it is a formula, numbers stay numbers."""
    out = io.StringIO()
    safe = (in_cell(cell) if isinstance(cell, str) else cell for cell in cells)
    csv.writer(out, lineterminator="\r\n").writerow(safe)
    return out.getvalue()


def csv_head(cells: Sequence[str]) -> str:
    """The first line of a list that this program writes, with its end.

    Its last cell is in quotes that it does not need. Who reads CSV does not see them; files that
    begin so are not taken for notices.
    """
    *before, last = cells
    start = csv_line(before).removesuffix("\r\n") + "," if before else ""
    quoted = in_cell(last).replace('"', '""')
    return f'{start}"{quoted}"\r\n'


def is_own_head(line: str) -> bool:
    """Whether the first line of a list, without its end, is one that this program has written."""
    cells = next(csv.reader([line]), [])
    names = frozenset(cells)
    if any(names.issuperset(headings) for headings, _ in OWN_COLUMNS):
        return True
    return len(cells) > 1 and f"{line}\r\n" == csv_head(cells) != csv_line(cells)
