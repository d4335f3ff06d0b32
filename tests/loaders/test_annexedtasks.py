"""Annexes that list who does what, below a plan that counts its own points."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read_body, row, units

PLAN = (
    "一、看谁\n看各街道。\n二、怎么看\n"
    "（一）每季看一次。各牵头单位（包括牵头单位自身）打分。\n（二）实行百分制。\n"
)
TASKS = (
    "1．旧绳换新。（6月底完成，牵头考核单位：区水利局）\n"
    "2．水尺重漆。（牵头单位：区水利局）\n3．航灯换泡。（责任单位：区交通局）\n"
)


@pytest.mark.parametrize(
    "head",
    ["附件：\n渡口考评指标\n", "附件\n渡口考评指标\n一、渡口（20分）\n", "附件1：渡口考评指标\n"],
)
@pytest.mark.parametrize("section", ["一、渡口（25分）\n（一）缆绳（3分）\n", "（一）渡口\n", ""])
def test_an_annex_most_of_whose_items_name_units_is_read(head: str, section: str) -> None:
    notice = read_body(PLAN + head + section + TASKS)
    assert [row(t)[1:] for t in notice.tasks if t.assignments] == [
        ("旧绳换新。", "牵区水利局", ["date 2025-06-30"]),
        ("水尺重漆。", "牵区水利局", []),
        ("航灯换泡。", "责区交通局", []),
    ]


@pytest.mark.parametrize(
    "annex",
    [
        "附件：\n报送格式\n1.填表人\n2.联系电话\n3.牵头单位：某局\n",
        "附件：\n名单\n1.张三\n2.李四\n3.王五\n",
        "附件：\n名词解释\n二、接着前面的。（责任单位：区水利局）\n三、再接着。（责任单位：区水利局）\n"
        "四、还接着。（责任单位：区水利局）\n",
    ],
    ids=["a form", "names", "does not begin anew"],
)
def test_other_annexes_are_none(annex: str) -> None:
    assert not any(t.assignments for t in read_body(PLAN + annex).tasks)


@pytest.mark.parametrize(
    ("bracket", "who", "when"),
    [
        ("6月底前完成，责任单位：区水利局", "责区水利局", ["date 2025-06-30"]),
        ("6月底前，牵头单位：区水利局；配合单位：各镇", "牵区水利局 配各镇*", ["date 2025-06-30"]),
        ("5月底取得明显成效并持续推进，责任部门：区水利局", "责区水利局", ["date 2025-05-31"]),
        ("持续推进，责任单位：区水利局", "责区水利局", ["ongoing"]),
        ("责任单位：区水利局，6月底前完成", "责区水利局", ["date 2025-06-30"]),
        ("重点任务，责任单位：区水利局", "责区水利局", []),
    ],
)  # fmt: skip
def test_a_limit_may_stand_before_the_first_label(bracket: str, who: str, when: list[str]) -> None:
    (task,) = read_body(f"一、守渡口\n1.旧绳换新。（{bracket}）\n").tasks
    assert row(task)[1:] == ("旧绳换新。", who, when)


@pytest.mark.parametrize("what", ["目标任务", "工作内容", "建设内容", "主要任务"])
@pytest.mark.parametrize("more", ["资金来源：市级财政200万元。\n", "项目地点：北堤。\n", ""])
def test_the_paragraphs_of_a_point_may_be_the_fields_of_a_record(what: str, more: str) -> None:
    fields = (
        f"{what}：旧绳一律换新。\n牵头单位：区水利局。\n"
        "配合单位：区财政局、各街道。\n完成时间：2025年12月。\n"
    )
    notice = read_body(f"一、渡口\n（一）换缆绳\n{more}{fields}（二）补水尺\n{more}{fields}")
    assert [row(t)[1:] for t in notice.tasks] == [
        ("旧绳一律换新。", "牵区水利局 配区财政局 配各街道*", ["date 2025-12-31"])
    ] * 2
    told = "".join(unread.text for unread in notice.unread)
    assert more.strip().rstrip("。") in told


def test_text_before_the_fields_is_text() -> None:
    notice = read_body(
        "一、渡口\n（一）换缆绳\n旧绳不得再用。\n目标任务：旧绳一律换新。\n责任单位：区水利局。\n"
    )
    assert units(notice.tasks[0].assignments) == "责区水利局"
    assert notice.tasks[0].text.startswith("旧绳不得再用。")


@pytest.mark.parametrize("opens", ["|\n", ""])
@pytest.mark.parametrize("title", ["|\n渡口实事清单 |\n||||||\n", "渡口实事清单\n", ""])
def test_each_cell_may_end_in_a_bar(opens: str, title: str) -> None:
    """Names that are not known among them, and one broken over two lines."""
    rows = (
        ("序号", "项目名称", "建设地点", "2025年建设内容", "年度投资\n（万元）", "责任单位"),
        ("1", "换缆绳", "北堤", "把旧缆绳一律换成新的。", "30", "区水利局"),
        ("2", "补水尺", "南堤", "把磨平的水尺\n重新刷漆。", "12", "区水利局"),
        ("3", "点航灯", "东堤", "把坏了的航灯换成新的。", "9", "区交通局"),
    )
    drawn = "".join(opens + "".join(f"{cell} |\n" for cell in cells) for cells in rows)
    notice = read_body(title + drawn)
    assert [row(t)[:3] for t in notice.tasks] == [
        ("1", "把旧缆绳一律换成新的。", "责区水利局"),
        ("2", "把磨平的水尺重新刷漆。", "责区水利局"),
        ("3", "把坏了的航灯换成新的。", "责区交通局"),
    ]
