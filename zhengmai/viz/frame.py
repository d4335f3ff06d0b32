"""The style sheets and scripts that this package brings."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"


def allowed(text: str) -> str:
    """How the policy of a page names a script or style sheet that it holds: ``sha256-…``."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def asset(name: str) -> str:
    """A style sheet or script of this package."""
    return (ASSETS / name).read_text("utf-8")
