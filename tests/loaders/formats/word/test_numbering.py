"""The numbers that Word writes by itself: each format, and how they are counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengmai.loaders.formats.word import document as wordfile
from zhengmai.loaders.formats.word.numbering import written

CHINESE = """
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
      <w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
      <w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
      <w:suff w:val="nothing"/><w:lvlText w:val="%3."/></w:lvl>
  </w:abstractNum>"""


def level(
    text: str = "%1.", form: str = "decimal", index: int = 0, more: str = "", start: int = 1
) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(*levels: str, name: int = 1, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def num(name: int, count: int = 1, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{count}"/>{more}</w:num>'


def restarted(index: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def paragraph(text: str, name: int | None = None, index: int | None = None, style: str = "") -> str:
    """A paragraph, in level ``index`` of list ``name``."""
    inner = "" if index is None else f'<w:ilvl w:val="{index}"/>'
    inner += "" if name is None else f'<w:numId w:val="{name}"/>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f"<w:numPr>{inner}</w:numPr>" if inner else ""
    return f"<w:p><w:pPr>{named}{listed}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def style(name: str, based_on: str = "", inner: str = "", kind: str = "paragraph") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr><w:numPr>{inner}</w:numPr></w:pPr></w:style>"
    )


def shown(path: Path, numbering: str, body: Sequence[str], styles: Sequence[str] = ()) -> list[str]:
    """The lines of a document with such lists, styles and paragraphs."""
    document = docx.Document()
    lists = document.part.numbering_part.element
    for old in list(lists):
        lists.remove(old)
    lists.extend(parse_xml(f"<w:numbering {SPACES}>{numbering}</w:numbering>"))
    for added in styles:
        document.styles.element.append(parse_xml(added.replace(" ", f" {SPACES} ", 1)))
    body_element = document.element.body
    for index, added in enumerate(parse_xml(f"<w:body {SPACES}>{''.join(body)}</w:body>")):
        body_element.insert(index, added)
    file = path / "notice.docx"
    document.save(str(file))
    return wordfile.read(file).text.splitlines()


SPACES = (
    nsdecls("w")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


# --- formats


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("chineseCounting", "一 九 十 十一 二十 九十九 一○○ 一一○"),
        ("taiwaneseCounting", "一 九 十 十一 二十 九十九 一○○ 一一○"),
        ("chineseCountingThousand", "一 九 十 十一 二十 九十九 一百 一百一十"),
        ("taiwaneseCountingThousand", "一 九 十 十一 二十 九十九 一百 一百一十"),
        ("japaneseCounting", "一 九 十 十一 二十 九十九 百 百十"),
        ("chineseLegalSimplified", "壹 玖 壹拾 壹拾壹 贰拾 玖拾玖 壹佰 壹佰壹拾"),
        ("ideographLegalTraditional", "壹 玖 壹拾 壹拾壹 貳拾 玖拾玖 壹佰 壹佰壹拾"),
        ("ideographDigital", "一 九 一〇 一一 二〇 九九 一〇〇 一一〇"),
        ("ideographTraditional", "甲 壬 癸 11 20 99 100 110"),
        ("ideographZodiac", "子 申 酉 戌 20 99 100 110"),
        ("ideographEnclosedCircle", "㈠ ㈨ ㈩ 11 20 99 100 110"),
        ("decimal", "1 9 10 11 20 99 100 110"),
        ("decimalZero", "01 09 10 11 20 99 100 110"),
        ("decimalFullWidth", "１ ９ １０ １１ ２０ ９９ １００ １１０"),
        ("decimalEnclosedCircle", "① ⑨ ⑩ ⑪ ⑳ 99 100 110"),
        ("decimalEnclosedCircleChinese", "① ⑨ ⑩ ⑪ ⑳ 99 100 110"),
        ("decimalEnclosedFullstop", "⒈ ⒐ ⒑ ⒒ ⒛ 99 100 110"),
        ("decimalEnclosedParen", "⑴ ⑼ ⑽ ⑾ ⒇ 99 100 110"),
        ("upperLetter", "A I J K T UUUU VVVV FFFFF"),
        ("lowerLetter", "a i j k t uuuu vvvv fffff"),
        ("upperRoman", "I IX X XI XX XCIX C CX"),
        ("lowerRoman", "i ix x xi xx xcix c cx"),
        ("001", "001 009 010 011 020 099 100 110"),
        ("ordinalText", "1 9 10 11 20 99 100 110"),
    ],
)
def test_each_format(form: str, expected: str) -> None:
    assert " ".join(written(n, form) for n in (1, 9, 10, 11, 20, 99, 100, 110)) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "零"),
        (101, "一百零一"),
        (111, "一百一十一"),
        (1_001, "一千零一"),
        (1_010, "一千零一十"),
        (10_001, "一万零一"),
        (10_010, "一万零一十"),
        (100_000, "十万"),
        (110_100, "十一万零一百"),
        (1_000_000, "一百万"),
        (100_000_001, "一亿零一"),
        (120_034_000, "一亿二千零三万四千"),
    ],
)
def test_large_numbers_are_spelled_out(number: int, expected: str) -> None:
    assert written(number, "chineseCountingThousand") == expected


def _value(text: str) -> int:
    """A spelled-out number read back."""
    total, group, digit = 0, 0, 0
    for c in text:
        if c in "零一二三四五六七八九":
            digit = "零一二三四五六七八九".index(c)
        elif c in "十百千":
            leading = c == "十" and not digit and not group
            group += (1 if leading else digit) * 10 ** ("十百千".index(c) + 1)
            digit = 0
        else:
            total += (group + digit) * 10_000 ** ("万亿".index(c) + 1)
            group = digit = 0
    return total + group + digit


@given(st.integers(0, 10**12 - 1))
def test_a_spelled_out_number_is_the_number(number: int) -> None:
    assert _value(written(number, "chineseCountingThousand")) == number


@given(st.integers(1, 3999))
def test_roman_numbers_grow_by_their_letters(number: int) -> None:
    worth = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
    values = [worth[c] for c in written(number, "upperRoman")]
    signed = [-v if v < max(values[i:]) else v for i, v in enumerate(values)]
    assert sum(signed) == number


@given(
    st.integers(0, 2**31),
    st.sampled_from(["upperLetter", "lowerRoman", "001", "chineseCounting", "japaneseCounting"]),
)
def test_no_number_is_written_at_length(number: int, form: str) -> None:
    assert 0 < len(written(number, form)) <= 50


def test_a_format_of_nothing_writes_nothing() -> None:
    assert written(3, "none") == written(3, "bullet") == ""


# --- counting


def test_the_levels_of_a_notice(tmp_path: Path) -> None:
    body = [
        paragraph("总体要求", 1, 0),
        paragraph("重点任务", 1, 0),
        paragraph("政策公开。", 1, 1),
        paragraph("编制目录。", 1, 2),
        paragraph("加强解读。", 1, 2),
        paragraph("没有序号的一段。"),
        paragraph("平台建设。", 1, 1),
        paragraph("整合网站。", 1, 2),
        paragraph("组织保障", 1, 0),
        paragraph("压实责任。", 1, 1),
    ]
    assert shown(tmp_path, CHINESE + num(1), body) == [
        "一、总体要求",
        "二、重点任务",
        "（一）政策公开。",
        "1.编制目录。",
        "2.加强解读。",
        "没有序号的一段。",
        "（二）平台建设。",
        "1.整合网站。",
        "三、组织保障",
        "（一）压实责任。",
    ]


def test_articles_of_a_regulation(tmp_path: Path) -> None:
    lists = abstract(level("第%1条", "japaneseCounting", more="")).replace("nothing", "space")
    body = [paragraph(text, 1, 0) for text in ("目的", "依据")]
    assert shown(tmp_path, lists + num(1), body) == ["第一条 目的", "第二条 依据"]


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        ('<w:suff w:val="nothing"/>', "1.公开"),
        ('<w:suff w:val="space"/>', "1. 公开"),
        ('<w:suff w:val="tab"/>', "1. 公开"),
        ("", "1. 公开"),
    ],
)
def test_what_stands_between_number_and_text(tmp_path: Path, suffix: str, expected: str) -> None:
    lists = abstract(level("%1.")).replace('<w:suff w:val="nothing"/>', suffix) + num(1)
    assert shown(tmp_path, lists, [paragraph("公开", 1, 0)]) == [expected]


def test_numbers_of_higher_levels(tmp_path: Path) -> None:
    lists = abstract(
        level("第%1章", "chineseCounting"),
        level("%1.%2", index=1),
        level("%1.%2.%3", index=2, more="<w:isLgl/>"),
    )
    body = [
        paragraph("甲", 1, 0),
        paragraph("乙", 1, 1),
        paragraph("丙", 1, 2),
        paragraph("丁", 1, 2),
    ]
    expected = ["第一章甲", "一.1乙", "1.1.1丙", "1.1.2丁"]
    assert shown(tmp_path, lists + num(1), body) == expected


def test_a_level_that_is_left_out_counts_as_begun(tmp_path: Path) -> None:
    lists = abstract(level("%1"), level("%1.%2", index=1)) + num(1)
    body = [paragraph("甲", 1, 1), paragraph("乙", 1, 1), paragraph("丙", 1, 0)]
    assert shown(tmp_path, lists, body) == ["1.1甲", "1.2乙", "2丙"]


def test_lists_of_one_definition_count_on_together(tmp_path: Path) -> None:
    lists = abstract(level("%1.")) + num(1) + num(2)
    body = [paragraph("甲", 1, 0), paragraph("乙", 2, 0), paragraph("丙", 1, 0)]
    assert shown(tmp_path, lists, body) == ["1.甲", "2.乙", "3.丙"]


def test_a_list_may_begin_anew(tmp_path: Path) -> None:
    lists = abstract(level("%1.")) + num(1) + num(2, more=restarted(0, 1))
    body = [paragraph(t, n, 0) for t, n in (("甲", 1), ("乙", 1), ("丙", 2), ("丁", 2))]
    assert shown(tmp_path, lists, body) == ["1.甲", "2.乙", "1.丙", "2.丁"]


def test_a_list_may_begin_at_another_number(tmp_path: Path) -> None:
    lists = (
        abstract(level("%1.", start=5), level("(%2)", index=1, start=3))
        + num(1)
        + num(2, more=restarted(0, 0))
    )
    body = [
        paragraph("甲", 1, 0),
        paragraph("乙", 1, 1),
        paragraph("丙", 1, 1),
        paragraph("丁", 2, 0),
        paragraph("戊", 2, 0),
    ]
    assert shown(tmp_path, lists, body) == ["5.甲", "(3)乙", "(4)丙", "0.丁", "1.戊"]


def test_a_level_may_be_changed_by_a_list(tmp_path: Path) -> None:
    changed = f'<w:lvlOverride w:ilvl="0">{level("（%1）", "chineseCounting")}</w:lvlOverride>'
    lists = abstract(level("%1.")) + num(1) + num(2, more=changed)
    body = [paragraph("甲", 1, 0), paragraph("乙", 2, 0)]
    assert shown(tmp_path, lists, body) == ["1.甲", "（二）乙"]


@pytest.mark.parametrize(
    ("restart", "last"),
    [("", "(1)"), ('<w:lvlRestart w:val="0"/>', "(3)"), ('<w:lvlRestart w:val="1"/>', "(1)")],
)
def test_when_a_level_begins_anew(tmp_path: Path, restart: str, last: str) -> None:
    lists = abstract(
        level("%1."), level("%2)", index=1), level("(%3)", index=2, more=restart)
    ) + num(1)
    body = [
        paragraph("甲", 1, 0),
        paragraph("乙", 1, 1),
        paragraph("丙", 1, 2),
        paragraph("丁", 1, 2),
        paragraph("戊", 1, 0),
        paragraph("己", 1, 2),
    ]
    assert shown(tmp_path, lists, body)[-1] == f"{last}己"


def test_points_that_run_through_all_sections(tmp_path: Path) -> None:
    """lvlRestart 1 on the third level: a new second level does not begin it anew."""
    lists = abstract(
        level("%1."),
        level("%2)", index=1),
        level("(%3)", index=2, more='<w:lvlRestart w:val="1"/>'),
    ) + num(1)
    body = [paragraph(str(i), 1, i) for i in (0, 1, 2, 1, 2, 0, 2)]
    expected = ["1.0", "1)1", "(1)2", "2)1", "(2)2", "2.0", "(1)2"]
    assert shown(tmp_path, lists, body) == expected


def test_a_number_on_an_empty_paragraph_is_shown(tmp_path: Path) -> None:
    lists = abstract(level("%1.")).replace("nothing", "tab") + num(1)
    assert shown(tmp_path, lists, [paragraph("", 1, 0), paragraph("乙", 1, 0)]) == ["1.", "2. 乙"]


def test_list_zero_is_no_list(tmp_path: Path) -> None:
    lists = abstract(level("%1.")) + num(1) + num(0)
    styles = [style("a", inner='<w:numId w:val="1"/>')]
    body = [paragraph("甲", style="a"), paragraph("乙", 0, 0, "a"), paragraph("丙", style="a")]
    assert shown(tmp_path, lists, body, styles) == ["1.甲", "乙", "2.丙"]


def test_bullets_are_no_text_but_literal_text_is(tmp_path: Path) -> None:
    lists = (
        abstract(level("\uf06c", "bullet"))
        + abstract(level("附件：", "none"), name=2)
        + num(1)
        + num(2, 2)
    )
    body = [paragraph("甲", 1, 0), paragraph("乙", 2, 0)]
    assert shown(tmp_path, lists, body) == ["甲", "附件：乙"]


def test_a_format_of_ones_own(tmp_path: Path) -> None:
    own = (
        '<mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    lists = abstract(level("%1")).replace('<w:numFmt w:val="decimal"/>', own) + num(1)
    assert shown(tmp_path, lists, [paragraph("甲", 1, 0)]) == ["001甲"]


# --- styles


def test_styles_number_their_paragraphs(tmp_path: Path) -> None:
    lists = abstract(
        level("%1、", "chineseCounting", more='<w:pStyle w:val="h1"/>'),
        level("（%2）", "chineseCounting", 1, more='<w:pStyle w:val="h2"/>'),
    )
    styles = [
        style("h1", inner='<w:numId w:val="1"/>'),
        style("h2", inner='<w:numId w:val="1"/>'),
        style("h2red", "h2"),
        style("plain", "h1", '<w:numId w:val="0"/>'),
    ]
    body = [
        paragraph("总体要求", style="h1"),
        paragraph("目标", style="h2"),
        paragraph("原则", style="h2red"),
        paragraph("说明", style="plain"),
        paragraph("重点任务", style="h1"),
        paragraph("公开", style="h2"),
        paragraph("降级", index=1, style="h1"),
    ]
    assert shown(tmp_path, lists + num(1), body, styles) == [
        "一、总体要求",
        "（一）目标",
        "（二）原则",
        "说明",
        "二、重点任务",
        "（一）公开",
        "（二）降级",
    ]


def test_a_list_without_a_level_takes_that_of_the_style(tmp_path: Path) -> None:
    lists = abstract(
        level("%1."), level("（%2）", "chineseCounting", 1, more='<w:pStyle w:val="h2"/>')
    )
    styles = [style("h2")]
    body = [paragraph("甲", 1, style="h2"), paragraph("乙", 1)]
    assert shown(tmp_path, lists + num(1), body, styles) == ["（一）甲", "2.乙"]


def test_the_level_in_a_style_counts_where_the_list_names_no_style(tmp_path: Path) -> None:
    lists = abstract(level("%1."), level("（%2）", "chineseCounting", 1)) + num(1)
    styles = [style("h2", inner='<w:ilvl w:val="1"/><w:numId w:val="1"/>')]
    assert shown(tmp_path, lists, [paragraph("甲", style="h2")], styles) == ["（一）甲"]


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


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=30))
def test_counting_never_goes_back_within_a_level(
    tmp_path_factory: pytest.TempPathFactory, where: list[tuple[int, int]]
) -> None:
    """In one definition without restarts, numbers go up by one until a higher level comes."""
    levels = [level(f"%{i + 1}|", index=i) for i in range(4)]
    lists = abstract(*levels) + num(1) + num(2) + num(3)
    body = [paragraph(str(i), n + 1, i) for n, i in where]
    lines = shown(tmp_path_factory.mktemp("lists"), lists, body)
    last: dict[int, int] = {}
    for (_, index), line in zip(where, lines, strict=True):
        number = int(line.split("|")[0])
        assert number == last.get(index, 0) + 1
        for above in range(index):
            last.setdefault(above, 1)
        last = {i: n for i, n in last.items() if i < index} | {index: number}
