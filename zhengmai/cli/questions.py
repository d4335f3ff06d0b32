"""Questions on tasks: which unit carries how many, which ones, until when, and any of your own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zhengmai.cli.options import (
    BeforeOption,
    CollectivesOption,
    JsonOption,
    PlaceOption,
    RoleOption,
    SinceOption,
    StoreOption,
    TodayOption,
    TopOption,
    YearOption,
    day_seen_from,
)
from zhengmai.cli.output import print_json, say, show, tell, write_file
from zhengmai.cli.streams import write_utf8
from zhengmai.errors import NotFoundError
from zhengmai.graph.stores.opening import DEFAULT_STORE
from zhengmai.queries.states import NEAR_DAYS, State
from zhengmai.shown import escaped
from zhengmai.wording import phrase

if TYPE_CHECKING:
    from zhengmai.api import Zhengmai
    from zhengmai.graph.store import Answered
    from zhengmai.queries.due import DueRow


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
        none = None if found else _no_such_year(opened, place, year)
    show(found, interchange.workload, answers.workload, as_json, none or "no tasks with units")


def _no_such_year(opened: Zhengmai, place: str | None, year: int | None) -> str | None:
    """What is told where nothing is found because no plan of the year is held."""
    if year is None:
        return None
    years = sorted({notice.year for notice in opened.notices(place) if notice.year})
    if year in years:
        return None
    if not years:
        return f"no plan of {year} is held here"
    return f"no plan of {year} is held here, only of {', '.join(map(str, years))}"


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
    with_collectives: CollectivesOption = False,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """List one unit's tasks."""
    from zhengmai import api, interchange
    from zhengmai.cli.unitanswers import say_through, why_none
    from zhengmai.queries.tasks import of_units
    from zhengmai.queries.unitnames import chosen
    from zhengmai.terminal import answers

    asked: dict[str, Any] = {"place": place, "year": year, "role": role}
    # Through a class of units a task may reach one that no plan of the year names.
    named: dict[str, Any] = {"place": place} if with_collectives else asked
    with api.open(store) as opened:
        units = chosen(opened.store, name, every=every, **named)
        reached = [of_units(opened.store, [row], with_collectives=True, **asked) for row in units]
        found = [
            (row, [task for task in some if with_collectives or task.through is None])
            for row, some in zip(units, reached, strict=True)
        ]
        none = None
        if not any(some for _, some in found):
            none = _no_such_year(opened, place, year) or why_none(opened.store, units, **asked)
    tasks = {task.iri: task for _, some in found for task in some}
    if not with_collectives:
        more = {task.iri: task.through for some in reached for task in some}
        say_through(through for iri, through in more.items() if iri not in tasks)
    show(
        list(tasks.values()),
        interchange.tasks,
        lambda _: answers.of_units(found, with_collectives=with_collectives),
        as_json,
        none or f"no tasks of {name}",
    )


def due(
    before: BeforeOption = None,
    since: SinceOption = None,
    span: Annotated[
        str | None,
        typer.Option("--within", metavar="30d|2w|1m", help="From today on, so long."),
    ] = None,
    wanted: Annotated[
        list[str] | None,
        typer.Option("--state", metavar="pending|near|overdue|done", help="Only in this state."),
    ] = None,
    near: Annotated[
        int, typer.Option("--near", min=0, max=3650, metavar="DAYS", help="So long before: near.")
    ] = NEAR_DAYS,
    of: Annotated[
        str | None, typer.Option("--unit", metavar="NAME", help="Only its tasks.")
    ] = None,
    with_collectives: CollectivesOption = False,
    place: PlaceOption = None,
    year: YearOption = None,
    today: TodayOption = None,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", metavar="FILE.ics", help="Write them as a calendar."),
    ] = None,
    alarm: Annotated[
        int, typer.Option("--alarm", min=0, max=365, metavar="DAYS", help="Alarm before; 0: none.")
    ] = 7,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """What is due when, and how far is it?"""
    from zhengmai import api, interchange
    from zhengmai.cli import unreadlimits
    from zhengmai.cli.unitanswers import say_through
    from zhengmai.cli.unreadlimits import Wanted
    from zhengmai.terminal import answers

    now = today or date.today()
    first = None if since is None else day_seen_from(now, since, 0, year)
    last = None if before is None else day_seen_from(now, before, -1, year)
    states = None if not wanted else [_state(word) for word in wanted]
    if span is not None:
        if first or last:
            raise typer.BadParameter("--within begins today: give no --since or --before with it")
        first, last = now, _horizon(span, now)
    asked: dict[str, Any] = {
        "unit": of, "place": place, "year": year, "with_collectives": with_collectives,
    }  # fmt: skip
    days: dict[str, Any] = {"since": first, "today": now, "near": near, "states": states}
    through: list[str | None] = []
    with api.open(store) as opened:
        found = opened.due(last, **days, **asked)
        if of is not None and not with_collectives:
            every = opened.due(last, **days, **{**asked, "with_collectives": True})
            through = [row.task.through for row in every]
        none = None if found else _no_such_year(opened, place, year)
        if ics is not None:
            _write_calendar(opened, found, ics, alarm, (first, last), asked, states)
        unlisted = list(
            unreadlimits.unlisted(opened, Wanted(first, last, states, now, near), asked)
        )
        late = 0
        if span is not None and states is None:
            late = len(opened.due(now, today=now, states=[State.OVERDUE], **asked))
    if late:
        say(f"overdue besides: {late} (with --state overdue in place of --within)")
    say_through(through)
    for message in unlisted:
        say(message)
    if ics is None or as_json:
        show(
            found,
            interchange.due,
            lambda rows: answers.due(rows, with_class=with_collectives and of is not None),
            as_json,
            none or "nothing is due",
        )


def _state(word: str) -> State:
    """A state by its name, in English or Chinese."""
    from zhengmai.queries.states import state_named

    try:
        return state_named(word)
    except ValueError:
        raise typer.BadParameter(
            f"--state {word}: give pending, near, overdue or done (未到期, 临近, 逾期, 办结)"
        ) from None


def _horizon(span: str, today: date) -> date:
    from zhengmai.cli.days import horizon

    try:
        return horizon(span, today)
    except ValueError:
        raise typer.BadParameter(
            f"--within {span}: give a span like 30d, 2w, 1m, 三十天, 半年"
        ) from None


def _write_calendar(
    opened: Zhengmai,
    found: list[DueRow],
    out: Path,
    alarm: int,
    days: tuple[date | None, date | None],
    asked: dict[str, Any],
    states: list[State] | None,
) -> None:
    from zhengmai.export.calendar import calendar_file
    from zhengmai.queries.due import recurring

    if out.suffix.lower() != ".ics":
        raise typer.BadParameter(f"--ics {out}: give a FILE.ics")
    first, last = days
    rounds = [] if states is not None else recurring(opened.store, **asked)
    notices = {n.iri: n for n in opened.notices()}
    made = calendar_file(found, rounds, notices, alarm=alarm, since=first, before=last)
    if not made.days and not made.rounds:
        say("nothing is due: no calendar was written")
        raise typer.Exit(1)
    write_file([made.content], out)
    tell(f"{out}: {made.days} days on which tasks are due, recurring: {made.rounds}")
    if made.without_day:
        say(f"{made.without_day} recurring limits name no day, as every quarter, and are not in it")


def find(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help="Words; all of them must occur.")
    ],
    place: PlaceOption = None,
    year: YearOption = None,
    top: TopOption = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Find tasks and points by words in their text, heading or units."""
    from zhengmai import api, interchange
    from zhengmai.queries.search import bodies
    from zhengmai.terminal import answers

    text = " ".join(words)
    with api.open(store) as opened:
        found = opened.find(text, place=place, year=year, top=top)
        named = list(bodies(opened.store, text).values())
        none = None if found else _no_such_year(opened, place, year)
        notice = _notice_called(opened, text, found)
    if notice is not None:
        say(notice)
    show(
        found,
        interchange.found,
        lambda rows: answers.found(rows, named),
        as_json,
        none or f"nothing says {text!r}",
    )


_NUMBER = re.compile(r"[〔\[【(（]\d{4}[〕\]】)）]\s*(?:第\s*)?\d+\s*号")


def _notice_called(opened: Zhengmai, text: str, found: Sequence[object]) -> str | None:
    """What is told where the words are the number of a notice; its title, if nothing says it."""
    from zhengmai.queries.notices import find_notice

    if found and not _NUMBER.search(text):
        return None
    try:
        notice = find_notice(opened.store, text)
    except NotFoundError:
        return None
    name = f"{notice.document_number or ''} {notice.plan or notice.title}".strip()
    return phrase(f"{text!r} is the notice {name} ({notice.file}), tasks: {notice.tasks}")


def query(
    question: Annotated[
        str,
        typer.Argument(
            metavar="QUERY|FILE|-",
            help="A query itself, FILE.rq or FILE.cypher, - for standard input: SPARQL (prefixes "
            "like zm: need not be declared), Cypher on Neo4j.",
        ),
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
    from zhengmai.queries.own import parameters, text_of

    rows = Limits().rows if limit is None else limit
    limits = Limits(timeout or None, rows or None, (memory << 20) or None)
    with api.open(store) as opened:
        language = opened.store.language
        bound = parameters(parameter or [], language)
        found = opened.store.ask(
            text_of(question, language, typer.get_binary_stream("stdin")), bound, limits
        )
    _show_answer(found, as_json)
    count = len(found.rows)
    for hint in found.hints:
        say(hint)
    if found.stopped is None:
        if not count:
            say("no rows")
            raise typer.Exit(1)
        return
    if count:
        say(f"{found.stopped}: these are the first {count} rows, and not all")
    else:
        say(f"{found.stopped}: no row was found by then")
    if limit is None or count != limit:  # whoever asks for ten rows gets what they want
        raise typer.Exit(1)


def _show_answer(found: Answered, as_json: bool) -> None:
    """Rows as a table, a graph as Turtle; as JSON all of them as rows."""
    from zhengmai.terminal import answers

    if as_json:
        print_json(found.rows)
    elif found.form == "graph" and found.rows:
        from zhengmai.ontology.turtle import turtle

        write_utf8(escaped(turtle(line.encode() for line in found.ntriples)))
    elif found.rows:
        rows = found.rows
        if found.form == "truth":
            rows = [{"answer": "true" if row["answer"] else "false"} for row in rows]
        answers.rows(rows)
