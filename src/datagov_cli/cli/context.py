"""What all commands share: the options, the data, and how an answer is written.

:func:`with_common_options` gives a command the common options, and a :class:`CommandContext`
with their values as its first argument.
"""

from __future__ import annotations

import functools
import inspect
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from datagov_cli.base.errors import UsageError
from datagov_cli.base.files import check_working_directory
from datagov_cli.base.frozen import Frozen
from datagov_cli.cli import completion
from datagov_cli.render import FORMATS, ROW_FORMATS, OutputStyle, check_format, render
from datagov_cli.storage.store import Store, display_name, find_root, is_packaged

if TYPE_CHECKING:
    from datagov_cli.api import Knowledge
    from datagov_cli.views import View

LANGUAGES = ("zh", "en")
#: The width of text that goes to a pipe or a file, unless COLUMNS says otherwise.
PIPE_WIDTH = 120

OutputOption = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE (atomically)."),
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Overwrite the file of --output, and follow links to it.")
]
DataOption = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", envvar="DATAGOV_DATA", help="The data directory."),
]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="zh|en",
        autocompletion=completion.languages,
        help="Language of labels and notes (default: from the locale).",
    ),
]
NoColorOption = Annotated[bool, typer.Option("--no-color", help="No colours; so does NO_COLOR.")]
BomOption = Annotated[
    bool, typer.Option("--bom", help="Start CSV with a byte-order mark, for Excel.")
]


class CommandContext(Frozen):
    """One call of a command: the values of its common options, and what follows from them."""

    format: str
    output: Path | None
    force: bool
    data: Path | None
    lang: str
    no_color: bool
    bom: bool
    formats: dict[str, str]

    def store(self) -> Store:
        """The data.

        :raises DataError: if there is none.
        """
        return Store(find_root(self.data))

    def knowledge(self, as_of: str | None = None) -> Knowledge:
        """The knowledge base that the options name.

        :param as_of: the value of ``--as-of``: a day, a month or a year.
        :raises DataError: if there is no data.
        :raises UsageError: if ``as_of`` is not a date.
        """
        return open_knowledge(self.data, as_of)

    def store_to_check(self) -> Store:
        """The data, for commands that check it. If that is the packaged copy, a note on standard
        error says so, since it is rarely the one that was meant.

        :raises DataError: if there is no data.
        """
        if is_packaged(self.data):
            note = "note: no folder here or above has data/provinces: this is about the data"
            sys.stderr.write(f"{note} that came with the program\n")
        return self.store()

    def answer(self, view: View) -> None:
        """Write the answer to the file or stream that the options name.

        Formats that have rows only leave remarks on the whole answer to standard error.
        """
        from datagov_cli.base import output

        pieces = render(view, self.format, self._style(), self.formats)
        if self.output:
            output.to_file(pieces, self.output, self.force)
        else:
            output.to_stdout(pieces)
        if view.notes and self.format in ROW_FORMATS:
            for note in view.notes():
                say("note", note)

    def hint(self, text: str | None) -> None:
        """Write a hint to standard error, unless the format is for machines."""
        if text and self.format in ("text", "md"):
            say("hint", text)

    def _style(self) -> OutputStyle:
        terminal = self.output is None and sys.stdout.isatty()
        forced = bool(os.environ.get("FORCE_COLOR")) and self.output is None
        colourless = self.no_color or bool(os.environ.get("NO_COLOR"))
        if not colourless and os.environ.get("TERM") == "dumb":
            colourless = not forced
        return OutputStyle(
            _width(terminal), terminal, (terminal or forced) and not colourless, self.bom
        )


def open_knowledge(data: Path | None, as_of: str | None = None) -> Knowledge:
    """The knowledge base in a directory, as ``--data`` names it; a note says which files in it
    are not read.

    :raises DataError: if there is no data.
    :raises UsageError: if ``as_of`` is not a date.
    """
    from datagov_cli.api import Knowledge

    store = Store(find_root(data))
    for path in store.passed_over():
        named = display_name(path)
        say("note", f"{named} is not read: data files are called by an id and .yaml")
        say("hint", "rename it, or merge it into the file of which it is a copy")
    return Knowledge(store).as_of(as_of)


def say(what: str, text: str) -> None:
    """Write a line to standard error: a ``note`` or a ``hint``."""
    from datagov_cli.base.safe_text import no_command, visible

    sys.stderr.write(no_command(f"{what}: {visible(text)}\n"))


def _width(terminal: bool) -> int:
    columns = os.environ.get("COLUMNS", "")
    # Other signs count as digits too, of which some are no number; nor are thousands of them.
    if re.fullmatch("0*[1-9][0-9]{0,3}", columns):
        return max(int(columns), 20)
    if terminal:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, 20)
    return PIPE_WIDTH


def locale_language() -> str:
    """``zh`` where the locale says Chinese, else ``en``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "zh" if os.environ[name].lower().startswith("zh") else "en"
    return "en"


def _format(formats: dict[str, str]) -> Any:
    """The option ``--format`` of a command that has these formats."""
    option = typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        autocompletion=completion.formats(formats),
        help=f"One of {', '.join(formats)}.",
    )
    return Annotated[str, option]


_COMMON: dict[str, tuple[Any, Any]] = {
    "format": (None, "text"),
    "output": (OutputOption, None),
    "force": (ForceOption, False),
    "data": (DataOption, None),
    "lang": (LangOption, None),
    "no_color": (NoColorOption, False),
    "bom": (BomOption, False),
}


def with_common_options(
    command: Callable[..., Any], formats: dict[str, str] = FORMATS
) -> Callable[..., Any]:
    """Give a command the common options, and a :class:`CommandContext` as its first argument."""
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    kind = inspect.Parameter.KEYWORD_ONLY
    common = [
        inspect.Parameter(name, kind, default=default, annotation=annotation or _format(formats))
        for name, (annotation, default) in _COMMON.items()
    ]

    @functools.wraps(command)
    def with_context(**given: Any) -> Any:
        options = {name: given.pop(name) for name in _COMMON}
        options["lang"] = _language(options["lang"])
        options["output"] = _destination(options["output"])
        check_format(options["format"], formats)
        check_working_directory()
        return command(CommandContext(**options, formats=formats), **given)

    own = [parameter.replace(kind=kind) for parameter in own]
    with_context.__signature__ = inspect.Signature([*own, *common])  # type: ignore[attr-defined]
    with_context.__annotations__ = {p.name: p.annotation for p in (*own, *common)}
    return with_context


def _destination(name: str | None) -> Path | None:
    """The file to write to; ``None`` for standard output, of which ``-`` is the name."""
    if name is None or name == "-":
        return None
    if not name or name.endswith(("/", os.sep)):
        raise UsageError(f'"{name}" is no name of a file')
    return Path(name)


def _language(name: str | None) -> str:
    if name is None:
        return locale_language()
    if name not in LANGUAGES:
        raise UsageError(f'unknown language "{name}"', "known languages: zh, en")
    return name
