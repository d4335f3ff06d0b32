"""CSV for Neo4j's own offline import: the fast way to a first fill of a great many notices.

``neo4j-admin database import full`` builds a database from files, on the machine of the server,
while the database is down. Parts of a notice are written as they come; of units, places and cited
documents, which many notices speak of, each is kept until the end and written once.

Source of the format: Neo4j operations manual, "Import".
"""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from zhengmai.graph.store import GraphData
from zhengmai.graph.stores.neo4j.columns import COUNTS, TOTALS, Column, edge_columns, node_columns
from zhengmai.graph.stores.neo4j.pieces import FORMAT, STORE_IRI, Piece
from zhengmai.graph.stores.neo4j.statements import STORE
from zhengmai.ontology.propertygraph import mapping as pg
from zhengmai.ontology.propertygraph.content import EdgeClass, Properties
from zhengmai.shown import cleaned, counted, in_json
from zhengmai.wholefiles import whole_folder

COMMAND = "import.sh"
_ARRAY = "\x1f"  # parts the values of a list; control characters of texts are drawn
_HARMLESS: dict[str, Callable[[str], str]] = {"sourceText": counted, "reading": in_json}
"""How texts are made harmless, where not by being cleaned."""
_BUFFER = 4 << 20  # bytes that the import reads at once; no value may be longer
_OPTIONS = (
    "--multiline-fields=true",
    "--array-delimiter=U+001F",
    "--overwrite-destination=true",
)


def write_import(graphs: Iterable[GraphData], out: Path) -> Path:
    """Write notices and lineages as files for the import, and the command line that imports them.

    Args:
        graphs: in any order, each name once.
        out: the folder, made if it is not there; files of an earlier export are replaced.

    Returns:
        The command line, as a file that a shell runs on the machine of the server.
    """
    with whole_folder(out) as made:
        _write_files(graphs, made)
    return out / COMMAND


def _write_files(graphs: Iterable[GraphData], out: Path) -> None:
    with ExitStack() as stack:
        files = _Files(out, stack)
        shared = _Shared()
        for graph in graphs:
            _write_piece(Piece.of(graph), files, shared)
        for label, found in shared.nodes().items():
            for iri, properties in found.items():
                files.node(label, iri, properties)
        for of, facts in shared.facts.items():
            for start, end in sorted(facts):
                files.edge(of, start, end, {})
        files.store()
    _write_command(out, files.names, files.longest)


def _write_piece(piece: Piece, files: _Files, shared: _Shared) -> None:
    """Write what is the notice's own; what it shares with others is gathered."""
    shared.add(piece)
    for label, nodes in piece.content.nodes.items():
        if label not in pg.SHARED:
            said = piece.kind in pg.SAID_OF
            more = {"notice": piece.notice, **piece.bookkeeping} if said else {}
            for iri, properties in nodes.items():
                files.node(label, iri, {**properties, **more})
    for of, edges in piece.content.edges.items():
        if (of[0], of[1]) in pg.SAID_AS:
            shared.facts[of].update((start, end) for start, end, _ in edges)
        else:
            for start, end, properties in edges:
                files.edge(of, start, end, properties)


class _Files:
    """One file for each label and each class of relationships."""

    def __init__(self, out: Path, stack: ExitStack) -> None:
        self.names: dict[str, str] = {}  # file → option of the command line
        self.longest = 0  # bytes of a line
        self._out = out
        self._stack = stack
        self._open: dict[object, tuple[BinaryIO, tuple[Column, ...]]] = {}

    def node(self, label: str, iri: str, properties: Properties) -> None:
        """Write a node."""
        if label not in self._open:
            header = ["iri:ID", *_headings(node_columns(label))]
            self._begin(
                label, f"nodes-{label}.csv", f"--nodes={label}", node_columns(label), header
            )
        self._write(label, [iri], properties)

    def edge(self, of: EdgeClass, start: str, end: str, properties: Properties) -> None:
        """Write a relationship."""
        if of not in self._open:
            header = [":START_ID", ":END_ID", *_headings(edge_columns(of))]
            name = f"relationships-{'-'.join(of)}.csv"
            self._begin(of, name, f"--relationships={of[0]}", edge_columns(of), header)
        self._write(of, [start, end], properties)

    def _write(self, of: object, ends: Sequence[str], properties: Properties) -> None:
        file, columns = self._open[of]
        cells = (_cell(properties.get(key), _HARMLESS.get(key, cleaned)) for key, _ in columns)
        line = _line(*ends, *cells)
        self.longest = max(self.longest, len(line))
        file.write(line)

    def store(self) -> None:
        """Write the node that says which format the store has."""
        self._begin(STORE, f"nodes-{STORE}.csv", f"--nodes={STORE}", (), ["iri:ID", "format:long"])
        self._open[STORE][0].write(_line(STORE_IRI, str(FORMAT)))

    def _begin(
        self, of: object, name: str, option: str, columns: tuple[Column, ...], header: list[str]
    ) -> None:
        file = self._stack.enter_context((self._out / name).open("wb"))
        file.write((",".join(header) + "\n").encode())
        self._open[of] = file, columns
        self.names[name] = option


def _headings(columns: Iterable[Column]) -> Iterable[str]:
    return (f"{key}:{kind}" for key, kind in columns)


def _line(*cells: str | None) -> bytes:
    """A line of CSV: text in quotation marks, so that an empty text is not an absent one."""
    quoted = ("" if cell is None else '"' + cell.replace('"', '""') + '"' for cell in cells)
    return (",".join(quoted) + "\n").encode("utf-8", "replace")


def _cell(value: Any, harmless: Callable[[str], str]) -> str | None:
    if isinstance(value, list):
        return _ARRAY.join(harmless(str(v)) for v in value) if value else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else harmless(str(value))


class _Shared:
    """What many notices speak of, gathered as a store gathers it."""

    def __init__(self) -> None:
        self.facts: dict[EdgeClass, set[tuple[str, str]]] = defaultdict(set)
        self._nodes: dict[str, dict[str, Properties]] = {label: {} for label in pg.SHARED}
        self._written: dict[str, set[str]] = defaultdict(set)
        self._titles: dict[str, set[str]] = defaultdict(set)
        self._numbers: dict[str, set[str]] = defaultdict(set)

    def add(self, piece: Piece) -> None:
        """Take in what a notice says of shared nodes."""
        for label in pg.SHARED:
            for iri, properties in piece.content.nodes.get(label, {}).items():
                self._nodes[label].setdefault(iri, {}).update(properties)
        if piece.kind not in pg.SAID_OF:
            self._nodes["Notice"].setdefault(piece.notice, {}).update(piece.bookkeeping)
        for (kind, _, end), edges in piece.content.edges.items():
            if kind == "NAMES" and end == "Unit":
                for _, unit, said in edges:
                    self._name(unit, said)
            elif kind in ("BASED_ON", "MENTIONS"):
                for _, document, said in edges:
                    self._titles[document].update(said.get("citedTitles", ()))
                    self._numbers[document].update(
                        [said["citedNumber"]] if "citedNumber" in said else ()
                    )

    def _name(self, unit: str, said: Properties) -> None:
        own = self._nodes["Unit"].setdefault(unit, {})
        self._written[unit].update(said.get("written", ()))
        for key in ("rank", "place"):
            own[key] = min(own.get(key, said[key]), said[key])
        for key, _ in COUNTS:
            own[key] = own.get(key, 0) + said.get(key, 0)

    def nodes(self) -> dict[str, dict[str, Properties]]:
        """All shared nodes, by label and IRI."""
        for unit, written in self._written.items():
            own = self._nodes["Unit"][unit]
            own["written"] = sorted(written)
            if own["tasks"]:
                of = {"iri": unit, **own}
                own["totals"] = "\t".join(str(of[key]) for key in TOTALS)
        for iri, own in self._nodes["Notice"].items():
            if "sourceFile" not in own:
                own["citedTitles"] = sorted(self._titles[iri])
                own["documentNumber"] = min(self._numbers[iri], default=None)
        return self._nodes


def _write_command(out: Path, names: dict[str, str], longest: int) -> None:
    command = out / COMMAND
    buffer = (f"--read-buffer-size={2 * longest}",) if 2 * longest > _BUFFER else ()
    parts = [f"{option}={shlex.quote(name)}" for name, option in sorted(names.items())]
    # The database comes first: after a list of files it would be taken for one more of them.
    lines = " \\\n  ".join(
        ['neo4j-admin database import full "$database"', *_OPTIONS, *buffer, *parts]
    )
    command.write_text(
        "#!/bin/sh\n"
        "# sh import.sh [DATABASE]\n"
        "# Run this on the machine of the server, as the user that the server runs as, while the\n"
        "# database (neo4j, if none is named) is stopped. It replaces what is in that database.\n"
        'database="${1:-neo4j}"\n'
        f'cd "$(dirname "$0")" && {lines}\n',
        encoding="utf-8",
    )
    command.chmod(0o755)
