"""What all commands share: the options, the data, and how an answer is written.

:func:`with_common_options` gives a command the common options, and a :class:`CommandContext`
with their values as its first argument.
"""

from __future__ import annotations

import functools
import inspect
import os
import re
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.files import check_working_directory
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import LANGUAGES, Text, message
from datagov_cli.cli import completion
from datagov_cli.cli.language import language, of_command_line
from datagov_cli.cli.options import flag, option
from datagov_cli.render import (
    FOLDER_FORMATS,
    FORMATS,
    ROW_FORMATS,
    OutputStyle,
    check_format,
    format_of_file,
    render,
)
from datagov_cli.storage.store import Store, display_name, find_root, is_packaged

if TYPE_CHECKING:
    from datagov_cli.api import Knowledge
    from datagov_cli.views import View

#: The width of text that goes to a file, or to a pipe without a terminal, unless COLUMNS says
#: otherwise.
PIPE_WIDTH = 120
COLOURS = ("auto", "always", "never")


def _one_of(words: Sequence[str], name: str, about: str) -> Any:
    """An option that takes one of a few words, which are shown and completed."""
    return option(name, "|".join(words), about, completion.words(words))


OutputOption = Annotated[str | None, option("--output -o", "FILE", "Write to FILE (atomically).")]
ForceOption = Annotated[
    bool, flag("--force", "Overwrite the file of --output, and follow links to it.")
]
DataOption = Annotated[
    Path | None, option("--data", "DIR", "The data directory.", envvar="DATAGOV_DATA")
]
LangOption = Annotated[
    str | None,
    _one_of(
        LANGUAGES,
        "--lang",
        "Language, also as a tag such as zh-TW; both is English with names in Chinese too "
        "(default: Chinese in a Chinese locale, else both).",
    ),
]
ColorOption = Annotated[
    str | None,
    _one_of(
        COLOURS,
        "--color",
        "Colours; auto is at a terminal only, and heeds NO_COLOR, FORCE_COLOR and "
        "CLICOLOR_FORCE (default: auto).",
    ),
]
NoColorOption = Annotated[bool, flag("--no-color", "The same as --color never.")]
NoPagerOption = Annotated[
    bool, flag("--no-pager", "No pager for answers longer than the screen; nor does PAGER=cat.")
]
NoSourcesOption = Annotated[
    bool, flag("--no-sources", "Leave out the list of sources (text and Markdown).")
]
BomOption = Annotated[bool, flag("--bom", "Start CSV with a byte-order mark, for Excel.")]


class CommandContext(Frozen):
    """One call of a command: the values of its common options, and what follows from them."""

    format: str
    output: Path | None
    force: bool
    data: Path | None
    lang: str
    color: str
    pager: bool
    bom: bool
    sources: bool
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
            say_note(
                message(
                    "no folder here or above has data/provinces: this is about the data that came"
                    " with the program"
                )
            )
        return self.store()

    def answer(self, view: View) -> None:
        """Write the answer to the file or stream that the options name.

        Formats that have rows only leave remarks on the whole answer to standard error.
        """
        from datagov_cli.base import output

        pieces = render(view, self.format, self._style(), self.formats)
        if self.output:
            output.to_file(pieces, self.output, self.force)
        elif self.pager and sys.stdout.isatty():
            from datagov_cli.base.pager import page

            page("".join(pieces))
        else:
            output.to_stdout(pieces)
        if view.notes and self.format in ROW_FORMATS:
            for note in view.notes():
                say_note(note)

    def hint(self, advice: Text | None) -> None:
        """Write a hint to standard error, unless the format is for machines."""
        if advice and self.format in ("text", "md"):
            say_hint(advice)

    def _style(self) -> OutputStyle:
        terminal = self.output is None and sys.stdout.isatty()
        color = self.color == "always" or (self.color == "auto" and self._coloured(terminal))
        width = _width(self.output is None)
        return OutputStyle(width, terminal, color, self.bom, self.sources, self.lang)

    def _coloured(self, terminal: bool) -> bool:
        """Whether there are colours if no option says so (no-color.org, force-color.org,
        bixense.com/clicolors)."""
        forced = (os.environ.get(name, "") for name in ("FORCE_COLOR", "CLICOLOR_FORCE"))
        if os.environ.get("NO_COLOR") or self.output is not None:
            return False
        if any(value not in ("", "0") for value in forced):
            return True
        return terminal and os.environ.get("TERM") != "dumb"


def open_knowledge(data: Path | None, as_of: str | None = None) -> Knowledge:
    """The knowledge base in a directory, as ``--data`` names it; a note says which files in it
    are not read.

    :raises DataError: if there is no data.
    :raises UsageError: if ``as_of`` is not a date.
    """
    from datagov_cli.api import Knowledge

    store = Store(find_root(data))
    for path in store.passed_over():
        say_note(
            message(
                "{file} is not read: data files are called by an id and .yaml",
                file=display_name(path),
            )
        )
        say_hint(message("rename it, or merge it into the file of which it is a copy"))
    return Knowledge(store).as_of(as_of)


def say_note(note: Text | str) -> None:
    """Write a note to standard error, in the language asked for."""
    _say(message("note: {note}", note=note))


def say_hint(advice: Text) -> None:
    """Write a hint to standard error, in the language asked for."""
    _say(message("hint: {advice}", advice=advice))


def _say(line: Text) -> None:
    from datagov_cli.base.safe_text import no_command, visible

    sys.stderr.write(no_command(f"{visible(line.get(of_command_line(sys.argv)))}\n"))


def _width(stdout: bool) -> int:
    """The width of text, in cells.

    :param stdout: it goes to standard output, and not to a file that an option names.
    """
    columns = os.environ.get("COLUMNS", "")
    # Other signs count as digits too, of which some are no number; nor are thousands of them.
    if re.fullmatch("0*[1-9][0-9]{0,3}", columns):
        return max(int(columns), 20)
    cells = _terminal_columns() if stdout else 0
    return max(cells, 20) if cells else PIPE_WIDTH


def _terminal_columns() -> int:
    """The width of the terminal at which an answer is read: that of standard output or, if it
    is a pipe, the one from which the program was called. 0 without one, or if it has no size."""
    streams = [sys.stdout]
    try:
        if stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode):
            streams += [sys.stderr, sys.stdin]
    except (OSError, ValueError):
        return 0
    for stream in streams:
        try:
            if columns := os.get_terminal_size(stream.fileno()).columns:
                return columns
        except (OSError, ValueError, AttributeError):
            continue
    return 0


def _format(formats: dict[str, str]) -> Any:
    """The option ``--format`` of a command that has these formats."""
    about = message(
        "One of {formats} (default: by the ending of --output, else text).", formats=tuple(formats)
    )
    return Annotated[str | None, option("--format -f", "FORMAT", about, completion.words(formats))]


COMMON_OPTIONS: dict[str, tuple[Any, Any]] = {
    "format": (None, None),
    "output": (OutputOption, None),
    "force": (ForceOption, False),
    "data": (DataOption, None),
    "lang": (LangOption, None),
    "color": (ColorOption, None),
    "no_color": (NoColorOption, False),
    "no_pager": (NoPagerOption, False),
    "no_sources": (NoSourcesOption, False),
    "bom": (BomOption, False),
}


def with_common_options(
    command: Callable[..., Any], formats: dict[str, str] = FORMATS, cites: bool = False
) -> Callable[..., Any]:
    """Give a command the common options, and a :class:`CommandContext` as its first argument.

    :param cites: its answers have a list of sources.
    """
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    kind = inspect.Parameter.KEYWORD_ONLY
    common = [
        inspect.Parameter(name, kind, default=default, annotation=annotation or _format(formats))
        for name, (annotation, default) in COMMON_OPTIONS.items()
        if cites or name != "no_sources"
    ]

    @functools.wraps(command)
    def with_context(**given: Any) -> Any:
        options = {name: given.pop(name, default) for name, (_, default) in COMMON_OPTIONS.items()}
        output = destination(options["output"], formats is FOLDER_FORMATS)
        name = options["format"] or (
            format_of_file(output, formats) if output and formats is not FOLDER_FORMATS else "text"
        )
        context = CommandContext(
            format=check_format(name, formats),
            output=output,
            force=options["force"],
            data=options["data"],
            lang=language(options["lang"]),
            color=_color(options["color"], options["no_color"]),
            pager=not options["no_pager"],
            bom=options["bom"],
            sources=not options["no_sources"],
            formats=formats,
        )
        check_working_directory()
        return command(context, **given)

    own = [parameter.replace(kind=kind) for parameter in own]
    with_context.__signature__ = inspect.Signature([*own, *common])  # type: ignore[attr-defined]
    with_context.__annotations__ = {p.name: p.annotation for p in (*own, *common)}
    return with_context


def destination(name: str | None, folder: bool) -> Path | None:
    """The file, or the folder, to write to; ``None`` for standard output, which is called ``-``."""
    if name is None or name == "-":
        return None
    if not name or (not folder and name.endswith(("/", os.sep))):
        raise UsageError(message('"{name}" is not a file name', name=name))
    return Path(name)


def _color(name: str | None, no_color: bool) -> str:
    if name is not None and name not in COLOURS:
        near = did_you_mean(
            name, COLOURS, message("known values: {known}", known=", ".join(COLOURS))
        )
        raise UsageError(message('--color takes no "{name}"', name=name), near)
    return "never" if no_color else name or "auto"
