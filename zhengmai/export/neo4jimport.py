"""A folder of files for Neo4j's offline import."""

from __future__ import annotations

from pathlib import Path

from zhengmai.graph.store import GraphData, Store


def export_for_import(store: Store, out: Path) -> Path:
    """Write files for Neo4j's offline import into a folder; returns the command line, as a file.

    Raises:
        OSError: they cannot be written.
    """
    from zhengmai.graph.stores.neo4j.offline import write_import

    names = store.graphs()
    return write_import((GraphData(name, store.graph(name)) for name in names), out)
