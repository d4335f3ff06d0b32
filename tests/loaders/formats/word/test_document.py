"""Paragraphs of Word documents: what is seen of them, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from .making import CHINESE, lines, num, paragraph, run, source


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param(f"<w:hyperlink>{run('公开')}</w:hyperlink>", "公开", id="link"),
        pytest.param(f"<w:ins>{run('公开')}</w:ins>", "公开", id="inserted"),
        pytest.param(f"<w:moveTo>{run('公开')}</w:moveTo>", "公开", id="moved here"),
        pytest.param(f"<w:smartTag>{run('公开')}</w:smartTag>", "公开", id="smart tag"),
        pytest.param(f"<w:fldSimple>{run('公开')}</w:fldSimple>", "公开", id="simple field"),
        pytest.param(f"<w:customXml>{run('公开')}</w:customXml>", "公开", id="custom XML"),
        pytest.param(
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run('公开')}</w:sdtContent></w:sdt>",
            "公开",
            id="content control",
        ),
        pytest.param(f"<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>{run('公')}", "x公", id="formula"),
        pytest.param(
            f"<w:ruby><w:rt>{run('gong')}</w:rt><w:rubyBase>{run('公')}</w:rubyBase></w:ruby>",
            "公",
            id="pinyin over it",
        ),
        pytest.param(f"{run('公')}<w:r><w:tab/></w:r>{run('开')}", "公 开", id="tab"),
        pytest.param(f"<w:r><w:tab/><w:tab/></w:r>{run('公开')}", "公开", id="tabs at the start"),
        pytest.param(f"{run('公')}<w:r><w:br/></w:r>{run('开')}", "公\n开", id="line break"),
        pytest.param(f"{run('公')}<w:r><w:cr/></w:r>{run('开')}", "公\n开", id="carriage return"),
        pytest.param(f'<w:r><w:br w:type="page"/></w:r>{run("公开")}', "公开", id="page break"),
        pytest.param("<w:r><w:t>公</w:t><w:noBreakHyphen/><w:t>开</w:t></w:r>", "公-开", id="dash"),
        pytest.param("<w:r><w:t>\n  公开  </w:t></w:r>", "公开", id="space that is not preserved"),
        pytest.param(run("　　公开 "), "　　公开 ", id="space that is"),
        pytest.param(run("公\t开"), "公 开", id="tab in the text"),
        pytest.param(f"<!-- 注 --><?a b?>{run('公开')}", "公开", id="comments"),
    ],
)
def test_what_is_seen_is_read(tmp_path: Path, inner: str, expected: str) -> None:
    assert source(tmp_path, f"<w:p>{inner}</w:p>").text == expected + "\n"


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param("<w:del><w:r><w:delText>不</w:delText></w:r></w:del>", id="deleted"),
        pytest.param(f"<w:del>{run('不')}</w:del>", id="deleted, written as text"),
        pytest.param(f"<w:moveFrom>{run('不')}</w:moveFrom>", id="moved away"),
        pytest.param(run("不", "<w:vanish/>"), id="hidden"),
        pytest.param(run("不", '<w:vanish w:val="true"/>'), id="hidden, said so"),
        pytest.param(run("不", '<w:rStyle w:val="gone"/>'), id="hidden by its style"),
        pytest.param("<w:r><w:footnoteReference/><w:commentReference/></w:r>", id="notes"),
        pytest.param("<w:r><w:instrText>PAGE</w:instrText></w:r>", id="instruction of a field"),
    ],
)
def test_what_is_not_seen_is_not_read(tmp_path: Path, inner: str) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="gone-p"><w:basedOn w:val="gone"/></w:style>'
    )
    body = (
        f"<w:p>{run('公')}{inner}{run('开', '<w:vanish w:val=' + chr(34) + '0' + chr(34) + '/>')}"
        f"</w:p>{paragraph('没有', style='gone-p')}{paragraph('。')}"
    )
    assert "".join(lines(tmp_path, body, styles=styles)) == "公开。"


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next(tmp_path: Path) -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = f"<w:p><w:pPr>{numbered}<w:rPr><w:del/></w:rPr></w:pPr>{{}}</w:p>"
    body = (
        paragraph("甲", 1, 0)
        + gone.format("")
        + gone.format(run("乙"))
        + paragraph("丙", 1, 0)
        + gone.format(run("丁"))
    )
    found = source(tmp_path, body, CHINESE + num(1))
    assert found.text.splitlines() == ["一、甲", "二、乙丙", "丁"]


def test_a_heading_that_runs_into_its_text_keeps_its_number(tmp_path: Path) -> None:
    body = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
        f"<w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>{run('政策公开。')}</w:p>"
        + paragraph("集中公开规章。")
    )
    assert lines(tmp_path, body, CHINESE + num(1)) == ["（一）政策公开。集中公开规章。"]


def test_hidden_paragraphs_are_not_counted(tmp_path: Path) -> None:
    hidden = paragraph("没有", 1, 0).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    hidden = hidden.replace("</w:pPr>", "<w:rPr><w:vanish/></w:rPr></w:pPr>")
    body = paragraph("甲", 1, 0) + hidden + paragraph("乙", 1, 0)
    assert lines(tmp_path, body, CHINESE + num(1)) == ["一、甲", "二、乙"]


# --- text boxes and pictures of words


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('榆津市人民政府文件')}{paragraph('抄送')}</w:txbxContent>"
    drawn = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = f"<w:p>{run('甲')}{drawn}{run('乙')}</w:p><w:p>{drawn}</w:p>{paragraph('丙')}"
    boxed = ["榆津市人民政府文件", "抄送"]
    assert lines(tmp_path, body) == ["甲乙", *boxed, *boxed, "丙"]


def test_letterheads_drawn_as_pictures_of_words(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:pict><v:shape><v:textpath string="榆津市人民政府"/></v:shape></w:pict>'
        "</w:r></w:p><w:p><w:r><w:drawing><a:p><a:r><a:t>办公室</a:t></a:r><a:r><a:t>文件</a:t>"
        "</a:r></a:p></w:drawing></w:r></w:p>"
    )
    assert lines(tmp_path, body) == ["榆津市人民政府", "办公室文件"]
