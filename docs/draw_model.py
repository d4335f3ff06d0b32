"""Writes ``docs/model.md`` and ``docs/model.svg``: the classes and properties of the RDF.

``python docs/draw_model.py`` writes both. Names, labels, domains, ranges and comments are those of
the vocabulary, the keys of Neo4j those of :mod:`zhengmai.ontology.propertygraph`, the examples
those of a store of the samples. What has no place here is an error.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from html import escape
from itertools import combinations
from pathlib import Path

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from zhengmai.api import build_store
from zhengmai.graph.store import Store
from zhengmai.graph.stores.opening import open_store
from zhengmai.ontology import iris
from zhengmai.ontology.namespaces import PREFIXES, ZM
from zhengmai.ontology.propertygraph import mapping as pg

DOCS = Path(__file__).parent
PAGE, PICTURE = DOCS / "model.md", DOCS / "model.svg"
SAMPLES = DOCS.parent / "samples"
VOCABULARY = Path(iris.__file__).with_name("vocabulary.ttl")

Edge = tuple[str, str, str]
"""A class, a property and the class that it leads to."""

# Class → left and top of its box.
PLACES = {
    "Citation": (40, 50), "Notice": (340, 50), "Load": (680, 150), "Jurisdiction": (1000, 50),
    "WorkPoint": (40, 290), "Task": (340, 290), "Assignment": (675, 290), "Unit": (955, 290),
    "Link": (40, 450), "Deadline": (340, 450), "CollectiveUnit": (1140, 400),
    "Evidence": (40, 580), "Candidate": (300, 580), "Judgement": (520, 580), "Verdict": (740, 580),
    "Report": (960, 580),
}  # fmt: skip
WIDTH, HEIGHT, BOX, TALL, LINE = 1360, 670, 200, 46, 17

# What the vocabulary leaves open, since several classes have the property, or others defined it.
FURTHER: tuple[Edge, ...] = (
    ("WorkPoint", "zm:partOf", "Notice"), ("Task", "zm:partOf", "Notice"),
    ("Assignment", "zm:unit", "Unit"), ("Assignment", "zm:unit", "CollectiveUnit"),
    ("Load", "zm:unit", "Unit"), ("Unit", "zm:ofPlace", "Jurisdiction"),
    ("CollectiveUnit", "zm:ofPlace", "Jurisdiction"), ("Unit", "org:unitOf", "Unit"),
    ("Link", "zm:child", "Task"), ("Link", "zm:parent", "WorkPoint"),
    ("Link", "zm:evidence", "Evidence"), ("Notice", "eli:repeals", "Notice"),
    ("Jurisdiction", "schema:containedInPlace", "Jurisdiction"),
)  # fmt: skip
ALONE = {"Candidate", "Judgement", "Verdict", "Report"}
"""They say what pair or task they are about, and are drawn without arrows."""
NOT_DRAWN = {"zm:citedPlace": "of a cited document alone"}

# Properties of other vocabularies: what they say here.
REUSED = {
    "dcterms:title": ("标题", "Title of a notice."),
    "dcterms:issued": ("成文日期", "Date of issue."),
    "dcterms:available": ("发布日期", "Date of publication."),
    "eli:based_on": ("依据", "A notice's basis, beside zm:citation."),
    "eli:repeals": ("废止", "A document that a notice puts out of force."),
    "oa:start": ("起", "First character of a stretch of the source, from 0."),
    "oa:end": ("止", "Behind its last character."),
    "org:unitOf": ("所属单位", "The bureau that a branch belongs to."),
    "owl:sameAs": ("同一文件", "The held plan that a loosely cited one turned out to be."),
    "prov:qualifiedDerivation": ("承接关系", "A task's lineage link."),
    "prov:wasDerivedFrom": ("承接", "What a task carries out, as one step."),
    "rdf:type": ("类", "The class."),
    "schema:containedInPlace": ("上级行政区", "The place above."),
    "schema:name": ("名称", "Name of a place."),
    "schema:version": ("版本", "A mark of the state that the notices are in, in the summary."),
    "skos:altLabel": ("文中写法", "A name as written; the title by which a document is cited."),
    "skos:editorialNote": ("说明", "How a name was made full."),
    "skos:prefLabel": ("规范名称", "Full name of a unit or of a class of units."),
}  # fmt: skip

# Where the property graph has what is no key and no relationship of its own.
ELSEWHERE = {
    "zm:assignment": "ASSIGNED_TO", "zm:citation": "BASED_ON, MENTIONS",
    "zm:child": "start of CARRIES_OUT, MAY_CARRY_OUT", "zm:unit": "end of ASSIGNED_TO, NAMES",
    "zm:cites": "end of BASED_ON, MENTIONS", "zm:parent": "end of CARRIES_OUT, MAY_CARRY_OUT",
    "zm:evidence": "CARRIES_OUT.childTexts, .parentTexts", "zm:inNotice": "start of NAMES, REACHES",
    "zm:readFrom": "spans", "oa:start": "spans", "oa:end": "spans", "rdf:type": "label, type",
    "zm:totals": "Unit.totals", "eli:based_on": "BASED_ON", "prov:wasDerivedFrom": "CARRIES_OUT",
    "prov:qualifiedDerivation": "CARRIES_OUT", "schema:version": "–",
    **dict.fromkeys(("zm:reachedTotals", "zm:totalsOfYear", "zm:reachedTotalsOfYear"), "–"),
}  # fmt: skip

# What the samples hold nothing of, as of what people say; and what each change of linking changes.
SAID = {
    "zm:judgedBy": "王某", "zm:judgedAt": "2025-07-01T08:30:00Z", "zm:note": "原文为另一事项",
    "zm:asked": "64 hexadecimal digits", "zm:reportedOn": "…/task/8.3",
    "zm:judgedChildText": "每季度请村民代表…", "zm:judgedParentText": "请群众代表列席会议…",
    "zm:taskText": "每季度请村民代表…",
    "zm:taskContext": "行政决策公众参与…", "zm:reportedStatus": "办结", "zm:progress": "已公布12项",
    "zm:material": "网页截图", "zm:reportedBy": "王某", "zm:reportedAt": "2025-07-01T08:30:00Z",
    "zm:reportedIn": "台账.xlsx", "zm:insteadOf": "64 hexadecimal digits",
    "zm:damaged": "true", "zm:corrected": "units: 县发改局 → 县发展和改革局 (…)",
    "zm:divisionCode": "370105",
    **dict.fromkeys(("zm:alsoReachedAsLead", "zm:alsoReachedAsCooperating"), "1"),
    "zm:score": "0.998", "zm:fidelity": "0.962", "zm:method": "paraphrase",
    "dcterms:available": "2025-06-30", "skos:editorialNote": "",
}  # fmt: skip

_DIGEST = re.compile(r"[0-9a-f]{32}(?:[0-9a-f]{32})?")
_LONGEST = 34


def vocabulary() -> rdflib.Graph:
    """The vocabulary as a graph."""
    return rdflib.Graph().parse(VOCABULARY, format="turtle")


def short(iri: object) -> str:
    """A name with its prefix."""
    for prefix, namespace in PREFIXES.items():
        if str(iri).startswith(namespace):
            return f"{prefix}:{str(iri)[len(namespace) :]}"
    return f"<{iri}>"


def own(graph: rdflib.Graph, *kinds: URIRef) -> list[URIRef]:
    """The things of some kinds that the vocabulary defines, in its order."""
    known = {short(s) for kind in kinds for s in graph.subjects(RDF.type, kind)}
    ordered = re.findall(r"^(zm:\w+) a ", VOCABULARY.read_text("utf-8"), re.MULTILINE)
    return [URIRef(ZM.namespace + name[3:]) for name in ordered if name in known]


def said(graph: rdflib.Graph, of: URIRef, what: URIRef, language: str) -> str:
    """A label or comment in a language; "" where there is none."""
    found = (o for o in graph.objects(of, what) if getattr(o, "language", None) == language)
    return str(next(found, ""))


# --- the property graph


def in_neo4j() -> dict[str, list[str]]:
    """Property of the RDF, by its short name → where the property graph has it."""
    found: dict[str, list[str]] = {}

    def has(predicate: str, where: str) -> None:
        places = found.setdefault(short(predicate), [])
        if where not in places:
            places.append(where)

    for node in pg.BY_LABEL.values():
        for one in (*node.properties, *node.said):
            has(one.predicate, f"{node.label}.{one.key}")
    for one in pg.LINKAGE:
        has(one.predicate, f"Notice.{one.key}")
    for one in pg.RELATIONSHIPS:
        has(one.predicate, one.type)
    for of in pg.QUALIFIED:
        more = {pg.LINK: pg.EVIDENCE, pg.LOAD: (pg.REACHES,)}.get(of, ())
        for one in (*of.properties, *more):
            has(one.predicate, f"{of.types[0]}.{one.key}")
    for name, where in ELSEWHERE.items():
        found.setdefault(name, []).append(where)
    return found


# --- examples


def examples(store: Store) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Property → a value of it, and the classes of what has it."""
    values: dict[str, str] = {}
    classes: dict[str, set[str]] = {}
    asked = "SELECT DISTINCT ?p ?class ?o WHERE { GRAPH ?g { ?s ?p ?o OPTIONAL { ?s a ?class } } }"
    for row in store.rows(asked, {}):
        name, value = short(row["p"]), _shown(row["o"])
        if row["class"] is not None:
            classes.setdefault(name, set()).add(short(row["class"]))
        if name not in values or _better(value) < _better(values[name]):
            values[name] = value
    return values, classes


def _better(value: str) -> tuple[bool, int, str]:
    """Of several values one that is whole, and says most; the first of these by its signs."""
    return value.endswith("…"), -len(value), value


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if _DIGEST.fullmatch(text):
        return f"{len(text)} hexadecimal digits"
    if text.startswith(iris.NS):
        return short(text)
    text = " ".join(text.replace(iris.ID, "…/id/").split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


# --- the page


def page(store: Store) -> str:
    """The text of ``model.md``."""
    graph, places = vocabulary(), in_neo4j()
    values, classes = examples(store)
    unknown = values.keys() - {short(p) for p in own(graph, *_PROPERTIES)} - REUSED.keys()
    if unknown:
        raise LookupError(f"{sorted(unknown)}: tell in REUSED of docs/draw_model.py what they say")
    lines = [*_HEAD, "", *_classes(graph), "", *_roles(graph), "", "## Properties 属性", ""]
    lines += _table(_own_rows(graph, places, {**values, **SAID}))
    lines += ["", "## From other vocabularies 复用的属性", ""]
    lines += _table(_reused_rows(places, {**SAID, **values}, classes))
    return "\n".join([*lines, ""])


_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
_HEAD = (
    "# The model 模型",
    "",
    "<!-- Written by docs/draw_model.py from the vocabulary: change that, not this. -->",
    "",
    "What a store knows, as RDF ([`vocabulary.ttl`](../zhengmai/ontology/vocabulary.ttl)) and as a "
    "graph in Neo4j",
    "([its picture](neo4j.md)). Questions: [sparql.md](sparql.md). Examples are those of the "
    "[samples](../samples/README.md).",
    "",
    "![Classes and what leads from one to another](model.svg)",
    "",
    "Each notice is a named graph (its IRI), its lineage, and what people say of it, are graphs of "
    "their own beside it. `Candidate`, `Judgement`,",
    "`Verdict` and `Report` lead by `zm:child`, `zm:parent`, `zm:reportedOn` to what may be gone.",
)


def _classes(graph: rdflib.Graph) -> Iterator[str]:
    labels = {node.rdf_class: f":{node.label}" for node in pg.BY_LABEL.values()}
    labels |= {iris.NS + of.name: " \\| ".join(of.types) for of in pg.QUALIFIED}
    yield "## Classes 类"
    yield ""
    yield "| class | 类 | a kind of | in Neo4j | what it is |"
    yield "|---|---|---|---|---|"
    for of in own(graph, OWL.Class):
        above = ", ".join(sorted(map(short, graph.objects(of, RDFS.subClassOf))))
        label, comment = said(graph, of, RDFS.label, "zh"), said(graph, of, RDFS.comment, "en")
        yield f"| `{short(of)}` | {label} | {above} | {labels.get(str(of), '–')} | {comment} |"


def _roles(graph: rdflib.Graph) -> Iterator[str]:
    named = (
        f"`{short(of)}` {said(graph, of, SKOS.prefLabel, 'zh')}" for of in own(graph, SKOS.Concept)
    )
    yield f"Roles 角色: {', '.join(named)}."


Row = tuple[str, str, str, str, str, str, str]


def _own_rows(
    graph: rdflib.Graph, places: dict[str, list[str]], values: dict[str, str]
) -> Iterator[Row]:
    for of in own(graph, *_PROPERTIES):
        name = short(of)
        if name not in places:
            raise LookupError(f"{name}: tell in ELSEWHERE of docs/draw_model.py where Neo4j has it")
        if name not in values:
            raise LookupError(f"{name}: give an example in SAID of docs/draw_model.py")
        yield (
            name,
            f"{said(graph, of, RDFS.label, 'zh')} {said(graph, of, RDFS.label, 'en')}",
            ", ".join(sorted(map(short, graph.objects(of, RDFS.domain)))),
            ", ".join(sorted(map(short, graph.objects(of, RDFS.range)))),
            ", ".join(places[name]),
            values[name],
            said(graph, of, RDFS.comment, "en"),
        )


def _reused_rows(
    places: dict[str, list[str]], values: dict[str, str], classes: dict[str, set[str]]
) -> Iterator[Row]:
    for name, (label, comment) in REUSED.items():
        has = sorted(c for c in classes.get(name, ()) if c.startswith("zm:"))
        domain = "every class" if name == "rdf:type" else ", ".join(has)
        yield name, label, domain, "", ", ".join(places[name]), values.get(name, ""), comment


def _table(rows: Iterable[Row]) -> Iterator[str]:
    yield "| property | label | of (domain) | value (range) | in Neo4j | example | what it says |"
    yield "|---|---|---|---|---|---|---|"
    for name, *cells, example, comment in rows:
        shown = f"`{_cell(example)}`" if example else ""
        yield f"| `{name}` | {' | '.join(map(_cell, cells))} | {shown} | {_cell(comment)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("`", "'")


# --- the picture


def edges() -> list[Edge]:
    """What leads from class to class, by the vocabulary, and by what it leaves open."""
    graph, found = vocabulary(), list(FURTHER)
    for of in own(graph, OWL.ObjectProperty):
        for start in graph.objects(of, RDFS.domain):
            for end in graph.objects(of, RDFS.range):
                edge = (short(start)[3:], short(of), short(end)[3:])
                both = {edge[0], edge[2]}
                drawn = both <= PLACES.keys() and not both & ALONE and edge[1] not in NOT_DRAWN
                if drawn and edge not in found:
                    found.append(edge)
    return found


def picture() -> str:
    """The drawing.

    Raises:
        LookupError: a class has no place.
        ValueError: two boxes overlap.
    """
    graph, every = vocabulary(), edges()
    names = [short(of)[3:] for of in own(graph, OWL.Class)]
    for name in names:
        if name not in PLACES:
            raise LookupError(
                f"{name} has no place yet: give it one in PLACES of docs/draw_model.py"
            )
    loops = {name: [p for a, p, b in every if a == b == name] for name in names}
    tall = {name: TALL + LINE * len(loops[name]) for name in names}
    for one, other in combinations(names, 2):
        (x1, y1), (x2, y2) = PLACES[one], PLACES[other]
        if abs(x1 - x2) < BOX and y1 < y2 + tall[other] and y2 < y1 + tall[one]:
            raise ValueError(f"{one} and {other} overlap")
    parts = list(_START)
    ways = [edge for edge in every if edge[0] != edge[2]]
    for edge in ways:
        parts += _arrow(edge, tall, twin=(edge[2], edge[0]) in {(a, b) for a, _, b in ways})
    for name in names:
        label = said(graph, URIRef(ZM.namespace + name), RDFS.label, "zh")
        parts += _box(name, label, loops[name], tall[name])
    return "\n".join([*parts, "</svg>", ""])


_START = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
    f'height="{HEIGHT}" role="img" aria-labelledby="title">',
    '  <title id="title">The classes of the model, and what leads from one to another</title>',
    '  <style>text { font-family: "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", '
    '"Noto Sans CJK SC", sans-serif; fill: #1f2937 } .name { font-size: 15px; font-weight: 700 } '
    ".zh { font-size: 13px; fill: #4b5563; text-anchor: end } "
    '.way { font: 12px Menlo, Consolas, "DejaVu Sans Mono", monospace; text-anchor: middle } '
    '.loop { font: 12px Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #4b5563 } '
    "line { stroke: #4b5563; stroke-width: 1.3; marker-end: url(#head) }</style>",
    '  <defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
    'markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z" fill="#4b5563"/></marker></defs>',
    f'  <rect width="{WIDTH}" height="{HEIGHT}" rx="10" fill="#fff"/>',
)


def _box(name: str, label: str, loops: list[str], tall: int) -> Iterator[str]:
    x, y = PLACES[name]
    dashed = ' stroke-dasharray="5 4"' if name in ALONE else ""
    yield (
        f'  <rect x="{x}" y="{y}" width="{BOX}" height="{tall}" rx="8" fill="#f0fdfa" '
        f'stroke="#0f766e" stroke-width="1.5"{dashed}/>'
    )
    yield f'  <text x="{x + 10}" y="{y + 28}" class="name">{escape(name)}</text>'
    yield f'  <text x="{x + BOX - 10}" y="{y + 28}" class="zh">{escape(label)}</text>'
    for number, loop in enumerate(loops):
        at = y + TALL + LINE * number + 6
        yield f'  <text x="{x + 10}" y="{at}" class="loop">↻ {escape(loop)}</text>'


def _arrow(edge: Edge, tall: dict[str, int], *, twin: bool) -> Iterator[str]:
    """A straight line from border to border, its name in the middle; of two each on its side."""
    start, name, end = edge
    aside = 9 if twin else 0
    (x1, y1), (x2, y2) = (_middle(c, tall[c]) for c in (start, end))
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    dx, dy = -(y2 - y1) / length * aside, (x2 - x1) / length * aside
    a = _border(start, tall[start], (x2 - x1, y2 - y1))
    b = _border(end, tall[end], (x1 - x2, y1 - y2))
    ax, ay, bx, by = (round(v) for v in (a[0] + dx, a[1] + dy, b[0] + dx, b[1] + dy))
    yield f'  <line x1="{ax}" y1="{ay}" x2="{bx}" y2="{by}"/>'
    mx, my = (ax + bx) / 2, (ay + by) / 2 + (dy * 0.9 if twin else 0)
    wide = len(name) * 7.3 + 6
    yield (
        f'  <rect x="{mx - wide / 2:.0f}" y="{my - 8:.0f}" width="{wide:.0f}" height="16" '
        'fill="#fff"/>'
    )
    yield f'  <text x="{mx:.0f}" y="{my + 4:.0f}" class="way">{escape(name)}</text>'


def _middle(name: str, tall: int) -> tuple[float, float]:
    x, y = PLACES[name]
    return x + BOX / 2, y + tall / 2


def _border(name: str, tall: int, way: tuple[float, float]) -> tuple[float, float]:
    """Where a line from the middle of a box leaves it."""
    x, y = _middle(name, tall)
    dx, dy = way
    far = min(BOX / 2 / abs(dx) if dx else float("inf"), tall / 2 / abs(dy) if dy else float("inf"))
    return x + dx * far, y + dy * far


def main() -> None:
    """Write the page and the picture."""
    with tempfile.TemporaryDirectory() as folder:
        build_store(SAMPLES, Path(folder) / "z.db")
        with open_store(Path(folder) / "z.db") as store:
            PAGE.write_text(page(store), "utf-8")
    PICTURE.write_text(picture(), "utf-8")


if __name__ == "__main__":
    main()
