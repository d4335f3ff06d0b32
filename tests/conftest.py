"""What several rooms' tests need: the corpora, and stores built from them once."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import neo4j_server as servers
import pytest
from neo4j_server import Server
from playwright.sync_api import Browser, sync_playwright
from xdist.scheduler import LoadScopeScheduling

import zhengmai
from zhengmai.api import BuildReport, Zhengmai, build_store
from zhengmai.graph.lineage.vectors import modelfiles, sentencemodel
from zhengmai.graph.stores.opening import open_store

# Tests that need the server, by their names.
_SERVER = re.compile(
    "neo4j|test_kills|test_conformance|test_copying|both_stores|test_words_are_copied"
    "|test_a_repeal_goes_with_its_notice"
)
# Files whose fixtures take long: they are made in one process.
_TOGETHER = (
    "tests/test_schemas.py",
    "tests/test_training.py",
    "tests/test_readme.py",
    "tests/test_windows.py",
    "tests/wording/test_catalogue.py",
)
# Rooms of thousands of tests of milliseconds: file by file, as telling of each costs more.
_BY_FILE = ("tests/loaders/", "tests/ontology/")
# What takes longest begins first, so that no process is left waiting for it at the end.
_LONG = ("test_training", "test_windows", "tests/viz/")
# The first of them that there is. Without windows it is the same engine and takes half the time.
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
SERVER: pytest.StashKey[Server] = pytest.StashKey()
ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared"


def script(folder: str, name: str) -> ModuleType:
    """A script that stands beside the package, in ``docs/`` or ``bench/``, as a module."""
    name_here = f"{folder}_{name}"
    spec = importlib.util.spec_from_file_location(name_here, ROOT / folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name_here] = module  # where dataclasses and pickle look for it
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session", autouse=True)
def no_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Links by letters, whatever is installed on this machine or named in its environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHENGMAI_MODELS", str(tmp_path_factory.mktemp("models")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        for name in ("", "_MODEL", "_KEY"):
            patch.delenv(f"ZHENGMAI_EMBEDDINGS{name}", raising=False)
        yield


@pytest.fixture(autouse=True)
def plain_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages in English, whatever the machine is set to; a test that wants Chinese says so."""
    for name in ("ZHENGMAI_LANG", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test has read is not known to another, which may have changed what reads."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(autouse=True)
def own_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are as in a terminal of 120 columns; a test of pipes says otherwise."""
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the sentence model is installed, by Maven as a user's would be."""
    lacking = None if sentencemodel.available() else "the extra semantic is not installed"
    lacking = lacking or (None if shutil.which("mvn") else "no mvn on this machine")
    if lacking:
        if os.environ.get("CI"):
            pytest.fail(f"the tests of the sentence model must run here, but {lacking}")
        pytest.skip(lacking)
    folder = tmp_path_factory.mktemp("with-model")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHENGMAI_MODELS", str(folder))
        modelfiles.install()
    return folder


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


@pytest.fixture(scope="session")
def firms_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the store of a cascade of four levels is, with tables beside the prose."""
    path = tmp_path_factory.mktemp("firms") / "zhengmai.db"
    build_store(ROOT / "training" / "cascades" / "firms-2025", path)
    return path


@pytest.fixture
def firms_graph(firms_path: Path) -> Iterator[Zhengmai]:
    """That store, open for questions."""
    with zhengmai.open(firms_path) as opened:
        yield opened


@pytest.fixture
def sample_path(sample_store: tuple[Path, BuildReport]) -> Path:
    """Where the store of the samples is."""
    return sample_store[0]


@pytest.fixture
def sample_graph(sample_store: tuple[Path, BuildReport]) -> Iterator[Zhengmai]:
    """The store of the samples, open for questions."""
    with zhengmai.open(sample_store[0]) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser: it opens our pages, and makes PDF files and pictures to be read."""
    chromium = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium on this machine; pages must be tried and files made in CI")
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def neo4j_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A Neo4j server: stopped at the end, its log shown where a test failed."""
    lacking = servers.missing()
    if lacking:
        if os.environ.get("CI"):
            pytest.fail(f"the tests of Neo4j must run here, but there is {lacking}")
        pytest.skip(f"no Neo4j server can be started: {lacking}")
    servers.fetch()
    server = Server(tmp_path_factory.mktemp("neo4j"))
    server.start()
    request.config.stash[SERVER] = server
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_PASSWORD", servers.PASSWORD)
        yield server
    server.stop()


@pytest.fixture(scope="session")
def neo4j_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a server: a running one from ZHENGMAI_TEST_NEO4J, else one of our own."""
    given = os.environ.get("ZHENGMAI_TEST_NEO4J")
    if given:
        yield given
        return
    server: Server = request.getfixturevalue("neo4j_server")
    yield server.url


@pytest.fixture
def neo4j_store(neo4j_url: str) -> str:
    """The address of an empty store."""
    with open_store(neo4j_url, write=True) as store:
        store.remove(store.graphs())
    return neo4j_url


def pytest_xdist_auto_num_workers() -> int:
    """As many as there are processors: one more, for tests that wait, costs more than it brings."""
    return os.cpu_count() or 1


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Where tests run in several processes, one has the server.

    By names: the marks for groups are not heard any more (pytest 9.2 with pytest-xdist 3.8).
    """
    return _Sharing(config, log)


class _Sharing(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        """What runs in one process: all of the server, some files, else each test for itself."""
        file = nodeid.partition("::")[0]
        whole = file in _TOGETHER or file.startswith(_BY_FILE)
        return "neo4j" if _SERVER.search(nodeid) else file if whole else nodeid


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first; what needs the server must be known by its name."""
    for item in items:
        of = {*getattr(item, "fixturenames", ()), *item.name.strip("]").split("[")[1:]}
        if of & {"neo4j", "neo4j_url", "neo4j_server"} and _SERVER.search(item.nodeid) is None:
            raise pytest.UsageError(f"{item.nodeid} needs the server: name it in tests/conftest.py")
    items.sort(key=_order)


def _order(item: pytest.Item) -> list[bool]:
    return [_SERVER.search(item.nodeid) is None, *(part not in item.nodeid for part in _LONG)]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where a test with a server fails, show what the server said."""
    report = yield
    server = item.config.stash.get(SERVER, None)
    if report.failed and server is not None and "neo4j_url" in getattr(item, "fixturenames", ()):
        report.sections.append(("log of the Neo4j server", server.tail()))
    return report
