"""The tables of targets and of measures on the page of a province."""

from __future__ import annotations

from datagov_cli.model.records import Measure, Target, active
from datagov_cli.queries.value_text import exact_text
from datagov_cli.views import Column, Entry, Grid
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.record_rows import RecordRows
from datagov_cli.views.targets import policy_entry


def figures_grid(rows: RecordRows, kind: str) -> Grid:
    """The figures of a province, a row each.

    :param kind: ``targets`` or ``measures``.
    """
    writer, province = rows.writer, rows.province
    figures: tuple[Target | Measure, ...] = getattr(province, kind)
    lines = []
    for item in active(figures):
        goal = []
        if isinstance(item, Target):
            policy = policy_entry(writer, province, item)
            goal = [Entry(writer.term("target-bases", item.basis)), policy]
        lines.append(
            [
                rows.title(writer.term("metrics", item.metric), item).replace(marks=""),
                writer.entry(item.year, full=False, marks=False),
                Entry(_figure(writer, item)),
                Entry(item.as_written),
                *goal,
                Entry("", marks=writer.marks(item.about.cite)),
            ]
        )
    figure = "relation" if kind == "targets" else "value"
    names = ("metric", "year", figure, "as-written")
    columns = [Column(writer.label(name, kind), fold=True) for name in names]
    if kind == "targets":
        columns.append(Column(writer.label("basis", kind)))
        columns.append(Column(writer.label("policy", kind), fold=True))
    return Grid([*columns, Column(writer.text("Source"))], lines)


def _figure(writer: CellWriter, item: Target | Measure) -> str:
    """The figure with its unit, behind its relation, if it has one."""
    shown = exact_text(item, writer.store)
    if item.relation is None:
        return shown.get(writer.lang)
    relation = writer.term("relations", item.relation)
    return writer.text("{relation} {figure}", relation=relation, figure=shown)
