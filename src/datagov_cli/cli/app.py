"""The program: its commands, and the one boundary at which errors become exit codes."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

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
from datagov_cli.base.messages import Text, is_chinese, message
from datagov_cli.base.safe_text import no_command, shortened, visible
from datagov_cli.base.version import __version__
from datagov_cli.cli import language, shells
from datagov_cli.cli.option_names import own_names


class Command(Frozen):
    """A row of the table of commands.

    ``summary`` is its line in ``--help``, ``formats`` the name of its table of formats in
    :mod:`datagov_cli.render`, empty if its options are all its own, ``kinds`` the name of its
    table of subcommands, if it has any.
    ``function`` is its function in ``cli/commands/NAME.py``, if it is not called like the
    command. ``cites`` says that its answers end in a list of sources, which can be left out.
    """

    summary: str
    formats: str = "FORMATS"
    kinds: str = ""
    function: str = ""
    cites: bool = False


#: Every command. A module is imported, and its command built, when it is called.
COMMANDS: dict[str, Command] = {
    "show": Command("Show what is on record about a province.", cites=True),
    "list": Command("List the provinces on record.", function="list_", cites=True),
    "compare": Command("Compare provinces side by side.", cites=True),
    "timeline": Command("List dated events in order.", "CALENDAR_FORMATS", cites=True),
    "targets": Command("Compare measurable targets.", cites=True),
    "why": Command("Explain where a value comes from and what contradicts it.", cites=True),
    "fields": Command("List the fields that can be compared."),
    "search": Command("Find records in Chinese, English or pinyin.", cites=True),
    "coverage": Command("Count what is known, and on what it rests."),
    "site": Command("Build the static site.", "FOLDER_FORMATS"),
    "info": Command("Say which data answers, how much it holds and how new it is."),
    "sql": Command("Query the tables in SQL."),
    "export": Command("Write the data as files for other programs.", formats=""),
    "cite": Command("Cite the sources behind an answer, or the data set."),
    "mcp": Command("Serve an assistant (Model Context Protocol).", formats=""),
    "validate": Command(
        "Validate data files; report every error with its place.", "FINDING_FORMATS"
    ),
    "diff": Command("Show what changed between two versions of the data."),
    "verify": Command("Check citations against your own copies of the sources."),
    "stale": Command("List records that need re-checking.", "CALENDAR_FORMATS", cites=True),
    "explain": Command("Explain the codes of validation findings."),
    "fmt": Command("Format data files.", "FILE_FORMATS"),
    "new": Command("Create a record.", "RECORD_FORMATS", "SUBCOMMANDS"),
    "set": Command("Give a field of a record a value.", "RECORD_FORMATS", function="set_"),
    "end": Command("Record when a headship ended.", "RECORD_FORMATS"),
    "dispute": Command("Record that another source says otherwise.", "RECORD_FORMATS"),
    "withdraw": Command("Withdraw a record; nothing is deleted.", "RECORD_FORMATS"),
}
#: Help is as wide as the terminal, and no wider than what is well read.
HELP_WIDTH = 110
#: The command that shows the help of another one; it has no options of its own.
HELP = "help"
#: What people type for an option of the program itself.
_OPTIONS = {"version": "--version", "completion": "--show-completion"}

# Typer carries a click of its own, so its exceptions are reached through Typer.
_ClickError: Any = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")


class InLanguage:
    """A command whose help is in the language asked for."""

    def get_help(self, ctx: Any) -> str:
        lang = language.of_command_line(sys.argv)
        if not is_chinese(lang):
            english: str = super().get_help(ctx)  # type: ignore[misc]
            return english
        from datagov_cli.cli.help_text import ChineseFormatter

        sizes = {"width": ctx.terminal_width, "max_width": ctx.max_content_width}
        formatter = ChineseFormatter(lang, **sizes)
        self.format_help(ctx, formatter)  # type: ignore[attr-defined]
        return str(formatter.getvalue()).rstrip("\n")


class Group(InLanguage, TyperGroup):
    """A command with subcommands."""


class Program(Group):
    """Builds a command when it is called, and ends every failure as ``error:`` and ``hint:``
    lines and an exit code."""

    def list_commands(self, _: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _: Any, cmd_name: str) -> Any:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _build(cmd_name)
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] == HELP:
            args = [*(word for word in args[1:] if not word.startswith("-")), "--help"]
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise UsageError(
                message('unknown command "{name}"', name=args[0]), _command_meant(args)
            )
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Take ``datagov help`` for ``datagov --help``, let ``--lang`` stand anywhere beside it,
        and an option of completion without its shell."""
        options = args[: args.index("--")] if "--" in args else args
        if args[:1] == [HELP] or {"-h", "--help"} & {*options} or not language.without(options):
            args = language.without(args)
        if args[:1] == [HELP] and all(w == HELP or w.startswith("-") for w in args):
            args = ["--help"]
        if args and args[-1] in ("--show-completion", "--install-completion"):
            args = [*args, shells.DETECTED]
        return super().parse_args(ctx, args)

    def format_commands(self, _: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            summaries = {name: command.summary for name, command in COMMANDS.items()}
            formatter.write_dl([*summaries.items(), (HELP, "Show the help of a command.")])

    def main(self, *args: Any, **extra: Any) -> Any:
        extra["standalone_mode"] = False
        code: Any = EXIT_OK
        try:
            if "_DATAGOV_COMPLETE" in os.environ:
                shells.prepare()
            code = super().main(*args, **extra)
        except DatagovError as error:
            code = report(error.said, error.advice, error.exit_code, error.excerpt)
        except _ClickError as error:
            from datagov_cli.cli.typer_errors import in_house

            code = report(*in_house(error), EXIT_USAGE)
        except (KeyboardInterrupt, typer.Abort):
            code = EXIT_INTERRUPTED
        except Exception as error:
            if os.environ.get("DATAGOV_DEBUG") == "1":
                raise
            said = message(
                "internal error: {kind}: {error}", kind=type(error).__name__, error=error
            )
            advice = message("this is a bug; set DATAGOV_DEBUG=1 for the traceback")
            code = report(said, advice, EXIT_BUG)
        sys.exit(code if isinstance(code, int) else EXIT_OK)


class StrictCommand(InLanguage, TyperCommand):
    """A command that takes options by their other names, and refuses empty values: ``--base ""``
    usually comes from a variable that is not set, and must not turn off what it asks for."""

    def make_parser(self, ctx: Any) -> Any:
        parser = super().make_parser(ctx)
        read = parser.parse_args

        def parse_args(args: list[str]) -> Any:
            given, rest, order = read(own_names(args, self.params))
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
        hint = message("leave it out, or say what is meant; in a script a variable may not be set")
        raise UsageError(message("{name} is empty", name=name), hint)


def _build(name: str) -> Any:
    from importlib import import_module

    from datagov_cli import render
    from datagov_cli.cli.context import with_common_options

    command = COMMANDS[name]
    module = import_module(f"datagov_cli.cli.commands.{name}")
    formats = getattr(render, command.formats) if command.formats else {}
    single = typer.Typer(add_completion=False, **_SETTINGS)
    function = getattr(module, command.function or name)
    if command.kinds:
        single.callback(cls=Group)(function)
        for kind, of_kind in getattr(module, command.kinds).items():
            summary = (of_kind.__doc__ or "").partition("\n")[0]
            decorate = single.command(kind, cls=StrictCommand, short_help=summary)
            decorate(with_common_options(of_kind, formats, command.cites))
    else:
        single.command(name, cls=StrictCommand)(
            with_common_options(function, formats, command.cites) if formats else function
        )
    built = typer.main.get_command(single)
    built.short_help = command.summary
    return built


def _command_meant(args: list[str]) -> Text | str | None:
    """What may be meant by words that begin with no command: an option, a province, a command
    that is spelt much like it."""
    from datagov_cli.model.divisions import find_division, is_national

    word = args[0]
    if word in _OPTIONS:
        return message('did you mean "{near}"?', near=f"datagov {_OPTIONS[word]}")
    if is_national(word) or find_division(word):
        return message('did you mean "{near}"?', near=f"datagov show {word}")
    return did_you_mean(word, COMMANDS, message("datagov --help lists the commands"))


def report(
    said: Text | str, advice: Text | str | None, code: int, excerpt: tuple[str, ...] = ()
) -> int:
    """Write an error to standard error, in the language asked for; returns the exit code."""
    lang = language.of_command_line(sys.argv)
    lines = [message("error: {said}", said=said).get(lang), *(f"    {line}" for line in excerpt)]
    if advice:
        lines.append(message("hint: {advice}", advice=advice).get(lang))
    sys.stderr.writelines(no_command(f"{visible(shortened(line))}\n") for line in lines)
    return code


_SETTINGS: dict[str, Any] = {
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {
        "help_option_names": ["-h", "--help"],
        "max_content_width": HELP_WIDTH,
    },
}

app = typer.Typer(cls=Program, name="datagov", add_completion=False, **_SETTINGS)


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
    _show_completion: Annotated[
        str | None,
        typer.Option(
            "--show-completion",
            metavar="[SHELL]",
            callback=shells.show,
            is_eager=True,
            help="Print the script that completes commands in bash, zsh, fish or powershell "
            "(default: the shell in use).",
        ),
    ] = None,
    _install_completion: Annotated[
        str | None,
        typer.Option(
            "--install-completion",
            metavar="[SHELL]",
            callback=shells.install,
            is_eager=True,
            help="Install it for that shell.",
        ),
    ] = None,
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
