"""What a visitor of a page sees: hidden by rules, classes, attributes; struck out; shown again."""

from __future__ import annotations

import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from zhengmai.loaders.formats import webpage
from zhengmai.loaders.formats.webpage import colours
from zhengmai.loaders.formats.webpage.declarations import AWAY, declarations, takes_away
from zhengmai.loaders.formats.webpage.selectors import Matcher, steps, weight
from zhengmai.loaders.formats.webpage.stylesheets import on_screen

BODY = "<p>一、公开政策。区财政局公开。</p>"


LOADED = "<p>一、公开政策。</p><p>1.区财政局公开预算。</p><p>2.区民政局公开名单。</p>"


def text(markup: str) -> str:
    return webpage.parse(markup, "x.html").text


def shown(styles: str, markup: str) -> bool:
    """Whether 旧稿 is seen in a page with these rules."""
    return "旧稿" in text(f"<!DOCTYPE html><style>{styles}</style>{BODY}{markup}")


@pytest.mark.parametrize(
    ("styles", "markup"),
    [
        (".yc{display:none}", "<p class='a yc'>旧稿。</p>"),
        ("#old { DISPLAY : none }", "<div id=old><p>旧稿。</p></div>"),
        ("div.box > span[data-old]{visibility:hidden}", "<div class=box><span data-old=1>旧稿"),
        ("/* p{} */ .a,.b{color:red;display:none!important}",
         "<p class=b style='display:block'>旧稿"),
        ("@media screen{.m{opacity:0}}", "<p class=m>旧稿。</p>"),
        ("@media (min-width:800px){ @supports (display:grid) {.m{display:none} } }",
         "<p class=m>旧稿"),
        (".t{font-size:0}", "<p class=t>旧稿<b style='font-size:2em'>旧稿</b></p>"),
        (".a{display:none} .b{left:-9999px}", "<p class=b style='position:absolute'>旧稿"),
        (".h{height:0;overflow:hidden}", "<div class=h><p>旧稿</p></div>"),
        ("p ~ p + div em{text-decoration:underline line-through}",
         "<p>甲</p><div><em>旧稿</em></div>"),
        ("", "<p hidden>旧稿。</p>"),
        ("", "<section hidden='until-found'>旧稿。</section>"),
        ("", "<p style='text-indent:-9999px'>旧稿"),
        ("", "<p style='display:none !important'>旧稿"),
        ("", "<p style='color:transparent'>旧稿"),
        ("", "<p style='color:#FFF'>旧稿"),
        ("", "<div style='background:#0a5'><p style='color:#00AA55'>旧稿"),
        ("", "<p style='visibility:collapse'>旧稿"),
        ("", "<p style='clip:rect(0,0,0,0);position:absolute'>旧稿"),
        ("", "<dialog>旧稿</dialog>"),
        ("", "<p>甲<del>旧稿</del><strike>旧稿</strike><s>旧稿</s></p>"),
        ("", "<p style='text-decoration:line-through red'>甲<b>旧稿</b></p>"),
        ("", "<noscript><p>旧稿。</p></noscript><template>旧稿</template><!-- 旧稿 -->"),
        ("", "<pre>甲\n<del>旧稿</del>\n乙</pre>"),
    ],
)  # fmt: skip
def test_what_is_not_seen_is_not_read(styles: str, markup: str) -> None:
    assert not shown(styles, markup)


@pytest.mark.parametrize(
    ("styles", "markup"),
    [
        ("@media print{.m{display:none}}", "<p class=m>旧稿"),
        ("@media (max-width:600px){.m{display:none}}", "<p class=m>旧稿"),
        (".m{display:none} p.m{display:block}", "<p class=m>旧稿"),
        ("#x{display:block} .m{display:none}", "<p class=m id=x>旧稿"),
        (".m{display:none!important} .m{display:block!important}", "<p class=m>旧稿"),
        (".m:hover{display:none} .m::before{display:none}", "<p class=m>旧稿"),
        (".m{visibility:hidden}", "<div class=m><p style='visibility:visible'>旧稿"),
        ("ul{font-size:0} li{font-size:14px}", "<ul><li>旧稿"),
        ("@keyframes x{from{opacity:0}} @font-face{display:none}", "<p>旧稿"),
        ("body{opacity:0}", "<p>旧稿"),
        (".a .b .c{display:none}", "<div class=b><p class=c>旧稿"),
        ("<!-- .m{display:none -->", "<p class=n>旧稿"),
        ("s{text-decoration:none}", "<s>旧稿</s>"),
        (".m{display:none}", "<p hidden style='display:block'>旧稿"),
        ("", "<p aria-hidden=true>旧稿"),
        ("", "<details><summary>展开</summary><p>旧稿</p></details>"),
        ("", "<p style='height:0'>旧稿"),
        ("", "<p style='background:red;color:white'>旧稿"),
        ("", "<p style='background:url(a.png);color:white'>旧稿"),
        ("", "<link rel=stylesheet href=a.css><p style='color:white'>旧稿"),
        ("", "<p style='margin-left:-20px;text-indent:-2em'>旧稿"),
        ("", "<dialog open>旧稿</dialog>"),
        ("", "<ins>旧稿</ins><u>旧稿</u>"),
    ],
)  # fmt: skip
def test_what_is_seen_is_read(styles: str, markup: str) -> None:
    assert shown(styles, markup)


def test_what_is_left_out_of_the_notice_is_told() -> None:
    page = f"{BODY}<p>区<s>教育局</s>司法局<span style='display:none'>、审计局</span>公开。</p>"
    source = webpage.parse(page, "x.html")
    assert "区司法局公开" in source.text
    said = [r.message for r in source.remarks]
    assert ["'、审计局'" in said[0], "'教育局'" in said[1]] == [True, True]


def test_styles_that_apply_elsewhere_are_not_followed() -> None:
    page = (
        f"<style media=print>.m{{display:none}}</style><style type=text/less>.m{{display:none}}"
        f"</style><noscript><style>.m{{display:none}}</style></noscript>{BODY}<p class=m>甲乙。</p>"
    )
    assert "甲乙" in text(page)


@pytest.mark.parametrize("example", [example for _, example in AWAY])
def test_each_way_to_take_an_element_away_does(example: str) -> None:
    assert takes_away({said.name: said.value for said in declarations(example)})


@pytest.mark.parametrize(
    ("media", "expected"),
    [
        ("", True), ("all", True), ("screen, print", True), ("print", False), ("not print", True),
        ("not screen", False), ("only screen and (max-width: 767px)", False),
    ],
)  # fmt: skip
def test_media(media: str, expected: bool) -> None:
    assert on_screen(media) is expected


@pytest.mark.parametrize(
    ("selector", "count"),
    [
        ("div p", 2), ("div > p", 1), ("p + p", 1), ("p ~ b", 1), ("section div > p.a", 1),
        ("div>p.a+p", 0), ("[title='a b']", 1), ("p:not(.a)", 1), ("p:nth-child(2n + 1)", 2),
        ("> p", 0), ("!!", 0), ("", 0), ("p:not(div > p)", 0), ("a,b", 0),
    ],
)  # fmt: skip
def test_selectors(selector: str, count: int) -> None:
    page = "<section><div><p class=a>甲</p><p></p><b title='a b'></b></div></section>".replace(
        "<p></p>", "<i><p>乙</p></i>"
    )
    page = page if "+ p" not in selector else "<div><p>甲</p><p>乙</p></div>"
    root = LexborHTMLParser(page).root
    assert root is not None
    assert len(Matcher(root).matching(selector)) == count


def test_how_special_selectors_are() -> None:
    assert weight("#a") > weight(".a.b.c p") > weight("ul li a") > weight("p")
    assert steps("a >> b") is None


def test_a_deep_page_with_long_selectors_is_answered_soon() -> None:
    """Engines that try every way need minutes for this one."""
    page = (
        "<style>b div div div div div div p{display:none}</style>"
        + "<div>" * 2000
        + "<p>甲</p>" * 300
    )
    began = time.perf_counter()
    webpage.parse(page, "x.html")
    assert time.perf_counter() - began < 10


def test_more_styles_than_are_followed_are_told() -> None:
    page = f"<style>{'.x{display:none}' * 6_000}</style>{BODY}"
    assert ["more styles" in r.message for r in webpage.parse(page, "x.html").remarks] == [True]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("#fff", (255, 255, 255)), ("#FF0000".lower(), (255, 0, 0)), ("rgb(1, 2, 3)", (1, 2, 3)),
        ("rgba(1,2,3,0)", None), ("#ffff", (255, 255, 255)), ("#fff0", None), ("var(--a)", None),
        ("windowtext", None), ("white", (255, 255, 255)),
    ],
)  # fmt: skip
def test_colours(value: str, expected: colours.Colour | None) -> None:
    assert colours.colour(value) == expected
    assert colours.is_clear(value) is (value in ("rgba(1,2,3,0)", "#fff0"))


@pytest.mark.parametrize(
    "style",
    ["visibility: hidden; opacity: 0;", "display:none", "opacity:0", "height:0;overflow:hidden"],
)
@pytest.mark.parametrize(
    "around",
    [
        "<h1>某街道要点</h1>{}<a>阅读原文</a>",
        "<div><section>{}</section></div><script>show('甲。')</script>",
    ],
)
def test_a_page_that_its_script_shows_is_read(style: str, around: str) -> None:
    """As articles of WeChat: without the script a visitor would see no sentence at all."""
    part = f'<div id="js_content" style="{style}">{LOADED}<p hidden>旧稿。</p></div>'
    read = text(around.format(part))
    assert "区财政局公开预算。" in read
    assert "旧稿" not in read


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>一句。</p><div style='display:none'>{LOADED}</div>",  # something is shown
        f"<div hidden>{LOADED}</div><div hidden><p>另一份。</p></div>",  # which of them?
        "<div hidden><p>旧稿。</p></div>",  # too little to be an article
        f"<table>{'<tr><td>换缆绳<td>区水务局' * 20}</table><div hidden>{LOADED}</div>",  # a table
    ],
)
def test_other_hidden_parts_stay_hidden(markup: str) -> None:
    read = text(markup)
    assert "公开预算" not in read
    assert "旧稿" not in read
