"""向量缓存: vectors that were made once are kept, by the hash of their text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from zhengmai.cachefile import cache_file, cache_folder
from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.matching.meaning import Vectors

_AT_ONCE: Final = 500  # texts that are asked for, made and kept together


class Remembered:
    """Vectors of a source, kept in a file of the user's cache folder, with 16 bits a number."""

    def __init__(self, source: Vectors, name: str, folder: Path | None = None) -> None:
        """Keep the vectors of a source.

        Args:
            source: what makes vectors.
            name: of the source: another one has other vectors.
            folder: of the files; the user's cache folder where none is given.
        """
        self._source = source
        kept = hashlib.sha256(name.encode()).hexdigest()[:16]
        self._file = (cache_folder() / "vectors" if folder is None else folder) / f"{kept}.sqlite"

    def of(self, texts: Sequence[str]) -> Floats:
        """A vector of length 1 for each text."""
        different = list(dict.fromkeys(texts))
        found: dict[str, Floats] = {}
        with cache_file(self._file) as kept:
            for at in range(0, len(different), _AT_ONCE):
                keys = {_key(text): text for text in different[at : at + _AT_ONCE]}
                for key, vector in kept.get(list(keys)).items():
                    found[keys[key]] = np.frombuffer(vector, np.float16).astype(np.float32)
                missing = {key: text for key, text in keys.items() if text not in found}
                if missing:
                    made = self._source.of(list(missing.values())).astype(np.float16)
                    found.update(zip(missing.values(), made.astype(np.float32), strict=True))
                    kept.put(
                        (key, vector.tobytes()) for key, vector in zip(missing, made, strict=True)
                    )
        return np.stack([found[text] for text in texts]) if texts else self._source.of([])


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
