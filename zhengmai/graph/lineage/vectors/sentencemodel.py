"""句向量模型: sentence vectors from the installed model, on this machine's processor."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np

from zhengmai.errors import ModelError
from zhengmai.graph.lineage.matching.grams import Floats
from zhengmai.graph.lineage.vectors import modelfiles

ADVICE: Final = 'the model needs the extra: pip install "zhengmai[semantic]"'
SILENT: Final = "ORT_DISABLE_TELEMETRY"
_LONGEST: Final = 512  # tokens that the model reads
_CHARACTERS: Final = 2000  # of a text that are looked at: more are more tokens than that


def available() -> bool:
    """Whether the packages of the extra are installed."""
    return all(find_spec(name) for name in ("onnxruntime", "tokenizers"))


class SentenceModel:
    """The sentence model of a folder.

    The vector of a text is that of its first token (CLS). Texts go through one by one: in a batch
    the 8-bit arithmetic of one text depends on the others, and the links would, too.
    """

    name: Final = modelfiles.NAME

    def __init__(self, folder: Path | None = None) -> None:
        """Use the model of a folder, the installed one where none is given.

        Raises:
            ModelError: the packages of the extra are missing, or the model.
        """
        if not available():
            raise ModelError(ADVICE)
        self._folder = modelfiles.folder() if folder is None else folder
        self._tokenizer, self._session = self._tools

    def of(self, texts: Sequence[str]) -> Floats:
        """A vector of length 1 for each text."""
        once = list(dict.fromkeys(texts))  # a heading is that of many, a sentence may be a clause
        with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
            found = dict(zip(once, threads.map(self._one, once), strict=True))
        return np.stack([found[t] for t in texts]) if found else np.zeros((0, 1), np.float32)

    def _one(self, text: str) -> Floats:
        read = self._tokenizer.encode(text[:_CHARACTERS])
        given = {
            "input_ids": read.ids,
            "attention_mask": read.attention_mask,
            "token_type_ids": read.type_ids,
        }
        asked = {name: np.array([ids], np.int64) for name, ids in given.items()}
        vector = self._session.run(None, asked)[0][0, 0]
        found: Floats = (vector / np.linalg.norm(vector)).astype(np.float32)
        return found

    @cached_property
    def _tools(self) -> tuple[Any, Any]:
        os.environ[SILENT] = "1"  # before the library is loaded: else it reports on this machine
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # texts are the threads
        try:
            tokenizer = Tokenizer.from_file(str(self._folder / modelfiles.TOKENIZER))
            tokenizer.enable_truncation(_LONGEST)
            tokenizer.no_padding()
            session = onnxruntime.InferenceSession(
                str(self._folder / modelfiles.MODEL), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # noqa: BLE001 - both libraries raise what they like
            raise ModelError(f"{self._folder}: the model cannot be loaded: {error}") from None
        return tokenizer, session
