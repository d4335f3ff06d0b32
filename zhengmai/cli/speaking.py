"""Help and wrong use in the language that is spoken: what typer says itself, and how it is set."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import typer
from rich.cells import cell_len
from typer.core import TyperCommand, TyperGroup

from zhengmai.wording import said
from zhengmai.wording.languages import CHINESE, chosen, speak, spoken

# What typer raises for wrong use; which module it comes from depends on its version.
_ClickError: Any = typer.BadParameter.__mro__[2]
_PlainContext: Any = TyperCommand.context_class
_Formatter: Any = _PlainContext.formatter_class

OPTION = "--lang"
_ALONE = re.compile(r"--lang[=\n](zh|en)")
_EXTRA = re.compile(r"(?P<help>.*?)\s*\[(?P<extra>[^\[\]]*)\]", re.DOTALL)
_IS_EXTRA = re.compile(r"default: .*|env var: .*|required|.*<=?x.*|x[<>]=?.*", re.DOTALL)
_TYPE = re.compile(r" <[^<>]*>(\.\.\.)?$")  # what typer writes behind the name of an argument
_MUST = re.compile(r"\{(?P<name>[^{}]*?)(?:\.\.\.)?\}(?:\.\.\.)?")
_NAME = re.compile(r"[A-Za-z][\w|:./]*\w")
_CLOSING = frozenset("。，、；：？！）》〉」』】〕］”’…)],.;:!?")
_OPENING = frozenset("（《〈「『【〔［“‘([")
_TOKENS = re.compile(r"[!-~]+|\s+|.", re.DOTALL)


class _HelpFormatter(_Formatter):  # type: ignore[misc]
    """The pages of help: each sentence is looked up, and lines are as wide as they look."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        shown = " ".join(_named(_plain(piece)) for piece in args.split())
        super().write_usage(prog, shown, said("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        colon = "：" if spoken().language == CHINESE else ":"
        self.write(f"{'':>{self.current_indent}}{said(heading)}{colon}\n")

    def write_text(self, text: str) -> None:
        paragraphs = [" ".join(p.split()) for p in text.split("\n\n")]
        room = self.width - self.current_indent
        lines = [line for p in paragraphs for line in (*wrapped(said(p), room), "")]
        for line in lines[:-1]:
            self.write(f"{'':>{self.current_indent if line else 0}}{line}\n")

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        shown = [(_head(first), _explained(second)) for first, second in rows]
        first_width = min(max(cell_len(first) for first, _ in shown), col_max) + col_spacing
        indent = " " * (first_width + self.current_indent)
        for first, second in shown:
            self.write(f"{'':>{self.current_indent}}{first}")
            lines = list(wrapped(second, max(self.width - len(indent), 10))) or [""]
            room = first_width - cell_len(first)
            self.write(f"\n{indent}" if room < col_spacing else " " * room)
            self.write(f"\n{indent}".join(lines) + "\n")


def _plain(piece: str) -> str:
    """``{PATH...}...`` as PATH...: what typer makes of an argument that must be there."""
    found = _MUST.fullmatch(piece)
    if found is None:
        return piece
    return f"{found['name']}..." if piece.endswith("...") else found["name"]


def _head(first: str) -> str:
    """An option with the name of its value, or the name of an argument without its type."""
    options, blank, value = first.rpartition(" ")
    if first.startswith("-"):
        return f"{options}{blank}{_named(value)}" if blank else first
    return _named(_TYPE.sub("", first))


def _named(part: str) -> str:
    """A piece of a usage line (``[OPTIONS]``, ``{PATH...}...``) with its names looked up."""
    whole = said(part)
    return whole if whole != part else _NAME.sub(lambda name: said(name[0]), part)


def _explained(text: str) -> str:
    """What an option is for, and what typer adds: ``[default: 4; x>=0]``."""
    plain = " ".join(text.split())
    found = _EXTRA.fullmatch(plain)
    extra = found["extra"].split("; ") if found else []
    if found is None or not all(map(_IS_EXTRA.fullmatch, extra)):
        return said(plain)
    brackets = "［{}］" if spoken().language == CHINESE else "[{}]"
    semicolon = "；" if spoken().language == CHINESE else "; "
    told = brackets.format(semicolon.join(map(said, extra)))
    return f"{said(found['help'])}  {told}" if found["help"] else told


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of a text: words stay whole, and no line begins with a sign that closes."""
    line = ""
    for piece in _pieces(text):
        if line and cell_len(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line or piece.strip() else ""
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """What is not parted: a word, or one sign, with what closes it."""
    piece = ""
    for token in _TOKENS.findall(text):
        if piece and token not in _CLOSING and piece[-1] not in _OPENING:
            yield piece
            piece = ""
        piece += token
    if piece:
        yield piece


class _Context(_PlainContext):  # type: ignore[misc]
    formatter_class = _HelpFormatter


class Command(TyperCommand):
    """A command whose help is in the language that is spoken."""

    context_class = _Context

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first paragraph of its help: what the list of commands shows."""
        del limit  # lines are wrapped
        return _first_paragraph(self.help)


class Group(TyperGroup):
    """The program: it speaks as ``--lang`` says, before or behind any command."""

    context_class = _Context

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first paragraph of its help."""
        del limit
        return _first_paragraph(self.help)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse them; a language alone asks for help, as nothing at all does."""
        return super().parse_args(ctx, [] if _ALONE.fullmatch("\n".join(args)) else args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run it; wrong use is told in the language that is spoken."""
        speak(chosen(_option(sys.argv[1:] if args is None else args)))
        try:
            done = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except _ClickError as error:
            if not standalone_mode:
                raise
            _told(error)
            sys.exit(error.exit_code)
        except typer.Abort:
            if not standalone_mode:
                raise
            typer.echo(said("Aborted!"), err=True)
            sys.exit(1)
        if standalone_mode:
            sys.exit(done if isinstance(done, int) else 0)
        return done


def _option(arguments: Iterable[str]) -> str | None:
    """What stands behind ``--lang``, wherever it is: needed before anything is parsed."""
    found = None
    given = iter(arguments)
    for argument in given:
        if argument == "--":
            break
        if argument == OPTION:
            found = next(given, None)
        elif argument.startswith(f"{OPTION}="):
            found = argument.partition("=")[2]
    return found


def _first_paragraph(text: str | None) -> str:
    return " ".join(inspect.cleandoc(text or "").split("\n\n")[0].split())


def _told(error: Any) -> None:
    """Print what was wrong in the use of a command, and where its help is."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":  # its message is the help
        error.show()
        return
    if context is not None:
        typer.echo(context.get_usage(), err=True)
        if context.help_option_names:
            hint = f"Try '{context.command_path} {context.help_option_names[0]}' for help."
            typer.echo(said(hint), err=True)
        typer.echo("", err=True)
    typer.echo(said(f"Error: {error.format_message()}"), err=True)
