"""How far the rule 排在第一位的为牵头单位 reaches that a notice sets somewhere.

Said in the opening it holds for all that follows. A note below a table, or a line above it, holds
for the tables of the same annex 附件, and for later ones where 下同 says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.blocks import Block, Document, Paragraph, Table
from zhengmai.loaders.layout.outline import Outline
from zhengmai.loaders.phrases.firstleads import FirstLeads, rule_in

_ANNEX = re.compile(r"(?:附件|附表)\s*[\d一二三四五六七八九十]*\s*:?")


@dataclass(frozen=True, slots=True)
class LeadRules:
    """The rules of a notice.

    Attributes:
        whole: the one that holds for all of it, or None.
        tables: that of each of its tables, in their order.
    """

    whole: FirstLeads | None
    tables: tuple[FirstLeads | None, ...]


def lead_rules(document: Document, parts: Outline) -> LeadRules:
    """The rules that a notice sets, and the tables that each holds for."""
    opening = [*parts.head, *(p for s in parts.sections if not s.points for p in s.paragraphs)]
    annexes = _annexes(document)
    if not parts.tables:
        return LeadRules(_said([*opening, *parts.closing]), ())
    if sum(any(isinstance(block, Table) for block in annex) for annex in annexes) < 2:
        rule = _said([*opening, *parts.closing, *printed(document.blocks)])
        return LeadRules(rule, (rule,) * len(parts.tables))
    first = next(printed(annex)[0].start for annex in annexes[1:])
    whole = _said(p for p in opening if p.start < first)
    tables: list[FirstLeads | None] = []
    for annex in annexes:
        rule = _said(printed(annex)) or whole
        tables.extend(rule for block in annex if isinstance(block, Table))
        if rule is not None and rule.below:
            whole = rule
    return LeadRules(whole, tuple(tables))


def _annexes(document: Document) -> list[list[Block]]:
    """The body, and each annex below a line 附件1 of its own."""
    count = 0
    numbered: list[tuple[int, Block]] = []
    for block in document.blocks:
        count += isinstance(block, Paragraph) and bool(_ANNEX.fullmatch(block.text.folded.strip()))
        numbered.append((count, block))
    return [[b for _, b in group] for _, group in groupby(numbered, key=lambda pair: pair[0])]


def printed(blocks: Iterable[Block]) -> list[Excerpt]:
    """What is printed outside the rows of tables."""
    found: list[Excerpt] = []
    for block in blocks:
        found.extend(
            [block.text] if isinstance(block, Paragraph) else [*block.header, *block.notes]
        )
    return found


def _said(texts: Iterable[Excerpt]) -> FirstLeads | None:
    return next((rule for text in texts if (rule := rule_in(text.folded))), None)
