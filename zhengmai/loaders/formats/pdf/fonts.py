"""What the fonts of a PDF file tell of its characters, and whether that can be trusted.

Source: ISO 32000-1:2008, 9.10 (extraction of text).
"""

from __future__ import annotations

import re
import unicodedata

_NO_MEANING = "\ufffd"
_CID = re.compile(r"\(cid:\d+\)")
# Fonts have one shape for 民 and its radical ⺠, and PDF writers may name the wrong one.
_RADICALS = str.maketrans(
    "⺂⺃⺅⺉⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺠⺡⺣⺤⺦⺨⺫⺭⺯⺰⺱⺲⺹⺺⺾⺿⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
    "乛乚亻刂兀尣尢巳幺彑彐忄扌攵旡歺民氵灬爫丬犭罒礻糹纟罓罒耂肀艹艹虎衤覀西见角讠贝车辶辶辶钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
)
_COMPATIBILITY = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\ufb00-\ufb06]")
_SAMPLE = 300  # Chinese characters, from which it shows whether they make sense
_COMMON = frozenset("的一是在不了有和人这中大为上个国以要时会可成发工市政公开单位作区县府部门各")


def meant(text: str) -> str:
    """A character as it is meant: no stand-ins for shapes, nothing invisible."""
    if _CID.fullmatch(text):
        return _NO_MEANING
    if _COMPATIBILITY.search(text):
        text = unicodedata.normalize("NFKC", text.translate(_RADICALS))
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
