"""What pages say of themselves: in Chinese, with the key by which a browser finds its English.

The pages are written in Chinese. The English of every phrase stands in ``english.toml``; a click
loads it (``assets/english.js``) and the browser puts it in the place of each phrase. What notices
say is never translated.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from markupsafe import Markup

from zhengmai.shown import cleaned

_ENGLISH = Path(__file__).parent / "english.toml"


def phrase(words: str, *values: object) -> Markup:
    """A phrase with values in its gaps ``{}``, as an element that can be said in English."""
    if not values:  # its text is its key
        return Markup("<span data-t>{}</span>").format(words)
    return Markup('<span data-t="{}" data-v="{}">{}</span>').format(
        words, _json(values), filled(words, *values)
    )


def attribute(name: str, words: str) -> Markup:
    """An attribute that can be said in English: ``placeholder``, ``aria-label``, ``title``."""
    return Markup('{}="{}" data-ta-{}="{}"').format(name, words, name, words)


def filled(words: str, *values: object) -> str:
    """The words with the values in their gaps."""
    parts = words.split("{}")
    told = [cleaned(_told(value)) for value in values]
    if len(parts) != len(told) + 1:
        raise ValueError(f"{words!r} has {len(parts) - 1} gaps, not {len(told)}")
    return parts[0] + "".join(t + part for t, part in zip(told, parts[1:], strict=True))


@cache
def english() -> Mapping[str, str]:
    """The phrases in English: Chinese → English."""
    found: dict[str, str] = tomllib.loads(_ENGLISH.read_text("utf-8"))
    return found


def _json(values: tuple[object, ...]) -> str:
    return json.dumps([cleaned(_told(value)) for value in values], ensure_ascii=False)


def _told(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


__all__ = ["attribute", "english", "filled", "phrase"]
