"""The bodies that issue notices: their names on a line, apart, and whether they sign together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.loaders.phrases.titles import is_organisation

KINDS_ALONE = ("区", "县", "市", "省", "州", "镇", "乡", "街道")  # 区政府办公室 names no place
_BODY_END = re.compile(r"[\u4e00-\u9fff](?:委|会|中心|院|公司|处|办|馆|站|校|室|银行|分行|支行)$")
# Of those that sign together: 中国人民银行, 海关总署, 团县委, 县妇联
_SIGNS = re.compile(
    r"[\u4e00-\u9fff()]{1,28}(?:政府|[厅室局部院处会委办署行联队馆站校]|中心|公司|集团|法院|中央)"
)
_NO_BODY = re.compile(r"各|(?:人民)?政府$|办公[室厅]$|(?:管理)?委员会$|管委会$")  # 办公室 by itself
_BLANKS = re.compile(r"\s+")
_PLACE = r"(?:[\u4e00-\u9fff]{1,8}?[省市区县旗州盟]){1,3}?"
# Two names run into each other: the second begins with the place of the first, or its kind.
_GLUED = re.compile(
    rf"^(?P<first>(?:中共)?(?:(?P<place>{_PLACE})|(?P<kind>[省市区县旗州盟]))"
    r"[\u4e00-\u9fff]{0,16}?(?:政府|委员会|[厅局委办会]|办公[室厅]))"
    r"(?=(?(place)(?P=place)|(?P=kind))[\u4e00-\u9fff]{2})"
)
_GLUED_PARTY = re.compile(  # 苍坪县委县政府
    r"^(?P<first>(?:中共)?[\u4e00-\u9fff]{2,16}?(?P<kind>[省市区县旗州盟])委)(?=(?P=kind)(?:人民)?政府)"
)
_OF_ABOVE = re.compile(r"(?:分局|分院|支队|大队|管理处|办事处|分中心)$")  # of the body before it


def names_on(line: Excerpt) -> list[str]:
    """The names of bodies on a line that holds nothing else."""
    pieces = _BLANKS.split(line.text.strip())
    if len(pieces) > 1 and all(_signs(piece) for piece in pieces):
        return pieces
    whole = line.cleaned().text
    return [whole] if _signs(whole) or is_organisation(fold(whole).strip()) else []


def _signs(name: str) -> bool:
    text = fold(name)
    return _SIGNS.fullmatch(text) is not None and _NO_BODY.match(text) is None


def sign_together(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the names on a line are of bodies that sign with those on the line below.

    A government does not sign with a bureau of its own, and who has the name of its place does not
    sign with who has not.
    """
    if any(n.endswith("人民政府") for n in above):
        return any(n.endswith("政府") for n in below)
    alone = [[n.startswith(KINDS_ALONE) for n in names] for names in (above, below)]
    return all(alone[0]) == all(alone[1]) and not set(above) & set(below)


def bodies_in(name: str) -> list[str]:
    """Bodies that are printed as one name, apart: 苍坪县财政局苍坪县水利局, 省水利厅、省财政厅."""
    parts = name.split("、")
    if len(parts) > 1 and all(is_body(part) for part in parts):
        return [body for part in parts for body in bodies_in(part)]
    found: list[str] = []
    while (glued := _GLUED_PARTY.match(name) or _glued(name)) is not None:
        found.append(glued["first"])
        name = name[glued.end() :]
    return [*found, name]


def _glued(name: str) -> re.Match[str] | None:
    match = _GLUED.match(name)
    return None if match is None or _OF_ABOVE.search(name) else match


def is_body(name: str) -> bool:
    """Whether a name is that of a body that may issue a notice, or an office of one."""
    text = fold(name)
    return is_organisation(text) or _BODY_END.search(text) is not None
