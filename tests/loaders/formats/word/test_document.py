"""Word documents: what a person sees in them, their tables, and broken ones."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.word import document as wordfile
from zhengmai.loaders.source import Source
from zhengmai.model import Severity

from .test_numbering import CHINESE, SPACES, abstract, level, num, paragraph

DRAWN = (
    SPACES
    + ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    + ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    + ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def bytes_of(body: str, numbering: str = "", styles: str = "") -> bytes:
    """A document with this body."""
    document = docx.Document()
    lists = document.part.numbering_part.element
    for old in list(lists):
        lists.remove(old)
    lists.extend(parse_xml(f"<w:numbering {DRAWN}>{numbering}</w:numbering>"))
    document.styles.element.extend(parse_xml(f"<w:styles {DRAWN}>{styles}</w:styles>"))
    element = document.element.body
    for index, added in enumerate(parse_xml(f"<w:body {DRAWN}>{body}</w:body>")):
        element.insert(index, added)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def source(folder: Path, body: str, numbering: str = "", styles: str = "") -> Source:
    file = folder / "notice.docx"
    file.write_bytes(bytes_of(body, numbering, styles))
    return wordfile.read(file)


def lines(folder: Path, body: str, numbering: str = "", styles: str = "") -> list[str]:
    return source(folder, body, numbering, styles).text.splitlines()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(content: str = "", properties: str = "") -> str:
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def cells(found: Source, index: int = 0) -> list[tuple[int, int, int, int, str]]:
    """A grid's cells: row, column, rows, columns, text."""
    return [
        (c.row, c.column, c.rows, c.columns, found.text[c.span.start : c.span.end])
        for c in found.grids[index].cells
    ]


# --- a whole notice


def test_a_notice_reads_as_word_shows_it(tmp_path: Path) -> None:
    counted = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr></w:p>'
    heads = ("序号", "重点任务", "具体措施", "牵头单位", "配合单位", "完成时限")
    body = "".join(
        [
            paragraph("榆津市人民政府办公室关于印发2025年政务公开工作要点的通知"),
            paragraph("榆政办发〔2025〕12号"),
            paragraph("各县（市、区）人民政府："),
            paragraph("总体要求", 1, 0),
            paragraph("重点任务", 1, 0),
            paragraph("深化政策公开。", 1, 1),
            paragraph("2025年6月底前完成目录。", 1, 2),
            paragraph("强化平台建设。", 1, 1),
            table(
                row(*map(cell, heads)),
                row(cell("一、政策公开", span(6))),
                row(
                    cell(counted),
                    cell("集中公开", RESTART),
                    cell("编制目录。"),
                    cell("市司法局"),
                    cell(paragraph("市财政局") + paragraph("市民政局")),
                    cell("2025年6月"),
                ),
                row(
                    cell(counted),
                    cell(paragraph(""), CONTINUE),
                    cell("整合网站。"),
                    cell("市数据局"),
                    cell(""),
                    cell("持续推进"),
                ),
            ),
            paragraph("榆津市人民政府办公室"),
            paragraph("2025年3月18日"),
        ]
    )
    found = source(tmp_path, body, CHINESE + abstract(level("%1"), name=2) + num(1) + num(2, 2))
    assert found.text == (
        "榆津市人民政府办公室关于印发2025年政务公开工作要点的通知\n"
        "榆政办发〔2025〕12号\n"
        "各县（市、区）人民政府：\n"
        "一、总体要求\n"
        "二、重点任务\n"
        "（一）深化政策公开。\n"
        "1.2025年6月底前完成目录。\n"
        "（二）强化平台建设。\n"
        "序号\t重点任务\t具体措施\t牵头单位\t配合单位\t完成时限\n"
        "一、政策公开\n"
        "1\t集中公开\t编制目录。\t市司法局\t市财政局\n市民政局\t2025年6月\n"
        "2\t\t整合网站。\t市数据局\t\t持续推进\n"
        "榆津市人民政府办公室\n"
        "2025年3月18日\n"
    )
    assert found.file == str(tmp_path / "notice.docx")
    assert found.remarks == ()
    (grid,) = found.grids
    whole = found.text[grid.span.start : grid.span.end]
    assert whole.startswith("序号\t")
    assert whole.endswith("持续推进")
    assert cells(found)[6:] == [
        (1, 0, 1, 6, "一、政策公开"),
        (2, 0, 1, 1, "1"),
        (2, 1, 2, 1, "集中公开"),
        (2, 2, 1, 1, "编制目录。"),
        (2, 3, 1, 1, "市司法局"),
        (2, 4, 1, 1, "市财政局\n市民政局"),
        (2, 5, 1, 1, "2025年6月"),
        (3, 0, 1, 1, "2"),
        (3, 2, 1, 1, "整合网站。"),
        (3, 3, 1, 1, "市数据局"),
        (3, 4, 1, 1, ""),
        (3, 5, 1, 1, "持续推进"),
    ]


def test_the_same_file_gives_the_same_source(tmp_path: Path) -> None:
    body = paragraph("甲", 1, 0) + table(row(cell(paragraph("乙", 1, 0))))
    assert source(tmp_path, body, CHINESE + num(1)) == source(tmp_path, body, CHINESE + num(1))


# --- paragraphs


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
        pytest.param(
            '<w:r><w:sym w:font="Wingdings" w:char="F081"/><w:t>公开</w:t></w:r>',
            "①公开",
            id="circled digit of a picture font",
        ),
        pytest.param(
            '<w:r><w:sym w:font="SimSun" w:char="2460"/><w:t>公开</w:t></w:r>',
            "①公开",
            id="symbol of a usual font",
        ),
        pytest.param(
            '<w:r><w:sym w:font="SimSun" w:char="D800"/><w:sym/><w:t>公开</w:t></w:r>',
            "公开",
            id="symbol that is none",
        ),
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


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param(
            field("begin")
            + instruction("REF a")
            + field("separate")
            + run("第三条")
            + field("end"),
            "第三条",
            id="its result is seen",
        ),
        pytest.param(
            field("begin")
            + instruction("IF ")
            + (field("begin") + instruction("PAGE") + field("separate") + run("1") + field("end"))
            + field("separate")
            + run("续表")
            + field("end"),
            "续表",
            id="a field in an instruction is not",
        ),
        pytest.param(
            field("begin") + instruction("eq \\o\\ac(○,") + instruction("3)") + field("end"),
            "③",
            id="a digit in a circle",
        ),
        pytest.param(
            field("begin") + instruction("EQ \\o\\ac(○,密)") + field("end"),
            "密",
            id="a character in a circle",
        ),
        pytest.param(field("begin") + run("公开"), "公开", id="one that never ends hides nothing"),
        pytest.param(field("end") + field("separate") + run("公开"), "公开", id="no beginning"),
    ],
)
def test_fields(tmp_path: Path, inner: str, expected: str) -> None:
    assert lines(tmp_path, f"<w:p>{inner}</w:p>") == [expected]


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


# --- text boxes and pictures


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


PICTURE = "<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>"


def test_a_document_of_pictures_only(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"only pictures: save them.*zhengmai\[ocr\]"):
        source(tmp_path, PICTURE + paragraph(""))


def test_what_is_not_read_is_told(tmp_path: Path) -> None:
    body = (
        paragraph("公开")
        + PICTURE * 2
        + "<w:p><w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r></w:p>"
        + "<w:altChunk/>"
    )
    told = {r.message.split(":")[0]: r.severity for r in source(tmp_path, body).remarks}
    assert told == {
        "1 embedded object is not read": Severity.DAMAGED,
        "1 inserted file is not read": Severity.DAMAGED,
        "2 pictures are not read": Severity.NOTE,
    }


def test_changes_under_review_are_told(tmp_path: Path) -> None:
    (remark,) = source(tmp_path, f"<w:p><w:ins>{run('公开')}</w:ins></w:p>").remarks
    assert remark.severity is Severity.NOTE
    assert "changes under review" in remark.message


def test_running_heads_are_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.add_paragraph("公开")
    document.save(str(tmp_path / "notice.docx"))
    assert wordfile.read(tmp_path / "notice.docx").text == "公开\n"


# --- tables


def test_a_table_made_by_a_library_with_merged_cells(tmp_path: Path) -> None:
    document = docx.Document()
    made = document.add_table(3, 3)
    for index, name in enumerate(("序号", "措施", "单位")):
        made.cell(0, index).text = name
    made.cell(1, 0).merge(made.cell(2, 1)).text = "全部"
    made.cell(1, 2).text, made.cell(2, 2).text = "甲局", "乙局"
    document.save(str(tmp_path / "notice.docx"))
    found = wordfile.read(tmp_path / "notice.docx")
    assert found.text == "序号\t措施\t单位\n全部\t甲局\n\t乙局\n"
    assert cells(found)[3:] == [(1, 0, 2, 2, "全部"), (1, 2, 1, 1, "甲局"), (2, 2, 1, 1, "乙局")]


def test_cells_merged_sideways_the_old_way(tmp_path: Path) -> None:
    body = table(
        row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("乙", "<w:hMerge/>"), cell("丙")),
        row(cell("一"), cell("二"), cell("三")),
    )
    found = source(tmp_path, body)
    assert cells(found)[:2] == [(0, 0, 1, 2, "甲\n乙"), (0, 2, 1, 1, "丙")]


def test_rows_of_unequal_length(tmp_path: Path) -> None:
    body = table(
        row(cell("甲"), cell("乙"), cell("丙")),
        row(cell("丁"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        row(cell("戊")),
    )
    found = source(tmp_path, body)
    assert cells(found)[3:] == [(1, 1, 1, 1, "丁"), (2, 0, 1, 1, "戊")]
    assert found.text == "甲\t乙\t丙\n丁\n戊\n"


def test_columns_that_no_cell_begins_at_are_left_out(tmp_path: Path) -> None:
    body = table(
        row(cell("甲", span(2)), cell("乙", span(3))),
        row(cell("丙", span(2)), cell("丁", span(3))),
    )
    assert [c[1:4] for c in cells(source(tmp_path, body))] == [(0, 1, 1), (1, 1, 1)] * 2


def test_edges_a_hair_apart_are_one(tmp_path: Path) -> None:
    body = table(
        row(cell("甲", RESTART), cell("乙", span(2))),
        row(cell("", span(2) + CONTINUE), cell("丁")),
        widths=(2000, 15, 3000),
    )
    found = cells(source(tmp_path, body))
    assert found == [(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丁")]


def test_a_narrow_column_with_a_cell_in_it_stays(tmp_path: Path) -> None:
    body = table(row(cell("甲"), cell("乙"), cell("丙")), widths=(2000, 15, 3000))
    assert [c[1] for c in cells(source(tmp_path, body))] == [0, 1, 2]


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        pytest.param("", [(0, 0, 2, 1, "公开")], id="nothing"),
        pytest.param("公开", [(0, 0, 2, 1, "公开")], id="the same again"),
        pytest.param(
            "解读", [(0, 0, 1, 1, "公开"), (1, 0, 1, 1, "解读")], id="something else is kept"
        ),
    ],
)
def test_text_in_the_lower_part_of_a_merged_cell(
    tmp_path: Path, below: str, expected: list[tuple[int, int, int, int, str]]
) -> None:
    body = table(row(cell("公开", RESTART)), row(cell(below, CONTINUE)))
    assert cells(source(tmp_path, body)) == expected


def test_a_merged_cell_that_goes_on_with_nothing_is_a_cell(tmp_path: Path) -> None:
    body = table(
        row(cell("甲"), cell("乙", CONTINUE)), row(cell("丙", span(2))), row(cell("丁", CONTINUE))
    )
    expected = [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 2, "丙"), (2, 0, 1, 1, "丁")]
    assert cells(source(tmp_path, body)) == expected


def test_merged_cells_are_counted_once(tmp_path: Path) -> None:
    body = table(
        row(cell(paragraph("", 1, 0), RESTART), cell("甲")),
        row(cell(paragraph("", 1, 0), CONTINUE), cell("乙")),
        row(cell(paragraph("", 1, 0)), cell("丙")),
    )
    found = source(tmp_path, body, abstract(level("%1")) + num(1))
    assert found.text == "1\t甲\n\t乙\n2\t丙\n"


def test_rows_and_cells_in_content_controls(tmp_path: Path) -> None:
    def held(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    body = held(table(held(row(held(cell("甲")), cell(held(paragraph("乙")) + paragraph("丙"))))))
    found = source(tmp_path, body)
    assert found.text == "甲\t乙\n丙\n"
    assert cells(found) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙\n丙")]


def test_deleted_and_hidden_rows_and_cells(tmp_path: Path) -> None:
    body = table(
        row(cell("没有"), properties="<w:del/>"),
        row(cell("没有"), properties="<w:hidden/>"),
        row(cell("甲"), cell("没有", "<w:cellDel/>"), cell("乙"), properties="<w:ins/>"),
    )
    assert source(tmp_path, body).text == "甲\t乙\n"


def test_of_nested_tables_the_inner_one_is_given(tmp_path: Path) -> None:
    inner = table(row(cell("序号"), cell("措施")), row(cell("1"), cell("公开")))
    body = (
        paragraph("前")
        + table(
            row(cell("甲"), cell("乙")),
            row(cell("左"), cell(paragraph("上") + inner + paragraph("下")), cell("右")),
            row(cell("丙"), cell("丁")),
        )
        + paragraph("后")
    )
    found = source(tmp_path, body)
    assert found.text == ("前\n甲\t乙\n左\n上\n序号\t措施\n1\t公开\n下\n右\n丙\t丁\n后\n")
    (grid,) = found.grids
    assert found.text[grid.span.start : grid.span.end] == "序号\t措施\n1\t公开"
    assert [c[4] for c in cells(found)] == ["序号", "措施", "1", "公开"]


def test_a_table_with_nothing_in_it_has_no_grid(tmp_path: Path) -> None:
    assert source(tmp_path, paragraph("甲") + table(row(cell("")))).grids == ()


@pytest.mark.parametrize("columns", ["0", "-3", "x", "", "999999999999999999999"])
def test_spans_that_make_no_sense(tmp_path: Path, columns: str) -> None:
    body = table(
        row(cell("甲", f'<w:gridSpan w:val="{columns}"/>'), cell("乙")),
        row(cell("丙"), properties=f'<w:gridBefore w:val="{columns}"/>'),
    )
    assert [c[4] for c in cells(source(tmp_path, body))] == ["甲", "乙", "丙"]


@st.composite
def drawn_tables(draw: st.DrawFn) -> list[list[tuple[int, str, str]]]:
    """Rows of cells: columns, how merged downwards, text."""
    text = st.text("公开任务1、\u3000 ", max_size=4)
    merge = st.sampled_from(["", "", RESTART, CONTINUE])
    one = st.tuples(st.integers(1, 3), merge, text)
    return draw(st.lists(st.lists(one, min_size=1, max_size=5), min_size=1, max_size=6))


@settings(max_examples=40, deadline=None)
@given(drawn_tables(), st.lists(st.sampled_from([10, 30, 2000]), min_size=15, max_size=15))
def test_cells_never_overlap_and_keep_their_text(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[tuple[int, str, str]]],
    widths: list[int],
) -> None:
    body = table(
        *(row(*(cell(run_of(t), span(c) + m) for c, m, t in cells_)) for cells_ in rows),
        widths=tuple(widths),
    )
    found = source(tmp_path_factory.mktemp("grid"), paragraph("前") + body + paragraph("后"))
    written = sorted(t for cells_ in rows for _, m, t in cells_ if t.strip() and m != CONTINUE)
    read: list[str] = []
    taken: set[tuple[int, int]] = set()
    for grid in found.grids:
        last = grid.span.start
        for c in grid.cells:
            places = {(c.row + y, c.column + x) for y in range(c.rows) for x in range(c.columns)}
            assert places
            assert not places & taken
            taken |= places
            assert last <= c.span.start <= c.span.end <= grid.span.end
            last = c.span.end
            read.append(found.text[c.span.start : c.span.end])
        assert found.text[grid.span.start - 1] == found.text[grid.span.end] == "\n"
    for text in written:
        assert text in read
    assert all(t.strip() in found.text for cells_ in rows for _, _, t in cells_)


def run_of(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


# --- files that are no documents, or broken


def refused(folder: Path, data: bytes, match: str) -> None:
    file = folder / "notice.docx"
    file.write_bytes(data)
    with pytest.raises(UnreadableFileError, match=match):
        wordfile.read(file)


def read_or_refused(file: Path) -> str:
    """The text of a file, or why it is not read; any other error is raised."""
    try:
        return wordfile.read(file).text.strip()
    except UnreadableFileError as error:
        return error.reason


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def repacked(data: bytes, **changed: bytes | None) -> bytes:
    """A document with other parts; None takes one out. Names by the last word."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    for word, new in changed.items():
        name = next(n for n in files if n.rpartition("/")[2].startswith(word))
        if new is None:
            del files[name]
        else:
            files[name] = new
    return packed(files)


def document(body: str) -> bytes:
    return f'<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>'.encode()


@pytest.mark.parametrize(
    ("data", "match"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param("通知".encode(), "no Word document", id="text"),
        pytest.param(b"PK\x03\x04", "damaged or not complete", id="only a signature"),
        pytest.param(packed({"a.txt": b"a"}), "a zip file, but no Word document", id="a zip"),
        pytest.param(packed({"xl/workbook.xml": b"<a/>"}), "an Excel workbook", id="xlsx"),
        pytest.param(packed({"OFD.xml": b"<a/>"}), "an OFD document", id="ofd"),
        pytest.param(packed({"word/document.xml": b"<a/>"}), "no Word document", id="other XML"),
        pytest.param(packed({"word/document.xml": b"<a"}), "is not XML", id="no XML"),
        pytest.param(packed({"word/document.xml": b""}), "is not XML", id="an empty part"),
        pytest.param(
            packed({"word/document.xml": document("")}, zipfile.ZIP_BZIP2),
            "packed in a way",
            id="packed otherwise",
        ),
        pytest.param(wordfile.OLE + b"\0" * 600, "an old Word or WPS file", id="an old file"),
        pytest.param(
            wordfile.OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "it has a password",
            id="a password",
        ),
        pytest.param(
            packed({"word/document.xml": document("")}), "there is no text", id="no text in it"
        ),
        pytest.param(
            packed({"word/document.xml": b"<a>" + b"<w:p/>" * 4_000_000}),
            "unpacks to more than 20 MB",
            id="a zip bomb",
        ),
        pytest.param(
            packed({"word/document.xml": document("<w:p/>" * 1_000_000)}),
            "or 1,000,000 tags",
            id="a bomb of tags",
        ),
        pytest.param(
            packed(
                {
                    "word/document.xml": document(
                        f"<w:p><w:r><w:t>{'公' * 5000}</w:t></w:r></w:p>" * 600
                    )
                }
            ),
            "too long for one notice",
            id="too long",
        ),
        pytest.param(
            packed({"word/document.xml": document("<w:tbl><w:tr><w:tc>" * 100)}),
            "is not XML",
            id="nested without end",
        ),
    ],
)
def test_what_is_no_document(tmp_path: Path, data: bytes, match: str) -> None:
    refused(tmp_path, data, match)


def test_entities_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    for declared in (
        f'<!ENTITY a SYSTEM "{secret.as_uri()}">',
        '<!ENTITY b "公"><!ENTITY a "&b;&b;&b;">',
    ):
        data = f"<!DOCTYPE a [{declared}]>".encode() + document(
            "<w:p><w:r><w:t>公开&a;</w:t></w:r></w:p>"
        )
        refused(tmp_path, packed({"word/document.xml": data}), "declares a document type")


def test_numbers_that_multiply_are_stopped(tmp_path: Path) -> None:
    """Few bytes of text, each paragraph with a number as long as may be."""
    text = "%1" * 120
    lists = abstract(level(text, start=2**31 - 9)) + num(1)
    refused(tmp_path, bytes_of(paragraph("", 1, 0) * 2_500, lists), "too long for one notice")


def test_deep_nesting_is_read(tmp_path: Path) -> None:
    body = paragraph("公开")
    for _ in range(25):
        body = table(row(cell(body, RESTART)), row(cell(body if _ < 2 else "", CONTINUE)))
    found = source(tmp_path, body)
    assert "公开" in found.text
    for one, two in zip(found.grids, found.grids[1:], strict=False):
        assert one.span.end <= two.span.start


def test_lists_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    whole = bytes_of(paragraph("公开", 1, 0), CHINESE + num(1))
    file = tmp_path / "notice.docx"
    file.write_bytes(repacked(whole, numbering=b"<w:numbering"))
    found = wordfile.read(file)
    assert found.text == "公开\n"
    assert [r.severity for r in found.remarks] == [Severity.DAMAGED]
    assert "numbering.xml cannot be read" in found.remarks[0].message


def test_parts_may_be_missing_or_refer_to_nothing(tmp_path: Path) -> None:
    whole = bytes_of(paragraph("公开", 1, 0), CHINESE + num(1))
    links = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="x/image" Target="NULL"/><Relationship/></Relationships>'
    )
    file = tmp_path / "notice.docx"
    file.write_bytes(repacked(whole, document=document(paragraph("公开", 1, 0)), styles=None))
    assert wordfile.read(file).text == "一、公开\n"
    file.write_bytes(repacked(whole, numbering=None))
    assert wordfile.read(file).text == "公开\n"
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    files["word/_rels/document.xml.rels"] = links
    file.write_bytes(packed(files))
    assert wordfile.read(file).text == "一、公开\n"


def test_strict_documents(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = document(paragraph("公开")).replace(MAIN.encode(), strict.encode())
    file = tmp_path / "notice.docx"
    file.write_bytes(packed({"word/document.xml": data}))
    assert wordfile.read(file).text == "公开\n"


def whole_document() -> bytes:
    body = (
        paragraph("总体要求", 1, 0)
        + table(row(cell("甲", RESTART), cell("乙")), row(cell("", CONTINUE), cell("丙")))
        + PICTURE
        + f"<w:p><w:ins>{run('公开')}</w:ins></w:p>"
    )
    return bytes_of(body, CHINESE + num(1))


@pytest.mark.parametrize("percent", range(5, 100, 5))
def test_truncated_files(tmp_path: Path, percent: int) -> None:
    data = whole_document()
    refused(tmp_path, data[: len(data) * percent // 100], "damaged or not complete")


@pytest.mark.parametrize("seed", range(40))
def test_files_with_broken_bytes(tmp_path: Path, seed: int) -> None:
    """Nothing but an UnreadableFileError escapes, whatever bytes are wrong."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    data = bytearray(whole_document())
    for _ in range(chance.choice((1, 5, 50))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    file = tmp_path / "notice.docx"
    file.write_bytes(bytes(data))
    assert read_or_refused(file)


@pytest.mark.parametrize("seed", range(60))
def test_documents_with_broken_xml(tmp_path: Path, seed: int) -> None:
    """The same for the text of the parts, which the checksums of a zip file protect above."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    whole = whole_document()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {n: archive.read(f"word/{n}.xml") for n in ("document", "numbering", "styles")}
    changed: dict[str, bytes | None] = {}
    for name, data in parts.items():
        words = data.split(b'"')
        for _ in range(chance.choice((0, 1, 3, 10))):
            words[chance.randrange(len(words))] = chance.choice(
                (b"", b"-1", b"999999999999", b"restart", b"1", b"0", "一".encode(), b"<", b"&")
            )
        changed[name] = b'"'.join(words)
    file = tmp_path / "notice.docx"
    file.write_bytes(repacked(whole, **changed))
    assert read_or_refused(file)
