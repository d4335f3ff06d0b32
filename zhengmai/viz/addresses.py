"""地址: where each page of a store stands, and how one page leads to another.

A page is told by a :class:`Route`, which knows nothing of files. The addresses of a store give
each route a path (``units/渡南区住房和城乡建设局.html``), the same ones for the same store, whether
the pages are written into a folder or handed out by a server. Things that stand on a page have a
fragment: a task is ``notice/渡南政办发-2025-6.html#task-8.3``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote

from zhengmai.ontology import iris
from zhengmai.viz.labels import one_line

_LONGEST = 60  # characters of a file's name
_UNSAFE = re.compile(r"[^\w〔〕（）.-]+")


class Kind(StrEnum):
    """What a page is about; the value is its file, or the folder of its files."""

    OVERVIEW = "index"  # 总览
    WORKLOAD = "workload"  # 任务量
    NOTICES = "notices"  # 通知目录
    PLANS = "plans"  # 逐级落实目录
    COVERAGES = "coverages"  # 承接覆盖目录
    CALENDAR = "calendar"  # 日历
    REVIEW = "review"  # 核对
    UNITMAP = "map"  # 单位协作图
    UNIT = "units"  # 单位
    NOTICE = "notice"  # 通知
    LINEAGE = "lineage"  # 逐级落实
    COVERAGE = "coverage"  # 承接覆盖


SINGLE = frozenset(kind for kind in Kind if kind not in ("units", "notice", "lineage", "coverage"))
"""The kinds of which there is one page."""


@dataclass(frozen=True, slots=True)
class Route:
    """A page: its kind, and the IRI of what it is about where there are many of the kind."""

    kind: Kind
    key: str = ""


@dataclass(frozen=True)
class Addresses:
    """The addresses of a store's pages.

    Attributes:
        slugs: of a unit, class of units or notice: its name in paths.
    """

    slugs: Mapping[str, str]

    @classmethod
    def of(cls, units: Mapping[str, str], notices: Iterable[str]) -> Addresses:
        """Addresses for units (IRI → full name, with its place where it needs one) and notices."""
        taken: set[str] = set()
        slugs = {iri: _slug(name, taken) for iri, name in sorted(units.items())}
        taken.clear()
        for iri in sorted(notices):
            slugs[iri] = _slug(unquote(iri.removeprefix(f"{iris.ID}notice/")), taken)
        return cls(slugs)

    def path(self, route: Route) -> str:
        """The path of a page from the first one: ``units/渡南区财政局.html``."""
        if route.kind in SINGLE:
            return f"{route.kind}.html"
        return f"{route.kind}/{self.slugs[route.key]}.html"

    def data(self, notice: str) -> str:
        """The path of the script with what a notice says."""
        return f"data/{self.slugs[notice]}.js"

    def href(self, here: Route, to: Route, fragment: str = "") -> str:
        """What leads from one page to another, or to a place in it, ready for an attribute."""
        path = "" if here == to and fragment else f"{root(here)}{_encoded(self.path(to), '/')}"
        return f"{path}#{_encoded(fragment, '=&/')}" if fragment else path

    def node(self, iri: str) -> str:
        """The name of a task or point on all pages: ``渡南政办发-2025-6/task-8.3``."""
        return f"{self.slugs[iris.notice_of_node(iri)]}/{anchor(iri)}"


def root(route: Route) -> str:
    """What leads from a page to where the first page stands."""
    return "" if route.kind in SINGLE else "../"


def _encoded(text: str, kept: str) -> str:
    """A part of an address; letters of all scripts stay as they are (RFC 3987), shorter by far."""
    return "".join(c if c.isalnum() or c in kept else quote(c, safe="-._~()（）〔〕") for c in text)


def anchor(iri: str) -> str:
    """The fragment of a task or point on the page of its notice: ``task-8.3``."""
    inside = unquote(iri.removeprefix(iris.notice_of_node(iri) + "/")).replace("/", "-")
    return re.sub(r"\s", "_", inside)


def file_name(name: str) -> str:
    """The name of a page's file, such as every file system takes."""
    return f"{_slug(name, set())}.html"


def _slug(name: str, taken: set[str]) -> str:
    """A name that every file system takes and that is not in use, regardless of case."""
    safe = _UNSAFE.sub("_", one_line(name)).strip("._")[:_LONGEST] or "_"
    slug, n = safe, 1
    while slug.casefold() in taken:
        n += 1
        slug = f"{safe}-{n}"
    taken.add(slug.casefold())
    return slug
