"""What several rooms' tests need: the corpora, and stores built from them once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import zhengmai
from zhengmai.api import BuildReport, Zhengmai, build_store

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The project's own corpus."""
    return SAMPLES


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real notices and hand-made labels, beside the checkout; not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside this checkout: the real notices are not here")
    return SHARED


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    """A store of the samples, and the report of its build."""
    path = tmp_path_factory.mktemp("samples") / "zhengmai.db"
    return path, build_store(SAMPLES, path)


@pytest.fixture
def sample_graph(sample_store: tuple[Path, BuildReport]) -> Iterator[Zhengmai]:
    """The store of the samples, open for questions."""
    with zhengmai.open(sample_store[0]) as opened:
        yield opened
