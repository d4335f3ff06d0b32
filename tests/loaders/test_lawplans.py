"""Plans of laws and of decisions: who drafts what, in brackets, behind labels and in tables."""

from __future__ import annotations

import pytest

from tests.loaders.reading import HEAD, messages, read, read_body, row, table, units


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("区水利局起草", "责区水利局"),
        ("区水利局、区司法局起草", "责区水利局 责区司法局"),
        ("区水利局提出废止建议，区司法局审查，6月底前完成", "责区水利局 责区司法局"),
        ("区水利局、区司法局开展调研，年底前形成调研报告", "责区水利局 责区司法局"),
        ("区水利局论证，区司法局审核", "责区水利局 责区司法局"),
        ("区水利局牵头起草，区司法局配合", "牵区水利局 配区司法局"),
        ("区水利局负责编制", "责区水利局"),
        ("由区水利局组织拟订", "责区水利局"),
        ("区水利局会同区司法局制定", "责区水利局 责区司法局"),
    ],
)
def test_who_writes_what_is_listed_is_given_it(said: str, who: str) -> None:
    notice = read_body(
        f"一、年内提请审议的项目\n1.《渡口管理条例》（{said}）\n2.《水尺保护办法》（{said}）\n"
    )
    assert [(t.text, units(t.assignments)) for t in notice.tasks] == [
        ("《渡口管理条例》", who),
        ("《水尺保护办法》", who),
    ]


def test_a_title_without_a_number_has_its_labels_below() -> None:
    notice = read_body(
        "一、规章制定项目（1件）\n渡口管理办法\n起草单位：区水利局\n报送审议时间：2025年10月底\n"
        "二、调研论证项目（2件）\n1.水尺保护办法\n责任单位：区水利局\n"
        "2.航灯养护规定\n责任单位：区交通局\n"
    )
    assert [row(t) for t in notice.tasks] == [
        ("一", "渡口管理办法", "责区水利局", ["date 2025-10-31"]),
        ("1", "水尺保护办法", "责区水利局", []),
        ("2", "航灯养护规定", "责区交通局", []),
    ]


@pytest.mark.parametrize("name", ["起草单位", "决策承办单位", "编制部门", "制定单位", "检查主体"])
@pytest.mark.parametrize("when", ["提请审议时间", "计划开展时间", "报审时间", "检查时间"])
def test_such_columns_are_of_units_and_of_limits(name: str, when: str) -> None:
    notice = read(
        HEAD
        + table(
            f"序号|项目名称|{name}|{when}",
            "1|修订渡口管理办法|区水利局|9月底前",
            "2|修订水尺保护办法|区司法局|12月底前",
        )
    )
    assert [row(t)[2:] for t in notice.tasks] == [
        ("责区水利局", ["date 2025-09-30"]),
        ("责区司法局", ["date 2025-12-31"]),
    ]


@pytest.mark.parametrize(
    "listed",
    [
        "目录为：1.水土规划（水利局）；2.渡口规划（2025—2030年）（交通局）；3.预算（草案）（财政局）。",
        "目录如下：\n1.水土规划（水利局）\n2.渡口规划（2025—2030年）（交通局）\n3.预算（草案）（财政局）\n",
        "目录为：1.水土规划（水利局）。2.渡口规划；（交通局）3.预算（草案）（财政局）。",
    ],
)
def test_a_point_all_of_whose_items_end_in_a_bracket_of_one_name(listed: str) -> None:
    """Another point that names nobody does not matter."""
    notice = read_body(f"一、为何公布\n为了看得见。\n二、公布什么\n{listed}")
    assert [units(t.assignments) for t in notice.tasks] == ["责水利局", "责交通局", "责财政局"]


@pytest.mark.parametrize(
    "listed",
    [
        "1.水土规划（水利局）\n2.渡口规划\n3.预算（财政局）\n",  # one names nobody
        "1.水土规划（水利局）\n2.渡口规划（草案）\n3.预算（修订）\n",
        "1.水土规划（水利局）\n2.渡口规划（交通局）\n",  # too few
    ],
)
def test_brackets_of_one_name_behind_some_items_assign_nothing(listed: str) -> None:
    notice = read_body(f"一、为何公布\n为了看得见。\n二、怎么公布\n上网。\n三、公布什么\n{listed}")
    assert not any(t.assignments for t in notice.tasks)


def test_a_table_below_a_notice_on_one_line_is_no_part_of_its_last_item() -> None:
    body = (
        "区水利局2025年工作要点 一、守渡口。换缆绳。二、查水尺。补新漆。三、点航灯。换灯泡。"
        "四、清河道。捞水草。五、护堤岸。种柳树，全年100棵。 附件：河道整治分工表 "
        "附件 河道整治分工表 序号主要任务具体措施完成时限主要责任单位备注1守渡口换缆绳3月区水利局"
    )
    notice = read(HEAD + body)
    assert notice.points[-1].text == "种柳树，全年100棵。"
    assert any("table is not understood" in m for m in messages(notice))


@pytest.mark.parametrize("drawn", ["||||", " | | | |", "| | |"])
def test_the_title_of_a_table_may_be_drawn_as_its_first_row(drawn: str) -> None:
    notice = read(
        f"2025年渡南区河道检查计划 |{drawn}\n"
        "序号 | 检查内容 | 检查主体 | 检查时间 |\n"
        "1 | 检查缆绳 | 区水利局 | 9月底前 |\n"
        "2 | 检查航灯 | 区交通局 | 年底前 |\n"
    )
    assert notice.plan_title == "2025年渡南区河道检查计划"
    assert [row(t) for t in notice.tasks] == [
        ("1", "检查缆绳", "责区水利局", ["date 2025-09-30"]),
        ("2", "检查航灯", "责区交通局", ["date 2025-12-31"]),
    ]


@pytest.mark.parametrize("name", ["建设地点", "活动地点", "项目位置", "实施范围", "办公地址"])
def test_a_column_of_places_names_no_units(name: str) -> None:
    """Though towns stand in it."""
    notice = read(
        HEAD
        + table(
            f"序号|建设内容|{name}|责任单位",
            "1|换缆绳|望渡街道|区水利局",
            "2|补水尺|坳口镇|区水利局",
            "3|点航灯|北堤镇、坳口镇|区交通局",
        )
    )
    assert [row(t)[2] for t in notice.tasks] == ["责区水利局", "责区水利局", "责区交通局"]
    assert "望渡街道" in "".join(unread.text for unread in notice.unread)


@pytest.mark.parametrize("steps", ["实施计划", "推进计划", "节点计划"])
@pytest.mark.parametrize(
    "foot", ["抄送：县委各部门，县法院。 |\n渡南区人民政府办公室 2025年7月26日印发 |\n", ""]
)
def test_steps_and_classes_beside_a_task_are_not_the_task(steps: str, foot: str) -> None:
    """And what stands below the table is no part of its last row."""
    notice = read(
        HEAD
        + f"序号 | 事项名称 | 事项分类 | 承办单位 | 承办时间 | {steps} |\n"
        + "1 | 渡口管理办法 | 重大公共政策 | 区水利局 | 2025年7月 | 2025年3月完成初稿; 6月送审; |\n"
        + "2 | 站前大道工程 | 重大公共项目 | 区住建局 | 2025年9月 | 2025年6月开工建设； |\n"
        + "3 | 水尺保护规划 | 重要规划 | 区水利局 | 2025年10月 | 2025年8月确定编制单位； |\n"
        + foot
    )
    assert [row(t) for t in notice.tasks] == [
        ("1", "渡口管理办法", "责区水利局", ["date 2025-07-31"]),
        ("2", "站前大道工程", "责区住建局", ["date 2025-09-30"]),
        ("3", "水尺保护规划", "责区水利局", ["date 2025-10-31"]),
    ]


@pytest.mark.parametrize(
    "when", ["9月20日 9:00-11:00", "9月20日上午", "9月20日9：30", "9月20日下午2点", "9月20日 19:00"]
)
def test_an_hour_behind_a_day_is_no_part_of_the_limit(when: str) -> None:
    notice = read(
        HEAD
        + "时间 | 单位 | 工作内容 |\n"
        + f"{when} | 区水利局 | 上网答复渡口整治问题 |\n{when} | 区交通局 | 上网答复航灯问题 |\n"
        + f"{when} | 区水利局、区财政局 | 上网答复水尺问题 |\n"
    )
    assert {tuple(row(t)[3]) for t in notice.tasks} == {("date 2025-09-20",)}
