"""Building a store: from files, and from the samples as a demonstration."""

from __future__ import annotations

import os
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
from zhengmai.cli.output import answer, print_json, progress_bar, say
from zhengmai.graph.stores.opening import DEFAULT_STORE

if TYPE_CHECKING:
    from zhengmai.api import Zhengmai
    from zhengmai.building.reports import BuildReport
    from zhengmai.graph.lineage.judging import Judge
    from zhengmai.graph.lineage.ways import Way

_AUTO = "auto"


def demo(out: FolderOption = Path("zhengmai-demo")) -> None:
    """Build the samples, show the workload and one traced task, and write the pages."""
    from zhengmai import api
    from zhengmai.terminal import answers, reports, trace
    from zhengmai.viz.pages import write_pages
    from zhengmai.viz.site import Site

    store = out / "zhengmai.db"
    with progress_bar() as progress:
        built = api.build_store(_samples(), store, progress=progress)
    reports.build(built)
    with api.open(store) as opened:
        answers.workload(opened.workload(top=10))
        trace.trace(opened.trace(_longest_lineage(opened)), down=False)
        with progress_bar() as progress:
            pages = write_pages(Site.of(opened.store), out / "pages", progress)
    answer(f"\nthe store: {store}")
    answer(f"the pages: {pages[0]} (open it in a browser; no network is needed)")


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
    workers: Annotated[
        str,
        typer.Option(
            metavar="auto|N",
            help="Processes; auto: one a core where there are many files.",
        ),
    ] = _AUTO,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="tcp://HOST:PORT",
            help="Read and compare on a Dask cluster; the texts of the files are sent to it "
            "(docs/scale.md).",
        ),
    ] = None,
    anew: Annotated[
        bool,
        typer.Option("--anew", help="Read all files, also those that did not change."),
    ] = False,
    corrections: CorrectionsOption = None,
    judge: Annotated[
        str | None,
        typer.Option(
            "--judge",
            metavar="URL",
            help="Ask your own language model (OpenAI-compatible, http://HOST:PORT/v1) about "
            "doubtful links; its key comes from ZHENGMAI_JUDGE_KEY. Nothing is sent without this.",
        ),
    ] = None,
    judge_model: Annotated[
        str | None, typer.Option(metavar="NAME", help="What the service calls the model.")
    ] = None,
    judge_timeout: Annotated[
        float, typer.Option(min=0.1, max=3600, metavar="SECONDS", help="For one answer.")
    ] = 60,
    letters: Annotated[
        bool,
        typer.Option("--letters", help="Compare by letters, without the model."),
    ] = False,
    embeddings: Annotated[
        str | None,
        typer.Option(
            "--embeddings",
            metavar="URL",
            envvar="ZHENGMAI_EMBEDDINGS",
            help="Compare with the sentence vectors of your own service (OpenAI-compatible); its "
            "key comes from ZHENGMAI_EMBEDDINGS_KEY.",
        ),
    ] = None,
    embeddings_model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            envvar="ZHENGMAI_EMBEDDINGS_MODEL",
            help="What that service calls the model.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read files and folders into the store and link their lineage."""
    from zhengmai import api, interchange
    from zhengmai.graph.stores.opening import drop_empty, holds_store
    from zhengmai.terminal import reports

    processes = _processes(workers)
    if scheduler is not None:
        _check_scheduler(scheduler, processes)
    if letters and embeddings is not None:
        raise typer.BadParameter("give one of --letters and --embeddings")
    if judge is None and judge_model is not None:
        raise typer.BadParameter("--judge-model names a model of the service that --judge gives")
    asked = None if judge is None else _judge(judge, judge_model, judge_timeout)
    is_new = not holds_store(store)
    with progress_bar() as progress:
        report = api.build_store(
            paths,
            store,
            workers=processes,
            scheduler=scheduler,
            anew=anew,
            corrections=corrections_given(corrections),
            progress=progress,
            judge=asked,
            way=_way(letters, embeddings, embeddings_model),
        )
    if as_json:
        print_json(interchange.build(report))
    else:
        reports.build(report)
    _say_what_failed(report)
    stored = any(file.iri for file in report.files)
    if is_new and stored and not as_json:
        quoted = f'"{store}"' if " " in store else store
        given = () if store == DEFAULT_STORE else ("--store", quoted)
        view, ask = (" ".join(("zhengmai", word, *given)) for word in ("view", "workload"))
        answer(f"next: {view} writes the pages, {ask} asks here")
    elif stored and not as_json and os.environ.get("ZHENGMAI_STORE") == store:
        say(f"stored in {store}, as ZHENGMAI_STORE says")  # it may have been set for something else
    if is_new and not stored and drop_empty(store):
        say("nothing could be stored: no store was made")
    unanswered = report.judge is not None and report.judge.failed and not report.judge.answered
    if unanswered or not report.ok:
        raise typer.Exit(1)


def _say_what_failed(report: BuildReport) -> None:
    """Files that could not be read, what was odd in others, and a model that did not answer."""
    for file in report.files:
        for message in (file.error, *file.problems):
            if message is not None:
                say(f"{file.file}: {message}")
    if report.judge is not None and report.judge.failed:
        left = (
            f" ({report.judge.skipped} more were not asked about)" if report.judge.skipped else ""
        )
        say(
            f"the model did not answer about {report.judge.failed} tasks{left}; their links stay "
            f"as they were: {report.judge.error}"
        )


def _processes(workers: str) -> int | None:
    """How many were asked for; None where that is left to the build."""
    if workers == _AUTO:
        return None
    if not (workers.isascii() and workers.isdigit() and int(workers)):
        raise typer.BadParameter(
            f"{workers!r} is neither auto nor a number above 0", param_hint="--workers"
        )
    return int(workers)


def _check_scheduler(scheduler: str, processes: int | None) -> None:
    from zhengmai.building.cluster import is_address

    if processes is not None:
        raise typer.BadParameter("give one of --workers and --scheduler")
    if not is_address(scheduler):
        raise typer.BadParameter(
            f"{scheduler!r} is no address of a scheduler: give tcp://HOST:PORT",
            param_hint="--scheduler",
        )


def _way(letters: bool, url: str | None, model: str | None) -> Way | None:
    """The way of comparing that was asked for, if one was."""
    from zhengmai.graph.lineage import ways
    from zhengmai.graph.lineage.endpoint import EndpointError

    if letters:
        return ways.letters()
    if url is None:
        return None
    try:
        return ways.endpoint(url, model)
    except EndpointError as error:
        raise typer.BadParameter(str(error), param_hint="--embeddings") from None


def _judge(url: str, model: str | None, timeout: float) -> Judge:
    from zhengmai.graph.lineage.endpoint import EndpointError
    from zhengmai.graph.lineage.judging import DEFAULT_MODEL, Judge

    key = os.environ.get("ZHENGMAI_JUDGE_KEY") or None
    try:
        return Judge(url, model or DEFAULT_MODEL, key, timeout)
    except EndpointError as error:
        raise typer.BadParameter(str(error), param_hint="--judge") from None
