"""Layers, and drawings within a page that go on in its state."""

from __future__ import annotations

from pathlib import Path

import pytest

from .making import LINES, TEXT, furniture, pdf, rest, show, source

DRAFT = "（九）旧稿条目由区审计局负责。"
DRAWN = show(DRAFT, 88, 500, 12)
LAYERS = b"/Properties<</A 90 0 R/M<</Type/OCMD/OCGs[90 0 R 91 0 R]%s>>>>"
SHOWN = b"/OCProperties<</OCGs[90 0 R 91 0 R]/D<<%s>>>>"


@pytest.mark.parametrize(
    ("tag", "policy", "usual", "read"),
    [
        (b"/A", b"", b"/OFF[90 0 R]", False),
        (b"/A", b"", b"/OFF[91 0 R]", True),
        (b"/A", b"", b"", True),
        (b"/A", b"", b"/BaseState/OFF", False),
        (b"/A", b"", b"/BaseState/OFF/ON[90 0 R]", True),
        (b"/M", b"", b"/OFF[90 0 R]", True),
        (b"/M", b"/P/AllOn", b"/OFF[90 0 R]", False),
        (b"/M", b"/P/AllOff", b"/OFF[90 0 R]", False),
        (b"/M", b"/P/AnyOff", b"/OFF[90 0 R]", True),
        (b"/M", b"", b"/OFF[90 0 R 91 0 R]", False),
    ],
)
def test_layers_are_read_as_they_are_shown(
    tag: bytes, policy: bytes, usual: bytes, read: bool, tmp_path: Path
) -> None:
    content = TEXT + b"/OC %s BDC q " % tag + DRAWN + b"Q EMC\n"
    data = pdf(content, resources=LAYERS % policy, catalog=SHOWN % usual)
    found = source(data, tmp_path)
    assert found.text.splitlines() == [*LINES, *[DRAFT] * read]
    assert bool(found.remarks) is not read


def test_a_layer_goes_on_over_the_state_of_graphics(tmp_path: Path) -> None:
    content = b"q /OC /A BDC Q " + DRAWN + b"EMC " + TEXT
    data = pdf(content, resources=LAYERS % b"", catalog=SHOWN % b"/OFF[90 0 R]")
    assert source(data, tmp_path).text.splitlines() == LINES


def test_a_drawing_goes_on_in_the_state_of_its_page(tmp_path: Path) -> None:
    plain = DRAWN.replace(b"0 g ", b"")
    for state in (b"1 g", b"3 Tr", b"0 0 100 100 re W n"):
        found = source(pdf(b"q " + state + b" /X Do Q " + TEXT, forms=(plain,)), tmp_path)
        assert found.text.splitlines() == LINES
        assert len(found.remarks) == 1
    assert DRAFT in source(pdf(TEXT + b"/X Do", forms=(plain,)), tmp_path).text


def test_a_watermark_that_the_file_calls_so_is_aside(tmp_path: Path) -> None:
    mark = b"/Artifact<</Subtype/Watermark/Type/Pagination>>BDC " + show("样本", 120, 500) + b"EMC "
    found = source(pdf(mark + TEXT), tmp_path)
    assert rest(found) == LINES
    assert furniture(found) == ["样本"]
