"""Numbers as cells show them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengmai.loaders.formats.spreadsheet.numberformats import BUILT_IN, shown


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (1.0, "General", "1"),
        (0.1 + 0.2, "General", "0.3"),
        (1e20, "General", "1E+20"),
        (5, "", "5"),
        (5, "@", "5"),
        (2.5, "0", "3"),  # halves go up
        (1.005, "0.00", "1.01"),
        (2, "0.##", "2."),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (999, "#,##0", "999"),
        (-5, "0.00_);(0.00)", "(5.00)"),
        (-0.001, "0.00", "0.00"),
        (-12, "0", "-12"),
        (0, ";;;", ""),
        (0, "#", ""),
        (7, "000", "007"),
        (0.5, ".00", ".50"),
        (0.95, "0%", "95%"),
        (0.1234, "0.0%", "12.3%"),
        (3, '"第"0"批"', "第3批"),
        (2025, '0"年"', "2025年"),
        (12345678, '0!.0,"万"', "1234.6万"),
        (13800138000, "000-0000-0000", "138-0013-8000"),
        (3.14, 'G/通用格式"元"', "3.14元"),
        (1234, "[$¥-804]#,##0", "¥1,234"),
        (1234, "[Red]0", "1234"),
        (100, '[>=100]"多";[<0]"负";0', "多"),
        (-1, '[>=100]"多";[<0]"负";0', "负"),
        (5, '[>=100]"多";[<0]"负";0', "5"),
        (12, "[DBNum1]0", "十二"),
        (105, "[DBNum1]0", "一百〇五"),
        (20, "[DBNum2]0", "贰拾"),
        (0.5, "# ?/?", "0.5"),
    ],
)
def test_numbers(value: float, code: str, seen: str) -> None:
    assert shown(value, code) == seen


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (45869, BUILT_IN[14], "2025/7/31"),
        (45869, BUILT_IN[31], "2025年7月31日"),
        (45869, BUILT_IN[57], "2025年7月"),
        (45869, BUILT_IN[58], "7月31日"),
        (45869, r"yyyy\-mm\-dd;@", "2025-07-31"),
        (45869, "yyyy.m.d", "2025.7.31"),
        (45869, "[$-F800]dddd, mmmm dd, yyyy", "2025年7月31日"),
        (45869, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二五年七月三十一日"),
        (45869, "[$-804]aaaa;@", "星期四"),
        (45869, "d-mmm-yy", "31-Jul-25"),
        (45869, "dddd", "Thursday"),
        (45869.75, "yyyy/m/d h:mm", "2025/7/31 18:00"),
        (0.75, '上午/下午h"时"mm"分"', "下午6时00分"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (1.25, "[h]:mm", "30:00"),
        (0.000011574074, "ss.0", "01.0"),
        (1, "yyyy/m/d", "1900/1/1"),
        (59, "yyyy/m/d", "1900/2/28"),
        (61, "yyyy/m/d", "1900/3/1"),
        (-1, "yyyy/m/d", "-1"),
        (3_000_000, "yyyy/m/d", "3000000"),
        (45869, "e年m月", "2025年7月"),
    ],
)
def test_days_and_times(value: float, code: str, seen: str) -> None:
    assert shown(value, code) == seen


def test_days_counted_from_1904() -> None:
    assert shown(45869 - 1462, "yyyy/m/d", from_1904=True) == "2025/7/31"


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.text('0#?.,%ymdhsae;"\\!_*[]<>=-+E@/ 年DBNum1AMP', max_size=40),
)
def test_any_number_with_any_code_has_a_text(value: float, code: str) -> None:
    assert isinstance(shown(value, code), str)


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_what_is_no_number_does_not_fail(value: float) -> None:
    assert isinstance(shown(value, "0.00"), str)
