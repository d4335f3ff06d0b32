"""The page of the rooms is true: picture, tables and words are those of the code."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT, script
from zhengmai import model

PAGE = ROOT / "docs" / "architecture.md"
PACKAGE = ROOT / "zhengmai"
ROOM = re.compile(r"^\| `([\w/]+)` [\u4e00-\u9fff]+ \| .* \| (.*) \|$", re.MULTILINE)
NEW = re.compile(r"^\| [\w, ]+ [\u4e00-\u9fff]+ \| (`.*) \|$", re.MULTILINE)
WORD = re.compile(r"^\| [\u4e00-\u9fff].* \| .* \| (`.*) \|$", re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")


@pytest.fixture(scope="module")
def drawing() -> ModuleType:
    """The script that draws the picture."""
    return script("docs", "draw_rooms")


def text() -> str:
    return PAGE.read_text("utf-8")


def may_know() -> dict[str, set[str]]:
    """Room → the rooms that it may know, by the page."""
    return {room: set(CODE.findall(known)) for room, known in ROOM.findall(text())}


def small(folder: Path, **files: str) -> Path:
    """A package with modules of such contents; ``__`` in a name parts it."""
    for name, content in files.items():
        file = folder / "zhengmai" / f"{name.replace('__', '/')}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        for above in file.parents[:2]:
            if above != folder:
                (above / "__init__.py").touch()
        file.write_text(content, "utf-8")
    return folder / "zhengmai"


def test_the_picture_is_of_the_code(drawing: ModuleType) -> None:
    drawn = (ROOT / "docs" / "rooms.svg").read_text("utf-8")
    assert drawn == drawing.rooms_svg(), "draw it anew: python docs/draw_rooms.py"


def test_every_room_has_a_row(drawing: ModuleType) -> None:
    assert {*may_know()} == {box.room for box in drawing.knows()}


def test_a_room_knows_what_it_may(drawing: ModuleType) -> None:
    allowed = may_know()

    def below(room: str) -> set[str]:
        found, front = set[str](), [room]
        while front:
            for other in allowed[front.pop()] - found:
                found.add(other)
                front.append(other)
        return found

    for box, known in drawing.knows().items():
        more = {other.room for other in known} - below(box.room) - {box.room}
        assert not more, f"{box.room} knows {sorted(more)}, which its row does not tell"


def test_every_module_and_folder_has_its_room(drawing: ModuleType) -> None:
    known, rooms = drawing.modules(), may_know()
    for module in known:
        if module not in drawing.DOORS:
            assert drawing.room_of(module, known) in rooms, module
    for door in drawing.DOORS:
        assert f"`{door or '__init__'}`" in text()
    for folder in (p for p in PACKAGE.rglob("*") if p.is_dir() and p.name != "__pycache__"):
        name = folder.relative_to(PACKAGE).as_posix()
        assert name.partition("/")[0] in rooms or f"`{name}" in text(), name


def test_what_a_room_imports_is_found_in_all_its_forms(drawing: ModuleType, tmp_path: Path) -> None:
    package = small(
        tmp_path,
        model="import json\n",
        errors="",
        loaders__source="from zhengmai.model import Notice\n",
        loaders__formats__text="from ...errors import E\nfrom ..source import S\n",
        loaders__notice="from zhengmai.loaders.formats import text\n",
        cli="def f():\n    import zhengmai.loaders.notice\n    from zhengmai import model\n",
    )
    found = {
        (box.room, box.part): {(b.room, b.part) for b in others}
        for box, others in drawing.knows(package).items()
    }
    assert found == {
        ("model", ""): set(),
        ("errors", ""): set(),
        ("loaders", "below"): {("model", "")},
        ("loaders/formats", ""): {("errors", ""), ("loaders", "below")},
        ("loaders", "above"): {("loaders/formats", "")},
        ("cli", ""): {("loaders", "above"), ("model", "")},
    }
    arrows = drawing.reduced(drawing.knows(package))
    assert {b.room for b in arrows[drawing.Box("cli")]} == {"loaders"}  # model is implied


def test_a_room_without_a_row_and_rooms_in_a_circle_are_told(
    drawing: ModuleType, tmp_path: Path
) -> None:
    page = "| `cli` 命令 |\n"
    package = small(tmp_path, cli="from zhengmai import attic\n", attic="")
    with pytest.raises(LookupError, match="attic has no row"):
        drawing.rooms_svg(package, page)
    (package / "attic.py").write_text("from zhengmai import cli\n", "utf-8")
    with pytest.raises(ValueError, match="attic → cli → attic"):
        drawing.rooms_svg(package, page)


def test_boxes_do_not_overlap_and_stand_above_what_they_know(drawing: ModuleType) -> None:
    number = r'rect x="(-?\d+)" y="(\d+)" width="(\d+)"'
    boxes = [tuple(map(int, m)) for m in re.findall(number, drawing.rooms_svg())]
    assert len(boxes) == len(drawing.knows())
    for one in boxes:
        for other in boxes:
            if one < other and one[1] == other[1]:
                assert one[0] + one[2] < other[0]
    layers, edges = drawing.laid_out(
        drawing.reduced(drawing.knows()), dict.fromkeys(drawing.knows(), 80.0)
    )
    level = {id(place): number for number, layer in enumerate(layers) for place in layer}
    assert all(level[id(above)] == level[id(below)] + 1 for above, below in edges)


def test_a_new_thing_has_a_place_that_is_there() -> None:
    rows = NEW.findall(text())
    assert len(rows) >= 8
    for name in (name for row in rows for name in CODE.findall(row) if not name.startswith("-")):
        places = [PACKAGE / name, PACKAGE / f"{name}.py", ROOT / name]
        assert any(place.exists() for place in places), name


def test_the_words_are_in_the_code() -> None:
    rows = WORD.findall(text())
    assert len(rows) >= 15
    for name in (name for row in rows for name in CODE.findall(row)):
        if name[0].islower():
            import_module(f"zhengmai.{name}")
            continue
        of, _, field = name.partition(".")
        assert not field or hasattr(getattr(model, of), field), name
        assert hasattr(model, of), name


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", text()):
        assert (PAGE.parent / target).exists(), target
