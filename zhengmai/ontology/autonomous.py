"""自治地方: what people call places whose names have the peoples of the place in them.

民和县 is 民和回族土族自治县, 湘西州 is 湘西土家族苗族自治州. Source: 《中华人民共和国行政区划代码》
(GB/T 2260) for the names, GB/T 3304 for the peoples.
"""

from __future__ import annotations

import re
from functools import cache

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|"
    "拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|"
    "怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
# Some names have a people without 族: 昌吉回族, but 伊犁哈萨克
_BARE = "蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|壮族|维吾尔"
_NAME = re.compile(rf"(?P<bare>.{{2,}}?)(?:(?:(?:{_PEOPLES})族)+|{_BARE})?自治(?P<kind>[区州县旗])")


@cache  # units are looked for below the same places over and over
def said_of(name: str) -> tuple[str, str] | None:
    """What people say of an autonomous place, and its kind; None of any other.

    >>> said_of("民和回族土族自治县"), said_of("巴音郭楞蒙古自治州"), said_of("渡南县")
    (('民和', '县'), ('巴音郭楞', '州'), None)
    """
    match = _NAME.fullmatch(name)
    # 东乡族自治县 bears the name of its people alone.
    return None if match is None else (match["bare"].removesuffix("族"), match["kind"])


def said_with_kind(name: str) -> str:
    """民和县 for 民和回族土族自治县; "" for a place that is none."""
    return "".join(said_of(name) or ())


def in_names(name: str) -> str:
    """A place as its bodies name themselves after it: 湘西州, but 民和回族土族自治县.

    >>> in_names("湘西土家族苗族自治州"), in_names("民和回族土族自治县"), in_names("渡南县")
    ('湘西州', '民和回族土族自治县', '渡南县')
    """
    return said_with_kind(name) if name.endswith("自治州") else name
