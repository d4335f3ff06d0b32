"""残件: notices of which so little is held that nothing follows from what they do not say."""

from __future__ import annotations

_FEW = 2  # tasks or points, as many as one page of a plan has
_MANY = 10  # of a plan above


def is_fragment(held: int, above: int) -> bool:
    """Whether what is held of a plan looks like a part of it, beside the plan that it answers to.

    One or two tasks below a plan of ten points are the first page of a notice, an annex whose
    notice is elsewhere, or a paper on one subject; what they do not say says nothing.

    Args:
        held: how many tasks (or points, where these are more) are held of it.
        above: the same of the plan that it answers to.
    """
    return held <= _FEW and above >= _MANY
