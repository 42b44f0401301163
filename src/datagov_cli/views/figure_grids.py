"""The tables of targets and of measures on the page of a province."""

from __future__ import annotations

from datagov_cli.model.records import Measure, Target, active
from datagov_cli.queries.value_text import exact_text
from datagov_cli.views import Column, Entry, Grid
from datagov_cli.views.cells import CellWriter
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
                Entry(_figure(writer, target)),
                Entry(target.as_written),
                Entry(writer.term("target-bases", target.basis)),
                policy,
                Entry("", marks=writer.marks(target.about.cite)),
            ]
        )
    columns = [
        Column(label("metric"), fold=True),
        Column(label("year"), fold=True),
        Column(label("relation"), fold=True),
        Column(label("as-written"), fold=True),
        Column(label("basis", "targets")),
        Column(label("policy"), fold=True),
        Column(writer.text("Source")),
    ]
    return Grid(columns, lines)


def measures_grid(rows: RecordRows) -> Grid:
    """The measures of a province, a row each."""
    writer, label = rows.writer, rows.writer.label
    lines = [
        [
            rows.title(writer.term("metrics", item.metric), item).replace(marks=""),
            writer.entry(item.year, full=False, marks=False),
            Entry(_figure(writer, item)),
            Entry(item.as_written),
            Entry("", marks=writer.marks(item.about.cite)),
        ]
        for item in active(rows.province.measures)
    ]
    columns = [
        Column(label("metric"), fold=True),
        Column(label("year", "measures"), fold=True),
        Column(label("value"), fold=True),
        Column(label("as-written"), fold=True),
        Column(writer.text("Source")),
    ]
    return Grid(columns, lines)


def _figure(writer: CellWriter, item: Target | Measure) -> str:
    """The figure with its unit, behind its relation, if it has one."""
    shown = exact_text(item, writer.store)
    if item.relation is None:
        return shown.get(writer.lang)
    relation = writer.term("relations", item.relation)
    return writer.text("{relation} {figure}", relation=relation, figure=shown)
