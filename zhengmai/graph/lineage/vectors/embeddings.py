"""向量服务: sentence vectors from an OpenAI-compatible endpoint of the office's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from zhengmai.graph.lineage.endpoint import EndpointError, checked, post_json, under
from zhengmai.graph.lineage.matching.grams import Floats

_AT_ONCE: Final = 64  # texts of a request
_CHARACTERS: Final = 2000  # of a text that are sent
_MOST: Final = 32 << 20  # bytes of an answer: 64 vectors of some thousand numbers in decimals
_LITTLE: Final = 1e-12


class Embeddings:
    """Vectors of an endpoint (``POST …/embeddings``)."""

    def __init__(self, url: str, model: str | None = None, key: str | None = None) -> None:
        """Name an endpoint.

        Args:
            url: its address, with or without ``/embeddings``.
            model: the name of the model, where the endpoint has several.
            key: sent as a bearer token.

        Raises:
            EndpointError: the address is none.
        """
        self._url = under(checked(url), "embeddings")
        self._model = model
        self._key = key

    @property
    def name(self) -> str:
        """Which vectors these are."""
        return f"{self._model} {self._url}" if self._model else self._url

    def of(self, texts: Sequence[str]) -> Floats:
        """A vector of length 1 for each text.

        Raises:
            EndpointError: no answer, or one that is not a vector for each text.
        """
        parts = [texts[at : at + _AT_ONCE] for at in range(0, len(texts), _AT_ONCE)]
        found = [self._asked([text[:_CHARACTERS] for text in part]) for part in parts]
        if len({vectors.shape[1] for vectors in found}) > 1:
            raise EndpointError(f"{self._url}: the vectors are not of one length")
        return np.concatenate(found) if found else np.zeros((0, 1), np.float32)

    def _asked(self, texts: Sequence[str]) -> Floats:
        body = {"input": list(texts), "encoding_format": "float"}
        if self._model:
            body["model"] = self._model
        answer = post_json(self._url, body, key=self._key, most=_MOST)
        try:
            vectors = _vectors(answer, len(texts))
        except (KeyError, TypeError, ValueError, IndexError, OverflowError):
            raise EndpointError(f"{self._url}: the answer is not a vector for each text") from None
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        found: Floats = (vectors / np.maximum(length, _LITTLE)).astype(np.float32)
        return found


def _vectors(answer: Any, texts: int) -> Any:
    """The vectors in the order of the texts; raises what it raises where there are none."""
    rows = {int(row["index"]): row["embedding"] for row in answer["data"]}
    vectors = np.array([rows[at] for at in range(texts)], np.float64)
    if vectors.ndim != 2 or not vectors.shape[1] or not np.isfinite(vectors).all():
        raise ValueError("not vectors")
    return vectors
