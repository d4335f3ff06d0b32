"""比对方式: by what the texts of plans are compared: letters, a sentence model, an endpoint.

Letters need nothing and are the way where nobody chose another one. A store says of each notice in
which way it was linked, so that what is linked again later is linked in the same way.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from zhengmai.errors import ModelError
from zhengmai.graph.lineage.matching.choice import LETTERS, WITH_VECTORS, fingerprint, weights
from zhengmai.graph.lineage.matching.meaning import Meanings, Vectors
from zhengmai.graph.lineage.matching.passes import Matcher, by_letters
from zhengmai.graph.lineage.questions import ask
from zhengmai.graph.lineage.vectors import modelfiles
from zhengmai.graph.lineage.vectors.embeddings import Embeddings
from zhengmai.graph.lineage.vectors.remembered import Remembered
from zhengmai.graph.lineage.vectors.sentencemodel import SentenceModel
from zhengmai.graph.store import Store
from zhengmai.wording import phrase

_BY_LETTERS: Final = "letters"
_LETTERS = phrase("zhengmai build PATH --letters compares by letters")
_ADDRESS, _MODEL, _KEY = (
    "ZHENGMAI_EMBEDDINGS",
    "ZHENGMAI_EMBEDDINGS_MODEL",
    "ZHENGMAI_EMBEDDINGS_KEY",
)


@dataclass(frozen=True)
class Way:
    """How texts are compared.

    Attributes:
        name: ``letters``, the name of the model, or that of an endpoint's model with its address.
        made_from: changes when the same texts get other links.
        matcher: what compares.
    """

    name: str
    made_from: str
    matcher: Matcher = field(compare=False, repr=False)

    @property
    def everywhere(self) -> bool:
        """Whether other processes of this machine can go it by its name alone."""
        return self.name in (_BY_LETTERS, modelfiles.NAME)


def of_name(name: str) -> Way:
    """The way of a name, one that is known :attr:`Way.everywhere`."""
    return sentence_model() if name == modelfiles.NAME else letters()


def letters() -> Way:
    """By letters alone."""
    return Way(_BY_LETTERS, fingerprint(LETTERS), by_letters())


def sentence_model() -> Way:
    """By letters and the installed sentence model.

    Raises:
        ModelError: it is not installed, or the packages of the extra are not.
    """
    if not modelfiles.installed():
        raise ModelError(
            "the sentence model is not installed: run zhengmai model install, or link anew by "
            "letters",
            advice=_LETTERS,
        )
    return _of_model(modelfiles.folder())


@cache
def _of_model(folder: Path) -> Way:
    return _with(SentenceModel(folder), modelfiles.NAME)


def endpoint(url: str, model: str | None = None) -> Way:
    """By letters and an embeddings endpoint; the key is that of ``$ZHENGMAI_EMBEDDINGS_KEY``.

    Raises:
        EndpointError: it cannot be asked, or does not answer with vectors.
    """
    source = Embeddings(url, model, os.environ.get(_KEY))
    source.of(["政务公开"])  # what is wrong is told before anything is read
    return _with(source, source.name)


def usual() -> Way:
    """The way of a new store: by the sentence model where one is installed, else by letters."""
    return sentence_model() if modelfiles.installed() else letters()


def recorded(store: Store) -> Way:
    """The way in which most notices of a store were linked; the usual one where none was.

    A store may name an endpoint that somebody else used: nothing is sent to it unless the user of
    this machine names it, too.

    Raises:
        ModelError: that way cannot be gone here; the message says how it can.
    """
    name = _told(store)
    if name is None:
        return usual()
    if name in (_BY_LETTERS, modelfiles.NAME):
        return of_name(name)
    return _named_here(name, os.environ)


def for_build(store: Store) -> Way:
    """The recorded way; where that is letters and a model has been installed since, the model."""
    return usual() if _told(store) == _BY_LETTERS else recorded(store)


def _told(store: Store) -> str | None:
    rows = ask(store, "ways")
    ordered = sorted(rows, key=lambda row: (int(str(row["notices"])), str(row["way"])))
    return str(ordered[-1]["way"]) if ordered else None


def _named_here(name: str, environment: Mapping[str, str]) -> Way:
    address, model = environment.get(_ADDRESS), environment.get(_MODEL)
    if address and Embeddings(address, model).name == name:
        return endpoint(address, model)
    raise ModelError(
        f"this store was linked with the vectors of {name}: set {_ADDRESS} (and {_MODEL}) to use "
        "it, or link anew by letters",
        advice=_LETTERS,
    )


def _with(vectors: Vectors, name: str) -> Way:
    meanings = Meanings(Remembered(vectors, name))
    return Way(name, fingerprint(WITH_VECTORS), Matcher(weights(WITH_VECTORS), meanings))
