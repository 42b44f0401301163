"""The options and arguments that several commands share, each with one name and one manner."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from datagov_cli.base.errors import UsageError
from datagov_cli.cli import completion

#: More rows than any answer has.
MOST = 1_000_000
_LISTED = "Repeatable, or separated by commas."

Provinces = Annotated[
    list[str],
    typer.Argument(
        metavar="PROVINCE…",
        autocompletion=completion.provinces,
        show_default=False,
        help="Id, Chinese or English name, GB/T 2260 or ISO 3166-2 code.",
    ),
]
AnyProvinces = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PROVINCE…]",
        autocompletion=completion.provinces,
        show_default=False,
        help="Only these provinces (default: all).",
    ),
]


def only_provinces(about: str = "") -> Any:
    """The option that narrows an answer down to provinces.

    :param about: what else it takes, to be said in the help.
    """
    return typer.Option(
        "--province",
        "-p",
        metavar="PROVINCE",
        autocompletion=completion.provinces,
        help=f"Only this province{about}. {_LISTED}",
    )


Sections = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        "-s",
        metavar="SECTION",
        autocompletion=completion.sections,
        help="Only this section: bodies, meetings, policies, targets, milestones, initiatives."
        f" {_LISTED}",
    ),
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        "-F",
        metavar="FIELD",
        autocompletion=completion.fields,
        help=f"A field of 'datagov fields'. {_LISTED}",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="What is known about that day, month or year; later events do not count.",
    ),
]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        "-w",
        metavar="CONDITION",
        help="Only provinces that match FIELD OP VALUE; OP is = != < <= > >= or ~ (contains)."
        " Repeatable; all must match.",
    ),
]
IncludeUnknown = Annotated[
    bool,
    typer.Option(
        "--include-unknown", help="Also list provinces for which --where cannot be decided."
    ),
]
Sort = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="[-]FIELD",
        autocompletion=completion.sort_fields,
        help="Sort by a field, best first and unknown last; - reverses.",
    ),
]
GroupBy = Annotated[
    str | None,
    typer.Option(
        "--group-by",
        metavar="FIELD",
        autocompletion=completion.fields,
        help="Count the provinces by the values of a field.",
    ),
]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit", "-n", metavar="N", min=0, max=MOST, help="Only the first N rows; 0 for all."
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        "-F",
        "--columns",
        metavar="FIELD",
        autocompletion=completion.fields,
        help=f"This field and no others but those named, in every format. {_LISTED}",
    ),
]


def refuse_with_groups(**others: object) -> None:
    """Groups have their own columns.

    :param others: the options that choose or arrange columns, by name.
    :raises UsageError: if one of them is given.
    """
    for name, given in others.items():
        if given:
            raise UsageError(f"--{name} cannot be combined with --group-by")


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH…]", show_default=False, help="Files or directories (default: all data)."
    ),
]
