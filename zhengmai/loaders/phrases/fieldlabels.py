"""Points whose paragraphs are the fields of a record, each behind its name.

Example: （一）换缆绳 ¶ 资金来源：市级财政。 ¶ 目标任务：旧绳一律换新。 ¶ 责任单位：区水务局
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, TASK_COLUMNS, UNIT_COLUMNS, heading

_FIELD = re.compile(r"\s*(?P<name>[\u4e00-\u9fff]{2,8})\s*:\s*")
_FEWEST = 2  # paragraphs


def without_fields(paragraphs: Sequence[Excerpt]) -> Sequence[Excerpt]:
    """The paragraphs of a point; of a record, what says the task, who does it and by when.

    What stands in other fields (资金来源) is no part of the task: it is shown as unread.
    """
    fields = [_FIELD.match(paragraph.folded) for paragraph in paragraphs]
    if len(fields) < _FEWEST:
        return paragraphs
    found = [(p, m, heading(m["name"])) for p, m in zip(paragraphs, fields, strict=True) if m]
    columns = {column for _, _, column in found}
    if len(found) < len(fields) or not columns & {*TASK_COLUMNS} or not columns & {*UNIT_COLUMNS}:
        return paragraphs
    told = [
        paragraph.slice(match.end()) if column in TASK_COLUMNS else paragraph
        for paragraph, match, column in found
        if column in (*TASK_COLUMNS, *DUTY_COLUMNS)
    ]
    return [paragraph for paragraph in told if paragraph]  # 工作任务： ¶ 1.… stands above its items
