"""What must hold of any reading: a wrong fact is worse than a missing one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhengmai
from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats import webpage
from zhengmai.loaders.layout.lines import document
from zhengmai.loaders.notice import assemble
from zhengmai.loaders.phrases.timephrases import is_time_phrase
from zhengmai.model import Notice, Severity

CORPORA = ("notices", "notices/national", "real", "cascade", "cascade_a", "cascade_c")
KINDS = (".txt", ".html", ".md", ".docx", ".pdf")
REMARK = re.compile(r"不再|均需|以下|按照|落实$|下同|排在|排名|[。；，]")
GLUED = re.compile(r"(?:局|委员会|中心)[县市区省].{1,8}局$")
BODY = re.compile(r"(?:局|委|办|部|政府|中心|公司|院|处|科)$")
LONGEST = 34  # characters of the name of a unit


def breaches(notice: Notice) -> Iterator[str]:
    for task in notice.tasks:
        parts = [p for p in re.split(r"[、，,；;\s]+", task.text.strip("。")) if p]
        if len(parts) > 1 and all(BODY.search(p) and len(p) < 16 for p in parts):
            yield f"the text of a task is a list of units: {task.text}"
        for one in task.assignments:
            name = one.unit
            unseen = any(unicodedata.category(c) in ("Cf", "Co", "Cn", "Cc") for c in name)
            if unseen or "\ufffd" in name:
                yield f"a sign that nobody sees stands in {name!r}"
            if name.isdigit() or is_time_phrase(name) or REMARK.search(name) or GLUED.search(name):
                yield f"no unit: {name}"
            if len(name) > LONGEST:
                yield f"too long for a unit: {name}"


@pytest.mark.parametrize("folder", CORPORA)
def test_no_notice_breaks_them(shared: Path, folder: str) -> None:
    files = [
        f for f in sorted((shared / folder).iterdir()) if f.suffix in KINDS and f.stem != "README"
    ]
    assert files
    found = [(f.name, b) for f in files for b in breaches(zhengmai.read(f))]
    assert found == []


UNITS = ("渡南区司法局", "区财政局", "区住建局", "区教体局", "各街道办事处", "区数据局", "区商务局")
LIMITS = ("6月底前", "2025年12月底前", "三季度", "长期坚持", "年底前", "9月15日前", "每季度末")
TEXTS = (
    "逐项换下旧版清单并在门户公开。",
    "把转学条件和收费标准写成一张表贴出来",
    "新建便民服务站12座，改造办事大厅3座。",
    "及时更新招聘岗位，分行业推送给求职者。",
    "清理过期文件，公布现行有效的目录；",
    "组织开放日活动，邀请群众走进机关。",
    "完善来信办理台账，做到件件有回音。",
)
PERSONS = ("张某某", "李某", "王小明", "赵某某", "钱某", "孙某某", "周某")
POOLS = {"units": UNITS, "limits": LIMITS, "texts": TEXTS, "persons": PERSONS}
NAMES = {
    "units": ("责任单位", "牵头单位", "谁来办", "办理单位", "责任单位（第一个为牵头单位）", "归口"),
    "limits": ("完成时限", "计划完成时间", "啥时办完", "时间节点", "序时安排"),
    "texts": ("工作任务", "民生实事", "干什么", "改革举措", "目标与任务"),
    "persons": ("责任人", "分管领导", "联系人", "包保人"),
    "number": ("序号", "编号", ""),
}
KIND_ORDER = st.permutations(["texts", "units", "limits", "persons", "number"])


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, int]:
    """A web table with its columns in any order, named anyhow, and how many rows it has."""
    kinds = draw(KIND_ORDER)[: draw(st.integers(3, 5))]
    count = draw(st.integers(3, 6))
    heads = [draw(st.sampled_from(NAMES[kind])) for kind in kinds]
    columns = {
        kind: [str(n + 1) for n in range(count)]
        if kind == "number"
        else draw(st.permutations(POOLS[kind]))[:count]
        for kind in kinds
    }
    rows = [heads, *([columns[kind][n] for kind in kinds] for n in range(count))]
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "".join(f"<tr>{row}</tr>" for row in cells), count


@settings(max_examples=150)
@given(tables())
def test_a_table_is_understood_or_said_not_to_be(drawn: tuple[str, int]) -> None:
    rows, count = drawn
    head = (
        "<p>榆津市渡南区人民政府办公室关于印发2025年渡南区重点工作分工的通知</p>"
        "<p>一、总体要求</p><p>（一）抓好落实。各项任务按时完成。</p>"
    )
    source = webpage.parse(f"<body>{head}<table>{rows}</table></body>", "x.html")
    try:
        notice = assemble(document(source))
    except UnreadableFileError:
        return
    assert list(breaches(notice)) == []
    read = [t for t in notice.tasks if t.source == "table"]
    assert {a.unit for t in read for a in t.assignments} <= set(UNITS)
    assert {t.text for t in read} <= set(TEXTS)
    assert {d.as_written for t in read for d in t.deadlines} <= set(LIMITS)
    told = any(r.severity is Severity.PROBLEM for r in notice.remarks)
    assert len(read) == count or told
