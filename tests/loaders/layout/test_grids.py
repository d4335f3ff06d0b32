"""Tables with their grid: merged cells, headers in two rows, names over the whole width."""

from __future__ import annotations

import pytest

from tests.loaders import reading
from tests.loaders.layout import printing
from zhengmai.loaders.formats import webpage
from zhengmai.loaders.layout.grids import task_table
from zhengmai.loaders.layout.lines import document
from zhengmai.loaders.notice import assemble
from zhengmai.model import Notice, Severity


def read(table: str) -> Notice:
    """A notice of 渡南区 whose plan is one table of a web page; cells are written with |."""
    head = "".join(f"<p>{line}</p>" for line in reading.HEAD.splitlines())
    return assemble(document(webpage.parse(f"<div>{head}{table}</div>", "notice.html")))


def tr(*cells: str) -> str:
    """A row; ``2x3:text`` covers two rows and three columns."""
    return printing.tr("|".join(cells))


HEADER = tr("序号", "重点任务", "具体措施", "牵头单位", "配合单位", "完成时限")

TABLES = [
    pytest.param(
        HEADER
        + tr("1", "2x1:晒清单", "换下旧版。", "2x1:区委编办", "区司法局", "2x1:6月底前")
        + tr("2", "补上新版。", "区数据局"),
        [
            ("1", "换下旧版。", "牵区委编办 配区司法局", ["date 2025-06-30"]),
            ("2", "补上新版。", "牵区委编办 配区数据局", ["date 2025-06-30"]),
        ],
        id="merged cells are cells of every row they cover",
    ),
    pytest.param(
        HEADER
        + tr("3x1:1", "3x1:晒清单", "换下旧版。", "区委编办", "", "长期坚持")
        + tr("补上新版。", "区数据局", "各街道", "年底前")
        + tr("三查错字。", "区司法局", "", ""),
        [
            ("1", "换下旧版。", "牵区委编办", ["ongoing"]),
            ("1", "补上新版。", "牵区数据局 配各街道*", ["date 2025-12-31"]),
            ("1", "三查错字。", "牵区司法局", []),
        ],
        id="a number over three tasks",
    ),
    pytest.param(
        HEADER
        + tr("2x1:1", "2x1:晒清单", "2x1:换下旧版。", "区委编办", "区司法局", "2x1:6月底前")
        + tr("区数据局", "各街道"),
        [("1", "换下旧版。", "牵区委编办 牵区数据局 配区司法局 配各街道*", ["date 2025-06-30"])],
        id="two rows of units beside one text are one task",
    ),
    pytest.param(
        tr("2x1:序号", "2x2:工作任务", "2x1:具体要求", "1x2:责任分工", "2x1:完成时限")
        + tr("牵头部门", "配合部门")
        + tr("1", "2x1:一、主动公开", "（一）清单", "换下旧版。", "区委编办", "区司法局", "年底前")
        + tr("2", "（二）解读", "配上图解。", "区政府办公室", "各街道", "长期坚持"),
        [
            ("1", "换下旧版。", "牵区委编办 配区司法局", ["date 2025-12-31"]),
            ("2", "配上图解。", "牵区政府办公室 配各街道*", ["ongoing"]),
        ],
        id="a header in two rows, names in two columns",
    ),
    pytest.param(
        tr("1x4:2025年渡南区政务公开任务分工表")
        + tr("序号", "工作任务", "责任单位", "完成时限")
        + tr("1x4:一、主动公开")
        + tr("1", "换下旧版。", "区委编办", "6月底前")
        + tr("序号", "工作任务", "责任单位", "完成时限")
        + tr("2", "补上新版。", "区数据局", "年底前")
        + tr("1x4:注：排名不分先后"),
        [
            ("1", "换下旧版。", "责区委编办", ["date 2025-06-30"]),
            ("2", "补上新版。", "责区数据局", ["date 2025-12-31"]),
        ],
        id="a title above, a name over the whole width, the header again, a note below",
    ),
    pytest.param(
        tr("工作任务", "责任单位") + tr("换下旧版。", "区委编办") + tr("补上新版。", "区数据局"),
        [("", "换下旧版。", "责区委编办", []), ("", "补上新版。", "责区数据局", [])],
        id="two columns, no numbers",
    ),
    pytest.param(
        tr("任务名称", "换下旧版。") + tr("责任科室", "审批科") + tr("完成时限", "6月底前"),
        [("", "换下旧版。", "责审批科", ["date 2025-06-30"])],
        id="turned: the first column names what stands beside it",
    ),
    pytest.param(
        HEADER
        + tr("1", "晒清单", "换下旧版，", "区委编办", "", "")
        + tr("", "", "补上新版。", "、区数据局", "", "6月底前"),
        [("1", "换下旧版，补上新版。", "牵区委编办 牵区数据局", ["date 2025-06-30"])],
        id="a row that a page break cut in two",
    ),
    pytest.param(
        HEADER
        + tr("1", "晒清单", "换下旧版。", "区委编办<br>区委编办", "区司法局", "6月底前<br>6月底前"),
        [("1", "换下旧版。", "牵区委编办 配区司法局", ["date 2025-06-30"])],
        id="cells that Word merged hold the text of each",
    ),
    pytest.param(
        HEADER + tr("1", "晒清单", "", "区委编办", "", "6月底前") + tr("2", "", "", "", "", ""),
        [("1", "", "牵区委编办", ["date 2025-06-30"])],
        id="a text that is lost, a number without a row",
    ),
]


@pytest.mark.parametrize(("rows", "tasks"), TABLES)
def test_tasks_of_a_table(rows: str, tasks: list[tuple[str, str, str, list[str]]]) -> None:
    notice = read(f"<table>{rows}</table>")
    assert [reading.row(task) for task in notice.tasks] == tasks
    for task in notice.tasks:
        assert notice.quote(task.spans).strip() or task.damaged


def test_every_id_is_its_own() -> None:
    rows = (
        HEADER + tr("2x1:1", "x", "甲。", "区委编办", "", "") + tr("x", "乙。", "区委编办", "", "")
    )
    ids = [task.id for task in read(f"<table>{rows}</table>").tasks]
    assert len(ids) == len(set(ids)) == 2
    assert ids[0] == "1"


def test_a_note_below_the_table_is_unread() -> None:
    rows = HEADER + tr("1", "x", "甲。", "区委编办", "", "") + tr("1x6:注：此表由区政府办公室解释")
    unread = read(f"<table>{rows}</table>").unread
    assert [u.text for u in unread] == ["x", "注：此表由区政府办公室解释"]


def test_a_column_that_is_not_known_is_told() -> None:
    rows = tr("序号", "工作任务", "责任单位", "得分") + tr("1", "换下旧版。", "区委编办", "五分")
    notice = read(f"<table>{rows}</table>")
    (told,) = reading.messages(notice, Severity.PROBLEM)
    assert "'得分'" in told
    assert [u.text for u in notice.unread] == ["五分"]


def test_a_table_of_something_else_is_no_table_of_tasks() -> None:
    source = webpage.parse(
        "<table><tr><td>姓名</td><td>职务</td></tr><tr><td>甲</td><td>主任</td></tr></table>", "x"
    )
    assert task_table(reading.whole(source.text), source.grids[0]) is None


def test_a_table_in_two_halves_is_one() -> None:
    first = HEADER + tr("1", "晒清单", "换下旧版。", "区委编办", "", "6月底前")
    second = tr("2", "晒清单", "补上新版。", "区数据局", "", "年底前")
    notice = read(f"<table>{first}</table><p></p><table>{second}</table>")
    assert [reading.row(t)[:3] for t in notice.tasks] == [
        ("1", "换下旧版。", "牵区委编办"),
        ("2", "补上新版。", "牵区数据局"),
    ]
    assert [u.text for u in notice.unread] == ["晒清单", "晒清单"]  # no point is called so


def test_a_name_that_no_point_has_is_shown_and_one_that_a_point_has_is_its() -> None:
    rows = tr("序号", "任务类别", "工作任务", "责任单位")
    rows += tr("1", "2x1:一、看渡口", "换下旧版。", "区委编办") + tr("2", "补上新版。", "区数据局")
    rows += tr("3", "二、晒清单", "贴出清单。", "区数据局")
    notice = read(f"<p>二、措施</p><p>（一）晒清单。把清单晒出来。</p><table>{rows}</table>")
    assert [u.text for u in notice.unread] == ["一、看渡口"]
    assert [t.point for t in notice.tasks] == [None, None, notice.points[0].id]


def test_labels_in_a_cell_of_units() -> None:
    rows = tr("序号", "工作任务", "责任单位") + tr(
        "1", "换下旧版。", "牵头单位：区委编办；配合单位：区司法局、各街道"
    )
    (task,) = read(f"<table>{rows}</table>").tasks
    assert reading.row(task)[2] == "牵区委编办 配区司法局 配各街道*"


def test_a_table_in_a_table_of_layout() -> None:
    rows = HEADER + tr("1x6:一、主动公开") + tr("1", "x", "换下旧版。", "区委编办", "", "6月底前")
    head = "".join(f"<p>{line}</p>" for line in reading.HEAD.splitlines())
    page = f"<TABLE><TR><TD>{head}<table>{rows}</table></TD></TR></TABLE>"
    notice = assemble(document(webpage.parse(page, "x.html")))
    assert [t.text for t in notice.tasks] == ["换下旧版。"]
    assert notice.document_number == "渡南政办发〔2025〕6号"


def test_names_cut_over_a_page_and_names_beside_each_other() -> None:
    rows = HEADER + tr("1", "x", "换下旧版，", "区委编", "区司法局", "6月底前")
    rows += tr("", "", "补上新版。", "办", "区财政局", "")
    (task,) = read(f"<table>{rows}</table>").tasks
    assert reading.row(task)[2] == "牵区委编办 配区司法局 配区财政局"


def test_a_header_in_two_rows_without_merged_cells() -> None:
    rows = tr("**序号**", "工作任务", "**责任分工**", "", "完成时限")
    rows += tr("", "", "牵头单位", "配合单位", "")
    rows += tr("1", "换下旧版。", "区委编办", "区司法局", "年底前")
    (task,) = read(f"<table>{rows}</table>").tasks
    assert reading.row(task)[2] == "牵区委编办 配区司法局"


def test_a_merged_cell_that_a_page_break_cut() -> None:
    rows = HEADER + tr("1", "x", "甲。", "2x1:区委编办", "区司法局", "6月底前")
    rows += tr("2", "x", "乙。", "区财政局", "7月底前") + HEADER
    rows += tr("3", "x", "丙。", "2x1:", "", "8月底前") + tr("4", "x", "丁。", "", "9月底前")
    rows += tr("5", "x", "戊。", "", "区审计局", "年底前")
    notice = read(f"<table>{rows}</table>")
    assert [reading.row(t)[2] for t in notice.tasks] == [
        "牵区委编办 配区司法局",
        "牵区委编办 配区财政局",
        "牵区委编办",
        "牵区委编办",
        "配区审计局",
    ]


def test_ditto_signs_stand_for_the_cell_above() -> None:
    rows = HEADER + tr("1", "x", "甲。", "区委编办", "区司法局", "6月底前")
    rows += tr("2", "x", "乙。", "〃", "同上", "同上")
    notice = read(f"<table>{rows}</table>")
    assert reading.row(notice.tasks[1])[2:] == ("牵区委编办 配区司法局", ["date 2025-06-30"])
    assert [u.text for u in notice.unread] == ["x", "x"]


def test_columns_headed_by_single_words() -> None:
    rows = tr("2x1:序号", "2x1:工作任务", "1x2:责任分工", "2x1:时限") + tr("牵头", "配合")
    rows += tr("1", "甲。", "区委编办", "区司法局", "2x1:年底前") + tr("2", "乙。", "区数据局", "")
    notice = read(f"<table>{rows}</table>")
    assert [reading.row(t)[2:] for t in notice.tasks] == [
        ("牵区委编办 配区司法局", ["date 2025-12-31"]),
        ("牵区数据局", ["date 2025-12-31"]),
    ]


def test_a_row_without_a_number_over_numbered_ones_names_the_columns() -> None:
    """Whatever the names are: 谁来办 might be an office."""
    rows = tr("干什么", "谁来办", "") + tr("换下旧版清单并公开。", "渡南区司法局", "1")
    rows += tr("把收费标准贴出来", "区财政局", "2") + tr("新建便民服务站12座。", "区住建局", "3")
    notice = read(f"<table>{rows}</table>")
    units = {a.unit for t in notice.tasks for a in t.assignments}
    assert units <= {"渡南区司法局", "区财政局", "区住建局"}
    assert not any(t.text == "干什么" for t in notice.tasks)
