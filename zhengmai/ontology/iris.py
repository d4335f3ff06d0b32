"""IRIs: readable, stable, made from what identifies the thing; never from places in a list.

Parts are separated by ``/`` and each part is escaped, so that two different things never share an
IRI. Chinese characters stay as they are (RFC 3987).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from zhengmai.model import Citation, Notice, Place, Span
from zhengmai.ontology.gazetteer import Chain, place_key

if TYPE_CHECKING:
    from zhengmai.ontology.units import UnitName

NS = "https://w3id.org/zhengmai/ns#"
ID = "https://w3id.org/zhengmai/id/"

_NUMBER = re.compile(r"^(?P<code>.+)〔(?P<year>\d{4})〕(?P<serial>\d+)号$")
# What may stand in a part as it is: RFC 3986 "pchar" and the characters of RFC 3987 "ucschar".
_PLANES = "".join(f"\\U{plane:04x}0000-\\U{plane:04x}fffd" for plane in range(1, 14))
_UNSAFE = re.compile(
    rf"[^A-Za-z0-9\-._~!$&'()*+,;=:@\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef{_PLANES}]"
)


def part(text: str) -> str:
    """A text as one part of an IRI: what an IRI cannot hold is percent-encoded."""
    return _UNSAFE.sub(
        lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode("utf-8", "surrogatepass")), text
    )


def place(of: Place, chain: Chain) -> str:
    """``…/id/place/370105``; without a code, by the names that identify it."""
    return ID + "place/" + "/".join(part(p) for p in place_key(of, chain).split("/"))


def unit(name: UnitName) -> str:
    """``…/id/unit/370105/教育和体育局``."""
    if not name.place:
        return f"{ID}unit/{part(name.stem)}"
    key = place_key(name.place[-1], name.place)
    return ID + "unit/" + "/".join(part(p) for p in key.split("/")) + "/" + part(name.stem)


def collective(name: str, chain: Chain) -> str:
    """``…/id/collective/370105/区政府各部门单位``: a class of units (``units.collective_name``)."""
    key = place_key(chain[-1], chain) if chain else "-"
    return ID + "collective/" + "/".join(part(p) for p in key.split("/")) + "/" + part(name)


def notice(of: Notice) -> str:
    """``…/id/notice/济天政办发-2024-5``; without a number, issuer, year and title of the plan."""
    if of.document_number:
        return numbered(of.document_number)
    title = of.plan_title or of.title or ""
    if of.plan_year is not None and str(of.plan_year) not in title:
        title = f"{of.plan_year}/{title}"  # each year's plan may have the same title
    parts = [part(of.issuer or "-"), *map(part, title.split("/"))]
    if f"/{parts[-1]}" in _KINDS:  # the name of a graph about a notice is no notice
        parts[-2:] = [f"{parts[-2]}%2F{parts[-1]}"]
    return f"{ID}notice/" + "/".join(parts)


def cited(citation: Citation) -> str:
    """The notice that a citation names: by its number, else by its title."""
    if citation.document_number:
        return numbered(citation.document_number)
    return f"{ID}notice/{part(citation.title or citation.as_written)}"


def numbered(document_number: str) -> str:
    """The notice with a number: ``鲁政办发〔2024〕2号`` → ``…/id/notice/鲁政办发-2024-2``."""
    match = _NUMBER.match(document_number)
    name = f"{match['code']}-{match['year']}-{match['serial']}" if match else document_number
    return f"{ID}notice/{part(name)}"


def point(notice_iri: str, point_id: str) -> str:
    """``<notice>/point/7``."""
    return f"{notice_iri}/point/{part(point_id)}"


def task(notice_iri: str, task_id: str) -> str:
    """``<notice>/task/38``."""
    return f"{notice_iri}/task/{part(task_id)}"


def source(notice_iri: str) -> str:
    """The text that the notice was read from."""
    return f"{notice_iri}/source"


def characters(notice_iri: str, span: Span) -> str:
    """A stretch of the source, by RFC 5147: ``<notice>/source#char=120,180``."""
    return f"{source(notice_iri)}#char={span.start},{span.end}"


def assignment(task_iri: str, order: int) -> str:
    """``<task>/assignment/2``: the second unit that a task names."""
    return f"{task_iri}/assignment/{order}"


def load(notice_iri: str, unit_iri: str) -> str:
    """``<notice>/load/unit/370105/教育和体育局``: how much of a notice falls to a unit."""
    return f"{notice_iri}/load/{unit_iri.removeprefix(ID)}"


def class_load(notice_iri: str, rank: str) -> str:
    """``<notice>/load/collective/department``: how much falls to all units of a class."""
    return f"{notice_iri}/load/collective/{rank}"


def link(child: str, parent: str) -> str:
    """``<child>/link/…``: the lineage link from a task to what it carries out."""
    return f"{child}/link/{part(parent.removeprefix(ID))}"


def candidate(child: str, parent: str) -> str:
    """``<child>/candidate/…``: a pair that may be a link, and is none."""
    return f"{child}/candidate/{part(parent.removeprefix(ID))}"


def evidence(link_iri: str, number: int) -> str:
    """``<link>/evidence/1``: the first pair of stretches that correspond."""
    return f"{link_iri}/evidence/{number}"


_LINEAGE = "/lineage"


def lineage_graph(notice_iri: str) -> str:
    """The graph that holds the lineage links of a notice's tasks."""
    return notice_iri + _LINEAGE


_REVIEW = "/review"


def review_graph(notice_iri: str) -> str:
    """The graph that holds what was said of the lineage links of a notice's tasks."""
    return notice_iri + _REVIEW


def judgement(child: str, parent: str) -> str:
    """``<child>/judgement/…``: what a person said of the link from a task to a parent."""
    return f"{child}/judgement/{part(parent.removeprefix(ID))}"


def verdict(child: str, parent: str) -> str:
    """``<child>/verdict/…``: what the office's model said of a task and a parent."""
    return f"{child}/verdict/{part(parent.removeprefix(ID))}"


def notice_of_node(node: str) -> str:
    """The notice that a task or a point stands in, told from its IRI."""
    return node.rsplit("/", maxsplit=2)[0]


def is_point(node: str) -> bool:
    """Whether an IRI is that of a point, and not of a task."""
    return node.startswith(notice_of_node(node) + "/point/")


_PROGRESS = "/progress"


def progress_graph(notice_iri: str) -> str:
    """The graph that holds what was reported on a notice's tasks."""
    return notice_iri + _PROGRESS


def report(task_iri: str, digest: str) -> str:
    """``<task>/report/…``: what was reported on a task at one time, told by its digest."""
    return f"{task_iri}/report/{digest}"


GraphKind = Literal["notice", "lineage", "review", "progress"]
"""What a graph holds: a notice itself, its lineage links, what people say of these, or what was
reported on its tasks."""

_KINDS: dict[str, GraphKind] = {_LINEAGE: "lineage", _REVIEW: "review", _PROGRESS: "progress"}


def graph_kind(graph: str) -> tuple[GraphKind, str]:
    """What a graph holds, told from its name, and the notice that it is about."""
    about, slash, name = graph.rpartition("/")
    kind = _KINDS.get(slash + name)
    return ("notice", graph) if kind is None else (kind, about)
