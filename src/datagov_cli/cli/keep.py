"""Commands for keeping the data: ``validate``, ``diff``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from datagov_cli.cli import complete
from datagov_cli.cli.desk import Desk
from datagov_cli.errors import EXIT_FINDINGS, EXIT_OK
from datagov_cli.store import find_root

if TYPE_CHECKING:
    from datagov_cli.claims import Key, Record

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
    bool, typer.Option("--no-cache", help="Check files again that have not changed.")
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

    store = desk.store() if path else desk.store_to_check()
    root = store.root
    left = None
    if base is not None:
        # Before anything else, so that a wrong setting is seen while the data have no fault.
        from datagov_cli.revisions import find_base

        left = find_base(root, base)
    fixes = []
    if fix:
        if not path:
            store.assure_own()
        from datagov_cli.layout import fix_all

        fixes = fix_all(root, path or [])
    report = check(root, path or [], remember=not no_cache)
    if left and report.diagnostics:
        from datagov_cli.checks.past import claims_at
        from datagov_cli.revisions import revision_at

        with revision_at(left, root) as earlier:
            report = report.without(claims_at(earlier, report.places))
    report.keep(wanted)
    desk.answer(findings(report, strict, fixes))
    counting = report.count("error") + strict * report.count("warning")
    return EXIT_FINDINGS if counting else EXIT_OK


def diff(
    desk: Desk,
    base: Annotated[
        str,
        typer.Argument(
            metavar="[BASE]", help="A revision of git; a folder begins with ./ or is absolute."
        ),
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
      datagov diff ./other/data
    """
    from datagov_cli.claims import compare
    from datagov_cli.revisions import is_folder_name
    from datagov_cli.views.diff import diff as view

    root = desk.store_to_check().root
    one, dots, two = base.partition("..")
    if dots and head is None and not two.startswith(".") and not is_folder_name(base):
        base, head = one or "HEAD", two or "HEAD"
    changes = compare(_records(base, root), _records(head, root))
    desk.answer(view(changes, base, head or "working tree", desk.lang))
    return EXIT_FINDINGS if exit_code and changes else EXIT_OK


def _records(name: str | None, root: Path) -> dict[Key, Record]:
    """The records of one side of a comparison.

    :param name: a revision of git, or a folder by the form of its name; ``None`` for the data
        as they are.
    :param root: the data directory as it is.
    :raises UsageError: if there is no such revision.
    :raises DataError: if its data cannot be read.
    """
    from datagov_cli.claims import documents, gather
    from datagov_cli.revisions import find_commit, is_folder_name, revision_at

    if name is None:
        return gather(documents(root))
    if is_folder_name(name):
        return gather(documents(find_root(Path(name))))
    with revision_at(find_commit(root, name), root) as revision:
        return gather(revision.documents(), "so it stood then; compare with another revision")
