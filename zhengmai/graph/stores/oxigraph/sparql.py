"""What a SPARQL query of a user's may say: it reads this store alone, and is of a bounded size.

The words of a query are told apart as its grammar does (comments, IRIs, strings, names, variables),
and what Oxigraph is given is written anew from them: without comments, strings in one form only.
So nothing that is a comment or a string here can be read as anything else there. A bare word must
be one of the words of a question; ``SERVICE``, which sends a part of the query to an address, and
the words of updates are none. (A whole second parser would be slower, would itself fall over deep
nesting, and what it took for one thing and Oxigraph for another would be a hole. Oxigraph's own
differs from the grammar in one thing that counts here: it needs no space behind a keyword.)

Source: W3C SPARQL 1.1 Query Language, 19.8 (grammar), and the words that 1.2 adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from zhengmai.errors import QueryError
from zhengmai.graph.stores.nearest import nearest
from zhengmai.ontology.namespaces import PREFIXES

MOST_CHARACTERS = 1 << 20
MOST_TOKENS = 10_000
DEEPEST = 64
"""Brackets in brackets, or signs such as ``!`` in a row. Oxigraph's parser and its planner call
themselves for each level, and a process whose stack is used up is gone, without an exception."""

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = f"{_BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040"
_LOCAL = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_ESCAPED = r"\\(?:[tbnrf\"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\r\n]+)
  | (?P<comment>\#[^\r\n]*)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>)
  | (?P<long>\"\"\"(?:\"{{0,2}}(?:[^\"\\]|{_ESCAPED}))*\"\"\"
          |'''(?:'{{0,2}}(?:[^'\\]|{_ESCAPED}))*''')
  | (?P<string>\"(?:[^\"\\\r\n]|{_ESCAPED})*\"|'(?:[^'\\\r\n]|{_ESCAPED})*')
  | (?P<variable>[?$][{_BASE}_0-9][{_MORE}]*)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)
  | (?P<blank>_:[{_BASE}_0-9](?:[{_MORE}.\-]{{0,200}}[{_MORE}\-])?)
  | (?P<name>(?:(?P<prefix>[{_BASE}](?:[{_MORE}.\-]{{0,200}}[{_MORE}\-])?)?:
       (?:(?:[{_BASE}_0-9:]|{_LOCAL})(?:(?:[{_MORE}:\-]|{_LOCAL}|\.(?=[{_MORE}:\-.%\\]))*))?))
  | (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<word>[A-Za-z_][A-Za-z_0-9]*)
  | (?P<sign><<|>>|\|\||&&|\^\^|!=|<=|>=|\{{\||\|\}}|[{{}}()\[\].;,=<>!|+\-*/^?~])
    """,
    re.VERBOSE,
)
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
    a abs adjust all as asc ask avg base bind bnode bound by ceil coalesce concat construct
    contains count datatype day desc describe distinct encode_for_uri exists false filter floor from
    graph group group_concat haslang haslangdir having hours if in iri isblank isiri isliteral
    isnumeric istriple isuri lang langdir langmatches lateral lcase limit max md5 min minus minutes
    month named not now object offset optional order predicate prefix rand reduced regex replace
    round sameterm sample seconds select separator sha1 sha256 sha384 sha512 str strafter strbefore
    strdt strends strlang strlangdir strlen strstarts struuid subject substr sum timezone triple
    true tz ucase undef union uri uuid values version where year
    """,
    )
)
_CYPHER = re.compile(
    r"(?:\s|//.*+|#.*+)*+(?:optional\s+)?(?:match|return|unwind|merge|call|explain|profile|show)\b",
    re.IGNORECASE,
)
_FULL_WIDTH = dict(
    zip(
        "，。；：（）｛｝［］【】“”‘’？！＝＜＞＆｜、　", ",.;:(){}[][]\"\"''?!=<>&|, ", strict=True
    )
)
_ELSEWHERE = "service"
_UPDATES = frozenset(
    ("insert", "delete", "load", "clear", "drop", "create", "move", "copy", "using", "with")
)
_OPENING, _CLOSING = frozenset(("{", "(", "[", "<<", "{|")), frozenset(("}", ")", "]", ">>", "|}"))
_UNARY = frozenset("!-+^")
_BETWEEN = ("space", "comment")
_ESCAPE = re.compile(r"\\(?:[uU](?P<code>(?<=u)[0-9A-Fa-f]{4}|(?<=U)[0-9A-Fa-f]{8})|.)")
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
# ``?a<?b)#>`` may be an IRI behind a variable, or a comparison with a comment behind it. An IRI may
# have its parenthesis written as a number, a comparison may not.
_UNSURE = re.compile(rf"\).*(?:#|{_ELSEWHERE})", re.IGNORECASE)


def checked(query: str) -> str:
    """The query as it may be run: the same question, in words that cannot be taken otherwise.

    Before it stand, in a line of their own, those of the usual prefixes that it uses and does not
    declare.

    Raises:
        QueryError: it reads from elsewhere, would change something, is nested too deeply or is too
            long; or has a sign or a word that SPARQL does not know.
    """
    if len(query) > MOST_CHARACTERS:
        raise QueryError(f"the query has over {MOST_CHARACTERS >> 20} MB: ask for less at once")
    if _CYPHER.match(query):
        raise QueryError(
            "this looks like Cypher, and this store answers SPARQL: "
            "SELECT ?task { ?task a zm:Task } LIMIT 10"
        )
    tokens = list(_tokens(query))
    said = words_of(tokens)
    _check_size(query, said)
    for at, token in enumerate(said):
        if token.lastgroup == "word":
            _check_word(query, token)
        elif _ELSEWHERE in (token["prefix"] or "").casefold():
            _check_prefix(query, said, at)
        if token.lastgroup in ("variable", "name"):
            _check_width(query, token)
    return _usual_prefixes(said) + "".join(map(_plain, tokens))


def names_graphs(query: str) -> bool:
    """Whether a :func:`checked` query says which graphs it is about: FROM, FROM NAMED."""
    said = _TOKEN.finditer(query)
    return any(t.lastgroup == "word" and t[0].lower() == "from" for t in said)


def words(query: str) -> list[re.Match[str]]:
    """The words and signs of a query, without what stands between them.

    Raises:
        QueryError: it has a sign that SPARQL does not know, or too many.
    """
    return words_of(_tokens(query))


def words_of(tokens: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """Of the pieces of a query, those that are not between words."""
    return [token for token in tokens if token.lastgroup not in _BETWEEN]


def declared(said: Sequence[re.Match[str]]) -> dict[str, str]:
    """The prefixes that a query declares itself, with their namespaces."""
    return {
        (name["prefix"] or ""): iri[0][1:-1]
        for word, name, iri in zip(said, said[1:], said[2:], strict=False)
        if word[0].lower() == "prefix" and name.lastgroup == "name" and iri.lastgroup == "iri"
    }


def used(said: Sequence[re.Match[str]]) -> set[str]:
    """The prefixes that names of a query have."""
    return {token["prefix"] or "" for token in said if token.lastgroup == "name"}


def _usual_prefixes(said: Sequence[re.Match[str]]) -> str:
    lacking = sorted((used(said) - set(declared(said))) & PREFIXES.keys())
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in lacking) + "\n"


def _tokens(query: str) -> Iterator[re.Match[str]]:
    at = count = 0
    while at < len(query):
        found = _TOKEN.match(query, at)
        if found is None and query[at] in _FULL_WIDTH:
            raise _full_width(query, at)
        if found is None:
            raise QueryError(
                f"the query has a mistake{_line(query, at)}: {query[at : at + 12]!r} begins with "
                "nothing that SPARQL knows, or is not closed"
            )
        count += found.lastgroup not in _BETWEEN
        if count > MOST_TOKENS:
            raise QueryError(f"the query has over {MOST_TOKENS} words: ask for less at once")
        yield found
        at = found.end()


def _check_size(query: str, said: list[re.Match[str]]) -> None:
    depth = row = 0
    for token in said:
        depth += (token[0] in _OPENING) - (token[0] in _CLOSING)
        row = row + 1 if token[0] in _UNARY else 0
        if max(depth, row) > DEEPEST:
            raise QueryError(
                f"the query is nested more than {DEEPEST} deep{_line(query, token.start())}: "
                "write it flatter"
            )


def _check_word(query: str, token: re.Match[str]) -> None:
    word, where = token[0].lower(), _line(query, token.start())
    if word.startswith(_ELSEWHERE):
        raise QueryError(f"SERVICE reads from elsewhere{where}; this store answers alone")
    if word in _UPDATES:
        raise QueryError(f"{token[0]} would change something{where}; a question only reads: SELECT")
    if word not in _WORDS:
        like = nearest(word, _WORDS)
        if like is not None:
            raise QueryError(
                f"the query has a mistake{where}: SPARQL has no word {token[0][:40]}; "
                f"did you mean {like.upper()}?"
            )
        raise QueryError(f"the query has a mistake{where}: SPARQL has no word {token[0][:40]}")


def _check_width(query: str, token: re.Match[str]) -> None:
    """``?a，`` and ``zm:Task。`` are names by the grammar, and nobody means them."""
    for at in range(token.start(), token.end()):
        if query[at] in _FULL_WIDTH:
            raise _full_width(query, at)


def _full_width(query: str, at: int) -> QueryError:
    sign = query[at]
    return QueryError(
        f"the query has a mistake{_line(query, at)}: {sign!r} is a full-width sign; "
        f"write {_FULL_WIDTH[sign]!r}"
    )


def _check_prefix(query: str, said: list[re.Match[str]], at: int) -> None:
    """``SERVICEe:x {`` is ``SERVICE e:x {`` to Oxigraph, which needs no space there."""
    followed = said[at + 1][0] if at + 1 < len(said) else ""
    behind_graph = (
        at > 0 and said[at - 1].lastgroup == "word" and said[at - 1][0].lower() == "graph"
    )
    if followed == "{" and not behind_graph:
        where = _line(query, said[at].start())
        raise QueryError(f"SERVICE reads from elsewhere{where}; this store answers alone")


def _plain(token: re.Match[str]) -> str:
    """A token as Oxigraph is given it; what stands between is white space of the same lines."""
    kind, text = token.lastgroup, token[0]
    if kind == "comment":
        return " "
    if kind == "iri" and _UNSURE.search(text):
        return text.replace(")", "\\u0029")
    if kind == "long" or (kind == "string" and "\\" in text):
        quotes = 3 if kind == "long" else 1
        return str(ox.Literal(_ESCAPE.sub(_meant, text[quotes:-quotes])))
    return text


def _meant(escape: re.Match[str]) -> str:
    if escape["code"] is None:
        return _SHORT.get(escape[0][1], escape[0][1])
    try:
        meant = chr(int(escape["code"], 16))
        meant.encode()
    except (ValueError, OverflowError):  # a surrogate, or beyond Unicode
        raise QueryError(f"the query has a mistake: {escape[0]} is no character") from None
    return meant


def _line(query: str, at: int) -> str:
    line, column = place(query, at)
    return f" in line {line}, column {column}"


def place(query: str, at: int) -> tuple[int, int]:
    """Line and column of a character, both from 1."""
    begins = query.rfind("\n", 0, at) + 1
    return query.count("\n", 0, at) + 1, at - begins + 1
