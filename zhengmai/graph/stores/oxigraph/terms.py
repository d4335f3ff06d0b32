"""Terms of RDF as values of Python's own."""

from __future__ import annotations

import pyoxigraph as ox

from zhengmai.graph.store import Value

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {_XSD + "integer": int, _XSD + "decimal": float, _XSD + "double": float}


def value_of(term: object) -> Value:
    """A term that a question was answered with; None where it is not bound."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        if datatype == _XSD + "boolean":
            return term.value == "true"
        number = _NUMBERS.get(datatype)
        try:
            return term.value if number is None else number(term.value)
        except ValueError:  # "abc"^^xsd:integer is a text that only says it is a number
            return term.value
    if isinstance(term, ox.NamedNode | ox.BlankNode):
        return term.value
    return str(term)
