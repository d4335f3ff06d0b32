"""A store → another store: all notices and links, and what people said in both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zhengmai.building.reports import Progress, untold
from zhengmai.errors import StoreError
from zhengmai.graph.said import merged, outlives
from zhengmai.graph.store import GraphData
from zhengmai.graph.stores.opening import open_store


def copy(store: Path | str, to: Path | str, *, progress: Progress | None = None) -> tuple[int, int]:
    """Copy all notices and links of a store into another; what else is in that one stays.

    What is there already is left as it is, so a copy that was stopped goes on when begun again.
    Where there was something, links are made anew as its own notices and judgements want it; of two
    judgements on the same link its own one stays; reports on tasks are those of both.

    Returns:
        How many graphs were copied, and how many of them were new or changed.

    Raises:
        StoreError: one of the stores cannot be opened, or both are the same.
    """
    from zhengmai.graph.lineage.linking import link
    from zhengmai.ontology import iris

    if str(store) == str(to) or _same_folder(store, to):
        raise StoreError(f"{to}: a store cannot be copied to itself")
    tell = progress or untold
    with open_store(store) as source, open_store(to, write=True) as target:
        tell("copying", 0, 0)
        was_empty = target.is_empty()
        said = {name for name in target.graphs() if outlives(name)}
        # All lineages last: a link needs both its ends, and goes where a judgement changes.
        names = sorted(source.graphs(), key=lambda n: (iris.graph_kind(n)[0] == "lineage", n))

        def graphs() -> Iterator[GraphData]:
            for done, name in enumerate(names, 1):
                graph = GraphData(name, source.graph(name))
                yield merged(graph, target.graph(name)) if name in said else graph
                tell("copying", done, len(names))

        changed = sum(target.put(graphs()))
        if not was_empty:
            link(target, lambda done, of: tell("linking", done, of))
        return len(names), changed


def _same_folder(one: Path | str, other: Path | str) -> bool:
    return Path(one).exists() and Path(other).exists() and Path(one).samefile(other)
