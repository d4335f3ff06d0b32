"""Tables as people copy them, with whatever stands below: no task is read that is not printed.

The rows are made at random from pools; how they are printed, and what follows, too. A task that is
not read is told of.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import pytest

from tests.loaders import reading
from zhengmai.model import DeadlineSource, Notice

UNITS = (
    "区司法局", "区财政局、区住建局", "区教育局", "各街道办事处", "区城管局、区公安局、区交通局",
    "区数据局", "国网渡南供电公司", "区卫健局、各街道", "渡南高新区管委会", "区自然资源和规划局",
)  # fmt: skip
TEXTS = (
    "换下旧版清单，贴到村口。", "把转学条件和收费标准写成一张表贴出来",
    "改造办事大厅3座，新添座椅。",
    "分行业推送岗位，每条都能打通电话；", "清理过期文件，公布现行有效的目录；",
    "推动小事就近办理，让群众少跑腿。", "开通执法监督平台，实现案件全程网办",
    "督促施工单位把扬尘防治措施落实。", "收秋粮，农民的售粮款当天兑付。",
)  # fmt: skip
LIMITS = ("6月底前", "2025年12月底前", "三季度", "长期坚持", "年底前", "9月15日前", "2025年11月")
NAMES = ("守好渡口", "管好河道", "办好公示", "环境整治")
BELOW = (
    "",
    "备注：各责任单位每月25日前报送进展。\n",
    "联系人：周小满　联系电话：000-8321177\n",
    "请各责任单位按照分工抓好落实，每月底前将进展情况报区政府办公室。\n",
    "请各单位认真抓好落实。\n联系人：周小满，联系电话：000-8321177\n",
    "附件：报送样表\n",
    "榆津市渡南区人民政府办公室\n2025年6月18日\n",
    "榆津市渡南区人民政府办公室  2025年6月18日印发\n",
    "分享到：\n打印\n关闭\n",
    "相关解读\n一图读懂\n",
    "（联系电话：000-8321177）\n",
    "信息来源：区政府办公室\n",
)
COLUMNS = {
    "number": ("序号", "编号"),
    "name": ("类别", "工作类别", "领域"),
    "text": ("工作任务", "重点任务", "主要任务"),
    "responsible": ("责任单位", "责任部门"),
    "lead": ("牵头单位", "牵头部门"),
    "cooperating": ("配合单位", "协办单位"),
    "limit": ("完成时限", "时限", "完成时间"),
}
ROLES = ("lead", "responsible", "cooperating")


@dataclass(frozen=True)
class Printed:
    """A table: its columns, its rows, how they are printed and what stands below."""

    text: str
    rows: list[dict[str, str]]

    @classmethod
    def at_random(cls, random: Random) -> Printed:
        columns = ["text", *random.choice((("responsible",), ("lead", "cooperating"), ("lead",)))]
        if random.random() < 0.85:
            columns.insert(0, "number")
        if random.random() < 0.4:
            columns.insert(columns.index("text"), "name")
        if random.random() < 0.8:
            columns.append("limit")
        texts = random.sample(TEXTS, random.randint(3, 7))
        rows = [
            {
                "number": str(at + 1),
                "name": "" if at % 2 else NAMES[at // 2],
                "text": text,
                "responsible": random.choice(UNITS),
                "lead": random.choice([unit for unit in UNITS if "、" not in unit]),
                "cooperating": random.choice(UNITS),
                "limit": random.choice(LIMITS),
            }
            for at, text in enumerate(texts)
        ]
        lines = [{column: random.choice(COLUMNS[column]) for column in columns}]
        lines += [{column: row[column] for column in columns} for row in rows]
        kind = random.choice((_cells, _cells_apart, _tabs, _markdown))
        text = reading.HEAD + kind([list(line.values()) for line in lines]) + random.choice(BELOW)
        return cls(text, [{column: row[column] for column in columns} for row in rows])

    @property
    def facts(self) -> list[tuple[str, list[tuple[str, str]], str | None]]:
        return [
            (
                row["text"],
                [(role, u) for role in ROLES if role in row for u in row[role].split("、")],
                row.get("limit"),
            )
            for row in self.rows
        ]


def _cells(lines: list[list[str]]) -> str:
    return "".join(f"{cell}\n" for line in lines for cell in line if cell)


def _cells_apart(lines: list[list[str]]) -> str:
    return "\n".join(map(_cells, ([line] for line in lines))) + "\n"


def _tabs(lines: list[list[str]]) -> str:
    return reading.table(*map("|".join, lines))


def _markdown(lines: list[list[str]]) -> str:
    head, *rows = ("| " + " | ".join(line) + " |\n" for line in lines)
    return head + "|---" * len(lines[0]) + "|\n" + "".join(rows)


def facts(notice: Notice) -> list[tuple[str, list[tuple[str, str]], str | None]]:
    return [
        (
            task.text,
            [(a.role.value, a.unit) for a in task.assignments],
            next((d.as_written for d in task.deadlines if d.where is DeadlineSource.COLUMN), None),
        )
        for task in notice.tasks
    ]


@pytest.mark.parametrize("seed", range(150))
def test_what_is_read_is_printed_and_what_is_not_is_told(seed: int) -> None:
    table = Printed.at_random(Random(seed))  # noqa: S311
    notice = reading.read(table.text)
    found, printed = facts(notice), table.facts
    assert [fact for fact in found if fact not in printed] == []
    assert len(found) <= len(printed)
    assert found == printed or reading.is_told(notice)


ITEMS = (
    "1.修渡口，换缆绳。责任单位：区水务局、区财政局；完成时限：6月底前。\n"
    "2.收旧绳，立警示牌。责任单位：区交通局、各街道；完成时限：年底前。\n"
)
LABELLED = (
    "1.修渡口，换缆绳。\n责任单位：区水务局、区财政局\n完成时限：6月底前\n"
    "2.收旧绳，立警示牌。\n责任单位：区交通局、各街道\n完成时限：年底前\n"
)
RECORDS = (
    "序号：1\n任务：修渡口，换缆绳。\n责任单位：区水务局、区财政局\n完成时限：6月底前\n\n"
    "序号：2\n任务：收旧绳，立警示牌。\n责任单位：区交通局、各街道\n完成时限：年底前\n"
)
CELLS = (
    "工作任务\n责任单位\n完成时限\n"
    "修渡口，换缆绳。\n责任单位：区水务局、区财政局\n6月底前\n"
    "收旧绳，立警示牌。\n责任单位：区交通局、各街道\n3月底前收齐，年底前入库\n"
    "抄写生字表。\n区教育局\n9月底前\n"
)
READ = [
    ("1", "修渡口，换缆绳。", "责区水务局 责区财政局", ["date 2025-06-30"]),
    ("2", "收旧绳，立警示牌。", "责区交通局 责各街道*", ["date 2025-12-31"]),
]


@pytest.mark.parametrize("body", [ITEMS, LABELLED, RECORDS], ids=["items", "labels", "records"])
@pytest.mark.parametrize("below", [*BELOW, "说明：本表由区政府办公室解释。\n"])
def test_lists_with_labels(body: str, below: str) -> None:
    notice = reading.read_body(body + below)
    assert [reading.row(task) for task in notice.tasks] == READ


@pytest.mark.parametrize("body", [ITEMS, LABELLED])
def test_a_note_below_says_who_leads(body: str) -> None:
    notice = reading.read_body(f"{body}注：排在首位的责任单位为牵头单位。\n")
    assert [reading.row(task)[2] for task in notice.tasks] == [
        "牵区水务局 责区财政局", "牵区交通局 责各街道*",
    ]  # fmt: skip


def test_labels_and_steps_in_cells() -> None:
    notice = reading.read_body(CELLS)
    assert [reading.row(task)[1:] for task in notice.tasks] == [
        *(row[1:] for row in READ[:1]),
        ("收旧绳，立警示牌。", "责区交通局 责各街道*", ["date 2025-03-31", "date 2025-12-31"]),
        ("抄写生字表。", "责区教育局", ["date 2025-09-30"]),
    ]


def test_two_tables_of_other_columns() -> None:
    first = reading.table("序号|工作任务|责任单位|完成时限", "1|修渡口。|区水务局|6月底前")
    second = reading.table(
        "序号|整治内容|牵头单位|配合单位|整治时间|备注",
        "1|查渡船，数救生衣。|区海事处|区交通局、各街道|9月底前|延续",
        "2|查校车。|区公安局|区教育局|长期坚持|新增",
        "3|查集市。|区商务局|区财政局|年底前|新增",
    )
    notice = reading.read_body(f"{first}\n表二  专项整治任务\n{second}")
    assert [reading.row(task) for task in notice.tasks] == [
        ("1", "修渡口。", "责区水务局", ["date 2025-06-30"]),
        ("1", "查渡船，数救生衣。", "牵区海事处 配区交通局 配各街道*", ["date 2025-09-30"]),
        ("2", "查校车。", "牵区公安局 配区教育局", ["ongoing"]),
        ("3", "查集市。", "牵区商务局 配区财政局", ["date 2025-12-31"]),
    ]


def test_a_class_of_bodies_at_the_end_of_a_file_is_not_cut() -> None:
    rows = ("1|修渡口。|区水务局、各镇街人民政府", "2|收旧绳。|区交通局、各镇街")
    notice = reading.read_body(reading.table("序号|工作任务|责任单位", *rows))
    assert [reading.row(task)[2] for task in notice.tasks] == [
        "责区水务局 责各镇街人民政府*", "责区交通局 责各镇街*",
    ]  # fmt: skip
    assert not any(task.damaged for task in notice.tasks)


def test_lines_in_a_cell_of_units() -> None:
    rows = '1|修渡口。|"各街道办事处\n国网渡南供电公司\n区水务局"'
    notice = reading.read_body(reading.table("序号|工作任务|责任单位", rows))
    assert reading.row(notice.tasks[0])[2] == "责各街道办事处* 责国网渡南供电公司 责区水务局"
