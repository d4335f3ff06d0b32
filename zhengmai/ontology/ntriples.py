"""三元组的写法: terms and triples as N-Triples, the form in which stores take them.

Source: `RDF 1.1 N-Triples <https://www.w3.org/TR/n-triples/>`_. Text is put together directly: an
object a term would take many times as long, and a notice has thousands of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, NewType

Term = NewType("Term", str)
"""An IRI or a literal as N-Triples writes it."""

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
# What a literal cannot hold as it is (STRING_LITERAL_QUOTE), and control characters: as Oxigraph
# writes them, so that the triples of a notice are the same lines wherever they come from.
_NUMBERED: Final = (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)
_SHORT: Final = {"\b": "b", "\t": "t", "\n": "n", "\f": "f", "\r": "r", '"': '"', "\\": "\\"}
_ESCAPES: Final = str.maketrans(
    {chr(code): f"\\u{code:04X}" for code in _NUMBERED}
    | {sign: f"\\{letter}" for sign, letter in _SHORT.items()}
)
_HALVES: Final = re.compile("[\ud800-\udfff]")  # of a surrogate pair: no characters


class Vocabulary:
    """The names of a vocabulary: ``Vocabulary("https://example.org/").name``.

    The attributes are terms: ``<https://example.org/name>``.
    """

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace

    def __getattr__(self, name: str) -> Term:
        if name.startswith("_"):
            raise AttributeError(name)
        term = iri(self.namespace + name)
        setattr(self, name, term)  # found without this function from now on
        return term


def iri(name: str) -> Term:
    """An IRI; it must be one."""
    return Term(f"<{name}>")


def text(value: str) -> Term:
    """A string."""
    return Term(f'"{value.translate(_ESCAPES)}"')


def number(value: int) -> Term:
    """An integer."""
    return typed(str(value), "integer")


def flag(*, value: bool) -> Term:
    """Yes or no."""
    return typed("true" if value else "false", "boolean")


def day(value: date) -> Term:
    """A date."""
    return typed(value.isoformat(), "date")


def typed(value: str, kind: str) -> Term:
    """A literal of one of the datatypes of XML Schema: ``typed("0.5", "decimal")``."""
    return Term(f'"{value.translate(_ESCAPES)}"^^<{_XSD}{kind}>')


def triple(subject: Term, predicate: Term, value: Term) -> str:
    """A triple, without the point that ends it."""
    return f"{subject} {predicate} {value}"


def document(triples: Iterable[str]) -> bytes:
    """Triples as a file of N-Triples, in the given order; what is no character becomes U+FFFD."""
    return encoded("".join(f"{line} .\n" for line in triples))


def encoded(lines: str) -> bytes:
    """UTF-8; what is no character becomes U+FFFD."""
    try:
        return lines.encode()
    except UnicodeEncodeError:
        return _HALVES.sub("\ufffd", lines).encode()
