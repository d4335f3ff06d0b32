"""Tasks of texts that count nothing, and of lists of who does what."""

from __future__ import annotations

import pytest

from tests.loaders.reading import HEAD, read, row
from zhengmai.errors import UnreadableFileError

BRACKETS = (
    "江堤上断掉的扶手一律补齐，夜里走路不跌跤。（区水务局牵头负责）\n"
    "候船室里的旧椅子换新，老人坐得稳。（区交通局、区民政局按职责分工负责）\n"
)


def test_brackets_of_a_part_of_a_page() -> None:
    notice = read(BRACKETS)
    assert [row(t) for t in notice.tasks] == [
        ("", "江堤上断掉的扶手一律补齐，夜里走路不跌跤。", "牵区水务局", []),
        ("", "候船室里的旧椅子换新，老人坐得稳。", "责区交通局 责区民政局", []),
    ]
    assert all(t.point is None for t in notice.tasks)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BRACKETS.replace("\n", " "), id="on one line"),
        pytest.param(f"渡南区任务\n{BRACKETS}", id="under a title"),
        pytest.param("  " + BRACKETS.replace("\n", "\n\n  "), id="indented, with empty lines"),
        pytest.param(BRACKETS.replace("候船室", "（4）换椅子 候船室"), id="a number and a name"),
    ],
)  # fmt: skip
def test_other_prints_of_them(text: str) -> None:
    found = [row(t) for t in read(text).tasks]
    assert [f[1:3] for f in found] == [
        ("江堤上断掉的扶手一律补齐，夜里走路不跌跤。", "牵区水务局"),
        ("候船室里的旧椅子换新，老人坐得稳。", "责区交通局 责区民政局"),
    ]


DUTIES = [
    ("县教育局", "负责在小学讲水上安全课。"),
    ("县交通运输局", "负责渡船年检；会同海事机构打捞沉船。"),
    ("县水利局", "负责汛期水位通报，每季度不少于1次。"),
    ("县财政局", "落实渡口维修经费，6月底前拨付。"),
]


@pytest.mark.parametrize("between", ["\n", "\n\n", "  ", "\u3000\u3000"])
@pytest.mark.parametrize("colon", ["：", ":"])
def test_a_list_of_units_and_what_they_do(between: str, colon: str) -> None:
    listed = between.join(f"{unit}{colon}{duty}" for unit, duty in DUTIES)
    notice = read(f"现将渡口管理部门职责明确如下。{between}{listed}\n")
    assert [row(t)[1:3] for t in notice.tasks] == [(duty, f"责{unit}") for unit, duty in DUTIES]


@pytest.mark.parametrize(
    "text",
    [
        "渡口开放时间：每天六点到十点。\n值班电话：另行公布。\n",
        "问：渡船几点开？\n答：六点。（区交通局负责解释）\n",
        "昨天，区交通局（区水务局配合）到渡口查船，查出三件破救生衣，当场收走。江上起风，船停了一天。\n"
        "区交通局局长说：渡口修好以前，先把绳子换了。记者看到，老码头的栏杆已经拆完，新栏杆堆在岸上。\n",
    ],
)
def test_what_assigns_nothing_is_no_notice(text: str) -> None:
    with pytest.raises(UnreadableFileError):
        read(text)


SECTION = "一、整治目标\n让渡口好走。\n二、工作分工\n"


@pytest.mark.parametrize(
    ("points", "told"),
    [
        pytest.param(
            "（一）区交通局牵头负责查船。\n（二）区水务局负责修栏杆，9月底前修完。\n"
            "（三）各街道承担值班。\n",
            [("区交通局牵头负责查船。", "牵区交通局", []),
             ("区水务局负责修栏杆，9月底前修完。", "责区水务局", ["date 2025-09-30"]),
             ("各街道承担值班。", "责各街道*", [])],
            id="points",
        ),
        pytest.param(
            "1.区教体局负责讲课。\n2.区文旅局牵头编一本手册。\n3.区融媒体中心负责播出去。\n",
            [("区教体局负责讲课。", "责区教体局", []),
             ("区文旅局牵头编一本手册。", "牵区文旅局", []),
             ("区融媒体中心负责播出去。", "责区融媒体中心", [])],
            id="items",
        ),
        pytest.param(
            "（一）区司法局、区信访局负责调解。\n（二）由区公安分局牵头，区应急局配合，夜里巡江。\n",
            [("区司法局、区信访局负责调解。", "责区司法局 责区信访局", []),
             ("夜里巡江。", "牵区公安分局 配区应急局", [])],
            id="two units, and other words",
        ),
    ],
)  # fmt: skip
def test_points_that_begin_with_who_does_them(
    points: str, told: list[tuple[str, str, list[str]]]
) -> None:
    notice = read(f"渡南区2025年渡口整治方案\n{SECTION}{points}")
    assert [row(t)[1:] for t in notice.tasks] == told


def test_one_sentence_about_a_unit_assigns_nothing() -> None:
    plan = (
        "（一）区交通局负责的三个渡口都要修。\n（二）换新缆绳。旧绳剪断。\n（三）装航灯。装三盏。\n"
    )
    notice = read(f"渡南区2025年渡口整治方案\n{SECTION}{plan}")
    assert all(not t.assignments for t in notice.tasks)


@pytest.mark.parametrize(
    "label",
    [
        "责任部门：\n区政府办公室\n",
        "责任单位：区政府办公室\n",
        "责任科室：办公室\n公开方式：主动公开\n",
        "牵头单位：\n区司法局\n有效性：有效\n",
        "责任部门：区政府办公室\n责任部门：区政府办公室\n",
    ],
)
def test_a_label_of_the_page_is_no_task(label: str) -> None:
    notice = read(label + HEAD + "附件：渡口工作要点（另发）\n")
    assert not notice.tasks
    assert notice.document_number == "渡南政办发〔2025〕6号"
