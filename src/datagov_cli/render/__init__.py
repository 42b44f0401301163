"""Answers turned into text. ``FORMATS`` is the one table of formats.

Each format is a module with ``render(view, look) -> Iterator[str]``, imported only when
it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from datagov_cli.errors import UsageError, did_you_mean
from datagov_cli.frozen import Frozen

if TYPE_CHECKING:
    from datagov_cli.views import View


class Look(Frozen):
    """Where the text is going.

    ``width`` in terminal cells; ``terminal`` allows lines and boxes; ``color`` allows
    escape sequences; ``bom`` puts a byte-order mark before CSV, for Excel.
    """

    width: int = 120
    terminal: bool = False
    color: bool = False
    bom: bool = False


#: Name of the format → module, and what it is for.
FORMATS: dict[str, tuple[str, str]] = {
    "text": ("text", "tables and cards for people"),
    "json": ("as_json", "one document with states and citations"),
    "jsonl": ("as_jsonl", "one JSON object a line"),
    "csv": ("as_csv", "flat rows for a spreadsheet"),
    "md": ("markdown", "Markdown for a page or a comment"),
    "yaml": ("as_yaml", "the JSON document as YAML"),
}
#: The formats of commands whose answers have dates.
CALENDAR_FORMATS = {**FORMATS, "ics": ("ics", "entries for a calendar")}
#: The formats of commands whose answers are findings: those of platforms that show them.
FINDING_FORMATS = {
    **FORMATS,
    "text": ("findings", "each finding with its place, for people"),
    "github": ("github", "annotations in GitHub Actions"),
    "gitlab": ("gitlab", "a code-quality report for GitLab"),
    "sarif": ("sarif", "SARIF 2.1.0 for code scanning"),
    "junit": ("junit", "JUnit XML, a test case for each file"),
}

#: The formats of commands whose answers are files, and what keeps some from being read.
FILE_FORMATS = {**FORMATS, "text": FINDING_FORMATS["text"]}
#: The formats of commands whose answer is a record as it stands in its file.
RECORD_FORMATS = {name: FINDING_FORMATS[name] for name in ("text", "json", "yaml")}


def check_format(name: str, formats: dict[str, tuple[str, str]] = FORMATS) -> str:
    """The name of a format, if there is such a one.

    :raises UsageError: if there is not.
    """
    if name in formats:
        return name
    known = f"known formats: {', '.join(formats)}"
    near = did_you_mean(name, formats)
    raise UsageError(f'unknown format "{name}"', f"{near} {known}" if near else known)


def render(
    view: View, name: str, look: Look, formats: dict[str, tuple[str, str]] = FORMATS
) -> Iterator[str]:
    """The answer as pieces of text in that format."""
    from importlib import import_module

    module = import_module(f"datagov_cli.render.{formats[check_format(name, formats)][0]}")
    pieces: Iterator[str] = module.render(view, look)
    return pieces
