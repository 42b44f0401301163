"""The command that withdraws a record: ``withdraw``."""

from __future__ import annotations

from typing import Annotated

from datagov_cli.cli import changes
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import option

ReasonOption = Annotated[
    str, option("--reason", "TEXT", "Why it no longer stands, in Chinese.", show_default=False)
]
ReasonEnglishOption = Annotated[str | None, option("--reason-en", "TEXT", "The same in English.")]
DateOption = Annotated[
    str | None, option("--date", "DATE", "Day of the withdrawal (default: today).")
]


def withdraw(
    context: CommandContext,
    province: changes.PlaceArgument,
    record: changes.RecordArgument,
    reason: ReasonOption,
    reason_en: ReasonEnglishOption = None,
    date: DateOption = None,
    dry_run: changes.DryRunOption = False,
) -> int:
    """Withdraw a record or a source that turned out wrong; it is not deleted.

    Answers no longer rest on it, and whoever asks for it by its id learns when and why it was
    withdrawn. After a source, run 'datagov validate': it names what rested on it alone.

    \b
    Examples:
      datagov withdraw hunan digital-hunan --reason 重复记录 --reason-en 'Recorded twice'
      datagov withdraw sources cls-2025-04-21 --reason 原文已更正 --reason-en Corrected
    """
    from datagov_cli.base.clock import today
    from datagov_cli.curation.editing.change_record import withdraw_record
    from datagov_cli.model.placeholders import UNTRANSLATED

    why = {"zh": reason, "en": reason_en or UNTRANSLATED["en"]}
    day = date or today().isoformat()
    return changes.write_draft(
        context, lambda store: withdraw_record(store, province, record, day, why), dry_run
    )
