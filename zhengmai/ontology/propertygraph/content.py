"""Nodes and relationships of the property graph, as plain data."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Properties: TypeAlias = dict[str, Any]
"""Values by key: text, numbers, truth values, days, or lists of text or numbers."""

Edge: TypeAlias = tuple[str, str, Properties]
"""Where a relationship begins, where it leads to, and what it says."""

EdgeClass: TypeAlias = tuple[str, str, str]
"""Type, label of the start and label of the end."""


@dataclass
class PropertyGraph:
    """A part of the property graph.

    Attributes:
        nodes: label → IRI → properties.
        edges: the relationships of each class.
    """

    nodes: dict[str, dict[str, Properties]] = field(default_factory=lambda: defaultdict(dict))
    edges: dict[EdgeClass, list[Edge]] = field(default_factory=lambda: defaultdict(list))
