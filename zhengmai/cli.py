"""The command line: ``zhengmai COMMAND``.

Exit codes: 0 done, 1 some input failed or nothing was found, 2 wrong use.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zhengmai import __version__
from zhengmai.errors import ZhengmaiError
from zhengmai.export import Format
from zhengmai.graph.stores.opening import DEFAULT_STORE
from zhengmai.model import Notice, Role

if TYPE_CHECKING:
    from zhengmai.api import Zhengmai

app = typer.Typer(
    name="zhengmai",
    help="Read government notices, link each task to the points it carries out, ask who does what "
    "by when. 政脉：读通知，理承接，问分工。",
    no_args_is_help=True,
    context_settings={"max_content_width": 110},
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="PATH|URL",
        envvar="ZHENGMAI_STORE",
        help="The folder of the store, or bolt://user@host/database. 库的位置。",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
PlaceOption = Annotated[
    str | None,
    typer.Option("--in", metavar="PLACE", help="Only this place and the places in it. 行政区。"),
]
YearOption = Annotated[
    int | None, typer.Option("--year", metavar="YEAR", help="Only plans of this year. 年度。")
]
DayOption = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY")]
CorrectionsOption = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        metavar="FILE",
        envvar="ZHENGMAI_CORRECTIONS",
        help="What a person knows better; default: corrections.toml here, if there is one. 更正。",
    ),
]
STORE = DEFAULT_STORE
CORRECTIONS = Path("corrections.toml")


def main() -> None:
    """Run the command line; errors on purpose are told in one line, without a traceback."""
    logging.getLogger("neo4j").addHandler(_OfServer())
    try:
        app()
    except ZhengmaiError as error:
        _say(str(error))
        raise SystemExit(1) from None
    except BrokenPipeError:  # the reader of a pipe went away: that is its right
        sys.stderr.close()
        raise SystemExit(1) from None


class _OfServer(logging.Handler):
    """Tells when a server is waited for; what else its driver logs is told by errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        if "will be retried" in record.msg:
            _say("the server is away or busy; trying again")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"zhengmai {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def demo(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where to write.")] = Path(
        "zhengmai-demo"
    ),
) -> None:
    """Build the samples, show the workload and one traced task, and write the pages. 演示。"""
    from zhengmai import terminal
    from zhengmai.api import build_store
    from zhengmai.api import open as open_store
    from zhengmai.viz.pages import write_pages

    store = out / "zhengmai.db"
    with _progress() as progress:
        terminal.build(build_store(_samples(), store, progress=progress))
    with open_store(store) as opened:
        terminal.workload(opened.workload(top=10))
        terminal.trace(opened.trace(_longest_lineage(opened)), down=False)
        pages = write_pages(opened.store, out / "pages")
    typer.echo(f"\n库  {store}\n网页  {pages[0]}  （用浏览器打开，无需联网）")


def _samples() -> Path:
    """The corpus that comes with the package (beside it, in a checkout)."""
    here = Path(__file__).parent
    inside = here / "samples"
    return inside if inside.is_dir() else here.parent / "samples"


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


@app.command()
def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders.")],
    store: StoreOption = STORE,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read files.")] = 1,
    corrections: CorrectionsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read files and folders into the store and link their lineage. 读入并建库。"""
    from zhengmai import interchange, terminal
    from zhengmai.api import build_store

    with _progress() as progress:
        report = build_store(
            paths,
            store,
            workers=workers,
            corrections=_corrections(corrections),
            progress=progress,
        )
    if as_json:
        _print_json(interchange.build(report))
    else:
        terminal.build(report)
    for file in report.files:
        for message in (file.error, *file.problems):
            if message is not None:
                _say(f"{file.file}: {message}")
    if not report.ok:
        raise typer.Exit(1)


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files to read.")],
    as_json: JsonOption = False,
    turtle: Annotated[bool, typer.Option("--turtle", help="Print the triples.")] = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Print the text, what was read marked in it. 原文对照。"),
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", metavar="PAGE.html", help="Write that as a page instead (implies --explain)."
        ),
    ] = None,
    corrections: CorrectionsOption = None,
) -> None:
    """Show what would be read from a file, without a store. 试读。"""
    from zhengmai.api import read as read_notice

    if as_json and turtle:
        raise typer.BadParameter("give --json or --turtle, not both")
    if (explain or html is not None) and (as_json or turtle):
        raise typer.BadParameter("--explain is for people: give it without --json and --turtle")
    if html is not None:
        _checked_page(html, files)
    corrected = _corrections(corrections)
    failed = False
    for file in files:
        try:
            notice = read_notice(file, corrected)
        except ZhengmaiError as error:
            _say(str(error))
            failed = True
            continue
        if html is not None:
            _write_explanation(notice, html)
        elif explain:
            _explain(notice)
        else:
            _print_notice(notice, as_json=as_json, turtle=turtle)
    if failed:
        raise typer.Exit(1)


def _corrections(given: Path | None) -> Path | None:
    """The file of corrections: the one that was named, else the one that stands here."""
    return given or (CORRECTIONS if CORRECTIONS.is_file() else None)


def _print_notice(notice: Notice, *, as_json: bool, turtle: bool) -> None:
    from zhengmai import interchange, terminal

    if as_json:
        typer.echo(json.dumps(interchange.notice(notice), ensure_ascii=False))
    elif turtle:
        from zhengmai.ontology.triples import notice_graph

        typer.echo(notice_graph(notice).serialize(format="turtle"))
    else:
        terminal.notice(notice)


def _explain(notice: Notice) -> None:
    from zhengmai import terminal

    terminal.explanation(notice)


def _checked_page(page: Path, files: Sequence[Path]) -> None:
    """Refuse a page that would hold several notices, or take the place of a notice."""
    if len(files) > 1:
        raise typer.BadParameter("--html writes one page for one file: give one FILE")
    if page.suffix.lower() not in {".html", ".htm"}:
        raise typer.BadParameter(f"--html {page}: the name of the page must end with .html")
    if page.is_dir() or not page.parent.is_dir():
        reason = "is a folder" if page.is_dir() else "there is no such folder"
        raise typer.BadParameter(f"--html {page}: {reason}")
    if page.exists() and any(f.exists() and f.samefile(page) for f in files):
        raise typer.BadParameter(f"--html {page}: the page would overwrite the notice itself")


def _write_explanation(notice: Notice, page: Path) -> None:
    from zhengmai.viz.explain_page import write_explanation

    typer.echo(f"网页  {write_explanation(notice, page)}  （用浏览器打开，无需联网）")


@app.command()
def evaluate(
    labels: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Labels made by hand.")],
    folder: Annotated[Path, typer.Argument(metavar="NOTICE_DIR", help="The notices.")],
    as_json: JsonOption = False,
) -> None:
    """How well are notices read? What is read beside labels made by hand. 测评。"""
    from zhengmai import terminal
    from zhengmai.evaluation import as_json as to_json
    from zhengmai.evaluation import evaluate_folders

    found = list(evaluate_folders(labels, folder))
    if as_json:
        _print_json(to_json(found))
    else:
        terminal.evaluation(found)
    for one in found:
        if one.error is not None:
            _say(one.error)
    if any(one.error is not None for one in found):
        raise typer.Exit(1)


@app.command()
def notices(
    place: PlaceOption = None,
    year: YearOption = None,
    store: StoreOption = STORE,
    as_json: JsonOption = False,
) -> None:
    """List the notices in the store. 已入库通知。"""
    from zhengmai import interchange, terminal

    with _opened(store) as opened:
        found = opened.notices(place, year=year)
    _show(found, interchange.notices, terminal.notices, as_json, "no notices")


@app.command()
def remove(
    notice: Annotated[str, typer.Argument(help="Document number, title or IRI.")],
    store: StoreOption = STORE,
) -> None:
    """Remove a notice and its links from the store. 移除通知。"""
    from zhengmai.api import remove as remove_notice

    typer.echo(f"removed {remove_notice(notice, store)}")


@app.command()
def check(store: StoreOption = STORE) -> None:
    """Check every notice graph of the store against the shapes (SHACL). 校验。"""
    from rdflib import Graph

    from zhengmai.ontology.shapes import violations

    broken = 0
    with _opened(store) as opened:
        names = [n.iri for n in opened.notices()]
        for name in names:
            graph = Graph().parse(data=opened.store.graph(name), format="nt")
            for violation in violations(graph):
                broken += 1
                typer.echo(f"{name}: {violation}")
    typer.echo(f"{len(names)} notices checked, {broken} violations")
    if broken:
        raise typer.Exit(1)


@app.command()
def export(
    wanted: Annotated[Format, typer.Option("--format", help="What to write.")],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE|DIR", help="Write here, not to standard output.")
    ] = None,
    store: StoreOption = STORE,
) -> None:
    """Write the whole graph in another format. 导出。"""
    from zhengmai.export import export as write
    from zhengmai.export import export_for_import

    if wanted is Format.NEO4J_IMPORT:
        if out is None:
            raise typer.BadParameter("--format neo4j-import writes a folder: give --out DIR")
        with _opened(store) as opened:
            try:
                typer.echo(export_for_import(opened.store, out))
            except OSError as error:
                raise ZhengmaiError(f"{out}: cannot be written: {error.strerror}") from error
        return
    with _opened(store) as opened:
        if out is None:
            for piece in write(opened.store, wanted):
                sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            return
        partial = out.with_name(out.name + ".partial")
        try:
            with partial.open("wb") as file:
                file.writelines(write(opened.store, wanted))
            partial.replace(out)
        except OSError as error:
            raise ZhengmaiError(f"{out}: cannot be written: {error.strerror}") from error


@app.command()
def copy(
    to: Annotated[str, typer.Option("--to", metavar="PATH|URL", help="The store to copy to.")],
    store: StoreOption = STORE,
) -> None:
    """Copy everything into another store; one that was stopped goes on when begun again. 复制。"""
    from zhengmai.api import copy as copy_store

    with _progress() as progress:
        copied, changed = copy_store(store, to, progress=progress)
    typer.echo(f"{copied} graphs copied to {to}, {changed} of them new or changed there")


@app.command()
def workload(
    place: PlaceOption = None,
    year: YearOption = None,
    role: Annotated[Role | None, typer.Option(help="Count tasks in this role only.")] = None,
    top: Annotated[int | None, typer.Option(min=1, help="Show so many rows.")] = None,
    store: StoreOption = STORE,
    as_json: JsonOption = False,
) -> None:
    """Which units carry most tasks? 各单位任务量。"""
    from zhengmai import interchange, terminal

    with _opened(store) as opened:
        found = opened.workload(place, year=year, role=role, top=top)
    _show(found, interchange.workload, terminal.workload, as_json, "no tasks with units")


@app.command()
def unit(
    name: Annotated[str, typer.Argument(help="Full name, name as written, or a part of it.")],
    place: PlaceOption = None,
    year: YearOption = None,
    role: Annotated[Role | None, typer.Option(help="Only tasks in this role.")] = None,
    store: StoreOption = STORE,
    as_json: JsonOption = False,
) -> None:
    """List one unit's tasks. 单位任务清单。"""
    from zhengmai import interchange, terminal

    with _opened(store) as opened:
        found = opened.unit(name, place=place, year=year, role=role)
    _show(
        found,
        interchange.tasks,
        lambda rows: terminal.tasks(rows, with_role=True),
        as_json,
        f"no tasks of {name}",
    )


@app.command()
def due(
    before: DayOption = None,
    since: DayOption = None,
    of: Annotated[
        str | None, typer.Option("--unit", metavar="NAME", help="Only its tasks.")
    ] = None,
    place: PlaceOption = None,
    year: YearOption = None,
    store: StoreOption = STORE,
    as_json: JsonOption = False,
) -> None:
    """What is due when? 到期任务。"""
    from zhengmai import interchange, terminal

    with _opened(store) as opened:
        found = opened.due(
            before.date() if before else None,
            since=since.date() if since else None,
            unit=of,
            place=place,
            year=year,
        )
    _show(found, interchange.due, terminal.due, as_json, "nothing is due")


@app.command()
def find(
    text: Annotated[str, typer.Argument(help="Words; all of them must occur.")],
    place: PlaceOption = None,
    year: YearOption = None,
    store: StoreOption = STORE,
    as_json: JsonOption = False,
) -> None:
    """Find tasks by words in their text, heading or units. 全文查找。"""
    from zhengmai import interchange, terminal

    with _opened(store) as opened:
        found = opened.find(text, place=place, year=year)
    _show(found, interchange.tasks, terminal.tasks, as_json, f"no task says {text!r}")


@app.command()
def trace(
    task: Annotated[str, typer.Argument(help="An IRI, or a phrase of the task.")],
    down: Annotated[bool, typer.Option("--down", help="Who carries it out, not whence.")] = False,
    store: StoreOption = STORE,
    as_json: JsonOption = False,
) -> None:
    """Where does a task come from, back to the provincial point? 溯源。"""
    from zhengmai import interchange, terminal

    with _opened(store) as opened:
        found = opened.trace(task, down=down)
    if as_json:
        _print_json(interchange.trace(found))
    else:
        terminal.trace(found, down=down)
    if not found.links:
        raise typer.Exit(1)


@app.command()
def gaps(
    notice: Annotated[str | None, typer.Argument(help="Document number, title or IRI.")] = None,
    store: StoreOption = STORE,
    as_json: JsonOption = False,
) -> None:
    """What has nobody carried out; what comes from nowhere; which parents are not held? 缺口。"""
    from zhengmai import interchange, terminal

    with _opened(store) as opened:
        found = opened.gaps(notice)
        names = {n.iri: n.document_number or n.plan for n in opened.notices()}
    if as_json:
        _print_json(interchange.gaps(found))
    else:
        terminal.gaps(found, names)
    if not (found.uncarried or found.without_parent or found.missing_parents):
        _say("no gaps found")
        raise typer.Exit(1)


@app.command()
def links(store: StoreOption = STORE, as_json: JsonOption = False) -> None:
    """List every lineage link. 承接关系。"""
    from zhengmai import interchange, terminal

    with _opened(store) as opened:
        found = opened.links()
    _show(found, interchange.links, terminal.links, as_json, "no lineage links")


ChildArgument = Annotated[str, typer.Argument(metavar="CHILD", help="IRI or phrase of a task.")]
ParentArgument = Annotated[
    str, typer.Argument(metavar="PARENT", help="IRI (zhengmai links --json) or phrase.")
]


@app.command()
def confirm(child: ChildArgument, parent: ParentArgument, store: StoreOption = STORE) -> None:
    """Say that CHILD carries out PARENT; this outlives every rebuild. 确认承接关系。"""
    from zhengmai import api

    api.confirm(child, parent, store)
    typer.echo("confirmed")


@app.command()
def reject(child: ChildArgument, parent: ParentArgument, store: StoreOption = STORE) -> None:
    """Say that CHILD does not carry out PARENT; this outlives every rebuild. 否定承接关系。"""
    from zhengmai import api

    api.reject(child, parent, store)
    typer.echo("rejected")


@app.command()
def view(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where to write.")] = Path(
        "zhengmai-pages"
    ),
    store: StoreOption = STORE,
) -> None:
    """Write the interactive pages; they open from disk, without a network. 网页。"""
    from zhengmai.viz.pages import write_pages

    with _opened(store) as opened:
        for page in write_pages(opened.store, out):
            typer.echo(page)


@app.command()
def query(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="FILE.rq: SPARQL SELECT; FILE.cypher on Neo4j.")
    ],
    parameter: Annotated[
        list[str] | None,
        typer.Option("-p", metavar="NAME=VALUE", help="Bind $NAME: text, number, day or <IRI>."),
    ] = None,
    store: StoreOption = STORE,
    as_json: JsonOption = False,
) -> None:
    """Ask a question of your own. 自定义查询。"""
    from zhengmai import terminal
    from zhengmai.queries.own import parameters, text_of_file

    with _opened(store) as opened:
        language = opened.store.language
        bound = parameters(parameter or [], language)
        found = list(opened.store.rows(text_of_file(file, language), bound))
    _show(found, lambda rows: rows, terminal.rows, as_json, "no rows")


@contextmanager
def _opened(store: str) -> Iterator[Zhengmai]:
    from zhengmai.api import open as open_store

    with open_store(store) as opened:
        yield opened


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bar:
        stages: dict[str, TaskID] = {}

        def tell(what: str, done: int, of: int) -> None:
            if what not in stages:
                stages[what] = bar.add_task(what, total=of)
            bar.update(stages[what], completed=done)

        yield tell


def _show(
    found: list[Any],
    to_json: Callable[[list[Any]], list[Any]],
    to_table: Callable[[list[Any]], None],
    as_json: bool,
    nothing: str,
) -> None:
    """Print rows for a program or for a person; where there are none, say so and exit with 1."""
    if as_json:
        _print_json(to_json(found))
    elif found:
        to_table(found)
    if not found:
        _say(nothing)
        raise typer.Exit(1)


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _say(message: str) -> None:
    from zhengmai.viz.labels import visible

    typer.echo(f"zhengmai: {visible(message)}", err=True)
