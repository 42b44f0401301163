"""The command that records what sources disagree about: ``dispute``."""

from __future__ import annotations

from typing import Annotated

from datagov_cli.cli import changes, new_options
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import option

RecordedAnchorOption = Annotated[
    list[str] | None,
    option(
        "--recorded-anchor",
        "TERM",
        "An anchor of the value on record (default: those of the record). Repeatable.",
    ),
]


def dispute(
    context: CommandContext,
    province: new_options.ProvinceArgument,
    record: changes.RecordArgument,
    field: changes.FieldArgument,
    value: changes.ValueArgument,
    cite: new_options.CiteOption,
    anchor: new_options.AnchorOption,
    en: changes.EnglishOption = None,
    recorded_anchor: RecordedAnchorOption = None,
    dry_run: changes.DryRunOption = False,
) -> int:
    """Record that another source gives another value for a field.

    The value on record and the new one become the sides of a dispute, each with its own
    citations; a third source adds a third side. Answers then show all sides and choose none.

    \b
    Examples:
      datagov dispute hunan data-bureau opened 2024-01 --cite paper-2024#1 --anchor 挂牌 --dry-run
      datagov dispute hunan data-bureau opened 2024-01-30 --cite gazette-2024-02-01#2 --anchor 挂牌
    """
    from datagov_cli.curation.editing.change_record import dispute_value

    return changes.write_draft(
        context,
        lambda store: dispute_value(
            store, province, record, field, value, en, cite, anchor, recorded_anchor or ()
        ),
        dry_run,
    )
