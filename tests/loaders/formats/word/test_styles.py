"""Styles of Word documents number their paragraphs."""

from __future__ import annotations

from pathlib import Path

from .making import abstract, level, num, paragraph, shown, style


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
