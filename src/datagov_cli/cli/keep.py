"""Commands for keeping the data: ``validate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from datagov_cli.cli import complete
from datagov_cli.cli.desk import Desk
from datagov_cli.errors import EXIT_FINDINGS, EXIT_OK

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH…]", show_default=False, help="Files or directories; the whole data if none."
    ),
]


_CODES = "a code, the name of a rule, or a group such as DG5. Repeatable, or separated by commas."
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="CODE",
        autocompletion=complete.codes,
        help=f"Report only findings of {_CODES}",
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="CODE",
        autocompletion=complete.codes,
        help=f"Leave out findings of {_CODES}",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 for a warning, too.")]


def validate(
    desk: Desk,
    path: Paths = None,
    select: Select = None,
    ignore: Ignore = None,
    strict: Strict = False,
) -> int:
    """Check data files: every fault with its place, what is wrong and how to mend it.

    Exits with 1 if there is an error. 'datagov explain' tells what the codes mean.

    \b
    Examples:
      datagov validate
      datagov validate data/provinces/hunan.yaml
      datagov validate --ignore DG5,codes-differ
      datagov validate --strict --format github
    """
    from datagov_cli import codes

    wanted = codes.chosen(select or [], ignore or [])
    from datagov_cli.checks import validate as check
    from datagov_cli.views.findings import findings

    report = check(desk.store().root, path or [])
    report.keep(wanted)
    desk.answer(findings(report, strict))
    counting = report.count("error") + strict * report.count("warning")
    return EXIT_FINDINGS if counting else EXIT_OK
