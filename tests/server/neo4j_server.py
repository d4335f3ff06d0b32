"""A real Neo4j server for tests and measurements, from Maven Central: no docker, no root.

``python tests/server/neo4j_server.py HOME [PORT]`` runs one until it is interrupted.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import neo4j

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
JARS = ROOT / ".neo4j" / "lib"
PASSWORD = "for-tests-only"  # noqa: S105 - of a server that lives as long as the tests
_OPENED = ("nio", "io", "util.concurrent")
_SERVER = "org.neo4j.server.CommunityEntryPoint"
_ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"
_PATIENCE = 120  # seconds a server may take to come up or to go down


def missing() -> str | None:
    """What this machine lacks for a server, or None."""
    lacking = [name for name in ("java", "mvn") if shutil.which(name) is None]
    return f"no {' and no '.join(lacking)} on this machine" if lacking else None


def fetch() -> None:
    """Get the jars of the server, once."""
    done = JARS / ".complete"
    wanted = (HERE / "pom.xml").read_text("utf-8")
    if done.exists() and done.read_text("utf-8") == wanted:
        return
    shutil.rmtree(JARS, ignore_errors=True)
    subprocess.run(
        ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies",
         f"-DoutputDirectory={JARS}"],
        check=True,
    )  # fmt: skip
    done.write_text(wanted, "utf-8")


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A server with a home of its own, logins on.

    Attributes:
        home: where its database and log are.
        port: where it answers Bolt.
        heap, page_cache: how much memory it gets.
        transaction: how much memory one transaction may use; 0 is no limit.
    """

    home: Path
    port: int = field(default_factory=free_port)
    heap: str = "768m"
    page_cache: str = "256m"
    transaction: str = "200m"
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address, as ``--store`` takes it."""
        return f"bolt://neo4j@127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.home / "server.log"

    def start(self) -> None:
        """Start it and wait until it answers."""
        if not (self.home / "conf").exists():
            self.make()
        self._configure()  # its home may be one that another server left, on another port
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self._java(_SERVER, f"--home-dir={self.home}", f"--config-dir={self.home}/conf"),
                stdout=log, stderr=log, env=self._environment(), start_new_session=True,
            )  # fmt: skip
        self._wait()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop it by its process, and wait until it is gone."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(_PATIENCE)
            self.process = None

    def command(self) -> Path:
        """A program ``neo4j-admin`` for its home, as an installed server has one."""
        program = self.home / "bin" / "neo4j-admin"
        program.parent.mkdir(exist_ok=True)
        home = f"NEO4J_HOME={self.home} NEO4J_CONF={self.home}/conf"
        line = " ".join(shlex.quote(part) for part in self._java(_ADMIN))
        program.write_text(f'#!/bin/sh\n{home} exec {line} "$@"\n', "utf-8")
        program.chmod(0o755)
        return program

    def admin(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``neo4j-admin`` on its (stopped) database."""
        return subprocess.run(
            self._java(_ADMIN, *arguments),
            env=self._environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip

    def tail(self) -> str:
        """The end of its log, for a failure that has to be understood."""
        if not self.log.exists():
            return "(no log)"
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-40:])

    def make(self) -> None:
        """Make its home, with a password, before it is started for the first time."""
        self._configure()
        done = self.admin("dbms", "set-initial-password", PASSWORD)
        if done.returncode:
            raise RuntimeError(f"no password could be set: {done.stdout}{done.stderr}")

    def _configure(self) -> None:
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        settings = {
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            "server.http.enabled": "false",
            "dbms.usage_report.enabled": "false",
            "server.memory.heap.initial_size": self.heap,
            "server.memory.heap.max_size": self.heap,
            "server.memory.pagecache.size": self.page_cache,
            "db.memory.transaction.max": self.transaction,
            "db.tx_log.rotation.retention_policy": "100M size",
            # A question is planned once, though stores are emptied and filled for each test.
            "dbms.cypher.min_replan_interval": "1h",
            # Else it waits ten seconds for connections that are closed.
            "internal.server.bolt.thread_pool_shutdown_wait_time": "0s",
            "internal.server.bolt.connection_shutdown_wait_time": "0s",
        }
        lines = [f"{key}={value}" for key, value in settings.items()]
        (conf / "neo4j.conf").write_text("\n".join(lines) + "\n", "utf-8")

    def _java(self, program: str, *arguments: str) -> list[str]:
        opened = [f"--add-opens=java.base/java.{name}=ALL-UNNAMED" for name in _OPENED]
        opened.append("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED")
        # A server of a test lives too short for the second compiler, which takes most of the time.
        quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
        return [
            "java",
            f"-Xmx{self.heap}",
            *quick,
            *opened,
            "-cp",
            f"{JARS}/*",
            program,
            *arguments,
        ]

    def _environment(self) -> dict[str, str]:
        homes = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        return {**os.environ, **homes}

    def _wait(self) -> None:
        auth = ("neo4j", PASSWORD)
        until = time.monotonic() + _PATIENCE
        with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{self.port}", auth=auth) as driver:
            while True:
                try:
                    driver.verify_connectivity()
                except (neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError):
                    over = time.monotonic() > until
                    if over or self.process is None or self.process.poll() is not None:
                        raise RuntimeError(f"the server did not start:\n{self.tail()}") from None
                    time.sleep(0.2)  # between two looks whether it answers
                else:
                    return


def main() -> None:
    """Run a server until it is interrupted."""
    home = Path(sys.argv[1]).absolute()
    port = int(sys.argv[2]) if len(sys.argv) > 2 else free_port()
    fetch()
    server = Server(home, port, heap="2g", page_cache="2g", transaction="0")
    server.start()
    print(f"{server.url}  NEO4J_PASSWORD={PASSWORD}", flush=True)  # noqa: T201
    for stopping in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stopping, lambda *_: server.stop())
    signal.pause()


if __name__ == "__main__":
    main()
