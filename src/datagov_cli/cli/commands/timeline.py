"""The command that lists events: ``timeline``."""

from __future__ import annotations

from typing import Annotated

import typer

from datagov_cli.cli import completion
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import AnyProvincesArgument, AsOfOption, Names, list_option

FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="Leave out what is certainly earlier."),
]
ToOption = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", help="Leave out what is certainly later."),
]
KindsOption = Annotated[
    Names,
    list_option(
        "--kind",
        "-k",
        metavar="KIND",
        complete=completion.event_kinds,
        about="Only body, head, meeting, policy, milestone or target.",
    ),
]


def timeline(
    context: CommandContext,
    province: AnyProvincesArgument = None,
    first: FromOption = None,
    last: ToOption = None,
    kind: KindsOption = None,
    undated: Annotated[
        bool, typer.Option("--undated", help="Also list records without a date, last.")
    ] = False,
    as_of: AsOfOption = None,
) -> None:
    """List dated events, oldest first, each date as precise as its source.

    A headship stands at the date for which a source states it, a target at the end of its year.

    \b
    Examples:
      datagov timeline
      datagov timeline shanghai chongqing --from 2025
      datagov timeline --kind meeting,policy --format csv
      datagov timeline --kind head --as-of 2024-12-31
    """
    known = context.knowledge(as_of)
    events = known.timeline(
        province or None, kinds=kind or (), first=first, last=last, undated=undated
    )
    from datagov_cli.views.timeline import timeline_view

    context.answer(timeline_view(known.store, events, context.lang))
