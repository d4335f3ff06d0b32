"""A paragraph of a Word document while it is read: its text, its fields, its text boxes.

Source: ECMA-376-1, 17.16 (Fields).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhengmai.loaders.formats.word.symbols import in_circle
from zhengmai.loaders.formats.word.tables import Block

_TABS = re.compile(r"\t+")


@dataclass(slots=True)
class _Field:
    """A field that is open: an instruction that is not seen, then its result, which is.

    An instruction that does not end in the paragraph is a broken one: what is in it is kept.
    """

    at: int  # the pieces of the paragraph before it
    instruction: list[str] | None = field(default_factory=list)  # None: it is read


@dataclass(slots=True)
class Line:
    """A paragraph while it is read.

    Attributes:
        style: the name of its style.
        on_white: what is behind it is known to be white.
        left_out: something of it is not read: hidden, struck out.
    """

    style: str | None = None
    on_white: bool = True
    left_out: bool = False
    pieces: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)  # text boxes: read after the paragraph
    fields: list[_Field] = field(default_factory=list)

    def text(self) -> str:
        """The paragraph, its tabs made spaces: tabs are for tables."""
        lines = "".join(self.pieces).strip("\n").split("\n")
        return "\n".join(_TABS.sub(" ", line.strip("\t")) for line in lines)

    def mark_field(self, kind: str | None) -> None:
        """A field begins, its instruction ends ("separate"), or it ends (``w:fldCharType``)."""
        if kind == "begin":
            self.fields.append(_Field(len(self.pieces)))
        elif self.fields and kind in ("separate", "end"):
            opened = self.fields.pop() if kind == "end" else self.fields[-1]
            if opened.instruction is None:
                return
            del self.pieces[opened.at :]
            circled = in_circle("".join(opened.instruction))
            if circled is not None and kind == "end":
                self.pieces.append(circled)
            opened.instruction = None

    def instruct(self, text: str) -> None:
        """A part of the instruction of the innermost field."""
        opened = self.fields[-1].instruction if self.fields else None
        if opened is not None:
            opened.append(text)
