"""Provinces by the value of a field: ``list`` and ``compare`` with ``--group-by``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datagov_cli.fields import Field
from datagov_cli.model import IMPLIED, LAST_KNOWN
from datagov_cli.query import Group, Row
from datagov_cli.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Lines, Table, View
from datagov_cli.views.cells import Scribe
from datagov_cli.views.frame import Frame


def grouped(store: Store, found: Sequence[Group], field: Field, lang: str, frame: Frame) -> View:
    """One row a value: what it is, how many provinces have it, and which."""
    kept = frame.cut(list(found))

    def described() -> list[dict[str, Any]]:
        scribe = Scribe(store, lang)
        return [
            {
                "value": scribe.cell(group.value)["value"],
                "label": scribe.entry(group.value, field.vocabulary).text,
                "count": len(group.rows),
                "provinces": [row.province.id for row in group.rows],
            }
            for group in kept
        ]

    def payload() -> dict[str, Any]:
        return frame.document("groups@1", {"field": field.key, "groups": described()})

    def table() -> Table:
        header = ["value", "label", "count", "provinces"]
        return Table(
            header, ([*(g[k] for k in header[:-1]), "; ".join(g["provinces"])] for g in described())
        )

    def blocks() -> list[Block]:
        scribe = Scribe(store, lang)
        scribe.ask(frame.day)
        rows = [
            [
                scribe.entry(group.value, field.vocabulary),
                Entry(str(len(group.rows))),
                Entry(scribe.join(_member(scribe, row, field) for row in group.rows)),
            ]
            for group in kept
        ]
        if not rows:
            return [
                Lines([scribe.text("no province is known to match")], quiet=True),
                *frame.foot(scribe, 0),
            ]
        columns = [
            Column(field.label.get(lang), fold=field.kind in ("name", "person", "term")),
            Column(scribe.text("Count"), right=True),
            Column(scribe.text("Provinces"), fold=True),
        ]
        return [Grid(columns, rows), *frame.foot(scribe, len(found)), *scribe.legend()]

    return View(payload, table, blocks, "groups")


def _member(scribe: Scribe, row: Row, field: Field) -> str:
    """A province, with the remark on its value: implied, as of when."""
    (value,) = row.values
    name = scribe.both(row.province.name)
    if not value.known:
        return name
    remarks = []
    if value.basis == IMPLIED:
        remarks.append(scribe.implied())
    if value.on_day is not None and value.on_day.standing == LAST_KNOWN:
        remarks.append(scribe.last_known(value.on_day, value.as_of))
    elif field.dated:
        scribe.use("as-of")
        remarks.append(scribe.as_of(value.as_of) if value.as_of else scribe.text("undated"))
    return f"{name} {scribe.remarks(*remarks)}".strip()
