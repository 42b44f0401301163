"""The options and arguments that several commands share, each with one name and one manner."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message
from datagov_cli.cli import completion

#: More rows than any answer has.
MAX_ROWS = 1_000_000
PROVINCE_HELP = "Id, Chinese or English name, GB/T 2260 or ISO 3166-2 code."


def list_option(*names: str, metavar: str, complete: Callable[..., list[str]], about: str) -> Any:
    """An option that takes several names: repeated, or in a list separated by commas.

    :param names: the option itself, such as ``--field``, and its aliases.
    :param complete: gives the names that begin with what has been typed.
    :param about: its help, to which is added how several names are given.
    """
    return typer.Option(
        *names,
        metavar=metavar,
        autocompletion=complete,
        help=f"{about} Repeatable, or separated by commas.",
    )


def province_option(also: str = "") -> Any:
    """The option that limits an answer to provinces.

    :param also: what else it takes, to be said in the help.
    """
    about = f"Only this province{also}."
    return list_option(
        "--province", "-p", metavar="PROVINCE", complete=completion.provinces, about=about
    )


def argument(metavar: str, about: str, complete: Callable[..., list[str]] | None = None) -> Any:
    """An argument, whose default is part of its help.

    :param complete: as for :func:`list_option`.
    """
    return typer.Argument(metavar=metavar, autocompletion=complete, show_default=False, help=about)


def province_argument(metavar: str, about: str = PROVINCE_HELP) -> Any:
    """The argument that names one province or several."""
    return argument(metavar, about, completion.provinces)


Names = list[str] | None

#: Why ``--as-of`` has nothing to say about the country as a whole.
NATIONAL_UNDATED = message("the national statements have no dates, so --as-of does not apply")

ProvinceArgument = Annotated[str, province_argument("PROVINCE")]
ProvincesArgument = Annotated[list[str], province_argument("PROVINCE…")]
AnyProvincesArgument = Annotated[
    Names, province_argument("[PROVINCE…]", "Only these provinces (default: all).")
]
#: What used to name provinces where they are arguments now.
HiddenProvinceOption = Annotated[
    Names,
    typer.Option(
        "--province", "-p", metavar="PROVINCE", autocompletion=completion.provinces, hidden=True
    ),
]
LongOption = Annotated[
    bool,
    typer.Option(
        "--long",
        help="A row for each fact and each citation of it, with state, basis, date and note.",
    ),
]
SectionsOption = Annotated[
    Names,
    list_option(
        "--section",
        "-s",
        metavar="SECTION",
        complete=completion.sections,
        about="Only this section: bodies, meetings, policies, targets, milestones, initiatives.",
    ),
]
FieldsOption = Annotated[
    Names,
    list_option(
        "--field",
        "-F",
        metavar="FIELD",
        complete=completion.fields,
        about="A field of 'datagov fields'.",
    ),
]
ColumnsOption = Annotated[
    Names,
    list_option(
        "--field",
        "-F",
        metavar="FIELD",
        complete=completion.columns,
        about="This field and no others but those named, in every format.",
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="What is known about that day, month or year; later events do not count.",
    ),
]
WhereOption = Annotated[
    Names,
    typer.Option(
        "--where",
        "-w",
        metavar="CONDITION",
        autocompletion=completion.conditions,
        help="Only what matches FIELD OP VALUE; OP is = != < <= > >= or ~ (contains); after"
        " = != ~ a list with commas is 'or'. Repeatable; all must match.",
    ),
]
IncludeUnknownOption = Annotated[
    bool,
    typer.Option("--include-unknown", help="Also list what --where cannot be decided for."),
]
SortOption = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="[-]FIELD",
        autocompletion=completion.sort_fields,
        help="Sort by a field, best first and unknown last; - reverses.",
    ),
]
GroupByOption = Annotated[
    str | None,
    typer.Option(
        "--group-by",
        metavar="FIELD",
        autocompletion=completion.fields,
        help="Count provinces by the values of a field.",
    ),
]
LimitOption = Annotated[
    int | None,
    typer.Option(
        "--limit", "-n", metavar="N", min=0, max=MAX_ROWS, help="Only the first N rows; 0 for all."
    ),
]
PathsArgument = Annotated[
    list[Path] | None, argument("[PATH…]", "Files or directories (default: all data).")
]


def refuse_with_groups(**others: object) -> None:
    """Groups have their own columns.

    :param others: the options that choose or arrange columns, by name.
    :raises UsageError: if one of them is given.
    """
    for name, given in others.items():
        if given:
            raise UsageError(message("--{name} cannot be combined with --group-by", name=name))


def refuse_fields(names: Iterable[str]) -> None:
    """:raises UsageError: if what should be a province is a field."""
    from datagov_cli.queries.fields import FIELDS

    for name in names:
        if name.casefold() in FIELDS:
            raise UsageError(
                message('"{name}" is not a province', name=name),
                message("--field {name} shows that field", name=name),
            )


def named_provinces(arguments: Names, option: Names) -> list[str] | None:
    """The provinces that arguments and the older option ``--province`` name; ``None`` for all."""
    return [*(arguments or ()), *(option or ())] or None
