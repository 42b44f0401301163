"""The command that formats data files: ``fmt``."""

from __future__ import annotations

from typing import Annotated

from datagov_cli.base.errors import EXIT_FINDINGS, EXIT_OK
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import PathsArgument, flag

CheckOption = Annotated[bool, flag("--check", "Write nothing; exit with 1 if a file would change.")]
DiffOption = Annotated[bool, flag("--diff", "The same, and show what would change, line by line.")]


def fmt(
    context: CommandContext,
    path: PathsArgument = None,
    check: CheckOption = False,
    diff: DiffOption = False,
) -> int:
    """Format data files; comments stay with their keys.

    Keys are put in the order of the schema, with the same quotes and line breaks everywhere.
    What a file says stays the same. Files with errors are skipped; then the exit code is 1.

    \b
    Examples:
      datagov fmt
      datagov fmt data/provinces/hunan.yaml
      datagov fmt --check
      datagov fmt --diff
    """
    from datagov_cli.curation.editing.fmt import format_all
    from datagov_cli.views.fmt import fmt_view

    check = check or diff
    store = context.store() if path else context.store_to_check()
    if not check and not path:
        store.require_writable()
    files = list(format_all(store.root, path or [], write=not check))
    context.answer(fmt_view(files, check, context.lang, diff))
    failed = any(formatted.reason or (check and formatted.text is not None) for formatted in files)
    return EXIT_FINDINGS if failed else EXIT_OK
