"""The command that lists records to be re-checked: ``stale``."""

from __future__ import annotations

from typing import Annotated

from datagov_cli.base.errors import EXIT_FINDINGS, EXIT_OK
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import AnyProvincesArgument, AsOfOption, flag, option


def stale(
    context: CommandContext,
    province: AnyProvincesArgument = None,
    older_than: Annotated[
        str,
        option("--older-than", "TIME", "Age of headships and drafts, such as 180d, 26w, 6m, 1y."),
    ] = "180d",
    ahead: Annotated[
        str | None, option("--ahead", "TIME", "Also list what falls due within this time.")
    ] = None,
    exit_code: Annotated[bool, flag("--exit-code", "Exit with 1 if anything is due.")] = False,
    as_of: AsOfOption = None,
) -> int:
    """List headships, drafts and targets that need re-checking, most overdue first.

    Headships and drafts are due when their date is older than --older-than, targets when
    their year is over. Records without a date come last. DATAGOV_TODAY sets today's date;
    --as-of lists what was due on the first of the days that it names.

    \b
    Examples:
      datagov stale --older-than 6m
      datagov stale hunan hubei --exit-code
      datagov stale --ahead 1y --format ics --output review.ics
    """
    known = context.knowledge(as_of)
    due_list = known.stale(province or None, older_than=older_than, ahead=ahead)
    from datagov_cli.views.stale import stale_view

    context.answer(stale_view(known.store, due_list, context.lang))
    return EXIT_FINDINGS if exit_code and due_list.is_due else EXIT_OK
