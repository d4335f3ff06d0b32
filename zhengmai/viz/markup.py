"""HTML that cannot forget to escape: every text that is not markup already becomes plain text."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable

from zhengmai.shown import cleaned

_VOID = frozenset({"meta", "input", "br", "link"})


class Markup(str):
    """A text that is HTML already; only this module makes it from other texts."""

    __slots__ = ()


def element(name: str, /, *children: str | None, **attributes: str) -> Markup:
    """An element; children and attribute values that are not :class:`Markup` are escaped.

    Names of attributes are written ``class_`` and ``data_id`` for ``class`` and ``data-id``; a
    child that is None is left out.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(cleaned(value))}"'
        for key, value in attributes.items()
    )
    if name in _VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{join(c for c in children if c is not None)}</{name}>")


def join(parts: Iterable[str]) -> Markup:
    """Parts one after the other, each escaped unless it is :class:`Markup`."""
    return Markup("".join(p if isinstance(p, Markup) else html.escape(cleaned(p)) for p in parts))


def trusted(text: str) -> Markup:
    """A text of our own (a style sheet, a script) that goes into the page as it stands."""
    return Markup(text)


def json_in_script(value: object) -> str:
    """JSON that may stand inside ``<script>``: no character of it can end or comment the script.

    U+2028 and U+2029, line ends to some readers of scripts, are escaped too.
    """
    text = json_in_file(value)
    for sign in "<>&'\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def json_in_file(value: object) -> str:
    """JSON for a file that a browser runs as a script: shorter, as nothing of it is HTML."""
    return json.dumps(_cleaned(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, dict):
        return {key: _cleaned(v) for key, v in value.items()}
    return [_cleaned(v) for v in value] if isinstance(value, list | tuple) else value
