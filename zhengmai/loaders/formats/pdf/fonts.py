"""What the fonts of a PDF file tell of its characters, and whether that can be trusted.

Source: ISO 32000-1:2008, 9.10 (extraction of text).
"""

from __future__ import annotations

import re
import unicodedata

from zhengmai.loaders.characters import unified

_NO_MEANING = "\ufffd"
_CID = re.compile(r"\(cid:\d+\)")
_LIGATURES = re.compile("[\ufb00-\ufb06]")  # ﬁ
_SAMPLE = 300  # Chinese characters, from which it shows whether they make sense
_COMMON = frozenset("的一是在不了有和人这中大为上个国以要时会可成发工市政公开单位作区县府部门各")


def meant(text: str) -> str:
    """A character as it is meant: no stand-ins for shapes, nothing invisible."""
    if _CID.fullmatch(text):
        return _NO_MEANING
    text = unified(text)
    if _LIGATURES.search(text):
        text = unicodedata.normalize("NFKC", text)
    if text.isprintable() or text.isspace():
        return text
    kinds = {"Cc": _NO_MEANING, "Cs": _NO_MEANING, "Cf": ""}
    return "".join(c if c.isspace() else kinds.get(unicodedata.category(c), c) for c in text)


def is_unknown(text: str) -> bool:
    """Whether a file does not give the meaning of a character."""
    return any(c == _NO_MEANING or unicodedata.category(c) == "Co" for c in text)


def makes_sense(text: str) -> bool:
    """Whether a long text has some of the characters that no notice does without."""
    chinese = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    return len(chinese) < _SAMPLE or sum(c in _COMMON for c in chinese) > 0.02 * len(chinese)
