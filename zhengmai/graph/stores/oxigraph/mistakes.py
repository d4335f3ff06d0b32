"""What is told of a query that Oxigraph does not take: the place in the user's own text, and why.

Oxigraph's place is that of the furthest character that it looked at, which for a word like
``OPTIONAL`` is eight behind where it stands. So the query is parsed once more with its words set
far apart (:func:`spread`): then the place tells the word (:func:`word_at`), and the word is the
same one in the user's text, before prefixes, strings and parameters were written into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zhengmai.errors import QueryError
from zhengmai.graph.stores.nearest import nearest
from zhengmai.graph.stores.oxigraph.kinds import misfits
from zhengmai.graph.stores.oxigraph.sparql import declared, place, used, words
from zhengmai.ontology.namespaces import PREFIXES, ZM, own_names
from zhengmai.wording import phrase

Words = Sequence[re.Match[str]]

_APART = " " * 40  # more than the longest word of SPARQL has letters
_ALONE = frozenset("{}();,")
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_EXPECTED = re.compile(r"expected (AS|BY|WHERE)\s*")
_TERMS = ("variable", "iri", "name", "string", "long", "blank", "number")
_SUBJECTS = ("variable", "iri", "name", "blank")
_CLOSED_BY = {"{": "}", "(": ")", "[": "]"}
_UNGROUPED = "contains a variable that is unbound"


# --- in the process that asks Oxigraph


def spread(query: str) -> str:
    """A query with room between its words, in one line."""
    said, pieces, end = words(query), list[str](), 0
    for token in said:
        before = token.string[token.start() - 1 : token.start()]
        if token.start() > end or token[0] in _ALONE or before in _ALONE:
            pieces.append(_APART)
        pieces.append(token[0])
        end = token.end()
    return "".join([*pieces, _APART])


def word_at(spread_query: str, error: str) -> int | None:
    """The number of the word that an error of the parser is about; None where it tells no place.

    Behind the last word it is the number of words: the query ends too early.
    """
    told = _PLACE.match(error)
    if told is None:
        return None
    said, at = words(spread_query), int(told[2]) - 1
    if said and at >= said[-1].end() + len(_APART) // 2:
        return len(said)
    return sum(token.start() <= at for token in said) - 1


# --- in the process of the user


def told(own: str, sent: str, number: int | None, error: str) -> QueryError:
    """The error for a query.

    Args:
        own: it, as the user wrote it.
        sent: it, as Oxigraph was given it.
        number: of the word in ``sent`` that Oxigraph stopped at.
        error: of Oxigraph's.
    """
    said = words(own)
    found = _undeclared(said) or _unclosed(said)
    if found is None and _UNGROUPED in error:
        return QueryError(
            "the query has a mistake: SELECT names a variable that GROUP BY does not, and that is "
            "not counted or summed"
        )
    if found is None and number is not None:
        found = _stopped(said, _in_own(said, words(sent), number), error)
    if found is None:
        return QueryError(f"the query has a mistake: {' '.join(error.split())}")
    at, cause = found
    line, column = place(own, said[at].start() if at < len(said) else len(own.rstrip()))
    return QueryError(f"the query has a mistake in line {line}, column {column}: {cause}")


def hints(own: str) -> tuple[str, ...]:
    """What in a query that found nothing may be why.

    Names that the vocabulary does not have, and values of another kind than what they stand for.
    """
    said = words(own)
    spoken = {**PREFIXES, **declared(said)}
    found: dict[str, None] = {}
    for token in said:
        prefix, _, name = token[0].partition(":")
        if token.lastgroup == "iri" and token[0].startswith(f"<{ZM.namespace}"):
            name = token[0][1 + len(ZM.namespace) : -1]
        elif token.lastgroup != "name" or spoken.get(prefix) != ZM.namespace:
            continue
        if name and name not in own_names():
            found[name] = None
    return (*map(_unknown, found), *dict.fromkeys(misfits(said, spoken)))


def _unknown(name: str) -> str:
    like = nearest(name, own_names())
    if like is None:
        return phrase(f"the vocabulary has no zm:{name}")
    return phrase(f"the vocabulary has no zm:{name}; the nearest is zm:{like}")


def _undeclared(said: Words) -> tuple[int, str] | None:
    known = PREFIXES.keys() | declared(said).keys()
    lacking = used(said) - known
    declaring = {at + 1 for at, token in enumerate(said) if token[0].lower() == "prefix"}
    for at, token in enumerate(said):
        prefix = token[0].partition(":")[0]
        if token.lastgroup == "name" and at not in declaring and prefix in lacking:
            return at, _meant(prefix, known)
    return None


def _meant(prefix: str, known: Iterable[str]) -> str:
    like = nearest(prefix, known, 0.5)
    if like is None:
        return phrase(f"nothing says what {prefix}: stands for: add PREFIX {prefix}: <…>")
    return phrase(f"nothing says what {prefix}: stands for; did you mean {like}:?")


def _unclosed(said: Words) -> tuple[int, str] | None:
    open_ones: list[int] = []
    for at, token in enumerate(said):
        if token[0] in _CLOSED_BY:
            open_ones.append(at)
        elif token[0] in _CLOSED_BY.values():
            if not open_ones:
                return at, phrase(f"this {token[0]} closes nothing")
            opening = said[open_ones.pop()][0]
            if _CLOSED_BY[opening] != token[0]:
                return at, phrase(f"{_CLOSED_BY[opening]} is missing before this {token[0]}")
    if open_ones:
        opening = said[open_ones[-1]][0]
        return open_ones[-1], phrase(f"this {opening} is not closed: a {_CLOSED_BY[opening]} lacks")
    return None


def _in_own(own: Words, sent: Words, number: int) -> int:
    """The number of a word in the user's text, by that in what was sent.

    Before the text stand prefixes, and behind its first brace the values of parameters.
    """
    brace = next((n for n, token in enumerate(own) if token[0] == "{"), 0)
    begins = _first_own(own, sent)
    more = len(sent) - begins - len(own)
    at = number - begins
    if at > brace:
        at = max(at - more, brace)
    return min(max(at, 0), len(own))


def _first_own(own: Words, sent: Words) -> int:
    """How many words of prefixes, three each, stand before the user's first."""
    begins = 0
    while (
        begins + 2 < len(sent)
        and sent[begins][0] == "PREFIX"
        and PREFIXES.get(sent[begins + 1]["prefix"] or "") == sent[begins + 2][0][1:-1]
        and (sent[begins + 1]["prefix"] or "") not in declared(own)
    ):
        begins += 3
    return begins


def _stopped(said: Words, at: int, error: str) -> tuple[int, str]:
    if at >= len(said):
        return at, phrase("the query ends too early")
    token, before = said[at], said[at - 1] if at else None
    if (
        before is not None
        and before.lastgroup in _TERMS
        and token.lastgroup in _SUBJECTS
        and any(one[0] == "{" for one in said[:at])
    ):
        return at, phrase(f"a . or ; lacks before {token[0][:40]!r}")
    given_again = _given_again(said[:at])
    if given_again is not None:
        return given_again, phrase(f"{said[given_again][0]} has a value before: give another name")
    expected = _EXPECTED.search(error)
    if expected is not None:
        return at, phrase(f"{token[0][:40]!r} cannot stand here; expected {expected[1]}")
    return at, phrase(f"{token[0][:40]!r} cannot stand here")


def _given_again(said: Words) -> int | None:
    """A variable behind AS that the pattern has before."""
    begins = next((at for at, token in enumerate(said) if token[0] == "{"), 0)
    for at, token in enumerate(said[:-1]):
        name = said[at + 1]
        if token[0].lower() == "as" and any(name[0] == one[0] for one in said[begins:at]):
            return at + 1
    return None
