"""网站提示: what a site says of a notice, which is older: that it is in force, or was amended."""

from __future__ import annotations

import re

_LABEL = re.compile(
    r"[\[(]?[^,。;:\[\]()《》]{0,10}(?:提示|说明|编者按|编者注|编注|备注|注)\s*[\])]?\s*:?"
)
_STATE = r"(?:有效(?!期)|失效|废止|作废|停止执行)"
_THIS = r"(?:本|该|此)(?:文件|通知|文|规范性文件|办法|意见|方案|规定|政策)"
_SPEAKS = re.compile(
    rf"{_THIS}[^。;]{{0,60}}?(?:已|被|继续|仍|现行|全文|部分)[^。;]{{0,60}}?(?:{_STATE}|修订|修改)|"
    rf"(?:规定|要求|决定)\)?,(?:{_THIS})?(?:继续|仍然?|现行|全文|部分|已)*{_STATE}[。)\]]?$"
)
_LABELLED = re.compile(rf"(?:继续|全文|部分|现行|已){_STATE}|{_THIS}[^。]{{0,60}}(?:修订|修改)")
_LONGEST = 300  # characters; a longer paragraph is text


def is_site_remark(text: str) -> bool:
    """Whether a folded, stripped paragraph tells the state of the notice itself, as a site does."""
    if len(text) > _LONGEST:
        return False
    label = _LABEL.match(text)
    if label is not None and _LABELLED.search(text, label.end()):
        return True
    return _SPEAKS.search(text) is not None
