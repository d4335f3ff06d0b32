"""Templates: every text that is not markup already is escaped, and cleaned of harmful characters.

A name that a template does not know is an error, not an empty text.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from zhengmai.shown import cleaned
from zhengmai.viz import saying
from zhengmai.viz.labels import cut
from zhengmai.viz.markup import json_in_script

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The templates of the pages."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(t=saying.phrase, ta=saying.attribute)
    made.filters.update(script=_data, cut=cut)
    return made


def _harmless(value: object) -> object:
    return cleaned(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _data(value: object) -> Markup:
    """A value as JSON that may stand inside ``<script>``."""
    return Markup(json_in_script(value))  # noqa: S704 - escaped by json_in_script
