"""Answers turned into text. ``FORMATS`` is the one table of formats.

Each format is a module with ``render(view, output) -> Iterator[str]``, imported only when
it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.safe_text import no_command

if TYPE_CHECKING:
    from datagov_cli.views import View


class OutputStyle(Frozen):
    """Where the text is going.

    ``width`` in terminal cells; ``terminal`` allows lines and boxes; ``color`` allows
    escape sequences; ``bom`` puts a byte-order mark before CSV, for Excel.
    """

    width: int = 120
    terminal: bool = False
    color: bool = False
    bom: bool = False


#: Name of the format → its module.
FORMATS = {
    "text": "text",
    "json": "as_json",
    "jsonl": "as_jsonl",
    "csv": "as_csv",
    "md": "markdown",
    "yaml": "as_yaml",
}
#: The formats of commands whose answers have dates.
CALENDAR_FORMATS = {**FORMATS, "ics": "ics"}
#: The formats of commands whose answers are findings: those of platforms that show them.
FINDING_FORMATS = {
    **FORMATS,
    "text": "findings",
    "github": "github",
    "gitlab": "gitlab",
    "sarif": "sarif",
    "junit": "junit",
}
#: The formats of commands whose answers are files, and what keeps some from being read.
FILE_FORMATS = {**FORMATS, "text": FINDING_FORMATS["text"]}
#: The formats of commands whose answer is a record as it stands in its file.
RECORD_FORMATS = {name: FINDING_FORMATS[name] for name in ("text", "json", "yaml")}
#: The formats that have rows alone, and no place for what is said about all of them.
ROW_FORMATS = ("csv", "jsonl", "ics")
#: The format that is made of commands for the log of a CI job, and the one whose lines are broken
#: at a fixed width, which is for files; in all others no text becomes such a command.
_AS_THEY_ARE = ("github", "ics")


def check_format(name: str, formats: dict[str, str] = FORMATS) -> str:
    """The name of a format, if there is such a one.

    :raises UsageError: if there is not.
    """
    if name in formats:
        return name
    known = f"known formats: {', '.join(formats)}"
    near = did_you_mean(name, formats)
    raise UsageError(f'unknown format "{name}"', f"{near} {known}" if near else known)


def render(
    view: View, name: str, output: OutputStyle, formats: dict[str, str] = FORMATS
) -> Iterator[str]:
    """The answer as pieces of text in that format, each of whole lines."""
    from importlib import import_module

    module = import_module(f"datagov_cli.render.{formats[check_format(name, formats)]}")
    pieces: Iterator[str] = module.render(view, output)
    return pieces if name in _AS_THEY_ARE else map(no_command, pieces)
