"""Outline marks 一、 （一） 1. （1） ①."""

from __future__ import annotations

import pytest

from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.phrases.marks import Level, mark_of

CASES = [
    ("一、做好公开", Level.SECTION, 1, "一", "做好公开"),
    ("十一、附则", Level.SECTION, 11, "十一", "附则"),
    ("二．互动", Level.SECTION, 2, "二", "互动"),
    ("　　三、 保障", Level.SECTION, 3, "三", "保障"),
    ("三,做好保障", Level.SECTION, 3, "三", "做好保障"),
    ("十二，做好收尾", Level.SECTION, 12, "十二", "做好收尾"),
    ("（一）晒清单。", Level.POINT, 1, "（一）", "晒清单。"),
    ("(十二) 讲政策", Level.POINT, 12, "(十二)", "讲政策"),
    ("（ 四 ）、督办", Level.POINT, 4, "（ 四 ）", "督办"),
    ("1. 编目录", Level.ITEM, 1, "1", "编目录"),
    ("２．编目录", Level.ITEM, 2, "２", "编目录"),
    ("3、编目录", Level.ITEM, 3, "3", "编目录"),
    ("12)编目录", Level.ITEM, 12, "12", "编目录"),
    ("（1）编目录", Level.SUBITEM, 1, "（1）", "编目录"),
    ("( 2 ) 编目录", Level.SUBITEM, 2, "( 2 )", "编目录"),
    ("③编目录", Level.SUBITEM, 3, "③", "编目录"),
    # Behind the dot a number of what is counted whole.
    ("6．5家医院增设门诊", Level.ITEM, 6, "6", "5家医院增设门诊"),
    ("4、140间书屋添新书", Level.ITEM, 4, "4", "140间书屋添新书"),
    ("3.80岁以上老人领津贴", Level.ITEM, 3, "3", "80岁以上老人领津贴"),
    ("2.3个乡镇挂牌", Level.ITEM, 2, "2", "3个乡镇挂牌"),
]


@pytest.mark.parametrize(
    ("line", "level", "value", "number", "body"), CASES, ids=[c[0].strip() for c in CASES]
)
def test_marks(line: str, level: Level, value: int, number: str, body: str) -> None:
    mark = mark_of(fold(line))
    assert mark is not None
    assert (mark.level, mark.value) == (level, value)
    assert line[mark.start : mark.end] == number
    assert line[mark.body :] == body


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2025年渡南区政务公开", "a year"),
        ("1.5万份资料", "a decimal"),
        ("2.5个百分点以上", "a decimal of points"),
        ("1.5个月内办结", "a decimal of months"),
        ("3.2公里绿道", "a decimal of a length"),
        ("100. 一百个项目", "three digits"),
        ("一些部门", "a numeral that is a word"),
        ("（区司法局）", "a bracket of a unit"),
        ("（一）", "a mark without a text"),
        ("0. 起步", "no level begins at nought"),
        ("第一、二季度", "an ordinal"),
        ("三,做好保障,落实责任", "a sentence that a comma parts"),
        ("二，三月份报送进展。", "two months"),
        ("", "nothing"),
    ],
)
def test_lines_that_begin_with_no_mark(line: str, why: str) -> None:
    assert mark_of(fold(line)) is None, why
