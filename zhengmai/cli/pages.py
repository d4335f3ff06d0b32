"""The interactive pages."""

from __future__ import annotations

from pathlib import Path

from zhengmai.cli.options import FolderOption, StoreOption
from zhengmai.cli.output import tell
from zhengmai.graph.stores.opening import DEFAULT_STORE


def view(out: FolderOption = Path("zhengmai-pages"), store: StoreOption = DEFAULT_STORE) -> None:
    """Write the interactive pages; they open from disk, without a network."""
    from zhengmai import api
    from zhengmai.viz.pages import write_pages

    with api.open(store) as opened:
        for page in write_pages(opened.store, out):
            tell(page)
