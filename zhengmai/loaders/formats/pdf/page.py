"""PDF files → their text: characters where they are drawn, or a scan where they are none.

Source: ISO 32000-1:2008: 9.4 text objects, 8.5 paths, 7.7.3.3 page rotation.
"""

from __future__ import annotations

import io
import logging
import re
import threading
import unicodedata
import warnings
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.files import MAX_CHARACTERS, checked, contents
from zhengmai.loaders.formats.pages import Glyph, Page, Ruling, layout
from zhengmai.loaders.formats.scan import recognition as scan
from zhengmai.loaders.source import Source
from zhengmai.model import Remark, Severity

if TYPE_CHECKING:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LTChar, LTComponent, LTCurve, LTItem, LTPage
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

MAX_PAGES = 500

_MOST_BYTES = 100_000_000  # of a file; scans are large
_MOST_UNPACKED = 64_000_000  # bytes of one stream; a page's text takes some 50,000
_MOST_UNPACKED_IN_ALL = 256_000_000
_WIDEST = 100_000  # columns of what a stream was before it was packed
_CHECK_SUM = 3  # bytes at the end of a packed stream that may be wrong: its check sum
_MOST_FIGURES = 2_000  # drawings within drawings, on a page
_MOST_PATHS = 200_000  # on a page
_MOST_REFUSED = 1  # pages that hold too much; after so many the file is refused
_TAIL = 2048  # bytes at the end of a file among which its end mark must stand

_THIN = 3.0  # points; a thinner box is a line
_LEVEL = 1.0  # points; a line that rises less than this is level
_SLANT = 0.2  # of a character's advance; one that rises more is not upright
_TWICE = 0.12  # of a character's height; the same one drawn again nearer than this is for boldness
_LIGHT = 0.75  # from black 0 to white 1
_WHITE = 0.97
_LARGE = 1.8  # times the usual height of characters: of a watermark
_FEW = 30  # characters: of a page number or stamp on a scanned page
_PICTURE = 0.3  # the part of a page that a scan takes, at the least
_DRAWN = 100  # curves on a page without text: its characters are drawn
_SUSPECT = 0.05  # the part of a page's characters that may be unknown
_HOPELESS = 0.2
_SAMPLE = 300  # Chinese characters, from which it shows whether they make sense

_NO_MEANING = "\ufffd"
_CID = re.compile(r"\(cid:\d+\)")
# Fonts have one shape for 民 and its radical ⺠, and PDF writers may name the wrong one.
_RADICALS = str.maketrans(
    "⺂⺃⺅⺉⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺠⺡⺣⺤⺦⺨⺫⺭⺯⺰⺱⺲⺹⺺⺾⺿⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
    "乛乚亻刂兀尣尢巳幺彑彐忄扌攵旡歺民氵灬爫丬犭罒礻糹纟罓罒耂肀艹艹虎衤覀西见角讠贝车辶辶辶钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
)
_COMPATIBILITY = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\ufb00-\ufb06]")
_COMMON = frozenset("的一是在不了有和人这中大为上个国以要时会可成发工市政公开单位作区县府部门各")

# Settings of logging and warnings hold for all threads; the library that draws knows but one.
_ONE_AT_A_TIME = threading.Lock()


def read(path: Path) -> Source:
    """The text of a PDF file.

    Raises:
        UnreadableFileError: the file cannot be opened, is damaged, encrypted, too long, or holds
            pictures of text and the extra that reads these is not installed.
    """
    name = str(path)
    data = contents(path, _MOST_BYTES)
    with _ONE_AT_A_TIME, _quiet():
        drawn = _drawn(data, name)
    return _source(name, data, drawn)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What is drawn on a page.

    Attributes:
        page: its characters and lines; None where it cannot be read.
        scanned: it is a picture of a page.
        unknown: the part of its characters whose meaning the file does not give.
    """

    page: Page | None
    scanned: bool = False
    unknown: float = 0.0


# --- from pages to a source


def _source(name: str, data: bytes, drawn: Sequence[_Drawn]) -> Source:
    remarks = list(_remarks_on_file(data))
    scanned = [n for n, d in enumerate(drawn) if d.scanned]
    hopeless = [n for n, d in enumerate(drawn) if d.unknown > _HOPELESS and not d.scanned]
    by_ocr: Mapping[int, scan.Recognised] = {}
    if scan.available() and scanned + hopeless:
        with _ONE_AT_A_TIME:
            by_ocr = scan.pdf_pages(data, sorted(scanned + hopeless), name)
    left = [n for n in scanned if n not in by_ocr]
    if left:
        why = "they cannot be drawn" if scan.available() else scan.ADVICE
        if not any(d.page and d.page.glyphs for n, d in enumerate(drawn) if n not in scanned):
            raise UnreadableFileError(name, f"its pages are pictures (a scan); {why}")
        what = f"{_pages_named(left)}: pictures of text were not read; {why}"
        remarks.append(Remark(Severity.PROBLEM, what))
    pages = [by_ocr[n].page if n in by_ocr else d.page for n, d in enumerate(drawn)]
    unread = [n for n, page in enumerate(pages) if page is None]
    if len(unread) == len(pages):
        raise UnreadableFileError(name, _DAMAGED)
    if unread:
        what = f"{_pages_named(unread)} cannot be read (damaged): their text is missing"
        remarks.append(Remark(Severity.PROBLEM, what))
    suspect = [n for n, d in enumerate(drawn) if d.unknown > _SUSPECT and n not in by_ocr]
    found = layout([page for page in pages if page is not None])
    remarks.extend(_remarks_on_fonts(suspect, found.text))
    remarks.extend(scan.remarks(by_ocr, found.doubtful, len(pages)))
    return checked(Source(name, found.text, found.grids, found.furniture, tuple(remarks)))


_DAMAGED = "not a PDF file that can be read, or a damaged one: print it to PDF anew, or use a scan"


def _remarks_on_file(data: bytes) -> Iterator[Remark]:
    if b"%%EOF" not in data[-_TAIL:]:
        yield Remark(
            Severity.PROBLEM,
            "the PDF file has no end: it was cut off, and text may be missing. Get it anew",
        )


def _remarks_on_fonts(suspect: Sequence[int], text: str) -> Iterator[Remark]:
    remedy = "read it as a scan: print it to a picture (.png), and read that"
    if suspect:
        yield Remark(
            Severity.PROBLEM,
            f"{_pages_named(suspect)}: the fonts do not tell which characters are printed; the "
            f"text cannot be trusted. {remedy}",
        )
    elif not _makes_sense(text):
        yield Remark(
            Severity.PROBLEM,
            "the fonts seem to tell wrong characters (none that any notice has is among them); "
            f"the text cannot be trusted. {remedy}",
        )


def _makes_sense(text: str) -> bool:
    """Whether a long text has some of the characters that no notice does without."""
    chinese = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    return len(chinese) < _SAMPLE or sum(c in _COMMON for c in chinese) > 0.02 * len(chinese)


def _pages_named(numbers: Sequence[int]) -> str:
    """``pages 2-4, 7``, counted from 1."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = (f"{r[0] + 1}-{r[-1] + 1}" if len(r) > 1 else f"{r[0] + 1}" for r in runs)
    return ("page " if len(numbers) == 1 else "pages ") + ", ".join(named)


# --- from a file to what is drawn on its pages


class _TooMuchError(Exception):
    """A page or stream holds more than any notice does."""


@contextmanager
def _quiet() -> Iterator[None]:
    """While PDF code runs nothing is logged; what is wrong with a file is a remark or an error."""
    log = logging.getLogger("pdfminer")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)


class _Unpacker:
    """Unpacks the streams of a file, with bounds (a few kB can be packed from many GB)."""

    def __init__(self) -> None:
        self._left = _MOST_UNPACKED_IN_ALL

    @property
    def _most(self) -> int:
        """Bytes that the next stream may have."""
        return min(_MOST_UNPACKED, self._left)

    def count(self, sizes: Iterable[int]) -> None:
        """See to it that a stream unpacked in pieces of these sizes is within bounds.

        Raises:
            _TooMuchError: it is not.
        """
        most, size = self._most, 0
        for piece in sizes:
            size += piece
            if size > most:
                raise _TooMuchError
        self._left -= size

    def inflated(self, data: bytes) -> bytes:
        """A stream packed by zlib, as far as it goes where it was cut off.

        It is empty where it is damaged; a check sum that is wrong or missing is no damage.

        Raises:
            _TooMuchError: it is out of bounds.
        """
        stream = zlib.decompressobj()
        most = self._most
        end = max(0, len(data) - _CHECK_SUM)
        try:
            found = stream.decompress(data[:end], most + 1)
        except zlib.error:
            return b""
        for at in range(end, len(data)):
            if len(found) > most:
                break
            try:
                found += stream.decompress(data[at : at + 1], most + 1 - len(found))
            except zlib.error:
                break
        self.count([len(found)])
        return found


def _run_lengths(data: bytes) -> Iterator[int]:
    """Sizes of the runs of a stream packed by run length (ISO 32000-1:2008, 7.4.5)."""
    at = 0
    while at < len(data) and data[at] != 128:
        literal = data[at] < 128
        yield data[at] + 1 if literal else 257 - data[at]
        at += data[at] + 2 if literal else 2


def _parser(data: bytes) -> PDFParser:
    """What the library reads a file with, here with bounds for each stream that it unpacks."""
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFStream

    unpacker = _Unpacker()

    class Bounded(PDFStream):
        def decode(self) -> None:
            """As the library does it, but filter by filter, each looked at before."""
            packed = self.rawdata or b""
            if self.decipher and self.objid is not None and self.genno is not None:
                packed = self.decipher(self.objid, self.genno, packed, self.attrs)
            for name, parameters in self.get_filters():
                step = {"Filter": [name], "DecodeParms": [parameters]}
                packed = PDFStream(step, _looked_at(unpacker, step, packed)).get_data()
            self.data, self.rawdata = packed, None

    class Parser(PDFParser):
        def push(self, *objs: tuple[int, Any]) -> None:
            super().push(*((at, bounded(found)) for at, found in objs))

    def bounded(found: Any) -> Any:
        plain = type(found) is PDFStream
        return Bounded(found.attrs, found.rawdata, found.decipher) if plain else found

    return Parser(io.BytesIO(data))


def _looked_at(unpacker: _Unpacker, step: Mapping[str, Sequence[Any]], data: bytes) -> bytes:
    """The data of a stream with one filter, such that the library can unpack them safely.

    Raises:
        _TooMuchError: it cannot.
    """
    from pdfminer import pdftypes
    from pdfminer.lzw import LZWDecoder

    (name,), (parameters,) = step["Filter"], step["DecodeParms"]
    if isinstance(parameters, dict) and any(
        pdftypes.int_value(parameters.get(key, 1)) > _WIDEST for key in ("Columns", "Colors")
    ):
        raise _TooMuchError
    if name in pdftypes.LITERALS_CCITTFAX_DECODE:  # of pictures, which are not unpacked here
        raise _TooMuchError
    if name in pdftypes.LITERALS_LZW_DECODE:
        unpacker.count(map(len, LZWDecoder(io.BytesIO(data)).run()))
    elif name in pdftypes.LITERALS_RUNLENGTH_DECODE:
        unpacker.count(_run_lengths(data))
    elif name in pdftypes.LITERALS_FLATE_DECODE:
        # Level 0 stores: the library, which has no bounds, gets it ready and undamaged.
        return zlib.compress(unpacker.inflated(data), 0)
    return data


def _drawn(data: bytes, name: str) -> list[_Drawn]:
    """What is drawn on each page.

    Raises:
        UnreadableFileError: the file is no PDF, damaged, encrypted or too long.
    """
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfpage import PDFPage

    try:
        document = PDFDocument(_parser(data))
        pages: list[PDFPage] = []
        for page in PDFPage.create_pages(document):
            if len(pages) == MAX_PAGES:
                raise UnreadableFileError(
                    name, f"more than {MAX_PAGES} pages: split it into one file a notice"
                )
            pages.append(page)
    except PDFPasswordIncorrect as error:
        raise UnreadableFileError(
            name, "encrypted: it opens with a password only; save it without one"
        ) from error
    except PDFEncryptionError as error:
        raise UnreadableFileError(
            name, f"encrypted in a way that is not read here ({error}); print it to PDF anew"
        ) from error
    except UnreadableFileError:
        raise
    except Exception as error:
        raise UnreadableFileError(name, _DAMAGED) from error
    if not pages:
        raise UnreadableFileError(name, _DAMAGED)
    return _interpreted(pages, name)


def _interpreted(pages: Sequence[PDFPage], name: str) -> list[_Drawn]:
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

    resources = PDFResourceManager()
    found = []
    characters = too_much = 0
    for page in pages:
        if too_much > _MOST_REFUSED:
            raise UnreadableFileError(name, "its pages hold far more than those of a notice")
        device = _device(resources)
        try:
            PDFPageInterpreter(resources, device).process_page(page)
            drawn = _page(device.get_result())
        except _TooMuchError:
            too_much += 1
            drawn = _Drawn(None)
        except Exception:  # noqa: BLE001 (as above; the page is told as unread)
            drawn = _Drawn(None)
        characters += len(drawn.page.glyphs) if drawn.page else 0
        if characters > MAX_CHARACTERS:
            raise UnreadableFileError(
                name, f"more than {MAX_CHARACTERS:,} characters: split it into one file a notice"
            )
        found.append(drawn)
    return found


def _device(resources: PDFResourceManager) -> PDFPageAggregator:
    """What the library draws a page on, here with bounds: a drawing can hold itself many times."""
    from pdfminer.converter import PDFPageAggregator

    class Bounded(PDFPageAggregator):
        def __init__(self) -> None:
            super().__init__(resources)
            self.counts: Counter[str] = Counter()

        def count(self, what: str, most: int) -> None:
            self.counts[what] += 1
            if self.counts[what] > most:
                raise _TooMuchError

        def render_char(self, *args: Any, **keywords: Any) -> float:
            self.count("characters", MAX_CHARACTERS)
            return super().render_char(*args, **keywords)

        def paint_path(self, *args: Any, **keywords: Any) -> None:
            self.count("paths", _MOST_PATHS)
            super().paint_path(*args, **keywords)

        def begin_figure(self, *args: Any, **keywords: Any) -> None:
            self.count("figures", _MOST_FIGURES)
            super().begin_figure(*args, **keywords)

    return Bounded()


# --- from what is drawn to characters and lines


_Box = tuple[float, float, float, float]  # x0, y0, x1, y1; y runs up


@dataclass(frozen=True, slots=True)
class _Mark:
    """A character as it is drawn: its text, its box, its quarter turns (None: aslant), its tint."""

    text: str
    box: _Box
    turns: int | None
    tint: float


def _page(drawn: LTPage) -> _Drawn:
    """A page's characters, lines, and whether it is a picture."""
    from pdfminer.layout import LTChar, LTCurve, LTImage

    marks: list[_Mark] = []
    rulings: list[_Box] = []
    curves = 0
    picture = 0.0
    for item in _flat(drawn):
        if isinstance(item, LTChar):
            marks.append(_mark(item))
        elif isinstance(item, LTCurve):  # lines and boxes are curves, too
            curves += 1
            rulings.extend(_straight(item))
        elif isinstance(item, LTImage):
            picture = max(picture, _area(item, drawn))
    printed = [m for m in marks if m.text.strip()]
    scanned = len(printed) < _FEW and (picture >= _PICTURE or (not printed and curves >= _DRAWN))
    page = _upright(marks, rulings, (drawn.width, drawn.height))
    unknown = sum(_is_unknown(m.text) for m in printed) / max(1, len(printed))
    return _Drawn(page, scanned, unknown)


def _flat(container: Iterable[LTItem]) -> Iterator[LTItem]:
    """What is in a page and in the figures in it, in the order of drawing."""
    from pdfminer.layout import LTFigure

    stack = [iter(container)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif isinstance(item, LTFigure):
            stack.append(iter(item))
        else:
            yield item


def _area(item: LTComponent, page: LTPage) -> float:
    """The part of a page that something takes."""
    across = min(item.x1, page.width) - max(item.x0, 0)
    down = min(item.y1, page.height) - max(item.y0, 0)
    return max(0, across) * max(0, down) / max(1.0, page.width * page.height)


def _mark(char: LTChar) -> _Mark:
    a, b, *_ = char.matrix
    turns = None
    if abs(b) <= _SLANT * abs(a):
        turns = 0 if a > 0 else 2
    elif abs(a) <= _SLANT * abs(b):
        turns = 1 if b > 0 else 3
    tint = _tint(char.graphicstate.ncolor)
    return _Mark(_meant(char.get_text()), char.bbox, turns, tint)


def _meant(text: str) -> str:
    """A character as it is meant: no stand-ins for shapes, nothing invisible."""
    if _CID.fullmatch(text):
        return _NO_MEANING
    if _COMPATIBILITY.search(text):
        text = unicodedata.normalize("NFKC", text.translate(_RADICALS))
    if text.isprintable() or text.isspace():
        return text
    kinds = {"Cc": _NO_MEANING, "Cs": _NO_MEANING, "Cf": ""}
    return "".join(c if c.isspace() else kinds.get(unicodedata.category(c), c) for c in text)


def _is_unknown(text: str) -> bool:
    return any(c == _NO_MEANING or unicodedata.category(c) == "Co" for c in text)


def _tint(color: object) -> float:
    """How light a colour is, from 0 to 1; a pattern counts as dark."""
    parts = color if isinstance(color, (tuple, list)) else (color,)
    values = [float(p) for p in parts if isinstance(p, (int, float))]
    if not values or len(values) != len(parts):
        return 0.0
    if len(values) == 4:  # inks: cyan, magenta, yellow, black
        return 1.0 - min(1.0, max(values))
    return min(values)


def _straight(curve: LTCurve) -> Iterator[_Box]:
    """The level and upright lines of a drawing, and boxes so thin that they are lines."""
    x0, y0, x1, y1 = curve.bbox
    if min(x1 - x0, y1 - y0) <= _THIN:
        color = curve.stroking_color if curve.stroke else curve.non_stroking_color
        if (curve.stroke or curve.fill) and _tint(color) < _WHITE:
            yield x0, y0, x1, y1
        return
    if not curve.stroke or _tint(curve.stroking_color) >= _WHITE:
        return
    steps: list[tuple[Any, ...]] = list(curve.original_path or ())
    if any(step[0] not in "mlh" for step in steps):
        return  # it is bent
    points = [step[1] if len(step) > 1 else steps[0][1] for step in steps]
    for (ax, ay), (bx, by) in pairwise(points):
        if min(abs(ax - bx), abs(ay - by)) <= _LEVEL:
            yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _upright(marks: Sequence[_Mark], rulings: Sequence[_Box], size: tuple[float, float]) -> Page:
    """A page turned so that most of its characters are upright; the others are aside."""
    counts = Counter(m.turns for m in marks if m.text.strip() and m.turns is not None)
    turns = max(counts, key=lambda t: (counts[t], -t), default=0)
    width, height = size if turns % 2 == 0 else size[::-1]
    glyphs: list[Glyph] = []
    aside: list[list[_Mark]] = []
    usual = median([m.box[3] - m.box[1] for m in marks if m.turns == turns] or [1.0])
    for mark in _once(marks):
        x0, y0, x1, y1 = _turned(mark.box, turns, size)
        large = mark.tint > _LIGHT and y1 - y0 > _LARGE * usual
        inside = x1 > 0 and y1 > 0 and x0 < width and y0 < height
        if mark.turns == turns and inside and not large:
            glyphs.append(Glyph(mark.text, x0, height - y1, x1, height - y0))
        elif mark.text.strip():
            if not aside or aside[-1][-1].turns != mark.turns:
                aside.append([])
            aside[-1].append(mark)
    lines = []
    for box in rulings:
        x0, y0, x1, y1 = _turned(box, turns, size)
        lines.append(Ruling(x0, height - y1, x1, height - y0))
    said = tuple("".join(m.text for m in run) for run in aside)
    return Page(width, height, tuple(glyphs), tuple(lines), said)


def _turned(box: _Box, turns: int, size: tuple[float, float]) -> _Box:
    """A box on a page that is turned clockwise by quarter turns."""
    x0, y0, x1, y1 = box
    width, height = size
    match turns:
        case 1:
            return y0, width - x1, y1, width - x0
        case 2:
            return width - x1, height - y1, width - x0, height - y0
        case 3:
            return height - y1, x0, height - y0, x1
        case _:
            return box


def _once(marks: Iterable[_Mark]) -> Iterator[_Mark]:
    """The characters without those drawn again for boldness or a shadow."""
    seen: dict[tuple[str, int, int], list[_Mark]] = {}
    for mark in marks:
        x0, y0, _, y1 = mark.box
        near = _TWICE * (y1 - y0)
        places = (
            (round(x0 / 8) + dx, round(y0 / 8) + dy) for dx in (0, -1, 1) for dy in (0, -1, 1)
        )
        if mark.text.strip() and any(
            abs(other.box[0] - x0) <= near and abs(other.box[1] - y0) <= near
            for x, y in places
            for other in seen.get((mark.text, x, y), ())
        ):
            continue
        seen.setdefault((mark.text, round(x0 / 8), round(y0 / 8)), []).append(mark)
        yield mark
