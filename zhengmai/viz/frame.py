"""The style sheets and scripts that this package brings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"


@cache
def asset(name: str) -> str:
    """A style sheet or script of this package."""
    return (ASSETS / name).read_text("utf-8")
