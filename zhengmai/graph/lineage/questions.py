"""Asking the named questions of this room: ``NAME.rq`` and ``NAME.cypher`` beside this file."""

from __future__ import annotations

from zhengmai.graph.questions import NamedQuestions

_HERE = NamedQuestions("zhengmai.graph.lineage")
ask = _HERE.ask
