"""名称: the task or point that a user means, by its number, a phrase, its heading or its IRI."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from zhengmai.errors import NotFoundError, SeveralError
from zhengmai.graph.questions import in_parts
from zhengmai.graph.store import Iri, Store, Wording
from zhengmai.queries.links import NodeRow, nodes
from zhengmai.queries.notices import find_notice
from zhengmai.queries.questions import ask, text
from zhengmai.queries.tasks import find_task

_SPACE: Final = re.compile(r"\s+")
_CANDIDATES: Final = 20  # points that are shown where several are meant

# 湄政办发〔2025〕11号（九）: the number of a notice, and what is meant in it
_NUMBERED: Final = re.compile(
    r"(?P<notice>.{1,40}?〔\d{4}〕\s*\d+\s*号)\s*(?P<rest>\S.*)", re.DOTALL
)
_BRACKETS: Final = str.maketrans("[]【】", "〔〕〔〕")
_MARKS: Final = re.compile(
    r"[\s()〔〕、.．,，:：]|第(?=\d)|^第|(?<=[\d一二三四五六七八九十])[项条款点]$"
)


def find_node(store: Store, wanted: str) -> NodeRow:
    """The task or point that a user means.

    It is named by its IRI; by the document number of its notice and its own number or heading
    (湄政办发〔2025〕11号（九）); by a phrase of its text or of its heading.

    Raises:
        NotFoundError: there is none, or there are several.
    """
    phrase = wanted.strip()
    if phrase.startswith(("http://", "https://")):
        found = nodes(store, [phrase])
        if found:
            return found[phrase]
    numbered = _NUMBERED.match(unicodedata.normalize("NFKC", phrase).translate(_BRACKETS))
    if numbered is not None:
        return _of_number(store, numbered["notice"], numbered["rest"], phrase)
    headed = _headed(store, phrase)
    exactly = [point for point, heading in headed.items() if heading == _SPACE.sub("", phrase)]
    if exactly:
        return _only(store, exactly, phrase)
    try:
        iri = find_task(store, phrase).iri
    except SeveralError:
        raise
    except NotFoundError:
        if not headed:
            raise
        return _only(store, list(headed), phrase)
    return nodes(store, [iri])[iri]


def _headed(store: Store, phrase: str) -> dict[str, str]:
    """The points with a phrase in their heading, in order of their IRIs → the heading."""
    words = _SPACE.sub("", phrase)
    if not words:
        return {}
    told = store.saying(Wording((words,), of="heading"))
    parts = [None] if told is None else in_parts([Iri(iri) for iri in told])
    rows = [row for some in parts for row in ask(store, "headed", {"words": words, "point": some})]
    return dict(sorted((text(r, "point"), _SPACE.sub("", text(r, "heading"))) for r in rows))


def _only(store: Store, points: Sequence[str], phrase: str) -> NodeRow:
    """The one of these points.

    Raises:
        SeveralError: there are several.
    """
    known = nodes(store, points[:_CANDIDATES])
    if len(points) == 1:
        return known[points[0]]
    several = "\n".join(
        f"  {n.iri}  {n.document_number or n.plan} {n.number}{n.heading}" for n in known.values()
    )
    raise SeveralError(
        f"{len(points)} points are headed {phrase!r}; give more of it or one of these:\n{several}"
    )


def _of_number(store: Store, notice: str, rest: str, wanted: str) -> NodeRow:
    """The task or point of a notice that has a number, or a phrase in its heading or text.

    A point that is a task, too, counts as the task.

    Raises:
        NotFoundError: there is none, or there are several.
    """
    iri = find_notice(store, notice).iri
    known = nodes(store, [text(row, "node") for row in ask(store, "gaps", {"notice": [Iri(iri)]})])
    key, words = _plain(rest), _SPACE.sub("", rest)
    found = [n for n in known.values() if key and key == _plain(n.number)]
    if not found:  # （三）第1项, where each point counts from 1
        points = {n.iri: _plain(n.number) for n in known.values() if n.kind == "point"}
        found = [
            n
            for n in known.values()
            if key
            and n.number.strip().isdigit()
            and key == points.get(n.under or "", "") + _plain(n.number)
        ]
    found = found or [n for n in known.values() if n.iri.rpartition("/")[2] == rest.strip()]
    if not found:
        found = [n for n in known.values() if words in unicodedata.normalize("NFKC", _said(n))]
    if len(found) > 1:
        under = {n.under for n in found}
        found = [n for n in found if n.iri not in under]  # the task of a point that is one
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFoundError(f"{wanted!r}: nothing in that notice has this number, heading or text")
    several = "\n".join(f"  {n.iri}  {_shown(n)}" for n in found[:_CANDIDATES])
    raise SeveralError(
        f"{len(found)} tasks and points may be {wanted!r}; give one of these:\n{several}"
    )


def _plain(number: str) -> str:
    """A number without brackets and dots: （九） → 九, 第3项 → 3."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", number))


def _said(of: NodeRow) -> str:
    return re.sub(r"\s+", "", f"{of.heading if of.kind == 'point' else ''}\n{of.text}")


def _shown(of: NodeRow) -> str:
    return f"{of.number} {of.heading or of.text[:30]}"
