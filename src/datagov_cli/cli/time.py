"""Commands about time: ``timeline``."""

from __future__ import annotations

from typing import Annotated

import typer

from datagov_cli.cli import complete
from datagov_cli.cli.desk import Desk
from datagov_cli.cli.look import AnyProvinces

From = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="Leave out what is certainly earlier."),
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", help="Leave out what is certainly later."),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        "-k",
        metavar="KIND",
        autocompletion=complete.kinds,
        help="Only body, head, meeting, policy, milestone or target. Repeatable, or separated"
        " by commas.",
    ),
]


def timeline(
    desk: Desk,
    province: AnyProvinces = None,
    first: From = None,
    last: To = None,
    kind: Kinds = None,
) -> None:
    """List dated events, oldest first, each date as precise as its source.

    \b
    Examples:
      datagov timeline
      datagov timeline shanghai chongqing --from 2025
      datagov timeline --kind meeting,policy --format csv
    """
    from datagov_cli import timeline as events
    from datagov_cli.asof import parse_day

    kinds = events.choose_kinds(kind or [])
    begin = parse_day(first, "--from") if first is not None else None
    end = parse_day(last, "--to") if last is not None else None
    events.check_period(begin, end)
    store = desk.store()
    provinces = [store.province(i) for i in store.resolve_all(province or [])]
    from datagov_cli.views.timeline import timeline as view

    desk.answer(view(store, events.timeline(provinces, store, kinds, begin, end), desk.lang))
