"""The whole record of a notice as one text, and back: to the letter, whatever it says."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhengmai
from tests.ontology import onemodel as tables
from tests.ontology.madeup import NOTICE, varied
from zhengmai import model
from zhengmai.errors import ZhengmaiError
from zhengmai.model import Assignment, Notice, Remark, Role, Severity, Span, UnitKind, Unread
from zhengmai.ontology import iris
from zhengmai.ontology.propertygraph.reading import from_triples
from zhengmai.ontology.propertygraph.writing import to_triples
from zhengmai.ontology.rdf import notice_graph
from zhengmai.ontology.reading import read, written
from zhengmai.ontology.triples import notice_triples
from zhengmai.shown import escaped

# Line breaks, controls, halves of characters, what is no character, and what JSON and RDF escape.
SIGNS = "文要1 \n\r\t\0\x1b\x7f\x85\u2028\u202e\ud800\udfff\ufffe\ufeff\U00020000\"'\\{}[],:§"
SIGN = st.sampled_from(SIGNS) | st.characters(exclude_categories=())
TEXT = st.text(SIGN, max_size=40)


def value_of(of: Any, text: str) -> st.SearchStrategy[Any]:
    """Any value that a field of a type may have, in a notice with a text."""
    at = st.integers(0, len(text) + 2)
    if of is Span:
        return st.tuples(at, at).map(lambda ends: Span(*sorted(ends)))
    if of is str:
        return TEXT | st.tuples(at, at).map(lambda ends: text[min(ends) : max(ends)])
    if get_origin(of) is tuple:
        return st.lists(value_of(get_args(of)[0], text), max_size=3).map(tuple)
    if get_args(of):
        return st.none() | value_of(get_args(of)[0], text)
    if is_dataclass(of):
        hints = get_type_hints(of, vars(model), {})
        return st.builds(of, **{f.name: value_of(hints[f.name], text) for f in fields(of)})
    return at if of is int else st.from_type(of)


NOTICES = TEXT.flatmap(
    lambda text: value_of(Notice, text).map(lambda notice: replace(notice, text=text))
)


@settings(deadline=None)
@given(NOTICES)
def test_any_notice_comes_back_as_it_was(notice: Notice) -> None:
    reading = written(notice)
    assert read(reading, notice.text) == notice
    assert "\n" not in reading
    assert written(read(reading, notice.text)) == reading


@pytest.mark.parametrize("field", [*tables.FIELDS])
def test_every_field_is_kept(field: str) -> None:
    one, other = varied(field)
    assert read(written(one), one.text) == one
    assert read(written(other), other.text) == other
    assert (written(one), one.text) != (written(other), other.text)


def test_it_is_short_and_always_the_same() -> None:
    """Of a unit that stands where it was read only the place is told; what is nothing is not."""
    unit = Assignment(Role.LEAD, "区司法局", None, UnitKind.UNIT, (Span(4, 6), Span(7, 9)))
    task = replace(NOTICE.tasks[1], text="公开目录", spans=(Span(0, 4),), assignments=(unit,))
    text = "公开目录区司\n法局。见附件"
    none = {f.name: () for f in fields(Notice) if "tuple" in str(f.type) or f.type == "Spans"}
    none |= {f.name: None for f in fields(Notice) if "None" in str(f.type)}
    told = {"tasks": (task,), "unread": (Unread(10, 13, "见附件"),), "plan_year": 2025}
    notice = Notice(**{**none, "file": "a.txt", "text": text, **told})  # type: ignore[arg-type]
    assert written(notice) == (
        '{"file":"a.txt","plan_year":2025,"tasks":[{"assignments":[{"kind":"unit","role":"lead",'
        '"spans":[4,6,7,9]}],"id":"2","number":"2","point":"1","source":"item","spans":[0,4]}],'
        '"unread":[{"end":13,"start":10}]}'
    )


def test_all_samples_come_back(samples: Path) -> None:
    assert came_back([samples]) >= 5


def test_all_real_notices_come_back(shared: Path) -> None:
    assert came_back([shared / "notices", shared / "real", shared / "cascade"]) >= 30


def came_back(folders: list[Path]) -> int:
    """How many notices in folders came back as they were; others are an error."""
    count = 0
    for file in sorted(p for folder in folders for p in folder.rglob("*") if p.is_file()):
        try:
            notice = zhengmai.read(file)
        except ZhengmaiError:
            continue
        assert read(written(notice), notice.text) == notice, file
        count += 1
    return count


@pytest.mark.parametrize(
    "reading",
    [
        *("", "[]", "null", "{", '{"file":7}', "[" * 100_000, '{"file":"a","mood":"good"}'),
        '{"file":"a","title_spans":[1]}',
        '{"file":"a","title_spans":[3,1]}',
        '{"file":"a","title_spans":[0,"1"]}',
        '{"file":"a","plan_year":true}',
        '{"file":"a","issued":"2025"}',
        '{"file":"a","points":{}}',
        '{"file":"a","tasks":[{"id":"1","number":"1","source":"dream"}]}',
        '{"file":"a","tasks":[{"id":"1","number":"1"}]}',
    ],
)
def test_what_is_no_reading_is_an_error(reading: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read(reading, "abc")


# --- in the triples


HALVES = re.compile("[\ud800-\udfff]")


@settings(deadline=None)
@given(text=TEXT.filter(bool), message=TEXT)
def test_the_triples_keep_text_and_reading(text: str, message: str) -> None:
    """Half a character becomes one other character, so that the places stay true."""
    made = replace(NOTICE, text=text, remarks=(Remark(Severity.NOTE, message, (Span(0, 1),)),))
    kept = replace(
        made,
        text=HALVES.sub("\ufffd", text),
        remarks=(replace(made.remarks[0], message=HALVES.sub("\ufffd", message)),),
    )
    assert len(kept.text) == len(text)
    triples = notice_triples(made)
    assert in_ntriples(triples) == kept
    again = to_triples(iris.notice(made), from_triples(iris.notice(made), triples))
    assert {*again.splitlines()} == {*triples.splitlines()}, "as Oxigraph writes them"
    turtle = escaped(notice_graph(made).serialize(format="turtle"))
    assert (
        in_ntriples(ox.serialize(ox.parse(turtle, format=ox.RdfFormat.TURTLE), format=NT)) == kept
    )


NT = ox.RdfFormat.N_TRIPLES


def in_ntriples(triples: bytes | None) -> Notice:
    """The notice that triples tell of by its text and its reading."""
    told = {t.predicate.value: t.object.value for t in ox.parse(triples or b"", format=NT)}
    return read(told[iris.NS + "reading"], told[iris.NS + "sourceText"])


def test_a_reading_is_json_for_others_too() -> None:
    told = json.loads(written(NOTICE))
    assert told["issued"] == str(date(2025, 3, 4))
    assert told["title_spans"] == [330, 333, 340, 343]
