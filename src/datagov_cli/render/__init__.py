"""Answers turned into text. ``FORMATS`` is the one table of formats.

Each format is a module with ``render(view, output) -> Iterator[str]``, imported only when
it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from datagov_cli.base.errors import UsageError, near_and_all
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text, message
from datagov_cli.base.safe_text import no_command

if TYPE_CHECKING:
    from pathlib import Path

    from datagov_cli.views import Block, View


class OutputStyle(Frozen):
    """Where the text is going.

    ``width`` in terminal cells; ``terminal`` allows lines and boxes; ``color`` allows
    escape sequences; ``bom`` puts a byte-order mark before CSV, for Excel; without
    ``sources`` the list of sources is left out of what a reader sees; ``lang`` is the language of
    what a format says itself.
    """

    width: int = 120
    terminal: bool = False
    color: bool = False
    bom: bool = False
    sources: bool = True
    lang: str = "en"


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
#: The ending of a file's name → the format that it stands for.
ENDINGS = {
    "txt": "text",
    "json": "json",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "csv": "csv",
    "md": "md",
    "markdown": "md",
    "yaml": "yaml",
    "yml": "yaml",
    "ics": "ics",
    "sarif": "sarif",
    "xml": "junit",
}
#: What names a format of ``export`` that no answer has → its name there.
EXPORT_FORMATS = {
    **dict.fromkeys(("xlsx", "xls", "excel"), "xlsx"),
    **dict.fromkeys(("sqlite", "sqlite3", "db"), "sqlite"),
    "parquet": "parquet",
}
#: Of commands that write a folder of files, and answer with a line about it.
FOLDER_FORMATS = {"text": "text"}
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
    listed = message("known formats: {known}", known=", ".join(formats))
    hint = _exported(name, formats) or near_and_all(name, formats, listed)
    raise UsageError(message('unknown format "{name}"', name=name), hint)


def _exported(name: str, formats: dict[str, str]) -> Text | None:
    """A hint, if an answer is to have a format that only ``export`` writes."""
    meant = EXPORT_FORMATS.get(name.casefold())
    if not meant or "csv" not in formats:
        return None
    return message(
        "datagov export --format {name} writes whole tables; an answer can be csv, with "
        "--bom for Excel",
        name=meant,
    )


def format_of_file(path: Path, formats: dict[str, str]) -> str:
    """The format that the ending of a file's name stands for; text, if it has none.

    :raises UsageError: if the ending stands for none of ``formats``.
    """
    ending = path.suffix.removeprefix(".").casefold()
    if not ending:
        return "text"
    if ENDINGS.get(ending) in formats:
        return ENDINGS[ending]
    known = ", ".join(f".{known}" for known, name in ENDINGS.items() if name in formats)
    listed = message(
        "known endings: {known}; --format gives the format whatever the ending", known=known
    )
    raise UsageError(
        message('no format has the ending "{ending}"', ending=path.suffix),
        _exported(ending, formats) or listed,
    )


def shown_blocks(view: View, output: OutputStyle) -> list[Block]:
    """What a reader sees of an answer: all its blocks, or those that were not turned off."""
    from datagov_cli.views import Sources

    blocks = view.blocks()
    return blocks if output.sources else [b for b in blocks if not isinstance(b, Sources)]


def render(
    view: View, name: str, output: OutputStyle, formats: dict[str, str] = FORMATS
) -> Iterator[str]:
    """The answer as pieces of text in that format, each of whole lines."""
    from importlib import import_module

    module = import_module(f"datagov_cli.render.{formats[check_format(name, formats)]}")
    pieces: Iterator[str] = module.render(view, output)
    return pieces if name in _AS_THEY_ARE else map(no_command, pieces)
