"""The command that ends a headship: ``end``."""

from __future__ import annotations

from typing import Annotated

from datagov_cli.cli import changes, completion, new_options
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import argument

HeadArgument = Annotated[str, argument("HEAD", "Id of the head.", completion.record_ids)]
UntilArgument = Annotated[str, argument("DATE", "When it ended: 2025, 2025-04 or 2025-04-18.")]


def end(
    context: CommandContext,
    province: new_options.ProvinceArgument,
    head: HeadArgument,
    until: UntilArgument,
    cite: new_options.CiteOption,
    anchor: changes.AnchorsOption = None,
    dry_run: changes.DryRunOption = False,
) -> int:
    """Record when a headship ended, as a source states it.

    A successor does not end a headship by itself: without this the earlier head stays on record
    with the day of which it is known.

    \b
    Examples:
      datagov end hunan head-2025 2026-01 --cite gazette-2026-02-01#2 --dry-run
      datagov end hunan head-2025 2026-01-31 --cite gazette-2026-02-01#2 --anchor 不再担任
    """
    from datagov_cli.curation.editing.change_record import end_headship

    return changes.write_draft(
        context,
        lambda store: end_headship(store, province, head, until, cite, anchor or ()),
        dry_run,
    )
