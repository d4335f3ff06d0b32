"""Building a store: from files, and from the samples as a demonstration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengmai.cli.options import (
    CorrectionsOption,
    FolderOption,
    JsonOption,
    StoreOption,
    corrections_given,
)
from zhengmai.cli.output import print_json, progress_bar, say
from zhengmai.graph.stores.opening import DEFAULT_STORE

if TYPE_CHECKING:
    from zhengmai.api import Zhengmai


def demo(out: FolderOption = Path("zhengmai-demo")) -> None:
    """Build the samples, show the workload and one traced task, and write the pages. 演示。"""
    from zhengmai import api
    from zhengmai.terminal import answers, reports, trace
    from zhengmai.viz.pages import write_pages

    store = out / "zhengmai.db"
    with progress_bar() as progress:
        reports.build(api.build_store(_samples(), store, progress=progress))
    with api.open(store) as opened:
        answers.workload(opened.workload(top=10))
        trace.trace(opened.trace(_longest_lineage(opened)), down=False)
        pages = write_pages(opened.store, out / "pages")
    typer.echo(f"\n库  {store}\n网页  {pages[0]}  （用浏览器打开，无需联网）")


def _samples() -> Path:
    """The corpus that comes with the package (beside it, in a checkout)."""
    package = Path(__file__).parents[1]
    inside = package / "samples"
    return inside if inside.is_dir() else package.parent / "samples"


def _longest_lineage(opened: Zhengmai) -> str:
    """The task whose links lead up furthest, the surest of these: what a demo should show."""
    above = {k.child.iri: k for k in reversed(opened.links())}

    def climb(start: str) -> tuple[int, float]:
        steps, score, at = 0, 1.0, start
        while at in above and steps < len(above):
            steps, score, at = steps + 1, score * above[at].score, above[at].parent.iri
        return steps, score

    children = [k.child for k in above.values() if k.method == "paraphrase"]
    return max(sorted(c.iri for c in children), key=climb)


def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders.")],
    store: StoreOption = DEFAULT_STORE,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read files.")] = 1,
    corrections: CorrectionsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read files and folders into the store and link their lineage. 读入并建库。"""
    from zhengmai import api, interchange
    from zhengmai.terminal import reports

    with progress_bar() as progress:
        report = api.build_store(
            paths,
            store,
            workers=workers,
            corrections=corrections_given(corrections),
            progress=progress,
        )
    if as_json:
        print_json(interchange.build(report))
    else:
        reports.build(report)
    for file in report.files:
        for message in (file.error, *file.problems):
            if message is not None:
                say(f"{file.file}: {message}")
    if not report.ok:
        raise typer.Exit(1)
