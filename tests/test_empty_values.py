"""An empty value comes of a variable that is not set. It is refused, and turns nothing off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from helpers import Run

from datagov_cli.cli.app import COMMANDS, app


def options() -> Iterator[tuple[str, ...]]:
    """Every option with a value of every command, as words of a call without the value."""
    program: Any = typer.main.get_command(app)
    for name in COMMANDS:
        command = program.get_command(None, name)
        inner = getattr(command, "commands", None) or {"": command}
        for kind, single in inner.items():
            for parameter in single.params:
                if parameter.param_type_name == "option" and not parameter.is_flag:
                    for spelling in parameter.opts:
                        yield tuple(filter(None, (name, kind, spelling)))


@pytest.mark.parametrize("words", list(options()), ids=" ".join)
def test_no_option_takes_an_empty_value(words: tuple[str, ...], run: Run) -> None:
    result = run(*words, "")
    assert (result.code, result.out) == (2, "")
    assert re.match(r"error: -\S+ is empty\n", result.err), result.err


@pytest.mark.parametrize("words", [["--base="], ["--base", " "], ["--base", "\t"]], ids=repr)
def test_however_the_value_is_empty(words: list[str], run: Run) -> None:
    assert "error: --base is empty" in run("validate", *words).err


@pytest.mark.parametrize("words", [("validate",), ("fmt", "--check")])
def test_no_file_has_an_empty_name(words: tuple[str, ...], run: Run) -> None:
    result = run(*words, "")
    assert (result.code, result.out) == (2, "")
    assert " is empty" in result.err


def test_one_empty_value_among_several_is_refused(run: Run) -> None:
    assert run("validate", "--select", "DG1", "--select", "").code == 2
    assert run("validate", "data", "").code == 2
