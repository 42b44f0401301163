"""The command that compares targets: ``targets``."""

from __future__ import annotations

from typing import Annotated

import typer

from datagov_cli.cli import completion
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import AsOfOption, Names, list_option, province_option

MetricsOption = Annotated[
    Names,
    list_option(
        "--metric",
        "-m",
        metavar="METRIC",
        complete=completion.metrics,
        about="Only this metric.",
    ),
]
YearOption = Annotated[
    str | None, typer.Option("--year", metavar="YYYY", help="Only targets for this year.")
]
ChartOption = Annotated[bool, typer.Option("--chart", help="Draw bars (text and Markdown only).")]


def targets(
    context: CommandContext,
    year: YearOption = None,
    metric: MetricsOption = None,
    province: Annotated[Names, province_option()] = None,
    chart: ChartOption = False,
    as_of: AsOfOption = None,
) -> None:
    """Compare measurable targets: normalised, and as the source writes them.

    Targets are grouped by metric and unit, the largest first.

    \b
    Examples:
      datagov targets --year 2025
      datagov targets --metric ai-core-revenue --chart
      datagov targets --province guizhou,hunan --format csv
      datagov targets --as-of 2025-06-30
    """
    known = context.knowledge(as_of)
    groups = known.targets(metric or (), province or None, year)
    from datagov_cli.views.targets import targets_view

    context.answer(targets_view(known.store, groups, context.lang, chart))
