"""The nearest of some names to one that is written wrong."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(written: str, names: Iterable[str], cutoff: float = 0.7) -> str | None:
    """The name that was probably meant, whether in capitals or not; None where none is near.

    Args:
        written: what was written.
        names: all that there are.
        cutoff: how alike they must be: 0 not at all, 1 the same.
    """
    known: dict[str, list[str]] = {}
    for name in sorted(names):
        known.setdefault(name.casefold(), []).append(name)
    close = get_close_matches(written.casefold(), known, n=1, cutoff=cutoff)
    if not close:
        return None
    # Of names that differ in capitals alone (zm:Unit, zm:unit) that with the same first letter.
    alike = known[close[0]]
    return next((name for name in alike if name[:1] == written[:1]), alike[0])
