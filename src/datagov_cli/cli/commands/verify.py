"""The command that checks citations against texts: ``verify``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from datagov_cli.base.errors import EXIT_FINDINGS, EXIT_OK
from datagov_cli.cli import completion
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import AnyProvincesArgument, flag, option

SnapshotsOption = Annotated[
    Path,
    option(
        "--snapshots",
        "DIR",
        "Directory of your texts: UTF-8 files, one paragraph a line.",
        envvar="DATAGOV_SNAPSHOTS",
        show_default=False,
    ),
]


def verify(
    context: CommandContext,
    snapshots: SnapshotsOption,
    province: AnyProvincesArgument = None,
    source: Annotated[
        str | None,
        option("--source", "ID", "Only claims that cite this source.", completion.sources),
    ] = None,
    strict: Annotated[
        bool,
        flag("--strict", "Also exit with 1 if a part is not anchored or a snapshot is missing."),
    ] = False,
) -> int:
    """Check that the anchors of every citation occur in your own copies of the sources.

    Names, titles, figures and dates of a claim must stand in a cited paragraph too, or follow
    from it. Paragraphs are recognised by their digests in data/sources; other lines are ignored.
    Exits with 1 if an anchor is not found or a text differs from the one registered.

    \b
    Examples:
      datagov verify --snapshots ~/texts
      datagov verify hunan national --snapshots ~/texts --strict
      datagov verify --snapshots ~/texts --source cls-2025-04-21 --format json
    """
    from datagov_cli.api import Knowledge

    run = Knowledge(context.store_to_check()).verify(snapshots, province or None, source)
    from datagov_cli.views.verify import verify_view

    context.answer(verify_view(run, context.lang))
    return EXIT_FINDINGS if run.failed(strict) else EXIT_OK
