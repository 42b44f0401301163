"""The program: its commands, and the one boundary at which errors become exit codes."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from datagov_cli import __version__
from datagov_cli.cli import keep, look
from datagov_cli.errors import (
    EXIT_BUG,
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_USAGE,
    DatagovError,
    did_you_mean,
)
from datagov_cli.safety import visible

# Typer carries a click of its own, so its exceptions are reached through Typer.
_ClickError: Any = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")


class Boundary(TyperGroup):
    """Runs a command; every failure ends as ``error:`` and ``hint:`` lines and an exit code."""

    def main(self, *args: Any, **extra: Any) -> Any:
        extra["standalone_mode"] = False
        code: Any = EXIT_OK
        try:
            _plain_completion()
            code = super().main(*args, **extra)
        except DatagovError as error:
            code = report(error.message, error.hint, error.exit_code)
        except _ClickError as error:
            code = report(*self._usage(error), EXIT_USAGE)
        except (KeyboardInterrupt, typer.Abort):
            code = EXIT_INTERRUPTED
        except BrokenPipeError:
            _let_go_of_stdout()
        except Exception as error:
            if os.environ.get("DATAGOV_DEBUG") == "1":
                raise
            code = report(
                f"internal error: {type(error).__name__}: {error}",
                "this is a bug; DATAGOV_DEBUG=1 shows where",
                EXIT_BUG,
            )
        sys.exit(code if isinstance(code, int) else EXIT_OK)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            hint = did_you_mean(args[0], self.commands, "datagov --help lists the commands")
            error = DatagovError(f'unknown command "{args[0]}"', hint)
            error.exit_code = EXIT_USAGE
            raise error
        return super().resolve_command(ctx, args)

    @staticmethod
    def _usage(error: Any) -> tuple[str, str | None]:
        """Message and hint of what Typer says about the command line."""
        message = getattr(error, "message", "") or error.format_message()
        near = getattr(error, "possibilities", None)
        if near:
            return message, f"did you mean {' or '.join(sorted(near))}?"
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "datagov"
        return error.format_message().rstrip("."), f"{path} --help shows how it is called"


def report(message: str, hint: str | None, code: int) -> int:
    """Say on standard error what went wrong; gives back the exit code."""
    try:
        sys.stderr.write(f"error: {visible(message)}\n")
        if hint:
            sys.stderr.write(f"hint: {visible(hint)}\n")
    except OSError:
        pass
    return code


def _let_go_of_stdout() -> None:
    """Keep the interpreter from complaining about a closed pipe on its way out."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _plain_completion() -> None:
    """Help texts in completion are plain; without this Typer imports rich to strip them."""
    if "_DATAGOV_COMPLETE" in os.environ:
        from typer import _completion_classes

        _completion_classes._sanitize_help_text = lambda text: text


app = typer.Typer(
    cls=Boundary,
    name="datagov",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
            "--version",
            "-V",
            callback=show_version,
            is_eager=True,
            help="Show the version and exit.",
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


look.add_to(app)
keep.add_to(app)
