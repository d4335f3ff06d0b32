"""Questions on tasks: which unit carries how many, which ones, until when, and any of your own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhengmai.cli.options import (
    BeforeOption,
    JsonOption,
    PlaceOption,
    RoleOption,
    SinceOption,
    StoreOption,
    TopOption,
    YearOption,
)
from zhengmai.cli.output import print_json, say, show
from zhengmai.graph.stores.opening import DEFAULT_STORE


def workload(
    place: PlaceOption = None,
    year: YearOption = None,
    role: RoleOption = None,
    top: Annotated[int | None, typer.Option(min=1, metavar="N", help="Show so many rows.")] = None,
    collectives: Annotated[
        bool, typer.Option("--collectives", help="Classes of units instead (各街道办事处).")
    ] = False,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Which units carry most tasks?"""
    from zhengmai import api, interchange
    from zhengmai.terminal import answers

    with api.open(store) as opened:
        found = opened.workload(place, year=year, role=role, top=top, collectives=collectives)
    show(found, interchange.workload, answers.workload, as_json, "no tasks with units")


def unit(
    name: Annotated[
        str,
        typer.Argument(
            metavar="UNIT", help="Full name, a short one (住建局, 天桥区住建局), or a part of it."
        ),
    ],
    place: PlaceOption = None,
    year: YearOption = None,
    role: RoleOption = None,
    every: Annotated[
        bool, typer.Option("--all", help="Of a name that several units have, all of these.")
    ] = False,
    with_collectives: Annotated[
        bool,
        typer.Option(
            "--with-collectives", help="Also what reaches it through a class of units (各部门)."
        ),
    ] = False,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """List one unit's tasks."""
    from zhengmai import api, interchange
    from zhengmai.queries.tasks import of_units
    from zhengmai.queries.unitnames import not_one
    from zhengmai.terminal import answers

    with api.open(store) as opened:
        called = opened.units_called(name, place=place)
        if not called or (len(called) > 1 and not every):
            raise not_one(opened.store, name, called, place=place)
        found = [
            (
                row,
                of_units(
                    opened.store,
                    [row.iri],
                    place=place,
                    year=year,
                    role=role,
                    with_collectives=with_collectives,
                ),
            )
            for row in called
        ]
    tasks = {task.iri: task for _, some in found for task in some}
    show(
        list(tasks.values()),
        interchange.tasks,
        lambda _: answers.of_units(found, with_collectives=with_collectives),
        as_json,
        f"no tasks of {name}",
    )


def due(
    before: BeforeOption = None,
    since: SinceOption = None,
    of: Annotated[
        str | None, typer.Option("--unit", metavar="NAME", help="Only its tasks.")
    ] = None,
    place: PlaceOption = None,
    year: YearOption = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """What is due when?"""
    from zhengmai import api, interchange
    from zhengmai.terminal import answers

    with api.open(store) as opened:
        found = opened.due(
            before,
            since=since,
            unit=of,
            place=place,
            year=year,
        )
    show(found, interchange.due, answers.due, as_json, "nothing is due")


def find(
    text: Annotated[str, typer.Argument(metavar="WORDS", help="Words; all of them must occur.")],
    place: PlaceOption = None,
    year: YearOption = None,
    top: TopOption = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Find tasks and points by words in their text, heading or units."""
    from zhengmai import api, interchange
    from zhengmai.terminal import answers

    with api.open(store) as opened:
        found = opened.find(text, place=place, year=year, top=top)
    show(found, interchange.found, answers.found, as_json, f"nothing says {text!r}")


def query(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="FILE.rq: SPARQL SELECT; FILE.cypher on Neo4j.")
    ],
    parameter: Annotated[
        list[str] | None,
        typer.Option("-p", metavar="NAME=VALUE", help="Bind $NAME: text, number, day or <IRI>."),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(min=0, max=86400, metavar="SECONDS", help="Stop then; 0: never."),
    ] = 4,
    limit: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="The first N rows; 0: all; else 10000."),
    ] = None,
    memory: Annotated[
        int,
        typer.Option(min=0, max=1 << 20, metavar="MB", help="What Oxigraph may take; 0: all."),
    ] = 512,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Ask a question of your own; it only reads, and only this store."""
    from zhengmai import api
    from zhengmai.graph.store import Limits
    from zhengmai.queries.own import parameters, text_of_file
    from zhengmai.terminal import answers

    rows = Limits().rows if limit is None else limit
    limits = Limits(timeout or None, rows or None, (memory << 20) or None)
    with api.open(store) as opened:
        language = opened.store.language
        bound = parameters(parameter or [], language)
        found = opened.store.ask(text_of_file(file, language), bound, limits)
    if found.stopped is None:
        show(found.rows, lambda rows: rows, answers.rows, as_json, "no rows")
        return
    if as_json:
        print_json(found.rows)
    elif found.rows:
        answers.rows(found.rows)
    count = len(found.rows)
    if count:
        say(f"{found.stopped}: these are the first {count} rows, and not all")
    else:
        say(f"{found.stopped}: no row was found by then")
    if limit is None or len(found.rows) != limit:  # whoever asks for ten rows gets what they want
        raise typer.Exit(1)
