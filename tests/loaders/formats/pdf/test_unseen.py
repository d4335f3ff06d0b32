"""What a person does not see on a page is left out of its text, and told."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from zhengmai.loaders.formats.pdf import read
from zhengmai.loaders.formats.scan import engine
from zhengmai.model import Severity

from .making import IMAGE, LINES, TEXT, pdf, show, source

OLD = "（九）旧稿条目由区审计局负责。"


def old(x: float = 88, y: float = 500, size: float = 12, tint: float = 0) -> bytes:
    return show(OLD, x, y, size, tint=tint)


STRUCK = old() + b"88 505.3 m 268 505.3 l S\n"
OPACITY = b"/ExtGState<</G<</ca 0/CA 0>>/M<</ca 1/BM/Multiply>>/H<</ca 0.4>>>>"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"3 Tr " + old(), "invisible"),
        (b"q 3 Tr BT ET Q 7 Tr " + old(), "invisible"),
        (b"/G gs " + old(), "invisible"),
        (old(tint=1), "of the colour of its ground"),
        (
            b"0.2 0.4 0.2 rg 60 480 400 60 re f " + old().replace(b"0 g", b"0.2 0.4 0.2 rg"),
            "ground",
        ),
        (old(x=700), "outside of the page"),
        (old(y=-60), "outside of the page"),
        (b"q 0 700 595 100 re W n " + old() + b"Q ", "cut away"),
        (b"q 0 700 m 595 700 l 300 800 l h W* n " + old() + b"Q ", "cut away"),
        (old(size=0.5), "too small"),
        (old() + b"1 g 60 480 400 60 re f\n", "painted over"),
        (old() + b"0 0 1 rg 60 480 m 460 480 l 460 540 l 60 540 l f\n", "painted over"),
        (STRUCK, "struck out"),
        (old() + b"88 504 180 1 re f 88 507 180 0.6 re f\n", "struck out"),
    ],
)
def test_unseen_text_is_left_out_and_told(content: bytes, why: str, tmp_path: Path) -> None:
    found = source(pdf(b"q " + content + b" Q 0 Tr " + TEXT, resources=OPACITY), tmp_path)
    assert found.text.splitlines() == LINES
    (remark,) = found.remarks
    assert remark.severity is Severity.NOTE
    assert why in remark.message
    assert OLD in remark.message


@pytest.mark.parametrize(
    "content",
    [
        b"0.2 g 60 480 400 60 re f " + old(tint=1),  # white in a dark head of a table
        b"0.2 g 70 480 m 460 480 l 470 490 l 460 540 l 60 540 l f " + old(tint=1),  # with corners
        b"q 400 0 0 60 60 480 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x10 EI Q " + old(tint=1),
        b"1 1 0 rg 60 480 400 60 re f " + old(),  # marked yellow
        old() + b"/M gs 1 1 0 rg 60 480 400 60 re f\n",
        old() + b"/H gs 0 1 0 rg 60 480 400 60 re f\n",
        old() + b"88 498.5 m 268 498.5 l S\n",  # underlined
        old() + b"20 505.3 m 580 505.3 l S\n",  # a line over the whole page
        old() + b"q 0 0 10 10 re W n 1 g 60 480 400 60 re f Q\n",
        b"q 60 490 400 40 re W n " + old() + b"Q ",
        b"1 Tr " + old() + b"0 Tr ",
    ],
)
def test_seen_text_stays(content: bytes, tmp_path: Path) -> None:
    found = source(pdf(TEXT + content, resources=OPACITY), tmp_path)
    assert found.text.splitlines() == [*LINES, OLD]
    assert found.remarks == ()


def test_a_spot_colour_is_no_white(tmp_path: Path) -> None:
    spot = b"/ColorSpace<</S[/Separation/Black/DeviceCMYK 9 0 R]>>"
    content = old().replace(b"0 g", b"/S cs 1 scn")
    assert source(pdf(TEXT + content, resources=spot), tmp_path).text.splitlines()[-1] == OLD


@pytest.mark.parametrize("crop", [b"[0 560 595 842]", b"[595 842 0 560]", b"[0 560 900 2000]"])
def test_only_what_the_page_shows_is_read(crop: bytes, tmp_path: Path) -> None:
    found = source(pdf(TEXT + old(), attributes=b"/CropBox" + crop), tmp_path)
    assert found.text.splitlines() == LINES
    assert "outside of the page" in found.remarks[0].message


def test_a_crop_that_shows_nothing_is_none(tmp_path: Path) -> None:
    found = source(pdf(TEXT, attributes=b"/CropBox[0 0 0 0]"), tmp_path)
    assert found.text.splitlines() == LINES


def test_strike_out_notes_strike_out(tmp_path: Path) -> None:
    note = b"/Annots[<</Type/Annot/Subtype/StrikeOut/QuadPoints[88 512 268 512 88 498 268 498]>>]"
    found = source(pdf(TEXT + old(), attributes=note), tmp_path)
    assert found.text.splitlines() == LINES
    assert "struck out" in found.remarks[0].message


def test_invisible_text_over_a_picture_of_the_page_is_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "available", lambda: False)
    for layer in (b"3 Tr " + TEXT, TEXT.replace(b"0 g", b"1 g")):
        assert source(pdf(IMAGE + layer), tmp_path).text.splitlines() == LINES
    number = b"0 Tr " + show("12", 290, 30, 10)
    assert LINES[1] in source(pdf(IMAGE + b"3 Tr " + TEXT + number), tmp_path).text
    written = source(pdf(IMAGE + TEXT + b"3 Tr " + old()), tmp_path)
    assert written.text.splitlines() == LINES


def test_what_a_browser_prints_struck_or_hidden_is_not_read(
    browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.set_content(
        "<meta charset=utf-8><p>一、由区教育局负责，<s>由区审计局负责，</s>年底前完成。</p>"
        "<p style='color:white'>二、由区司法局负责。</p>"
        "<p style='opacity:0'>三、由区民政局负责。</p>"
        "<table style='border-collapse:collapse'><tr style='background:#236;color:white'>"
        "<td style='border:1px solid'>责任单位<td style='border:1px solid'>完成时限</table>"
    )
    page.pdf(path=tmp_path / "printed.pdf", print_background=True)
    page.close()
    text = read(tmp_path / "printed.pdf").text
    assert "由区教育局负责，年底前完成。" in text.replace(" ", "")
    assert "责任单位" in text
    assert "完成时限" in text
    assert not any(unit in text for unit in ("审计局", "司法局", "民政局"))


def test_a_line_through_drawn_characters_strikes_them_out(tmp_path: Path) -> None:
    """Browsers draw Chinese characters themselves (Type 3), and give the box of the font alone."""
    text = "由区审计局负责"
    names = "".join(f"/uni{ord(c):04X}" for c in text)
    font = (
        b"<</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 -.001 0 0]/FontBBox[0 120 1000 -880]"
        b"/CharProcs<<>>/FirstChar 1/LastChar 7/Widths[1000 1000 1000 1000 1000 1000 1000]"
        b"/Encoding<</Differences[1%s]>>/FontDescriptor<</Type/FontDescriptor/FontName/F"
        b"/Flags 4/ItalicAngle 0>>>>" % names.encode()
    )
    shown = b"BT /F 12 Tf 1 0 0 1 88 500 Tm <01020304050607> Tj ET\n"
    again = shown.replace(b"88 500", b"88 600")
    found = source(pdf(shown + b"88 503 84 .75 re f\n" + again, font=font), tmp_path)
    assert found.text == f"{text}\n"
    assert "struck out" in found.remarks[0].message
