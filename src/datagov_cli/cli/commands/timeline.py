"""The command that lists events: ``timeline``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message
from datagov_cli.cli import completion
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import (
    AnyProvincesArgument,
    AsOfOption,
    HiddenProvinceOption,
    LimitOption,
    Names,
    WhereOption,
    flag,
    list_option,
    named_provinces,
    option,
)

FromOption = Annotated[str | None, option("--from", "DATE", "Leave out what is certainly earlier.")]
ToOption = Annotated[str | None, option("--to", "DATE", "Leave out what is certainly later.")]
KindsOption = Annotated[
    Names,
    list_option(
        "--kind -k",
        "KIND",
        "Only body, head, meeting, policy, milestone or target.",
        completion.event_kinds,
    ),
]


def timeline(
    context: CommandContext,
    province: AnyProvincesArgument = None,
    first: FromOption = None,
    last: ToOption = None,
    kind: KindsOption = None,
    undated: Annotated[bool, flag("--undated", "Also list records without a date, last.")] = False,
    where: WhereOption = None,
    sort: Annotated[
        str | None,
        option(
            "--sort",
            "[-]date",
            "date for the oldest first (the default), -date for the newest.",
            completion.date_orders,
        ),
    ] = None,
    limit: LimitOption = None,
    as_of: AsOfOption = None,
    older: HiddenProvinceOption = None,
) -> None:
    """List dated events, oldest first, each date as precise as its source.

    A headship stands at the date for which a source states it, a target at the end of its year.
    Conditions are about the provinces, as in 'datagov list'.

    \b
    Examples:
      datagov timeline
      datagov timeline shanghai chongqing --from 2025
      datagov timeline --kind meeting,policy --format csv
      datagov timeline --from 2025-04 --to 2025-04
      datagov timeline --where 'leader-rank>=governor' --sort -date --limit 10
      datagov timeline --kind head --as-of 2024-12-31
    """
    if sort not in (None, "date", "-date"):
        raise UsageError(
            message('events are not sorted by "{sort}"', sort=sort),
            message("--sort date or --sort -date"),
        )
    named = named_provinces(province, older)
    _refuse_dates(named or ())
    known = context.knowledge(as_of)
    events = known.timeline(
        named,
        kinds=kind or (),
        first=first,
        last=last,
        undated=undated,
        where=where or (),
        newest_first=sort == "-date",
        limit=limit,
    )
    from datagov_cli.views.timeline import timeline_view

    context.answer(timeline_view(known.store, events, context.lang))


def _refuse_dates(names: Iterable[str]) -> None:
    """:raises UsageError: if what should be a province is a date."""
    for name in names:
        if re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", name):
            raise UsageError(
                message('"{name}" is not a province', name=name),
                message("datagov timeline --from {name} --to {name}", name=name),
            )
