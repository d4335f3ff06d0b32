"""A person's word on doubtful links: one by one in the terminal, or as a sheet to fill in."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengmai.cli.options import ByOption, JsonOption, PlaceOption, StoreOption, YearOption
from zhengmai.cli.output import print_json, say, tell, write_file
from zhengmai.errors import ZhengmaiError
from zhengmai.graph.stores.opening import DEFAULT_STORE
from zhengmai.interruption import unbroken
from zhengmai.wording import said

if TYPE_CHECKING:
    from zhengmai.queries.review import DoubtfulRow

_PROMPT = "a link?  y yes   n no   s skip   u take the last one back   q quit > "
_KEYS = {
    "y": "y", "是": "y", "对": "y", "承": "y", "n": "n", "否": "n", "不": "n", "错": "n",
    "s": "s", "跳": "s", "u": "u", "撤": "u", "q": "q", "结": "q", "退": "q",
    "\x03": "q", "\x04": "q", "\x1a": "q",
}  # fmt: skip


def review(
    place: PlaceOption = None,
    year: YearOption = None,
    notice: Annotated[
        str | None,
        typer.Option("--notice", metavar="NOTICE", help="Only tasks of this one."),
    ] = None,
    by: ByOption = None,
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="FILE.csv", help="Write them as a sheet for Excel."),
    ] = None,
    filled: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE.csv", help="Take a filled-in sheet back."),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Judge the doubtful links, one by one or as a sheet.

    First come the links with a score below 0.8, the weakest first: every answer counts them, so a
    wrong one is a wrong fact, and these are the likeliest to be wrong. Then the candidates (0.2 to
    0.5), which no answer counts, the likeliest first. So an hour is best spent from the top. Each
    verdict is kept at once; you may stop at any time.
    """
    if sum((export is not None, filled is not None, as_json)) > 1:
        raise typer.BadParameter("give one of --export, --import and --json")
    if filled is not None:
        if place is not None or year is not None or notice is not None:
            raise typer.BadParameter(
                "a sheet says itself what it is about: no --in, --year, --notice"
            )
        _import(filled, store, by)
        return
    from zhengmai import api, interchange
    from zhengmai.graph.lineage.ways import recorded

    with api.open(store) as opened:
        rows = opened.doubtful(place, year=year, notice=notice)
        if export is None and not as_json:
            recorded(opened.store)  # what is judged is linked again: say at once where it cannot be
    if as_json:
        print_json(interchange.review(rows))
    if not rows:
        say("there is nothing to review: no link is in doubt")
        raise typer.Exit(1)
    if export is not None:
        _export(rows, export)
    elif not as_json:
        _Session(rows, store, by or api.login_name()).run(_answers())


def _export(rows: list[DoubtfulRow], out: Path) -> None:
    from zhengmai.export.reviewsheet import sheet

    if out.exists():  # somebody may have spent an hour on it
        raise ZhengmaiError(f"{out}: is there already: import it first, or give another name")
    write_file(sheet(rows), out)
    tell(
        f"{len(rows)} pairs written to {out}: fill the column 判断 with 是 or 否, then take it "
        "back with --import"
    )


def _import(file: Path, store: str, by: str | None) -> None:
    from zhengmai import api
    from zhengmai.export.reviewsheet import read_sheet

    words, refused = read_sheet(file)
    told = [(r.line, r.why) for r in refused]
    new = known = 0
    if words:
        pairs = [(w.child, w.parent, w.yes, w.note) for w in words]
        with unbroken():
            outcomes = api.judge_all(pairs, store, by=by)
        for word, outcome in zip(words, outcomes, strict=True):
            new += outcome == api.NEW
            known += outcome == api.KNOWN
            if outcome not in (api.NEW, api.KNOWN):
                told.append((word.line, outcome))
    for line, why in sorted(told):
        say(f"{file}: line {line}: {why}")
    same = f" ({known} had been so before)" if known else ""
    tell(f"{new} verdicts kept{same}; {len(told)} rows not taken")
    if told:
        raise typer.Exit(1)
    if not words:
        say(f"{file}: no row is filled in: the column 判断 is empty")
        raise typer.Exit(1)


@dataclass
class _Session:
    """The pairs one after the other; each verdict is written before the next one is shown."""

    rows: list[DoubtfulRow]
    store: str
    by: str | None
    said: dict[int, str] = field(default_factory=dict)  # place in the rows → verdict

    def run(self, answers: Iterator[str]) -> None:
        """Until all are through, or the person has had enough."""
        from zhengmai.terminal.review import pair

        at = 0
        while at < len(self.rows):
            pair(self.rows[at], at + 1, len(self.rows))
            answer = next(answers, "q")
            if answer == "q":
                break
            try:
                at = self._do(answer, at)
            except KeyboardInterrupt:
                break
        yes = sum(v == "y" for v in self.said.values())
        left = len(self.rows) - len(self.said)
        no = len(self.said) - yes
        tell(f"{len(self.said)} judged: {yes} links, {no} not; {left} are left to judge")

    def _do(self, answer: str, at: int) -> int:
        """Do what was answered; the place to go on at."""
        from zhengmai import api

        if answer == "s":
            return at + 1
        if answer == "u":
            if at == 0:
                tell("this is the first one: there is nothing to take back")
                return 0
            if self.said.pop(at - 1, None) is not None:
                row = self.rows[at - 1]
                with unbroken():
                    api.withdraw(row.child.iri, row.parent.iri, self.store)
                tell("the last one is taken back")
            return at - 1
        row, say_so = self.rows[at], api.confirm if answer == "y" else api.reject
        with unbroken():
            say_so(row.child.iri, row.parent.iri, self.store, by=self.by)
            self.said[at] = answer
        tell("kept: a link" if answer == "y" else "kept: no link")
        return at + 1


def _answers() -> Iterator[str]:
    """What the person answers: single keys at a terminal, else lines."""
    read = _key if sys.stdin.isatty() else _line
    while True:
        typer.echo(said(_PROMPT), nl=False)
        try:
            given = read()
        except (KeyboardInterrupt, EOFError):
            given = None
        typer.echo("" if given is None or sys.stdin.isatty() else given)
        if given is None:
            return
        answer = _KEYS.get(unicodedata.normalize("NFKC", given).lower()[:1])
        if answer is None:
            tell("press y, n, s, u or q")
        else:
            yield answer


def _key() -> str:
    return typer.getchar()


def _line() -> str | None:
    """A line without blanks around it; None at the end."""
    line = sys.stdin.readline()
    return line.strip() if line else None
