"""The interactive pages."""

from __future__ import annotations

from pathlib import Path

from zhengmai.cli.options import FolderOption, StoreOption
from zhengmai.cli.output import progress_bar, tell
from zhengmai.graph.stores.opening import DEFAULT_STORE


def view(out: FolderOption = Path("zhengmai-pages"), store: StoreOption = DEFAULT_STORE) -> None:
    """Write the interactive pages; they open from disk, without a network."""
    from zhengmai import api
    from zhengmai.viz.pages import write_pages

    with progress_bar() as progress:
        progress("opening the store", 0, 0)
        with api.open(store) as opened:
            pages = write_pages(opened.store, out, progress)
    for page in pages:
        tell(page)
