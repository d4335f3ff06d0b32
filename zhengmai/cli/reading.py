"""Reading without a store: one file, or many beside labels made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from zhengmai.cli.options import CorrectionsOption, JsonOption, corrections_given
from zhengmai.cli.output import json_text, print_json, say, tell
from zhengmai.cli.streams import write_utf8
from zhengmai.errors import ZhengmaiError
from zhengmai.model import Notice
from zhengmai.shown import escaped


def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files to read.")],
    as_json: JsonOption = False,
    turtle: Annotated[bool, typer.Option("--turtle", help="Print the triples.")] = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Print the text, what was read marked in it."),
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", metavar="PAGE.html", help="Write that as a page instead (implies --explain)."
        ),
    ] = None,
    corrections: CorrectionsOption = None,
) -> None:
    """Show what would be read from a file, without a store."""
    from zhengmai import api

    if as_json and turtle:
        raise typer.BadParameter("give --json or --turtle, not both")
    if (explain or html is not None) and (as_json or turtle):
        raise typer.BadParameter("--explain is for people: give it without --json and --turtle")
    if html is not None:
        _check_page(html, files)
    corrected = corrections_given(corrections)
    failed = False
    for file in files:
        try:
            notice = api.read(file, corrected)
        except ZhengmaiError as error:
            say(str(error))
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


def _print_notice(notice: Notice, *, as_json: bool, turtle: bool) -> None:
    if as_json:
        from zhengmai import interchange

        typer.echo(json_text(interchange.notice(notice)))
    elif turtle:
        from zhengmai.ontology.triples import notice_triples
        from zhengmai.ontology.turtle import turtle as written

        write_utf8(escaped(written([notice_triples(notice)])))
    else:
        from zhengmai.terminal.notice import notice as print_notice

        print_notice(notice)


def _explain(notice: Notice) -> None:
    from zhengmai.terminal.explanation import explanation

    explanation(notice)


def _check_page(page: Path, files: Sequence[Path]) -> None:
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

    written = write_explanation(notice, page)
    tell(f"the page: {written} (open it in a browser; no network is needed)")


def evaluate(
    labels: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Labels made by hand.")],
    folder: Annotated[Path, typer.Argument(metavar="NOTICE_DIR", help="The notices.")],
    as_json: JsonOption = False,
) -> None:
    """How well are notices read? What is read beside labels made by hand."""
    from zhengmai import evaluation
    from zhengmai.terminal import scores

    found = list(evaluation.evaluate_folders(labels, folder))
    if as_json:
        print_json(evaluation.as_json(found))
    else:
        scores.evaluation(found)
    for one in found:
        if one.error is not None:
            say(one.error)
    if any(one.error is not None for one in found):
        raise typer.Exit(1)
