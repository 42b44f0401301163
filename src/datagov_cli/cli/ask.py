"""Commands for asking further: ``targets``, ``why``."""

from __future__ import annotations

from typing import Annotated

import typer

from datagov_cli.cli import complete
from datagov_cli.cli.desk import Desk

Province = Annotated[
    str,
    typer.Argument(
        metavar="PROVINCE",
        autocompletion=complete.provinces,
        show_default=False,
        help="Id, Chinese or English name, GB/T 2260 or ISO 3166-2 code.",
    ),
]
Asked = Annotated[
    str,
    typer.Argument(
        metavar="FIELD",
        autocompletion=complete.fields,
        show_default=False,
        help="A field of 'datagov fields', the id of a record, or ID.KEY.",
    ),
]
Metrics = Annotated[
    list[str] | None,
    typer.Option(
        "--metric",
        "-m",
        metavar="METRIC",
        autocompletion=complete.metrics,
        help="Only this metric. Repeatable, or separated by commas.",
    ),
]
Provinces = Annotated[
    list[str] | None,
    typer.Option(
        "--province",
        "-p",
        metavar="PROVINCE",
        autocompletion=complete.provinces,
        help="Only this province. Repeatable, or separated by commas.",
    ),
]
Year = Annotated[
    str | None, typer.Option("--year", metavar="YYYY", help="Only targets for this year.")
]
Chart = Annotated[bool, typer.Option("--chart", help="Draw bars (text and Markdown only).")]


def targets(
    desk: Desk,
    year: Year = None,
    metric: Metrics = None,
    province: Provinces = None,
    chart: Chart = False,
) -> None:
    """Compare measurable targets: normalised, and as the source writes them.

    Targets are grouped by metric and unit, the largest first.

    \b
    Examples:
      datagov targets --year 2025
      datagov targets --metric ai-core-revenue --chart
      datagov targets --province guizhou,hunan --format csv
    """
    from datagov_cli.api import Knowledge
    from datagov_cli.views.targets import targets as view

    store = desk.store()
    names = [name for text in province or [] for name in text.split(",") if name.strip()]
    goals = Knowledge(store).targets(metric or [], names or None, year)
    desk.answer(view(store, goals, desk.lang, chart))


def why(desk: Desk, province: Province, field: Asked) -> None:
    """Explain where a value comes from: step by step, with each citation and a footnote.

    Also what contradicts it, and what was searched and not found. FIELD is a field of
    'datagov fields', the id of a record, or a record's id and one of its keys.

    \b
    Examples:
      datagov why guizhou body.established
      datagov why shandong leader-rank
      datagov why guizhou ai-core-revenue-2025
      datagov why guizhou work-points-2025.date --format json
    """
    from datagov_cli.api import Knowledge
    from datagov_cli.views.why import why as view

    store = desk.store()
    known = Knowledge(store)
    found = known.provinces[province]
    desk.answer(view(store, found, known.why(found, field), desk.lang))
