"""Points that ask nothing of anybody are told as left out by nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhengmai
from zhengmai.api import build_store
from zhengmai.queries.preambles import is_preamble


@pytest.mark.parametrize(
    "heading",
    [
        "指导思想",
        "基本原则。",
        "总体要求",
        "总体思路",
        "工作目标",
        "主要目标：",
        "阶段目标",
        "重大意义",
    ],
)
def test_a_preamble(heading: str) -> None:
    assert is_preamble(heading)


@pytest.mark.parametrize(
    "heading",
    [None, "", "目标任务", "目标考核", "落实工作要求", "推进基本公共服务", "加强原则管理"],
)
def test_a_duty(heading: str | None) -> None:
    assert not is_preamble(heading)


PLAN = """{place}人民政府办公室关于印发2025年{place}养老服务工作方案的通知
{number}
各有关单位：
现将《2025年{place}养老服务工作方案》印发给你们。
{place}人民政府办公室
2025年{month}月3日
2025年{place}养老服务工作方案
一、总体要求
（一）指导思想。以老年人需求为中心，完善居家社区机构相协调的服务体系。
（二）主要目标。到2025年底，每千名老年人拥有床位四十张。
二、重点任务
（三）建设{a}。各地年内新建一批，配齐助餐和助浴设备。
（四）培训护理员。开展岗前培训和技能比武，持证上岗率不低于九成。
（五）{b}。
"""


def test_nobody_has_to_carry_out_a_preamble(tmp_path: Path) -> None:
    (tmp_path / "up.txt").write_text(
        PLAN.format(
            place="湄川省",
            number="湄政办发〔2025〕3号",
            month=2,
            a="社区食堂",
            b="清理收费。公布养老机构收费目录，查处乱收费",
        ),
        "utf-8",
    )
    low = PLAN.format(
        place="榆津市", number="榆津政办发〔2025〕8号", month=4, a="社区食堂", b="修路。修通两条路"
    )
    (tmp_path / "low.txt").write_text(
        low.replace("现将", "为落实《2025年湄川省养老服务工作方案》（湄政办发〔2025〕3号），现将"),
        "utf-8",
    )
    build_store(tmp_path, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        gaps, matrix = graph.gaps(), graph.coverage("湄政办发〔2025〕3号")
        assert [(n.notice[-3:], n.heading) for n in gaps.uncarried] == [
            (gaps.uncarried[0].notice[-3:], "清理收费")
        ]
        assert "修路" in {n.heading for n in gaps.without_parent}
        told = {*gaps.uncarried, *gaps.without_parent, *gaps.cannot_be_judged}
        assert not [n.heading for n in told if is_preamble(n.heading)]
        left_out = {row.point.heading for row in matrix.points if not row.total}
        assert left_out == {"清理收费"}
