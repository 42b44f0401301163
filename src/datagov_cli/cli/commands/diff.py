"""The command that shows what has changed: ``diff``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from datagov_cli.base.errors import EXIT_FINDINGS, EXIT_OK
from datagov_cli.base.messages import Text, message
from datagov_cli.cli import completion
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import flag
from datagov_cli.storage.store import find_root

if TYPE_CHECKING:
    from datagov_cli.curation.diff import DataFile


def diff(
    context: CommandContext,
    base: Annotated[
        str,
        typer.Argument(
            metavar="[BASE]",
            autocompletion=completion.revisions,
            help="A revision of git; a folder begins with ./ or is absolute.",
        ),
    ] = "HEAD",
    head: Annotated[
        str | None,
        typer.Argument(
            metavar="[HEAD]",
            autocompletion=completion.revisions,
            help="A git revision or a directory (default: the data as they are).",
        ),
    ] = None,
    exit_code: Annotated[bool, flag("--exit-code", "Exit with 1 if there are changes.")] = False,
) -> int:
    """Show what changed between two versions of the data; formatting does not count.

    \b
    Examples:
      datagov diff
      datagov diff main...HEAD --format md
      datagov diff v1.0 v1.1
      datagov diff ./other/data
    """
    from datagov_cli.curation.diff import changes
    from datagov_cli.storage.git_revisions import is_folder_name
    from datagov_cli.views.diff import diff_view

    root = context.store_to_check().root
    one, dots, two = base.partition("..")
    if dots and head is None and not two.startswith(".") and not is_folder_name(base):
        base, head = one or "HEAD", two or "HEAD"
    sides = _data_files(base, root), _data_files(head, root)
    differences = changes(*sides, (_hint(base), _hint(head)))
    context.answer(diff_view(differences, base, head, context.lang))
    return EXIT_FINDINGS if exit_code and differences else EXIT_OK


def _hint(name: str | None) -> Text:
    """What to do about a file of that side that cannot be read."""
    from datagov_cli.curation.diff import VALIDATE
    from datagov_cli.storage.git_revisions import is_folder_name

    here = name is None or is_folder_name(name)
    return VALIDATE if here else message("it is so in that revision; compare with another one")


def _data_files(name: str | None, root: Path) -> list[DataFile]:
    """The data files of one side of a comparison.

    :param name: a revision of git, or a folder by the form of its name; ``None`` for the data
        as they are.
    :param root: the data directory as it is.
    :raises UsageError: if there is no such revision.
    :raises DataError: if its files cannot be listed.
    """
    from datagov_cli.curation.diff import data_at
    from datagov_cli.storage.git_revisions import files_at, is_folder_name

    if name is None:
        return list(data_at(root))
    if is_folder_name(name):
        return list(data_at(find_root(Path(name))))
    return files_at(root, name)
