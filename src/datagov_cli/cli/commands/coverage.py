"""The command that says how much is known: ``coverage``."""

from __future__ import annotations

from typing import Annotated

from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import AnyProvincesArgument, flag


def coverage(
    context: CommandContext,
    province: AnyProvincesArgument = None,
    map_: Annotated[bool, flag("--map", "Show the number of claims on a map of tiles.")] = False,
) -> None:
    """Count what is known about each province, and on what it rests.

    A claim is a value with its citation. Of the claims some are implied or disputed; of the
    fields without a value, some say where one looked. Of a single province each kind of
    record is counted.

    \b
    Examples:
      datagov coverage
      datagov coverage guizhou
      datagov coverage --map
      datagov coverage -f csv -o coverage.csv
    """
    known = context.knowledge()
    counted = known.coverage(province or None)
    from datagov_cli.views.coverage import coverage_map, coverage_view

    if map_:
        compared = known.compare("kind", province or None)
        return context.answer(coverage_map(known.store, counted, compared, context.lang))
    return context.answer(coverage_view(known.store, counted, context.lang))
