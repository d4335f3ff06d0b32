"""Characters that only look like those of the notice, and those that nobody sees.

Text copied from PDF files names radicals ⺠ for characters 民, since fonts draw them alike; pages
are indented with blanks of many widths; converters leave zero-width signs and soft hyphens in the
middle of words. All of it is the same for all formats.

Source: Unicode 16, 4.5 (general category Cf), 23.2 to 23.4; the blocks CJK Radicals Supplement,
Kangxi Radicals and CJK Compatibility Ideographs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from zhengmai.model import Span

# A radical and the character that is meant by it; those that NFKC does not know, or takes for one
# that only traditional prints use: ⼾ is 户 in ours, ⾭ 青, ⿈ 黄.
_RADICALS = (
    "⺂⺃⺅⺉⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺠⺡⺣⺤⺦⺨⺫⺭⺯⺰⺱⺲⺹⺺⺾⺿⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⼾⾭⿈",
    "乛乚亻刂兀尣尢巳幺彑彐忄扌攵旡歺民氵灬爫丬犭罒礻糹纟罓罒耂肀艹艹虎衤覀西见角讠贝车辶辶辶钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀户青黄",
)
# Blanks that pages are indented with; those of a character's width, &emsp;, are the usual one.
_WIDE = {"\u2001": "\u3000", "\u2003": "\u3000"}
_LOOKS_ALIKE = re.compile(
    "[\u2e80-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d\u2000-\u200a\u202f\u205f"
    "\u2329\u232a\ufe3d-\ufe40]"  # 〈〉, also as set upright
)
# Zero-width signs, soft hyphens, marks of direction, variation selectors.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]"
)


def unified(text: str) -> str:
    """The text with radicals, compatibility characters and blanks as those meant; same length."""
    if _LOOKS_ALIKE.search(text) is None:
        return text
    return _LOOKS_ALIKE.sub(lambda found: _meant(found[0]), text)


@cache
def _meant(character: str) -> str:
    known = dict(zip(*_RADICALS, strict=True)) | _WIDE
    meant = known.get(character) or unicodedata.normalize("NFKC", character)
    return meant if len(meant) == 1 else character


# Signs that a font or a converter made up, and those that stand for lost bytes.
_UNKNOWN = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]+")


def unknown(text: str) -> tuple[Span, ...]:
    """Where signs stand whose meaning the file does not give, in order."""
    return tuple(Span(*found.span()) for found in _UNKNOWN.finditer(text))


def unseen(text: str) -> tuple[Span, ...]:
    """Where signs stand that a person does not see, in order."""
    return tuple(Span(*found.span()) for found in _UNSEEN.finditer(text))
