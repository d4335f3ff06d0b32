"""What must hold of any reading: a wrong fact is worse than a missing one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhengmai
from zhengmai import interchange
from zhengmai.errors import UnreadableFileError
from zhengmai.invariants import breaches as of_tasks
from zhengmai.loaders.formats import webpage
from zhengmai.loaders.layout.lines import document
from zhengmai.loaders.notice import assemble
from zhengmai.model import Notice, Severity

CORPORA = ("notices", "notices/national", "real", "cascade", "cascade_a", "cascade_c")
KINDS = (".txt", ".html", ".md", ".docx", ".pdf")


def breaches(notice: Notice) -> list[str]:
    return list(of_tasks(interchange.notice(notice)["tasks"]))


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
    assert breaches(notice) == []
    read = [t for t in notice.tasks if t.source == "table"]
    assert {a.unit for t in read for a in t.assignments} <= set(UNITS)
    assert {t.text for t in read} <= set(TEXTS)
    assert {d.as_written for t in read for d in t.deadlines} <= set(LIMITS)
    told = any(r.severity is Severity.PROBLEM for r in notice.remarks)
    assert len(read) == count or told


@pytest.mark.parametrize(
    ("text", "unit", "breach"),
    [
        ("换缆绳。", "年内", "no unit"),
        ("换缆绳。", "12", "no unit"),
        ("换缆绳。", "以下任务均需各部门落实", "no unit"),
        ("换缆绳。", "县住建局县代建局", "no unit"),
        ("换缆绳。", "县水\u200b利局", "a sign that nobody sees"),
        ("换缆绳。", "县" + "水" * 40 + "局", "too long"),
        ("县水利局、县财政局", "县水利局", "a list of units"),
    ],
)
def test_each_breach_is_told(text: str, unit: str, breach: str) -> None:
    (told,) = of_tasks([{"text": text, "spans": [], "assignments": [{"unit": unit}]}])
    assert breach in told


def test_what_is_right_breaks_nothing() -> None:
    tasks = [{"text": "换缆绳。", "spans": [], "assignments": [{"unit": "县水利局"}]}]
    assert not list(of_tasks(tasks))


def test_a_text_that_is_read_twice_is_a_breach() -> None:
    task = {"text": "清理停更账号。", "assignments": []}
    one, again = {**task, "id": "t1", "spans": [[4, 11]]}, {**task, "id": "t2", "spans": [[4, 11]]}
    assert list(of_tasks([one, again])) == ["the text of two tasks, t1 and t2: 清理停更账号。"]
    assert list(of_tasks([one, {**again, "spans": [[11, 18]]}])) == []
