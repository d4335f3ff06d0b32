"""Which elements of a page a selector names, in a time that hostile pages cannot stretch.

The parser answers selectors of one step (``p.note:first-child``); what stands between steps is
followed here, each element once a step: engines that try every way need a time that grows with the
depth of the page to the power of the steps.

Source: Selectors 4 (https://www.w3.org/TR/selectors-4/).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

LONGEST = 300  # characters of a selector
_MOST_STEPS = 12
_MOST_CLIMBS = 2_000_000  # from elements to what stands above or before them, for one page
_MOST_NAMED = 400_000  # elements that all rules of a page name, each as often as they do
_STEP = re.compile(
    r"\s*([>+~]|\s)?\s*((?:\[(?:\"[^\"]*\"|'[^']*'|[^\]])*\]|\([^()]*(?:\([^()]*\)[^()]*)*\)|"
    r"\\.|[^\s>+~\[\](),])+)"
)
_COMPLEX_ARGUMENT = re.compile(r":(?:not|is|where|matches|any)\([^)]*[\s>+~][^)]*\)", re.IGNORECASE)


def steps(selector: str) -> list[tuple[str, str]] | None:
    """The steps of a selector, each with what stands before it; None where it is not followed.

    >>> steps("div#zoom > p .a")
    [('', 'div#zoom'), ('>', 'p'), (' ', '.a')]
    """
    plain = selector.strip()
    if not plain or len(plain) > LONGEST or _COMPLEX_ARGUMENT.search(plain):
        return None
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(plain):
        match = _STEP.match(plain, at)
        if match is None or len(found) == _MOST_STEPS or (not found and match[1]):
            return None
        between = match[1] or (" " if match[0][:1].isspace() else "")
        found.append((between.strip() or (" " if found else ""), match[2]))
        at = match.end()
    return found


def weight(selector: str) -> tuple[int, int, int]:
    """How special a selector is: its ids, its classes, its names (Selectors 4, 17).

    >>> weight("div#zoom p.a:first-child")
    (1, 2, 2)
    """
    bare = re.sub(r"\[[^\]]*\]", ".x", selector)
    ids = len(re.findall(r"#[\w\-\\\u0080-\uffff]+", bare))
    classes = len(re.findall(r"\.[\w\-\\\u0080-\uffff]+", bare))
    states = len(re.findall(r":(?!not\b|is\b|where\b)[\w-]+", bare))
    names = len(re.findall(r"(?:^|[\s>+~(])[a-zA-Z][\w-]*", bare))
    return ids, classes + states, names


@dataclass
class Matcher:
    """Answers the selectors of one page."""

    root: LexborNode
    climbs: int = 0
    named: int = 0
    _answers: dict[str, tuple[LexborNode, ...]] = field(default_factory=dict)

    @property
    def is_tired(self) -> bool:
        """Whether more was asked than a page may."""
        return self.climbs > _MOST_CLIMBS or self.named > _MOST_NAMED

    def matching(self, selector: str) -> list[LexborNode]:
        """The elements that a selector names; none where it is no selector."""
        path = steps(selector)
        if not path or any(not self._of_step(step) for _, step in path):
            return []
        last = self._of_step(path[-1][1])
        self.named += len(last)
        if len(path) == 1:
            return list(last)
        names = [frozenset(n.mem_id for n in self._of_step(step)) for _, step in path]
        known: dict[tuple[int, int], bool] = {}
        betweens = [between for between, _ in path]
        return [n for n in last if self._stands(n, len(path) - 1, betweens, names, known)]

    def _of_step(self, step: str) -> tuple[LexborNode, ...]:
        from selectolax.lexbor import SelectolaxError

        if step not in self._answers:
            try:
                self._answers[step] = tuple(self.root.css(step))
            except SelectolaxError:
                self._answers[step] = ()
            self.climbs += len(self._answers[step])
        return self._answers[step]

    def _stands(
        self,
        node: LexborNode,
        step: int,
        betweens: list[str],
        names: list[frozenset[int]],
        known: dict[tuple[int, int], bool],
    ) -> bool:
        """Whether an element of a step has elements of the steps before it where they should be."""
        if step == 0:
            return True
        key = (step, node.mem_id)
        if key not in known:
            known[key] = False
            between = betweens[step]
            at = _next(node, between)
            while at is not None and not self.is_tired:
                self.climbs += 1
                if at.mem_id in names[step - 1] and self._stands(
                    at, step - 1, betweens, names, known
                ):
                    known[key] = True
                    break
                at = _next(at, between) if between in " ~" else None
        return known[key]


def _next(node: LexborNode, between: str) -> LexborNode | None:
    """The element above (`` `` and ``>``) or the one before (``+`` and ``~``)."""
    if between in " >":
        return node.parent
    at = node.prev
    while at is not None and (at.tag or "").startswith(("-", "!")):
        at = at.prev
    return at
