"""Tall pictures are read in parts."""

from __future__ import annotations

from itertools import pairwise

from zhengmai.loaders.formats.scan import ocrlines

from .making import with_models


@with_models
def test_a_tall_picture_is_cut_where_no_text_stands() -> None:
    import numpy as np

    tall = np.full((1000, 100, 3), 255, np.uint8)
    for top in range(0, 1000, 40):
        tall[top : top + 30, ::2] = 0
    bands = ocrlines._bands(tall)
    assert bands[0][0] == 0
    assert bands[-1][1] == 1000
    assert all(a[1] == b[0] for a, b in pairwise(bands))
    assert all(start % 40 >= 30 for start, _ in bands[1:])
    assert len(bands) > 2
