"""One page for one notice: its text with everything that was read marked in it.

For whoever doubts a fact: the text, and beside it the list of tasks, unread stretches and remarks,
each leading to its place. The page is one file, asks no network, and may run nothing but the very
script and styles it was written with (by their hash). Without scripts the links still work.
"""

from __future__ import annotations

from pathlib import Path

from zhengmai.errors import ZhengmaiError
from zhengmai.model import Notice
from zhengmai.shown import visible
from zhengmai.viz.files import write_page
from zhengmai.viz.frame import allowed, asset
from zhengmai.viz.labels import one_line
from zhengmai.viz.markup import element, join, trusted
from zhengmai.viz.source_view import SourceView

SIGNATURE = b'<meta name="generator" content="zhengmai explain">'
"""Stands near the beginning of every page of this kind."""

_HEAD = 2000  # bytes


def write_explanation(notice: Notice, path: Path) -> Path:
    """Write the page of a notice to a file, as a whole or not at all.

    Raises:
        ZhengmaiError: the file cannot be written, or holds something that is no such page: it may
            be a notice, of which there is no other copy.
    """
    content = explanation(notice)
    try:
        if path.exists() and SIGNATURE not in path.read_bytes()[:_HEAD]:
            raise ZhengmaiError(
                f"{path}: this file is there and is no page of this kind: give another name"
            )
        return write_page(path, content)
    except OSError as error:
        raise ZhengmaiError(f"{path}: the page cannot be written: {error.strerror}") from error


def explanation(notice: Notice) -> bytes:
    """The page of a notice, UTF-8. The same notice gives the same bytes."""
    view = SourceView.of(notice)
    style = asset("explain.css") + asset("marks.css")
    script = asset("explain.js")
    title = notice.title or notice.plan_title or Path(notice.file).name
    policy = (
        f"default-src 'none'; script-src '{allowed(script)}'; style-src '{allowed(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        trusted(SIGNATURE.decode()),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{visible(one_line(title))} · 原文对照 · 政脉"),
        element("style", trusted(style)),
    )
    body = element(
        "body",
        element("a", "跳到原文", href="#text", class_="skip"),
        element(
            "header",
            element("span", "政脉", class_="brand"),
            element("span", "原文对照：从原文的哪里，读出了什么"),
        ),
        element("main", *view.top(), element("div", view.source(), view.lists(), class_="columns")),
        element("p", "", id="said", class_="unseen", role="status"),
        element("script", trusted(script)),
    )
    page = join([trusted("<!DOCTYPE html>\n"), element("html", head, body, lang="zh-CN")])
    # A lone surrogate cannot be written; it was made visible in the text, and may be in a name.
    return f"{page}\n".encode(errors="replace")
