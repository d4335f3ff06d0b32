"""页眉页脚: the line that stands at the head, or at the foot, of each page of a text.

What reads pictures, or copies pages, leaves it in the middle of a sentence, beside the number of
the page: …按标准配建 ¶ — 2 — ¶ 某某县人民政府文件 ¶ 养老服务设施….
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.linestyle import ends_sentence
from zhengmai.loaders.phrases.marks import mark_of
from zhengmai.loaders.phrases.unitlists import looks_like_units

_PAGE = re.compile(
    r"(?:-\s*)+\d{1,3}\s*(?:-\s*)*-|第\s*\d{1,3}\s*页(?:\s*[/,]?\s*共\s*\d{1,3}\s*页)?"
)
_LINE = re.compile(r"[^\s|]{4,40}")  # a line of a table is parted by blanks or bars
_FEWEST = 2  # pages that it stands on; of a name, which a table may repeat, one more
_MOST = 0.8  # of all pages


def running_heads(lines: Sequence[Excerpt]) -> frozenset[int]:
    """Which lines are the same beside the numbers of several pages, and no text."""
    printed = [(at, text) for at, line in enumerate(lines) if (text := line.folded.strip())]
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, text, side in _beside_numbers(printed):
        found[text, side].append(at)
    pages = sum(1 for _, text in printed if _is_number_of_page(text))
    return frozenset(
        at
        for (text, _), of in found.items()
        if len(of) >= max(_FEWEST + looks_like_units(text), _MOST * pages) and _may_be_head(text)
        for at in of
    )


def _may_be_head(text: str) -> bool:
    return bool(_LINE.fullmatch(text)) and not ends_sentence(text) and mark_of(text) is None


def _is_number_of_page(text: str) -> bool:
    return text[-1] in "-页" and _PAGE.fullmatch(text) is not None


def _beside_numbers(printed: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str, int]]:
    """The lines right above and right below the number of a page, each with its side."""
    for n, (_, text) in enumerate(printed):
        if _is_number_of_page(text):
            for side in (-1, 1):
                if 0 <= n + side < len(printed):
                    yield (*printed[n + side], side)
