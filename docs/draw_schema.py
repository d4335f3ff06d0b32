"""Draws ``docs/neo4j-schema.svg``, the property graph that notices become in Neo4j.

``python docs/draw_schema.py`` writes it. Labels, types and keys are read from the tables in
:mod:`zhengmai.ontology.propertygraph`, Chinese terms from the vocabulary; only where things stand
is told here. What the tables have and nobody gave a place, and what would overlap, is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import combinations, pairwise
from pathlib import Path
from typing import Literal

import rdflib

from zhengmai.ontology import iris
from zhengmai.ontology.iris import NS
from zhengmai.ontology.propertygraph import mapping as pg

PICTURE = Path(__file__).with_name("neo4j-schema.svg")
VOCABULARY = Path(iris.__file__).with_name("vocabulary.ttl")

Labels = tuple[str, ...]
Point = tuple[int, int]
Side = Literal["left", "right", "top", "bottom"]

WIDTH, HEIGHT = 1286, 1172
COLUMN_WIDTH = 224
HEAD, ROW, FOOT = 40, 19, 9  # heights inside a box
MARGIN = 14  # of a frame around boxes
KEY_SIZE, TYPE_SIZE, TERM_SIZE = 12, 13, 12

# Label → left, top and colour of its box.
PLACES: dict[str, tuple[int, int, str]] = {
    "Deadline": (66, 28, "#b45309"),
    "Task": (66, 265, "#0f766e"),
    "WorkPoint": (66, 552, "#0f766e"),
    "Notice": (450, 158, "#1d4ed8"),
    "Unit": (950, 12, "#7e22ce"),
    "Jurisdiction": (950, 418, "#475569"),
    "CollectiveUnit": (950, 624, "#7e22ce"),
    "Judgement": (950, 836, "#be123c"),
    "Verdict": (690, 836, "#be123c"),
    "Report": (450, 836, "#be123c"),
}


@dataclass(frozen=True, slots=True)
class Route:
    """How an arrow runs and where its words stand.

    Attributes:
        start, end: a side of the box, and how far from its left or its top.
        via: corners between.
        name, keys: where the type and the keys begin.
        wide: how many characters of keys go on a line.
    """

    start: tuple[Side, int]
    end: tuple[Side, int]
    name: Point
    keys: Point = (0, 0)
    via: tuple[Point, ...] = ()
    wide: int = 60


_TASK_OR_POINT = ("Task", "WorkPoint")

# Type, label of the start and label of the end → how the arrow runs.
ROUTES: dict[tuple[str, Labels, Labels], Route] = {
    ("DUE", ("Task",), ("Deadline",)): Route(("top", 112), ("bottom", 112), (188, 228)),
    ("UNDER", ("Task",), ("WorkPoint",)): Route(("bottom", 112), ("top", 112), (188, 525)),
    ("CARRIES_OUT", _TASK_OR_POINT, _TASK_OR_POINT): Route(
        ("right", 431), ("right", 471), (336, 723), (336, 741), ((324, 682), (324, 722)), 24
    ),
    ("MAY_CARRY_OUT", _TASK_OR_POINT, _TASK_OR_POINT): Route(
        ("bottom", 40), ("bottom", 80), (140, 852), (140, 870), ((92, 840), (132, 840)), 40
    ),
    ("PART_OF", ("Task",), ("Notice",)): Route(("right", 143), ("left", 250), (328, 400)),
    ("PART_OF", ("WorkPoint",), ("Notice",)): Route(("right", 34), ("left", 428), (328, 578)),
    ("ASSIGNED_TO", ("Task",), ("Unit",)): Route(
        ("right", 34), ("left", 50), (450, 54), (450, 78), ((318, 299), (318, 62))
    ),
    ("ASSIGNED_TO", ("Task",), ("CollectiveUnit",)): Route(
        ("left", 100), ("bottom", 112), (520, 790), (520, 814),
        ((30, 365), (30, 798), (1062, 798)),
    ),
    ("BASED_ON | MENTIONS", ("Notice",), ("Notice",)): Route(
        ("top", 40), ("top", 110), (572, 116), (572, 134), ((490, 122), (560, 122)), 50
    ),
    ("REPEALS", ("Notice",), ("Notice",)): Route(
        ("bottom", 80), ("bottom", 130), (528, 741), (528, 759), ((530, 724), (580, 724))
    ),
    ("SAME_AS", ("Notice",), ("Notice",)): Route(
        ("bottom", 160), ("bottom", 210), (608, 741), (608, 759), ((610, 724), (660, 724))
    ),
    ("NAMES", ("Notice",), ("Unit",)): Route(
        ("right", 60), ("left", 206), (694, 210), (694, 234), (), 32
    ),
    ("APPLIES_TO", ("Notice",), ("Jurisdiction",)): Route(
        ("right", 282), ("left", 22), (694, 432)
    ),
    ("NAMES", ("Notice",), ("Jurisdiction",)): Route(
        ("right", 328), ("left", 68), (694, 478), (694, 502)
    ),
    ("REACHES", ("Notice",), ("Jurisdiction",)): Route(
        ("right", 372), ("left", 112), (694, 522), (694, 546)
    ),
    ("NAMES", ("Notice",), ("CollectiveUnit",)): Route(
        ("right", 440), ("left", 34), (694, 590), (694, 614), ((894, 598), (894, 658))
    ),
    ("UNIT_OF", ("Unit",), ("Jurisdiction",)): Route(("bottom", 112), ("top", 112), (1072, 390)),
    ("UNIT_OF", ("CollectiveUnit",), ("Jurisdiction",)): Route(
        ("top", 112), ("bottom", 112), (1072, 592)
    ),
    ("BRANCH_OF", ("Unit",), ("Unit",)): Route(
        ("right", 166), ("right", 206), (1210, 202), (0, 0), ((1200, 178), (1200, 218))
    ),
    ("WITHIN", ("Jurisdiction",), ("Jurisdiction",)): Route(
        ("right", 50), ("right", 90), (1210, 492), (0, 0), ((1200, 468), (1200, 508))
    ),
}  # fmt: skip

_COUNTS = "counts"
_FORMS = {
    "integer": "integer",
    "boolean": "true/false",
    "date": "date",
    "decimal": "number",
    "dateTime": "time",
}
_NOTES = (
    "iri is the key of every node: unique.",
    "counts are the eight keys under that word in Unit.",
    "spans are places in the source: start, end, start, end…",
    "CARRIES_OUT and MAY_CARRY_OUT lead from and to anything in their frame.",
    "A Judgement (of a person), a Verdict (of a model) and a Report lead",
    "nowhere: they outlive what they are about.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a box: a key and the form of its value, or a heading over those that follow."""

    text: str
    form: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """A class of relationships.

    Attributes:
        types: relationship types that run alike.
        start, end: labels of its ends; several are a frame around them.
        keys: of its properties.
        term: the Chinese word for it, or "".
    """

    types: tuple[str, ...]
    start: Labels
    end: Labels
    keys: tuple[str, ...] = ()
    term: str = ""

    @property
    def name(self) -> str:
        """The types as one text."""
        return " | ".join(self.types)


# --- what there is, from the tables


def terms() -> dict[str, str]:
    """IRI → Chinese term, of all that the vocabulary defines."""
    graph = rdflib.Graph().parse(VOCABULARY, format="turtle")
    labels = graph.subject_objects(rdflib.RDFS.label)
    return {str(s): str(o) for s, o in labels if getattr(o, "language", "") == "zh"}


def lines(node: pg.NodeClass) -> list[Line]:
    """What stands in the box of a label."""
    found = [Line("iri"), *(Line(p.key, _form(p)) for p in node.properties)]
    if node.spans:
        found.append(Line("spans", "list"))
    said = {p.key: Line(p.key, _form(p)) for p in node.said}
    if node.label == "Notice":
        found += [Line(one.key) for one in pg.LINKAGE]
        found += [Line("if cited and not held", heading=True), said["citedTitles"]]
    elif node.label == "Unit":
        found += [Line("from all notices", heading=True)]
        found += [said["written"], said["rank"], said["place"]]
        found += [Line(_COUNTS, heading=True), *(Line(p.key, _form(p)) for p in pg.COUNTS)]
        found.append(Line("totals", "text of all these"))
    return found


def _form(of: pg.Property) -> str:
    return "list" if of.many else _FORMS.get(of.kind, "")


def arrows() -> list[Arrow]:
    """All classes of relationships."""
    words = terms()
    found = [
        Arrow((r.type,), (r.start,), (end,), ("by",) if r.type == "SAME_AS" else (),
              words.get(r.predicate, ""))
        for r in pg.RELATIONSHIPS for end in r.end
    ]  # fmt: skip
    for of in pg.QUALIFIED:
        term = words.get(NS + of.name, "")
        keys = tuple(p.key for p in of.properties) + (("spans",) if of.spans else ())
        if of is pg.LOAD:
            found += _loads(term)
        elif of in (pg.LINK, pg.CANDIDATE):
            keys += tuple(p.key for p in pg.EVIDENCE)
            found.append(Arrow(of.types, of.start, of.end, keys, term))
        else:
            if of is pg.CITATION:
                keys += (*(p.key for p in pg.BY_LABEL["Notice"].said), "iri")
            found += [
                Arrow(of.types, (s,), (e,), keys, term) for s in of.start for e in of.end
            ]  # fmt: skip
    return found


def _loads(term: str) -> Iterator[Arrow]:
    """``NAMES`` says what a notice says of a shared node, and counts if that is a unit."""
    names, reaches = pg.LOAD.types
    for node in pg.NODES:
        if node.shared and node.label != "Notice":
            keys = tuple(p.key for p in node.said)
            counted = node.label == pg.LOAD.end[0]
            yield Arrow(
                (names,), pg.LOAD.start, (node.label,),
                (*keys, _COUNTS) if counted else keys, term if counted else "",
            )  # fmt: skip
    yield Arrow((reaches,), pg.LOAD.start, pg.LOAD.end[1:], (pg.REACHES.key, _COUNTS), term)


# --- where it stands


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle that something takes up, and what."""

    what: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        """Whether the two have more than a border in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def at(self, side: Side, far: int) -> Point:
        """A point on its border."""
        if side in ("left", "right"):
            return int(self.left if side == "left" else self.right), int(self.top) + far
        return int(self.left) + far, int(self.top if side == "top" else self.bottom)


def box(label: str) -> Area:
    """The box of a label."""
    left, top, _ = PLACES[label]
    height = HEAD + ROW * len(lines(pg.BY_LABEL[label])) + FOOT
    return Area(label, left, top, left + COLUMN_WIDTH, top + height)


def frame(labels: Labels) -> Area:
    """The box of one label, or the frame around several."""
    boxes = [box(label) for label in labels]
    margin = MARGIN if len(boxes) > 1 else 0
    return Area(
        " and ".join(labels),
        min(b.left for b in boxes) - margin,
        min(b.top for b in boxes) - margin,
        max(b.right for b in boxes) + margin,
        max(b.bottom for b in boxes) + margin,
    )


def path(arrow: Arrow) -> list[Point]:
    """The corners of an arrow."""
    route = _route(arrow)
    start, end = frame(arrow.start), frame(arrow.end)
    return [start.at(*route.start), *route.via, end.at(*route.end)]


def _route(arrow: Arrow) -> Route:
    try:
        return ROUTES[arrow.name, arrow.start, arrow.end]
    except KeyError:
        raise LookupError(
            f"{arrow.name} from {arrow.start} to {arrow.end} has no way yet: "
            "give it one in ROUTES of docs/draw_schema.py"
        ) from None


def wrapped(arrow: Arrow) -> list[str]:
    """The keys of an arrow, in lines."""
    found: list[str] = []
    for number, key in enumerate(arrow.keys, 1):
        word = key + ("," if number < len(arrow.keys) else "")
        if found and len(found[-1]) + 1 + len(word) <= _route(arrow).wide:
            found[-1] += " " + word
        else:
            found.append(word)
    return found


def words(arrow: Arrow) -> list[Area]:
    """What the words of an arrow take up."""
    route, what = _route(arrow), f"the words of {arrow.name} to {arrow.end[0]}"
    x, y = route.name
    wide = _wide(arrow.name, TYPE_SIZE) + _wide(arrow.term, TERM_SIZE) + (8 if arrow.term else 0)
    found = [Area(what, x, y - 11, x + wide, y + 3)]
    x, y = route.keys
    for number, line in enumerate(wrapped(arrow)):
        at = y + 15 * number
        found.append(Area(what, x, at - 10, x + _wide(line, KEY_SIZE), at + 3))
    return found


def _wide(text: str, size: int) -> float:
    return sum(size if ord(c) > 0x2E7F else size * 0.61 for c in text)


def check(all_arrows: list[Arrow]) -> None:
    """See that everything has a place and nothing lies on anything else.

    Raises:
        LookupError: something has no place.
        ValueError: two things overlap.
    """
    for node in pg.BY_LABEL.values():
        if node.label not in PLACES:
            raise LookupError(
                f"{node.label} has no place yet: give it one in PLACES of docs/draw_schema.py"
            )
    taken = [box(label) for label in pg.BY_LABEL]
    for arrow in all_arrows:
        taken += words(arrow)
    for one, other in combinations(taken, 2):
        if one.meets(other):
            raise ValueError(f"{one.what} and {other.what} overlap")
    for one in taken:
        if one.right > WIDTH or one.bottom > HEIGHT:
            raise ValueError(f"{one.what} stands outside the picture")
    for arrow in all_arrows:
        _check_way(arrow, [area for area in taken if area.what not in arrow.start + arrow.end])


def _check_way(arrow: Arrow, taken: list[Area]) -> None:
    what = f"the arrow {arrow.name} to {arrow.end[0]}"
    for (x1, y1), (x2, y2) in pairwise(path(arrow)):
        if x1 != x2 and y1 != y2:
            raise ValueError(f"{what} runs aslant from {x1, y1} to {x2, y2}")
        way = Area(what, min(x1, x2), min(y1, y2), max(x1, x2) + 0.1, max(y1, y2) + 0.1)
        for area in taken:
            if area.meets(way):
                raise ValueError(f"{what} runs through {area.what}")


# --- drawing

_STYLE = f"""
    text {{ font-family: "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei",
      "Noto Sans CJK SC", sans-serif; fill: #1f2937 }}
    .label {{ font-size: 15px; font-weight: 700; fill: #fff }}
    .zh {{ font-size: {TERM_SIZE}px; fill: #fff }}
    .key, .form, .keys, .type {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace }}
    .key, .keys {{ font-size: {KEY_SIZE}px }}
    .form {{ font-size: 11px; fill: #6b7280; text-anchor: end }}
    .heading, .note {{ font-size: 12px; font-style: italic; fill: #6b7280 }}
    .type {{ font-size: {TYPE_SIZE}px; font-weight: 700 }}
    .keys, .term {{ fill: #4b5563 }}
    .term {{ font-size: {TERM_SIZE}px }}
    .way {{ fill: none; stroke: #4b5563; stroke-width: 1.4; marker-end: url(#head) }}
    .frame {{ fill: #f0fdfa; stroke: #0f766e; stroke-dasharray: 5 4 }}
"""


def schema_svg() -> str:
    """The picture."""
    every = arrows()
    check(every)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-labelledby="title">',
        '  <title id="title">The property graph of notices in Neo4j</title>',
        f"  <style>{_STYLE}  </style>",
        '  <defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z" fill="#4b5563"/></marker></defs>',
        f'  <rect width="{WIDTH}" height="{HEIGHT}" rx="10" fill="#fff"/>',
    ]
    parts += [
        _rectangle(frame(labels), 'class="frame" rx="12"')
        for labels in sorted({a.start for a in every if len(a.start) > 1})
    ]
    own_terms = terms()
    for node in pg.BY_LABEL.values():
        parts += _drawn_box(node, own_terms[node.rdf_class])
    for arrow in every:
        parts += _drawn_arrow(arrow)
    parts += [
        _text(66 + (i % 2) * 384, HEIGHT - 60 + (i // 2) * 20, "note", note)
        for i, note in enumerate(_NOTES)
    ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _drawn_box(node: pg.NodeClass, term: str) -> Iterator[str]:
    area, colour = box(node.label), PLACES[node.label][2]
    x, y, right = int(area.left), int(area.top), int(area.right)
    yield _rectangle(area, f'rx="8" fill="#fff" stroke="{colour}" stroke-width="1.5"')
    yield (
        f'  <path d="M{x} {y + 30}v-22q0 -8 8 -8h{COLUMN_WIDTH - 16}q8 0 8 8v22z" fill="{colour}"/>'
    )
    yield _text(x + 12, y + 20, "label", node.label)
    yield (
        f'  <text x="{right - 12}" y="{y + 20}" class="zh" text-anchor="end">{escape(term)}</text>'
    )
    for number, line in enumerate(lines(node)):
        at = y + HEAD + ROW * number + 12
        yield _text(x + 12, at, "heading" if line.heading else "key", line.text)
        if line.form:
            yield _text(right - 12, at, "form", line.form)


def _drawn_arrow(arrow: Arrow) -> Iterator[str]:
    points = path(arrow)
    steps = "".join(f"{'L' if n else 'M'}{x} {y}" for n, (x, y) in enumerate(points))
    yield f'  <path d="{steps}" class="way"/>'
    route = _route(arrow)
    x, y = route.name
    yield _text(x, y, "type", arrow.name)
    if arrow.term:
        yield _text(round(x + _wide(arrow.name, TYPE_SIZE) + 8), y, "term", arrow.term)
    x, y = route.keys
    for number, line in enumerate(wrapped(arrow)):
        yield _text(x, y + 15 * number, "keys", line)


def _rectangle(area: Area, how: str) -> str:
    left, top = int(area.left), int(area.top)
    return (
        f'  <rect x="{left}" y="{top}" width="{int(area.right) - left}" '
        f'height="{int(area.bottom) - top}" {how}/>'
    )


def _text(x: int, y: int, kind: str, text: str) -> str:
    return f'  <text x="{x}" y="{y}" class="{kind}">{escape(text)}</text>'


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(schema_svg(), "utf-8")


if __name__ == "__main__":
    main()
