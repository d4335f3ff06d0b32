"""What a query compares that can never be the same: a year with a text, a day with a text.

``zm:planYear "2024"`` finds nothing and is no mistake of SPARQL's: a number is no text. Which kind
a property has says the vocabulary; that of a variable is that of the property that it is the value
of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from zhengmai.ontology.namespaces import ZM, own_ranges
from zhengmai.wording import phrase

_COMPARED: Final = frozenset(("=", "!=", "<", "<=", ">", ">="))
_NUMBERS: Final = frozenset(("integer", "decimal"))
_TYPED: Final = frozenset(("^^", "@"))
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")

Words = Sequence[re.Match[str]]


def misfits(said: Words, prefixes: Mapping[str, str]) -> Iterator[str]:
    """What is told of values in a query that are of another kind than what they stand for.

    Args:
        said: its words.
        prefixes: those that it uses, with their namespaces.
    """
    kinds: dict[str, str] = {}
    for at, token in enumerate(said[:-1]):
        kind = _kind(token, prefixes)
        if kind is None:
            continue
        if said[at + 1].lastgroup == "variable":
            kinds[said[at + 1][0][1:]] = kind
        else:
            yield from _misfit(said, at + 1, kind, token[0])
    for at, token in enumerate(said[1:-1], 1):
        if token[0] not in _COMPARED:
            continue
        for one, other in ((at - 1, at + 1), (at + 1, at - 1)):
            if said[one].lastgroup == "variable" and said[one][0][1:] in kinds:
                yield from _misfit(said, other, kinds[said[one][0][1:]], said[one][0])


def _kind(token: re.Match[str], prefixes: Mapping[str, str]) -> str | None:
    """The kind of the values of a property of the vocabulary's own."""
    prefix, _, name = token[0].partition(":")
    if token.lastgroup != "name" or prefixes.get(prefix) != ZM.namespace:
        return None
    return own_ranges().get(name)


def _misfit(said: Words, at: int, kind: str, of: str) -> Iterator[str]:
    token = said[at]
    if at + 1 < len(said) and said[at + 1][0].startswith(tuple(_TYPED)):
        return
    if token.lastgroup == "number" and kind == "string":
        yield phrase(f'{of} is a text: write "{token[0]}"')
    if token.lastgroup != "string":
        return
    value = token[0][1:-1]
    if kind in _NUMBERS:
        yield phrase(f"{of} is a number: write {value} without quotes")
    elif kind == "boolean":
        yield phrase(f"{of} is true or false: write it without quotes")
    elif kind == "date":
        day = value if _DAY.fullmatch(value) else "2025-12-31"
        yield phrase(f'{of} is a day: write "{day}"^^xsd:date')
