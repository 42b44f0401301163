"""Make ``docs/datagov.1``, the man page, of the commands' own help: ``make docs``.

The text is that of ``--help``; docutils writes it as a page for man.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.core import publish_from_doctree
from docutils.utils import new_document
from docutils.writers import manpage

import datagov_cli
from datagov_cli.base.errors import (
    EXIT_BUG,
    EXIT_DATA,
    EXIT_FINDINGS,
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_USAGE,
)
from datagov_cli.cli.app import COMMANDS, app
from datagov_cli.cli.context import COMMON_OPTIONS

PAGE = Path(__file__).parent.parent / "docs" / "datagov.1"
SUMMARY = "how China's provinces govern data: cited, dated facts"
EXIT_CODES = {
    EXIT_OK: "Fine.",
    EXIT_FINDINGS: "Findings, of validate, verify, fmt --check, and of diff and stale with"
    " --exit-code.",
    EXIT_USAGE: "Wrong usage, which includes an unknown province, field or format.",
    EXIT_DATA: "The data are missing or cannot be read.",
    EXIT_BUG: "A bug.",
    EXIT_INTERRUPTED: "Interrupted.",
}
ENVIRONMENT = {
    "DATAGOV_DATA": "The data directory, unless --data names one.",
    "DATAGOV_CACHE": "The directory of the cache; off does without.",
    "DATAGOV_SNAPSHOTS": "The directory of your texts, for verify.",
    "DATAGOV_TODAY": "The day that it is taken to be.",
    "DATAGOV_DEBUG": "With 1 a bug shows its traceback.",
    "PAGER": "What shows an answer longer than the screen; cat for none. Default: less -FIRX.",
    "COLUMNS": "The width of text.",
    "NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE": "No colours, or colours in a pipe too.",
    "LC_ALL, LC_MESSAGES, LANG": "A Chinese locale gives Chinese labels and names.",
}


def page() -> str:
    """The man page as roff."""
    settings = {"output_encoding": "unicode", "datestamp": None, "generator": None}
    written: Any = publish_from_doctree(
        _document(), writer=manpage.Writer(), settings_overrides=settings
    )
    text: str = written if isinstance(written, str) else written.decode("utf-8")
    # Without the comments, which name the release of docutils.
    return "".join(line for line in text.splitlines(True) if not line.startswith('.\\"'))


def _document() -> nodes.document:
    import typer

    program: Any = typer.main.get_command(app)
    context = program.context_class(program, info_name="datagov")
    document = new_document("datagov")
    document += nodes.title("", "datagov")
    document += nodes.subtitle("", SUMMARY)
    version = nodes.version("", datagov_cli.__version__)
    field = nodes.field(
        "",
        nodes.field_name("", "manual_section"),
        nodes.field_body("", nodes.paragraph("", "1")),
    )
    document += nodes.docinfo("", version, field)
    document += _section("SYNOPSIS", nodes.paragraph("", "datagov [OPTIONS] COMMAND [ARGS]..."))
    document += _section("DESCRIPTION", *_prose(program.help))
    document += _section("OPTIONS", _options(program, context, ()))
    any_command: Any = program.get_command(context, "list")
    common = [p for p in any_command.params if p.name in COMMON_OPTIONS]
    said = nodes.paragraph("", "Most commands have these options besides their own.")
    document += _section("OPTIONS OF COMMANDS", said, _records(common, context))
    document += _section("COMMANDS", *(_command(program, context, name) for name in COMMANDS))
    document += _section("EXIT STATUS", _list({str(k): v for k, v in EXIT_CODES.items()}))
    document += _section("ENVIRONMENT", _list(ENVIRONMENT))
    return document


def _command(program: Any, above: Any, name: str) -> nodes.section:
    """A command: how it is called, its help, its own options, its subcommands."""
    command = program.get_command(above, name)
    context = command.context_class(command, info_name=name, parent=above)
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    section = _section(context.command_path, nodes.paragraph("", "", nodes.strong("", usage)))
    section.extend(_prose(command.help))
    section += _options(command, context, COMMON_OPTIONS)
    for each in getattr(command, "commands", {}):
        section += _command(command, context, each)
    return section


def _options(command: Any, context: Any, known: Any) -> nodes.definition_list:
    return _records([p for p in command.params if p.name not in known], context)


def _records(parameters: list[Any], context: Any) -> nodes.definition_list:
    records = (parameter.get_help_record(context) for parameter in parameters)
    return _list(dict(filter(None, records)))


def _list(items: dict[str, str]) -> nodes.definition_list:
    return nodes.definition_list(
        "",
        *(
            nodes.definition_list_item(
                "",
                nodes.term("", "", nodes.strong("", name)),
                nodes.definition("", nodes.paragraph("", " ".join(about.split()))),
            )
            for name, about in items.items()
        ),
    )


def _section(title: str, *content: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", title), *content)


def _prose(text: str) -> Iterator[nodes.Node]:
    """A help text: paragraphs, and what stands below ``\\\\b`` line by line."""
    for part in cleandoc(text).split("\n\n"):
        if not part.strip():
            continue
        if part.startswith("\b"):
            head, *lines = part.removeprefix("\b").strip("\n").split("\n")
            yield nodes.paragraph("", head)
            yield nodes.literal_block("", cleandoc("\n".join(lines)))
        else:
            yield nodes.paragraph("", " ".join(part.split()))


def main() -> int:
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
