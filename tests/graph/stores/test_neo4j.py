"""The Neo4j store, on a real server: exact replacement, no orphans, and what can go wrong."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import neo4j
import neo4j_server as servers
import pytest
from neo4j_server import Server

import zhengmai
from zhengmai import api
from zhengmai.api import Zhengmai, build_store, remove
from zhengmai.cli.app import _OfServer
from zhengmai.errors import QueryError, StoreError
from zhengmai.graph.store import GraphData, Limits, Store
from zhengmai.graph.stores.neo4j import address, opening, statements, transactions
from zhengmai.graph.stores.neo4j import store as neo4j_room
from zhengmai.graph.stores.neo4j.pieces import Piece
from zhengmai.graph.stores.opening import open_store, repair_store
from zhengmai.ontology import iris
from zhengmai.ontology.propertygraph import mapping as pg

EVERYTHING = (
    "MATCH (n) WHERE NOT n:ZhengmaiStore RETURN labels(n)[0] AS label, n.iri AS iri, "
    "COUNT { (n)--() } AS relationships"
)


def graphs_of(store: Store) -> list[GraphData]:
    """All graphs, the notices before the lineages that lead to them."""
    names = sorted(store.graphs(), key=lambda n: (iris.graph_kind(n)[0] == "lineage", n))
    return [GraphData(name, store.graph(name)) for name in names]


@pytest.fixture
def graphs(sample_graph: Zhengmai) -> list[GraphData]:
    return graphs_of(sample_graph.store)


def put(store: Store, *graphs: GraphData) -> list[bool]:
    return list(store.put(graphs))


def contents(store: Store) -> list[tuple[str, bytes]]:
    return [(name, store.graph(name)) for name in store.graphs()]


def changed(graph: GraphData, old: str, new: str) -> GraphData:
    text, count = re.subn(old, new, graph.ntriples.decode())
    assert count
    return GraphData(graph.iri, text.encode())


def test_all_triples_come_back(neo4j_store: str, graphs: list[GraphData]) -> None:
    with open_store(neo4j_store, write=True) as store:
        assert store.is_empty()
        assert put(store, *graphs) == [True] * len(graphs)
        assert not store.is_empty()
        assert contents(store) == sorted((g.iri, g.ntriples) for g in graphs)
        assert put(store, *graphs) == [False] * len(graphs)


def test_a_notice_is_replaced_exactly(neo4j_store: str, graphs: list[GraphData]) -> None:
    one = next(g for g in graphs if "渡南" in g.iri)
    other = changed(one, '"渡南区司法局"', '"渡南区司法与法制局"')
    other = changed(other, "/task/12(?=[>/])", "/task/120")
    with open_store(neo4j_store, write=True) as store:
        put(store, *graphs)
        before = contents(store)
        nodes = sorted(map(str, store.rows(EVERYTHING, {})))
        assert put(store, other) == [True]
        assert store.graph(one.iri) == b"\n".join(sorted(other.ntriples.splitlines())) + b"\n"
        assert iris.lineage_graph(one.iri) not in store.graphs()
        assert [c for c in contents(store) if "渡南" not in c[0]] == [
            c for c in before if "渡南" not in c[0]
        ]
        put(store, one, next(g for g in graphs if g.iri == iris.lineage_graph(one.iri)))
        assert contents(store) == before
        assert sorted(map(str, store.rows(EVERYTHING, {}))) == nodes


def test_removing_leaves_no_orphan(neo4j_store: str, graphs: list[GraphData]) -> None:
    with open_store(neo4j_store, write=True) as store:
        held = [g for g in graphs if iris.graph_kind(g.iri)[0] != "lineage"]
        put(store, *held[:-1])
        before = sorted(map(str, store.rows(EVERYTHING, {})))
        put(store, held[-1])
        store.remove([held[-1].iri])
        assert sorted(map(str, store.rows(EVERYTHING, {}))) == before
        store.remove([g.iri for g in held])
        assert list(store.rows(EVERYTHING, {})) == []


def test_a_removed_notice_that_others_cite_stays_as_cited(neo4j_store: str, samples: Path) -> None:
    build_store(samples, neo4j_store)
    city = remove("榆津政办发〔2025〕14号", neo4j_store)
    with zhengmai.open(neo4j_store) as graph:
        assert city not in {n.iri for n in graph.notices()}
        assert city in {m.document for m in graph.gaps().missing_parents}
        question = "MATCH (n:Notice {iri: $iri}) RETURN n.documentNumber AS number"
        assert list(graph.store.rows(question, {"iri": city})) == [
            {"number": "榆津政办发〔2025〕14号"}
        ]


def test_a_long_task_and_hostile_names(neo4j_store: str, tmp_path: Path) -> None:
    """30,000 characters; quotes, backslashes, Cypher and HTML in the name of a unit."""
    nasty = "区'\"\\}) DETACH DELETE n //<script>alert(1)</script>局"
    long = "公开政务信息" * 5000
    file = tmp_path / "x.txt"
    file.write_text(
        "渡南区人民政府办公室\n关于印发2025年渡南区政务公开工作要点的通知\n渡南政办发〔2025〕99号\n\n"
        f"一、公众参与\n\n（一）听取意见。{long}。（责任单位：{nasty}）\n"
        "（二）其他事项。做好记录。（责任单位：区司法局）\n",
        "utf-8",
    )
    embedded = tmp_path / "z.db"
    build_store(file, embedded)
    build_store(file, neo4j_store)
    with zhengmai.open(embedded) as one, zhengmai.open(neo4j_store) as other:
        assert contents(one.store) == contents(other.store)
        assert any(len(row.text) >= 30_000 for row in other.find("公开政务"))
        assert one.workload() == other.workload()
        assert one.find("script") == other.find("script")
        assert one.find("公开政务") == other.find("公开政务")


def test_a_label_or_a_note_of_the_users_own_does_no_harm(
    neo4j_store: str, graphs: list[GraphData], neo4j_driver: neo4j.Driver
) -> None:
    with open_store(neo4j_store, write=True) as store:
        put(store, *graphs)
        neo4j_driver.execute_query("MATCH (t:Task) SET t:Aaa CREATE (t)<-[:ABOUT]-(:MyNote {x: 1})")
        assert contents(store) == sorted((g.iri, g.ntriples) for g in graphs)
        neo4j_driver.execute_query("MATCH (n:MyNote) DETACH DELETE n")


@pytest.fixture
def neo4j_driver(neo4j_url: str) -> Iterator[neo4j.Driver]:
    where = address.parse(neo4j_url)
    auth = (where.user, address.password(where))
    with neo4j.GraphDatabase.driver(where.server, auth=auth) as driver:
        yield driver


def test_the_schema_is_made_once(neo4j_store: str, neo4j_driver: neo4j.Driver) -> None:
    with open_store(neo4j_store, write=True), open_store(neo4j_store, write=True):
        pass
    records = neo4j_driver.execute_query("SHOW CONSTRAINTS YIELD labelsOrTypes, properties").records
    unique = {tuple(r["labelsOrTypes"]) for r in records if r["properties"] == ["iri"]}
    assert unique >= {(node.label,) for node in pg.NODES}
    (index,) = neo4j_driver.execute_query(
        "SHOW FULLTEXT INDEXES YIELD name, options, state WHERE name = $name",
        name=statements.FULLTEXT,
    ).records
    assert index["options"]["indexConfig"]["fulltext.analyzer"] == "cjk"
    assert index["state"] == "ONLINE"
    records = neo4j_driver.execute_query("SHOW INDEXES YIELD labelsOrTypes, properties").records
    assert (["Deadline"], ["lastDay"]) in [(r["labelsOrTypes"], r["properties"]) for r in records]


@pytest.fixture
def new_database(neo4j_store: str, neo4j_driver: neo4j.Driver) -> str:
    """The address of a database that never held a store."""
    for kind, kinds in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
        for record in neo4j_driver.execute_query(f"SHOW {kinds} YIELD name").records:
            if record["name"].startswith("zhengmai_"):
                neo4j_driver.execute_query(f"DROP {kind} {record['name']}")
    neo4j_driver.execute_query("MATCH (s:ZhengmaiStore) DELETE s")
    return neo4j_store


def indexes(driver: neo4j.Driver) -> set[str]:
    return {r["name"] for r in driver.execute_query("SHOW INDEXES YIELD name").records}


def test_a_first_fill_makes_the_indexes_at_its_end(
    new_database: str, graphs: list[GraphData], neo4j_driver: neo4j.Driver
) -> None:
    with open_store(new_database, write=True) as store:
        assert "zhengmai_task" in indexes(neo4j_driver)
        assert statements.FULLTEXT not in indexes(neo4j_driver)
        put(store, *graphs)
        assert statements.FULLTEXT in indexes(neo4j_driver)


def test_an_interrupted_first_fill_has_its_indexes_when_it_is_opened_again(
    new_database: str,
    graphs: list[GraphData],
    neo4j_driver: neo4j.Driver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted() -> Iterator[GraphData]:
        yield from graphs[:3]
        raise KeyboardInterrupt

    monkeypatch.setattr(neo4j_room, "_BATCH", 1)
    with open_store(new_database, write=True) as store, pytest.raises(KeyboardInterrupt):
        list(store.put(interrupted()))
    assert statements.FULLTEXT not in indexes(neo4j_driver)
    with zhengmai.open(new_database) as graph:
        assert statements.FULLTEXT in indexes(neo4j_driver)
        assert graph.find("公开")


def test_a_new_store_is_opened_by_several_at_once(
    new_database: str, graphs: list[GraphData]
) -> None:
    ready = threading.Barrier(3)
    answers = []

    def fill() -> None:
        ready.wait()
        with open_store(new_database, write=True) as store:
            answers.append(put(store, *graphs))

    threads = [threading.Thread(target=fill) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(map(sum, answers)) == len(graphs)
    assert len(answers) == 3
    with open_store(new_database) as store:
        assert contents(store) == sorted((g.iri, g.ntriples) for g in graphs)


def test_nothing_is_made_where_a_word_on_a_link_is_meant_for_another_store(
    new_database: str, neo4j_driver: neo4j.Driver
) -> None:
    before = indexes(neo4j_driver)
    with pytest.raises(StoreError, match="there is no store here"):
        api.confirm("短语", "短语", new_database)
    with pytest.raises(StoreError, match="there is no store here"):
        remove("x", new_database)
    assert indexes(neo4j_driver) == before


def test_a_lineage_is_written_again_with_the_notice_that_it_is_of(
    neo4j_store: str, graphs: list[GraphData]
) -> None:
    lineage = next(g for g in graphs if g.iri.endswith("/lineage") and b"#Link>" in g.ntriples)
    notice = next(g for g in graphs if lineage.iri.startswith(f"{g.iri}/"))
    other = changed(notice, "政务公开", "政务公 开")
    with open_store(neo4j_store, write=True) as store:
        put(store, *graphs)
        assert put(store, other, lineage) == [True, True]
        assert store.graph(lineage.iri) == lineage.ntriples


def test_after_a_failure_nothing_more_is_written(
    neo4j_store: str, graphs: list[GraphData], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_room, "_BATCH", 1)
    write = neo4j_room.Neo4jStore._write
    failed = iter([True])

    def fails_once(self: neo4j_room.Neo4jStore, batch: list[Piece]) -> list[bool]:
        if next(failed, False):
            raise StoreError("this batch fails")
        return write(self, batch)

    monkeypatch.setattr(neo4j_room.Neo4jStore, "_write", fails_once)
    with open_store(neo4j_store, write=True) as store:
        with pytest.raises(StoreError, match="this batch fails"):
            put(store, *graphs)
        assert store.graphs() == []


def test_a_parameter_may_have_any_name(neo4j_store: str) -> None:
    names = ("question", "self", "tx", "statement")
    with open_store(neo4j_store, write=True) as store:
        for name in names:
            assert list(store.rows(f"RETURN ${name} AS x", {name: 1})) == [{"x": 1}]


def test_no_statement_that_writes_looks_through_all_nodes(
    new_database: str, graphs: list[GraphData], neo4j_driver: neo4j.Driver
) -> None:
    """Their plans are kept as they are made while the database is empty."""
    with open_store(new_database, write=True):
        pass
    content = Piece.of(graphs[0]).content
    labels, classes = sorted(content.nodes), sorted(content.edges)
    written = [statements.write_content(labels, classes, new=new) for new in (True, False)]
    written += [
        statements.set_edges((kind, "Task", end))
        for kind in ("CARRIES_OUT", "MAY_CARRY_OUT")
        for end in ("Task", "WorkPoint")
    ]
    written += [statements.SAID]
    written += [text for _, text in (*statements.gather(), *statements.sweep())]
    written += [
        *statements.CLEAR,
        *statements.CLEAR_LINEAGE,
        *(s for every in statements.CLEAR_SAID.values() for s in every),
    ]
    written += [statements.SPOKEN_OF, statements.FORGET, statements.SET_LINKAGE, statements.HELD]
    for text in written:
        plain = text.removeprefix("CYPHER replan=skip ")
        summary = neo4j_driver.execute_query(
            f"EXPLAIN {plain}", nodes={}, edges=[[]] * 30, rows=[], iris=[], kept=[]
        ).summary
        assert "Scan" not in str(summary.plan), text


def test_an_answer_that_the_server_has_no_room_for_comes_row_by_row(
    neo4j_store: str, neo4j_driver: neo4j.Driver
) -> None:
    """As one list these rows take more memory than the server allows a transaction."""
    question = "UNWIND range(1, 220) AS n\nRETURN n AS n, $text + n AS long"
    text = "x" * 1_000_000
    together = statements.together([question], [statements.columns_of(question)])
    with (
        neo4j_driver.session() as session,
        pytest.raises(neo4j.exceptions.TransientError, match="threshold reached"),
    ):
        session.run(together, text=text).consume()
    with open_store(neo4j_store, write=True) as store:
        (rows,) = store.answers([question], {"text": text})
        assert [row["n"] for row in rows] == [*range(1, 221)]
        assert rows[-1]["long"] == text + "220"
        with pytest.raises(StoreError, match=r"more memory than the server allows: ask for less"):
            list(store.rows(together, {"text": text}))


def test_a_batch_that_the_server_has_no_room_for_is_written_in_parts(
    neo4j_store: str, graphs: list[GraphData], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All at once the statement takes more memory than the server allows a transaction."""
    sizes = []
    waste = "CALL () {{ UNWIND range(1, {}) AS n RETURN count(DISTINCT toString(n)) AS waste }}\n"
    write_content = transactions._write_content
    write = statements.write_content

    def wasteful(tx: neo4j.ManagedTransaction, pieces: list[Piece], *, new: bool) -> object:
        sizes.append(len(pieces))
        wasted = waste.format(700_000 * len(pieces))
        with monkeypatch.context() as patch:
            patch.setattr(
                statements,
                "write_content",
                lambda *of, **how: write(*of, **how).replace("CALL", f"{wasted}CALL", 1),
            )
            return write_content(tx, pieces, new=new)

    monkeypatch.setattr(transactions, "_write_content", wasteful)
    with open_store(neo4j_store, write=True) as store:
        assert put(store, *graphs) == [True] * len(graphs)
        assert contents(store) == sorted((g.iri, g.ntriples) for g in graphs)
    assert sizes[0] == len([g for g in graphs if iris.graph_kind(g.iri)[0] == "notice"])
    assert min(sizes) < sizes[0]


# --- what a user can get wrong


def test_a_question_may_only_read(neo4j_store: str) -> None:
    with open_store(neo4j_store, write=True) as store:
        with pytest.raises(QueryError, match="may only read"):
            list(store.rows("CREATE (n:X) RETURN n", {}))
        with pytest.raises(QueryError, match="mistake"):
            list(store.rows("MATCH (n RETURN n", {}))
        with pytest.raises(QueryError, match=r"mistake.*: x"):
            list(store.rows("RETURN $x AS x", {}))


def test_values_that_are_no_single_value_come_back_as_text(
    neo4j_store: str, graphs: list[GraphData]
) -> None:
    with open_store(neo4j_store, write=True) as store:
        put(store, *graphs)
        (row,) = store.rows(
            "MATCH p = (t:Task)-[r:PART_OF]->(n) RETURN t, r, p, [1, 'a'] AS list, "
            "{k: n.issued} AS map, n.issued AS day, null AS none, true AS yes "
            "ORDER BY t.iri LIMIT 1",
            {},
        )
        assert str(row["t"]).startswith(iris.ID)
        assert str(row["p"]).count(" → ") == 1
        assert str(row["r"]).startswith("PART_OF")
        assert row["list"] == '[1, "a"]'
        assert str(row["map"]).startswith('{"k": "20')
        assert str(row["day"]).startswith("20")
        assert (row["none"], row["yes"]) == (None, True)


def test_nothing_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    where = f"bolt://127.0.0.1:{servers.free_port()}"
    with pytest.raises(StoreError, match="nothing answers there"), open_store(where):
        pass


def test_something_else_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    with socket.create_server(("127.0.0.1", 0)) as other:

        def answer() -> None:
            connection, _ = other.accept()
            with connection:
                connection.recv(100)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        where = f"bolt://127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(StoreError, match=f"{where}: "), open_store(where):
            pass
        thread.join()


def test_a_wrong_login(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong-password")
    with (
        pytest.raises(StoreError, match="login of neo4j was refused") as told,
        open_store(neo4j_url),
    ):
        pass
    assert "wrong-password" not in str(told.value)


def test_no_such_database(neo4j_url: str) -> None:
    with (
        pytest.raises(StoreError, match="no such database"),
        open_store(f"{neo4j_url}/nowhere", write=True),
    ):
        pass


def test_no_store_in_the_database(neo4j_store: str, neo4j_driver: neo4j.Driver) -> None:
    neo4j_driver.execute_query("MATCH (s:ZhengmaiStore) DELETE s")
    with pytest.raises(StoreError, match="there is no store here"), open_store(neo4j_store):
        pass


def test_a_newer_format_is_refused_with_advice(
    neo4j_store: str, neo4j_driver: neo4j.Driver
) -> None:
    neo4j_driver.execute_query(
        "MERGE (s:ZhengmaiStore {iri: $iri}) SET s.format = 99", iri=f"{iris.ID}store"
    )
    for write in (False, True):
        with (
            pytest.raises(StoreError, match=r"newer Zhengmai.*upgrade"),
            open_store(neo4j_store, write=write),
        ):
            pass
    neo4j_driver.execute_query("MATCH (s:ZhengmaiStore) DELETE s")


@pytest.mark.parametrize(
    ("agent", "message"),
    [
        ("Neo4j/5.25.1", "5.25.1 is too old; Zhengmai needs Neo4j 5.26 or later"),
        ("Neo4j/4.4.40", "too old"),
        ("Memgraph/2.1", "this is Memgraph/2.1, not Neo4j"),
    ],
)
def test_a_server_that_is_too_old(agent: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        opening._check_version(agent, address.parse("bolt://h"))


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/5.27-aura", "Neo4j/2025.03.0"])
def test_a_server_that_is_new_enough(agent: str) -> None:
    opening._check_version(agent, address.parse("bolt://h"))


# --- faults


def build_in_a_process(paths: list[Path], store: str) -> multiprocessing.Process:
    process = multiprocessing.get_context("spawn").Process(target=build_store, args=(paths, store))
    process.start()
    return process


def test_two_builds_of_the_same_notices_at_once(neo4j_store: str, samples: Path) -> None:
    files = sorted(samples.glob("*.txt"))
    builders = [build_in_a_process(files, neo4j_store) for _ in range(2)]
    builders.append(build_in_a_process(files[::-1], neo4j_store))
    for builder in builders:
        builder.join(120)
        assert builder.exitcode == 0
    alone = build_store(samples, neo4j_store)
    assert [f.changed for f in alone.files] == [False] * len(files)
    with zhengmai.open(neo4j_store) as graph:
        assert len(graph.notices()) == len(files)
        assert len(graph.links()) == alone.links


def test_two_builds_of_different_notices_at_once(
    neo4j_store: str, samples: Path, sample_graph: Zhengmai
) -> None:
    """They share units and places; no fact of either is lost."""
    files = sorted(samples.glob("*.txt"))
    builders = [build_in_a_process(files[i::2], neo4j_store) for i in range(2)]
    for builder in builders:
        builder.join(120)
        assert builder.exitcode == 0
    build_store(samples, neo4j_store)  # links what the two could not see of each other
    with zhengmai.open(neo4j_store) as graph:
        assert contents(graph.store) == contents(sample_graph.store)
        assert graph.workload() == sample_graph.workload()


class Proxy:
    """Passes bytes on to a server, and cuts all connections when it is told to."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.cut_after: int | None = None
        self.cuts = 0
        self._sockets: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.target))
            self._sockets += [near, far]
            threading.Thread(target=self._pass, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(far, near, False), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket, up: bool) -> None:
        try:
            while data := one.recv(65536):
                if up and self.cut_after is not None:
                    self.cut_after -= len(data)
                    if self.cut_after < 0:
                        self.cut_after = None
                        self.cuts += 1
                        self.cut()
                        return
                other.sendall(data)
        except OSError:
            pass
        finally:
            for end in (one, other):
                end.close()

    def cut(self) -> None:
        for end in self._sockets:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._sockets.clear()

    def close(self) -> None:
        self.listener.close()
        self.cut()


def test_a_connection_dropped_inside_a_transaction(
    neo4j_store: str, graphs: list[GraphData]
) -> None:
    where = address.parse(neo4j_store)
    proxy = Proxy(int(where.server.rpartition(":")[2]))
    try:
        with open_store(f"bolt://{where.user}@127.0.0.1:{proxy.port}", write=True) as store:
            for number, graph in enumerate(graphs):
                proxy.cut_after = 9_000 * (number + 1)
                assert put(store, graph) == [True]
            assert proxy.cuts >= 3
            assert contents(store) == sorted((g.iri, g.ntriples) for g in graphs)
    finally:
        proxy.close()


def test_a_server_stopped_in_mid_build_and_started_again(
    neo4j_server: Server,
    neo4j_store: str,
    graphs: list[GraphData],
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if os.environ.get("ZHENGMAI_TEST_NEO4J"):
        pytest.skip("the server of ZHENGMAI_TEST_NEO4J is not ours to stop")
    restarted = threading.Thread(target=neo4j_server.start)

    def interrupted() -> Iterator[GraphData]:
        for number, graph in enumerate(graphs):
            if number == 3:
                neo4j_server.stop()
                restarted.start()
            yield graph

    with open_store(neo4j_store, write=True) as store:
        for graph in graphs[:1]:
            put(store, graph)
        answers = [answer for one in interrupted() for answer in put(store, one)]
        restarted.join()
        assert answers == [False] + [True] * (len(graphs) - 1)
        assert contents(store) == sorted((g.iri, g.ntriples) for g in graphs)
    waited = next(r for r in caplog.records if r.name.startswith("neo4j"))
    _OfServer().handle(waited)  # what the command line tells of it
    assert capsys.readouterr().err == "zhengmai: the server is away or busy; trying again\n"


# --- addresses


@pytest.mark.parametrize(
    ("text", "server", "user", "database"),
    [
        ("neo4j://me@host:7687/plans", "neo4j://host:7687", "me", "plans"),
        ("bolt://localhost", "bolt://localhost", "neo4j", None),
        ("neo4j+s://x.databases.neo4j.io", "neo4j+s://x.databases.neo4j.io", "neo4j", None),
        ("bolt://a%40b@[::1]:1/", "bolt://[::1]:1", "a@b", None),
    ],
)
def test_addresses(text: str, server: str, user: str, database: str | None) -> None:
    assert address.parse(text) == address.Address(server, user, database)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("neo4j://me:secret@host", "a password does not belong in an address"),
        ("http://localhost:7474", "http:// stores are not known"),
        ("bolt://", "give neo4j://"),
        ("bolt://h/a/b", "give neo4j://"),
        ("bolt://h:port", "give neo4j://"),
        ("neo4j://h/db?x=1", "give neo4j://"),
    ],
)
def test_wrong_addresses(text: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as told:
        address.parse(text)
    assert "secret" not in str(told.value)


def test_the_password_is_asked_for_only_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    done = subprocess.run(
        [sys.executable, "-m", "zhengmai", "notices", "--store", "bolt://localhost"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "set NEO4J_PASSWORD to the password of neo4j" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("LOAD CSV FROM 'file:///etc/passwd' AS r RETURN r", "LOAD CSV"),
        ("L\\u004FAD /* x */ CSV FROM 'http://127.0.0.1:9/' AS r RETURN r", "LOAD CSV"),
        ("CREATE (n:Foreign)", "only reads"),
        ("MATCH (n) CALL (n) { SET n.x = 1 } IN TRANSACTIONS", "IN TRANSACTIONS"),
        ("CALL dbms.listConfig()", "of procedures only"),
        ("CALL db.createLabel('x')", "of procedures only"),
        ("TERMINATE TRANSACTION 'neo4j-transaction-1'", "only reads"),
        ("CREATE USER x SET PASSWORD 'abcdefgh'", "only reads"),
        ("PROFILE CREATE (n)", "mistake"),
        ("RETURN 1; CREATE (n)", "mistake"),
        ("RETURN apoc.load.json('http://127.0.0.1:9/')", "APOC"),
        ("RETURN " + "(" * 3000 + "1" + ")" * 3000, "nested"),
        ("RETURN " + "NOT " * 500 + "true", "nested"),
        ("RETURN 1" + "+1" * 20_000, "words"),
    ],
    ids=lambda v: v[:30],
)
def test_a_question_of_ones_own_only_reads(neo4j_store: str, query: str, said: str) -> None:
    with open_store(neo4j_store, write=True) as store, pytest.raises(QueryError, match=said):
        store.ask(query, {}, Limits())


def test_a_question_of_ones_own_has_limits(neo4j_store: str) -> None:
    with open_store(neo4j_store, write=True) as store:
        some = store.ask("UNWIND range(1, 100) AS x RETURN x, 'LOAD CSV' AS s", {}, Limits(rows=3))
        assert (len(some.rows), some.stopped) == (3, "there are more than 3 rows")
        endless = (
            "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a + b < 0 "
            "RETURN a"
        )
        slow = store.ask(endless, {}, Limits(seconds=1))
        assert (slow.rows, slow.stopped) == ([], "the time of 1 s is over")


def test_a_mistake_in_a_question_of_ones_own_has_its_place(neo4j_store: str) -> None:
    with open_store(neo4j_store, write=True) as store:
        for question, where in (
            ("MATCH (t:Task)\nRETRN t", "line 2, column 1: "),
            ("MATCH (t:Task RETURN t", "line 1, column 15: "),
            (
                "MATCH (t:Task) RETURN t.text，t.number",
                "line 1, column 29: '，' is a full",
            ),
        ):
            with pytest.raises(QueryError, match=where):
                store.ask(question, {}, Limits())
        with pytest.raises(QueryError, match="looks like SPARQL"):
            store.ask("PREFIX x: <y> SELECT ?s { ?s ?p ?o }", {}, Limits())


def test_names_that_a_graph_does_not_have_are_hints(neo4j_store: str, samples: Path) -> None:
    build_store(samples / "tabs-2024.txt", neo4j_store)
    with open_store(neo4j_store) as store:
        asked = "MATCH (t:Tasks)-[:ASIGNED_TO]->() WHERE t.qqq = 1 RETURN t"
        assert store.ask(asked, {}, Limits()).hints == (
            "this graph has no label, type or key Tasks; the nearest is Task",
            "this graph has no label, type or key ASIGNED_TO; the nearest is ASSIGNED_TO",
            "this graph has no label, type or key qqq",
        )
        known = "MATCH (t:Task) WHERE t.text = 'x' RETURN t"
        assert store.ask(known, {}, Limits()).hints == ()


def test_notices_without_the_node_of_the_store_are_repaired(
    neo4j_store: str, neo4j_driver: neo4j.Driver, samples: Path
) -> None:
    build_store(samples / "tabs-2024.txt", neo4j_store)
    with open_store(neo4j_store) as store:
        before = {name: store.graph(name) for name in store.graphs()}
    neo4j_driver.execute_query("MATCH (s:ZhengmaiStore) DELETE s")
    for write in (False, True):
        with pytest.raises(StoreError, match="repair"), open_store(neo4j_store, write=write):
            pass
    assert (
        "the node that says which format the store has was written anew"
        in repair_store(neo4j_store).done
    )
    with open_store(neo4j_store) as store:
        assert {name: store.graph(name) for name in store.graphs()} == before
