"""Draws ``docs/rooms.svg``, the rooms of the package and what each of them knows.

``python docs/draw_rooms.py`` writes it. Rooms and their imports are read from the code, Chinese
words from the table in ``docs/architecture.md``: a room without a row there is an error, and so are
rooms that know each other. Where things stand follows, too: what knows a room stands above it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from statistics import fmean

PICTURE = Path(__file__).with_name("rooms.svg")
PAGE = Path(__file__).with_name("architecture.md")
PACKAGE = Path(__file__).parents[1] / "zhengmai"
OPENED = ("loaders", "graph")  # whose packages are rooms of their own
DOORS = ("", "__main__")  # ways into the package; not drawn

_ROW = re.compile(r"^\| `(?P<room>[\w/]+)` (?P<term>[\u4e00-\u9fff]+) \|", re.MULTILINE)

HEIGHT, GAP_X, GAP_Y, MARGIN = 38, 22, 26, 14
NAME_SIZE, TERM_SIZE = 13, 12
STRAIGHT = 4  # how much more than to its ends an arrow that passes holds to its own line


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A room; or a half of one, where other rooms stand between its modules.

    Attributes:
        room: its path in the package. Example: ``loaders/formats``
        part: ``above`` or ``below`` those rooms, or "" for all of it.
    """

    room: str
    part: str = ""


Knows = dict[Box, set[Box]]
"""Box → what it imports."""


# --- what there is, from the code


def modules(package: Path = PACKAGE) -> dict[str, Path]:
    """The modules of the package by their path in it, without ``.py`` and ``/__init__``."""
    found = {}
    for file in sorted(package.rglob("*.py")):
        name = file.relative_to(package).with_suffix("").as_posix()
        found[name.removesuffix("__init__").removesuffix("/")] = file
    return found


def room_of(module: str, known: Mapping[str, Path]) -> str:
    """The room of a module: a module or package at the top, or a package in an opened one."""
    top, _, rest = module.partition("/")
    inner = f"{top}/{rest.partition('/')[0]}"
    opened = top in OPENED and inner in known and known[inner].name == "__init__.py"
    return inner if opened else top


@cache
def _imports(code: str) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """The imports in a file, anywhere in it."""
    nodes = ast.walk(ast.parse(code))
    return tuple(node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom))


def imported(module: str, known: Mapping[str, Path]) -> set[str]:
    """The modules of the package that a module imports, anywhere in it."""
    here = module if known[module].name == "__init__.py" else module.rpartition("/")[0]
    found: set[str] = set()
    for node in _imports(known[module].read_text("utf-8")):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            base = node.module or ""
            if node.level:
                above = [PACKAGE.name, *filter(None, here.split("/"))]
                base = ".".join([*above[: len(above) - node.level + 1], *filter(None, [base])])
            names = [f"{base}.{alias.name}" for alias in node.names]
            names = [n if _path(n) in known else base for n in names]
        found.update(path for name in names if (path := _path(name)) in known)
    return found - {module}


def _path(name: str) -> str | None:
    """``loaders/notice`` for ``zhengmai.loaders.notice``; None for what is not of the package."""
    top, _, rest = name.partition(".")
    return rest.replace(".", "/") if top == PACKAGE.name else None


def knows(package: Path = PACKAGE) -> Knows:
    """What each room imports.

    Raises:
        ValueError: rooms import each other.
    """
    uses, boxes = _inside(package)
    found: Knows = {box: set() for box in sorted(set(boxes.values()))}
    for module, used in uses.items():
        found[boxes[module]] |= {boxes[other] for other in used} - {boxes[module]}
    _heights(found)
    return found


def _inside(package: Path) -> tuple[dict[str, set[str]], dict[str, Box]]:
    """What each module imports, and the box that it stands in.

    A package's own modules are parted where its rooms stand between them.
    """
    known = modules(package)
    uses = {m: imported(m, known) - {*DOORS} for m in known if m not in DOORS}
    rooms = {module: room_of(module, known) for module in uses}
    boxes = {module: Box(room) for module, room in rooms.items()}
    for top in OPENED:
        own = [m for m, room in rooms.items() if room == top]
        inner = {m for m, room in rooms.items() if room.startswith(f"{top}/")}
        above = [m for m in own if _reach(m, uses) & inner]
        if above and len(above) < len(own):
            boxes |= {m: Box(top, "above" if m in above else "below") for m in own}
    return uses, boxes


def _reach(start: str, uses: Mapping[str, set[str]]) -> set[str]:
    found, front = set[str](), [start]
    while front:
        for other in uses[front.pop()] - found:
            found.add(other)
            front.append(other)
    return found


def _heights(of: Knows) -> dict[Box, int]:
    """How high each box stands: above all that it knows."""
    heights: dict[Box, int] = {}

    def height(box: Box, way: tuple[Box, ...]) -> int:
        if box in way:
            names = " → ".join(b.room for b in (*way[way.index(box) :], box))
            raise ValueError(f"rooms that know each other: {names}")
        if box not in heights:
            heights[box] = max((1 + height(b, (*way, box)) for b in sorted(of[box])), default=0)
        return heights[box]

    for box in sorted(of):
        height(box, ())
    return heights


def all_known(of: Knows) -> Knows:
    """What each box knows, and what that knows."""
    found: Knows = {}
    for box in sorted(of, key=_heights(of).__getitem__):
        found[box] = of[box].union(*(found[other] for other in of[box]))
    return found


def reduced(of: Knows) -> Knows:
    """Without the arrows that others imply (transitive reduction)."""
    every = all_known(of)
    return {
        box: {b for b in others if not any(b in every[o] for o in others)}
        for box, others in of.items()
    }


def terms(page: str) -> dict[str, str]:
    """Room → Chinese word, from the table of the page."""
    return {row["room"]: row["term"] for row in _ROW.finditer(page)}


# --- where it stands


@dataclass(slots=True)
class Place:
    """Room for a box, or for an arrow that passes between boxes.

    Attributes:
        box: it, or None for an arrow.
        wide: how wide it is.
        x: its middle.
    """

    box: Box | None
    wide: float
    x: float = 0.0


Edge = tuple[Place, Place]


def laid_out(arrows: Knows, wide: Mapping[Box, float]) -> tuple[list[list[Place]], list[Edge]]:
    """Places layer by layer from the bottom, and the edges from each layer to the next below.

    An arrow that leads over several layers has a place in each one that it passes.
    """
    heights = _heights(arrows)
    layers: list[list[Place]] = [[] for _ in range(1 + max(heights.values()))]
    places = {box: Place(box, wide[box]) for box in arrows}
    for box, place in places.items():
        layers[heights[box]].append(place)
    edges: list[Edge] = []
    for box, others in arrows.items():
        for other in sorted(others):
            way = [places[box]]
            for layer in range(heights[box] - 1, heights[other], -1):
                way.append(Place(None, 6.0))
                layers[layer].append(way[-1])
            edges += pairwise([*way, places[other]])
    _arrange(layers, edges)
    return layers, edges


def _arrange(layers: list[list[Place]], edges: list[Edge]) -> None:
    """Put what belongs together above each other, without overlaps."""
    beside: dict[int, list[Place]] = {}
    for above, below in edges:
        weight = 1 if above.box or below.box else STRAIGHT
        beside.setdefault(id(above), []).extend([below] * weight)
        beside.setdefault(id(below), []).extend([above] * weight)
    for layer in layers:
        _spread(layer, [0.0] * len(layer))
    for turn in range(40):
        for layer in layers if turn % 2 else layers[::-1]:
            wished = {id(p): fmean([q.x for q in beside.get(id(p), [p])]) for p in layer}
            layer.sort(key=lambda p: wished[id(p)])
            _spread(layer, [wished[id(p)] for p in layer])


def _spread(layer: list[Place], wished: Iterable[float]) -> None:
    """Each place as near to where it wishes to stand as the others allow (pooled neighbours)."""
    offsets, right = [], 0.0
    for number, place in enumerate(layer):
        right += place.wide / 2 + (GAP_X if number else 0)
        offsets.append(right)
        right += place.wide / 2
    pools: list[list[float]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        pools.append([wish - offset])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    starts = [fmean(pool) for pool in pools for _ in pool]
    for place, start, offset in zip(layer, starts, offsets, strict=True):
        place.x = start + offset


# --- drawing

_STYLE = f"""
    text {{ font-family: "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei",
      "Noto Sans CJK SC", sans-serif; text-anchor: middle; fill: #1f2937 }}
    .name {{ font: 700 {NAME_SIZE}px Menlo, Consolas, "DejaVu Sans Mono", monospace }}
    .term {{ font-size: {TERM_SIZE}px; fill: #4b5563 }}
    .paper {{ fill: #fff }}
    .box {{ fill: #f8fafc; stroke: #1d4ed8; stroke-width: 1.3 }}
    .way {{ fill: none; stroke: #64748b; stroke-width: 1.2 }}
    .head {{ fill: #64748b }}
    @media (prefers-color-scheme: dark) {{
      text {{ fill: #e5e7eb }}
      .term {{ fill: #9ca3af }}
      .paper {{ fill: #0d1117 }}
      .box {{ fill: #161b22; stroke: #60a5fa }}
      .way {{ stroke: #8b949e }}
      .head {{ fill: #8b949e }}
    }}
"""


def rooms_svg(package: Path = PACKAGE, page: str | None = None) -> str:
    """The picture.

    Raises:
        LookupError: a room has no row in the table of the page.
        ValueError: rooms import each other.
    """
    arrows = reduced(knows(package))
    words = terms(PAGE.read_text("utf-8") if page is None else page)
    for box in arrows:
        if box.room not in words:
            raise LookupError(f"{box.room} has no row in the table of docs/architecture.md yet")
    labels = {box: (box.room, _under(box, words, package)) for box in arrows}
    wide = {
        box: max(_wide(a, NAME_SIZE), _wide(b, TERM_SIZE)) + 24 for box, (a, b) in labels.items()
    }
    layers, edges = laid_out(arrows, wide)
    left = min(p.x - p.wide / 2 for layer in layers for p in layer) - MARGIN
    right = max(p.x + p.wide / 2 for layer in layers for p in layer) + MARGIN
    width, height = round(right - left), 2 * MARGIN + len(layers) * (HEIGHT + GAP_Y) - GAP_Y
    tops = {
        id(place): MARGIN + (len(layers) - 1 - number) * (HEIGHT + GAP_Y)
        for number, layer in enumerate(layers)
        for place in layer
    }
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="title">',
        '  <title id="title">The rooms of Zhengmai: an arrow leads to what a room knows</title>',
        f"  <style>{_STYLE}  </style>",
        '  <defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z" class="head"/></marker></defs>',
        f'  <rect width="{width}" height="{height}" rx="10" class="paper"/>',
        *(_drawn_edge(edge, tops, left) for edge in edges),
    ]
    for place in (p for layer in reversed(layers) for p in layer):
        if place.box is not None:
            parts += _drawn_box(place, tops[id(place)], left, labels[place.box])
    return "\n".join([*parts, "</svg>"]) + "\n"


def _under(box: Box, words: Mapping[str, str], package: Path) -> str:
    """What stands under the name: the Chinese word, and the modules where the room is parted."""
    if not box.part:
        return words[box.room]
    own = [m for m, of in _inside(package)[1].items() if of == box and m != box.room]
    return f"{words[box.room]} {', '.join(m.rpartition('/')[2] for m in own)}"


def _drawn_box(place: Place, top: int, left: float, words: tuple[str, str]) -> Iterator[str]:
    x, wide = round(place.x - left), round(place.wide)
    yield (
        f'  <rect x="{x - wide // 2}" y="{top}" width="{wide}" height="{HEIGHT}" rx="7" '
        'class="box"/>'
    )
    yield f'  <text x="{x}" y="{top + 16}" class="name">{escape(words[0])}</text>'
    yield f'  <text x="{x}" y="{top + 31}" class="term">{escape(words[1])}</text>'


def _drawn_edge(edge: Edge, tops: Mapping[int, int], left: float) -> str:
    above, below = edge
    x1, x2 = round(above.x - left), round(below.x - left)
    y1, y2 = tops[id(above)] + HEIGHT, tops[id(below)]
    start = f"M{x1} {y1}" if above.box else f"M{x1} {y1 - HEIGHT}V{y1}"
    head = ' marker-end="url(#head)"' if below.box else ""
    bend = (y1 + y2) // 2
    return f'  <path d="{start}C{x1} {bend} {x2} {bend} {x2} {y2}" class="way"{head}/>'


def _wide(text: str, size: int) -> float:
    return sum(size if ord(c) > 0x2E7F else size * 0.61 for c in text)


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(rooms_svg(), "utf-8")


if __name__ == "__main__":
    main()
