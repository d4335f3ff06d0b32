"""任务卡: a table a task, its labels beside what they say, and notes on such cards."""

from __future__ import annotations

import pytest

from tests.loaders.layout.printing import markup, page, rows
from tests.loaders.reading import messages

CARD = (
    "任务编号|{0}|任务名称|修渡口",
    "工作内容|1x3:{1}",
    "牵头单位|1x3:区水务局",
    "配合单位|1x3:区财政局、各街道",
    "责任人|李大山|联系人|",
    "完成时限|1x3:2025年6月底前",
)
SECOND = (
    "牵头单位|区教育局|完成时限|9月底前",
    "任务编号|QD-2|任务名称|抄写生字表",
    "具体措施|1x3:每班抄一份，贴在墙上。",
)
READ = [
    ("QD-1", "换下旧缆绳，立一块牌。", "牵区水务局 配区财政局 配各街道*", ["date 2025-06-30"]),
    ("QD-2", "每班抄一份，贴在墙上。", "牵区教育局", ["date 2025-09-30"]),
]


def card(number: str, text: str) -> str:
    return markup(*(line.format(number, text) for line in CARD))


def test_several_pairs_in_a_row_are_one_task() -> None:
    notice = page("任务卡（1）", card("QD-1", "换下旧缆绳，立一块牌。"), markup(*SECOND))
    assert rows(notice) == READ
    assert {"李大山", "修渡口", "抄写生字表"} <= {u.text for u in notice.unread}


def test_one_pair_a_row_is_what_it_was() -> None:
    lines = ("工作任务|抄写生字表。", "牵头单位|区教育局", "完成时限|9月底前")
    assert rows(page(markup(*lines))) == [("", "抄写生字表。", "牵区教育局", ["date 2025-09-30"])]


def test_a_table_of_rows_is_no_card() -> None:
    """Its first and third columns are no labels."""
    lines = ("工作任务|责任单位|完成时限|备注", "修渡口。|区水务局|6月底前|急",
             "抄写生字表。|区教育局|9月底前|缓")  # fmt: skip
    assert [units for _, _, units, _ in rows(page(markup(*lines)))] == ["责区水务局", "责区教育局"]


@pytest.mark.parametrize("name", ["填写说明", "填表说明：", "（说明）", "注："])
def test_what_who_fills_it_in_is_to_know_is_no_point(name: str) -> None:
    notice = page(
        name, "1.一项一张，由牵头单位填写。", "2.每月5日前报区政府办公室。",
        card("QD-1", "换下旧缆绳，立一块牌。"),
    )  # fmt: skip
    assert not notice.points
    assert rows(notice) == READ[:1]
    assert "一项一张，由牵头单位填写。" in "".join(u.text for u in notice.unread)


def test_what_such_a_name_heads_may_be_the_plan() -> None:
    notice = page("有关说明", "1.换下旧缆绳。（区水务局负责）", "2.抄写生字表。（区教育局负责）")
    assert [units for _, _, units, _ in rows(notice)] == ["责区水务局", "责区教育局"]
    assert not [said for said in messages(notice) if "not understood" in said]
