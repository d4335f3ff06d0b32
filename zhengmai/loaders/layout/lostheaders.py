"""Headers of tables that no table was read below: what stands there is said not to be understood.

A page that loses its grid may break a header anywhere, so that its columns cannot be told. 序号 at
the beginning of a line, with names behind it, heads a table all the same; one of tasks where one of
the names is that of a task, of units or of a limit::

    序号 检查事项 检查对象范围 抽查比例
    及频次
    起止时间 牵头单位

Where nothing else is read, the name of a column of units alone on its line says that a table, or a
record, stands there, and so do names of columns that ran together: 重点内容牵头单位完成情况.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.blocks import Block, Paragraph
from zhengmai.loaders.phrases.columnnames import (
    DUTY_COLUMNS,
    TASK_COLUMNS,
    UNIT_COLUMNS,
    heading,
)

_HEADER = re.compile(
    r"^[ \t|｜]*序[ \u3000]?号(?:[ \t\u3000|｜]+[^\s|｜。；：;:]{2,16}(?=[\s|｜]|$)){2,}",
    re.MULTILINE,
)
_WHAT = "(?:任务|内容|事项|项目|指标|措施|目标)"
_WHO = "(?:牵头|责任|承办|主办|负责)(?:责任)?(?:单位|部门)"
# The same with its names run together: 序号主要工作任务完成时限主要责任单位任务来源1推进…
_RUN_TOGETHER = re.compile(
    rf"(?<!\S)序号[\u4e00-\u9fff]{{0,20}}{_WHAT}[\u4e00-\u9fff]{{0,30}}{_WHO}"
)
_GLUED = re.compile(
    rf"(?=[^。，：；,:;]{{8,60}}$)[\u4e00-\u9fff]*{_WHAT}[\u4e00-\u9fff]*{_WHO}[\u4e00-\u9fff]*"
)
_NAME = re.compile(r"[^\s|｜]+")
_LONGEST = 120  # characters that the names of a broken header may take


def lost_headers(blocks: Sequence[Block]) -> Iterator[Excerpt]:
    """The paragraphs that hold the header of a table of tasks, from there on."""
    for block in blocks:
        if not isinstance(block, Paragraph) or not block.text:
            continue
        text, start, end = block.text.file_text, block.text.start, block.text.spans[-1].end
        if text.find("序", start, end) < 0:  # as in most
            continue
        match = _RUN_TOGETHER.search(text, start, end)
        match = match or _of_tasks(_HEADER.search(text, start, end))
        if match is not None:
            yield block.text.within(match.start(), end)


def _of_tasks(header: re.Match[str] | None) -> re.Match[str] | None:
    """A header one of whose first names is that of a task, of who or when, or None."""
    if header is None:
        return None
    columns = map(heading, _NAME.findall(header.string, header.start(), header.start() + _LONGEST))
    return header if any(c in (*TASK_COLUMNS, *DUTY_COLUMNS) for c in columns) else None


def traces(blocks: Sequence[Block]) -> Iterator[Excerpt]:
    """The lines that name a column of units and nothing else, or several columns on end."""
    for block in blocks:
        if isinstance(block, Paragraph):
            for line in block.text.lines():
                said = line.folded.strip("| \t")
                if heading(said) in UNIT_COLUMNS or _GLUED.fullmatch(said):
                    yield line
