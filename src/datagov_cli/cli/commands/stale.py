"""The command that lists what is due for another look: ``stale``."""

from __future__ import annotations

from typing import Annotated

import typer

from datagov_cli.cli.desk import Desk
from datagov_cli.cli.options import AnyProvinces
from datagov_cli.errors import EXIT_FINDINGS, EXIT_OK


def stale(
    desk: Desk,
    province: AnyProvinces = None,
    older_than: Annotated[
        str,
        typer.Option("--older-than", metavar="TIME", help="Such as 180d, 26w, 6m, 1y."),
    ] = "180d",
    ahead: Annotated[
        str | None,
        typer.Option(
            "--ahead",
            metavar="TIME",
            help="Also what falls due within that time; for a calendar.",
        ),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if something is due.")
    ] = False,
) -> int:
    """List headships, drafts and targets that are due for another look, most overdue first.

    Headships and drafts once their date is older than asked for, targets once their year is
    over; last what has no date. DATAGOV_TODAY sets the day.

    \b
    Examples:
      datagov stale --older-than 6m
      datagov stale hunan hubei --exit-code
      datagov stale --ahead 1y --format ics --output review.ics
    """
    store = desk.store()
    ids = list(dict.fromkeys(store.resolve(name) for name in province or []))
    from datagov_cli.stale import Span, due
    from datagov_cli.today import today

    day, span = today(), Span.parse(older_than)
    horizon = Span.parse(ahead) if ahead is not None else None
    provinces = [store.province(i) for i in ids or store.province_ids()]
    found = due(provinces, day, span, horizon)
    from datagov_cli.views.review import staleness

    desk.answer(staleness(store, found, day, span, desk.lang))
    return EXIT_FINDINGS if exit_code and any(d.is_due for d in found) else EXIT_OK
