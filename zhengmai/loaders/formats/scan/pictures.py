"""Image files and pages of PDF files → pictures to read, upright and on white."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from zhengmai.errors import UnreadableFileError
from zhengmai.loaders.formats.scan.engine import LONGEST_SIDE
from zhengmai.loaders.steps import Step, step

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]  # rows, columns, (blue, green, red)

MAX_PAGES = 200  # of a scan; each takes some seconds

_MOST_PIXELS = 60_000_000  # of a picture; A4 at 600 dpi has 35 million
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")  # others would start other programs
_ORIENTATION = 0x0112  # the number of this among the notes of a camera
_DPI = 200  # at which pages of a PDF file are drawn


def pictures_in(data: bytes, name: str) -> Iterator[Picture]:
    """The pictures of an image file, upright as its camera noted."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                frames = getattr(image, "n_frames", 1)
                _check_size(image.size, frames, name)
                for frame in range(frames):
                    image.seek(frame)
                    _check_size(image.size, frames, name)
                    step(Step.PICTURE)
                    yield _array(image)
    except UnreadableFileError:
        raise
    except Image.DecompressionBombError as error:
        raise UnreadableFileError(name, _too_large("far more than 100 million")) from error
    except Exception as error:
        raise UnreadableFileError(
            name, "not a picture that can be read, or a damaged one: save it as .png anew"
        ) from error


def _array(image: Any) -> Picture:
    """A picture upright as its camera noted."""
    import numpy as np
    from PIL import ImageOps

    turned = image.getexif().get(_ORIENTATION, 1) != 1  # else it would be copied for nothing
    plain = _on_white(ImageOps.exif_transpose(image) if turned else image)
    return np.ascontiguousarray(np.asarray(plain)[:, :, ::-1])


def _check_size(size: tuple[int, int], frames: int, name: str) -> None:
    if size[0] * size[1] > _MOST_PIXELS:
        raise UnreadableFileError(
            name,
            _too_large(f"{size[0]} by {size[1]}"),
        )
    if frames > MAX_PAGES:
        raise UnreadableFileError(
            name, f"{frames} pictures; at most {MAX_PAGES} are read: split the file"
        )


def _too_large(pixels: str) -> str:
    return (
        f"the picture is too large ({pixels} pixels; at most {_MOST_PIXELS // 1_000_000} million "
        "are read): save it with fewer"
    )


def _on_white(image: Any) -> Any:
    """A picture in red, green and blue; what is transparent is white, as on paper."""
    from PIL import Image

    if image.mode == "I;16":
        image = image.point(lambda value: value / 256).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        white.alpha_composite(image)
        image = white
    return image if image.mode == "RGB" else image.convert("RGB")


def rendered(data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, Picture, float]]:
    """Pages of a PDF file as pictures, and how many pixels a point has on them.

    Pages that cannot be drawn are left out.
    """
    import numpy as np

    pypdfium2 = import_module("pypdfium2")  # it has no types
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in numbers:
            try:
                page = document[number]
                scale = min(_DPI / 72, LONGEST_SIDE / max(1.0, *page.get_size()))
                bitmap = page.render(scale=scale)
                picture = np.array(bitmap.to_pil().convert("RGB"))[:, :, ::-1]
                bitmap.close()
                page.close()
            except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
                continue
            step(Step.PICTURE)
            yield number, np.ascontiguousarray(picture), scale
    finally:
        document.close()
