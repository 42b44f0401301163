"""Provinces by the value of a field: ``list`` and ``compare`` with ``--group-by``."""

from __future__ import annotations

from typing import Any

from datagov_cli.base.messages import spaced
from datagov_cli.queries.compare import Grouping, ProvinceRow
from datagov_cli.queries.fields import Field
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Lines, Table, View
from datagov_cli.views.cells import Cell, CellWriter
from datagov_cli.views.csv_rows import cell_part, cite_text, rows_table
from datagov_cli.views.result_view import result_view

#: The columns of CSV. Those behind ``provinces`` have an entry for each of these, in their order.
OF_MEMBERS = ("basis", "as-of", "as-of-basis", "standing", "claims", "cite")
HEADER = ["value", "label", "count", "provinces", *OF_MEMBERS]


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
                "members": [_member_json(writer, row, field) for row in group.rows],
            }
            for group in grouping.groups
        ]

    def content(writer: CellWriter) -> dict[str, Any]:
        return {"field": field.key, "groups": described(writer)}

    def table(writer: CellWriter) -> Table:
        return rows_table(HEADER, lambda: map(_flat, described(writer)))()

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
    """A province, with the remark on its value: implied, as of when, the sides of a dispute."""
    (value,) = row.values
    name = writer.both(row.province.name)
    dated = field.dated and field.kind != "date"
    remarks = []
    if value.sides or value.parts:
        remarks = [writer.sides(value, field.vocabulary, dated=dated)]
    elif value.known:
        plain = value.replace(qualifiers=None)  # Those stand with the group.
        remarks = writer.reservations(plain, dated=dated)
    return spaced(name, writer.remarks(*remarks))


def _member_json(writer: CellWriter, row: ProvinceRow, field: Field) -> Cell:
    """A province, with its value as a cell, for what is to be said beside it."""
    return {
        "province": row.province.id,
        **writer.cell(row.values[0], field.vocabulary, field.dated),
    }


def _flat(group: dict[str, Any]) -> dict[str, Any]:
    """A group as a row of CSV."""
    members: list[Cell] = group["members"]
    parts = {part: [cell_part(each, part) or "" for each in members] for part in OF_MEMBERS}
    return {**group, **parts, "cite": [cite_text(each["cite"], ", ") for each in members]}
