"""The registry of fields: ``fields``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datagov_cli.queries.fields import Field
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, View
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.csv_rows import rows_table

FIELD_KEYS = ["key", "label", "kind", "help", "values"]


def fields_view(store: Store, fields: Sequence[Field], lang: str) -> View:
    """Every field: its key, meaning and possible values."""

    def described() -> list[dict[str, Any]]:
        return [
            {
                "key": field.key,
                "label": field.label.get(lang),
                "kind": field.kind,
                "help": field.help.get(lang),
                "values": list(store.terms(field.vocabulary))
                if field.vocabulary and field.kind == "term"
                else [],
            }
            for field in fields
        ]

    def blocks() -> list[Block]:
        writer = CellWriter(store, lang)
        columns = [
            Column(writer.text("Field")),
            Column(writer.text("Kind")),
            Column(writer.text("Meaning"), fold=True),
            Column(writer.text("Values"), fold=True),
        ]
        rows = [
            [Entry(f["key"]), Entry(f["kind"]), Entry(f["help"]), Entry(_some(f["values"]))]
            for f in described()
        ]
        return [Grid(columns, rows)]

    def payload() -> dict[str, Any]:
        return {"schema": "datagov/fields@1", "fields": described()}

    return View(payload, rows_table(FIELD_KEYS, described), blocks, "fields")


def _some(values: list[str]) -> str:
    """The values in one line; of a long vocabulary the first ones and how many there are."""
    return ", ".join(values) if len(values) < 10 else f"{', '.join(values[:3])} … ({len(values)})"
