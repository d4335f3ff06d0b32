"""Watermarks that are level and small: told from the text by their ink and place."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengmai.model import Severity

from .making import furniture, pdf, rest, show, source

BODY = [
    "（一）公开惠企政策。集中公开惠企政策清单，逐条标明申报条件、受理部门，",
    "由区发展和改革局牵头，区财政局、区商务局配合，二〇二五年六月底前完成。",
    "（二）公开工程进展。公开重大工程审批、资金和施工进展情况，每月更新一次，",
    "由区交通运输局牵头，区水利局、区住房和城乡建设局配合，九月底前完成好。",
]
WHOLE = [BODY[0] + BODY[1], BODY[2] + BODY[3]]
TEXT = b"".join(show(line, 70, 700 - 20 * n, 12) for n, line in enumerate(BODY))
OPACITY = b"/ExtGState<</W<</ca 0.25>>>>"


def tiles(text: str, size: float, color: str, step: float = 71) -> bytes:
    return b"".join(
        show(text, x, 40 + step * n, size).replace(b"0 g", color.encode())
        for n in range(11)
        for x in (50, 235, 440)
    )


@pytest.mark.parametrize(
    "mark",
    [
        tiles("李建国 05-17", 11, "0.8 g"),
        tiles("内部资料 请勿外传", 9, "0.7 0.8 1 rg", 53),
        tiles("榆津市数据局", 14, "0 0 0 0.15 k"),
        tiles("ZHANG 0392", 10, "/W gs 0 g", 67),
        tiles("仅供查阅", 12, "1 0 0 rg", 60),
        show("仅供查阅", 150, 676, 12, tint=0.8),  # over some characters
        show("赵敏", 200, 650, 9, tint=0.85),  # between two lines
        show("内部", 498, 702, 9, tint=0.8),  # behind a line, higher than it
        show("内部资料", 90, 655, 30).replace(b"0 g", b"1 0 0 rg"),
        show("内部资料", 90, 655, 13, "0.995 0.09 -0.09 0.995", tint=0.6),  # a little aslant
    ],
)
@pytest.mark.parametrize("after", [False, True])
def test_watermarks_of_another_ink_are_aside(mark: bytes, after: bool, tmp_path: Path) -> None:
    content = TEXT + b"q " + mark + b" Q" if after else b"q " + mark + b" Q " + TEXT
    found = source(pdf(content, resources=OPACITY), tmp_path)
    assert rest(found) == WHOLE
    assert len(furniture(found)) >= 1
    assert all(remark.severity is Severity.NOTE for remark in found.remarks)


def test_a_watermark_in_a_drawing_has_the_ink_of_its_page(tmp_path: Path) -> None:
    plain = tiles("内部资料", 12, "").replace(b"BT  ", b"BT ")
    found = source(pdf(TEXT + b"q /W gs /X Do Q", resources=OPACITY, forms=(plain,)), tmp_path)
    assert rest(found) == WHOLE


def test_what_stands_on_the_same_place_of_each_page_in_pale_ink_is_aside(tmp_path: Path) -> None:
    mark = show("样本仅供查阅", 240, 400, 12, tint=0.8)
    found = source(pdf(TEXT + mark, TEXT + mark), tmp_path)
    assert rest(found) == [*WHOLE, *WHOLE]
    assert any("page" in r.message and "样本仅供查阅" in r.message for r in found.remarks)


def test_where_inks_are_the_same_the_place_is_told(tmp_path: Path) -> None:
    found = source(pdf(TEXT + show("仅供查阅", 150, 676, 12)), tmp_path)
    (remark,) = found.remarks
    assert remark.severity is Severity.DAMAGED
    assert any("查" in found.text[s.start : s.end] for s in remark.spans)


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        # words in red, or grey, in a line
        (show("九月底前", 70, 600, 12).replace(b"0 g", b"1 0 0 rg") + show("完成。", 118, 600, 12),
         ["九月底前完成。"]),
        (show("发布时间：2025-04-18", 70, 600, 12, tint=0.6), ["发布时间：2025-04-18"]),
        (show("注：各单位按月报送。", 70, 580, 9, tint=0.5)
         + show("以上请认真执行。", 70, 560, 12), ["注：各单位按月报送。", "以上请认真执行。"]),
        (b"".join(show("区财政局", 70, 600 - 30 * n, 12, tint=0.5) for n in range(4)),
         ["区财政局"] * 4),
    ],
)  # fmt: skip
def test_coloured_text_on_its_own_place_stays(
    more: bytes, lines: list[str], tmp_path: Path
) -> None:
    found = source(pdf(TEXT + more), tmp_path)
    assert found.text.splitlines() == [*WHOLE, *lines]
    assert found.remarks == ()


def test_a_white_head_on_each_page_stays(tmp_path: Path) -> None:
    head = b"0.1 0.2 0.5 rg 60 440 400 30 re f " + show("任务分工", 70, 450, 12, tint=1)
    found = source(pdf(TEXT + head, TEXT + head), tmp_path)
    assert found.text.count("任务分工") == 2
    assert found.remarks == ()
