"""The library that reads pictures (the extra ``ocr``): whether it is here, and its models."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

ADVICE = 'to have pictures of text read, install the extra: pip install "zhengmai[ocr]"'
LONGEST_SIDE = 4000  # pixels of a page that is drawn


def available() -> bool:
    """Whether the extra that reads pictures is installed."""
    return all(find_spec(name) for name in ("rapidocr_onnxruntime", "pypdfium2"))


@lru_cache(maxsize=1)
def ocr() -> Any:
    """What reads a picture: its models are loaded once; the library has no types."""
    os.environ["ORT_DISABLE_TELEMETRY"] = (
        "1"  # before it is loaded: else it reports on this machine
    )
    library = import_module("rapidocr_onnxruntime")
    return library.RapidOCR(text_score=0.0, max_side_len=LONGEST_SIDE)
