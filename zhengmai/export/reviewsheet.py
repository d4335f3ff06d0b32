"""判断表: the doubtful links as a sheet that a person fills in, and what was filled in.

The sheet goes out as CSV that Excel opens (UTF-8 with its mark, no cell a formula) and comes back
as Excel or WPS saved it: UTF-8, UTF-16 or GB18030, parted by commas, semicolons or tabs, its rows
and columns perhaps moved or taken out. The two IRIs at the end of a row say what it is about.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhengmai.errors import ZhengmaiError
from zhengmai.export.csv import head_of, line_of
from zhengmai.wording import phrase

if TYPE_CHECKING:
    from zhengmai.queries.links import NodeRow
    from zhengmai.queries.review import DoubtfulRow

_JUDGED, _NOTE, _CHILD, _PARENT = "判断", "备注", "下级标识", "上级标识"
HEAD: Final = (
    "类别", "可能性", "下级地区", "下级文件", "下级序号", "下级任务", "上级地区", "上级文件",
    "上级序号", "上级要点", "对应文字", "模型意见", _JUDGED, _NOTE, _CHILD, _PARENT,
)  # fmt: skip
_KINDS = {"link": "已列为承接", "candidate": "候选"}
_YES = frozenset(("是", "y", "yes", "√", "✓", "承接", "对"))
_NO = frozenset(("否", "n", "no", "×", "✗", "x", "不承接", "错"))
_MOST = 32 << 20  # bytes of a sheet that are read


@dataclass(frozen=True, slots=True)
class SheetWord:
    """What a row of a sheet says.

    Attributes:
        line: of the file, from 1.
        child, parent: the IRIs.
        yes: whether it is a link.
        note: what else the person wrote, or "".
    """

    line: int
    child: str
    parent: str
    yes: bool
    note: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be taken, and why."""

    line: int
    why: str


def sheet(rows: Iterable[DoubtfulRow]) -> Iterator[bytes]:
    """The head and the rows, with an empty column for 是 or 否."""
    yield head_of(HEAD)
    for row in rows:
        evidence = "；".join(f"{e.child} ⇄ {e.parent}" for e in row.evidence)
        model = ""
        if row.judged_by is not None:
            model = f"{'承接' if row.judged_yes else '不承接'}：{row.note or ''}（{row.judged_by}）"
        yield line_of((
            _KINDS[row.kind], f"{row.score:.2f}", *_end(row.child), *_end(row.parent), evidence,
            model, "", "", row.child.iri, row.parent.iri,
        ))  # fmt: skip


def _end(of: NodeRow) -> tuple[str, str, str, str]:
    file = f"《{of.plan}》{of.document_number or ''}"
    text = f"{of.heading}：{of.text}" if of.heading else of.text
    return "".join(of.jurisdiction), file, of.number, text


def read_sheet(file: Path) -> tuple[list[SheetWord], list[Refusal]]:
    """What was filled in; rows without a judgement are passed over.

    Raises:
        ZhengmaiError: the file cannot be read, or has not the columns of a sheet.
    """
    text = _text(file)
    head, *_ = text.splitlines() or [""]
    parted = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parted)
    words: dict[tuple[str, str], SheetWord] = {}
    refused: list[Refusal] = []
    try:
        columns = _columns(file, next(reader, []))
        for row in reader:
            cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
            if not cells[_JUDGED]:
                continue
            try:
                word = _word(cells, reader.line_num)
                before = words.setdefault((word.child, word.parent), word)
                if before.yes != word.yes:
                    raise ValueError(phrase(f"contradicts line {before.line}"))
            except ValueError as error:
                refused.append(Refusal(reader.line_num, str(error)))
    except csv.Error as error:
        refused.append(Refusal(reader.line_num, phrase(f"it cannot be read from here on: {error}")))
    return list(words.values()), refused


def _word(cells: dict[str, str], number: int) -> SheetWord:
    said = unicodedata.normalize("NFKC", cells[_JUDGED]).strip().lower()
    if said not in _YES | _NO:
        raise ValueError(phrase(f"{cells[_JUDGED][:20]!r} is neither 是 nor 否"))
    for name in (_CHILD, _PARENT):
        if not cells[name]:
            raise ValueError(phrase(f"there is no {name}"))
    return SheetWord(number, cells[_CHILD], cells[_PARENT], said in _YES, cells.get(_NOTE, ""))


def _columns(file: Path, head: list[str]) -> dict[str, int]:
    """Name → place of the columns that count; any others may be there."""
    places = {name.strip(): at for at, name in enumerate(head)}
    lacking = [name for name in (_JUDGED, _CHILD, _PARENT) if name not in places]
    if lacking:
        raise ZhengmaiError(
            f"{file}: no column {'、'.join(lacking)} in its first line: a sheet is made by "
            "zhengmai review --export FILE.csv"
        )
    return {name: places[name] for name in (_JUDGED, _NOTE, _CHILD, _PARENT) if name in places}


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            data = opened.read(_MOST + 1)
    except OSError as error:
        raise ZhengmaiError(f"{file}: cannot be read: {error.strerror}") from error
    if len(data) > _MOST:
        raise ZhengmaiError(f"{file}: over {_MOST >> 20} MB: this is no sheet of judgements")
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ZhengmaiError(f"{file}: not a CSV file: save the sheet as CSV (“CSV UTF-8” or “CSV”)")
