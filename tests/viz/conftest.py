"""Pages of the samples, of real notices, and of a notice with hostile texts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, Route

import zhengmai
from zhengmai.viz.pages import write_pages
from zhengmai.viz.site import Site

HOSTILE = (
    "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>"
    "<a href=javascript:window.hacked=1>'\"\\\u2028\u2029{{7*7}}{%raw%}<!--&lt;b&gt;"
)
"""Ends scripts, loads pictures, closes quotes, breaks lines, fills templates, and says href."""


@dataclass(frozen=True)
class Written:
    """A store and its pages."""

    store: Path
    folder: Path
    pages: tuple[Path, ...]

    def text(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")


def written(store: Path, folder: Path) -> Written:
    with zhengmai.open(store) as opened:
        return Written(store, folder, tuple(write_pages(Site.of(opened.store), folder)))


@pytest.fixture(scope="session")
def sample_pages(
    sample_store: tuple[Path, object], tmp_path_factory: pytest.TempPathFactory
) -> Written:
    return written(sample_store[0], tmp_path_factory.mktemp("pages") / "new" / "folder")


@pytest.fixture(scope="session")
def hostile_pages(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A province's plan and a county's with the hostile text in a task, a heading and a title."""
    home = tmp_path_factory.mktemp("hostile")
    (home / "province.txt").write_text(
        (samples / "province-2025.txt").read_text("utf-8"), "utf-8", newline="\n"
    )
    text = (samples / "district-b-2025.txt").read_text("utf-8")
    plain = HOSTILE.replace("\u2028", "").replace("\u2029", "")  # line ends to a reader of files
    for old, new in {
        "企业反映账款被拖欠的，": f"企业反映{plain}账款被拖欠的，",
        "营商环境信息公开\n": "营商环境<b>信息</b><script>window.hacked=1</script>公开\n",
        "2025年苍坪县政务公开工作要点》已经": "2025年苍坪县<i>政务</i>公开工作要点》已经",
        "县住建局、县财政局）": "县住建局、县<img/src=x/onerror=window.hacked=1>财政局）",
    }.items():
        assert old in text
        text = text.replace(old, new)
    (home / "county.txt").write_text(text, "utf-8", newline="\n")
    zhengmai.build(home, store=home / "zhengmai.db").close()
    return written(home / "zhengmai.db", home / "pages")


@pytest.fixture(scope="session")
def real_pages(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The five notices that every developer has."""
    home = tmp_path_factory.mktemp("real")
    zhengmai.build(shared / "notices", store=home / "zhengmai.db").close()
    return written(home / "zhengmai.db", home / "pages")


@dataclass
class Watched:
    """A page with all that went wrong on it."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def open(self, path: Path, inside: str = "") -> Page:
        self.page.goto("about:blank")  # a page that is open already would not be loaded again
        self.page.goto(path.as_uri() + inside)
        return self.page

    def violations(self) -> list[str]:
        """What a screen reader's user would stumble over, as axe tells it."""
        # Without its look into style sheets: it asks for the files, which a page from disk may not.
        options = {"resultTypes": ["violations"], "preload": False}
        found = Axe().run(self.page, options=options).response["violations"]
        return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]]

    def note_failure(self, request: Request) -> None:
        """What could not be loaded; what a page was loading when it was left is no fault."""
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed {request.url}: {request.failure}")

    def refuse(self, route: Route) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            self.faults.append(f"asks {route.request.url}")
            route.abort()


def until(page: Page, expression: str, arg: object = None) -> None:
    """Wait for what JavaScript tells; the policy of the pages forbids playwright's own way."""
    for _ in range(200):
        if page.evaluate(expression, arg):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"still not so: {expression}")


@contextmanager
def watching(
    browser: Browser, width: int, *, dark: bool = False, bypass: bool = False
) -> Iterator[Watched]:
    """A page so wide (pixels) that may ask for nothing but files; at the end, no fault is left.

    With ``bypass`` scripts of the test may run in it, whatever its own policy says.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        bypass_csp=bypass,
    )
    found = Watched(context.new_page())
    page = found.page
    page.route("**/*", found.refuse)
    page.on("pageerror", lambda e: found.faults.append(f"error {e}"))
    page.on("requestfailed", found.note_failure)
    page.on("dialog", lambda d: (found.faults.append(f"dialog {d.message}"), d.dismiss()))
    page.on("console", lambda m: found.faults.append(f"{m.type} {m.text}"))
    yield found
    context.close()
    assert found.faults == []


@pytest.fixture(scope="module")
def site(sample_store: tuple[Path, object]) -> Iterator[Site]:
    """The pages of the samples, not written."""
    with zhengmai.open(sample_store[0]) as opened:
        yield Site.of(opened.store)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A page as wide as those of most screens."""
    with watching(browser, 1400) as found:
        yield found
