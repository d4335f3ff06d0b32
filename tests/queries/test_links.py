"""What a link says: how certain, how much of the wording it keeps, how long after."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

import zhengmai
from zhengmai.api import Zhengmai, build_store
from zhengmai.graph.lineage.matching.evidence import fidelity
from zhengmai.graph.store import GraphData
from zhengmai.graph.stores.opening import open_store
from zhengmai.ontology import iris
from zhengmai.queries.links import lag, word_of_fidelity

SHARED = Path(__file__).parents[3] / "shared"


def test_the_fidelity_is_that_of_the_texts(sample_graph: Zhengmai) -> None:
    links = sample_graph.links()
    for link in links:
        told = fidelity(link.child.text, link.parent.text)
        assert link.fidelity == pytest.approx(told, abs=6e-4)
        # One threshold for the word and for the method that the link was found by.
        assert (link.fidelity_word == "照抄") == (link.method == "verbatim")
    assert {link.fidelity_word for link in links} == {"照抄", "改写", "细化"}


def by_the_docs(child: str, parent: str) -> float:
    """The fidelity as docs/diffusion.md tells it, counted with nothing of the package's."""

    def folded(text: str) -> str:
        wide = [unicodedata.normalize("NFKC", c).lower() for c in text]
        return "".join(new if len(new) == 1 else c for new, c in zip(wide, text, strict=True))

    def groups(text: str) -> set[str]:
        runs = re.findall(r"\w+", folded(text))
        return {run[at : at + 5] for run in runs for at in range(len(run) - 4)}

    own = groups(child)
    if not own:
        return float(folded(child).strip() in folded(parent))
    return len(own & groups(parent)) / len(own)


@pytest.mark.parametrize("folder", ["samples", "cascade", "cascade_a", "cascade_c"])
def test_each_fidelity_is_what_the_docs_say_of_the_texts(
    folder: str, samples: Path, tmp_path: Path
) -> None:
    files = samples if folder == "samples" else SHARED / folder
    if not files.is_dir():
        pytest.skip(f"{files} is not here")
    with zhengmai.build(files, tmp_path / "z.db") as graph:
        links = graph.links()
        assert len(links) > 50
        for link in links:
            told = by_the_docs(link.child.text, link.parent.text)
            assert link.fidelity == pytest.approx(told, abs=6e-4), (link.child, link.parent)
        flat = {(row.child, row.parent): row for row in graph.lineage()}
        for link in links:
            row = flat[link.child.iri, link.parent.iri]
            told = by_the_docs(row.text, row.parent_text)
            assert row.fidelity == pytest.approx(told, abs=6e-4)


def test_the_words_for_a_fidelity() -> None:
    words = [word_of_fidelity(value) for value in (1.0, 0.701, 0.7, 0.3, 0.299, 0.0)]
    assert words == ["照抄", "照抄", "改写", "改写", "细化", "细化"]


def test_the_lag_is_from_the_superiors_date_to_ones_own(sample_graph: Zhengmai) -> None:
    days = {n.iri: n.issued for n in sample_graph.notices()}
    for link in sample_graph.links():
        child, parent = days[link.child.notice], days[link.parent.notice]
        assert child is not None
        assert parent is not None
        assert link.lag_days == (date.fromisoformat(child) - date.fromisoformat(parent)).days
    assert lag(None, date(2025, 1, 1)) is lag(date(2025, 1, 1), None) is None
    assert lag(date(2025, 1, 1), date(2025, 3, 1)) == -59  # told as it is


def test_a_notice_without_a_date_has_no_lag(samples: Path, tmp_path: Path) -> None:
    for name in ("province-2025.txt", "city-2025.txt"):
        text = (samples / name).read_text("utf-8")
        if name == "city-2025.txt":
            text = re.sub(r"2025年\d+月\d+日", "", text)
        (tmp_path / name).write_text(text, "utf-8")
    build_store(tmp_path, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        assert {n.level: n.issued is None for n in graph.notices()} == {
            "province": False,
            "city": True,
        }
        assert {link.lag_days for link in graph.links()} == {None}


def test_a_store_linked_before_tells_it_from_the_texts(samples: Path, tmp_path: Path) -> None:
    build_store(samples, tmp_path / "z.db")
    with zhengmai.open(tmp_path / "z.db") as graph:
        new = graph.links()
    with open_store(tmp_path / "z.db", write=True) as store:
        names = [n for n in store.graphs() if iris.graph_kind(n)[0] == "lineage"]
        old = [GraphData(n, _without_fidelity(store.graph(n))) for n in names]
        assert any(store.put(old))
    with zhengmai.open(tmp_path / "z.db") as graph:
        assert [k.fidelity for k in graph.links()] == pytest.approx(
            [k.fidelity for k in new], abs=6e-4
        )


def _without_fidelity(ntriples: bytes) -> bytes:
    lines = ntriples.splitlines(keepends=True)
    assert any(b"#fidelity>" in line for line in lines) or not any(b"#score>" in x for x in lines)
    return b"".join(line for line in lines if b"#fidelity>" not in line)
