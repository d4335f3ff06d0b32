"""The model as it is said four times, side by side; and what is said in some of the ways only.

A row of these tables is there because it is needed: ``test_one_model.py`` fails where something is
missing in one of the ways and no row tells why, and where a row tells of what is not so any more. A
reason that begins with "not yet" is a gap that somebody should close.
"""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """Where a field of the model is said.

    Attributes:
        triples: the property; ``iri`` where it is a part of the thing's own IRI.
        graph: ``Label.key`` of a node, ``TYPE.key`` of a relationship, ``TYPE`` where it is the
            relationship itself, ``TYPE Label`` where it is the label of what that leads to.
        json: where it stands in ``read --json``, lists left out.
    """

    triples: str
    graph: str
    json: str


FIELDS: dict[str, Said] = {
    "Notice.file": Said("zm:sourceFile", "Notice.sourceFile", "file"),
    "Notice.text": Said("zm:sourceText", "Notice.sourceText", ""),
    "Notice.title": Said("dcterms:title", "Notice.title", "notice.title"),
    "Notice.plan_title": Said("zm:planTitle", "Notice.planTitle", "notice.plan_title"),
    "Notice.document_number": Said(
        "zm:documentNumber", "Notice.documentNumber", "notice.document_number"
    ),
    "Notice.issuer": Said("zm:issuer", "Notice.issuer", "notice.issuer"),
    "Notice.issued": Said("dcterms:issued", "Notice.issued", "notice.issued"),
    "Notice.published": Said("dcterms:available", "Notice.published", "notice.published"),
    "Notice.plan_year": Said("zm:planYear", "Notice.planYear", "notice.plan_year"),
    "Notice.addressees": Said("zm:addressee", "Notice.addressees", "notice.addressees"),
    "Notice.copied_to": Said("zm:copiedTo", "Notice.copiedTo", "notice.copied_to"),
    "Notice.citations": Said("zm:citation", "MENTIONS", "cites"),
    "Notice.points": Said("zm:partOf", "PART_OF", "points"),
    "Notice.tasks": Said("zm:partOf", "PART_OF", "tasks"),
    "Notice.unread": Said("zm:unreadCharacters", "Notice.unreadCharacters", "unread"),
    "Notice.remarks": Said("zm:reading", "Notice.reading", ""),
    "Notice.jurisdiction": Said("zm:appliesTo", "APPLIES_TO", "notice.jurisdiction"),
    "Notice.title_spans": Said("zm:readFrom", "Notice.spans", ""),
    "Notice.number_spans": Said("zm:readFrom", "Notice.spans", ""),
    "Notice.issued_spans": Said("zm:readFrom", "Notice.spans", ""),
    "Place.name": Said("schema:name", "Jurisdiction.name", "notice.jurisdiction"),
    "Place.level": Said("zm:level", "Jurisdiction.level", ""),
    "Place.code": Said("zm:divisionCode", "Jurisdiction.code", ""),
    "WorkPoint.id": Said("iri", "iri", "points.id"),
    "WorkPoint.number": Said("zm:number", "WorkPoint.number", "points.number"),
    "WorkPoint.heading": Said("zm:heading", "WorkPoint.heading", "points.heading"),
    "WorkPoint.section_number": Said("", "", "points.section_number"),
    "WorkPoint.section": Said("zm:section", "WorkPoint.section", "points.section"),
    "WorkPoint.text": Said("zm:text", "WorkPoint.text", "points.text"),
    "WorkPoint.spans": Said("zm:readFrom", "WorkPoint.spans", ""),
    "WorkPoint.heading_spans": Said("zm:readFrom", "WorkPoint.spans", ""),
    "Task.id": Said("iri", "iri", "tasks.id"),
    "Task.number": Said("zm:number", "Task.number", "tasks.number"),
    "Task.point": Said("zm:under", "UNDER", "tasks.point"),
    "Task.source": Said("zm:taskSource", "Task.source", "tasks.source"),
    "Task.text": Said("zm:text", "Task.text", "tasks.text"),
    "Task.assignments": Said("zm:assignment", "ASSIGNED_TO", "tasks.assignments"),
    "Task.open_ended": Said("zm:openEnded", "Task.openEnded", "tasks.open_ended"),
    "Task.deadlines": Said("zm:deadline", "DUE", "tasks.deadlines"),
    "Task.damaged": Said("zm:damaged", "Task.damaged", "tasks.damaged"),
    "Task.spans": Said("zm:readFrom", "Task.spans", "tasks.spans"),
    "Task.corrected": Said("zm:corrected", "Task.corrected", ""),
    "Assignment.role": Said("zm:role", "ASSIGNED_TO.role", "tasks.assignments.role"),
    "Assignment.unit": Said("zm:asWritten", "ASSIGNED_TO.asWritten", "tasks.assignments.unit"),
    "Assignment.alias": Said("zm:secondName", "ASSIGNED_TO.secondName", "tasks.assignments.alias"),
    "Assignment.kind": Said("rdf:type", "ASSIGNED_TO CollectiveUnit", "tasks.assignments.kind"),
    "Assignment.spans": Said("zm:readFrom", "ASSIGNED_TO.spans", ""),
    "Assignment.canonical": Said("skos:prefLabel", "Unit.name", "tasks.assignments.canonical"),
    "Assignment.corrected": Said("zm:corrected", "ASSIGNED_TO.corrected", ""),
    "Deadline.as_written": Said("zm:asWritten", "Deadline.asWritten", "tasks.deadlines.as_written"),
    "Deadline.kind": Said("zm:deadlineKind", "Deadline.kind", "tasks.deadlines.kind"),
    "Deadline.date": Said("zm:lastDay", "Deadline.lastDay", "tasks.deadlines.date"),
    "Deadline.rule": Said("zm:rule", "Deadline.rule", "tasks.deadlines.rule"),
    "Deadline.where": Said("zm:where", "Deadline.where", "tasks.deadlines.where"),
    "Deadline.spans": Said("zm:readFrom", "Deadline.spans", ""),
    "Deadline.counted": Said("zm:lastDay", "Deadline.lastDay", ""),
    "Citation.title": Said("skos:altLabel", "BASED_ON.citedTitles", "cites.title"),
    "Citation.document_number": Said(
        "zm:documentNumber", "BASED_ON.citedNumber", "cites.document_number"
    ),
    "Citation.relation": Said("zm:relation", "BASED_ON.relation", "cites.relation"),
    "Citation.as_written": Said("zm:asWritten", "BASED_ON.asWritten", "cites.as_written"),
    "Citation.spans": Said("zm:readFrom", "BASED_ON.spans", ""),
    "Citation.superior": Said("zm:citedLevel", "BASED_ON.citedLevel", ""),
    "Citation.repeals": Said("eli:repeals", "REPEALS", "cites.repeals"),
}

_SPANS_OF_TASKS = "read --json has the spans of tasks alone, as it was fixed"
_NAMES_ALONE = "read --json has the names of places alone; notices and trace tell the level"
_SECTION = "not yet: the vocabulary has the heading of a section (zm:section), not its number"
_CORRECTED = "not yet: read --json does not tell what a person's corrections have changed"

NOT_SAID: dict[tuple[str, str], str] = {
    ("Notice.remarks", "json"): "not yet: read --json has no remarks; build --json tells problems",
    ("Notice.text", "json"): "the file has it; spans and unread lead into it",
    **{
        (f"{of}.{field}", "json"): _SPANS_OF_TASKS
        for of, fields in {
            "Notice": ("title_spans", "number_spans", "issued_spans"),
            "WorkPoint": ("spans", "heading_spans"),
            "Assignment": ("spans",),
            "Deadline": ("spans",),
            "Citation": ("spans",),
        }.items()
        for field in fields
    },
    ("Place.level", "json"): _NAMES_ALONE,
    ("Place.code", "json"): _NAMES_ALONE,
    ("WorkPoint.section_number", "triples"): _SECTION,
    ("WorkPoint.section_number", "graph"): _SECTION,
    ("Task.corrected", "json"): _CORRECTED,
    ("Assignment.corrected", "json"): _CORRECTED,
    ("Deadline.counted", "json"): "read --json tells what is printed; due --json has the day",
    ("Citation.superior", "json"): "the title is that of the plan that is meant",
}
"""Field and way in which it is not said → why."""

_COUNTED = "counted from the tasks of a notice, so that workload is a sum over few rows"
_TOTALS = ("totals", "reachedTotals", "totalsOfYear", "reachedTotalsOfYear")
_NAMED = "of a unit: told from its name and its place, by rules"
_LINEAGE = "of the lineage, which is found between notices and not read from one"

_REPORTED = "what people reported on a task"

MADE: dict[str, str] = {
    "Unit": "the body that an assignment names: no record of its own",
    "CollectiveUnit": "the class that an assignment names: no record of its own",
    "Load": _COUNTED,
    "Link": _LINEAGE,
    "Candidate": _LINEAGE,
    "Judgement": _LINEAGE,
    "Verdict": _LINEAGE,
    **dict.fromkeys(("judgedBy", "judgedAt", "note", "asked"), _LINEAGE),
    **dict.fromkeys(("judgedChildText", "judgedParentText"), _LINEAGE),
    "Evidence": _LINEAGE,
    "Report": _REPORTED,
    **dict.fromkeys(("reportedOn", "taskText", "taskContext", "reportedStatus"), _REPORTED),
    **dict.fromkeys(("progress", "material", "insteadOf"), _REPORTED),
    **dict.fromkeys(("reportedBy", "reportedAt", "reportedIn"), _REPORTED),
    "unreadLimit": "of the stretches that were not read: no records of the model",
    "line": "counted from where the text of a task begins",
    **dict.fromkeys(("lead", "responsible", "cooperating"), "a value of zm:role"),
    **dict.fromkeys(("pointCount", "taskCount", "damagedCount"), "counted from what was read"),
    "sourceDigest": "made from the text of the source",
    "contentDigest": "made from all the triples of the notice",
    "order": "the place in printed order: that in its list",
    "unit": "leads from an assignment or a load to its unit",
    **dict.fromkeys(("rank", "reaches", "ofPlace"), _NAMED),
    **dict.fromkeys(("tasks", "asLead", "asResponsible", "asCooperating", "inNotice"), _COUNTED),
    "alsoReached": _COUNTED,
    "alsoReachedAsLead": _COUNTED,
    "alsoReachedAsResponsible": _COUNTED,
    "alsoReachedAsCooperating": _COUNTED,
    **dict.fromkeys(_TOTALS, "summed over all notices by the store"),
    "cites": "leads from a citation to its document",
    "citedPlace": "told from the title of a cited document",
    **dict.fromkeys(("linkedBy", "linkedWith", "answersTo"), _LINEAGE),
    **dict.fromkeys(("child", "parent", "score", "method", "status", "evidence"), _LINEAGE),
    **dict.fromkeys(("childText", "parentText", "fidelity"), _LINEAGE),
}
"""What the vocabulary has and no field of the model says → why."""

REUSED: dict[str, str] = {
    "eli:based_on": "beside a citation that is basis or implements, for those who know ELI",
    "oa:start": "of a span",
    "oa:end": "of a span",
    "org:unitOf": _NAMED,
    "owl:sameAs": _LINEAGE,
    "prov:qualifiedDerivation": _LINEAGE,
    "prov:wasDerivedFrom": _LINEAGE,
    "schema:containedInPlace": "of a place: what stands before it in its chain",
    "schema:version": "a mark of the state that the notices are in, in the summary",
    "skos:editorialNote": _NAMED,
}
"""Properties of other vocabularies that no field of the model says → why they are there."""

UNMAPPED: dict[str, str] = {
    "assignment": "the relationship ASSIGNED_TO itself",
    "citation": "the relationships BASED_ON and MENTIONS themselves",
    "evidence": "the lists childTexts and parentTexts of CARRIES_OUT",
    "Evidence": "the lists childTexts and parentTexts of CARRIES_OUT",
    "inNotice": "where NAMES and REACHES begin",
    "readFrom": "the list spans",
    **dict.fromkeys(("lead", "responsible", "cooperating"), "role, by name"),
    **dict.fromkeys(_TOTALS, "kept by each store in its own way"),
}
"""What the vocabulary has and the tables of the property graph have no row for → why."""

UNSHAPED: dict[str, str] = {
    "Notice": "a cited one needs nothing; HeldNoticeShape is for those that are held",
    "Load": "counted, not read",
    "CollectiveUnit": "not yet: no shape wants zm:reaches and a name of it",
    "Citation": "not yet: no shape wants zm:cites, zm:relation and zm:readFrom of it",
}
"""Classes that no shape is for → why."""

_READ = "not yet: only a task is made to say where it was read from"

UNWANTED: dict[tuple[str, str], str] = {
    ("Notice", "zm:sourceFile"): "by this one the shape knows a notice that is held",
    ("Notice", "zm:sourceText"): "a notice that an earlier version stored has none",
    ("Notice", "zm:readFrom"): "what is not printed stands nowhere",
    ("Assignment", "rdf:type"): "the class is that of its unit, which zm:unit leads to",
    ("WorkPoint", "zm:readFrom"): _READ,
    ("Assignment", "zm:readFrom"): _READ,
    ("Deadline", "zm:readFrom"): _READ,
    ("Deadline", "zm:where"): "not yet: no shape wants column or text",
    ("Task", "zm:number"): "not yet: no shape wants it, as that of a point does",
}
"""Class and property that the model always has, and no shape wants → why."""

WANTED: dict[tuple[str, str], str] = {
    **{
        ("Notice", term): "a notice of which it cannot be told is read, and not stored"
        for term in ("zm:planYear", "zm:appliesTo", "dcterms:title")
    },
    ("WorkPoint", "zm:partOf"): "stands in the points of its notice",
    ("Task", "zm:partOf"): "stands in the tasks of its notice",
    ("Assignment", "zm:unit"): "made from its unit",
}
"""Class and property that a shape wants, and no field of the record must have → why."""

BEYOND: dict[tuple[str, str, str], str] = {
    ("reaches", "domain", "Load"): "not yet: its domain is zm:CollectiveUnit alone",
}
"""Property, end, and a class there that the vocabulary does not tell of → why."""

NO_COMMENT: dict[str, str] = dict.fromkeys(
    ("lead", "responsible", "cooperating"), "not yet: a role has labels and no comment"
)
"""Terms of the vocabulary without a comment → why."""

READ_ONLY: dict[str, str] = {
    "notice": "holds what is said of the notice as a whole",
    **dict.fromkeys(("unread.start", "unread.end", "unread.text"), "the stretches themselves"),
    "unread.limits": "zm:unreadLimit",
}
"""What ``read --json`` has beside the fields of the model → why."""

_NODE = {"iri": "iri", "number": "zm:number", "text": "zm:text"}
_TASK = {
    **_NODE,
    "heading": "zm:heading",
    "notice": "zm:partOf",
    "plan": "zm:planTitle",
    "year": "zm:planYear",
    "file": "zm:sourceFile",
}
_DOCUMENT = {
    "iri": "iri",
    "title": "dcterms:title",
    "document_number": "zm:documentNumber",
    "held": "zm:sourceFile",
}
_LIMIT = {"as_written": "zm:asWritten", "kind": "zm:deadlineKind", "rule": "zm:rule"}
_TOLD = {
    "certainty": "zm:score",
    "fidelity": "zm:fidelity",
    "fidelity_word": "zm:fidelity",
    "lag_days": "dcterms:issued",
}

_WORD = {"judged_by": "zm:judgedBy", "judged_at": "zm:judgedAt", "note": "zm:note"}

ROWS: dict[str, dict[str, str]] = {
    "find": {**_TASK, "units": "zm:assignment", "deadlines": "zm:deadline"},
    "find.units": {
        "unit": "skos:prefLabel",
        "iri": "zm:unit",
        "role": "zm:role",
        "as_written": "zm:asWritten",
        "alias": "zm:secondName",
    },
    "find.deadlines": {**_LIMIT, "date": "zm:lastDay"},
    "due": {
        **_LIMIT,
        "date": "zm:lastDay",
        "task": "iri",
        "state": "zm:lastDay",
        "reported": "zm:reportedOn",
        "through": "skos:prefLabel",
    },
    "due.reported": {
        "status": "zm:reportedStatus",
        "stage": "zm:reportedStatus",
        "progress": "zm:progress",
        "material": "zm:material",
        "by": "zm:reportedBy",
        "at": "zm:reportedAt",
        "from_file": "zm:reportedIn",
    },
    "notices": {
        "iri": "iri",
        "title": "dcterms:title",
        "plan": "zm:planTitle",
        "document_number": "zm:documentNumber",
        "issuer": "zm:issuer",
        "issued": "dcterms:issued",
        "year": "zm:planYear",
        "jurisdiction": "schema:name",
        "level": "zm:level",
        "file": "zm:sourceFile",
        "points": "zm:pointCount",
        "tasks": "zm:taskCount",
        "damaged": "zm:damagedCount",
        "unread": "zm:unreadCharacters",
        "repeals": "eli:repeals",
        "repealed_by": "eli:repeals",
    },
    "workload": {
        "unit": "skos:prefLabel",
        "iri": "zm:unit",
        "jurisdiction": "zm:ofPlace",
        "tasks": "zm:tasks",
        "lead": "zm:asLead",
        "responsible": "zm:asResponsible",
        "cooperating": "zm:asCooperating",
        "through_collectives": "zm:reaches",
    },
    "links": {
        "child": "zm:child",
        "parent": "zm:parent",
        "score": "zm:score",
        "method": "zm:method",
        "status": "zm:status",
        **_TOLD,
        **_WORD,
    },
    "links.child": {**_NODE, "file": "zm:sourceFile"},
    "trace.task": {
        **_NODE,
        "kind": "rdf:type",
        "level": "zm:level",
        "jurisdiction": "schema:name",
        "notice": "zm:partOf",
        "document_number": "zm:documentNumber",
        "heading": "zm:heading",
    },
    "trace.links": {
        "child": "zm:child",
        "parent": "zm:parent",
        "score": "zm:score",
        "status": "zm:status",
        **_WORD,
        "evidence": "zm:evidence",
        **_TOLD,
    },
    "trace.links.evidence": {"child": "zm:childText", "parent": "zm:parentText"},
    "notices.repeals": _DOCUMENT,
    "notices.repealed_by": _DOCUMENT,
    "gaps.missing_parents": {
        "notice": "iri",
        "document": "zm:cites",
        "title": "skos:altLabel",
        "document_number": "zm:documentNumber",
        "relation": "zm:relation",
        "within": "iri",
    },
}
"""An object in the answer of a command → its keys → the property that each one is of."""

TOLD_OTHERWISE: dict[tuple[str, str], str] = {
    ("notices.repeals", "held"): "whether it was read from a file",
    ("notices.repealed_by", "held"): "whether it was read from a file",
    ("workload", "through_collectives"): "a sum over notices and classes",
    ("workload", "jurisdiction"): "the names of the place and of those above it, as one text",
    ("trace.task", "kind"): "task or point, for the class",
    ("due", "as_written"): "all phrases that tell the day, as one text",
    ("due", "state"): "from the day and what was reported",
    ("due.reported", "stage"): "what the status says",
    **{
        (of, key): told
        for of in ("links", "trace.links")
        for key, told in {
            "certainty": "a word for the score",
            "fidelity_word": "a word for the fidelity",
            "lag_days": "from the date of the parent's notice to that of the child's",
        }.items()
    },
}
"""Values of such rows that are not those of the property as they are → what they are."""
