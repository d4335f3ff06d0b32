"""The house: imports run one way, the package claims one name, nothing stray is in the tree."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import zhengmai

ROOT = Path(__file__).parents[1]
BROUGHT = {"dask": "distributed", "cv2": "rapidocr-onnxruntime"}
"""What a library cannot do without, and is a part of what it gives."""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def tracked() -> list[Path]:
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard")
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_imports_never_run_back_up() -> None:
    done = run(str(Path(sys.executable).with_name("lint-imports")))
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    out = tmp_path_factory.mktemp("wheel")
    done = run(
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
        "--wheel-dir", str(out), ".",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("*.whl")
    return zipfile.ZipFile(built)


def test_installing_claims_one_top_level_name(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {"zhengmai", f"zhengmai-{zhengmai.__version__}.dist-info"}


def test_the_wheel_carries_its_data(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    for file in (
        "zhengmai/ontology/vocabulary.ttl",
        "zhengmai/ontology/shapes.ttl",
        "zhengmai/ontology/unit_names.toml",
        "zhengmai/queries/workload.rq",
        "zhengmai/queries/workload.cypher",
        "zhengmai/graph/lineage/places.cypher",
        "zhengmai/samples/province-2025.txt",
        "zhengmai/schemas/read.json",
        "zhengmai/py.typed",
    ):
        assert file in names


def test_an_installed_package_finds_its_samples(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-m", "zhengmai", "demo"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "5 份通知入库" in done.stdout


def test_the_version_is_in_the_changelog() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## {zhengmai.__version__}" in changes


def test_pinned_packages_have_hashes_and_name_no_registry() -> None:
    for name in ("run", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        assert "://" not in text
        pins = re.findall(r"^[a-z0-9][\w.-]*==", text, re.MULTILINE)
        assert len(pins) > 20
        assert text.count("--hash=sha256:") >= len(pins)


def test_what_is_imported_is_declared() -> None:
    """A library that another one happens to bring may be gone with its next version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    told = [*project["dependencies"], *(one for extra in extras for one in extra)]
    declared = {_plain(re.split(r"[^\w.-]", one)[0]) for one in told}
    homes = packages_distributions()
    for path in (ROOT / "zhengmai").rglob("*.py"):
        for name in _imported(ast.parse(path.read_text("utf-8"))):
            if name in sys.stdlib_module_names or name in ("zhengmai", "typing_extensions"):
                continue
            found = {_plain(home) for home in homes.get(name, [name])} | {BROUGHT.get(name, "")}
            assert found & declared, (path, name)


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_a_long_file_says_why() -> None:
    """No file of the package has over 450 lines without a reason told at its head."""
    for path in tracked():
        kept = path.suffix in {".py", ".toml", ".ttl", ".js", ".css"}
        if kept and path.is_relative_to(ROOT / "zhengmai"):
            lines = path.read_text("utf-8").splitlines()
            head = " ".join(lines[:12])
            assert len(lines) <= 450 or "Longer than 450 lines: " in head, (path, len(lines))


def test_tests_mirror_the_package() -> None:
    """Tests of a module or of a room stand in the folder of the same name."""
    for path in (ROOT / "tests").rglob("test_*.py"):
        room = path.parent.relative_to(ROOT / "tests")
        if room.name == "fuzz":  # of all rooms
            continue
        assert (ROOT / "zhengmai" / room).is_dir(), path


def test_nothing_of_the_workplace_is_in_the_tree() -> None:
    """No machine paths, no registry hosts, no work left for later."""
    left = re.compile(
        r"(?:^|[^\w.])/(?:work|root|home)/\w|index-url *[= ] *http|" + "TO" + "DO|FIX" + "ME"
    )
    kinds = {
        ".py", ".md", ".toml", ".ttl", ".rq", ".cypher", ".txt", ".yml", ".yaml", ".json", ".xml",
        ".sh", "",
    }  # fmt: skip
    for path in tracked():
        if path.suffix in kinds:
            text = path.read_text("utf-8", errors="ignore")
            assert not left.search(text), (path, left.search(text))
