"""The command that says which data answers: ``info``."""

from __future__ import annotations

from datagov_cli.cli.context import CommandContext
from datagov_cli.storage.store import is_packaged


def info(context: CommandContext) -> None:
    """Say which version answers, from which data, how much is on record and how new it is.

    \b
    Examples:
      datagov info
      datagov info --data ~/datagov/data --format json
    """
    known = context.knowledge()
    from datagov_cli.views.info import info_view

    counted = known.coverage()
    context.answer(info_view(known.store, counted, is_packaged(context.data), context.lang))
