"""Make the man page, in English and in Chinese, of the commands' own help: ``make docs``.

The text is that of ``--help``; docutils writes it as a page for man.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

import typer
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
from datagov_cli.cli.help_text import paragraphs, record
from datagov_cli.cli.options import help_in

DOCS = Path(__file__).parent.parent / "docs"
#: Language → its page.
PAGES = {"en": DOCS / "datagov.1", "zh": DOCS / "datagov.zh.1"}
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
    "DATAGOV_CACHE": "The cache directory; off turns the cache off.",
    "DATAGOV_SNAPSHOTS": "The directory of your copies of the sources, for verify.",
    "DATAGOV_TODAY": "The date to take for today.",
    "DATAGOV_DEBUG": "1 shows the traceback of a bug.",
    "PAGER": "The pager for answers longer than the screen; cat for none. Default: less -FIRX.",
    "COLUMNS": "The width of text.",
    "NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE": "No colours, or colours in a pipe too.",
    "LC_ALL, LC_MESSAGES, LANG": "A Chinese locale gives Chinese labels and names.",
}


#: Tells groff where a line of Chinese may end, and to leave its end as it falls.
BREAKS_CHINESE = ".mso zh.tmac\n.ad l\n"
#: Gives the text of the page for an English text of it.
Said = Callable[[str], str]


def page(lang: str) -> str:
    """The man page as roff."""
    text = roff(lambda english: help_in(english, lang))
    return f"{BREAKS_CHINESE}{text}" if lang == "zh" else text


def roff(said: Said) -> str:
    """The page in the language of ``said``."""
    settings = {"output_encoding": "unicode", "datestamp": None, "generator": None}
    written: Any = publish_from_doctree(
        document(said), writer=manpage.Writer(), settings_overrides=settings
    )
    text: str = written if isinstance(written, str) else written.decode("utf-8")
    # Without the comments, which name the release of docutils.
    lines = (line for line in text.splitlines(True) if not line.startswith('.\\"'))
    return "".join(lines).replace(".SH Name", f".SH {said('NAME')}")


def document(said: Said) -> nodes.document:
    """The page, in the language of ``said``."""
    program: Any = typer.main.get_command(app)
    context = program.context_class(program, info_name="datagov")
    document = new_document("datagov")
    document += nodes.title("", "datagov")
    document += nodes.subtitle("", said(SUMMARY))
    version = nodes.version("", datagov_cli.__version__)
    field = nodes.field(
        "",
        nodes.field_name("", "manual_section"),
        nodes.field_body("", nodes.paragraph("", "1")),
    )
    document += nodes.docinfo("", version, field)
    usage = nodes.paragraph("", "datagov [OPTIONS] COMMAND [ARGS]...")
    document += _section(said("SYNOPSIS"), usage)
    document += _section(said("DESCRIPTION"), *_prose(program.help, said))
    document += _section(said("OPTIONS"), _records(program.params, context, said))
    any_command: Any = program.get_command(context, "list")
    common = [p for p in any_command.params if p.name in COMMON_OPTIONS]
    about = nodes.paragraph("", said("Most commands have these options besides their own."))
    document += _section(said("OPTIONS OF COMMANDS"), about, _records(common, context, said))
    commands = (_command(program, context, name, said) for name in COMMANDS)
    document += _section(said("COMMANDS"), *commands)
    codes = {str(code): said(about) for code, about in EXIT_CODES.items()}
    document += _section(said("EXIT STATUS"), _list(codes))
    variables = {name: said(about) for name, about in ENVIRONMENT.items()}
    document += _section(said("ENVIRONMENT"), _list(variables))
    return document


def _command(program: Any, above: Any, name: str, said: Said) -> nodes.section:
    """A command: how it is called, its help, its own options, its subcommands."""
    command = program.get_command(above, name)
    context = command.context_class(command, info_name=name, parent=above)
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    section = _section(context.command_path, nodes.paragraph("", "", nodes.strong("", usage)))
    section.extend(_prose(command.help, said))
    own = [each for each in command.params if each.name not in COMMON_OPTIONS]
    section += _records(own, context, said)
    for each in getattr(command, "commands", {}):
        section += _command(command, context, each, said)
    return section


def _records(parameters: list[Any], context: Any, said: Said) -> nodes.definition_list:
    records = filter(None, (parameter.get_help_record(context) for parameter in parameters))
    return _list({name: record(about, said) for name, about in records})


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


def _prose(text: str, said: Said) -> Iterator[nodes.Node]:
    """A help text: paragraphs, and what stands below ``\\b`` line by line."""
    for part in paragraphs(text):
        if part.startswith("\b"):
            head, *lines = part.removeprefix("\b").strip("\n").split("\n")
            yield nodes.paragraph("", said(head))
            yield nodes.literal_block("", cleandoc("\n".join(lines)))
        else:
            yield nodes.paragraph("", said(" ".join(part.split())))


def main() -> int:
    for lang, path in PAGES.items():
        path.write_text(page(lang), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
