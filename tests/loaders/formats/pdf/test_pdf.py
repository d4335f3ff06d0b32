"""PDF files, printed by a browser from invented pages or written by hand → their text."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.pdf import page as pdffile
from zhengmai.loaders.formats.pdf.page import read
from zhengmai.loaders.formats.scan import recognition as scan
from zhengmai.loaders.source import Grid, Source
from zhengmai.model import Severity

STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
@page wide { size: A4 landscape }
body { font: 16pt/29pt "Noto Serif CJK SC", serif; margin: 0 }
h1 { font: 22pt/36pt "Noto Serif CJK SC"; text-align: center; margin: 20pt }
p { margin: 0; text-indent: 2em; text-align: justify }
.left { text-indent: 0 }
.new { break-before: page }
.wide { page: wide }
table { border-collapse: collapse; width: 100%; font-size: 11pt; line-height: 16pt }
td, th { border: 0.75pt solid black; padding: 3pt 5pt; font-weight: normal }
td:first-child { text-align: center }
.open td, .open th { border: none; padding: 4pt 8pt; text-align: left; vertical-align: top }
"""
TO = "各区县人民政府，市政府各部门、各直属机构，各有关单位："
TITLE = "榆津市人民政府办公室关于印发2025年全市政务公开工作要点任务分工方案的通知"
POINTS = [
    f"（{n}）推进第{n}项工作。围绕市委、市政府中心工作，聚焦Government Information公开条例的"
    "贯彻落实，持续推进决策、执行、管理、服务、结果“五公开”，不断提高政务公开的标准化、规范化、"
    "信息化水平。（牵头单位：市政府办公室；责任单位：市发展改革委、市财政局）"
    for n in "一二三四五六七八"
]
TASKS = [
    f"第{n}项任务：及时公开榆津市“一网通办”改革进展，完善政府信息公开目录，做到应公开尽公开，"
    f"并在Open Data平台更新。{'每季度第一个月底前汇总情况，报市政府办公室备案。' * (n % 3)}"
    for n in range(1, 31)
]
UNITS = ["市政府办公室、市数据局", "市财政局<br>市教育局"]
DUE = ["长期坚持", "2025年12月底前"]


def table_rows() -> Iterator[str]:
    """30 tasks under 6 points of 5 tasks; the second cell of each point is merged."""
    for n, task in enumerate(TASKS):
        point = f"<td rowspan=5>（{n // 5 + 1}）第{n // 5 + 1}类工作</td>" if n % 5 == 0 else ""
        yield (
            f"<tr><td>{n + 1}</td>{point}<td>{task}</td><td>{UNITS[n % 2]}</td>"
            f"<td>{DUE[n % 2]}</td></tr>"
        )


NAMES = ["序号", "工作任务", "具体要求", "责任单位", "完成时限"]
NOTICE = f"""<meta charset=utf-8><style>{STYLE}</style>
<h1>{TITLE}</h1><p class=left>{TO}</p>{"".join(f"<p>{p}</p>" for p in POINTS)}
<h1 class=new>任务分工表</h1><table><thead><tr><th style="width:8%">{NAMES[0]}</th>
<th style="width:16%">{NAMES[1]}</th><th style="width:38%">{NAMES[2]}</th>
<th>{NAMES[3]}</th><th>{NAMES[4]}</th></tr></thead><tbody>{"".join(table_rows())}</tbody></table>
<p>注：各单位联系人名单于3月底前报送。</p>"""

OPEN_TASKS = [
    f"建立健全第{n}类信息公开审查机制，明确审查程序，定期通报有关情况。" for n in range(1, 6)
]
OPEN = f"""<meta charset=utf-8><style>{STYLE}</style><h1>附件名录</h1><table class=open>
<tr><th style="width:12%">序号</th><th style="width:43%">工作任务</th><th>责任单位</th>
<th>完成时限</th></tr>{
    "".join(
        f"<tr><td>{n}</td><td>{task}</td><td>市司法局、市档案馆</td><td>2025年{n}月底前</td></tr>"
        for n, task in enumerate(OPEN_TASKS, 1)
    )
}</table><p>以上任务完成情况纳入年度考核，各单位要高度重视，加强组织领导，按时保质完成各项任务。</p>
<div class="new wide"><h1>横向页面</h1><p>{POINTS[0]}</p></div>"""


def printed(browser: Browser, html: str, file: Path) -> Path:
    page = browser.new_page()
    page.set_content(html)
    middle = "font-size:12pt;width:100%;text-align:center"
    page.pdf(
        path=file,
        prefer_css_page_size=True,
        display_header_footer=True,
        header_template=f'<div style="{middle}">榆津市政务公开专刊</div>',
        footer_template=f'<div style="{middle}">— <span class=pageNumber></span> —</div>',
    )
    page.close()
    return file


@pytest.fixture(scope="module")
def notice(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Source:
    return read(printed(browser, NOTICE, tmp_path_factory.mktemp("pdf") / "notice.pdf"))


def cells(source: Source, grid: Grid) -> dict[tuple[int, int], str]:
    return {(c.row, c.column): source.text[c.span.start : c.span.end] for c in grid.cells}


def furniture(source: Source) -> list[str]:
    return [source.text[f.start : f.end] for f in source.furniture]


def test_a_printed_notice_has_a_paragraph_a_line(notice: Source) -> None:
    lines = notice.text.splitlines()
    beside = set(furniture(notice))
    assert [x for x in lines if x not in beside][: 2 + len(POINTS)] == [TITLE, TO, *POINTS]
    assert lines[-2:] == ["注：各单位联系人名单于3月底前报送。", lines[-1]]
    assert notice.remarks == ()


def test_running_heads_and_page_numbers_are_furniture(notice: Source) -> None:
    found = Counter(furniture(notice))
    pages = found["榆津市政务公开专刊"]
    assert pages >= 6
    assert sorted(found) == sorted({"榆津市政务公开专刊", *(f"—{n}—" for n in range(1, pages + 1))})


def test_a_table_over_several_pages_is_one_grid_with_all_its_cells(notice: Source) -> None:
    (grid,) = notice.grids
    found = cells(notice, grid)
    rows = {c.row for c in grid.cells}
    heads = [row for row in rows if found.get((row, 0)) == "序号"]
    assert len(heads) >= 3
    for row in heads:
        assert [found[row, column] for column in range(5)] == NAMES
    body = [row for row in sorted(rows) if row not in heads]
    whole: list[list[str]] = []  # the tasks, with rows that a page break cut joined
    for row in body:
        number, task, units, due = (found[row, c] for c in (0, 2, 3, 4))
        if number:
            whole.append([number, task, units, due])
        else:
            whole[-1] = [a + b for a, b in zip(whole[-1], ["", task, units, due], strict=True)]
    assert [row[0] for row in whole] == [str(n) for n in range(1, 31)]
    assert [row[1] for row in whole] == TASKS
    assert [row[2] for row in whole] == list(
        islice(cycle(u.replace("<br>", "\n") for u in UNITS), 30)
    )
    assert [row[3] for row in whole] == list(islice(cycle(DUE), 30))


def test_merged_cells_reach_as_far_as_they_are_drawn(notice: Source) -> None:
    (grid,) = notice.grids
    found = cells(notice, grid)
    rows = {c.row for c in grid.cells if found.get((c.row, 0)) != "序号"}
    reached: dict[int, str] = {}
    name = ""
    for cell in sorted(
        (c for c in grid.cells if c.column == 1 and c.row in rows), key=lambda c: c.row
    ):
        name = found[cell.row, 1] or name  # a page break draws an empty one below
        reached.update(dict.fromkeys(range(cell.row, cell.row + cell.rows), name))
    number = 0
    for row in sorted(rows):
        number = int(found[row, 0]) if found[row, 0] else number
        kind = (number - 1) // 5 + 1
        assert reached[row] == f"（{kind}）第{kind}类工作"


def test_columns_of_white_space_and_lying_pages(browser: Browser, tmp_path: Path) -> None:
    source = read(printed(browser, OPEN, tmp_path / "open.pdf"))
    (grid,) = source.grids
    found = cells(source, grid)
    assert [found[n, 0] for n in range(6)] == ["序号", "1", "2", "3", "4", "5"]
    assert [found[n, 1] for n in range(1, 6)] == OPEN_TASKS
    assert {found[n, 2] for n in range(1, 6)} == {"市司法局、市档案馆"}
    assert [found[n, 3] for n in range(1, 6)] == [f"2025年{n}月底前" for n in range(1, 6)]
    lines = source.text.splitlines()
    assert POINTS[0] in lines
    assert any(x.startswith("以上任务") and x.endswith("各项任务。") for x in lines)


# --- files written by hand

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/%s/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/SimSun/DW 1000/CIDSystemInfo<</Registry(Adobe)"
    b"/Ordering(%s)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/SimSun"
    b"/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700"
    b"/StemV 80>>>>]>>"
)
CHINESE = FONT % (b"UniGB-UCS2-H", b"GB1")
UNKNOWN = FONT % (b"Identity-H", b"Identity")


def rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def show(
    text: str, x: float, y: float, size: float = 16, matrix: str = "1 0 0 1", tint: float = 0
) -> bytes:
    return (
        f"BT {tint} g /F {size} Tf {matrix} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"
    ).encode()


IMAGE = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q\n"


def pdf(
    *contents: bytes | tuple[bytes, bytes],
    font: bytes = CHINESE,
    rotate: int = 0,
    password: str | None = None,
    forms: tuple[bytes, ...] = (),
) -> bytes:
    """A PDF file of these pages; with a password (it may be empty) it is encrypted (V1, RC4).

    Of the forms, which pages draw by /X Do, each is /X to the one before it. A page may be given
    packed already: its filters, and its content.
    """
    owner, ident = b"o" * 32, b"i" * 16
    padded = ((password or "").encode() + PAD)[:32]
    key = hashlib.md5(padded + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + ident).digest()[:5]  # noqa: S324
    if password is not None:  # its strings are encrypted, too
        salted = hashlib.md5(key + (3).to_bytes(3, "little") + b"\0\0").digest()[:10]  # noqa: S324
        for word in (b"Adobe", b"GB1"):
            font = font.replace(b"(%s)" % word, b"<%s>" % rc4(salted, word).hex().encode())
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(contents)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {len(contents)}/Kids[{kids}]>>".encode(),
        3: font,
    }
    first = 4 + 2 * len(contents)
    for n, form in enumerate(forms, first):
        objects[n] = (
            f"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Length {len(form)}"
            f"/Resources<</Font<</F 3 0 R>>/XObject<</X {n + 1} 0 R>>>>>>stream\n"
        ).encode() + form + b"\nendstream"  # fmt: skip
    for n, content in enumerate(contents):
        page, stream = 4 + 2 * n, 5 + 2 * n
        objects[page] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {rotate}/Contents {stream} 0 R"
            f"/Resources<</Font<</F 3 0 R>>/XObject<</X {first} 0 R>>>>>>"
        ).encode()
        plain = isinstance(content, bytes)
        filters, packed = (b"/Filter/FlateDecode", zlib.compress(content)) if plain else content
        if password is not None:
            salted = key + stream.to_bytes(3, "little") + b"\0\0"
            packed = rc4(hashlib.md5(salted).digest()[:10], packed)  # noqa: S324
        head = b"<</Length %d%s>>stream\n" % (len(packed), filters)
        objects[stream] = head + packed + b"\nendstream"
    trailer = b"/Root 1 0 R/ID[<%s><%s>]" % (ident.hex().encode(), ident.hex().encode())
    if password is not None:
        trailer += b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (
            owner.hex().encode(),
            rc4(key, PAD).hex().encode(),
        )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in sorted(objects.items()):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, at)
    return bytes(out)


def source(data: bytes, folder: Path) -> Source:
    file = folder / "notice.pdf"
    file.write_bytes(data)
    return read(file)


LINES = [
    "榆津市人民政府办公室通知",
    "为做好政务公开工作，现将有关事项通知如下，请认真贯彻执行落实。",
]
TEXT = show(LINES[0], 200, 700) + show(LINES[1], 88, 640, 12)


def test_a_plain_file_is_read(tmp_path: Path) -> None:
    found = source(pdf(TEXT), tmp_path)
    assert found.text.splitlines() == LINES
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("rotate", "matrix"), [(90, "0 1 -1 0"), (180, "-1 0 0 -1"), (0, "0 -1 1 0")]
)
def test_turned_pages_are_read_upright(rotate: int, matrix: str, tmp_path: Path) -> None:
    along = {"0 1 -1 0": (200, 100), "-1 0 0 -1": (500, 300), "0 -1 1 0": (300, 700)}
    step = {"0 1 -1 0": (40, 0), "-1 0 0 -1": (0, 40), "0 -1 1 0": (-40, 0)}
    (x, y), (dx, dy) = along[matrix], step[matrix]
    content = show(LINES[0], x, y, 12, matrix) + show(LINES[1][:20], x + dx, y + dy, 12, matrix)
    assert source(pdf(content, rotate=rotate), tmp_path).text.splitlines() == [
        LINES[0],
        LINES[1][:20],
    ]


def test_text_aslant_and_large_pale_text_are_aside(tmp_path: Path) -> None:
    aslant = show("内部资料", 200, 300, 40, "0.7 0.7 -0.7 0.7")
    pale = show("样本", 250, 500, 60, tint=0.85)
    found = source(pdf(aslant + TEXT + pale), tmp_path)
    assert found.text.splitlines() == [*LINES, "内部资料", "样本"]
    assert furniture(found) == ["内部资料", "样本"]


def test_what_is_drawn_twice_for_boldness_is_read_once(tmp_path: Path) -> None:
    again = show(LINES[0], 200.4, 700)
    assert source(pdf(TEXT + again), tmp_path).text.splitlines() == LINES
    assert source(pdf(show("人人有责", 200, 700)), tmp_path).text == "人人有责\n"


def test_radicals_that_stand_for_characters_are_read_as_these(tmp_path: Path) -> None:
    assert pdffile._meant("⼈") == "人"
    assert pdffile._meant("⺠") == "民"
    assert pdffile._meant("\u200b") == ""
    assert pdffile._meant("民") == "民"


def test_an_empty_password_opens_and_any_other_is_told(tmp_path: Path) -> None:
    found = source(pdf(TEXT, password=""), tmp_path)
    assert found.text.splitlines() == LINES
    assert found.remarks == ()
    with pytest.raises(UnreadableFileError, match="password"):
        source(pdf(TEXT, password="x"), tmp_path)  # noqa: S106


def test_fonts_that_do_not_tell_their_characters_are_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "available", lambda: False)
    found = source(pdf(show("公开" * 20, 88, 700), font=UNKNOWN), tmp_path)
    (remark,) = found.remarks
    assert remark.severity is Severity.PROBLEM
    assert "page 1: the fonts do not tell" in remark.message
    assert "cid" not in found.text


def test_wrong_characters_are_a_problem(tmp_path: Path) -> None:
    rare = "".join(chr(0x5700 + n) for n in range(30))
    content = b"".join(show(rare, 60, 700 - 20 * n, 12) for n in range(12))
    (remark,) = source(pdf(content), tmp_path).remarks
    assert remark.severity is Severity.PROBLEM
    assert "wrong characters" in remark.message


def test_scans_without_the_extra_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "available", lambda: False)
    with pytest.raises(UnreadableFileError, match=r'pip install "zhengmai\[ocr\]"'):
        source(pdf(IMAGE, IMAGE), tmp_path)
    found = source(pdf(IMAGE, TEXT, IMAGE, IMAGE), tmp_path)
    assert found.text.splitlines() == LINES
    (remark,) = found.remarks
    assert remark.severity is Severity.PROBLEM
    assert remark.message.startswith("pages 1, 3-4: ")


def test_a_cut_off_file_says_so(tmp_path: Path) -> None:
    whole = pdf(TEXT, TEXT)
    found = source(whole[: whole.rindex(b"startxref")], tmp_path)
    assert any("cut off" in r.message and r.severity is Severity.PROBLEM for r in found.remarks)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no PDF file at all", "not a PDF"),
        (pdf(), "not a PDF"),
        (pdf(b""), "no text"),
        (pdf(*[TEXT] * 501), "500 pages"),
        (pdf(b" " * 70_000_000), "damaged"),
    ],
)
def test_what_is_no_notice_is_refused_in_words(data: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        source(data, tmp_path)


def test_a_page_that_cannot_be_unpacked_is_told(tmp_path: Path) -> None:
    found = source(pdf(TEXT, b" " * 70_000_000), tmp_path)
    (remark,) = found.remarks
    assert remark.severity is Severity.PROBLEM
    assert remark.message.startswith("page 2 cannot be read")


def lzw(codes: Iterable[int]) -> bytes:
    """Codes packed by LZW (ISO 32000-1:2008, 7.4.4), each as wide as the table asks for."""
    bits = []
    size = 257  # of the table: a code later than that of the writer
    for code in codes:
        bits.append(f"{code:0{9 + sum(size >= full for full in (511, 1023, 2047))}b}")
        size = 257 if code == 256 else size + 1
    whole = "".join(bits)
    whole += "0" * (-len(whole) % 8)
    return int(whole, 2).to_bytes(len(whole) // 8, "big")


PARTS = [TEXT[at : at + 100] for at in range(0, len(TEXT), 100)]
RUNS = b"".join(bytes([len(part) - 1]) + part for part in PARTS) + b"\x80"


@pytest.mark.parametrize(
    ("filters", "packed"),
    [
        (b"/Filter/FlateDecode", zlib.compress(TEXT)[:-1]),
        (b"/Filter/FlateDecode", zlib.compress(TEXT)[:-1] + b"?"),
        (b"/Filter[/ASCIIHexDecode/FlateDecode]", zlib.compress(TEXT).hex().encode()),
        (b"/Filter/LZWDecode", lzw([256, *TEXT, 257])),
        (b"/Filter/RunLengthDecode", RUNS),
    ],
    ids=["cut off", "wrong check sum", "two filters", "LZW", "run length"],
)
def test_packed_pages_are_read(filters: bytes, packed: bytes, tmp_path: Path) -> None:
    assert source(pdf((filters, packed)), tmp_path).text.splitlines() == LINES


@pytest.mark.parametrize(
    ("filters", "packed"),
    [
        (b"/Filter[/FlateDecode/FlateDecode]", zlib.compress(zlib.compress(b" " * 70_000_000))),
        # Each code is a blank more than the one before.
        (b"/Filter/LZWDecode", lzw([256, 32, *range(258, 4096)] * 10)),
        (b"/Filter/RunLengthDecode", b"\x81 " * 600_000),
        (b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 99999999>>", zlib.compress(TEXT)),
    ],
    ids=["twice", "LZW", "run length", "columns"],
)
def test_a_page_packed_from_too_much_is_told(filters: bytes, packed: bytes, tmp_path: Path) -> None:
    (remark,) = source(pdf(TEXT, (filters, packed)), tmp_path).remarks
    assert remark.severity is Severity.PROBLEM
    assert remark.message.startswith("page 2 cannot be read")


def test_drawings_in_drawings_are_read_but_not_without_bounds(tmp_path: Path) -> None:
    assert source(pdf(b"/X Do", forms=(TEXT,)), tmp_path).text.splitlines() == LINES
    bomb = (b"/X Do " * 20,) * 12
    found = source(pdf(TEXT, b"/X Do", forms=bomb), tmp_path)
    assert found.remarks[0].message.startswith("page 2 cannot be read")
    with pytest.raises(UnreadableFileError, match="far more"):
        source(pdf(TEXT, *[b"/X Do"] * 99, forms=bomb), tmp_path)


WHOLE = pdf(TEXT, TEXT)


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_damaged_files_raise_nothing_else(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    damaged = bytearray(WHOLE[: data.draw(st.integers(1, len(WHOLE)))])
    for at in data.draw(st.lists(st.integers(0, len(damaged) - 1), max_size=8)):
        damaged[at] = data.draw(st.integers(0, 255))
    try:
        found = source(bytes(damaged), tmp_path_factory.getbasetemp())
    except UnreadableFileError:
        return
    assert found.text.strip()
