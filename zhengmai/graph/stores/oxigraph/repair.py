"""What a store says of itself and what it gathers from its notices, made anew from the data."""

from __future__ import annotations

from pathlib import Path

from zhengmai.errors import StoreError
from zhengmai.graph.store import Repaired
from zhengmai.graph.stores.oxigraph.folder import (
    FILLING,
    FORMAT_FILE,
    UNREADABLE,
    NewerError,
    closing,
    has_data,
    locked,
    open_database,
    remove_leftovers,
    state_of,
    told,
    write_format,
)
from zhengmai.graph.stores.oxigraph.indexing import all_sayings, is_right, make
from zhengmai.graph.stores.oxigraph.summary import is_right as is_summary_right
from zhengmai.graph.stores.oxigraph.summary import is_summary, renew, stamp
from zhengmai.wording import phrase


def repair(folder: Path) -> Repaired:
    """Read all that lies in a store, make its summary anew where it is wrong, and its format file.

    Raises:
        StoreError: there are no data, they are damaged or in use, a newer version wrote them, or
            only a part of a first build is there.
    """
    if not has_data(folder):
        raise StoreError(f"{folder}: there are no data here to repair")
    with locked(folder, write=True):
        state = _state(folder)
        if state == FILLING:
            raise StoreError(f"{folder}: {UNREADABLE[FILLING]}")
        remove_leftovers(folder)
        database = open_database(folder, write=True)
        with closing(database, folder), told(folder, "cannot be repaired"):
            facts = sum(1 for _ in database.quads_for_pattern(None, None, None, None))
            names = [str(g.value) for g in database.named_graphs() if not is_summary(str(g.value))]
            done = [phrase(f"{facts} facts were read")]
            if not is_summary_right(database):
                write_format(folder, version=1)  # stopped here, it is made new by the next build
                renew(database)
                database.flush()
                done.append(phrase("the summary was made anew"))
            was_right = is_right(folder, stamp(database))
            if make(folder, stamp(database), all_sayings(database)) and not was_right:
                done.append(phrase("the index of words was made anew"))
            write_format(folder)
            if state is None:
                done.append(phrase(f"{FORMAT_FILE} was written anew"))
        del database
    return Repaired(tuple(sorted(names)), tuple(done))


def _state(folder: Path) -> str | None:
    """The state of a store; None where its format file is gone or cannot be read."""
    try:
        return state_of(folder)
    except NewerError:
        raise
    except StoreError:
        return None
