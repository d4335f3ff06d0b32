"""Make the weights of lineage from the labelled cascades: ``python -m training.train``.

Those with vectors are made where the sentence model is installed (``zhengmai model install``). With
``--verdicts STORE`` they are also learned from what people said of the links of a store of yours.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

from training.cascades import ROOT, Cascade, cascade, folders
from training.training import Trainer
from training.verdicts import verdicts
from zhengmai.graph.lineage.matching.choice import LETTERS, WITH_VECTORS, Choice, Weights
from zhengmai.graph.lineage.matching.meaning import Meanings
from zhengmai.graph.lineage.vectors import modelfiles
from zhengmai.graph.lineage.vectors.remembered import Remembered
from zhengmai.graph.lineage.vectors.sentencemodel import SentenceModel

FOLDER = ROOT / "zhengmai" / "graph" / "lineage" / "matching"


def meanings() -> Meanings | None:
    """The vectors of plans by the installed model; None where there is none."""
    if not modelfiles.installed():
        return None
    return Meanings(Remembered(SentenceModel(), modelfiles.NAME))


def labelled(stores: Sequence[Path] = ()) -> list[Cascade]:
    """All cascades at hand, and what people said of the links of some stores."""
    return [*map(cascade, folders()), *map(verdicts, stores)]


def trained(cascades: Sequence[Cascade], vectors: Meanings | None = None) -> Weights:
    """The weights: of letters alone, or with vectors of plans."""
    return Trainer(vectors).calibrated(cascades)


def as_json(made: Weights) -> str:
    """The weights as they are kept: one line a signal."""
    passes = {"first": _choice(made.first), "second": _choice(made.second)}
    data = {"calibration": list(made.calibration), **passes}
    return json.dumps(data, ensure_ascii=False, indent=1).replace(",\n    ", ", ") + "\n"


def _choice(made: Choice) -> Mapping[str, object]:
    return {
        "bias": made.bias,
        "none": {name: list(astuple(scale)) for name, scale in made.none.items()},
        "points": {name: list(astuple(scale)) for name, scale in made.points.items()},
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the weights beside the code that uses them."""
    parser = ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--verdicts",
        type=Path,
        action="append",
        default=[],
        metavar="STORE",
        help="learn from what people said of the links of this store, too",
    )
    parser.add_argument("--to", type=Path, default=FOLDER, metavar="FOLDER", help="where to write")
    given = parser.parse_args(arguments)
    folder: Path = given.to
    cascades = labelled(given.verdicts)
    (folder / LETTERS).write_text(as_json(trained(cascades)), encoding="utf-8")
    vectors = meanings()
    if vectors is None:
        print("no sentence model is installed: the weights with vectors stay as they are")
    else:
        (folder / WITH_VECTORS).write_text(as_json(trained(cascades, vectors)), encoding="utf-8")


if __name__ == "__main__":
    main()
