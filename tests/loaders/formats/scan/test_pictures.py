"""Image files: all their pictures are read; what is none is refused in words."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from PIL import Image

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats import scan
from zhengmai.loaders.formats.scan import recognition

from ..damage import damaged
from .making import with_models


@with_models
def test_all_pictures_of_a_tiff_file_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    monkeypatch.setattr(
        recognition, "read_lines", lambda picture: sizes.append(picture.shape) or []
    )
    file = tmp_path / "pages.tif"
    first = Image.new("1", (60, 40), 1)
    first.save(file, save_all=True, append_images=[Image.new("LA", (50, 30))])
    with pytest.raises(UnreadableFileError, match="no text was found"):
        scan.read(file)
    assert sizes == [(40, 60, 3), (30, 50, 3)]


@with_models
@pytest.mark.parametrize(
    ("data", "reason"), [(b"no picture", "not a picture"), (b"", "empty"), (b"large", "too large")]
)
def test_what_is_no_picture_is_refused_in_words(data: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "page.png"
    file.write_bytes(data)
    if data == b"large":
        Image.new("1", (10_000, 10_000)).save(file)
    with pytest.raises(UnreadableFileError, match=reason):
        scan.read(file)


def png() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (20, 12), "white").save(data, "PNG")
    return data.getvalue()


@with_models
@settings(max_examples=60, deadline=None)
@given(data=damaged(png()))
def test_damaged_pictures_raise_nothing_else(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / "damaged.png"
    file.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recognition, "read_lines", lambda _: [])
        with pytest.raises(UnreadableFileError):
            scan.read(file)
