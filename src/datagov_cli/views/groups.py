"""Provinces by the value of a field: ``list`` and ``compare`` with ``--group-by``."""

from __future__ import annotations

from typing import Any

from datagov_cli.fields import Field
from datagov_cli.model import LAST_KNOWN
from datagov_cli.query import Grouping, Row
from datagov_cli.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Lines, Table, View
from datagov_cli.views.cells import Scribe
from datagov_cli.views.flat import rows_table
from datagov_cli.views.results import result_view

HEADER = ["value", "label", "count", "provinces"]


def grouped(store: Store, grouping: Grouping, lang: str) -> View:
    """One row a value: what it is, how many provinces have it, and which."""
    field = grouping.field

    def described(scribe: Scribe) -> list[dict[str, Any]]:
        return [
            {
                "value": scribe.cell(group.value)["value"],
                "label": scribe.entry(group.value, field.vocabulary).text,
                "count": len(group.rows),
                "provinces": [row.province.id for row in group.rows],
            }
            for group in grouping.groups
        ]

    def content(scribe: Scribe) -> dict[str, Any]:
        return {"field": field.key, "groups": described(scribe)}

    def table(scribe: Scribe) -> Table:
        return rows_table(HEADER, lambda: described(scribe))()

    def blocks(scribe: Scribe) -> list[Block]:
        rows = [
            [
                scribe.entry(group.value, field.vocabulary),
                Entry(str(len(group.rows))),
                Entry(scribe.join(_member(scribe, row, field) for row in group.rows)),
            ]
            for group in grouping.groups
        ]
        if not rows:
            return [Lines([scribe.text("no province is known to match")], quiet=True)]
        columns = [
            Column(field.label.get(lang), fold=field.kind in ("name", "person", "term")),
            Column(scribe.text("Count"), right=True),
            Column(scribe.text("Provinces"), fold=True),
        ]
        return [Grid(columns, rows)]

    return result_view(store, grouping, lang, "groups@1", "groups", content, table, blocks)


def _member(scribe: Scribe, row: Row, field: Field) -> str:
    """A province, with the remark on its value: implied, as of when."""
    (value,) = row.values
    name = scribe.both(row.province.name)
    if not value.known:
        return name
    remarks = scribe.reservations(value)
    last = value.on_day is not None and value.on_day.standing == LAST_KNOWN
    if field.dated and not last:
        scribe.use("as-of")
        remarks.append(scribe.as_of(value.as_of) if value.as_of else scribe.text("undated"))
    return f"{name} {scribe.remarks(*remarks)}".strip()
