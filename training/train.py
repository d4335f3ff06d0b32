"""Make the weights of lineage from the labelled cascades: ``python -m training.train``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path

from training.cascades import ROOT, cascade, folders
from training.training import calibration, weights
from zhengmai.graph.lineage.matching.choice import Choice, Weights

FILE = ROOT / "zhengmai" / "graph" / "lineage" / "matching" / "weights.json"


def trained() -> Weights:
    """The weights, from all cascades at hand."""
    cascades = [cascade(folder) for folder in folders()]
    return weights(cascades, calibration(cascades))


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


def main(file: Path = FILE) -> None:
    """Write the weights beside the code that uses them."""
    file.write_text(as_json(trained()), encoding="utf-8")


if __name__ == "__main__":
    main()
