"""The options and arguments that several commands share, each with one name and one manner."""

from __future__ import annotations

from typing import Annotated

import typer

from datagov_cli.cli import complete

NATIONAL = ("national", "全国")

Provinces = Annotated[
    list[str],
    typer.Argument(
        metavar="PROVINCE…",
        autocompletion=complete.provinces,
        show_default=False,
        help="Id, Chinese or English name, GB/T 2260 or ISO 3166-2 code.",
    ),
]
AnyProvinces = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PROVINCE…]",
        autocompletion=complete.provinces,
        show_default=False,
        help="Which provinces; all if none is named.",
    ),
]
Sections = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        "-s",
        metavar="SECTION",
        autocompletion=complete.sections,
        help="Only this section: bodies, meetings, policies, targets, milestones, initiatives."
        " Repeatable.",
    ),
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        "-F",
        metavar="FIELD",
        autocompletion=complete.fields,
        help="A field of 'datagov fields'. Repeatable, or separated by commas.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="What is known about that day, month or year; what came later does not count.",
    ),
]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        "-w",
        metavar="CONDITION",
        help="Only what matches: FIELD OP VALUE, OP one of = != < <= > >= and ~ (contains)."
        " Repeatable; all must hold.",
    ),
]
IncludeUnknown = Annotated[
    bool,
    typer.Option("--include-unknown", help="Keep those of which --where cannot be answered."),
]
Sort = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="[-]FIELD",
        autocompletion=complete.sort_fields,
        help="Order by a field, best first and unknown last; - reverses.",
    ),
]
GroupBy = Annotated[
    str | None,
    typer.Option(
        "--group-by",
        metavar="FIELD",
        autocompletion=complete.fields,
        help="Count the provinces by the values of a field.",
    ),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", min=1, help="Only the first N rows."),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="FIELD,…",
        autocompletion=complete.fields,
        help="These fields and no others, in every format.",
    ),
]
