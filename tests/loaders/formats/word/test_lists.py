"""Definitions of lists in Word documents, and broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from .making import abstract, level, num, paragraph, shown, style


def test_a_level_may_be_changed_by_a_list(tmp_path: Path) -> None:
    changed = f'<w:lvlOverride w:ilvl="0">{level("（%1）", "chineseCounting")}</w:lvlOverride>'
    lists = abstract(level("%1.")) + num(1) + num(2, more=changed)
    body = [paragraph("甲", 1, 0), paragraph("乙", 2, 0)]
    assert shown(tmp_path, lists, body) == ["1.甲", "（二）乙"]


def test_a_format_of_ones_own(tmp_path: Path) -> None:
    own = (
        '<mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    lists = abstract(level("%1")).replace('<w:numFmt w:val="decimal"/>', own) + num(1)
    assert shown(tmp_path, lists, [paragraph("甲", 1, 0)]) == ["001甲"]


def test_list_styles_lead_to_their_list(tmp_path: Path) -> None:
    lists = (
        abstract(more='<w:numStyleLink w:val="outline"/>', name=1)
        + abstract(level("%1、", "chineseCounting"), more='<w:styleLink w:val="outline"/>', name=2)
        + num(1, 1)
        + num(2, 2)
    )
    styles = [style("outline", inner='<w:numId w:val="2"/>', kind="numbering")]
    body = [paragraph("甲", 1, 0), paragraph("乙", 2, 0)]
    assert shown(tmp_path, lists, body, styles) == ["一、甲", "二、乙"]


# --- broken lists


@pytest.mark.parametrize(
    "lists",
    [
        pytest.param("", id="nothing"),
        pytest.param(num(1, 9), id="no such definition"),
        pytest.param('<w:num w:numId="1"/>', id="no definition named"),
        pytest.param("<w:num/><w:abstractNum/>", id="no names"),
        pytest.param(abstract() + num(1), id="no levels"),
        pytest.param(abstract('<w:lvl w:ilvl="x"/><w:lvl/>') + num(1), id="levels without number"),
        pytest.param(abstract('<w:lvl w:ilvl="0"/>') + num(1), id="an empty level"),
        pytest.param(
            abstract(more='<w:numStyleLink w:val="loop"/>') + num(1), id="a link to itself"
        ),
        pytest.param(abstract(level("")) + num(1), id="no text"),
        pytest.param(abstract(level("%2%9", "bullet")) + num(1), id="a bullet with places"),
        pytest.param(abstract(level("%5")) + num(1), id="a deeper level than there is"),
    ],
)
def test_broken_lists_number_nothing(tmp_path: Path, lists: str) -> None:
    styles = [style("loop", "loop", '<w:numId w:val="1"/>')]
    body = [paragraph("甲", 1, 0), paragraph("乙", 1, 12), paragraph("丙", style="loop")]
    assert shown(tmp_path, lists, body, styles) == ["甲", "乙", "丙"]


@pytest.mark.parametrize("start", ["-1", "x", "", "9" * 5000, "１"])
def test_a_start_that_is_no_number(tmp_path: Path, start: str) -> None:
    lists = abstract(level("%1.").replace('w:start w:val="1"', f'w:start w:val="{start}"'))
    (line,) = shown(tmp_path, lists + num(1), [paragraph("甲", 1, 0)])
    assert line in ("0.甲", "1.甲")
