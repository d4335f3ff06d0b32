"""A page of a government site (.html, .htm) → the text that a visitor sees.

The page is parsed as browsers parse it. Which part of it is the notice is told by where the
sentences stand, not by rules for single sites: the page is followed down as long as one part of it
holds all that is written in sentences. What stands outside of that part is furniture, but for the
table of metadata 信息表, the title and the document number; a sentence outside stays unread.

:mod:`.bounds` says how much of the markup is parsed, :mod:`.shown` what is hidden or struck
(:mod:`.stylesheets`, :mod:`.selectors`, :mod:`.declarations`, :mod:`.colours`), :mod:`.mainpart`
which part is the notice, :mod:`.walking` writes it down (:mod:`.tables`: rows and cells;
:mod:`.cuttext`: texts cut to fit), :mod:`.beside` tells what else is on the page.
"""

from __future__ import annotations

from pathlib import Path

from zhengmai.loaders.formats.encoding import decode_page, remarks_on_text
from zhengmai.loaders.formats.files import MAX_CHARACTERS, checked, contents
from zhengmai.loaders.formats.webpage.beside import merged, outside
from zhengmai.loaders.formats.webpage.bounds import bounded
from zhengmai.loaders.formats.webpage.mainpart import Scales
from zhengmai.loaders.formats.webpage.remarks import remarks_on_page
from zhengmai.loaders.formats.webpage.shown import Screen
from zhengmai.loaders.formats.webpage.walking import Walk
from zhengmai.loaders.formats.webpage.writing import Writer
from zhengmai.loaders.source import Source
from zhengmai.model import Span

_MAX_BYTES = 20 * MAX_CHARACTERS  # pages pasted from Word carry ten times their text in markup


def read(path: Path) -> Source:
    """The text of a page, with its tables.

    Raises:
        UnreadableFileError: the file cannot be opened, is empty, too long, or not text.
    """
    markup = decode_page(contents(path, _MAX_BYTES), str(path))
    return checked(parse(markup, str(path)))


def parse(markup: str, file: str) -> Source:
    """The text of a page that is already decoded."""
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(bounded(markup)).root
    if root is None:
        return Source(file, "")
    screen = Screen.of(root)
    writer = Writer()
    walk = Walk(writer, screen)
    walk.main = Scales(screen, walk.is_grid).main_part(root).mem_id
    walk.node(root, 0)
    writer.line()
    text = writer.text()
    parts = (Span(0, writer.main.start), Span(writer.main.end, len(text)))
    furniture = merged(sorted([*outside(text, parts, writer.links), *writer.beside]))
    said = (*remarks_on_text(text), *remarks_on_page(text, walk.left, screen))
    return Source(file, text, tuple(writer.grids), furniture, said)
