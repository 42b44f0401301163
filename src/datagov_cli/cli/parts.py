"""The options of the commands that create records."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from datagov_cli.cli import complete


def term(name: str, vocabulary: str, about: str) -> Any:
    """An option that takes a term of a vocabulary."""
    return typer.Option(name, metavar="TERM", autocompletion=complete.terms(vocabulary), help=about)


def date(name: str, about: str) -> Any:
    return typer.Option(name, metavar="DATE", help=f"{about}: 2025, 2025-04, 2025-04-18, 2025-03~.")


def zh(name: str, about: str) -> Any:
    """An option for a text in Chinese; --title stands for --title-zh."""
    return typer.Option(f"--{name}-zh", f"--{name}", metavar="TEXT", help=f"{about}, in Chinese.")


def en(name: str) -> Any:
    return typer.Option(f"--{name}-en", metavar="TEXT", help="The same in English.")


def text(name: str, about: str) -> Any:
    return typer.Option(name, metavar="TEXT", help=about)


def id_(name: str, about: str) -> Any:
    return typer.Option(name, metavar="ID", help=about)


Text = str | None
Many = list[str] | None
Province = Annotated[
    str,
    typer.Argument(metavar="PROVINCE", autocompletion=complete.provinces, show_default=False,
                   help="Id, Chinese or English name, or code."),
]  # fmt: skip
Cite = Annotated[
    list[str],
    typer.Option("--cite", metavar="SOURCE#N", show_default=False,
                 help="A paragraph that supports it; 0 is the title. Repeatable."),
]  # fmt: skip
Anchor = Annotated[
    list[str],
    typer.Option("--anchor", metavar="TERM", show_default=False,
                 help="A term of a cited paragraph, at most 20 characters. Repeatable."),
]  # fmt: skip
Id = Annotated[Text, id_("--id", "Id of the record (default: made from its content).")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the record and write nothing.")]
ViaZh = Annotated[Text, zh("via", "The outlet that the source cites")]
ViaEn = Annotated[Text, en("via")]
TitleZh = Annotated[Text, zh("title", "Title")]
TitleEn = Annotated[Text, en("title")]
SummaryZh = Annotated[Text, zh("summary", "Summary in your own words")]
SummaryEn = Annotated[Text, en("summary")]
Topic = Annotated[Many, term("--topic", "topics", "A topic. Repeatable.")]
Date = Annotated[Text, date("--date", "Its date")]
DateWritten = Annotated[Text, text("--date-as-written", "The date in the source's words.")]
OfBody = Annotated[Text, id_("--body", "Id of the body in the same file.")]
