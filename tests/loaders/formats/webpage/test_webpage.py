"""Pages of government sites: what belongs to the notice, what to the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.loaders import reading
from zhengmai.errors import UnreadableFileError
from zhengmai.loaders import load
from zhengmai.loaders.formats import webpage
from zhengmai.loaders.layout.lines import document
from zhengmai.loaders.notice import assemble
from zhengmai.model import Severity

TABLE = """<table border=1><thead>
<tr><th rowspan=2>序号</th><th rowspan=2>重点任务</th><th rowspan=2>具体措施</th>
<th colspan=2>责任分工</th><th rowspan=2>完成时限</th></tr>
<tr><th>牵头单位</th><th>配合单位</th></tr></thead>
<tbody><tr><td>1</td><td rowspan=2>（一）晒清单</td><td>换下旧版清单，<br>按季度更新。</td>
<td rowspan=2>区委编办</td><td><p>区司法局、</p><p>各街道办事处</p></td><td>2025年6月底前</td></tr>
<tr><td>2</td><td>清单变动后，补上新版。</td><td></td><td>长期坚持</td></tr>
</tbody></table>"""

PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知公告</title>
<style>p {{ color: red }}</style><script>var text = "一、不是正文。";</script></head><body>
<div class="top"><a href="/">首页</a><a>新闻</a><a>政务公开</a> <span>今天是星期三</span></div>
<div>当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; 正文</div>
<table><tr><td>索 引 号：</td><td>0001/2025-00012</td><td>发布机构：</td>
<td>渡南区人民政府办公室</td></tr><tr><td>标　　题：</td>
<td colspan=3>关于印发2025年渡南区政务公开工作要点的通知</td></tr>
<tr><td>文　　号：</td><td>渡南政办发〔2025〕6号</td><td>发布日期：</td>
<td>2025-06-20 09:31</td></tr></table>
<div class="wrap"><div class="left">
<h1>榆津市渡南区人民政府办公室<br>关于印发2025年渡南区政务公开工作要点的通知</h1>
<div>发布时间：2025-06-20 来源：区政府办公室 浏览次数：<span>88</span> 字体：[<a>大</a>]</div>
<div id="content"><p>各街道办事处，区政府各部门：</p>
<p>《2025年渡南区政务公开工作要点》已经区政府同意，现印发给你们。</p>
<p align=right>榆津市渡南区人民政府办公室&nbsp;&nbsp;</p><p align=right>2025年6月18日&nbsp;</p>
<p style="display:none">藏起来的一段。</p><!-- 注释里的一段。 -->
<p>一、主动公开</p><p>（一）晒清单。换下旧版清单，按季度更新。清单变动后，补上新版。</p>
<p>（二）讲政策。每件政策都讲清楚&ldquo;为什么&rdquo;。</p>
{TABLE}</div><div>分享到：<a>微信</a> 【打印】 【关闭】</div></div>
<div class="right"><h3>相关链接</h3><ul>
<li><a>关于印发2024年渡南区政务公开工作要点的通知</a> 2024-05-01</li></ul></div></div>
<div>主办：渡南区人民政府 <a>备案号123</a></div></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_whole_page(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(PAGE.replace("utf-8", encoding).encode(encoding))
    notice = load(file)
    assert notice.title == "榆津市渡南区人民政府办公室关于印发2025年渡南区政务公开工作要点的通知"
    assert notice.document_number == "渡南政办发〔2025〕6号"
    assert notice.issuer == "榆津市渡南区人民政府办公室"
    assert (str(notice.issued), str(notice.published)) == ("2025-06-18", "2025-06-20")
    assert notice.addressees == ("各街道办事处", "区政府各部门")
    assert [p.number + p.heading for p in notice.points] == ["（一）晒清单", "（二）讲政策"]
    assert notice.points[1].text == "每件政策都讲清楚“为什么”。"
    assert [reading.row(t) for t in notice.tasks] == [
        (
            "1",
            "换下旧版清单，按季度更新。",
            "牵区委编办 配区司法局 配各街道办事处*",
            ["date 2025-06-30", "recurring R/P3M"],
        ),
        ("2", "清单变动后，补上新版。", "牵区委编办", ["ongoing"]),
    ]
    assert notice.unread == ()
    assert "藏起来" not in notice.text
    assert "注释里" not in notice.text
    assert "不是正文" not in notice.text


def furniture(markup: str) -> str:
    source = webpage.parse(markup, "page.html")
    return "".join(source.text[f.start : f.end] for f in source.furniture)


def test_what_stands_beside_the_notice() -> None:
    beside = furniture(PAGE)
    for words in ("首页", "当前位置", "相关链接", "2024年渡南区政务公开工作要点", "备案号"):
        assert words in beside
    for words in ("各街道办事处", "旧版清单", "渡南政办发", "2025年6月18日", "发布日期"):
        assert words not in beside


def test_a_sentence_outside_of_the_notice_is_unread_not_dropped(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    said = "本站声明：转载请注明出处。"
    file.write_text(PAGE.replace("主办：", f"{said}主办："), "utf-8")
    assert [u.text for u in load(file).unread if said in u.text]


def test_a_notice_without_any_page_around_it() -> None:
    body = "<p>一、主动公开</p><p>（一）晒清单。换下旧版。（责任单位：区委编办）</p>"
    assert furniture(body) == ""
    assert "换下旧版" in webpage.parse(body, "x").text


def test_text_and_table_in_two_parts_of_the_page() -> None:
    """The table of tasks stands beside the prose, not in it: both are the notice."""
    prose = (
        "<p>一、主动公开</p>" + "<p>（一）晒清单。换下旧版清单，补上新版清单，按季更新。</p>" * 20
    )
    beside = furniture(f"<div><div>{prose}</div><div>{TABLE}</div></div>")
    assert beside == ""


def test_broken_bytes_are_told(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    data = PAGE.replace("utf-8", "gb2312").encode("gb18030")
    at = data.index("讲政策".encode("gb18030"))
    file.write_bytes(data[:at] + b"\xff" + data[at:])
    notice = load(file)
    assert any(
        "1 character cannot be read" in m for m in reading.messages(notice, Severity.DAMAGED)
    )
    assert len(notice.tasks) == 2


def test_a_page_by_the_name_of_a_word_document(tmp_path: Path) -> None:
    file = tmp_path / "notice.doc"
    file.write_text(PAGE, "utf-8")
    assert len(load(file).tasks) == 2


@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1))
def test_a_page_cut_off_anywhere(tmp_path_factory: pytest.TempPathFactory, share: float) -> None:
    data = PAGE.encode("gb18030")
    file = tmp_path_factory.mktemp("cut") / "page.html"
    file.write_bytes(data[: int(share * len(data))])
    try:
        notice = load(file)
    except UnreadableFileError:
        return
    told = any(r.severity is Severity.PROBLEM for r in notice.remarks)
    assert notice.points or notice.tasks or told


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/tabledrp 一、（）。=\"'&;1", max_size=300))
def test_any_markup_gives_a_text(markup: str) -> None:
    source = webpage.parse(markup, "x")
    assert all(f.end <= len(source.text) for f in source.furniture)
    for grid in source.grids:
        assert all(grid.span.start <= c.span.start <= c.span.end for c in grid.cells)


def test_markup_nested_without_end_is_cut_not_followed() -> None:
    source = webpage.parse("<div>" * 5000 + "一、" + "</div>" * 5000, "x")
    assert source.text.strip() in ("", "一、")


def test_a_table_of_metadata_is_not_taken_for_lost_rows(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE, "utf-8")
    assert reading.messages(load(file), Severity.PROBLEM) == []


def test_a_box_beside_the_text_is_unread() -> None:
    box = "<table><tr><td>专栏1 试点工程<br>1.建一批。（住房城乡建设部牵头）</td></tr></table>"
    page = PAGE.replace("<p>（二）讲政策", f"{box}<p>（二）讲政策").replace(TABLE, "")
    notice = assemble(document(webpage.parse(page, "x.html")))
    assert [p.number for p in notice.points] == ["（一）", "（二）"]
    assert any("专栏1" in u.text for u in notice.unread)
    assert all(not t.assignments for t in notice.tasks)


def test_entries_of_a_list_have_the_numbers_that_browsers_write() -> None:
    source = webpage.parse("<ol start=3><li>甲</li><li>（一）乙</li><li>丙</li></ol>", "x")
    assert source.text.split() == ["3.甲", "（一）乙", "5.丙"]


@pytest.mark.parametrize(
    "title",
    [
        "渡南区2025年民生实事任务分解表",
        "2025年度渡南区重大行政决策事项目录",
        "渡南区水利局2025年重点工作责任清单",
        "2025年渡口整治工作台账",
        "渡南区2025年为民办实事项目完成情况",
    ],
)
@pytest.mark.parametrize("tag", ["h1", "div", "p"])
def test_the_title_above_a_page_that_is_all_table(title: str, tag: str) -> None:
    markup = f"<body><div><a>首页</a> <a>公开</a></div><{tag}>{title}</{tag}>{TABLE}</body>"
    notice = assemble(document(webpage.parse(markup, "notice.html")))
    assert notice.plan_title == title
    assert notice.plan_year == 2025
