"""The command that gives a record a value: ``set``."""

from __future__ import annotations

from typing import Annotated

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message
from datagov_cli.cli import changes
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import option

CiteOption = Annotated[list[str] | None, option("--cite", "SOURCE#N", changes.CITE_HELP)]
ImpliedOption = Annotated[
    str | None,
    option("--implied", "TEXT", "No source states it; in Chinese, what it follows from."),
]
ImpliedEnglishOption = Annotated[str | None, option("--implied-en", "TEXT", "The same in English.")]


def set_(
    context: CommandContext,
    province: changes.PlaceArgument,
    record: changes.RecordArgument,
    field: changes.FieldArgument,
    value: changes.ValueArgument,
    en: changes.EnglishOption = None,
    cite: CiteOption = None,
    anchor: changes.AnchorsOption = None,
    implied: ImpliedOption = None,
    implied_en: ImpliedEnglishOption = None,
    dry_run: changes.DryRunOption = False,
) -> int:
    """Give a field of a record a value, with its citation.

    What the record said before of the field goes: an earlier value, that it is unknown, does
    not apply, is disputed or inferred. The rest of the file stays the same, to the byte. If the
    file would have errors, they are shown and nothing is written (exit code 1).

    \b
    Examples:
      datagov set shandong secretary person 林武 --en 'Lin Wu' --cite gazette-2025-04-30#3
      datagov set sources cls-2025-04-21 url https://example.org/page
      datagov set hunan digital-hunan-group established 2025-02 --cite cls-2025-04-21#2 --dry-run
    """
    from datagov_cli.curation.editing.change_record import set_value
    from datagov_cli.model.placeholders import UNTRANSLATED

    if implied_en and not implied:
        raise UsageError(
            message("--implied-en needs --implied"), message("give both, or --implied alone")
        )
    ground = {"zh": implied, "en": implied_en or UNTRANSLATED["en"]} if implied else None
    return changes.write_draft(
        context,
        lambda store: set_value(
            store, province, record, field, value, en, cite or (), anchor or (), ground
        ),
        dry_run,
    )
