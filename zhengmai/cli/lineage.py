"""Where tasks come from, what is missing there, and a person's word on it."""

from __future__ import annotations

from typing import Annotated

import typer

from zhengmai.cli.options import NOTICE, ByOption, JsonOption, StoreOption
from zhengmai.cli.output import print_json, say, show
from zhengmai.graph.stores.opening import DEFAULT_STORE

ChildArgument = Annotated[str, typer.Argument(metavar="CHILD", help="IRI or phrase of a task.")]
ParentArgument = Annotated[
    str, typer.Argument(metavar="PARENT", help="IRI (zhengmai links --json) or phrase.")
]

NoteOption = Annotated[
    str | None, typer.Option("--note", metavar="TEXT", help="What else there is to say. 备注。")
]


def trace(
    task: Annotated[str, typer.Argument(help="An IRI, or a phrase of the task.")],
    down: Annotated[bool, typer.Option("--down", help="Who carries it out, not whence.")] = False,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Where does a task come from, back to the provincial point? 溯源。"""
    from zhengmai import api, interchange
    from zhengmai.terminal import lineage

    with api.open(store) as opened:
        found = opened.trace(task, down=down)
    if as_json:
        print_json(interchange.trace(found))
    else:
        lineage.trace(found, down=down)
    if not found.links:
        raise typer.Exit(1)


def gaps(
    notice: Annotated[str | None, NOTICE] = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """What has nobody carried out; what comes from nowhere; which parents are not held? 缺口。"""
    from zhengmai import api, interchange
    from zhengmai.terminal import lineage

    with api.open(store) as opened:
        found = opened.gaps(notice)
        names = {n.iri: n.document_number or n.plan for n in opened.notices()}
    if as_json:
        print_json(interchange.gaps(found))
    else:
        lineage.gaps(found, names)
    if not any((found.uncarried, found.without_parent, found.missing_parents)):
        say("no gaps found")
        raise typer.Exit(1)


def links(store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False) -> None:
    """List every lineage link. 承接关系。"""
    from zhengmai import api, interchange
    from zhengmai.terminal import lineage

    with api.open(store) as opened:
        found = opened.links()
    show(found, interchange.links, lineage.links, as_json, "no lineage links")


def confirm(
    child: ChildArgument,
    parent: ParentArgument,
    by: ByOption = None,
    note: NoteOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Say that CHILD carries out PARENT; this outlives every rebuild. 确认承接关系。"""
    from zhengmai import api

    api.confirm(child, parent, store, by=by, note=note)
    typer.echo("confirmed")


def reject(
    child: ChildArgument,
    parent: ParentArgument,
    by: ByOption = None,
    note: NoteOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Say that CHILD does not carry out PARENT; this outlives every rebuild. 否定承接关系。"""
    from zhengmai import api

    api.reject(child, parent, store, by=by, note=note)
    typer.echo("rejected")
