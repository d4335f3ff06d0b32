"""Source text that remembers its places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengmai.loaders.excerpt import Excerpt, fold
from zhengmai.model import Span

from .reading import at, whole

TEXTS = st.text(alphabet="区局、。，（）〈〉 \n\t\r\u3000ab12*_年月底前", max_size=60)
MODERATE = settings(max_examples=120, deadline=None)


@st.composite
def pieces(draw: st.DrawFn) -> Excerpt:
    """Any piece of any text: spans in any order, empty ones and repeated ones too."""
    text = draw(TEXTS)
    bounds = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(bounds, bounds), max_size=6))
    return Excerpt(text, tuple(Span(min(p), max(p)) for p in pairs))


def check(piece: Excerpt) -> None:
    """A piece is what stands in the file at its spans, and they are in the file."""
    assert piece.text == at(piece.file_text, piece.spans)
    assert all(0 <= s.start < s.end <= len(piece.file_text) for s in piece.spans)
    assert len(piece) == len(piece.text)
    assert bool(piece) == bool(piece.text)


@MODERATE
@given(pieces(), st.integers(0, 70), st.integers(0, 70))
def test_a_slice_is_the_slice_of_the_text(piece: Excerpt, a: int, b: int) -> None:
    cut = piece.slice(a, b)
    check(cut)
    assert cut.text == piece.text[a:b]
    assert piece.slice(a).text == piece.text[a:]
    assert at(piece.file_text, piece.spans_of(a, min(b, len(piece)))) == piece.text[a:b]


@MODERATE
@given(pieces(), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), min_size=1))
def test_joined_slices_read_as_their_texts_side_by_side(
    piece: Excerpt, cuts: list[tuple[int, int]]
) -> None:
    parts = [piece.slice(a, b) for a, b in cuts]
    joined = Excerpt.join(parts)
    check(joined)
    assert joined.text == "".join(p.text for p in parts)


@MODERATE
@given(pieces(), st.sampled_from([r"\s+", "、", "局|区", r"\d+", "(?=年)", "."]))
def test_without_leaves_out_just_the_matches(piece: Excerpt, pattern: str) -> None:
    left = piece.without(re.compile(pattern))
    check(left)
    assert left.text == re.sub(pattern, "", piece.text)


@MODERATE
@given(pieces())
def test_cleaned_keeps_no_line_break_and_nothing_at_the_ends(piece: Excerpt) -> None:
    cleaned = piece.cleaned()
    check(cleaned)
    assert not set(cleaned.text) & set("\n\r\t")
    assert cleaned.text == cleaned.text.strip()
    assert re.sub(r"[\s*_]", "", cleaned.text) == re.sub(r"[\s*_]", "", piece.text)


@MODERATE
@given(pieces())
def test_stripped_and_folded_pieces_keep_their_places(piece: Excerpt) -> None:
    check(piece.strip())
    assert piece.strip().text == piece.text.strip()
    assert piece.folded == fold(piece.text)
    assert len(piece.folded) == len(piece.text)


@MODERATE
@given(TEXTS)
def test_lines_are_the_lines_of_the_text(text: str) -> None:
    lines = list(whole(text).lines())
    assert [line.text for line in lines] == text.splitlines()
    for line in lines:
        assert line.text == at(text, line.spans)


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        pytest.param("区自然\n资源局", "区自然资源局", id="a word broken over two lines"),
        pytest.param("2025 年 9 月底前", "2025年9月底前", id="spaces around digits"),
        pytest.param("开展 VR 直播", "开展VR直播", id="spaces around Latin letters"),
        pytest.param("Open Data 专区", "Open Data专区", id="a space between two Latin words stays"),
        pytest.param("Open\nData", "OpenData", id="a line break between Latin words goes"),
        pytest.param("（一）,(二)", "（一）,(二)", id="widths stay as printed"),
        pytest.param("\u3000\u3000各街道", "各街道", id="an indent of full-width spaces"),
        pytest.param("Open\r\nData", "OpenData", id="a Windows line break too"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_cleaned(printed: str, cleaned: str) -> None:
    assert whole(printed).cleaned().text == cleaned


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("（）〈〉＜＞【】", "()()()()"),
        ("［］〔〕﹝﹞", "[][][]"),
        ("，：；．！？", ",:;.!?"),
        ("０１２３４５６７８９", "0123456789"),
        ("—–―～", "---~"),
        ("、。《》“”", "、。《》“”"),
    ],
)
def test_fold_makes_one_width_of_brackets_signs_and_digits(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_a_cell_broken_over_two_pages_has_two_spans() -> None:
    text = "区市场监\n— 3 —\n管局"
    cell = Excerpt.join([whole(text).slice(0, 4), whole(text).slice(11)])
    assert cell.text == "区市场监管局"
    assert cell.spans == (Span(0, 4), Span(11, 13))
    assert cell.slice(3, 5).spans == (Span(3, 4), Span(11, 12))


def test_neighbouring_spans_become_one_and_empty_ones_go() -> None:
    piece = Excerpt("区财政局", (Span(0, 1), Span(1, 1), Span(1, 4)))
    assert piece.spans == (Span(0, 4),)


def test_nothing_cannot_be_joined() -> None:
    with pytest.raises(ValueError, match="nothing to join"):
        Excerpt.join([])


def test_an_empty_piece_begins_nowhere() -> None:
    assert Excerpt("区", ()).start == 0
    assert whole("区政府").slice(1).start == 1


def test_what_of_a_piece_stands_in_a_stretch_of_the_file() -> None:
    piece = Excerpt("0123456789", (Span(1, 4), Span(6, 9)))
    assert piece.within(3, 7).spans == (Span(3, 4), Span(6, 7))
    assert piece.within(4, 6).spans == ()
    assert piece.within(0, 10) == piece
    assert piece.within(2, 3).text == "2"


@pytest.mark.parametrize(
    ("gaps", "left"),
    [
        ((), "0123456789"),
        (((0, 2), (4, 5)), "2356789"),
        (((8, 10),), "01234567"),
        (((2, 6), (4, 7)), "01789"),
        (((0, 10),), ""),
    ],
)
def test_what_of_a_piece_stands_outside_of_stretches(
    gaps: tuple[tuple[int, int], ...], left: str
) -> None:
    found = whole("0123456789").outside(Span(*gap) for gap in gaps)
    assert found.text == left
    assert at(found.file_text, found.spans) == left


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("晒清单.把价目贴好.每季更新.", "晒清单。把价目贴好。每季更新。"),
        ("晒清单.\n(二)贴价目.\n", "晒清单。\n(二)贴价目。\n"),
        ("提升质量.12345热线随叫随到.(区数据局)", "提升质量。12345热线随叫随到。(区数据局)"),
        ("一.晒清单.增幅3.5%.第三.做好收尾.", "一.晒清单。增幅3.5%。第三.做好收尾。"),
        ("晒清单。贴价目。见www.example.cn", "晒清单。贴价目。见www.example.cn"),
        ("1.晒清单。2.贴价目。附件.见后", "1.晒清单。2.贴价目。附件.见后"),
    ],
)
def test_dots_end_the_sentences_of_a_text_without_chinese_stops(text: str, folded: str) -> None:
    assert whole(text).folded == folded
    assert whole(text).text == text
