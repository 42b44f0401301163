"""Provinces by the value of a field: ``list`` and ``compare`` with ``--group-by``."""

from __future__ import annotations

from typing import Any

from datagov_cli.model.records import LAST_KNOWN
from datagov_cli.queries.compare import Grouping, ProvinceRow
from datagov_cli.queries.fields import Field
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Lines, Table, View
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.csv_rows import rows_table
from datagov_cli.views.result_view import result_view

HEADER = ["value", "label", "count", "provinces"]


def groups_view(store: Store, grouping: Grouping, lang: str) -> View:
    """One row a value: what it is, how many provinces have it, and which."""
    field = grouping.field

    def described(writer: CellWriter) -> list[dict[str, Any]]:
        return [
            {
                "value": writer.cell(group.value)["value"],
                "label": writer.entry(group.value, field.vocabulary).said,
                "count": len(group.rows),
                "provinces": [row.province.id for row in group.rows],
            }
            for group in grouping.groups
        ]

    def content(writer: CellWriter) -> dict[str, Any]:
        return {"field": field.key, "groups": described(writer)}

    def table(writer: CellWriter) -> Table:
        return rows_table(HEADER, lambda: described(writer))()

    def blocks(writer: CellWriter) -> list[Block]:
        rows = [
            [
                writer.entry(group.value, field.vocabulary),
                Entry(str(len(group.rows))),
                Entry(writer.join(_member(writer, row, field) for row in group.rows)),
            ]
            for group in grouping.groups
        ]
        if not rows:
            return [Lines([writer.text("no province is known to match")], quiet=True)]
        columns = [
            Column(field.label.get(lang), fold=field.kind in ("name", "person", "term")),
            Column(writer.text("Count"), right=True),
            Column(writer.text("Provinces"), fold=True),
        ]
        return [Grid(columns, rows)]

    return result_view(store, grouping, lang, "groups@1", "groups", content, table, blocks)


def _member(writer: CellWriter, row: ProvinceRow, field: Field) -> str:
    """A province, with the remark on its value: implied, as of when."""
    (value,) = row.values
    name = writer.both(row.province.name)
    if not value.known:
        return name
    remarks = writer.reservations(value.replace(qualifiers=None))  # those stand with the group
    last = value.on_day is not None and value.on_day.standing == LAST_KNOWN
    if field.dated and not last:
        writer.use("as-of")
        remarks.append(writer.as_of(value.as_of) if value.as_of else writer.text("undated"))
    return f"{name} {writer.remarks(*remarks)}".strip()
