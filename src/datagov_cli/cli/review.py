"""Commands for reviewing the data: ``verify``, ``stale``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from datagov_cli.cli.desk import Desk
from datagov_cli.cli.look import NATIONAL, AnyProvinces
from datagov_cli.errors import EXIT_FINDINGS, EXIT_OK

Snapshots = Annotated[
    Path,
    typer.Option(
        "--snapshots",
        metavar="DIR",
        envvar="DATAGOV_SNAPSHOTS",
        show_default=False,
        help="Directory of your texts: UTF-8 files, one paragraph a line.",
    ),
]


def verify(
    desk: Desk,
    snapshots: Snapshots,
    province: AnyProvinces = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="ID", help="Only claims that cite this source."),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Also exit with 1 if a snapshot is missing.")
    ] = False,
) -> int:
    """Check that the anchors of every citation occur in your own copies of the sources.

    Paragraphs are recognised by their digests in data/sources; other lines are ignored.
    Exits with 1 if an anchor is not found or a text differs from the one registered.

    \b
    Examples:
      datagov verify --snapshots ~/texts
      datagov verify hunan national --snapshots ~/texts --strict
      datagov verify --snapshots ~/texts --source cls-2025-04-21 --format json
    """
    store = desk.store_to_check()
    names = province or [*store.province_ids(), NATIONAL[0]]
    ids = [NATIONAL[0] if n.casefold() in NATIONAL else store.resolve(n) for n in names]
    from datagov_cli.verify import documents
    from datagov_cli.verify import verify as check
    from datagov_cli.views.review import verification

    run = check(store.root, documents(store.root, ids), snapshots, source)
    desk.answer(verification(run, desk.lang))
    return EXIT_FINDINGS if run.failed(strict) else EXIT_OK


def stale(
    desk: Desk,
    province: AnyProvinces = None,
    older_than: Annotated[
        str,
        typer.Option(
            "--older-than",
            metavar="TIME",
            help="Age of headships and drafts, such as 180d, 26w, 6m, 1y.",
        ),
    ] = "180d",
    ahead: Annotated[
        str | None,
        typer.Option(
            "--ahead",
            metavar="TIME",
            help="Also list what falls due within this time.",
        ),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if anything is due.")
    ] = False,
) -> int:
    """List headships, drafts and targets that need re-checking, most overdue first.

    Headships and drafts are due when their date is older than --older-than, targets when
    their year is over. Records without a date come last. DATAGOV_TODAY sets today's date.

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
