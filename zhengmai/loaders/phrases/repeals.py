"""废止: whether the words around a document say that this notice puts it out of force.

Only what the notice itself does counts: 《甲办法》（文号）同时废止; 自本通知印发之日起，
原《甲办法》停止执行; 现废止《甲办法》. A duty is none (修订《甲办法》，…; 清理、废止《甲办法》).
Nor is what is announced (拟废止), denied (暂不废止), told of another document (《乙条例》施行，
《甲条例》同时废止) or of a part (第三条同时废止). What the words leave open is no repeal: a plan
that is wrongly said to be out of force is worse than one of which nobody says it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from zhengmai.loaders.excerpt import fold

_DOCUMENT = r"《[^《》]*+(?:《[^《》]*+》[^《》]*+)*+》"
_NUMBER = r"[\u4e00-\u9fff]{2,12}+[\[(](?:19|20)\d\d[\])]第?\d{1,4}号"
_FROM = r"[自从][^。;,《》]{0,30}?(?:日|月|年|时)?起"
_REPEAL = r"(?:废止|作废|失效|停止(?:执行|施行|实施)|终止(?:执行|施行|实施)|不再(?:执行|施行|有效))"
_HOW = r"(?:均|都|也|亦|一律|全部|同时|同步|予以|一并|自行|自动|即行|即|相应|随之|宣布)"
_LIST = rf"{_DOCUMENT}|\([^()]*+\)|{_NUMBER}|原|以?及|和|与|、"
_COUNTED = r"(?:等(?:\d+|[一二两三四五六七八九十]+)?[个件份项]?)?(?:规范性|政策性?)?(?:文件|文)?"

# Behind a document: the rest of its list, and that all of it is in force no more.
_BEHIND: Final = re.compile(
    rf"(?:{_LIST})*+{_COUNTED},?(?:{_FROM},?)?{_HOW}*+{_REPEAL}(?=[。;,、)!\s]|$)"
)
_BEHIND_COMMAS: Final = re.compile(
    rf"(?:{_LIST}|,)*+{_COUNTED},?(?:{_FROM},?)?{_HOW}*+{_REPEAL}(?=[。;,、)!\s]|$)"
)
# Before a document, from the beginning of the clause: what may stand there beside the list.
_NOW: Final = r"(?:现|兹|特|并|同时|一并|宣布|决定|即日起|经[^,。;《》]{0,24}?(?:同意|批准|研究))"
_BEFORE: Final = re.compile(rf"(?P<how>(?:{_FROM}|{_NOW})*+){_REPEAL}(?:{_LIST})*+")
_LISTED: Final = re.compile(rf"(?:{_FROM}|{_NOW}|{_LIST}|此前|以前|印发的|,)*+")
# 本通知自印发之日起施行: the notice speaks of itself.
_OF_ITSELF: Final = re.compile(
    r"本(?:通知|办法|方案|意见|要点|规定|细则|计划|规则|文件|决定|公告|制度|规程|标准|清单)"
    r"|[自从](?:印发|发布|公布|下发|即)(?:之日)?起"
)
_ANNOUNCED: Final = re.compile(
    r"拟|建议|提请|报请|(?<!接)待(?!遇)|如需|(?<![相适反对])应(?!急|用|对|届)|需要?废|可以|是否|计划[于将对在废]"
    r"|研究(?![同决通,])"
)
# What a duty says before it comes to the old document: 10月底前修订…，原《甲办法》同时废止
_DUTY: Final = re.compile(
    r"修订|修改|制定|制订|出台|编制|清理|评估|论证|适时|及时|按程序|依法|推动|推进|完成|逐步"
    r"|[月年]底|季度|[后前],"
)
_OBJECT: Final = re.compile(r"[对将把](?:[^,。;《》]{0,8})$")
_IN_FORCE: Final = re.compile(
    rf"(?P<other>{_DOCUMENT})(?:\([^()]*\))?[^,。;《》]{{0,24}}(?:施行|实施|生效|出台|印发|公布)"
)


def repeals(
    text: str,
    place: tuple[int, int],
    sentence: str,
    own: Collection[str],
    *,
    opening: bool,
    duty: bool,
) -> bool:
    """Whether a notice puts a document that it names out of force.

    Args:
        text: folded text in which the document stands.
        place: where it stands there, with its number.
        sentence: what stands before it in its sentence.
        own: titles of the notice itself, without marks.
        opening: the text stands before the first section of the plan.
        duty: the text is of a task that units are named for.
    """
    of_itself = _OF_ITSELF.search(sentence + text[place[1] : place[1] + _AFTER]) is not None
    if _ANNOUNCED.search(_without_documents(sentence)) or _of_another(sentence, own):
        return False
    if duty and not of_itself:
        return False
    if not (opening or of_itself) and _DUTY.search(_without_documents(sentence)):
        return False
    pattern = _BEHIND_COMMAS if _LISTED.fullmatch(sentence) else _BEHIND
    if pattern.match(text, place[1], place[1] + _LONGEST_LIST):
        object_ = _OBJECT.search(_without_documents(sentence)) is not None
        return opening or of_itself or not object_
    clause = sentence[max(sentence.rfind(stop) for stop in (",", ":")) + 1 :]
    before = _BEFORE.fullmatch(clause)
    return before is not None and (opening or of_itself or bool(before["how"]))


_AFTER: Final = 60  # characters behind a document in which the notice may speak of itself
_LONGEST_LIST: Final = 4000  # characters of a list of documents that are repealed together
_DOCUMENTS: Final = re.compile(_DOCUMENT)


def _without_documents(sentence: str) -> str:
    """A sentence without its titles: 《关于修订…的意见》 says nothing of this notice."""
    return _DOCUMENTS.sub("", sentence)


def _of_another(sentence: str, own: Collection[str]) -> bool:
    """Whether it is another document that comes into force: 《乙条例》施行，《甲条例》同时废止."""
    found = (re.sub(r"[\s《》()]", "", fold(m["other"])) for m in _IN_FORCE.finditer(sentence))
    return any(other not in own for other in found)
