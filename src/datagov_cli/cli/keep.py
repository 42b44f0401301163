"""Commands for keeping the data: ``validate``, ``diff``."""

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
        metavar="[PATH…]", show_default=False, help="Files or directories (default: all data)."
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
        help=f"Ignore findings of {_CODES}",
    ),
]
Base = Annotated[
    str | None,
    typer.Option(
        "--base",
        metavar="REVISION",
        help="Report only findings that are new since the branch left this git revision.",
    ),
]
Fix = Annotated[
    bool,
    typer.Option(
        "--fix",
        help="First format the files, and correct keys and terms that are plainly misspelt.",
    ),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Also check files that are known to be clean.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 for warnings too.")]


def validate(
    desk: Desk,
    path: Paths = None,
    select: Select = None,
    ignore: Ignore = None,
    strict: Strict = False,
    base: Base = None,
    no_cache: NoCache = False,
    fix: Fix = False,
) -> int:
    """Validate data files: report every error with line and column, and how to fix it.

    Exits with 1 if there are errors; with --base, only new ones count.
    'datagov explain' explains the codes.

    \b
    Examples:
      datagov validate
      datagov validate data/provinces/hunan.yaml
      datagov validate --ignore DG5,codes-differ
      datagov validate --base main
      datagov validate --strict --format github
      datagov validate --fix
    """
    from datagov_cli import codes

    wanted = codes.chosen(select or [], ignore or [])
    from datagov_cli.checks import validate as check
    from datagov_cli.views.findings import findings

    store = desk.store()
    root = store.root
    fixes = []
    if fix:
        if not path:
            store.assure_own()
        from datagov_cli.layout import fix_all

        fixes = fix_all(root, path or [])
    report = check(root, path or [], remember=not no_cache)
    if base is not None and report.diagnostics:
        from datagov_cli.revisions import data_at

        with data_at(f"{base}...HEAD", root) as earlier:
            report = report.without(check(earlier, remember=False))
    report.keep(wanted)
    desk.answer(findings(report, strict, fixes))
    counting = report.count("error") + strict * report.count("warning")
    return EXIT_FINDINGS if counting else EXIT_OK


def diff(
    desk: Desk,
    base: Annotated[
        str,
        typer.Argument(metavar="[BASE]", help="A git revision or a directory."),
    ] = "HEAD",
    head: Annotated[
        str | None,
        typer.Argument(
            metavar="[HEAD]", help="A git revision or a directory (default: the data as they are)."
        ),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if there are changes.")
    ] = False,
) -> int:
    """Show what changed between two versions of the data; formatting does not count.

    \b
    Examples:
      datagov diff
      datagov diff main...HEAD --format md
      datagov diff v1.0 v1.1
    """
    from datagov_cli.claims import compare, gather
    from datagov_cli.revisions import data_at
    from datagov_cli.views.diff import diff as view

    root = desk.store().root
    with data_at(base, root) as before, data_at(head, root) as after:
        changes = compare(gather(before), gather(after))
    desk.answer(view(changes, base, head or "working tree", desk.lang))
    return EXIT_FINDINGS if exit_code and changes else EXIT_OK
