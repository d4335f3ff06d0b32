"""What a notice says of the columns of its tables."""

from __future__ import annotations

import pytest

from tests.loaders.reading import HEAD, read, row, table

ROWS = (
    "1|把渡口的价目贴上墙|区水利局|区交通局、各街道|9月底前",
    "2|给老树挂牌|区林业局|区文旅局|年底前",
)
READ = [
    ("1", "把渡口的价目贴上墙", "牵区水利局 配区交通局 配各街道*", ["date 2025-09-30"]),
    ("2", "给老树挂牌", "牵区林业局 配区文旅局", ["date 2025-12-31"]),
]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("表中“抓总方”为牵头单位，“出力方”为配合单位。", "抓总方|出力方"),
        ("附表内甲方一栏所列单位为牵头单位，乙方一栏所列单位为配合单位。", "甲方|乙方"),
        ("请照单办理（“头家”即牵头部门，“帮手”即配合部门）。", "头家|帮手"),
        ("其中“责任局”系各项任务的牵头单位，“出力方”均为协办单位。", "责任局|出力方"),
        ("“主 责”指牵头单位；“出 力 方”指参与单位。", "主责|出力方"),
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_a_notice_says_what_its_columns_are(said: str, names: str, below: bool) -> None:
    head = HEAD.replace("现印发给你们。", "现印发给你们。" if below else f"现印发给你们。{said}")
    printed = table(f"序号|工作任务|{names}|完成时限", *ROWS)
    notice = read(head + printed + (f"注：{said}\n" if below else ""))
    assert [row(task) for task in notice.tasks] == READ


@pytest.mark.parametrize(
    "said",
    [
        "各牵头单位每月报送进展。",
        "区水利局为渡口管理的牵头单位。",  # no name of a column
        "第一个单位以外的为配合单位，不另行文。",
    ],
)
def test_other_sentences_change_no_column(said: str) -> None:
    head = HEAD.replace("现印发给你们。", f"现印发给你们。{said}")
    notice = read(head + table("序号|工作任务|责任单位|配合单位|完成时限", *ROWS))
    assert row(notice.tasks[0])[2] == "责区水利局 配区交通局 配各街道*"


@pytest.mark.parametrize("name", ["主抓", "总抓单位", "挑头单位", "领衔", "领办局"])
def test_names_of_columns_that_say_who_leads(name: str) -> None:
    notice = read(HEAD + table(f"序号|工作任务|{name}|帮办方|完成时限", *ROWS))
    assert [row(task) for task in notice.tasks] == READ
