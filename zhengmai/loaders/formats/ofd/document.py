"""The documents in an OFD package: their pages, templates, drawings in common, and annotations.

Source: GB/T 33190-2016, 7 (the files in the package).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from zhengmai.loaders.formats.ofd.canvas import Canvas, Drawn
from zhengmai.loaders.formats.ofd.geometry import Box, numbers
from zhengmai.loaders.formats.ofd.package import Package, RefusedError, each
from zhengmai.loaders.steps import Step, step

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_A4: Box = (0.0, 0.0, 210.0, 297.0)


def documents(package: Package) -> Iterator[_Document]:
    """The documents of a package: usually one."""
    for root in each(package.tree("OFD.xml"), "DocRoot"):
        yield _Document(package, (root.text or "").strip())


class _Document:
    """A document of the package."""

    def __init__(self, package: Package, root: str) -> None:
        self._package = package
        self._root = root
        self._tree = package.tree(root)

    def pages(self) -> Iterator[Drawn]:
        """Its pages."""
        usual = _box_of(self._tree, "PhysicalBox") or _A4
        beside = self._annotations()
        for pages in self._tree.findall("Pages"):
            for page in pages.findall("Page"):
                self._package.count_page()
                yield self._page(page, usual, beside.get(page.get("ID", ""), ()))
                step(Step.PAGE)

    def _page(self, listed: Element, usual: Box, aside: Sequence[str]) -> Drawn:
        canvas = Canvas(self._package, self._drawings)
        box = usual
        try:
            tree = self._package.tree(_beside(self._root, listed.get("BaseLoc", "")))
            box = _box_of(tree, "PhysicalBox") or usual
            for template in tree.findall("Template"):
                self._template(template.get("TemplateID", ""), canvas)
            for content in tree.findall("Content"):
                canvas.draw(content)
        except RefusedError:
            raise
        except Exception:  # noqa: BLE001 (a page that is damaged is told as such)
            canvas.missing = True
        left, top, width, height = box
        return canvas.page((left, top), (width, height), aside)

    def _template(self, number: str, canvas: Canvas) -> None:
        """Draw what several pages have in common."""
        for template in each(self._tree, "TemplatePage"):
            if template.get("ID") == number:
                tree = self._package.tree(_beside(self._root, template.get("BaseLoc", "")))
                for content in tree.findall("Content"):
                    canvas.draw(content)

    @cached_property
    def _drawings(self) -> Mapping[str, Element]:
        """The drawings that pages use by their numbers."""
        found = {}
        for listed in each(self._tree, "PublicRes", "DocumentRes"):
            try:
                tree = self._package.tree(_beside(self._root, (listed.text or "").strip()))
            except KeyError:
                continue  # fonts and colours are not needed
            for unit in each(tree, "CompositeGraphicUnit"):
                found[unit.get("ID", "")] = unit
        return found

    def _annotations(self) -> Mapping[str, Sequence[str]]:
        """What is stamped on each page, by the number of the page."""
        found: dict[str, list[str]] = {}
        for listed in self._tree.findall("Annotations"):
            where = _beside(self._root, (listed.text or "").strip())
            try:
                for page in each(self._package.tree(where), "Page"):
                    file = next((e.text or "" for e in page.findall("FileLoc")), "")
                    tree = self._package.tree(_beside(where, file.strip()))
                    texts = ["".join(e.itertext()).strip() for e in each(tree, "TextCode")]
                    found.setdefault(page.get("PageID", ""), []).extend(filter(None, texts))
            except KeyError:
                continue
        return found


def _beside(file: str, location: str) -> str:
    """A place given in a file, from the root of the package."""
    return posixpath.join(posixpath.dirname("/" + file.lstrip("/")), location)


def _box_of(tree: Element, tag: str) -> Box | None:
    for element in each(tree, tag):
        box = numbers(element.text)
        if len(box) == 4 and box[2] > 0 and box[3] > 0:
            return box[0], box[1], box[2], box[3]
    return None
