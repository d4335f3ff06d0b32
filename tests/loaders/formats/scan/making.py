"""What the tests of scans share."""

from __future__ import annotations

import pytest

from zhengmai.loaders.formats.scan import engine

with_models = pytest.mark.skipif(
    not engine.available(), reason='the extra is not here: pip install "zhengmai[ocr]"'
)
