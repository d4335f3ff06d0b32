"""Tables with bars whose rows run on in one line."""

from __future__ import annotations

import pytest

from tests.loaders.reading import messages, read, row

HEAD = "渡南区2025年渡口工作任务清单\n"
# (the line, what each row is)
RUNS = [
    (
        "序号 | 重大决策事项名称 | 承办科室 | 政策依据 | 履行程序 | 计划完成时间 | 1 | 渡口改造方案"
        " | 渡南区交通局综合科 | 渡口管理办法 | 1.公众参与 2.集体讨论 | 2025年4月 |",
        [("1", "渡口改造方案", "责渡南区交通局综合科", ["date 2025-04-30"])],
    ),
    (
        "序号 | 工作任务 | 责任单位 | 完成时限 | 1 | 更换渡口缆绳。 | 区水利局 | 6月底前 | 2 | "
        "配齐救生衣。 | 区交通局、区财政局 | 9月底前 | 3 | 编印手册。 | 区司法局 | 年底前",
        [
            ("1", "更换渡口缆绳。", "责区水利局", ["date 2025-06-30"]),
            ("2", "配齐救生衣。", "责区交通局 责区财政局", ["date 2025-09-30"]),
            ("3", "编印手册。", "责区司法局", ["date 2025-12-31"]),
        ],
    ),
    (
        "| 序号 | 工作任务 | 牵头单位 | 配合单位 | | 1 | 补植岸柳百棵。 | 区林业局 | 各街道 | "
        "| 2 | 清运码头垃圾。 | 区城管局 | 区水利局 |",
        [
            ("1", "补植岸柳百棵。", "牵区林业局 配各街道*", []),
            ("2", "清运码头垃圾。", "牵区城管局 配区水利局", []),
        ],
    ),
    (
        "编号｜任务内容｜责任部门｜1｜张贴乘船须知。｜区海事处｜2｜检修候船亭。｜区住建局｜",
        [("1", "张贴乘船须知。", "责区海事处", []), ("2", "检修候船亭。", "责区住建局", [])],
    ),
    (
        "序号 | 工作任务 | 责任单位 | 备注 | 1 | 试航新渡船。 | 区交通局 | | 2 | 校准水尺。 | "
        "区水利局 | 每月一次 |",
        [("1", "试航新渡船。", "责区交通局", []), ("2", "校准水尺。", "责区水利局", [])],
    ),
]


@pytest.mark.parametrize(("line", "rows"), RUNS)
def test_numbers_part_the_rows(line: str, rows: list[tuple[str, str, str, list[str]]]) -> None:
    notice = read(f"{HEAD}{line}\n")
    assert [row(task) for task in notice.tasks] == rows
    assert not any("not understood" in said for said in messages(notice))


@pytest.mark.parametrize(
    "line",
    [
        "序号 | 工作任务 | 责任单位 | 1 | 换缆绳。 | 区水利局 | 3 | 配救生衣。 | 区交通局 |",
        "序号 | 任务 | 责任单位 | 1 | 换缆绳。 | 区水利局 | 另行通知 | 2 | 印手册。 | 区司法局 |",
        "序号 | 工作任务 | 责任单位 | 1 | 换缆绳。 | 2 | 配救生衣。 | 区交通局 |",
    ],
)
def test_where_the_count_is_broken_it_is_told(line: str) -> None:
    notice = read(f"{HEAD}{line}\n")
    assert not notice.tasks
    assert any("a table is not understood" in said for said in messages(notice))
