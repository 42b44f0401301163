"""The command that compares targets: ``targets``."""

from __future__ import annotations

from typing import Annotated

from datagov_cli.cli import completion
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import (
    AnyProvincesArgument,
    AsOfOption,
    HiddenProvinceOption,
    LimitOption,
    Names,
    SortOption,
    WhereOption,
    flag,
    list_option,
    named_provinces,
    option,
)

MetricsOption = Annotated[
    Names, list_option("--metric -m", "METRIC", "Only this metric.", completion.metrics)
]
YearOption = Annotated[str | None, option("--year", "YYYY", "Only targets for this year.")]
ChartOption = Annotated[bool, flag("--chart", "Draw bars (text and Markdown only).")]


def targets(
    context: CommandContext,
    province: AnyProvincesArgument = None,
    year: YearOption = None,
    metric: MetricsOption = None,
    chart: ChartOption = False,
    where: WhereOption = None,
    sort: SortOption = None,
    limit: LimitOption = None,
    as_of: AsOfOption = None,
    older: HiddenProvinceOption = None,
) -> None:
    """Compare measurable targets: normalised, and as the source writes them.

    Targets are grouped by metric and unit, the largest first. Conditions and order are about
    the fields of 'datagov list targets'.

    \b
    Examples:
      datagov targets --year 2025
      datagov targets --metric ai-core-revenue --chart
      datagov targets guizhou hunan --format csv
      datagov targets --where 'year>=2027' --where basis=target
      datagov targets --as-of 2025-06-30
    """
    known = context.knowledge(as_of)
    named = named_provinces(province, older)
    groups = known.targets(metric or (), named, year, where=where or (), sort=sort, limit=limit)
    from datagov_cli.views.targets import targets_view

    context.answer(targets_view(known.store, groups, context.lang, chart))
