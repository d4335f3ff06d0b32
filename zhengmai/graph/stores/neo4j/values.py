"""Values of the driver, as Python's own."""

from __future__ import annotations

import json
from typing import Any

import neo4j
from neo4j.time import Date, DateTime

from zhengmai.graph.store import Value


def kept(value: Any) -> Any:
    """A value as :mod:`zhengmai.ontology.propertygraph` knows it."""
    return value.to_native() if isinstance(value, Date) else value


def value_of(value: Any) -> Value:
    """A value as a row holds it; what is no single value (a node, a list) is told as text."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return _as_text(value)


def _as_text(value: Any) -> str:
    if isinstance(value, neo4j.graph.Entity):
        return str(value.get("iri", f"{type(value).__name__} {value.element_id}"))
    if isinstance(value, neo4j.graph.Path):
        return " → ".join(_as_text(node) for node in value.nodes)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_as_text)
    return value.iso_format() if isinstance(value, Date | DateTime) else str(value)
