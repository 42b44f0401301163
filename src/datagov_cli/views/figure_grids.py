"""The tables of targets and of measures on the page of a province."""

from __future__ import annotations

from datagov_cli.model.records import active
from datagov_cli.queries.value_text import figure
from datagov_cli.views import Column, Entry, Grid
from datagov_cli.views.record_rows import RecordRows
from datagov_cli.views.targets import policy_entry


def targets_grid(rows: RecordRows) -> Grid:
    """The targets of a province, a row each."""
    writer, label = rows.writer, rows.writer.label
    lines = []
    for target in active(rows.province.targets):
        policy = policy_entry(writer, rows.province, target)
        lines.append(
            [
                rows.title(writer.term("metrics", target.metric), target).replace(marks=""),
                writer.entry(target.year, full=False, marks=False),
                Entry(writer.term("relations", target.relation)),
                Entry(figure(target.value)),
                Entry(writer.term("units", target.unit)),
                Entry(target.as_written),
                Entry(writer.term("target-bases", target.basis)),
                policy,
                Entry("", marks=writer.marks(target.about.cite)),
            ]
        )
    columns = [
        Column(label("metric"), fold=True),
        Column(label("year")),
        Column(label("relation")),
        Column(label("value"), right=True),
        Column(label("unit")),
        Column(label("as-written"), right=True),
        Column(label("basis", "targets")),
        Column(label("policy"), fold=True),
        Column(writer.text("Source")),
    ]
    return Grid(columns, lines)


def measures_grid(rows: RecordRows) -> Grid:
    """The measures of a province, a row each."""
    writer, label = rows.writer, rows.writer.label
    lines = []
    for item in active(rows.province.measures):
        relation = writer.term("relations", item.relation) if item.relation else ""
        lines.append(
            [
                rows.title(writer.term("metrics", item.metric), item).replace(marks=""),
                writer.entry(item.year, full=False, marks=False),
                Entry(relation),
                Entry(figure(item.value)),
                Entry(writer.term("units", item.unit)),
                Entry(item.as_written),
                Entry("", marks=writer.marks(item.about.cite)),
            ]
        )
    columns = [
        Column(label("metric"), fold=True),
        Column(label("year", "measures")),
        Column(label("relation", "measures")),
        Column(label("value"), right=True),
        Column(label("unit")),
        Column(label("as-written"), right=True),
        Column(writer.text("Source")),
    ]
    return Grid(columns, lines)
