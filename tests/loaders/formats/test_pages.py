"""Characters at their places → text: paragraphs, tables, furniture; nothing lost or made up."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from zhengmai.loaders.formats.pages import Glyph, Layout, Page, Ruling, layout
from zhengmai.model import Span

EM = 12.0
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 72.0, 72.0 + 36 * EM


def line(text: str, x: float, y: float, em: float = EM) -> list[Glyph]:
    """A line of text as it is printed: Chinese an em wide, other characters half of it."""
    glyphs = []
    for character in text:
        width = em / 2 if character.isascii() else em
        glyphs.append(Glyph(character, x, y, x + width, y + em))
        x += width
    return glyphs


def prose(*paragraphs: str, y: float = 120.0, pitch: float = 20.0) -> list[Glyph]:
    """Paragraphs set in 36 characters a line, the first line of each indented by two."""
    glyphs = []
    for paragraph in paragraphs:
        rest, x = paragraph, LEFT + 2 * EM
        while rest:
            fits = int((RIGHT - x) / EM)
            glyphs += line(rest[:fits], x, y)
            rest, x, y = rest[fits:], LEFT, y + pitch
    return glyphs


def page(*parts: list[Glyph], rulings: tuple[Ruling, ...] = ()) -> Page:
    return Page(WIDTH, HEIGHT, tuple(g for part in parts for g in part), rulings)


def box(xs: list[float], ys: list[float]) -> list[Ruling]:
    """The rulings of a table in which all cells are drawn."""
    return [
        *(Ruling(xs[0], y, xs[-1], y + 0.5) for y in ys),
        *(Ruling(x, ys[0], x + 0.5, ys[-1]) for x in xs),
    ]


def at(found: Layout, span: Span) -> str:
    return found.text[span.start : span.end]


def cells(found: Layout, number: int = 0) -> dict[tuple[int, int, int, int], str]:
    return {
        (c.row, c.column, c.rows, c.columns): at(found, c.span) for c in found.grids[number].cells
    }


ONE = (
    "各区县人民政府要加强组织领导，明确责任分工，完善工作机制，"
    "确保政务公开各项任务按时保质完成，并于年底前报送总结。"
)
TWO = "各部门要加强协同配合，形成工作合力，共同推进。"


def test_wrapped_lines_are_one_paragraph_and_an_indent_begins_the_next() -> None:
    assert layout([page(prose(ONE, TWO, ONE))]).text.splitlines() == [ONE, TWO, ONE]


def test_a_paragraph_goes_on_over_a_page_break_and_the_page_number_comes_after_it() -> None:
    long = ONE * 6
    glyphs = prose(TWO, long, TWO)
    cut = sorted({g.top for g in glyphs})[5]
    first = [g for g in glyphs if g.top < cut]
    rest = [
        Glyph(g.text, g.x0, g.top - cut + 120, g.x1, g.bottom - cut + 120)
        for g in glyphs
        if g.top >= cut
    ]
    pages = [
        page(first, line("— 1 —", 280, 790)),
        page(rest, line("— 2 —", 280, 790)),
    ]
    found = layout(pages)
    assert found.text.splitlines() == [TWO, long, "—1—", TWO, "—2—"]
    assert [at(found, f) for f in found.furniture] == ["—1—", "—2—"]


def test_running_heads_are_furniture_and_annexes_are_not() -> None:
    pages = [
        page(line("榆津市政务公开工作简报", 72, 40), line(f"附件{n}", 72, 90), prose(ONE))
        for n in (1, 2, 3)
    ]
    found = layout(pages)
    assert {at(found, f) for f in found.furniture} == {"榆津市政务公开工作简报"}
    assert len(found.furniture) == 3
    assert [x for x in found.text.splitlines() if x.startswith("附件")] == [
        "附件1",
        "附件2",
        "附件3",
    ]


def test_a_number_that_ends_a_sentence_at_the_foot_is_no_page_number() -> None:
    glyphs = prose(ONE, y=700) + line("12", LEFT, 742)
    assert layout([page(glyphs)]).furniture == ()


def test_text_with_which_pages_begin_alike_is_no_running_head() -> None:
    pages = [page(line(f"推进第{n}项工作", LEFT, 60), prose(ONE)) for n in (1, 5, 9)]
    assert layout(pages).furniture == ()


def test_latin_words_keep_their_blanks_and_chinese_gets_none() -> None:
    glyphs = line("数据平台Open Data公开工作", LEFT, 120)
    glyphs = [g for g in glyphs if g.text != " "]
    assert layout([page(glyphs)]).text == "数据平台Open Data公开工作\n"


def test_a_heading_in_large_type_is_one_line() -> None:
    title = line("榆津市人民政府关于印发政务公开", 140, 120, 22) + line(
        "工作要点的通知", 228, 156, 22
    )
    found = layout([page(title, prose(ONE, ONE, y=220))])
    assert found.text.splitlines()[0] == "榆津市人民政府关于印发政务公开工作要点的通知"


XS = [72.0, 108.0, 300.0, 420.0]


def test_a_ruled_table_has_merged_cells_once() -> None:
    rulings = [
        *(Ruling(72, y, 420, y + 0.5) for y in (100, 124, 172)),
        Ruling(108, 148, 420, 148.5),  # not under the number: rows 2 and 3 have one
        *(Ruling(x, 100, x + 0.5, 172) for x in (72, 108, 420)),
        Ruling(300, 124, 300.5, 172),  # not in the first row
    ]
    glyphs = [
        *line("序号", 78, 106),
        *line("工作任务", 200, 106),
        *line("1", 80, 142),
        *line("公开预算", 112, 130),
        *line("市财政局", 304, 130),
        *line("公开决算", 112, 154),
    ]
    found = layout([page(glyphs, rulings=tuple(rulings))])
    assert cells(found) == {
        (0, 0, 1, 1): "序号",
        (0, 1, 1, 2): "工作任务",
        (1, 0, 2, 1): "1",
        (1, 1, 1, 1): "公开预算",
        (1, 2, 1, 1): "市财政局",
        (2, 1, 1, 1): "公开决算",
        (2, 2, 1, 1): "",
    }
    assert found.text == "序号\t工作任务\n1\t公开预算\t市财政局\n公开决算\t\n"
    assert at(found, found.grids[0].span) == found.text


def test_lines_wrapped_in_a_cell_are_joined_and_lines_that_end_early_are_not() -> None:
    glyphs = [
        *line("推进规划和财政信息公开工作做到", 112, 104),
        *line("应公开尽公开", 112, 120),
        *line("市财政局", 304, 104),
        *line("市教育局", 304, 120),
    ]
    rulings = tuple(box(XS, [100, 140, 180]))
    found = layout([page(glyphs, rulings=rulings)])
    assert cells(found)[0, 1, 1, 1] == "推进规划和财政信息公开工作做到应公开尽公开"
    assert cells(found)[0, 2, 1, 1] == "市财政局\n市教育局"


def test_lines_of_a_list_set_in_within_a_cell_are_joined() -> None:
    glyphs = [
        *line("推进公开：", 112, 104),
        *line("健全审查的各项制度并定期", 136, 120),
        *line("通报情况。", 136, 136),
        *line("加强培训。", 136, 152),
    ]
    found = layout([page(glyphs, rulings=tuple(box([72, 108, 284, 420], [100, 170, 180])))])
    assert cells(found)[0, 1, 1, 1] == "推进公开：\n健全审查的各项制度并定期通报情况。\n加强培训。"


def test_a_table_over_three_pages_is_one_grid_with_the_page_numbers_in_it() -> None:
    pages = []
    for number in (1, 2, 3):
        rows = [["序号", "工作任务", "责任单位"], [str(number), f"任务{number}", "市财政局"]]
        glyphs = [
            g
            for r, row in enumerate(rows)
            for x, text in zip(XS, row, strict=False)
            for g in line(text, x + 4, 106 + 24 * r)
        ]
        number_ = line(f"- {number} -", 280, 800)
        pages.append(page(glyphs, number_, rulings=tuple(box(XS, [100, 124, 148]))))
    found = layout(pages)
    assert len(found.grids) == 1
    assert [at(found, c.span) for c in found.grids[0].cells if c.column == 1] == [
        "工作任务", "任务1", "工作任务", "任务2", "工作任务", "任务3",
    ]  # fmt: skip
    inside = [f for f in found.furniture if f.end < found.grids[0].span.end]
    assert [at(found, f) for f in inside] == ["- 1 -", "- 2 -"]


def test_a_table_with_other_borders_on_the_next_page_is_another() -> None:
    other = [72.0, 180.0, 300.0, 420.0]
    pages = [
        page(
            line("甲", xs[0] + 4, 106),
            line("乙", xs[1] + 4, 106),
            rulings=tuple(box(xs, [100, 124])),
        )
        for xs in (XS, other)
    ]
    assert len(layout(pages).grids) == 2


def test_a_frame_around_text_is_no_table() -> None:
    found = layout([page(prose(ONE), rulings=tuple(box([60, 530], [100, 700])))])
    assert found.grids == ()
    assert found.text == ONE + "\n"


def open_row(y: float, *texts: str) -> list[Glyph]:
    return [g for x, t in zip((72, 120, 320, 440), texts, strict=False) for g in line(t, x, y)]


HEAD = ("序号", "工作任务", "责任单位", "完成时限")


def test_columns_of_white_space_are_a_table_and_its_rows_begin_with_a_number() -> None:
    glyphs = [
        *open_row(100, *HEAD),
        *open_row(120, "1", "推进规划信息公开工作做到应公开", "市财政局", "12月底前"),
        *open_row(136, "", "尽公开"),
        *open_row(152, "2", "规范平台建设", "市数据局", "长期坚持"),
    ]
    found = layout([page(glyphs, prose(ONE, y=200))])
    assert [list(cells(found).values())[4 * r : 4 * r + 4] for r in range(3)] == [
        list(HEAD),
        ["1", "推进规划信息公开工作做到应公开尽公开", "市财政局", "12月底前"],
        ["2", "规范平台建设", "市数据局", "长期坚持"],
    ]
    assert found.text.splitlines()[-1] == ONE


def test_level_rulings_part_the_rows_of_a_table_without_numbers() -> None:
    glyphs = [
        *open_row(100, "类别", "具体要求", "责任单位", "完成时限"),
        *open_row(120, "规划", "推进规划信息公开工作做到应公开", "市财政局", "12月"),
        *open_row(136, "", "尽公开"),
        *open_row(152, "平台", "规范平台建设", "市数据局", "长期"),
    ]
    rulings = tuple(Ruling(72, y, 520, y + 0.5) for y in (96, 116, 150, 170))
    found = layout([page(glyphs, rulings=rulings)])
    assert len({c.row for c in found.grids[0].cells}) == 3
    assert cells(found)[1, 1, 1, 1] == "推进规划信息公开工作做到应公开尽公开"


def test_a_table_without_rulings_has_broken_names_and_cells_set_in_the_middle() -> None:
    glyphs = [
        *line("重点任", 72, 100), *line("务", 84, 116),
        *open_row(108, "", "具体要求", "责任单位", "完成时限"),
    ]  # fmt: skip
    for number in range(3):
        y = 140 + 40 * number
        glyphs += open_row(y, "", "推进规划信息公开工作做到应公开")
        glyphs += open_row(y + 16, "", "尽公开")
        glyphs += open_row(y + 8, f"任务{number}", "", "市财政局", "12月")
    found = layout([page(glyphs)])
    assert found.text.splitlines() == [
        "重点任务\t具体要求\t责任单位\t完成时限",
        *(f"任务{n}\t推进规划信息公开工作做到应公开尽公开\t市财政局\t12月" for n in range(3)),
    ]


def test_doubtful_characters_are_told() -> None:
    glyphs = [
        Glyph(g.text, g.x0, g.top, g.x1, g.bottom, g.text in "政务") for g in prose(TWO + "政务")
    ]
    found = layout([page(glyphs)])
    assert [at(found, s) for s in found.doubtful] == ["政务"]


texts = st.text("公开政务1a，。（ ", min_size=1, max_size=40)
numbers = st.floats(0, 600, allow_nan=False)


@st.composite
def any_page(draw: st.DrawFn) -> Page:
    glyphs: list[Glyph] = []
    for text in draw(st.lists(texts, max_size=6)):
        glyphs += line(text, draw(numbers), draw(numbers), draw(st.sampled_from([9.0, 12.0, 22.0])))
    rulings = []
    for level in draw(st.lists(st.booleans(), max_size=8)):
        x, y, long = draw(numbers), draw(numbers), draw(numbers)
        rulings.append(Ruling(x, y, x + long, y + 1) if level else Ruling(x, y, x + 1, y + long))
    if draw(st.booleans()):
        xs, ys = (sorted(draw(st.lists(numbers, min_size=2, max_size=5))) for _ in "xy")
        rulings += box(xs, ys)
    return Page(
        WIDTH, HEIGHT, tuple(glyphs), tuple(rulings), tuple(draw(st.lists(texts, max_size=2)))
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(any_page(), max_size=3))
def test_no_character_is_lost_or_doubled_and_all_places_are_in_the_text(pages: list[Page]) -> None:
    found = layout(pages)
    given_ = Counter(c for p in pages for g in p.glyphs for c in g.text if not c.isspace())
    given_.update(c for p in pages for a in p.aside for c in a if not c.isspace())
    assert Counter(c for c in found.text if not c.isspace()) == given_
    assert found == layout(pages)
    ends = [0]
    for grid in found.grids:
        assert ends[-1] <= grid.span.start <= grid.span.end <= len(found.text)
        ends.append(grid.span.end)
        assert at(found, grid.span).endswith("\n")
        assert all(
            grid.span.start <= c.span.start <= c.span.end <= grid.span.end for c in grid.cells
        )
        places = Counter(
            (c.row + r, c.column + k)
            for c in grid.cells
            for r in range(c.rows)
            for k in range(c.columns)
        )
        assert set(places.values()) <= {1}
    assert list(found.furniture) == sorted(found.furniture)
