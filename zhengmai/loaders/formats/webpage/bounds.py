"""What of the markup of a page is given to the parser: so many levels, and attributes of a tag.

A parser of HTML looks at all open elements for each tag, and at all attributes of a tag for each of
them: a page of 100 KB that is nothing but ``<div>`` takes it minutes. No page needs hundreds of
levels. What is nested deeper keeps its text, and loses its tags.
"""

from __future__ import annotations

import re
from collections import Counter

MOST_LEVELS = 400  # more than are followed (:mod:`.elements`)
MOST_ATTRIBUTES = 200  # of a tag
_LONGEST_TAG = 2 * MOST_ATTRIBUTES  # characters; a shorter one has no more of them

# A tag as the tokenizer of HTML takes it, or what has no tags in it.
_VALUE = r"(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)"
_ATTRIBUTE = rf"[\s/]*+[^\s/>=][^\s/>=]*+(?:\s*+=\s*+{_VALUE}?+)?+"
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|title)\b.*?(?:</(?P=raw)|\Z)|"
    rf"<(?P<close>/?)(?P<name>[a-z][^\s/>]*+)(?P<rest>(?:{_ATTRIBUTE})*+[\s/]*+)>?",
    re.IGNORECASE | re.DOTALL,
)
_ONE = re.compile(_ATTRIBUTE)
# Elements that hold nothing, and those that the next one of their kind ends.
_NO_LEVEL = frozenset(
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "html", "head", "body", "p", "li", "dt", "dd", "td", "th", "tr",
        "tbody", "thead", "tfoot", "colgroup", "caption", "option", "optgroup", "rp", "rt",
    ]
)  # fmt: skip


def bounded(markup: str) -> str:
    """The markup without the tags beyond the levels, and the attributes beyond those of a tag."""
    if markup.count("<") - markup.count("</") <= MOST_LEVELS and len(markup) <= _LONGEST_TAG:
        return markup
    kept: list[str] = []
    opened: Counter[str] = Counter()
    passed: Counter[str] = Counter()  # tags that were left out, whose ends are, too
    depth = at = 0
    for match in _TAG.finditer(markup):
        name = (match["name"] or "").lower()
        if name and name not in _NO_LEVEL:
            if match["close"]:
                out = passed[name] > 0
                passed[name] -= out
                ended = not out and opened[name] > 0
                opened[name] -= ended
                depth -= ended
            else:
                out = depth >= MOST_LEVELS
                passed[name] += out
                opened[name] += not out
                depth += not out
            if out:
                kept.append(markup[at : match.start()])
                at = match.end()
                continue
        if len(match["rest"] or "") > _LONGEST_TAG:
            kept.append(markup[at : match.start("rest")] + _few(match["rest"]))
            at = match.end("rest")
    return "".join([*kept, markup[at:]]) if at else markup


def _few(attributes: str) -> str:
    """The first attributes of a tag."""
    ends = [match.end() for match in _ONE.finditer(attributes)]
    return attributes[: ends[MOST_ATTRIBUTES - 1]] if len(ends) > MOST_ATTRIBUTES else attributes
