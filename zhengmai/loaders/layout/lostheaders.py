"""Headers of tables that no table was read below: what stands there is said not to be understood.

A page that loses its grid may break a header anywhere, so that its columns cannot be told. 序号 at
the beginning of a line, with names behind it, heads a table all the same; one of tasks where one of
the names is that of a task, of units or of a limit::

    序号 检查事项 检查对象范围 抽查比例
    及频次
    起止时间 牵头单位
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.blocks import Block, Paragraph
from zhengmai.loaders.phrases.columnnames import DUTY_COLUMNS, TASK_COLUMNS, heading

_HEADER = re.compile(
    r"^[ \t|｜]*序[ \u3000]?号(?:[ \t\u3000|｜]+[^\s|｜。；：;:]{2,16}(?=[\s|｜]|$)){2,}",
    re.MULTILINE,
)
_NAME = re.compile(r"[^\s|｜]+")
_LONGEST = 120  # characters that the names of a broken header may take


def lost_headers(blocks: Sequence[Block]) -> Iterator[Excerpt]:
    """The paragraphs that hold the header of a table of tasks, from there on."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.text:
            end = block.text.spans[-1].end
            match = _HEADER.search(block.text.file_text, block.text.start, end)
            if match is not None and _is_of_tasks(block.text.file_text, match.start()):
                yield block.text.within(match.start(), end)


def _is_of_tasks(text: str, start: int) -> bool:
    """Whether one of the first names from a place on is that of a task, of who or when."""
    columns = map(heading, _NAME.findall(text, start, start + _LONGEST))
    return any(column in (*TASK_COLUMNS, *DUTY_COLUMNS) for column in columns)
