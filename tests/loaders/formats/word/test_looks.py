"""Text in Word documents that is struck out, white or tiny; and what only looks so."""

from __future__ import annotations

from pathlib import Path

import pytest

from .making import cell, paragraph, row, run, source, table

STYLES = (
    '<w:style w:type="character" w:styleId="old"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="older"><w:basedOn w:val="old"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="gone"><w:rPr><w:dstrike/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="dark"><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr></w:tblStylePr></w:style>'
)
WHITE = '<w:color w:val="FFFFFF"/>'
FILLED = '<w:shd w:val="clear" w:fill="C00000"/>'


@pytest.mark.parametrize(
    ("properties", "why"),
    [
        ("<w:strike/>", "struck out"),
        ("<w:dstrike/>", "struck out"),
        ('<w:strike w:val="true"/>', "struck out"),
        ('<w:rStyle w:val="older"/>', "struck out"),
        (WHITE, "white on white"),
        ('<w:color w:val="FEFEFE"/>', "white on white"),
        ('<w:sz w:val="1"/>', "too small"),
        ("<w:vanish/>", "hidden"),
    ],
)
def test_what_nobody_reads_as_valid_is_left_out_and_told(
    tmp_path: Path, properties: str, why: str
) -> None:
    body = f"<w:p>{run('区财政局')}{run('、区审计局', properties)}{run('牵头。')}</w:p>"
    found = source(tmp_path, body, styles=STYLES)
    assert found.text == "区财政局牵头。\n"
    (remark,) = found.remarks
    assert why in remark.message
    assert "区审计局" in remark.message


@pytest.mark.parametrize(
    "properties",
    [
        '<w:strike w:val="0"/>',
        '<w:rStyle w:val="old"/><w:strike w:val="false"/>',
        f"{WHITE}{FILLED}",
        f'{WHITE}<w:highlight w:val="red"/>',
        '<w:color w:val="auto"/>',
        '<w:sz w:val="9"/>',
        '<w:u w:val="single"/>',
    ],
)
def test_what_is_seen_is_read(tmp_path: Path, properties: str) -> None:
    found = source(tmp_path, f"<w:p>{run('公开', properties)}</w:p>", styles=STYLES)
    assert found.text == "公开\n"
    assert found.remarks == ()


def test_white_text_on_a_colour_is_read(tmp_path: Path) -> None:
    white = f"<w:p>{run('标题', WHITE)}</w:p>"
    shaded = f"<w:p><w:pPr>{FILLED}</w:pPr>{run('横幅', WHITE)}</w:p>"
    styled = table(row(cell(white), cell("乙"))).replace(
        "<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="dark"/></w:tblPr>'
    )
    body = shaded + table(row(cell(white, FILLED), cell(white))) + styled
    assert source(tmp_path, body, styles=STYLES).text == "横幅\n标题\t\n标题\t乙\n"


def test_white_text_in_a_box_is_read(tmp_path: Path) -> None:
    box = f"<w:txbxContent><w:p>{run('文件', WHITE)}</w:p></w:txbxContent>"
    drawn = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    assert source(tmp_path, f"<w:p>{drawn}</w:p>").text == "文件\n"


def test_an_item_that_is_struck_out_as_a_whole_leaves_no_number(tmp_path: Path) -> None:
    struck = paragraph("乙", 1, 0).replace("<w:r>", "<w:r><w:rPr><w:strike/></w:rPr>")
    body = paragraph("甲", 1, 0) + struck + paragraph("丙", 1, 0) + paragraph("丁", style="gone")
    lists = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%1."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert source(tmp_path, body, lists, STYLES).text.split() == ["1.甲", "3.丙"]


def test_what_a_content_control_asks_for_is_no_text(tmp_path: Path) -> None:
    control = (
        "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>"
        + run("单击此处输入文字。")
        + "</w:sdtContent></w:sdt>"
    )
    body = f"<w:p>{run('甲')}{control.format('<w:showingPlcHdr/>')}</w:p>"
    assert source(tmp_path, body).text == "甲\n"
    assert "单击" in source(tmp_path, f"<w:p>{control.format('')}</w:p>").text
