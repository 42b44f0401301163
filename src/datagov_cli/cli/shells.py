"""The scripts by which shells complete the commands; Typer has them."""

from __future__ import annotations

import sys

import typer

from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.messages import message
from datagov_cli.cli.language import of_command_line, of_locale
from datagov_cli.cli.options import help_in

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
#: Stands for the shell from which the program was called.
DETECTED = "auto"
_PROGRAM = {"prog_name": "datagov", "complete_var": "_DATAGOV_COMPLETE"}


def prepare() -> None:
    """Make ready to answer a shell that completes, in the language of the locale.

    Typer would import rich to strip markup from help texts, which have none.
    """
    from typer import _completion_classes

    lang = of_locale()
    _completion_classes._sanitize_help_text = lambda text: help_in(text, lang)
    _completion_classes.completion_init()


def show(shell: str | None) -> None:
    """Print the script of a shell, and end the run.

    :raises UsageError: if the shell is not one of :data:`SHELLS`.
    """
    if shell is not None:
        from typer._completion_shared import get_completion_script

        typer.echo(get_completion_script(shell=_known(shell), **_PROGRAM))
        raise typer.Exit


def install(shell: str | None) -> None:
    """Put the script where a shell finds it, and end the run.

    :raises UsageError: if the shell is not one of :data:`SHELLS`.
    """
    if shell is not None:
        from typer._completion_shared import install as put

        name, path = put(_known(shell), **_PROGRAM)
        said = message(
            "{shell} completion installed in {path}; it works in the next terminal",
            shell=name,
            path=path,
        )
        typer.echo(said.get(of_command_line(sys.argv)))
        raise typer.Exit


def _known(name: str) -> str:
    from typer._completion_shared import _get_shell_name

    shell = _get_shell_name() if name == DETECTED else name
    if shell in SHELLS:
        return shell
    hint = message("known shells: {known}", known=", ".join(SHELLS))
    if name == DETECTED:
        raise UsageError(
            message("the shell in use is not known"), message("name one; {listed}", listed=hint)
        )
    raise UsageError(message('unknown shell "{name}"', name=name), did_you_mean(name, SHELLS, hint))
