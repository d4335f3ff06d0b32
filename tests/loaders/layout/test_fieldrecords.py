"""Tables printed as records, the name of the column before each cell."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read, read_body, row

ROPE = "渡口缆绳一律换新，旧绳剪断后送到库房。"
LAMP = "三个码头各装一盏航标灯，夜里有人值守。"
BOTH = [("01", ROPE, "责区水务局 责区财政局"), ("02", LAMP, "责区交通局")]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            f"01 项目名称：换缆绳\n项目内容：\n{ROPE}\n责任单位：\n区水务局、区财政局\n"
            "进展与成效：\n已进场。\n"
            f"02 项目名称：装航灯\n项目内容：\n{LAMP}\n责任单位\n区交通局\n"
            "进展与成效：\n已完工。\n",
            BOTH,
        ),
        (
            f"01\n实事名称：\n换缆绳\n实事内容：{ROPE}\n责任单位：区水务局、\n区财政局\n"
            f"02\n实事名称：\n装航灯\n实事内容：{LAMP}\n责任单位：区交通局\n",
            BOTH,
        ),
        (
            f"任务名称：换缆绳\n\n工作内容：{ROPE}\n\n牵头单位：区水务局\n\n配合单位：区财政局\n\n完成时限：6月底前\n\n"
            f"任务名称：装航灯\n\n工作内容：{LAMP}\n\n牵头单位：区交通局\n\n配合单位：各街道\n\n完成时限：9月底前\n",
            [("", ROPE, "牵区水务局 配区财政局"), ("", LAMP, "牵区交通局 配各街道*")],
        ),
        (
            f"1 建设项目：{ROPE}\n分管领导：何守渡\n承办单位：区水务局\n"
            f"2 建设项目：{LAMP}\n分管领导：何守灯\n承办单位：区交通局\n",
            [("1", ROPE, "责区水务局"), ("2", LAMP, "责区交通局")],
        ),
        (
            f"01 项目名称：换缆绳\n项目内容：{ROPE}\n责任单位：区水务局\n区财政局\n责任人：\n"
            f"02 项目名称：装航灯\n项目内容：{LAMP}\n责任单位：区交通局\n渡口镇等\n责任人：何某\n",
            [BOTH[0], ("02", LAMP, "责区交通局 责渡口镇 等")],
        ),
        (
            f"01 项目名称：换缆绳\n项目内容：{ROPE}\n责任单位：区水务局、区财政局\n"
            f"02 项目名称：装航灯\n项目内容：{LAMP}\n责任单位：区交通局\n"
            "03 项目名称：编手册\n项目内容：编一本渡口手册，发到",
            [*BOTH, ("03", "编一本渡口手册，发到", "")],
        ),
    ],
)
def test_records(body: str, found: list[tuple[str, str, str]]) -> None:
    notice = read(f"2025年全区渡口实事进展情况\n{body}")
    assert [row(t)[:3] for t in notice.tasks] == found
    assert [t.damaged for t in notice.tasks] == [not who for _, _, who in found]


@pytest.mark.parametrize(
    "body",
    [
        f"项目名称：换缆绳\n项目内容：{ROPE}\n责任单位：区水务局\n",
        f"项目名称：换缆绳\n项目内容：{ROPE}\n项目名称：装航灯\n项目内容：{LAMP}\n",
        "项目名称：换缆绳\n责任单位：要切实负起责任来，逐项过筛子\n项目名称：装航灯\n责任单位：区交通局\n",
    ],
    ids=["one", "nobody", "no units"],
)
def test_fields_that_are_no_records(body: str) -> None:
    notice = read_body(
        f"一、守渡口\n（一）换牌。渡口牌重漆。（责任单位：区水务局）\n抄送：区委。\n{body}"
    )
    assert [t.text for t in notice.tasks] == ["渡口牌重漆。"]


def test_items_with_marks_are_prose() -> None:
    body = (
        f"（一）缆绳项目。\n目标任务：{ROPE}\n牵头单位：区水务局\n"
        f"（二）航灯项目。\n目标任务：{LAMP}\n牵头单位：区交通局\n"
    )
    tasks = read_body(body).tasks
    assert [(t.number, t.point is None) for t in tasks] == [("（一）", False), ("（二）", False)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            f"具体任务\n{ROPE}\n责任单位\n区水务局、区财政局\n完成时限\n6月底前\n",
            ("", ROPE, "责区水务局 责区财政局", ["date 2025-06-30"]),
        ),
        (
            f"项目内容\n\n{LAMP}\n\n牵头单位\n\n区交通局\n\n配合单位\n\n各街道\n",
            ("", LAMP, "牵区交通局 配各街道*", []),
        ),
        (
            f"工作任务\n{ROPE}\n完成时间\n9月底前\n承办单位\n区水务局\n",
            ("", ROPE, "责区水务局", ["date 2025-09-30"]),
        ),
        (
            f"01\n实事名称\n换缆绳\n实事内容\n{ROPE}\n责任单位\n区水务局\n",
            ("01", ROPE, "责区水务局", []),
        ),
        (
            f"任务内容\n{LAMP}\n责任部门\n区交通局\n进展情况\n两盏已亮。\n",
            ("", LAMP, "责区交通局", []),
        ),
    ],
)
def test_one_record_alone(body: str, found: tuple[str, str, str, list[str]]) -> None:
    notice = read(f"2025年全区渡口实事任务表\n{body}")
    assert [row(t) for t in notice.tasks] == [found]
