"""Commands for keeping the data: ``validate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from datagov_cli.cli.desk import Desk
from datagov_cli.errors import EXIT_FINDINGS, EXIT_OK

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH…]", show_default=False, help="Files or directories; the whole data if none."
    ),
]


def validate(
    desk: Desk,
    path: Paths = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Check files again that were clean before.")
    ] = False,
) -> int:
    """Check data files: every fault with its place, what is wrong and how to mend it.

    Exits with 1 if there is an error.

    \b
    Examples:
      datagov validate
      datagov validate data/provinces/hunan.yaml
      datagov validate --format json
    """
    from datagov_cli.checks import validate as check
    from datagov_cli.views.findings import findings

    report = check(desk.store().root, path or [], remember=not no_cache)
    desk.answer(findings(report))
    return EXIT_FINDINGS if report.count("error") else EXIT_OK
