"""Loading and asking at scale, on both stores: python bench/neo4j.py NOTICES [WAY...]

The corpus is invented (bench/corpus.py), some 51 tasks a notice. Ways to load it:

``embedded``      the embedded store, a first fill
``neo4j``         a Neo4j server, by ``put``: batches of CREATE in transactions
``import``        files for Neo4j's offline import, and the import itself
``rdflib-neo4j``  the same triples through the public library rdflib-neo4j (a few notices only;
                  it has to be installed beside: pip install rdflib-neo4j)

After a load each question is asked cold and warm. A server is started from tests/server. The store
and the files stay in the folder ZHENGMAI_BENCH (else a temporary one), so that they can be asked
again: ``ask-embedded``, ``ask-neo4j``.
"""

from __future__ import annotations

import importlib.util
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
# In place of this folder, in which "neo4j" is this file.
sys.path[0] = str(ROOT / "tests" / "server")

import neo4j_server as servers  # noqa: E402 - from the folder just named

import zhengmai  # noqa: E402
from zhengmai.api import Zhengmai  # noqa: E402
from zhengmai.graph.store import GraphData  # noqa: E402
from zhengmai.graph.stores.neo4j.offline import COMMAND, write_import  # noqa: E402
from zhengmai.graph.stores.opening import open_store  # noqa: E402
from zhengmai.queries.tasks import tasks  # noqa: E402

_spec = importlib.util.spec_from_file_location("corpus", ROOT / "bench" / "corpus.py")
assert _spec is not None  # noqa: S101 - the file is beside this one
assert _spec.loader is not None  # noqa: S101
_corpus = importlib.util.module_from_spec(_spec)
sys.modules["corpus"] = _corpus
_spec.loader.exec_module(_corpus)
_FEW = 100  # notices that rdflib-neo4j is given


def graphs(notices: int) -> Iterator[GraphData]:
    """The corpus, notice and lineage in turn."""
    for one in _corpus.corpus(notices):
        yield one.notice
        yield one.lineage


def embedded(notices: int, folder: Path) -> None:
    """Fill an embedded store."""
    store = folder / "z.db"
    shutil.rmtree(store, ignore_errors=True)
    begun = time.perf_counter()
    with open_store(store, write=True) as opened:
        count = sum(opened.put(graphs(notices)))
    told("embedded store, first fill", count / 2, time.perf_counter() - begun)
    ask_embedded(folder)


def ask_embedded(folder: Path) -> None:
    """Ask the embedded store."""
    with zhengmai.open(folder / "z.db") as graph:
        ask(graph)


def neo4j(notices: int, folder: Path) -> None:
    """Fill a server by transactions."""
    shutil.rmtree(folder / "home", ignore_errors=True)
    with running(folder) as url:
        begun = time.perf_counter()
        used = time.process_time()
        with open_store(url, write=True) as opened:
            count = sum(opened.put(graphs(notices)))
        seconds = time.perf_counter() - begun
        told("Neo4j, batches of CREATE", count / 2, seconds, url)
        print(f"{'':34} of these, Python was busy for {time.process_time() - used:.0f} s")
        with zhengmai.open(url) as graph:
            ask(graph)


def offline(notices: int, folder: Path) -> None:
    """Write the files of an offline import, and import them."""
    out = folder / "csv"
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(folder / "home", ignore_errors=True)
    begun = time.perf_counter()
    write_import(graphs(notices), out)
    told("files for the offline import", notices, time.perf_counter() - begun)
    server = server_in(folder)
    server.make()
    path = f"{server.command().parent}:{os.environ['PATH']}"
    begun = time.perf_counter()
    subprocess.run(
        ["sh", out / COMMAND],  # noqa: S607
        env={**os.environ, "PATH": path}, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    seconds = time.perf_counter() - begun
    begun = time.perf_counter()
    with running(folder) as url, zhengmai.open(url) as graph:
        told("the offline import", notices, seconds, url)
        print(f"{'start, constraints and indexes':34} {time.perf_counter() - begun:8.1f} s")
        ask(graph)


def ask_neo4j(folder: Path) -> None:
    """Ask the server that was filled before."""
    with running(folder) as url, zhengmai.open(url) as graph:
        ask(graph)


def rdflib_neo4j(_notices: int, folder: Path) -> None:
    """Load the same triples through rdflib-neo4j, which writes node by node."""
    from rdflib import Graph
    from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

    shutil.rmtree(folder / "other", ignore_errors=True)
    few = list(graphs(_FEW))
    server = server_in(folder, "other")
    server.start()
    try:
        auth = {"uri": server.url.replace("neo4j@", ""), "database": "neo4j", "user": "neo4j"}
        config = Neo4jStoreConfig(
            auth_data={**auth, "pwd": servers.PASSWORD},
            handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE,
            batching=True,
        )
        begun = time.perf_counter()
        graph = Graph(store=Neo4jStore(config=config))
        for one in few:
            graph.parse(data=one.ntriples, format="nt")
        graph.close(True)
        told("rdflib-neo4j", _FEW, time.perf_counter() - begun, server.url)
        begun = time.perf_counter()
        with open_store(server.url, write=True) as opened:
            count = sum(opened.put(few))
        told("Zhengmai, the same notices", count / 2, time.perf_counter() - begun)
    finally:
        server.stop()


def ask(graph: Zhengmai) -> None:
    """Ask the named questions of one unit, one task, one place and of everything."""
    first = graph.workload(top=1)[0]
    place = first.jurisdiction
    notice = next(n for n in graph.notices(place) if "".join(n.jurisdiction) == place)
    own = tasks(graph.store, notice=notice.iri)
    child = next(t.iri for t in own if graph.trace(t.iri).links)
    county = next(n for n in graph.notices(place) if n.level == "county")
    here = "".join(county.jurisdiction)
    phrase = re.findall("[\u4e00-\u9fff]{6}", tasks(graph.store, notice=county.iri)[0].text)[0]
    questions: list[tuple[str, Callable[[], object]]] = [
        ("one unit: its tasks", lambda: graph.unit(first.unit)),
        ("one unit: its deadlines", lambda: graph.due(unit=first.unit)),
        ("one task: its lineage", lambda: graph.trace(child)),
        ("one place: workload", lambda: graph.workload(here)),
        ("one place: notices", lambda: graph.notices(here)),
        ("one place: deadlines", lambda: graph.due(place=here)),
        ("one city and its counties: workload", lambda: graph.workload(place)),
        ("one notice: its gaps", lambda: graph.gaps(notice.iri)),
        ("one place: tasks with a phrase", lambda: graph.find(phrase, place=here)),
        ("one year: workload, top 20", lambda: graph.workload(year=2025, top=20)),
        ("everything: workload, top 20", lambda: graph.workload(top=20)),
        ("everything: workload, all units", graph.workload),
    ]
    for name, question in questions:
        times = []
        for _ in range(6):
            begun = time.perf_counter()
            rows = question()
            times.append(time.perf_counter() - begun)
        size = len(rows) if isinstance(rows, list) else 1
        warm = sorted(times[1:])[2]
        print(
            f"{name:38} {size:7,} rows  cold {1000 * times[0]:8.1f} ms  warm {1000 * warm:8.1f} ms"
        )


class running:  # noqa: N801 - used like a function
    """A server with a home in a folder, for a ``with``."""

    def __init__(self, folder: Path) -> None:
        self.server = server_in(folder)

    def __enter__(self) -> str:
        servers.fetch()
        self.server.start()
        return self.server.url

    def __exit__(self, *_: object) -> None:
        self.server.stop()


def server_in(folder: Path, name: str = "home") -> servers.Server:
    """A server with as much memory as a small machine has for one."""
    os.environ["NEO4J_PASSWORD"] = servers.PASSWORD
    return servers.Server((folder / name).absolute(), heap="3g", page_cache="4g", transaction="0")


def told(what: str, notices: float, seconds: float, url: str | None = None) -> None:
    """Print how long something took."""
    print(f"{what:34} {seconds:8.1f} s  {notices / seconds:9.1f} notices/s", end="")
    if url is not None:
        import neo4j as driver

        auth = ("neo4j", servers.PASSWORD)
        with driver.GraphDatabase.driver(url.replace("neo4j@", ""), auth=auth) as connection:
            (row,) = connection.execute_query("MATCH ()-[r]->() RETURN count(r) AS n").records
        print(f"  {row['n']:,} relationships, {row['n'] / seconds:,.0f}/s", end="")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    print(f"  (memory at most {peak} MB)", flush=True)


WAYS: dict[str, Callable[[int, Path], None]] = {
    "embedded": embedded,
    "neo4j": neo4j,
    "import": offline,
    "rdflib-neo4j": rdflib_neo4j,
    "ask-embedded": lambda _, folder: ask_embedded(folder),
    "ask-neo4j": lambda _, folder: ask_neo4j(folder),
}


def main() -> None:
    """Run what the command line asks for."""
    notices = int(sys.argv[1])
    ways = sys.argv[2:] or ["embedded", "neo4j", "import"]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(os.environ.get("ZHENGMAI_BENCH", scratch))
        folder.mkdir(parents=True, exist_ok=True)
        for way in ways:
            print(f"\n{way}, {notices:,} notices")
            WAYS[way](notices, folder)


if __name__ == "__main__":
    main()
