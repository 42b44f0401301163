"""The program: its commands, and the one boundary at which errors become exit codes."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from datagov_cli import __version__
from datagov_cli.base.errors import (
    EXIT_BUG,
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_USAGE,
    DatagovError,
    UsageError,
    did_you_mean,
)
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.safe_text import no_command, shortened, visible


class Command(Frozen):
    """A row of the table of commands.

    ``summary`` is its line in ``--help``, ``formats`` the name of its table of formats in
    :mod:`datagov_cli.render`, empty if its options are all its own, ``kinds`` the name of its
    table of subcommands, if it has any.
    ``function`` is its function in ``cli/commands/NAME.py``, if it is not called like the
    command.
    """

    summary: str
    formats: str = "FORMATS"
    kinds: str = ""
    function: str = ""


#: Every command. A module is imported, and its command built, when it is called.
COMMANDS: dict[str, Command] = {
    "show": Command("Show what is on record about a province."),
    "list": Command("List the provinces on record.", function="list_"),
    "compare": Command("Compare provinces side by side."),
    "timeline": Command("List dated events in order.", "CALENDAR_FORMATS"),
    "targets": Command("Compare measurable targets."),
    "why": Command("Explain where a value comes from and what contradicts it."),
    "fields": Command("List the fields that can be compared."),
    "search": Command("Find records in Chinese, English or pinyin."),
    "coverage": Command("Count what is known, and on what it rests."),
    "info": Command("Say which data answers, how much it holds and how new it is."),
    "sql": Command("Ask the tables in SQL."),
    "export": Command("Write the data as files for other programs.", formats=""),
    "cite": Command("Cite the sources behind an answer, or the data set."),
    "validate": Command(
        "Validate data files; report every error with its place.", "FINDING_FORMATS"
    ),
    "diff": Command("Show what changed between two versions of the data."),
    "verify": Command("Check citations against your own copies of the sources."),
    "stale": Command("List records that need re-checking.", "CALENDAR_FORMATS"),
    "explain": Command("Explain the codes of validation findings."),
    "fmt": Command("Format data files.", "FILE_FORMATS"),
    "new": Command("Create a record.", "RECORD_FORMATS", "SUBCOMMANDS"),
    "set": Command("Give a field of a record a value.", "RECORD_FORMATS", function="set_"),
    "end": Command("Record when a headship ended.", "RECORD_FORMATS"),
    "dispute": Command("Record that another source says otherwise.", "RECORD_FORMATS"),
    "withdraw": Command("Withdraw a record; nothing is deleted.", "RECORD_FORMATS"),
}

# Typer carries a click of its own, so its exceptions are reached through Typer.
_ClickError: Any = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")


class Program(TyperGroup):
    """Builds a command when it is called, and ends every failure as ``error:`` and ``hint:``
    lines and an exit code."""

    def list_commands(self, _: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _: Any, cmd_name: str) -> Any:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _build(cmd_name)
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = did_you_mean(args[0], COMMANDS, "datagov --help lists the commands")
            raise UsageError(f'unknown command "{args[0]}"', hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, _: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.summary) for name, command in COMMANDS.items()])

    def main(self, *args: Any, **extra: Any) -> Any:
        extra["standalone_mode"] = False
        code: Any = EXIT_OK
        try:
            _avoid_rich_in_completion()
            code = super().main(*args, **extra)
        except DatagovError as error:
            code = report(error.message, error.hint, error.exit_code, error.excerpt)
        except _ClickError as error:
            code = report(*_usage(error), EXIT_USAGE)
        except (KeyboardInterrupt, typer.Abort):
            code = EXIT_INTERRUPTED
        except Exception as error:
            if os.environ.get("DATAGOV_DEBUG") == "1":
                raise
            message = f"internal error: {type(error).__name__}: {error}"
            code = report(message, "this is a bug; set DATAGOV_DEBUG=1 for the traceback", EXIT_BUG)
        sys.exit(code if isinstance(code, int) else EXIT_OK)


class StrictCommand(TyperCommand):
    """A command that refuses empty values: ``--base ""`` usually comes from a variable that is
    not set, and must not turn off what the option asks for."""

    def make_parser(self, ctx: Any) -> Any:
        parser = super().make_parser(ctx)
        read = parser.parse_args

        def parse_args(args: list[str]) -> Any:
            given, rest, order = read(args)
            if not ctx.resilient_parsing:
                for parameter in order:
                    _refuse_empty(parameter, given.get(parameter.name or ""))
            return given, rest, order

        parser.parse_args = parse_args  # type: ignore[method-assign]
        return parser


def _refuse_empty(parameter: Any, value: Any) -> None:
    """Refuse an empty value of an option or a file. Other arguments are checked where they are
    looked up.

    :raises UsageError: if the value, or one of several, is empty or blank.
    """
    values = value if isinstance(value, list | tuple) else [value]
    option = parameter.param_type_name == "option"
    if not option and parameter.type.name != "path":
        return
    if any(isinstance(each, str) and not each.strip() for each in values):
        name = parameter.opts[0] if option else parameter.metavar
        hint = "leave it out, or say what is meant; in a script a variable may not be set"
        raise UsageError(f"{name} is empty", hint)


def _build(name: str) -> Any:
    from importlib import import_module

    from datagov_cli import render
    from datagov_cli.cli.context import with_common_options

    command = COMMANDS[name]
    module = import_module(f"datagov_cli.cli.commands.{name}")
    formats = getattr(render, command.formats, {})
    single = typer.Typer(add_completion=False, **_SETTINGS)
    function = getattr(module, command.function or name)
    if command.kinds:
        single.callback()(function)
        for kind, of_kind in getattr(module, command.kinds).items():
            single.command(kind, cls=StrictCommand)(with_common_options(of_kind, formats))
    else:
        single.command(name, cls=StrictCommand)(
            with_common_options(function, formats) if formats else function
        )
    return typer.main.get_command(single)


def _usage(error: Any) -> tuple[str, str | None]:
    """Message and hint for an error that Typer reports."""
    near = getattr(error, "possibilities", None)
    if near:
        return error.message, f"did you mean {' or '.join(sorted(near))}?"
    message, _, meant = error.format_message().partition(" Did you mean ")
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "datagov"
    hint = f"did you mean {meant}" if meant else f"{path} --help shows the usage"
    return message.rstrip("."), hint


def report(message: str, hint: str | None, code: int, excerpt: tuple[str, ...] = ()) -> int:
    """Write an error to standard error; returns the exit code."""
    lines = [f"error: {message}", *(f"    {line}" for line in excerpt)]
    if hint:
        lines.append(f"hint: {hint}")
    sys.stderr.writelines(no_command(f"{visible(shortened(line))}\n") for line in lines)
    return code


def _avoid_rich_in_completion() -> None:
    """Keep Typer from importing rich to strip markup from help texts, which have none."""
    if "_DATAGOV_COMPLETE" in os.environ:
        from typer import _completion_classes

        _completion_classes._sanitize_help_text = lambda text: text


_SETTINGS: dict[str, Any] = {
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}

app = typer.Typer(cls=Program, name="datagov", **_SETTINGS)


def show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"datagov {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", callback=show_version, is_eager=True, help="Show the version."
        ),
    ] = False,
) -> None:
    """How China's provinces govern data: cited, dated facts.

    \b
    Examples:
      datagov list
      datagov show guizhou
      datagov compare --field leader-rank
      datagov validate
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
