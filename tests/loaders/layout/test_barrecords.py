"""Records of which each name and each cell stands on a line that ends in a bar."""

from __future__ import annotations

import pytest

from tests.loaders.reading import messages, read, row, whole
from zhengmai.loaders.layout.barrecords import grids

Row = tuple[str, str, str, list[str]]

ROPE = "渡口缆绳全部换新，旧绳剪断后送到库房。"
LAMP = "三个码头各装一盏航标灯，夜里有人值守。"


def barred(text: str, bar: str = " |") -> str:
    """Each cell on a line that ends in a bar; / parts them."""
    return "".join(f"{cell}{bar}\n" for cell in text.split("/"))


RECORDS: list[tuple[str, list[Row], str]] = [
    (
        "牵头单位：区水务局、区交通局 任务编号：12\n"
        + barred(f"重点工作/{ROPE}/完成时限/2025年10月底/本月进展/①缆绳6月运到。②7月底换完两处。/"
                 "今年以来进展/①1-5月换了两根，9月30日前再换三根。"),
        [("12", ROPE, "牵区水务局 牵区交通局", ["date 2025-10-31"])],
        "units and number over it",
    ),
    (
        barred(f"序号/3/工作任务/{ROPE}/责任部门/区水务局/时间要求/2025年底前/推进情况/已换两处。"),
        [("3", ROPE, "责区水务局", ["date 2025-12-31"])],
        "all between bars",
    ),
    (
        barred(f"民生实事/{ROPE}/责任单位/区水务局/完成情况/2025年5月底完成。")
        + barred(f"民生实事/{LAMP}/责任单位/区交通局、各街道/完成情况/已装两盏。"),
        [("", ROPE, "责区水务局", []), ("", LAMP, "责区交通局 责各街道*", [])],
        "two of them",
    ),
    (
        "事项编号：7 责任领导：何守渡\n\n"
        + barred(f"主要任务/{ROPE}\n换下的登记。/"
                 "牵头部门/区水务局/配合部门/区财政局、各街道", "｜"),
        [("7", f"{ROPE}换下的登记。", "牵区水务局 配区财政局 配各街道*", [])],
        "a cell of two lines, who helps",
    ),
    (
        barred(f"完成期限/2025年6月底前/承办科室/水运科/工作内容/{LAMP}/目前进展/灯已买好。/存在问题/无")
        + "附件：联系表\n",
        [("", LAMP, "责水运科", ["date 2025-06-30"])],
        "when and who before what",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "tasks", "why"), RECORDS, ids=[r[2] for r in RECORDS])
def test_records_between_bars(body: str, tasks: list[Row], why: str) -> None:
    notice = read(f"2025年渡南区重点工作推进表\n{body}")
    assert [row(task) for task in notice.tasks] == tasks
    assert not any(task.damaged for task in notice.tasks)


def test_what_was_done_is_shown_as_unread() -> None:
    notice = read(f"2025年渡南区重点工作推进表\n{RECORDS[0][0]}")
    assert any("再换三根" in unread.text for unread in notice.unread)
    assert any("本月进展" in message for message in messages(notice))


def test_a_record_that_is_not_sure_is_left_out() -> None:
    body = (
        barred(f"重点工作/{ROPE}/责任单位/区水务局/本月进展/①5月底换了两处。")
        + barred(f"重点工作/{LAMP}/责任单位/要切实负起责任来，逐项过筛子/本月进展/①6月底装完。")
        + barred("重点工作/印三千册渡口手册。/责任单位/区文旅局/本月进展/①印好了。")
        + barred("重点工作/候船室加长椅。/责任单位/都要上心，人人有份/本月进展/①7月底加完。")
    )
    notice = read(f"2025年渡南区重点工作推进表\n{body}")
    assert [row(task) for task in notice.tasks] == [
        ("", ROPE, "责区水务局", []),
        ("", "印三千册渡口手册。", "责区文旅局", []),
    ]
    told = [m for m in messages(notice) if "a row of a table is not understood" in m]
    assert len(told) == 2


@pytest.mark.parametrize(
    "body",
    [
        barred(f"序号/项目名称/具体任务/牵头单位/进展情况/1/换缆绳/{ROPE}/区水务局/已换两处。"),
        barred(f"重点工作/{ROPE}/责任单位/要切实负起责任来，逐项过筛子/完成时限/6月底"),
        barred(f"重点工作/{ROPE}/责任单位/区水务局/完成时限/看天气再说"),
        barred(f"重点工作/{ROPE}/完成时限/6月底/本月进展/已换两处。"),
        barred("重点工作/区水务局/责任单位/区水务局/完成时限/6月底"),
        f"重点工作：{ROPE}\n责任单位：区水务局\n完成时限：6月底\n",
        f"重点工作\n{ROPE}\n责任单位\n区水务局\n完成时限\n6月底\n",
    ],
    ids=[
        "a header", "no units", "no limit", "nobody", "units for a task", "no bars", "names alone",
    ],
)  # fmt: skip
def test_what_is_no_such_record(body: str) -> None:
    assert list(grids(whole(body))) == []
