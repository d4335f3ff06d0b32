"""Questions beside what else could answer them: python bench/questions.py STORE [NOTICES]

``STORE`` is an embedded store, as ``ZHENGMAI_BENCH=DIR python bench/neo4j.py 5000 embedded`` leaves
it in ``DIR/z.db``. Each question is asked of it by Zhengmai, first cold (nothing of it was asked
before in this process), then warm; and by the plain SPARQL that a person would write, which
Oxigraph answers from the same files. A second table has the same for a small store of so many
``NOTICES`` (else 60) and rdflib, in memory.

The plain query is given less to do: it returns IRIs or numbers; Zhengmai returns rows with the
texts, units and deadlines of each task.
"""

from __future__ import annotations

import importlib.util
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import rdflib

import zhengmai
from zhengmai.api import Zhengmai
from zhengmai.graph.store import GraphData
from zhengmai.graph.stores.opening import open_store
from zhengmai.queries.tasks import tasks

ROOT = Path(__file__).parents[1]
_PREFIXES = """PREFIX zm: <https://w3id.org/zhengmai/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX schema: <https://schema.org/>
"""
_WARM = 3
_LONG = 5.0  # seconds; what takes longer is asked once


@dataclass(frozen=True)
class Work:
    """A question, as Zhengmai asks it and as plain SPARQL; None where that has no one query."""

    name: str
    ours: Callable[[], object]
    plain: str | None


def works(graph: Zhengmai) -> Iterator[Work]:
    """The questions about a store."""
    notice = next(n for n in graph.notices() if n.level == "county" and n.year == 2025)
    here = "".join(notice.jurisdiction)
    own = tasks(graph.store, notice=notice.iri)
    unit = next(u for t in own for u in t.units)
    phrase = re.findall("[\u4e00-\u9fff]{8}", own[3].text)[0]
    rare = "档"
    place = f'?place schema:name "{notice.jurisdiction[-1]}" . ?notice zm:appliesTo ?place .'
    said = "?task zm:text ?text ; zm:taskSource ?source . FILTER(CONTAINS(?text, {}))"
    counts = "SELECT ?unit (SUM(?n) AS ?tasks) { GRAPH ?notice { %s ?load zm:inNotice ?notice ; \
zm:unit ?unit ; zm:tasks ?n } } GROUP BY ?unit ORDER BY DESC(?tasks) LIMIT 20"
    yield Work("workload, top 20", lambda: graph.workload(top=20), counts % "")
    year = "?notice zm:planYear 2025 ."
    yield Work(
        "workload of a year, top 20", lambda: graph.workload(year=2025, top=20), counts % year
    )
    yield Work("workload of a place", lambda: graph.workload(here), counts % place)
    yield Work(
        "one unit's tasks",
        lambda: graph.unit(unit.iri),
        f"SELECT DISTINCT ?task {{ ?a zm:unit <{unit.iri}> . ?task zm:assignment ?a }}",
    )
    due = "?task zm:partOf ?notice ; zm:deadline ?due . ?due zm:lastDay ?day"
    yield Work(
        "deadlines of a place",
        lambda: graph.due(place=here),
        f"SELECT DISTINCT ?task ?day {{ GRAPH ?notice {{ {place} {due} }} }}",
    )
    for name, word in (("a phrase", phrase), ("one character", rare), ("no match", "此语绝无")):
        plain = f"SELECT DISTINCT ?task {{ {said.format(repr(word))} }}"
        yield Work(f"find {name}, first 20", lambda w=word: graph.find(w, top=20), plain)  # type: ignore[misc]
        yield Work(f"find {name}, all", lambda w=word: graph.find(w), plain)  # type: ignore[misc]
    child = next(t.iri for t in own if graph.trace(t.iri).links)
    yield Work(
        "trace of a task",
        lambda: graph.trace(child),
        f"SELECT ?up {{ ?link zm:child <{child}> ; zm:parent ?up ; zm:score ?score }}",
    )
    linked = "?link zm:child ?task ; zm:score ?score"
    loose = f"?task zm:taskSource ?s ; zm:partOf {{}} FILTER NOT EXISTS {{{{ {linked} }}}}"
    yield Work(
        "gaps of a notice",
        lambda: graph.gaps(notice.iri),
        f"SELECT ?task {{ {loose.format(f'<{notice.iri}>')} }}",
    )
    yield Work(
        "gaps, first 50",
        lambda: graph.gaps(top=50),
        None,  # Oxigraph takes minutes, even at 2,000 notices
    )
    linked = "?link zm:child ?child ; zm:parent ?parent ; zm:score ?score"
    yield Work(
        "links of a notice",
        lambda: graph.links(notice.iri),
        f"SELECT ?child ?parent {{ ?child zm:partOf <{notice.iri}> . {linked} }}",
    )
    yield Work(
        "links, first 50",
        lambda: graph.links(top=50),
        f"SELECT ?child ?parent {{ {linked} }} ORDER BY ?child LIMIT 50",
    )
    yield Work("notices of a place", lambda: graph.notices(here), f"SELECT ?notice {{ {place} }}")


def seconds(work: Callable[[], object], times: int = 1) -> list[float]:
    """How long something takes, again and again."""
    found: list[float] = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
        if found[0] > _LONG:
            break
    return found


def table(graph: Zhengmai, peer: str, answer: Callable[[str], object]) -> None:
    """Print the table of a store and a peer."""
    print(f"\n{'work':28} {'ours, cold':>11} {'ours, warm':>11} {peer:>18} {'ratio':>8}")
    for work in works(graph):
        ours = seconds(work.ours, 1 + _WARM)
        cold, warm = ours[0], sorted(ours[1:] or ours)[len(ours[1:]) // 2]
        text = f"{work.name:28} {1000 * cold:8.1f} ms {1000 * warm:8.1f} ms "
        if work.plain is not None:
            asked = _PREFIXES + work.plain
            other = min(seconds(lambda asked=asked: answer(asked), 2))  # type: ignore[misc]
            text += f"{1000 * other:15.1f} ms {other / warm:7.1f}×"
        print(text, flush=True)


def oxigraph(path: Path) -> None:
    """The store, and Oxigraph by itself."""
    database = ox.Store.read_only(str(path / "quads"))
    with zhengmai.open(path) as graph:
        print(f"{path}: {len(graph.notices()):,} notices")
        table(
            graph,
            "Oxigraph, SPARQL",
            lambda asked: list(database.query(asked, use_default_graph_as_union=True)),  # type: ignore[arg-type]
        )


def in_memory(notices: int) -> None:
    """A small store, and rdflib with the same triples."""
    spec = importlib.util.spec_from_file_location("corpus", ROOT / "bench" / "corpus.py")
    assert spec is not None  # noqa: S101 - the file is beside this one
    assert spec.loader is not None  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    sys.modules["corpus"] = module
    spec.loader.exec_module(module)
    graphs: list[GraphData] = [
        g for one in module.corpus(notices) for g in (one.notice, one.lineage)
    ]
    dataset = rdflib.Dataset(default_union=True)
    for data in graphs:
        dataset.graph(rdflib.URIRef(data.iri)).parse(data=data.ntriples, format="nt")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "z.db"
        with open_store(path, write=True) as store:
            print(f"\na small store: {sum(store.put(graphs)) // 2:,} notices")
        with zhengmai.open(path) as graph:
            table(graph, "rdflib, in memory", lambda asked: list(dataset.query(asked)))


def main() -> None:
    """Print both tables."""
    path = Path(sys.argv[1])
    if path.exists():
        oxigraph(path)
    in_memory(int(sys.argv[2]) if len(sys.argv) > 2 else 60)


if __name__ == "__main__":
    main()
