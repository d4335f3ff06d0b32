"""Opening a store, whichever database keeps it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from zhengmai.graph.stores.neo4j.address import is_address

if TYPE_CHECKING:
    from zhengmai.graph.store import Repaired, Store

DEFAULT_STORE = "zhengmai.db"


def open_store(where: str | Path, *, write: bool = False) -> AbstractContextManager[Store]:
    """Open a store by its path.

    Args:
        where: the folder of an embedded store, or the address of a Neo4j database.
        write: open it for writing (an embedded store: one process at a time); else for reading.

    Raises:
        StoreError: there is none to read, it is in use, it is of a newer format, or the server
            cannot be reached.
    """
    if is_address(str(where)):
        from zhengmai.graph.stores.neo4j.opening import open_neo4j

        return open_neo4j(str(where), write=write)
    from zhengmai.graph.stores.oxigraph.store import open_oxigraph

    return open_oxigraph(Path(where), write=write)


def holds_store(where: str | Path) -> bool:
    """Whether something lies where a store would be made; on a server that is not asked."""
    return is_address(str(where)) or Path(where).exists()


def drop_empty(where: str | Path) -> bool:
    """Take the folder of an embedded store away that holds nothing; whether it was."""
    if is_address(str(where)):
        return False
    from zhengmai.graph.stores.oxigraph.folder import drop_folder

    with open_store(where) as store:
        if store.graphs():
            return False
    return drop_folder(Path(where))


def repair_store(where: str | Path) -> Repaired:
    """Make anew what a store says of itself and what it gathers, from the data that lie there.

    Raises:
        StoreError: there are no data, they are damaged, in use, or of a newer format.
    """
    if is_address(str(where)):
        from zhengmai.graph.stores.neo4j.opening import connected

        with connected(str(where)) as store:
            return store.repair()
    from zhengmai.graph.stores.oxigraph.repair import repair

    return repair(Path(where))
