"""The frame around every page: head, navigation, styles, scripts, and what the page may do.

Each page is one file. Its security policy allows the very scripts that it was written with (by
their hash) and no address at all: even if a text of a notice ever got past the escaping, it could
neither run nor reach a network.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from zhengmai.viz.markup import Markup, element, join, json_in_script, trusted

ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class PageLink:
    """An entry of the navigation: a file beside the page, and what it is called."""

    file: str
    label: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be written.

    Attributes:
        file: its name.
        title: plain text, for the window and the top of the page.
        body: what stands below the navigation.
        scripts: run in this order at the end of the page.
        data: what the scripts find in the element ``page-data``.
        wide: whether the page fills the window and does not scroll (a graph does).
    """

    file: str
    title: str
    body: Markup
    scripts: tuple[str, ...] = ()
    data: object = None
    wide: bool = False


@cache
def asset(name: str) -> str:
    """A style sheet or script of this package."""
    return (ASSETS / name).read_text("utf-8")


def link_to(file: str, label: str, **attributes: str) -> Markup:
    """A link to a page in the same folder."""
    return element("a", label, href=quote(file), **attributes)


def render(page: Page, navigation: Sequence[PageLink]) -> bytes:
    """The whole file."""
    style = asset("page.css")
    data = None
    if page.data is not None:
        data = element(
            "script", trusted(json_in_script(page.data)), type="application/json", id="page-data"
        )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(page.scripts)),
        element("meta", name="generator", content="zhengmai"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{page.title} · 政脉"),
        element("style", trusted(style)),
    )
    body = element(
        "body",
        element(
            "header",
            element("span", "政脉", class_="brand"),
            element("nav", *(_entry(n, page.file) for n in navigation)),
        ),
        element("main", element("h1", page.title), page.body),
        data,
        *(element("script", trusted(s)) for s in page.scripts),
        class_="wide" if page.wide else "reading",
    )
    text = join([trusted("<!DOCTYPE html>\n"), element("html", head, body, lang="zh-CN")])
    return f"{text}\n".encode()


def _entry(entry: PageLink, current: str) -> Markup:
    if entry.file == current:
        return link_to(entry.file, entry.label, aria_current="page")
    return link_to(entry.file, entry.label)


def _policy(scripts: Sequence[str]) -> str:
    allowed = " ".join(f"'sha256-{_sha256(s)}'" for s in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
